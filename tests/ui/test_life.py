"""What the window says once it is there: what was begun and never saved is offered again, a backup at quitting that failed is told."""

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from tests.builders import a_dose, an_entry
from tests.ui.hands import has, settle
from tracker.domain.entries import Kind
from ui.forms.draft_names import ENTRY_FORM
from ui.window.wiring import make_damage_look, tell_of_failed_backup, tell_of_kept_entry

DOSE = a_dose(at="2026-11-24T09:00")


@pytest.fixture
def begun(opened, keep):
    """Begin something in the Diary, and start the app again."""
    keep(DOSE)

    def begin(open_form):
        window = opened()
        window.window.show_page("diary")
        open_form(window.window.pages["diary"])
        window.control("Note", QPlainTextEdit).setPlainText("half a line")
        again = opened()
        tell_of_kept_entry(again.desk, again.tracker.form_drafts, again.window)
        settle()
        return again

    return begin


def test_changes_of_an_entry_are_offered_and_opened_with_what_was_typed(begun):
    window = begun(lambda diary: diary.edit(DOSE.id))
    assert window.says("An entry you had begun is kept. It is not saved yet.")
    window.press("Open it")
    assert window.control("Note", QPlainTextEdit).toPlainText() == "half a line"
    window.press("Save changes")
    assert [entry.note for entry in window.tracker.journal.entries(kinds=(Kind.DOSE,))] == ["half a line"]
    assert window.tracker.form_drafts.kept_last(ENTRY_FORM) is None


def test_a_new_entry_is_offered_and_opened_with_what_was_typed(begun):
    window = begun(lambda diary: diary.new_entry())
    assert window.says("An entry you had begun is kept. It is not saved yet.")
    window.press("Open it")
    assert window.control("Note", QPlainTextEdit).toPlainText() == "half a line"
    assert has(window.window, "Save entry")


def test_nothing_is_said_where_nothing_was_begun(opened):
    window = opened()
    tell_of_kept_entry(window.desk, window.tracker.form_drafts, window.window)
    settle()
    assert not has(window.window, "Open it")


def test_a_backup_at_quitting_that_failed_is_told_and_made_up_for(opened):
    window = opened()
    in_the_way = window.folder / "backups"
    in_the_way.touch()
    window.tracker.backups.back_up_at_quitting()
    in_the_way.unlink()
    again = opened()
    damage = make_damage_look(again.desk, again.tracker, again.window)
    tell_of_failed_backup(again.desk, again.tracker.backups, damage)
    settle()
    assert again.says("The backup that is written when the app is closed failed the last time.")
    again.press("Back up now")
    assert again.says("A backup was written and checked.")
    tell_of_failed_backup(again.desk, again.tracker.backups, damage)
    settle()
    assert not again.says("failed the last time")


def test_a_backup_that_damage_kept_from_being_made_is_told_by_the_strip_alone(opened, keep, qtbot):
    keep(an_entry(4, "2025-01-05T09:00"))
    window = opened()
    window.tracker.diary._database.execute("UPDATE entries SET note = 'changed'")
    window.tracker.diary._database.conn.commit()
    window.tracker.backups.back_up_at_quitting()
    again = opened()
    damage = make_damage_look(again.desk, again.tracker, again.window)
    tell_of_failed_backup(again.desk, again.tracker.backups, damage)
    qtbot.waitUntil(again.window.head.damage_strip.isVisible)
    assert not again.says("failed the last time")
