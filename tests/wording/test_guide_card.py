"""A subject of the guide in the words of its card."""

import pytest

from tracker.domain.guide import Chapter, Grade, Guide, LogTarget, Source, Statement, Subject
from tracker.domain.plan.protocol import Phase
from tracker.library.guide import guide
from tracker.wording.guide_card import (
    IN_THE_PLAN,
    ask_first_words,
    card_sections,
    found_words,
    log_words,
    plan_words,
    short_grade,
    ways_to_log,
)

ASK = (Statement("Ask first with numb skin.", ("own",)),)
EVERY = (Phase.ICE, Phase.HEAT, Phase.STRETCH, Phase.WELL)


def a_subject(**parts):
    chapter = parts.pop("chapter", Chapter.MEASURES)
    return Subject(parts.pop("key", "ice"), parts.pop("title", "Ice"), chapter, (Statement("What it is.", ("own",)),), **parts)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"phases": (Phase.ICE,)}, "In the plan: Ice."),
        ({"phases": (Phase.WELL, Phase.HEAT)}, "In the plan: Damp heat, Keeping well."),
        ({"phases": EVERY}, "In the plan: any time."),
        ({}, "In the plan: any time."),
        ({"ask_first": ASK}, "Ask first."),
        ({"phases": (Phase.ICE,), "ask_first": ASK}, "In the plan: Ice. Ask first."),
        ({"phases": EVERY, "ask_first": ASK}, "In the plan: any time. Ask first."),
        ({"chapter": Chapter.QUESTIONS, "phases": EVERY}, ""),
    ],
)
def test_a_subject_says_where_it_stands_among_the_phases(parts, words):
    assert plan_words(a_subject(**parts)) == words


def test_every_measure_of_the_guide_says_where_it_stands():
    measures = [subject for subject in guide().subjects if subject.chapter in IN_THE_PLAN]
    assert len(measures) > 30
    assert all(plan_words(subject).startswith(("In the plan: ", "Ask first.")) for subject in measures)


def test_a_grade_is_told_in_words_and_none_where_there_is_none():
    assert short_grade(a_subject(grade=Grade.A_LITTLE)) == "Good sources: helps a little."
    assert short_grade(a_subject()) == ""


def test_sections_that_have_nothing_to_say_are_left_out_and_sources_stand_by_title():
    known = Guide((), (Source("own", "This app's own words"), Source("coch", "Cochrane review, 2006")))
    evidence = (Statement("It is unclear.", ("coch", "own"), Grade.UNCLEAR),)
    sections = list(card_sections(a_subject(evidence=evidence), known))
    assert [section.heading for section in sections] == ["What it is", "What good sources say"]
    assert sections[1].paragraphs[0].beneath == "Grade: unclear. Sources: Cochrane review, 2006; This app's own words"
    assert [section.heading for section in card_sections(a_subject(chapter=Chapter.HELP), known)] == [""]


def test_what_was_done_is_logged_before_an_appointment_is_made_and_each_form_is_told_what_is_known():
    subject = a_subject(key="sleep", log=(LogTarget("appointment"), LogTarget("session", "massage"), LogTarget("day_note")))
    assert list(ways_to_log(subject)) == [LogTarget("session", "massage"), LogTarget("day_note", "sleep"), LogTarget("appointment", "massage")]
    assert list(ways_to_log(a_subject(log=(LogTarget("appointment"),)))) == [LogTarget("appointment")]


@pytest.mark.parametrize(
    ("targets", "words"),
    [
        ([("session", "ice")], ["Log it"]),
        ([("dose", "")], ["Log it"]),
        ([("appointment", "")], ["Add an appointment"]),
        ([("exercise", "cat-cow")], ["Do it step by step"]),
        ([("session", "heat"), ("session", "warm-bath")], ["Log it: Damp heat", "Log it: Warm bath"]),
        ([("session", "massage"), ("appointment", "")], ["Add a session that is over", "Add an appointment"]),
        ([("activity", "rest"), ("day_note", "")], ["Add an activity", "Add a day note"]),
        ([("session", "stretches"), ("exercise", "cat-cow"), ("exercise", "bridge")], ["Add a session that is over", "Cat-cow", "Bridge"]),
    ],
)
def test_a_button_says_what_it_opens_and_which_where_there_are_several(targets, words):
    subject = a_subject(log=tuple(LogTarget(*target) for target in targets))
    assert [log_words(target, subject) for target in subject.log] == words


def test_no_two_buttons_of_a_card_say_the_same():
    for subject in guide().subjects:
        words = [log_words(target, subject) for target in ways_to_log(subject)]
        assert len(set(words)) == len(words), subject.key


def test_how_many_were_found_is_said_in_a_sentence():
    assert found_words(1) == "1 found"
    assert found_words(12) == "12 found"
    assert found_words(0).startswith("Nothing found")


def test_who_should_ask_first_is_one_line():
    assert ask_first_words(a_subject(ask_first=(*ASK, *ASK))) == "Ask first with numb skin. Ask first with numb skin."
    assert ask_first_words(a_subject()) == ""
