"""The screen or the bus of the desktop goes while something is being typed: the app ends or goes on, and what was typed is there again."""

import shutil
import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.end_to_end.processes import app, kept_notes
from tests.end_to_end.screen import LONGEST_WAIT, Screen, wait
from tests.fakes import FakeClock
from tests.ui.desktop import Desktop
from tests.ui.hands import OpenWindow, name_of
from tracker.formats.texts import choose_formats

TYPED = "half a line"


@pytest.fixture
def desktop(tmp_path):
    (tmp_path / "home").mkdir()
    with Desktop(tmp_path / "home", size="1280x800") as desktop:
        yield desktop


@pytest.fixture
def screen(desktop, tmp_path, qapp):  # noqa: ARG001 - the application has to exist
    """A window on a diary of one entry, with a pain and half a note typed into it, which are kept by now."""
    with closing(Screen(desktop, tmp_path, tmp_path / "data", "Europe/London")) as screen:
        assert app(screen.data, "log", "6", "--note", "saved before").returncode == 0
        screen.tabs = tabs_to_note(screen.data, tmp_path / "tried")
        screen.process = screen.start()
        screen.wait_for_window()
        yield screen


def tabs_to_note(data, copy):
    """How many Tabs lie between a pain value and the note, counted in a window of this process on a copy of the diary."""
    shutil.copytree(data, copy)
    choose_formats("")  # as the processes, which have no country
    with closing(OpenWindow(copy, FakeClock.at())) as window:
        window.strike("4")
        for count in range(30):
            if name_of(QApplication.focusWidget()) == "Note":
                choose_formats(None)
                return count
            window.strike(Qt.Key.Key_Tab)
    pytest.fail("no note")


def type_half(screen):
    screen.keys("4", *["Tab"] * screen.tabs)
    screen.write(TYPED)
    wait(lambda: TYPED in drafts(screen), "what was typed was not kept")


def drafts(screen):
    with closing(sqlite3.connect(screen.data / "diary.sqlite3")) as conn:
        return " ".join(content for (content,) in conn.execute("SELECT content FROM drafts"))


def test_the_screen_goes_and_what_was_typed_is_there_at_the_next_start(screen, desktop):
    type_half(screen)
    desktop.started[0].kill()
    code, told = screen.process.wait(LONGEST_WAIT), screen.process.stderr.read()
    assert (code, told) == (1, ""), told
    assert kept_notes(screen.data) == ["saved before"]
    with closing(OpenWindow(screen.data, FakeClock.at())) as window:
        assert window.says("What you typed before is here again. It is not saved yet.")
        assert window.control("Note").text() == TYPED


def test_the_bus_goes_and_the_window_goes_on(screen, desktop):
    type_half(screen)
    desktop.bus.kill()
    desktop.bus.wait()
    screen.keys("Return")
    wait(lambda: len(screen.told("entries")) == 2, "the entry was not saved")
    assert kept_notes(screen.data) == [TYPED, "saved before"]
    assert (screen.quit(screen.process), screen.process.stderr.read()) == (0, "")
