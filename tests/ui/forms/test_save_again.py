"""While another program holds the diary, a form says so, keeps its text, and saves by itself once it can."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from tests.builders import a_dose
from tests.ui.hands import settle
from tracker.storage import connection
from ui.widgets import soon

BUSY = "Another program is using the diary, so nothing was saved."
SOON_MS = 30


@pytest.fixture
def window(opened, keep, monkeypatch):
    keep(a_dose(at="2026-11-24T09:00"))  # an empty diary would open at the first run
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0.02)
    monkeypatch.setattr(soon, "AGAIN_MS", SOON_MS)
    return opened()


@pytest.fixture
def other(window):
    """Another program, which holds the diary."""
    with closing(sqlite3.connect(window.folder / "diary.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield other


def saved(window):
    return [entry.pain for entry in window.tracker.journal.pain_entries()]


def test_a_pain_entry_is_saved_once_the_other_program_is_done(window, other, qtbot):
    window.strike("6")
    window.strike(Qt.Key.Key_Return)
    assert window.says(BUSY)
    assert saved(window) == []
    other.execute("ROLLBACK")
    qtbot.waitUntil(lambda: saved(window) == [6])
    settle()
    assert not window.says(BUSY)
    assert window.says("Entry saved")
    qtbot.wait(4 * SOON_MS)
    assert saved(window) == [6]


def test_it_is_said_once_however_often_it_is_tried(window, other, qtbot, spoken):
    window.strike("6")
    window.strike(Qt.Key.Key_Return)
    qtbot.wait(5 * SOON_MS)
    assert len([words for words, _urgency in spoken if BUSY in words]) == 1
    other.execute("ROLLBACK")
    qtbot.waitUntil(lambda: saved(window) == [6])


def test_what_is_typed_on_meanwhile_is_not_saved_until_the_person_says_so(window, other, qtbot):
    window.strike("6")
    window.strike(Qt.Key.Key_Return)
    window.strike("7")
    other.execute("ROLLBACK")
    qtbot.wait(5 * SOON_MS)
    assert saved(window) == []
    window.strike(Qt.Key.Key_Return)
    assert saved(window) == [7]


def test_a_form_in_place_is_saved_once_and_one_that_is_left_is_not(window, other, qtbot):
    window.add("Day note")
    window.control("About the day").set_text("quiet")
    window.press("Save")
    assert window.says(BUSY)
    window.press("Cancel")
    other.execute("ROLLBACK")
    qtbot.wait(5 * SOON_MS)
    assert [entry.note for entry in window.tracker.journal.entries() if entry.note] == []


def test_the_small_window_saves_too(window, other, qtbot):
    from ui.forms.quick_entry import QuickEntry

    journal = window.tracker.journal
    quick = QuickEntry(journal.record, journal.now, window.tracker.form_drafts)
    qtbot.addWidget(quick)
    quick.open(())
    quick.scale.press_digit(5)
    quick.save()
    assert saved(window) == []
    other.execute("ROLLBACK")
    qtbot.waitUntil(lambda: saved(window) == [5])
    assert quick.findChild(QLineEdit) is None or quick.isHidden()
