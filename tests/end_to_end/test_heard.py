"""A real process of the window on the accessibility bus, listened to as a screen reader does."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.end_to_end.accessibility_bus import POLITE, URGENT, AccessibilityBus, Reader
from tests.end_to_end.processes import MAIN
from tests.end_to_end.screen import Screen, a_screen, wait
from tests.password import PASSWORD, files_with, lose_a_page_of_long_ago, opened
from tracker.services.password import lock

WITH_A_CLOCK = Path(__file__).with_name("with_a_clock.py")


def test_what_a_person_has_to_know_is_said_politely_or_at_once(tmp_path):
    """What is done and found is said in the first day by a screen reader's actions; here what comes of the clock, and how urgent it is."""
    ahead = tmp_path / "ahead"
    ahead.write_text("0")
    with a_screen(tmp_path, "Europe/London") as screen:
        command = [sys.executable, str(MAIN), "--data-dir", str(screen.data)]
        for arguments in (("log", "6"), ("dose", "Panadol", "4000"), ("episode", "start")):
            subprocess.run([*command, *arguments], env=screen.environment, check=True, timeout=30, capture_output=True)
        screen.environment |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "PYTHONPATH": str(MAIN.parent)}
        with closing(AccessibilityBus(screen.environment)) as bus:
            process = [sys.executable, str(WITH_A_CLOCK), str(ahead), "--data-dir", str(screen.data)]
            screen.started.append(subprocess.Popen(process, env=screen.environment))
            screen.wait_for_window()
            _says_that_a_dose_is_over_the_limit(bus, screen)
            _says_how_a_session_ends_and_that_the_phase_turned(bus, ahead)
            _says_what_is_refused(bus)
            _says_that_a_chart_is_saved(bus)


@pytest.mark.usefixtures("passwords")
def test_a_damaged_page_of_a_diary_with_a_password_is_said_at_once_and_gone_on_without(tmp_path, clock):
    """In a window that follows one whose backup at quitting has come upon it."""
    lose_a_page_of_long_ago(tmp_path / "data", clock, "a canary")
    with opened(tmp_path / "data", clock) as tracker:
        tracker.backups.back_up_at_quitting()
    lock()
    with a_screen(tmp_path, "Europe/London") as screen:
        screen.environment |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        with closing(AccessibilityBus(screen.environment)) as bus:
            process, reader = screen.start(), Reader(bus)
            bus.focus(reader.find("Password", "password text"))
            screen.write(PASSWORD)
            screen.keys("Return")
            wait(lambda: bus.hears(URGENT, "The diary file is damaged. It was left as it is"), "nothing was said of the damage")
            reader.press("Look at it")
            reader.press("Go on without what cannot be read")
            wait(lambda: bus.hears(POLITE, "Information. Gone from the diary: Entries: "), "it was not said what is gone")
            assert not [node for node in reader.look() if node.name == "Look at it"]
            assert files_with(screen.data, "a canary") == []
            assert process.poll() is None


def _says_that_a_dose_is_over_the_limit(bus: AccessibilityBus, screen: Screen) -> None:
    reader = Reader(bus)
    reader.press("Add")
    reader.press("Medicine", "menu item")
    bus.focus(reader.find("Medicine", "text"))
    screen.write("Panadol 1000")
    over = "Paracetamol comes to 5,000 mg in 24 hours, over 4,000 mg."
    wait(lambda: bus.hears(URGENT, over), "nothing was said of the limit")
    screen.keys("Return")
    wait(lambda: bus.hears(POLITE, "Information. Entry saved (Panadol"), "it was not said that it was saved")


def _says_how_a_session_ends_and_that_the_phase_turned(bus: AccessibilityBus, ahead: Path) -> None:
    reader = Reader(bus)
    reader.press("Start ice")
    reader.press("I have read this, start")
    wait(lambda: bus.hears(POLITE, "Information. Ice started"), "it was not said that ice started")
    ring = reader.find("20 minutes left of 20 minutes", "progress bar")
    assert bus.value(ring) == (20, 0, 20)
    ahead.write_text(str(19 * 60 + 10))
    wait(lambda: bus.hears(POLITE, "Ice: 1 minute left"), "it was not said that a minute is left")
    assert bus.value(ring) == (1, 0, 20)
    ahead.write_text(str(20 * 60 + 10))
    wait(lambda: bus.hears(URGENT, "Ice: Time is up"), "it was not said that the time is up")
    ahead.write_text(str(73 * 3600))
    reader.press("Plan", "page tab")
    wait(lambda: bus.hears(POLITE, "Damp heat"), "it was not said that the phase turned")


def _says_what_is_refused(bus: AccessibilityBus) -> None:
    """Each issue of a form is said, stands on its field, and the first of these has the focus."""
    reader = Reader(bus)
    reader.press("See the exercises")
    reader.press("Add an exercise")
    reader.press("Save")
    steps = "Write one step or more, each on a line of its own."
    wait(lambda: bus.hears(POLITE, "Give it a name.") and bus.hears(POLITE, steps), "what is wrong was not said")
    fields = [reader.find("Name", "text"), reader.find("Steps, each on a line of its own", "text")]
    bus.describe(fields)
    assert [field.description for field in fields] == ["Give it a name.", steps]
    assert ["focused" in field.states for field in fields] == [True, False]


def _says_that_a_chart_is_saved(bus: AccessibilityBus) -> None:
    reader = Reader(bus)
    reader.press("Trends", "page tab")
    reader.press("Save chart")
    reader.press("Save", "push button")
    wait(lambda: bus.hears(POLITE, "Information. Saved as"), f"it was not said that the chart was saved: {bus.said[-3:]}")
