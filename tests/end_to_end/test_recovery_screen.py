"""A real process of the window on a real screen, with a diary that is damaged: what is shown in its place, and the way on from there."""

from contextlib import closing

import pytest

from tests.end_to_end.accessibility_bus import POLITE, URGENT, AccessibilityBus, Reader
from tests.end_to_end.processes import app, kept_notes
from tests.end_to_end.screen import LONGEST_WAIT, a_screen, wait
from tracker.files import atomic_write

NEWEST_BACKUP = ("space",)  # the first of the buttons has the keyboard
# Where no backup is sound, the first is the one that saves what can be read.
TRY_AGAIN = ("Tab", "Tab", "space")
QUIT = ("Tab", "Tab", "Tab", "space")


@pytest.fixture
def screen(tmp_path):
    with a_screen(tmp_path, "Europe/London") as screen:
        for arguments in (("log", "6", "--note", "backed up"), ("backup",)):
            assert app(screen.data, *arguments).returncode == 0
        atomic_write(screen.data / "diary.sqlite3", bytes(4096))
        yield screen


def _press(screen, keys):
    """Press a button of the window in view and wait for the window that comes after it."""
    before = screen.windows()
    screen.keys(*keys)
    wait(lambda: screen.windows() and screen.windows() != before, "no window came after it")
    screen.wait_for_window()


def _is_raised_by_a_second_start(screen):
    """What a second start is told to have been done is done, also where this stands in the place of the window."""
    screen.minimise()
    wait(lambda: not screen.windows(), "it was not put away")
    again = screen.start()
    assert (again.wait(LONGEST_WAIT), again.stderr.read()) == (0, "")
    screen.wait_for_window()


def test_the_newest_sound_backup_is_opened_and_the_app_goes_on(screen):
    damaged = screen.data / "backups" / "diary-20991231T235959Z.sqlite3"
    atomic_write(damaged, b"a newer one, and damaged too")
    process = screen.start()
    screen.wait_for_window()
    _press(screen, NEWEST_BACKUP)
    assert [entry["note"] for entry in screen.told("entries")] == ["backed up"]
    screen.keys("4", "Return")
    wait(lambda: len(screen.told("entries")) == 2, "the entry was not saved")
    assert (screen.quit(process), process.stderr.read()) == (0, "")
    assert kept_notes(screen.data) == ["", "backed up"]


def test_without_a_sound_backup_one_can_try_again_and_quit(screen):
    [backup] = (screen.data / "backups").glob("*.sqlite3")
    atomic_write(backup, b"damaged too")
    process = screen.start()
    screen.wait_for_window()
    for _time in range(2):
        _press(screen, TRY_AGAIN)
    _is_raised_by_a_second_start(screen)
    screen.keys(*QUIT)
    assert (process.wait(LONGEST_WAIT), process.stderr.read()) == (1, "")
    assert (screen.data / "diary.sqlite3").read_bytes() == bytes(4096)


def test_by_ear_a_damaged_diary_comes_back_and_then_what_damage_takes_of_it_too(tmp_path):
    """The recovery screen, and after it the strip and the list of what the backup has, by a screen reader's actions alone."""
    with a_screen(tmp_path, "Europe/London") as screen:
        for arguments in (("log", "6", "--note", "in the morning"), ("log", "7", "--note", "in the evening"), ("backup",)):
            assert app(screen.data, *arguments).returncode == 0
        diary = screen.data / "diary.sqlite3"
        whole = diary.read_bytes()
        atomic_write(diary, bytes(4096))
        screen.environment |= {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        with closing(AccessibilityBus(screen.environment)) as bus:
            reader, process = Reader(bus), screen.start()
            wait(lambda: bus.hears(URGENT, f"{diary} is not a diary, or is damaged."), "it was not said what happened")
            first = reader.find("Open the newest sound backup", "push button")
            bus.tell([first])
            assert "focused" in first.states
            [row] = bus.found(["list item"])
            bus.describe([row])
            assert row.name.endswith("2 entries, sound")
            reader.press("Open the newest sound backup")
            wait(lambda: bus.hears(POLITE, "Information. The backup is in place."), "it was not said that it was done")
            assert (screen.quit(process), process.stderr.read()) == (0, "")
        atomic_write(diary, whole.replace(b"in the morning", b"in the mooning"))
        with closing(AccessibilityBus(screen.environment)) as bus:
            reader, process = Reader(bus), screen.start()
            wait(lambda: bus.hears(URGENT, "1 entry of"), "the damage was not said")
            reader.press("Look at it")
            button = reader.find("Bring back", "push button")
            bus.describe([button])
            assert "in the morning" in button.description
            reader.press("Bring back")
            wait(lambda: bus.hears(POLITE, "Information. Brought back from the backup"), "it was not said that it was done")
            screen.keys("ctrl+q")  # what closing means was asked the first time
            assert (process.wait(LONGEST_WAIT), process.stderr.read()) == (0, "")
        assert kept_notes(screen.data) == ["in the evening", "in the morning"]
