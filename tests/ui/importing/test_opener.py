"""What came in from files: listed on Settings, and undone from there in any later session; the first run has the way in too."""

from dataclasses import replace

from tests.ui.hands import open_dialog, press
from tests.ui.import_scenes import FILES, finish


def test_an_import_is_undone_in_a_later_session_once_it_was_asked_about(opened, keep):
    keep(onset="2026-11-24T14:10")
    window = opened()
    window.tracker.importing.run(FILES / "bearable-2024.csv")
    window.clock.advance(minutes=5)
    entry = window.tracker.journal.entries()[0]
    window.tracker.journal.change(replace(entry, note="mine"))
    window = opened()
    window.section("Import and export")
    row = window.window.pages["settings"].parts.imports.rows[0]
    assert (row.button.name(), row.button.state()) == ("Bearable", "25 Nov 2026, 13:05: 8 entries")
    press(row, "Bearable")
    assert window.says("Its 8 entries are deleted; for 30 days they can be brought back. You have changed 1 of them since: that one goes too.")
    press(row, "Bearable")
    assert len(window.tracker.journal.entries()) == 8
    press(row, "Bearable")
    press(row, "Undo this import")
    assert (window.tracker.journal.entries(), row.isVisible()) == ([], False)
    assert window.control("A file").hasFocus()
    assert window.says("Import undone: 8 entries deleted")
    window.chord("Ctrl+Z")
    assert window.tracker.journal.entries() == []


def test_the_first_run_offers_the_import_and_goes_on_to_today(opened):
    window = opened()
    window.press("Continue")
    window.press("Import a file")
    dialog = open_dialog()
    dialog.open_file(FILES / "headi.csv")
    press(finish(dialog), "Continue")
    press(finish(dialog), "Import")
    finish(dialog)
    assert window.window.stack.current_key == "today"
    assert window.says("2 rows came in.")
