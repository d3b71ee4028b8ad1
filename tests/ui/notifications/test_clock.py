"""The clock of the window: what it waits for to the second, and what it sees when time jumps."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.builders import a_session
from tests.fakes import FakeClock, local
from tests.ui.hands import settle
from tracker.changes import Touched
from tracker.domain.drafts import PainDraft
from tracker.domain.reminders.rules import ReminderKind
from tracker.errors import DiaryUnavailable
from ui.notifications.clock import TICK_MS

SOON_MS = 8000


class RunningClock(FakeClock):
    """A clock that goes on by itself from the time it was set to."""

    began = None

    def now(self):
        return self.instant if self.began is None else self.instant + timedelta(seconds=time.monotonic() - self.began)

    def run(self):
        self.began = time.monotonic()


@pytest.fixture
def clock():
    return RunningClock.at()


@pytest.fixture
def waiting(opened, keep, clock):
    """Open a window that began to look, so many seconds before a time."""

    def begin(wall, onset="2026-11-20T10:00", *entries):
        keep(*entries, onset=onset)
        clock.set(local(wall) - timedelta(minutes=2))
        opened()
        clock.set(wall)
        window = opened()
        window.notifier.shown.clear()
        clock.run()
        return window

    return begin


def test_a_reminder_comes_to_the_second_not_at_the_next_tick(waiting, qtbot):
    window = waiting("2026-11-25T18:59:58.5", "2026-11-20T10:00", a_session("heat", "2026-11-25T08:30"), a_session("heat", "2026-11-25T13:30"))
    assert not window.looks._tick.isActive()
    qtbot.waitUntil(lambda: bool(window.notifier.shown), timeout=SOON_MS)
    assert "2026-11-25 19:00:00" <= str(window.clock.now())[:19] <= "2026-11-25 19:00:05"


def test_what_falls_due_in_the_moment_after_a_change_comes_after_it(waiting, qtbot):
    window = waiting("2026-11-25T18:59:50", "2026-11-20T10:00", a_session("heat", "2026-11-25T08:30"), a_session("heat", "2026-11-25T13:30"))
    heat = next(rule for rule in window.tracker.reminders.rules() if rule.kind is ReminderKind.HEAT)
    window.desk.run_quietly(lambda: window.tracker.reminders.change(replace(heat, is_on=False)))
    qtbot.waitUntil(lambda: not window.looks._soon.isActive(), timeout=SOON_MS)
    window.desk.run_quietly(lambda: window.tracker.reminders.change(replace(heat, is_on=True)))
    window.clock.instant += timedelta(seconds=10)  # seven o'clock is over before anything was worked out
    qtbot.waitUntil(lambda: bool(window.notifier.shown), timeout=SOON_MS)


def test_the_phase_turns_to_the_second_with_its_reminder(waiting, qtbot):
    window = waiting("2026-11-25T14:09:58.5", "2026-11-22T14:10", a_session("ice", "2026-11-25T13:50"))
    assert window.says("hour 72 of 72")
    qtbot.waitUntil(lambda: not window.says("of 72"), timeout=SOON_MS)
    assert [notice.title for notice in window.notifier.shown] == ["Damp heat instead of ice"]


def test_the_phase_turns_to_the_second_without_its_reminder_too(waiting, qtbot):
    window = waiting("2026-11-25T14:09:58", "2026-11-22T14:10", a_session("ice", "2026-11-25T13:50"))
    switch = next(rule for rule in window.tracker.reminders.rules() if rule.kind is ReminderKind.PHASE_SWITCH)
    window.desk.run_quietly(lambda: window.tracker.reminders.change(replace(switch, is_on=False)))
    qtbot.waitUntil(lambda: not window.says("of 72"), timeout=SOON_MS)


@pytest.mark.parametrize("wall", ["2026-11-25T15:00", "2026-11-25T23:00"])
def test_a_pause_ends_to_the_second_in_quiet_hours_too(waiting, qtbot, wall):
    window = waiting(wall)
    window.desk.run_quietly(lambda: window.tracker.pause.begin(window.clock.now() + timedelta(seconds=4)))
    assert window.says("Reminders are paused")
    qtbot.waitUntil(lambda: not window.says("Reminders are paused"), timeout=SOON_MS)


def test_what_was_done_meanwhile_is_not_reminded_of(waiting, qtbot):
    window = waiting("2026-11-25T19:59:59", "2026-11-20T10:00", a_session("heat", "2026-11-25T18:30"))
    window.desk.run_quietly(lambda: window.tracker.journal.record(PainDraft(pain=4, moment=window.tracker.journal.now())))
    qtbot.wait(1500)
    assert [notice.title for notice in window.notifier.shown] == ["Day note, if you like"]


def test_far_from_anything_no_timer_runs_but_the_tick(waiting):
    window = waiting("2026-11-25T15:00")
    window.looks.start()
    assert (window.looks._tick.interval(), window.looks._soon.isActive(), window.looks._end.isActive()) == (TICK_MS, False, False)


@pytest.fixture
def told(waiting, monkeypatch):
    """What is told of a diary that cannot be read while the clock looks."""
    window = waiting("2026-11-25T15:00")

    def gone(*_args):
        raise DiaryUnavailable("The diary cannot be read just now.")

    monkeypatch.setattr(window.tracker.timekeeper, "settle", gone)
    said = []
    window.messages.said.connect(lambda message: said.append(message.text))
    window.looks.look()
    settle()
    return said


def test_a_diary_that_cannot_be_read_is_told_and_the_clock_goes_on(told):
    assert told == ["The diary cannot be read just now."]


def test_a_change_asks_anew_what_comes_once_it_is_seen(waiting, qtbot):
    window = waiting("2026-11-25T18:59:45")
    assert window.looks._soon.isActive()
    window.tracker.pause.begin(window.clock.now() + timedelta(hours=3))
    window.desk.feed.publish(Touched.DIARY)
    qtbot.waitUntil(lambda: not window.looks._soon.isActive())
