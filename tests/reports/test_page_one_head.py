"""The head of page one names pain now, the highest of the period at any place, and the nights woken."""

from dataclasses import replace
from datetime import date

import pytest

from tests.builders import an_episode, an_event
from tests.charts.diaries import DAY, ONSET, a_pain_entry
from tests.reports.facts import LAST, facts, nothing
from tracker.domain.entries import SiteReading
from tracker.domain.episodes import EventKind
from tracker.domain.statistics.stretches import onsets_of
from tracker.reports.content import report_content
from tracker.reports.page_one_head import latest_onset


def tiles(of):
    return {tile.title: tile for tile in report_content(of).head.tiles}


def a_calf_at_9(day, hour=21):
    places = (SiteReading("lower back left", 4), SiteReading("calf left", 9))
    return replace(a_pain_entry(day, 4, hour=hour), sites=places, words=("numb", "pins and needles"))


def test_a_calf_at_9_written_today_is_both_pain_now_and_the_highest_though_the_curve_follows_the_back():
    back = [a_pain_entry(ONSET + number * DAY, 4) for number in range(41)]
    found = tiles(facts(entries=[*back, a_calf_at_9(LAST)]))
    for title in ("Pain now", "Highest in the period"):
        assert (found[title].figure, found[title].line, found[title].pain) == ("9", "calf left: numb, pins and needles", 9)
        assert found[title].under == "Sun 3 Jan 21:00"


def test_the_highest_keeps_its_day_and_its_year_when_the_pain_now_is_lower():
    found = tiles(facts(entries=[a_calf_at_9(ONSET), a_pain_entry(LAST, 2, hour=8)]))
    assert (found["Pain now"].figure, found["Pain now"].line) == ("2", "lower back left")
    assert (found["Highest in the period"].figure, found["Highest in the period"].under) == ("9", "Mon, 23 Nov 2026 21:00")


def test_the_worst_of_24_hours_says_so_and_has_no_time_of_day():
    entry = replace(a_calf_at_9(LAST), worst=10, words=())
    found = tiles(facts(entries=[entry]))["Highest in the period"]
    assert (found.figure, found.line) == ("10", "worst of the 24 hours before, lower back left or calf left")
    assert found.under == "Sun 3 Jan"


def test_entries_outside_the_period_do_not_count():
    found = tiles(facts(entries=[a_calf_at_9(ONSET - DAY), a_pain_entry(LAST, 2)]))
    assert found["Highest in the period"].figure == "2"


def test_the_nights_woken_are_of_the_days_logged_and_since_the_onset():
    entries = [replace(a_pain_entry(ONSET + number * DAY, 4), woke=number in {1, 41} or None) for number in (0, 1, 2, 40, 41)]
    onsets = onsets_of([an_episode("2027-01-02T08:00")])
    found = tiles(facts(entries=entries, onsets=onsets))["Nights woken"]
    assert (found.figure, found.line, found.under, found.pain) == ("2", "of 5 days logged", "since 2 Jan 1 of 2", None)


def test_who_never_ticked_it_has_not_said_that_no_night_was_woken():
    found = tiles(facts())["Nights woken"]
    assert (found.figure, found.line) == ("\N{EN DASH}", "ticked on none of 37 days logged")


def test_an_empty_diary_has_dashes():
    content = report_content(nothing())
    assert [tile.figure for tile in content.head.tiles] == ["\N{EN DASH}"] * 3
    assert (content.head.lead, content.head.under_lead) == ("No pain entry in these days.", "")


def test_how_the_latest_episode_began_stands_under_the_first_sentence():
    assert report_content(facts()).head.under_lead == "It began with: lifting a box"


@pytest.mark.parametrize(("first", "found"), [(ONSET, date(2026, 12, 3)), (date(2026, 12, 4), None)])
def test_ice_begun_again_is_an_onset_too(first, found):
    again = an_event(EventKind.ICE, "2026-12-03T10:00")
    onsets = onsets_of([an_episode("2026-11-23T14:00", events=(again,))])
    assert latest_onset(facts(onsets=onsets, first=first)) == found
