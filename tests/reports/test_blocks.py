from dataclasses import replace
from datetime import datetime, time

import pytest

from tests.charts.diaries import DAY, ONSET, SITE, SIX_WEEKS, a_flare, a_moment, a_pain_entry, a_session, an_intake, six_weeks_of_pain
from tests.reports.facts import LAST, an_activity, block, everything, facts, nothing, what_was_done
from tracker.charts.doses.picture import doses_picture
from tracker.charts.function.picture import function_picture
from tracker.charts.hours.picture import hours_picture
from tracker.charts.sessions.picture import SessionsPicture, sessions_picture
from tracker.domain.entries import Function, Score
from tracker.domain.statistics.relief import Relief, SessionPair
from tracker.reports.blocks import page_blocks
from tracker.reports.content import report_content

RANK = [
    "My questions",
    "Function",
    "What worsens, what eases",
    "Planned and done",
    "Medicines",
    "Through the day",
    "After a session",
    "Activity",
    "Days called a flare",
]
AFTER = "After a session"
GAP = "\N{NO-BREAK SPACE}"


def the_block(of, heading):
    return next(each for each in page_blocks(of) if each.heading == heading)


def lines(of, heading):
    return block(report_content(of), heading)


def test_the_blocks_stand_in_their_rank():
    assert [each.heading for each in report_content(everything()).blocks] == RANK


def test_of_an_empty_diary_there_is_no_block():
    assert report_content(nothing()).blocks == ()


def test_open_questions_are_numbered():
    assert lines(facts(questions=("When may I lift?", " Why? ")), "My questions") == ("1. When may I lift?", "2. Why?")


def test_of_very_many_questions_the_rest_is_counted():
    shown = lines(facts(questions=tuple(f"Question {n}" for n in range(23))), "My questions")
    assert len(shown) == 21
    assert shown[-1] == "and 3 more questions"


def scored(*scores):
    scorings = [
        Function(moment=a_moment(ONSET + 7 * week * DAY, 18), scores=tuple(Score(*one) for one in points)) for week, points in enumerate(scores)
    ]
    return facts(function=function_picture(scorings, SIX_WEEKS))


def test_each_own_activity_goes_from_its_first_score_to_its_latest_and_so_does_the_mean():
    found = the_block(scored([("put on socks", 2), ("lift my child", 0)], [("put on socks", 7), ("lift my child", 4)]), "Function")
    assert found.lines == ("Put on socks: 2 → 7", "Lift my child: 0 → 4", "Mean: 1 → 5.5")
    assert found.beside == "(0 cannot, 10 as before)"
    assert found.note == "2 scorings, 23 Nov to 30 Nov 2026."


def test_one_scoring_is_too_early_to_say():
    found = the_block(scored([("put on socks", 2)]), "Function")
    assert found.lines == ("Put on socks: 2 on 23 Nov",)
    assert found.note == "1 scoring, 23 Nov 2026. Too early to say how it changed."


def test_means_of_other_activities_are_not_set_against_each_other():
    assert not [line for line in lines(scored([("a", 2)], [("a", 3), ("b", 4)]), "Function") if line.startswith("Mean")]


def test_what_worsens_and_what_eases_is_counted_whatever_its_case_the_most_frequent_first():
    found = the_block(everything(), "What worsens, what eases")
    assert found.lines == ("Worse with: sitting (3), sneezing (1)", "Eased by: walking (2), warm shower (1)")
    assert found.note == "In brackets: how many of the 3 entries that name any."


def test_of_many_words_the_rest_is_counted():
    entry = replace(a_pain_entry(ONSET, 6), eased_by=tuple(f"thing {n}" for n in range(8)))
    assert lines(facts(entry), "What worsens, what eases") == ("Eased by: thing 0 (1), thing 1 (1), thing 2 (1), thing 3 (1), thing 4 (1), 3 others",)


def test_what_was_said_outside_the_period_is_not_counted():
    assert lines(facts(replace(a_pain_entry(ONSET - DAY, 6), eased_by=("rest",))), "What worsens, what eases") is None


def test_planned_and_done_stand_beside_each_other_and_what_no_plan_counts_below():
    found = lines(everything(), "Planned and done")
    assert found[0] == "Ice: 19 times on 3 days"
    assert found[1].startswith("Damp heat: ")
    assert found[1] == "Damp heat: 52 times on 39 days"
    assert found[4:] == (f"Massage: 1 time, 20{GAP}min", f"Physiotherapy: 1 time, 20{GAP}min")


def test_without_a_plan_what_was_done_is_counted_by_kind_the_most_frequent_first():
    found = facts(*what_was_done())
    assert lines(found, "What was done") == (f"Damp heat: 5 times, usually 15{GAP}min", f"Ice: 3 times, usually 20{GAP}min")
    assert lines(found, "Activity") == (f"Walking: 2 times, usually 30{GAP}min", "Steps: 1 time, 4,000")


def test_what_was_done_outside_the_period_is_not_counted():
    assert lines(facts(a_session(ONSET - DAY, "ice"), a_session(LAST + DAY, "ice")), "What was done") is None


def test_a_session_that_still_runs_is_not_yet_done():
    assert lines(facts(replace(a_session(ONSET, "ice"), ended_at=None, ended_by=None)), "What was done") is None


def test_of_many_kinds_the_rest_is_counted():
    assert lines(facts(*(an_activity(ONSET, f"kind {n}") for n in range(11))), "Activity")[-1] == "and 3 other kinds"


@pytest.mark.parametrize(
    ("intakes", "words"),
    [
        ([an_intake(ONSET, hour=hour) for hour in (8, 16)], f"Ibuprofen: 2 doses, the last on 23 Nov; most in 24 h 800{GAP}mg"),
        ([an_intake(ONSET)], f"Ibuprofen: 1 dose, 400{GAP}mg, on 23 Nov"),
        ([an_intake(ONSET, on_skin=True, mg=None)], "Ibuprofen, on the skin: 1 dose, on 23 Nov"),
        ([an_intake(ONSET, mg=None), an_intake(ONSET + DAY, mg=None, hour=7)], "Ibuprofen: 2 doses, the last on 24 Nov; most in 24 h 2 doses"),
        (
            [an_intake(ONSET), an_intake(ONSET, mg=None, hour=12)],
            f"Ibuprofen: 2 doses, the last on 23 Nov; most in 24 h 400{GAP}mg; 1 dose has no mg written down",
        ),
    ],
)
def test_each_ingredient_has_its_doses_the_most_in_24_hours_and_its_last_day(intakes, words):
    assert lines(facts(doses=doses_picture(intakes, SIX_WEEKS)), "Medicines") == (words,)


def hours_of(entries):
    return the_block(facts(hours=hours_picture(entries, SITE, SIX_WEEKS)), "Through the day")


def test_the_hours_are_bars_with_their_words_and_their_number():
    found = hours_of(six_weeks_of_pain())
    assert len(found.bars) == 24
    assert "08:00 to 09:00: median " in found.bars_words
    assert found.note.endswith("97 entries in all, not always on the same days; an hour with fewer than 3 is left open.")


def test_too_few_hours_are_told_in_words():
    found = hours_of([a_pain_entry(ONSET, pain, hour=8) for pain in (4, 5, 6)])
    assert (found.bars, found.lines) == ((), ("From 08:00: median 5, 3 entries",))
    assert found.note.startswith("Too early to say at what time of day it is higher")
    assert hours_of([a_pain_entry(ONSET, 4)]).lines[0].startswith("Too early to say at what time of day it is higher")


@pytest.mark.parametrize(
    ("difference", "interval", "words"),
    [
        (-1, (-2, 0), "Ice: no clear change (0 to 2 lower), 12 sessions"),
        (1.5, (0.5, 2), "Ice: usually 1.5 higher (0.5 to 2), 12 sessions"),
        (-1, (-2, 1), "Ice: no clear change (2 lower to 1 higher), 12 sessions"),
        (0, (-1, 0), "Ice: no clear change (0 to 1 lower), 12 sessions"),
        (0, (0, 0), "Ice: no clear change, 12 sessions"),
    ],
)
def test_after_a_session_the_difference_has_its_interval_and_its_number(difference, interval, words):
    pair = SessionPair(datetime.combine(ONSET, time(12)), 6, 5)
    found = the_block(facts(sessions=SessionsPicture(first=ONSET, last=LAST, kinds=(Relief("ice", 12, (pair,) * 12, difference, interval),))), AFTER)
    assert found.lines == (words,)
    bracketed = "Median difference, in brackets its 95 % interval. " if "(" in words else ""
    assert found.note == f"{bracketed}Pain often falls by itself; this cannot show cause."


def test_few_pairs_are_too_early_to_say():
    pairs = [replace(a_session(ONSET + n * DAY, "ice"), before=6, after=5) for n in range(3)]
    found = the_block(facts(sessions=sessions_picture(pairs, SIX_WEEKS)), AFTER)
    assert found.lines == ("Ice: too early to say: 3 sessions so far, 10 needed",)
    assert "interval" not in found.note


def test_the_notes_of_a_flare_are_on_the_page_and_other_notes_are_not():
    quiet = replace(a_flare(ONSET, "Quiet."), flare=False)
    assert lines(facts(quiet), "Days called a flare") == ("11 Dec 2026: Bent down to tie a shoe.",)


def test_of_many_flares_the_earlier_are_counted():
    assert lines(facts(*(a_flare(ONSET + n * DAY) for n in range(8))), "Days called a flare")[0] == "3 earlier days"
