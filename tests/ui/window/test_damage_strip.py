"""Damage in an open diary: a strip says what cannot be read and which backup has it, and brings it back, entry by entry."""

import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import an_entry
from tests.password import LONG_AGO, files_with, lose_a_page_of_long_ago
from tests.ui.hands import has, name_of, press, settle, words
from tracker.app import open_tracker
from tracker.errors import DiaryDamaged
from tracker.paths import Paths
from ui.window import damage_look
from ui.window.wiring import make_damage_look

LOST = (an_entry(7, "2026-11-24T09:00", note="in the morning"), an_entry(6, "2026-11-24T20:00", note="in the evening"))
SOUND = an_entry(3, "2026-11-25T08:00", note="untouched")
CANARY = "a weed named Ranunculus"
SENTENCE = "2 entries of November 2026 cannot be read. The backup of 25 Nov 2026, 13:05 has 2 of 2."


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
    qtbot.waitUntil(window.window.head.damage_strip.isVisible)
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
    assert window.says("1 entry of November 2026 cannot be read.")
    assert window.says("1 of 1")


def test_all_are_brought_back_at_once_and_the_strip_goes(window):
    press(opened_list(window), "Bring all back")
    assert notes(window) == ["in the morning", "in the evening", "untouched"]
    assert window.window.head.damage_strip.isHidden()
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
    qtbot.waitUntil(window.window.head.damage_strip.isVisible)
    look.look_soon()
    look.look_through()
    qtbot.wait(50)
    said = [text for text, _urgency in spoken if "cannot be read" in text]
    assert said == ["1 entry of November 2026 cannot be read. All else can be read; a backup may still hold it."]


def test_what_a_backup_finds_in_a_year_nobody_looks_at_is_told_too(opened, folder, keep, monkeypatch, qtbot):
    monkeypatch.setattr(damage_look, "SOON_MS", 0)
    long_ago = an_entry(4, "2025-01-05T09:00")
    keep(long_ago, SOUND)
    with closing(sqlite3.connect(folder / "diary.sqlite3")) as conn, conn:
        conn.execute("UPDATE entries SET note = 'changed' WHERE id = ?", [long_ago.id])
    window = opened()
    look = make_damage_look(window.desk, window.tracker, window.window)
    qtbot.wait(20)
    assert window.window.head.damage_strip.isHidden()
    with pytest.raises(DiaryDamaged):
        window.tracker.backups.back_up()
    look.look_soon()
    qtbot.waitUntil(window.window.head.damage_strip.isVisible)


def spoilt(opened, folder, keep, monkeypatch, qtbot, statement):
    monkeypatch.setattr(damage_look, "SOON_MS", 0)
    keep(*LOST, SOUND)
    with closing(sqlite3.connect(folder / "diary.sqlite3")) as conn, conn:
        conn.execute(statement)
    window = opened()
    make_damage_look(window.desk, window.tracker, window.window)
    qtbot.waitUntil(window.window.head.damage_strip.isVisible)
    return window


@pytest.fixture
def without_a_backup(opened, folder, keep, monkeypatch, qtbot, in_english):  # noqa: ARG001 - days in English
    """A window on a diary of which no backup holds what two flipped bits took."""
    return spoilt(opened, folder, keep, monkeypatch, qtbot, "UPDATE entries SET kind = 'pakn' WHERE day = '2026-11-24'")


def test_what_no_backup_has_is_let_go_of_and_the_strip_goes(without_a_backup):
    window, dialog = without_a_backup, opened_list(without_a_backup)
    assert "2 entries of November 2026 cannot be read." in words(dialog)
    assert not has(dialog, "Bring all back")
    press(dialog, "Go on without what cannot be read")
    assert window.window.head.damage_strip.isHidden()
    assert QApplication.activeModalWidget() is None
    assert window.says("Gone from the diary: Entries: 2 (November 2026).")
    assert window.says("The damaged file is kept as")
    assert notes(window) == ["untouched"]
    assert window.tracker.backups.back_up_if_due() is not None


def test_enter_lets_go_of_nothing(without_a_backup):
    dialog = opened_list(without_a_backup)
    assert name_of(QApplication.focusWidget()) == "Close"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle()
    assert without_a_backup.window.head.damage_strip.isVisible()


def test_what_the_backup_has_comes_first_and_the_rest_is_let_go_of_then(window, folder):
    with closing(sqlite3.connect(folder / "diary.sqlite3")) as conn, conn:
        conn.execute("UPDATE questions SET text = 'changed'")
    window.tracker.journal.add(an_entry(4, "2026-11-25T09:00", note="of no backup"))
    with closing(sqlite3.connect(folder / "diary.sqlite3")) as conn, conn:
        conn.execute("UPDATE entries SET note = 'changed' WHERE note = 'of no backup'")
    dialog = opened_list(window)
    assert not has(dialog, "Go on without what cannot be read")
    press(dialog, "Bring all back")
    assert "1 entry of November 2026 cannot be read." in words(dialog)
    press(dialog, "Go on without what cannot be read")
    assert notes(window) == ["in the morning", "in the evening", "untouched"]
    assert window.window.head.damage_strip.isHidden()


def test_a_file_that_is_damaged_while_every_record_fits_is_told_and_mended(opened, folder, keep, monkeypatch, qtbot, in_english):  # noqa: ARG001
    monkeypatch.setattr(damage_look, "SOON_MS", 0)
    keep(*LOST, SOUND)
    with closing(sqlite3.connect(folder / "diary.sqlite3")) as conn:
        conn.execute("PRAGMA foreign_keys = OFF")
        conn.execute("INSERT INTO pain (entry_id, pain) VALUES ('nobody', 5)")
        conn.commit()
    window = opened()
    look = make_damage_look(window.desk, window.tracker, window.window)
    look.look_through()
    qtbot.waitUntil(window.window.head.damage_strip.isVisible)
    assert window.says("The diary file is damaged.")
    press(opened_list(window), "Go on without what cannot be read")
    assert window.says("The diary is whole again")
    assert notes(window) == ["in the morning", "in the evening", "untouched"]
    assert window.window.head.damage_strip.isHidden()


@pytest.fixture
def locked_away(opened, folder, clock, monkeypatch, qtbot, passwords, in_english):  # noqa: ARG001 - what a password needs, days in English
    """A window on a diary with a password, of which a page is damaged that holds entries of long ago."""
    monkeypatch.setattr(damage_look, "SOON_MS", 0)
    lose_a_page_of_long_ago(folder, clock, CANARY)
    return opened()


def test_of_a_diary_with_a_password_a_damaged_page_is_told_and_said_and_gone_on_without(locked_away, folder, qtbot, spoken):
    window, damaged = locked_away, Paths(folder).diary.read_bytes()
    make_damage_look(window.desk, window.tracker, window.window).look_through()
    qtbot.waitUntil(window.window.head.damage_strip.isVisible)
    sentence = "The diary file is damaged. It was left as it is; restore the newest backup."
    assert (window.says(sentence), [text for text, _urgency in spoken]) == (True, [sentence])
    press(opened_list(window), "Go on without what cannot be read")
    assert window.window.head.damage_strip.isHidden()
    assert window.says("The diary is whole again")
    assert 12 < len(notes(window)) < 1 + LONG_AGO
    assert notes(window)[-1] == "the newest"
    assert window.tracker.backups.check().startswith("The diary is whole: ")
    assert [file.read_bytes() for file in folder.glob("damaged-*.sqlite3")] == [damaged]
    assert files_with(folder, CANARY) == []
