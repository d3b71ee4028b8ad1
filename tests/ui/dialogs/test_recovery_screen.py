"""What is shown in the place of the window when the diary is damaged, and the ways on from there."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.builders import an_entry
from tests.password import OTHER, opened, with_a_password
from tests.ui.hands import has, press, settle, try_secret, words
from tracker.app import open_tracker
from tracker.errors import DiaryUnavailable
from tracker.paths import Paths
from tracker.services.password import lock
from tracker.storage.connection import CIPHER_MAGIC
from ui.dialogs.backup_password import BackupPassword
from ui.dialogs.recovery_screen import RecoveryScreen

NOTES = ("first", "second", "third")


@pytest.fixture
def paths(folder):
    return Paths(folder)


@pytest.fixture
def backups(paths, clock, dressed):  # noqa: ARG001 - days in English
    """Three backups, the newest first, each with an entry more than the one before."""
    made = []
    for note in NOTES:
        tracker = open_tracker(paths, clock)
        tracker.journal.add(an_entry(6, at=clock.now(), note=note))
        made.insert(0, tracker.backups.back_up())
        tracker.close()
        clock.advance(days=1)
    return made


@pytest.fixture
def screen(qtbot, paths, clock, backups):  # noqa: ARG001 - it only has to be so
    """Show the screen for a diary without a beginning; `settled` once every backup was looked at."""

    def show():
        paths.diary.write_bytes(b"\0" * 4096)
        with pytest.raises(DiaryUnavailable) as refusal:
            open_tracker(paths, clock)
        screen = RecoveryScreen(refusal.value, paths, clock)
        qtbot.addWidget(screen)
        screen.show()
        return screen

    return show


def looked_through(screen):
    """The screen once every backup was looked at."""
    for _turn in range(20):
        settle()
    assert all(backup.is_sound is not None for backup in screen.backups.backups)
    return screen


def notes(paths, clock):
    tracker = open_tracker(paths, clock)
    found = [entry.note for entry in tracker.journal.entries()]
    tracker.close()
    return found


def damage(backup):
    backup.write_bytes(backup.read_bytes()[:-1] + b"!")


def rows(screen):
    model = screen.backups.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_what_happened_is_said_and_every_backup_is_listed_with_what_it_holds(screen, backups, spoken, qtbot):
    damage(backups[1])
    shown = screen()
    assert rows(shown) == ["27 Nov 2026, 13:05", "26 Nov 2026, 13:05", "25 Nov 2026, 13:05"]
    looked_through(shown)
    assert rows(shown) == ["27 Nov 2026, 13:05, 3 entries, sound", "26 Nov 2026, 13:05, damaged", "25 Nov 2026, 13:05, 1 entry, sound"]
    assert "The diary could not be opened" in words(shown)
    qtbot.waitUntil(lambda: any("damaged" in text for text, _urgency in spoken))


def test_the_newest_sound_backup_has_the_focus_and_is_opened_also_where_it_is_not_found_yet(screen, backups, paths, clock):
    damage(backups[0])
    shown = screen()
    assert shown.focusWidget() is shown.newest_button
    QTest.keyClick(shown.newest_button, Qt.Key.Key_Return)
    assert shown.result() == 0
    for _turn in range(20):
        settle()
    assert shown.result() == RecoveryScreen.DialogCode.Accepted
    assert notes(paths, clock) == ["first", "second"]


def test_the_newest_sound_one_is_named_beneath_its_button(screen, backups):
    damage(backups[0])
    assert looked_through(screen()).newest.text() == "26 Nov 2026, 13:05, 2 entries, sound"


def test_a_backup_chosen_from_the_list_is_opened_by_enter(screen, paths, clock):
    shown = looked_through(screen())
    shown.backups.setFocus()
    QTest.keyClick(shown.backups, Qt.Key.Key_End)
    QTest.keyClick(shown.backups, Qt.Key.Key_Return)
    assert shown.result() == RecoveryScreen.DialogCode.Accepted
    assert notes(paths, clock) == ["first"]


def test_a_damaged_one_cannot_be_chosen(screen, backups):
    damage(backups[0])
    shown = looked_through(screen())
    assert shown.chosen_button.isEnabled()  # the newest sound one is chosen
    shown.backups.setFocus()
    QTest.keyClick(shown.backups, Qt.Key.Key_Home)
    assert not shown.chosen_button.isEnabled()
    QTest.keyClick(shown.backups, Qt.Key.Key_Return)
    assert shown.result() == 0
    QTest.keyClick(shown.backups, Qt.Key.Key_Down)
    assert shown.chosen_button.isEnabled()


def test_without_a_sound_backup_what_can_be_read_is_saved_first(screen, backups):
    for backup in backups:
        damage(backup)
    shown = looked_through(screen())
    assert not has(shown, "Open the newest sound backup")
    assert "There is no backup that can be read. Nothing was changed." in words(shown)
    assert shown.focusWidget() is shown.save_button
    assert shown.save_button.property("kind") == "main"


def test_the_damaged_file_is_kept_under_a_dated_name(screen, folder):
    press(looked_through(screen()), "Open the newest sound backup")
    [kept] = folder.glob("damaged-20261128T130500Z-*")
    assert kept.read_bytes() == b"\0" * 4096
    assert kept.stat().st_mode & 0o077 == 0


def test_a_file_from_elsewhere_is_opened(screen, backups, paths, clock, tmp_path, monkeypatch):
    elsewhere = tmp_path / "from a stick.sqlite3"
    shutil.copy(backups[2], elsewhere)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: (str(elsewhere), ""))
    press(looked_through(screen()), "Open another file")
    assert notes(paths, clock) == ["first"]


@pytest.mark.usefixtures("passwords")
def test_of_a_backup_with_a_password_that_is_asked_and_where_it_is_not_given_the_screen_stays(screen, paths, clock, tmp_path, monkeypatch, spoken):
    with_a_password(tmp_path / "other", clock, OTHER)
    with opened(tmp_path / "other", clock, OTHER) as tracker:
        tracker.journal.add(an_entry(3, note="from elsewhere"))
        backup = tracker.backups.back_up(tmp_path / "from elsewhere.sqlite3")
    lock()
    asked = []

    def answered(dialog, secret):
        asked.append(dialog.panel.title.text())
        try_secret(dialog.panel, secret)
        return dialog.result()

    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: (str(backup), ""))
    shown = looked_through(screen())
    spoken.clear()
    monkeypatch.setattr(BackupPassword, "exec", lambda dialog: answered(dialog, "not this one"))
    press(shown, "Open another file")
    assert "has a password" in shown.sentence.text()
    assert shown.sentence.text().replace("\u200b", "") in [text for text, _urgency in spoken]
    assert (shown.result(), paths.diary.read_bytes()) == (0, b"\0" * 4096)
    monkeypatch.setattr(BackupPassword, "exec", lambda dialog: answered(dialog, OTHER))
    press(shown, "Open another file")
    assert (shown.result(), notes(paths, clock)) == (RecoveryScreen.DialogCode.Accepted, ["from elsewhere"])
    assert asked == ["This backup has a password"] * 2
    assert not paths.diary.read_bytes().startswith(CIPHER_MAGIC)  # the diary had none, and has none


def test_a_file_that_is_no_diary_is_refused_and_the_screen_stays(screen, paths, tmp_path, monkeypatch):
    other = tmp_path / "other.sqlite3"
    other.write_bytes(b"not a diary at all" * 20)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: (str(other), ""))
    shown = looked_through(screen())
    press(shown, "Open another file")
    assert "cannot be restored" in shown.sentence.text()
    assert shown.result() == 0
    assert paths.diary.read_bytes() == b"\0" * 4096


def test_what_can_be_read_is_saved_to_a_file_that_can_be_opened(screen, backups, paths, clock, tmp_path, monkeypatch):
    whole = backups[0].read_bytes()
    shown = looked_through(screen())
    paths.diary.write_bytes(whole)
    file = tmp_path / "what could be read.sqlite3"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(file), ""))
    press(shown, "Save what can be read")
    assert f"Saved as {file.name}" in shown.sentence.text()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_arguments: (str(file), ""))
    press(shown, "Open another file")
    assert notes(paths, clock) == list(NOTES)


def test_try_again_and_quit(screen):
    shown = screen()
    press(shown, "Try again")
    assert shown.result() == RecoveryScreen.DialogCode.Accepted
    shown = screen()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert shown.result() == RecoveryScreen.DialogCode.Rejected
