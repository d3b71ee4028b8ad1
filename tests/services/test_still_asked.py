"""What was raised and still asks something, and the next instant at which there is anything to raise."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from tests.builders import a_moment, a_session, an_entry
from tests.fakes import FakeClock, local
from tests.services.diaries import opened
from tracker.domain.drafts import PainDraft
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.facts import Answer
from tracker.domain.reminders.quiet_hours import QuietHours
from tracker.domain.reminders.rules import ReminderKind, Rule, default_id

QUIET = QuietHours()
TICK = timedelta(seconds=30)
HEAT_LONG_SINCE = "2026-11-20T10:00"


@pytest.fixture
def clock():
    return FakeClock.at("2026-11-25T14:30")


@pytest.fixture
def tracker(tmp_path, clock):
    """A diary in the heat phase, with heat taken at one; somebody has looked."""
    tracker = opened(tmp_path / "diary", clock)
    tracker.planner.start_episode(a_moment(HEAT_LONG_SINCE))
    tracker.diary.entries.put([a_session("heat", "2026-11-25T13:00")], clock.now())
    tracker.reminders.due(QUIET)
    yield tracker
    tracker.close()


@pytest.fixture
def raised_at(tracker, clock):
    """What is raised at a time."""

    def look(wall):
        clock.set(wall)
        return list(tracker.reminders.due(QUIET).reminders)

    return look


def kinds(reminders):
    return [one.kind for one in reminders]


def test_what_was_just_raised_still_asks(tracker, raised_at):
    evening = raised_at("2026-11-25T20:00")
    assert kinds(evening) == kinds(tracker.reminders.still_asked(evening)) == ["heat", "pain", "day_note"]


def test_what_is_done_elsewhere_asks_no_more(tracker, raised_at, clock):
    evening = raised_at("2026-11-25T20:00")
    tracker.journal.record(PainDraft(pain=4, moment=a_moment("2026-11-25T20:00")))
    assert kinds(tracker.reminders.still_asked(evening)) == ["heat", "day_note"]
    clock.advance(minutes=1)
    tracker.timekeeper.start_session("heat")
    assert kinds(tracker.reminders.still_asked(evening)) == ["day_note"]


def test_what_was_answered_asks_no_more(tracker, raised_at):
    (heat,) = raised_at("2026-11-25T19:00")
    tracker.reminders.answer(heat.id, Answer.SKIP)
    assert tracker.reminders.still_asked([heat]) == []


def test_when_its_phase_is_over_or_its_rule_off_it_asks_no_more(tracker, raised_at, clock):
    evening = raised_at("2026-11-25T20:00")
    pain = next(rule for rule in tracker.reminders.rules() if rule.kind is ReminderKind.PAIN)
    tracker.reminders.change(replace(pain, is_on=False))
    assert kinds(tracker.reminders.still_asked(evening)) == ["heat", "day_note"]
    tracker.planner.set_phase(Phase.ICE)
    assert kinds(tracker.reminders.still_asked(evening)) == ["day_note"]
    clock.advance(minutes=1)
    tracker.planner.end_episode()
    assert tracker.reminders.still_asked(evening) == []


def test_ice_asks_until_there_was_another_session(tmp_path, clock):
    tracker = opened(tmp_path / "ice", clock)
    tracker.planner.start_episode(a_moment("2026-11-25T08:00"))
    tracker.diary.entries.put([a_session("ice", "2026-11-25T10:00")], clock.now())
    (ice,) = tracker.reminders.due(QUIET).reminders
    assert tracker.reminders.still_asked([ice]) == [ice]
    tracker.diary.entries.put([a_session("ice", "2026-11-25T14:31")], clock.advance(minutes=30))
    assert tracker.reminders.still_asked([ice]) == []
    tracker.close()


def test_the_switch_asks_as_long_as_its_phase_goes_on(tmp_path, clock):
    tracker = opened(tmp_path / "switch", clock)
    tracker.planner.start_episode(a_moment("2026-11-22T15:30"))
    tracker.reminders.due(QUIET)
    clock.set("2026-11-25T15:30")
    switch = next(one for one in tracker.reminders.due(QUIET).reminders if one.kind == ReminderKind.PHASE_SWITCH)
    assert tracker.reminders.still_asked([switch]) == [switch]
    tracker.planner.set_phase(Phase.ICE)
    assert tracker.reminders.still_asked([switch]) == []
    tracker.close()


def test_the_minutes_of_a_snooze_are_those_of_the_rule(tracker, raised_at):
    (heat,) = raised_at("2026-11-25T19:00")
    assert tracker.reminders.snooze_minutes(heat) == 15
    rule = next(rule for rule in tracker.reminders.rules() if rule.id == default_id(ReminderKind.HEAT))
    tracker.reminders.change(replace(rule, snooze=60))
    assert tracker.reminders.snooze_minutes(heat) == 60


@pytest.mark.parametrize(
    ("now", "next_at"),
    [
        ("2026-11-25T18:59:29", None),
        ("2026-11-25T18:59:31", "2026-11-25T19:00"),
        ("2026-11-26T06:59:45", "2026-11-26T07:00"),
        ("2026-11-26T02:00", None),
    ],
)
def test_the_next_instant_is_known_only_shortly_before(tracker, clock, now, next_at):
    clock.set(now)
    assert tracker.reminders.next_due_at(QUIET, TICK) == (local(next_at) if next_at else None)


def test_the_end_of_a_pause_is_such_an_instant(tracker, clock):
    clock.set("2026-11-25T18:00")
    tracker.pause.begin(local("2026-11-25T19:30"))
    clock.set("2026-11-25T19:29:50")
    assert tracker.reminders.next_due_at(QUIET, TICK) == local("2026-11-25T19:30")


def test_an_own_reminder_asks_in_every_phase(tracker, clock):
    tracker.reminders.add(Rule(kind=ReminderKind.OWN, times=(time(15),), text="stand up"))
    clock.set("2026-11-25T15:00")
    own = [one for one in tracker.reminders.due(QUIET).reminders if one.kind == ReminderKind.OWN]
    tracker.planner.end_episode()
    tracker.diary.entries.put([an_entry(2, "2026-11-25T15:01")], clock.now())
    assert tracker.reminders.still_asked(own) == own
