"""Days after days in the window with a real bus and a service on it, stepped by a clock of the test: each reminder comes once and is answered.

`DAYS_LIVED=60` lives sixty of them, as `python -m tests.long_run` does.
"""

import json
import os
import subprocess
import sys
import threading
from collections import Counter
from datetime import date, datetime, time, timedelta
from pathlib import Path
from queue import Empty, Queue
from zoneinfo import ZoneInfo

import pytest

from tests.fakes import LONDON
from tests.ui.desktop import Desktop
from tracker.domain.drafts import PainDraft
from tracker.domain.plan.protocol import Phase
from ui.notifications.desktop import Notifier
from ui.notifications.desktop import notifier as desktop_notifier
from ui.notifications.desktop import service as desktop_service
from ui.window.surroundings import make_reminder_notices

ROOT = Path(__file__).resolve().parents[3]
DAYS = int(os.environ.get("DAYS_LIVED", "8"))
FIRST = date(2027, 3, 21)  # a week before the clocks go forward
LOOKS = [time(7, 30), time(8), time(9, 30), time(11), time(13), time(15), time(17, 30), time(19), time(20), time(21, 30), time(23, 30)]
PATIENCE_SECONDS = 60  # nothing here is about a slow computer
PATIENCE_MS = 1_000 * PATIENCE_SECONDS
MOST_A_DAY = 14
LEFT_OPEN = 3  # of files and threads more than after the first days


class Service:
    """The service as a process; `told` is all it was asked to show."""

    def __init__(self, environment):
        self.told = []
        self._lines = Queue()
        command = [sys.executable, "-m", "tests.ui.notification_service"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = subprocess.Popen(command, env=environment, cwd=ROOT, **pipes)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        assert self._lines.get(timeout=PATIENCE_SECONDS) == {"ready": True}

    def _read(self):
        for line in self._process.stdout:
            self._lines.put(json.loads(line))

    def take(self):
        """What it was asked to show since the last time."""
        new = []
        while True:
            try:
                line = self._lines.get_nowait()
            except Empty:
                self.told += new
                return new
            new += [line] if "id" in line else []

    def press(self, notice, label):
        """Press a button of a notice by its words."""
        keys = dict(zip(notice["buttons"][1::2], notice["buttons"][::2], strict=True))
        self._process.stdin.write(f"{notice['id']} {keys[label]}\n")
        self._process.stdin.flush()

    def close(self):
        """End it, as a crash does."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        self._process.stdin.close()
        self._process.stdout.close()


class Life:
    """A window with its notices going the real way, and a person who looks at it on and off."""

    def __init__(self, window, notifier, own, wait):
        self.window, self.notifier, self.own, self.wait = window, notifier, own, wait
        self.wished = []

    def look(self, at):
        """The clock is looked at, at a wall-clock time; all it led to has reached the service or the own window."""
        self.window.clock.set(at, LONDON)
        self.window.looks.look()
        self.wait(lambda: not self.notifier._waiting, timeout=PATIENCE_MS)

    def raised(self):
        """All that was raised."""
        first = datetime.combine(FIRST, time(0), ZoneInfo(LONDON))
        return self.window.tracker.reminders.raised_between(first, first + timedelta(days=DAYS + 2))

    def answers(self):
        """How many of them were answered."""
        return sum(one.answer is not None for one in self.raised())


@pytest.fixture
def environment(tmp_path, monkeypatch):
    """A bus of its own, and nobody on it who shows notices."""
    with Desktop(tmp_path) as desktop:
        desktop.kill_service()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        yield desktop.environment


@pytest.fixture
def life(opened, keep, clock, qtbot, monkeypatch):
    """An episode that began the evening before the first day, on a desktop that may be slow."""
    monkeypatch.setattr(desktop_notifier, "PATIENCE_MS", PATIENCE_MS)
    monkeypatch.setattr(desktop_service, "PATIENCE", PATIENCE_SECONDS)
    clock.set(datetime.combine(FIRST, time(7)), LONDON)
    keep(onset=f"{FIRST - timedelta(days=1)}T20:00")
    window, own = opened(), []
    notifier = Notifier(own.append)
    notices = make_reminder_notices(window.desk, window.tracker, notifier)
    wished = []
    window.looks.reminder_due.disconnect()
    window.looks.reminder_due.connect(notices.remind)
    window.looks.reminder_due.connect(wished.append)
    notifier.answered.connect(notices.on_answered)
    notices.outdated.connect(notifier.withdraw)
    living = Life(window, notifier, own, qtbot.waitUntil)
    living.wished = wished
    yield living
    notifier.close()


def live_a_day(life, day, number):
    """Pain in the morning, a plan that goes on, an episode that ends and another that begins."""
    tracker = life.window.tracker
    life.look(datetime.combine(day, time(7, 15)))
    life.window.desk.run_quietly(lambda: tracker.journal.record(PainDraft(pain=number % 8, moment=tracker.journal.now())))
    phase = tracker.planner.state(tracker.clock.now()).phase
    if phase in {Phase.HEAT, Phase.STRETCH}:
        life.window.desk.run_quietly(lambda: tracker.planner.tick(eased=True, checked=True))
    if number % 25 == 24:
        life.window.desk.run_quietly(tracker.planner.end_episode)
    if number % 25 == 10 and phase is Phase.WELL:
        life.window.desk.run_quietly(lambda: tracker.planner.start_episode(tracker.journal.now()))


def open_things():
    """Files and threads of this process."""
    return len(list(Path("/proc/self/fd").iterdir())) + threading.active_count()


@pytest.mark.parametrize("days", [DAYS])
def test_each_reminder_comes_once_by_day_and_its_answer_is_kept(life, environment, days):
    service, answered, per_day, open_at_first = Service(environment), Counter(), Counter(), 0
    try:
        for number in range(days):
            day = FIRST + timedelta(days=number)
            live_a_day(life, day, number)
            for at in LOOKS:
                life.look(datetime.combine(day, at))
                for place, notice in enumerate(service.take()):
                    per_day[day] += 1
                    assert time(7) <= at < time(22), (day, at, notice)
                    label = ("Skip", "15 min", None)[(number + place) % 3]
                    if label in notice["buttons"]:
                        before = life.answers()
                        service.press(notice, label)
                        life.wait(lambda before=before: life.answers() > before, timeout=PATIENCE_MS)
                        answered[label] += 1
            if number == 2:
                open_at_first = open_things()
    finally:
        service.close()
    raised = life.raised()
    assert life.own == []
    assert len(raised) > days
    assert len({(one.rule_id, one.about, one.due_at, one.round) for one in raised}) == len(raised)
    assert len(service.told) >= len(life.wished) > days
    assert max(per_day.values()) <= MOST_A_DAY
    assert answered["Skip"] > days / 4
    assert open_things() <= open_at_first + LEFT_OPEN


def test_a_service_that_dies_for_a_day_loses_no_reminder(life, environment):
    """Those of the day are in the own window; the next day's are on the desktop again."""
    shown = []
    for number, is_there in enumerate((True, False, True)):
        service = Service(environment) if is_there else None
        day = FIRST + timedelta(days=number)
        live_a_day(life, day, number)
        for at in LOOKS:
            life.look(datetime.combine(day, at))
        shown.append((len(service.take()) if service else 0, len(life.own)))
        life.own.clear()
        if service is not None:
            service.close()
    (first, own_first), (second, own_second), (third, own_third) = shown
    assert first
    assert own_second
    assert third
    assert (second, own_first, own_third) == (0, 0, 0)
