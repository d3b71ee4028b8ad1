"""The guide as data: what a subject says as a whole, and how a subject is found."""

import pytest

from tracker.domain.guide import Chapter, Guide, LogTarget, Source, Statement, Subject
from tracker.domain.plan.protocol import Phase


def a_subject(key: str = "ice", title: str = "Ice", text: str = "A cold pack.", chapter: Chapter = Chapter.MEASURES) -> Subject:
    return Subject(key=key, title=title, chapter=chapter, what=(Statement(text, ("guide-a",)),))


def a_guide(*subjects: Subject) -> Guide:
    return Guide(subjects, (Source("guide-a", "Guide A"),))


WHOLE = Subject(
    key="heat",
    title="Heat",
    chapter=Chapter.MEASURES,
    what=(Statement("What.", ("nhs", "acp")),),
    when=Statement("When.", ("guide-a",)),
    phases=(Phase.HEAT,),
    guides=(Statement("Guides.", ("guide-a", "guide-b")),),
    evidence=(Statement("Evidence.", ("acp",)),),
    ask_first=(Statement("Ask.", ("nhs",)),),
    stop=(Statement("Stop.", ("own",)),),
    not_followed=(Statement("Not followed.", ("guide-b",)),),
    log=(LogTarget("session", "heat"),),
)


def test_the_text_of_a_subject_is_all_its_paragraphs_in_reading_order():
    assert WHOLE.text == "What.\n\nWhen.\n\nGuides.\n\nEvidence.\n\nAsk.\n\nStop.\n\nNot followed."


def test_each_source_of_a_subject_is_named_once():
    assert WHOLE.sources == ("nhs", "acp", "guide-a", "guide-b", "own")


@pytest.mark.parametrize("query", ["", "   ", "cold", "COLD pack", "cöld", "ice cold", "pack ice"])
def test_a_subject_matches_where_every_word_is_in_title_or_text(query):
    assert a_subject().matches(query)


@pytest.mark.parametrize("query", ["heat", "cold heat"])
def test_a_subject_does_not_match_where_a_word_is_missing(query):
    assert not a_subject().matches(query)


def test_what_is_in_the_title_is_found_before_what_is_in_the_text_alone():
    warm, within = a_subject("heat", "Bath"), a_subject("fur", "Birdbath")
    mention, inner, other = a_subject("rest", "Rest", "No bath."), a_subject("spa", "Spa", "A footbath."), a_subject("ice")
    assert a_guide(inner, mention, within, other, warm).search("bath") == (warm, within, mention, inner)


def test_a_short_word_is_found_at_the_beginning_of_a_word_alone():
    office, iced = a_subject("office", "At the office", "Advice."), a_subject("tea", "Tea", "Iced.")
    assert a_guide(office, iced).search("ice") == (iced,)


def test_an_empty_search_finds_all_in_their_order():
    first, second = a_subject("b"), a_subject("a")
    assert a_guide(first, second).search("") == (first, second)


def test_the_guide_finds_by_key_chapter_and_what_is_logged():
    ice, spasm = a_subject(), a_subject("spasm", "Spasm", chapter=Chapter.WHAT)
    found = a_guide(ice, spasm, WHOLE)
    assert (found.subject("spasm"), found.subject("nothing")) == (spasm, None)
    assert found.in_chapter(Chapter.MEASURES) == (ice, WHOLE)
    assert (found.logged_by("session", "heat"), found.logged_by("session", "ice")) == (WHOLE, None)
    assert (found.source("guide-a"), found.source("nhs")) == (Source("guide-a", "Guide A"), None)


def test_a_subject_is_found_by_its_title_and_near_a_name_that_is_none():
    ice, heat, rest = a_subject(), a_subject("heat", "Dämp heat", "Warmth."), a_subject("rest", "Rest", "Warmth.")
    found = a_guide(ice, heat, rest)
    assert (found.titled("DAMP heat"), found.titled("damp")) == (heat, None)
    assert (found.near("ise"), found.near("warm"), found.near("zzz"), found.near(" ")) == ((ice,), (heat, rest), (), ())
    assert found.near("heat") == (heat,)


def test_the_sources_of_a_subject_come_with_their_titles():
    assert a_guide(a_subject()).sources_of(a_subject()) == (Source("guide-a", "Guide A"),)
