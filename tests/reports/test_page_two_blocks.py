from dataclasses import replace
from datetime import datetime, time

import pytest

from tests.charts.diaries import DAY, ONSET, SITE, SIX_WEEKS, a_flare, a_moment, a_pain_entry, a_session, six_weeks_of_pain
from tests.reports.facts import LAST, an_activity, block, everything, facts, nothing, what_was_done
from tracker.charts.hours.picture import hours_picture
from tracker.domain.entries import SiteReading
from tracker.domain.episodes import Episode
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.protocol import Phase
from tracker.domain.statistics.relief import Relief, SessionPair
from tracker.domain.statistics.stretches import Onset
from tracker.domain.statistics.treatments import Treatment, treatments
from tracker.reports.content import report_content

RANK = ["First and last 7 days", "Lowest and highest", "Planned and done", "Pain through the day", "What I tried", "Activity", "Days called a flare"]
TRIED = "What I tried"
GAP, NONE = "\N{NO-BREAK SPACE}", "\N{EN DASH}"


def the_block(of, heading):
    return next(each for each in report_content(of).more_blocks if each.heading == heading)


def lines(of, heading):
    return block(report_content(of), heading)


def cells(of, heading):
    return [row.cells for row in the_block(of, heading).rows]


def test_the_blocks_stand_in_their_rank():
    assert [each.heading for each in report_content(everything()).more_blocks] == RANK


def test_of_an_empty_diary_there_is_no_block():
    assert report_content(nothing()).more_blocks == ()


def test_all_questions_stand_here_where_page_one_has_not_all_of_them_whole():
    questions = tuple(f"Question {n}" for n in range(40))
    assert lines(facts(questions=questions), "All my questions") == questions
    assert lines(facts(questions=questions[:5]), "All my questions") is None
    assert lines(facts(questions=("Why? " * 60,)), "All my questions") == (("Why? " * 60).strip(),)


def test_the_first_week_stands_beside_the_last_with_the_change_in_words():
    found = the_block(facts(), "First and last 7 days")
    assert found.headers == ("lower back left", "First", "Last")
    assert [row.cells for row in found.rows] == [("Typical", "8", "2"), ("Worst", "10", "4"), ("Least", "6", "1"), ("Entries", "20", "15")]
    change = "Last 7 days against the first 7: 6 points lower (75 %). People usually notice 2 points or 30 %. Pain often eases by itself."
    assert found.note.startswith(f"{change} Worst and least count")


def test_under_fourteen_days_there_is_one_week_and_nothing_to_set_it_against():
    found = the_block(replace(facts(), onsets=[Onset(a_moment(LAST - 3 * DAY, 14))]), "First and last 7 days")
    assert (found.rows, [line.text[:40] for line in found.lines]) == ((), ["Too early to say how two weeks compare: "])


def test_too_few_entries_are_too_early_to_say():
    found = the_block(facts(entries=[a_pain_entry(ONSET, 6)]), "First and last 7 days")
    assert found.rows[0].cells == ("Typical", "6", "\N{EN DASH}")
    assert found.note.startswith("Too early to say")


def test_each_place_has_its_lowest_too_and_the_range_of_24_hours_of_two_places_is_of_the_whole_body():
    two = tuple(SiteReading(name, 4) for name in (SITE, "neck"))
    entries = [replace(a_pain_entry(ONSET, 4), sites=two, worst=10, least=0), replace(a_pain_entry(ONSET, 3), least=1)]
    assert cells(facts(entries=entries), "Lowest and highest") == [
        (SITE, "2", "1*", "4"),
        ("neck", "1", "4", "4"),
        ("whole body", "2", "0*", "10*"),
    ]
    assert the_block(facts(entries=entries), "Lowest and highest").note.startswith("*: told as the least or the worst")


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
    assert lines(facts(*(an_activity(ONSET, f"kind {n}") for n in range(11))), "Activity")[-1] == "and 3 more"


def hours_of(entries):
    return the_block(facts(hours=hours_picture(entries, SITE, SIX_WEEKS)), "Pain through the day")


def test_the_hours_are_bars_with_their_words_and_their_number():
    found = hours_of(six_weeks_of_pain())
    assert len(found.bars) == 24
    assert "08:00 to 09:00: typically " in found.bars_words
    assert found.note.endswith("97 entries in all, not always on the same days; an hour with fewer than 3 is left open.")


def test_too_few_hours_are_told_in_words():
    found = hours_of([a_pain_entry(ONSET, pain, hour=8) for pain in (4, 5, 6)])
    assert (found.bars, [line.text for line in found.lines]) == ((), ["From 08:00: typically 5, 3 entries"])
    assert found.note.startswith("Too early to say at what time of day it is higher")
    assert hours_of([a_pain_entry(ONSET, 4)]).lines[0].text.startswith("Too early to say at what time of day it is higher")


@pytest.mark.parametrize(
    ("difference", "interval", "words"),
    [
        (-1, (-2, 0), "no clear change (0 to 2 lower), 12 sessions"),
        (1.5, (0.5, 2), "usually 1.5 higher (0.5 to 2), 12 sessions"),
        (-1, (-2, 1), "no clear change (2 lower to 1 higher), 12 sessions"),
        (0, (-1, 0), "no clear change (0 to 1 lower), 12 sessions"),
        (0, (0, 0), "no clear change, 12 sessions"),
    ],
)
def test_what_was_tried_has_its_change_with_the_interval_and_its_numbers(difference, interval, words):
    pair = SessionPair(datetime.combine(ONSET, time(12)), 6, 5)
    ice = Treatment(a_moment(LAST, 12), 6, 5, Relief("ice", 13, (pair,) * 12, difference, interval))
    found = the_block(facts(treatments=(ice,)), TRIED)
    assert [row.cells for row in found.rows] == [("Ice", "13", "3 Jan 2027", "6", "5", words)]
    assert found.headers == ("", "Times", "Last", "Pain before", "Pain after", "Change")
    bracketed = "In brackets the 95 % interval of the median change. " if "(" in words else ""
    medians = "Pain before and after: the medians of the sessions with both numbers."
    assert found.note == f"{medians} {bracketed}Pain often falls by itself; this cannot show cause."


def test_few_pairs_are_too_early_to_say_and_what_was_not_tried_has_no_row():
    ices = [replace(a_session(ONSET + n * DAY, "ice"), before=6, after=5 - n) for n in range(3)]
    found = the_block(facts(treatments=treatments([*ices, a_session(ONSET, "manual-therapy")])), TRIED)
    assert [row.cells for row in found.rows] == [
        ("Ice", "3", "25 Nov 2026", "6", "4", "too early to say: 3 sessions so far, 10 needed"),
        ("Chiropractic, osteopathy", "1", "23 Nov 2026", NONE, NONE, ""),
    ]
    assert "interval" not in found.note
    assert the_block(facts(treatments=treatments([a_session(ONSET, "yoga")])), TRIED).note == ""


def test_the_notes_of_a_flare_are_on_the_page_and_other_notes_are_not():
    quiet = replace(a_flare(ONSET, "Quiet."), flare=False)
    assert lines(facts(quiet), "Days called a flare") == ("11 Dec 2026: Bent down to tie a shoe.",)


def test_of_many_flares_the_earlier_are_counted():
    assert lines(facts(*(a_flare(ONSET + n * DAY) for n in range(8))), "Days called a flare")[0] == "3 earlier days"


def in_keeping_well(**fields):
    """An episode that ended three weeks after its onset, and walks before and after its end."""
    end = ONSET + 21 * DAY
    episode = Episode(onset=a_moment(ONSET), ended=a_moment(end))
    spans = [PhaseSpan(Phase.HEAT, a_moment(ONSET).at, a_moment(end).at), PhaseSpan(Phase.WELL, a_moment(end).at, None)]
    walks = [an_activity(day, "walking", minutes=30) for day in (end - 3 * DAY, end + DAY, end + 2 * DAY, end + 8 * DAY)]
    return facts(*walks, episodes=[(episode, spans)], **fields)


def test_the_active_minutes_of_the_weeks_of_keeping_well_stand_beside_ones_own_aim_and_nothing_else():
    told = lines(in_keeping_well(), "Activity")
    assert told[1:] == ("Active minutes a week in keeping well: 60 from 14 Dec 2026, 30 from 21 Dec 2026",)
    assert lines(in_keeping_well(activity_aim=150), "Activity")[1:] == (*told[1:], "Own aim: 150 minutes a week")
    assert not any("a week" in line for line in lines(facts(an_activity(ONSET, "walking", minutes=30)), "Activity"))
