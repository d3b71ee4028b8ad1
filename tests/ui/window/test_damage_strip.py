"""Damage in an open diary: a strip says what cannot be read and which backup has it, and brings it back, entry by entry."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import an_entry
from tests.ui.hands import has, name_of, press, settle, words
from tracker.app import open_tracker
from tracker.paths import Paths
from ui.window import damage_look
from ui.window.wiring import make_damage_look

LOST = (an_entry(7, "2026-11-24T09:00", note="in the morning"), an_entry(6, "2026-11-24T20:00", note="in the evening"))
SOUND = an_entry(3, "2026-11-25T08:00", note="untouched")
SENTENCE = "Damage keeps a part of the diary from being read: Entries: 2 (November 2026). The backup of 25 Nov 2026, 13:05 has 2 of 2."


@pytest.fixture
def window(opened, folder, clock, keep, monkeypatch, qtbot, in_english):  # noqa: ARG001 - days in English
    """A window on a diary that was backed up, two entries of which were damaged since."""
    monkeypatch.setattr(damage_look, "SOON_MS", 0)
    keep(*LOST, SOUND)
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        tracker.backups.back_up()
    with closing(sqlite3.connect(folder / "diary.sqlite3")) as conn, conn:
        conn.execute("UPDATE entries SET note = 'in the mooning' WHERE id = ?", [LOST[0].id])
        conn.execute("UPDATE entries SET kind = 'pakn' WHERE id = ?", [LOST[1].id])
    window = opened()
    make_damage_look(window.desk, window.tracker, window.window)
    qtbot.waitUntil(window.window.damage_strip.isVisible)
    return window


def notes(window):
    return [entry.note for entry in window.tracker.journal.entries()]


def opened_list(window):
    press(window.window, "Look at it")
    return window.dialog()


def test_what_cannot_be_read_is_left_out_and_named_with_the_backup_that_has_it(window):
    assert window.says(SENTENCE)
    assert notes(window) == ["untouched"]
    assert not window.says("mooning")


def test_what_the_backup_has_is_shown_as_it_stands_there(window):
    shown = words(opened_list(window))
    assert "in the morning" in shown
    assert "in the evening" in shown
    assert "As it stands in the backup of 25 Nov 2026, 13:05." in shown


def test_one_is_brought_back_and_the_strip_tells_of_the_other(window):
    dialog = opened_list(window)
    button = next(button for button in dialog.findChildren(type(dialog.all_button)) if "in the morning" in button.accessibleDescription())
    button.click()
    settle()
    assert notes(window) == ["in the morning", "untouched"]
    assert "in the morning" not in words(dialog)
    assert window.says("Entries: 1 (November 2026)")
    assert window.says("1 of 1")


def test_all_are_brought_back_at_once_and_the_strip_goes(window):
    press(opened_list(window), "Bring all back")
    assert notes(window) == ["in the morning", "in the evening", "untouched"]
    assert window.window.damage_strip.isHidden()
    assert [entry.id for entry in window.tracker.journal.entries()] == [LOST[0].id, LOST[1].id, SOUND.id]
    window.press("Undo")
    assert notes(window) == ["untouched"]


def test_by_keys_from_line_to_line(window):
    dialog = opened_list(window)
    assert name_of(QApplication.focusWidget()) == "Bring all back"
    for _key in range(2):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert name_of(QApplication.focusWidget()) == "Bring back"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    settle()
    assert notes(window) == ["in the evening", "untouched"]
    assert name_of(QApplication.focusWidget()) == "Bring back"
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle()
    assert QApplication.activeModalWidget() is None


def test_it_is_said_once(opened, folder, clock, keep, monkeypatch, qtbot, spoken, in_english):  # noqa: ARG001 - days in English
    monkeypatch.setattr(damage_look, "SOON_MS", 0)
    keep(*LOST)
    with closing(sqlite3.connect(folder / "diary.sqlite3")) as conn, conn:
        conn.execute("UPDATE entries SET kind = 'pakn' WHERE id = ?", [LOST[0].id])
    window = opened()
    look = make_damage_look(window.desk, window.tracker, window.window)
    qtbot.waitUntil(window.window.damage_strip.isVisible)
    look.look_soon()
    qtbot.wait(50)
    said = [text for text, _urgency in spoken if "Damage keeps" in text]
    assert said == ["Damage keeps a part of the diary from being read: Entries: 1 (November 2026). All else can be read; a backup may still hold it."]
    assert not has(window.window, "Look at it")
