"""What is found by a few letters, and in which order."""

from hypothesis import given, settings
from hypothesis import strategies as st

from ui.palette.search import Fit, Offer, fits, matched, search


def an_offer(name, words="", heading="Do"):
    return Offer(name, heading, lambda: None, words)


def names(query, *offers):
    return [hit.offer.name for hit in search(query, offers)]


def test_without_a_query_all_is_found_in_its_order():
    assert names(" ", an_offer("b"), an_offer("a")) == ["b", "a"]


def test_a_names_beginning_comes_before_a_words_then_its_middle_then_other_words():
    offers = [an_offer("Rest", "ice pack"), an_offer("Medicine"), an_offer("Start ice"), an_offer("Ice again")]
    assert names("ice", *offers) == ["Ice again", "Start ice", "Rest"]
    assert names("ic", *offers) == ["Ice again", "Start ice", "Medicine", "Rest"]


def test_letters_in_their_order_count_where_nothing_fits_better():
    assert names("svrp", an_offer("Save report"), an_offer("Save entry")) == ["Save report"]
    assert names("sa", an_offer("Save report"), an_offer("Start ice again")) == ["Save report"]
    assert names("z", an_offer("Save report")) == []


def test_every_word_has_to_fit_in_whatever_order_case_and_accents_aside():
    cafe = an_offer("Café report", "Bericht")
    assert names("REPORT cafe", cafe) == ["Café report"]
    assert names("report tea", cafe) == []
    assert search("cafe", [cafe])[0].letters == ((0, 4),)


def test_a_heading_with_a_name_that_fits_stands_before_one_found_by_other_words():
    pages = an_offer("Trends", heading="Go to")
    assert names("trends", an_offer("Save chart", "trends"), pages) == ["Trends", "Save chart"]
    assert names("t", an_offer("Start"), an_offer("Trends", heading="Go to")) == ["Start", "Trends"]


def test_what_was_found_by_its_text_keeps_its_place_and_shows_what_was_typed():
    assert matched("heat", an_offer("Damp heat")).letters == ((5, 4),)
    assert matched("cold", an_offer("Damp heat")).fit is Fit.OTHER_WORDS


def test_rows_are_narrowed_by_any_of_their_texts():
    assert fits("undo ctrl", "Undo", "Ctrl+Z")
    assert not fits("undo alt", "Undo", "Ctrl+Z")


@settings(max_examples=40)
@given(st.text(max_size=8), st.lists(st.text(max_size=12), max_size=6))
def test_the_letters_shown_lie_within_the_name_and_the_order_is_always_the_same(query, texts):
    offers = [an_offer(text, heading=text[:1]) for text in texts]
    found = search(query, offers)
    assert found == search(query, offers)
    for hit in found:
        assert all(first >= 0 and length > 0 and first + length <= len(hit.offer.name) for first, length in hit.letters)
