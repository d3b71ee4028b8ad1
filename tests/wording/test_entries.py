"""The words for the plan and for entries."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import LEFT, RIGHT, a_moment, a_session, an_activity, an_entry
from tests.fakes import FakeClock
from tests.storage.diaries import one_of_each
from tracker.app import Tracker
from tracker.domain.entries import EndedBy
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.due import QuietHours, Reminder
from tracker.wording.entries import entry_words, minutes_words
from tracker.wording.phases import phase_words, waiting_words
from tracker.wording.reminders import next_words

QUIET = QuietHours()


def test_the_phase_line_says_where_one_is_and_what_comes_next(tracker: Tracker, clock: FakeClock) -> None:
    def line() -> str:
        return phase_words(tracker.timekeeper.status(QUIET)).sentence

    assert line().startswith("No episode.")
    tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    assert line() == "Ice, hour 47 of 72. Damp heat from Thu 14:10, when the 72 hours are over"
    tracker.planner.set_phase(Phase.ICE, a_moment("2026-11-25T10:05"))
    assert line() == "Ice, hour 4 of 72. Damp heat from Sat 10:05, when the 72 hours are over"
    clock.set("2026-11-28T10:05")
    assert line().startswith("Damp heat, since Sat 28 Nov 10:05. Stretches when it has eased and you have checked them")
    tracker.planner.tick(eased=True, checked=True)
    assert line().endswith("Stretches can begin when you say so.")
    tracker.planner.set_phase(Phase.STRETCH, reason="")
    assert "eased, and checked" in line()
    tracker.planner.end_episode(a_moment(clock.now() + timedelta(minutes=1)))
    clock.advance(minutes=1)
    assert line() == "Keeping well, since Sat 28 Nov 10:06. Walking, strengthening, lifting with care, breaks from sitting."


def test_in_keeping_well_the_phase_line_names_what_strength_waits_for(tracker: Tracker) -> None:
    tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    tracker.planner.end_episode()
    words = phase_words(tracker.timekeeper.status(QUIET))
    assert words.sentence.endswith("Strength exercises when you have checked them with a GP or physiotherapist.")
    assert waiting_words(tracker.timekeeper.status(QUIET).state) == ["you have checked them with a GP or physiotherapist"]


def test_the_next_session_is_named_with_its_time(tracker: Tracker, clock: FakeClock) -> None:
    assert next_words(tracker.timekeeper.status(QUIET)) == ""
    tracker.planner.start_episode(a_moment("2026-11-25T09:00"))
    assert next_words(tracker.timekeeper.status(QUIET)) == "Next: Ice, when you like"
    tracker.journal.add(a_session("ice", "2026-11-25T12:45", ended_by=EndedBy.BY_HAND))
    assert next_words(tracker.timekeeper.status(QUIET)) == "Next: Ice at 14:35"
    clock.set("2026-11-25T23:00")
    assert next_words(tracker.timekeeper.status(QUIET)) == "Next: Ice at Thu 07:00"


def test_entries_are_told_in_a_line() -> None:
    words = [entry_words(entry) for entry in one_of_each()]
    assert [(word.time, word.what) for word in words[:4]] == [("08:00", "Pain 4.5"), ("09:00", "Ice"), ("10:00", "Damp heat"), ("18:30", "Driving")]
    alike, apart = (an_entry(6, sites={LEFT: 6, RIGHT: pain}, note="sat long") for pain in (6, 4))
    assert entry_words(alike).text == "Lower back left, lower back right. sat long"
    assert entry_words(apart).text == "Lower back left 6, lower back right 4. sat long"
    assert entry_words(an_entry(6, note="sat long")).text == "sat long"
    assert words[1].text == "20 min, pain 7 before, 5 after. cold"
    assert words[2].text == "20 min, end presumed"
    assert words[6].text == "20 min, running"
    assert entry_words(one_of_each()[6], is_deleted=True).text == "20 min, deleted while it ran"
    assert "worse with sitting" in words[0].text
    assert "slept 7 h 15 min" in words[4].text
    assert entry_words(an_activity("gardening")).what == "Gardening"
    assert words[1].sentence == "09:00, Ice, 20 min, pain 7 before, 5 after. cold"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (5, "5 s, stopped before half its length"),
        (59, "59 s, stopped before half its length"),
        (599, "9 min, stopped before half its length"),
        (600, "10 min"),
        (1200, "20 min"),
    ],
)
def test_a_session_stopped_before_half_its_length_says_so_and_never_more_time_than_it_took(seconds: int, text: str) -> None:
    whole = a_session("ice", minutes=20)
    stopped = replace(whole, ended_at=whole.moment.at + timedelta(seconds=seconds), ended_by=EndedBy.BUTTON)
    assert entry_words(stopped).text == text


@pytest.mark.parametrize(("minutes", "words"), [(0, "0 min"), (59.4, "59 min"), (60, "1 h"), (61, "1 h 1 min"), (1440, "24 h")])
def test_lengths_are_told_in_hours_and_minutes(minutes: float, words: str) -> None:
    assert minutes_words(minutes) == words


def test_of_an_appointment_the_time_of_its_reminder_is_not_told_as_its_own(tracker: Tracker) -> None:
    status = tracker.timekeeper.status(QUIET)
    told = status._replace(find_reminder=lambda: Reminder("appointment", a_moment("2026-11-26T20:00").at))
    assert next_words(told) == "Next: at Thu 20:00, a reminder of your appointment"
    assert next_words(told._replace(find_reminder=lambda: Reminder("appointment", status.at.at))) == "Next: a reminder of your appointment"


@pytest.mark.parametrize("back", [timedelta(minutes=1), timedelta(days=400)])
def test_a_clock_behind_the_onset_is_said_and_not_that_there_is_no_episode(tracker: Tracker, clock: FakeClock, back: timedelta) -> None:
    tracker.planner.start_episode(a_moment("2026-11-25T13:05"))
    clock.turn(-back)
    said = "Your computer's clock is behind: this episode began on 25 Nov 2026, 13:05."
    assert phase_words(tracker.timekeeper.status(QUIET)).sentence == said
    assert phase_words(tracker.timekeeper.status(QUIET, a_moment("2026-11-24T10:00"))).sentence.startswith("No episode.")
