"""A real process of the window on a real screen, with a diary that is damaged: what is shown in its place, and the way on from there."""

import pytest

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
