import re
from dataclasses import replace

import pypdfium2
import pytest

from tests.charts.diaries import DAY, ONSET, SITE, a_flare, a_moment, a_pain_entry, eight_years, the_phases
from tests.reports.test_content import an_activity, facts, what_was_done, words_of
from tracker.domain.episodes import Episode
from tracker.reports.content import report_content
from tracker.reports.pages import page_images
from tracker.reports.typesetting import printable, typeset

MARKUP = '#set page(width: 1pt) $x$ *b* _i_ <a> @ref `r` \\ // #panic("no") = H'


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return squeezed(" ".join(pages))


def squeezed(text):
    return re.sub(r"[\s\u200b\ufffe\x02-]+", "", text)


def page_count(pdf):
    return len(page_images(pdf, 0.1))


def test_the_page_holds_every_word_of_its_content():
    content = report_content(facts(*what_was_done()))
    text = text_of(typeset(content).pdf)
    spoken = replace(content, chart_words="")
    missing = [word for word in words_of(spoken).split() if squeezed(word) not in text]
    assert not missing


def test_it_is_one_page_of_a4():
    (page,) = page_images(typeset(report_content(facts(*what_was_done()))).pdf, 1)
    assert (page.width, page.height) == (596, 842)


def test_it_follows_the_standards_for_screen_readers_and_for_keeping():
    made = typeset(report_content(facts()))
    assert made.standard
    assert made.remark == ""
    for mark in (b"pdfuaid:part>1", b"pdfaid:part>2", b"pdfaid:conformance>A", b"/StructTreeRoot", b"/Lang", b"<rdf:li xml:lang"):
        assert mark in made.pdf, mark


def test_it_has_a_title_and_the_chart_has_its_words_for_who_cannot_see_it():
    document = pypdfium2.PdfDocument(typeset(report_content(facts())).pdf)
    assert document.get_metadata_dict()["Title"] == "Patient diary, self-reported"
    document.close()


def test_the_file_is_dated_when_the_page_was_written():
    document = pypdfium2.PdfDocument(typeset(report_content(facts())).pdf)
    assert document.get_metadata_dict()["CreationDate"].startswith("D:20270103230000")
    document.close()


def test_the_same_content_gives_the_same_bytes():
    content = report_content(facts())
    assert typeset(content).pdf == typeset(content).pdf


@pytest.mark.parametrize(
    "text", ["😀🦴", MARKUP, "שלום \u202eabc\u202c", "日本語", "\ue000", "x" * 9_000, "\x01\x7f\ufdd0\uffff", "<script>&amp;</script>"]
)
def test_odd_text_is_set_as_text_on_one_page(text):
    episode = Episode(onset=a_moment(ONSET, 14), sites=(text,), cause=text)
    made = typeset(report_content(facts(a_flare(ONSET, text), episodes=[(episode, the_phases())], person=text, site=SITE)))
    assert page_count(made.pdf) == 1
    assert "Patientdiary,selfreported" in text_of(made.pdf)
    assert made.standard or made.remark


def test_markup_is_printed_as_typed():
    episode = Episode(onset=a_moment(ONSET, 14), cause=MARKUP)
    assert squeezed(MARKUP) in text_of(typeset(report_content(facts(episodes=[(episode, [])]))).pdf)


def test_a_zero_character_becomes_the_sign_for_an_unknown_one():
    content = replace(report_content(facts()), under_heading=("a\x00b",))
    assert "a\N{REPLACEMENT CHARACTER}b" in text_of(typeset(content).pdf)


def test_half_a_character_pair_does_not_stop_it():
    content = replace(report_content(facts()), under_heading=("a\ud800b",))
    assert page_count(typeset(content).pdf) == 1


def test_however_much_was_written_it_stays_one_page():
    notes = [a_flare(ONSET + number * DAY, "W W " * 2_400) for number in range(20)]
    kinds = [an_activity(ONSET, "W" * 190 + str(number), minutes=3) for number in range(30)]
    wordy = [replace(span, reason="R" * 5_000) for span in the_phases()] * 4
    episodes = [
        (Episode(onset=a_moment(ONSET + n * DAY, 1), cause="Z" * 9_000, sites=tuple("Q" * 150 + str(k) for k in range(20))), wordy) for n in range(5)
    ]
    made = typeset(report_content(facts(*notes, *kinds, *what_was_done(), episodes=episodes, person="W" * 500, site="W" * 190)))
    assert page_count(made.pdf) == 1
    assert "notamedicaldevice" in text_of(made.pdf)


def test_text_that_had_to_be_shortened_ends_in_an_ellipsis():
    made = typeset(report_content(facts(a_flare(ONSET, "word " * 1_900))))
    assert re.search("wordw?o?r?…", text_of(made.pdf))


def test_nothing_logged_makes_a_page_that_says_so():
    made = typeset(report_content(facts(entries=[], episodes=[], help_shown=None)))
    assert made.standard
    assert "hasnotbeenshown" in text_of(made.pdf)


def test_eight_years_fit_the_page():
    years = eight_years()
    entries = [a_pain_entry(at.date(), value) for at, value in years.readings]
    made = typeset(report_content(facts(entries=entries, first=years.first, last=years.last, episodes=[], now=a_moment(years.last))))
    assert made.standard
    assert page_count(made.pdf) == 1


def test_where_a_standard_cannot_be_kept_the_page_is_written_all_the_same_and_says_so():
    private_letter = "\ue000"
    made = typeset(report_content(facts(a_flare(ONSET, private_letter))))
    assert not made.standard
    assert "no font here has" in made.remark
    assert page_count(made.pdf) == 1


def test_the_file_holds_no_folder_name_of_this_machine():
    pdf = typeset(report_content(facts())).pdf
    assert b"/work" not in pdf
    assert b"/home" not in pdf


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a\x07b", "a\N{REPLACEMENT CHARACTER}b"),
        ("\ufffe", "\N{REPLACEMENT CHARACTER}"),
        ("two\n lines\u2028here", "two lines here"),
        ("15\N{NO-BREAK SPACE}min", "15\N{NO-BREAK SPACE}min"),
        ("x" * 24, "x" * 24),
        ("x" * 26, "xxxxxxxx\u200bxxxxxxxx\u200bxxxxxxxx\u200bxx"),
        ("👩\u200d🦽", "👩\u200d🦽"),
    ],
)
def test_text_is_made_fit_to_print(text, printed):
    assert printable(text) == printed
