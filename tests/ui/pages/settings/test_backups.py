"""The backups in Settings: listed at once, looked at while the window goes on, each brought back by one press and taken back by another."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from tests.builders import an_entry
from tests.ui.hands import OpenWindow, settle
from tests.ui.settings_scenes import settings_page
from tracker.domain.backups import Why
from ui.pages.settings.backups import SHOWN_AT_ONCE, BackupLine, BackupList
from ui.pages.settings.page import SettingsPage


@pytest.fixture
def settings(opened, keep) -> OpenWindow:
    keep(an_entry(6, "2026-11-25T09:00", note="morning"))
    window = opened()
    window.go_to("Settings")
    return window


def _list(window: OpenWindow) -> BackupList:
    page = window.window.pages["settings"]
    assert isinstance(page, SettingsPage)
    found = page.parts.diary.list
    assert found is not None
    return found


def _lines(window: OpenWindow) -> list[BackupLine]:
    return [line for line in _list(window).lines if line.isVisible()]


def _words(line: BackupLine) -> str:
    return line.button.accessibleDescription()


def _looked(window: OpenWindow, qtbot) -> None:
    backups = _list(window)
    qtbot.waitUntil(lambda: all(backup in backups._found for backup in backups._backups[: len(_lines(window))]))
    settle()


def _notes(window: OpenWindow) -> list[str]:
    return sorted(entry.note for entry in window.tracker.journal.entries())


def test_what_a_restore_replaced_is_brought_back_by_one_press_and_that_is_undone_by_one(settings, qtbot, monkeypatch, tmp_path: Path):
    chosen = settings.tracker.backups.back_up(tmp_path / "morning.sqlite3")
    settings.tracker.journal.add(an_entry(2, "2026-11-25T13:04", note="afternoon"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(chosen), ""))
    settings.press("Backups")
    settings.press("Restore a backup")
    _looked(settings, qtbot)
    (line,) = _lines(settings)
    assert _words(line).startswith("25 Nov 2026, 13:05, 2 entries, 0.")
    assert _words(line).endswith(" MB, before a backup was restored, kept until 25 Dec 2026")
    settings.clock.advance(hours=1)
    line.button.click()
    assert _notes(settings) == ["afternoon", "morning"]
    settings.press("Undo")
    assert _notes(settings) == ["morning"]
    assert [backup.why for backup in settings.tracker.backups.all()] == [Why.RESTORE] * 3


def test_the_kept_ones_stand_first_and_a_damaged_one_offers_nothing(settings, qtbot):
    made = []
    for _day in range(SHOWN_AT_ONCE):
        made.append(settings.tracker.backups.back_up())
        settings.clock.advance(days=1)
    settings.tracker.backups.restore(made[0])
    settings.clock.advance(days=1)
    newest = settings.tracker.backups.back_up()
    newest.write_bytes(newest.read_bytes()[:-1] + b"x")
    settings.press("Backups")
    lines = _lines(settings)
    assert len(lines) == SHOWN_AT_ONCE
    _looked(settings, qtbot)
    assert "before a backup was restored" in _words(lines[0])
    assert "damaged" in _words(lines[1])
    assert [line.button.isVisible() for line in lines] == [True, False, *[True] * (SHOWN_AT_ONCE - 2)]
    assert settings.says("the newest is of 1 Dec 2026, 13:05")  # the damaged one does not count
    settings.press("Show more")
    _looked(settings, qtbot)
    assert len(_lines(settings)) == SHOWN_AT_ONCE + 2
    assert _lines(settings)[SHOWN_AT_ONCE].button.hasFocus()
    assert not _list(settings).more_button.isVisible()


def test_backups_dated_ahead_are_not_the_newest(settings):
    settings.clock.turn(days=400)
    settings.tracker.backups.back_up()
    settings.clock.turn(days=-400)
    settings_page(settings).refresh()
    assert settings.says("none but damaged ones, or some dated ahead of the clock")
    settings.press("Backups")
    settings.press("Back up now")
    assert settings.says("the newest is of 25 Nov 2026, 13:05")
    assert len(_lines(settings)) == 2


def test_the_list_is_there_where_a_reminder_leads(settings):
    settings.tracker.backups.back_up()
    settings_page(settings).open_backups()
    settle()
    assert len(_lines(settings)) == 1


def test_they_are_listed_before_any_of_them_is_read(settings, qtbot):
    backups = [settings.tracker.backups.back_up()]
    backups[0].unlink()  # what is gone by the time it is looked at is not sound
    backups[0].write_bytes(b"another file")
    listed = BackupList()
    qtbot.addWidget(listed)
    listed.show_backups(settings.tracker.backups.all(), "Europe/London")
    assert [line.button.isVisibleTo(listed) for line in listed.lines] == [True]
    qtbot.waitSignal(listed.looked).wait()
    assert [line.button.isVisibleTo(listed) for line in listed.lines] == [False]
    assert listed.damaged() == {backups[0]}
