"""The inbox in the window: off, chosen on Settings, told of when something came in, taken back, and silent while nothing is there."""

import os

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from tests.ui.hands import press, settle
from tracker.services.exchange.inbox_folder import LIES_STILL
from ui.importing.inbox_look import AGAIN_MS
from ui.widgets.announcement import Urgency

CHANGED = 1_795_500_000  # 24 November 2026, in the morning


@pytest.fixture
def phone(tmp_path):
    """A folder that a phone reaches."""
    folder = tmp_path / "phone"
    folder.mkdir()
    return folder


def drop(folder, name, content):
    (folder / name).write_text(content, encoding="utf-8")
    os.utime(folder / name, (CHANGED, CHANGED))


def look(window):
    """Let the files lie still, and the window look."""
    window.later(seconds=30)
    assert window.inbox._again.isActive()
    window.clock.advance(LIES_STILL)
    window.inbox.look()
    for _turn in range(500):
        settle()
        if not window.inbox.is_running():
            break
        QTest.qWait(5)
    settle()


def test_it_is_chosen_comes_in_is_told_and_undone(window, phone, monkeypatch, spoken):
    window.section("Import and export")
    row = window.window.pages["settings"].parts.imports.inbox
    assert (row.button.state(), window.tracker.inbox.folder) == ("off", None)
    window.later(seconds=30)
    assert not window.inbox._again.isActive()
    press(row, "Inbox")
    assert not window.says("Turn the inbox off")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(window.folder))
    press(row, "Choose a folder...")
    assert window.says("leads into the app's own folder.")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_arguments: str(phone))
    press(row, "Choose a folder...")
    assert (row.button.state(), window.says(f"From now on, what is put into {phone} comes in.")) == (str(phone), True)
    # Nothing is there: no timer runs beside the look at the clock.
    window.later(seconds=30)
    assert (window.inbox._again.isActive(), window.inbox.is_running()) == (False, False)

    drop(phone, "pain.txt", "6 lower back left stiff after sitting")
    look(window)
    assert spoken[-1] == ("Information. From the inbox: 1 entry.", Urgency.POLITE)
    assert [(entry.pain, entry.note) for entry in window.tracker.journal.pain_entries()] == [(6, "stiff after sitting")]
    assert window.says("Lines with a pain value")
    window.press("Undo")
    assert (window.tracker.journal.pain_entries(), window.says("Import undone: 1 entry deleted")) == ([], True)

    drop(phone, "a.txt", "4 neck")
    drop(phone, "b.txt", "2026-11-24T08:00 5 neck\n12 neck\n")
    drop(phone, "c.txt", "stiff")
    look(window)
    said = (
        "From the inbox: 2 entries. 1 file in the inbox could not be used: it is in the folder “refused” there, with the reason. "
        "1 line was left out; the folder “refused” in the inbox has the reason."
    )
    assert spoken[-1] == (f"Notice. {said}", Urgency.URGENT)
    window.press("Undo")
    assert (window.tracker.journal.pain_entries(), window.says("2 imports were undone.")) == ([], True)

    heard = len(spoken)
    away = phone.rename(phone.with_name("away"))
    for _look in range(3):
        window.later(seconds=30)
    assert [words for words, _urgency in spoken[heard:] if "cannot be used" in words] == [spoken[heard][0]]
    away.rename(phone)
    window.later(seconds=30)
    phone.rename(away)
    window.later(seconds=30)
    assert sum("cannot be used" in words for words, _urgency in spoken[heard:]) == 2
    press(row, "Turn the inbox off")
    assert (row.button.state(), row.choose_button.hasFocus(), window.tracker.inbox.folder) == ("off", True, None)
    window.later(seconds=30)
    assert sum("cannot be used" in words for words, _urgency in spoken[heard:]) == 2


def test_it_looks_again_as_soon_as_a_file_may_lie_still():
    assert LIES_STILL.total_seconds() * 1000 < AGAIN_MS < LIES_STILL.total_seconds() * 1000 + 500
