"""Settings: what is chosen is kept, and the way back to a backup."""

import json
import os
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFileDialog, QLineEdit, QTimeEdit, QWidget

from tests.builders import a_moment, an_entry
from tests.ui.hands import name_of, settle, words
from tracker.errors import Refused
from tracker.library.look import palette
from ui.assets import current_palette
from ui.dialogs.help_dialog import HelpDialog
from ui.pages.settings.medicines import MedicinesCard
from ui.pages.settings.rows import RowButton
from ui.pages.settings.startup import StartRow
from ui.widgets.card import Card


@pytest.fixture
def settings(opened, keep):
    keep(an_entry(6, note="morning"), onset="2026-11-24T10:00")
    window = opened()
    window.go_to("Settings")
    return window


def notes(window):
    return sorted(entry.note for entry in window.tracker.journal.entries())


def test_the_folder_of_the_diary_is_shown(settings):
    assert str(settings.folder) in settings.words().replace("\u200b", "")  # a long one may break


def test_theme_contrast_and_motion_are_kept_and_seen_at_once(settings, opened):
    settings.section("Appearance")
    settings.press("Dark")
    assert current_palette() == palette("dark")
    settings.press("High contrast")
    assert current_palette() == palette("black")
    assert QApplication.palette().window().color().name() == palette("black").background
    usual = QApplication.cursorFlashTime()
    settings.press("Reduced motion")
    assert QApplication.cursorFlashTime() == 0
    settings.press("Usual motion")
    assert QApplication.cursorFlashTime() == usual
    kept = json.loads((settings.folder / "settings.json").read_text(encoding="utf-8"))
    assert (kept["theme"], kept["contrast"], kept["motion"]) == ("dark", "high", "usual")
    settings = opened()
    settings.section("Appearance")
    assert settings.control("Dark").isChecked()
    assert settings.control("High contrast").isChecked()
    assert current_palette() == palette("black")


def test_the_theme_of_a_window_is_the_light_one_when_chosen(settings):
    settings.section("Appearance")
    settings.press("Light")
    assert settings.tracker.settings.now.theme == "light"


def test_quiet_hours_are_kept_and_said_in_the_corner(settings, opened):
    settings.section("Reminders")
    settings.press("Quiet hours")
    field = settings.control("Quiet from", QTimeEdit)
    field.setTime(QTime(21, 30))
    field.editingFinished.emit()
    settle()
    assert settings.says("21:30 to 07:00; the end of a session is always told")
    assert opened().tracker.settings.now.quiet_start == time(21, 30)


def test_to_pass_through_the_quiet_hours_by_tab_chooses_nothing(settings):
    told = []
    settings.desk.feed.changed.connect(told.append)
    settings.section("Reminders")
    settings.press("Quiet hours")
    settings.control("Quiet from", QTimeEdit).setFocus()
    settings.strike(*[Qt.Key.Key_Tab] * 4)  # each has hours and minutes
    assert not any(settings.control(name, QTimeEdit).hasFocus() for name in ("Quiet from", "Quiet until"))
    assert told == []
    assert not (settings.folder / "settings.json").exists()


def test_another_choice_does_not_dress_the_window_anew(settings, monkeypatch):
    dressed = []
    monkeypatch.setattr(QApplication, "setStyleSheet", lambda *_args: dressed.append(1))
    settings.section("Notifications")
    settings.control("Sound", QCheckBox).click()
    assert not settings.tracker.settings.now.sound
    assert not dressed


@pytest.mark.parametrize(("name", "setting"), [("Sound", "sound"), ("Neutral text", "neutral_notifications")])
def test_a_choice_is_kept(settings, opened, name, setting):
    settings.section("Notifications")
    before = getattr(settings.tracker.settings.now, setting)
    settings.control(name, QCheckBox).click()
    assert getattr(opened().tracker.settings.now, setting) is not before


def test_the_sound_can_be_tested(settings):
    settings.section("Notifications")
    settings.control("Sound", RowButton).click()
    settings.press("Test the sound")
    assert settings.sound.played == 1


def test_a_backup_is_written_and_its_age_shown(settings):
    assert settings.says("none yet")
    settings.press("Backups")
    settings.press("Back up now")
    assert settings.says("A backup was written and checked.")
    assert settings.says("the newest is of ")
    assert len(list((settings.folder / "backups").glob("*.sqlite3"))) == 1


def test_a_backup_brings_the_diary_back_as_it_was(settings, monkeypatch):
    settings.press("Backups")
    settings.press("Back up now")
    [backup] = (settings.folder / "backups").glob("*.sqlite3")
    settings.clock.advance(minutes=1)
    settings.tracker.journal.add(an_entry(2, "2026-11-25T13:06", note="afternoon"))
    assert notes(settings) == ["afternoon", "morning"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(backup), ""))
    settings.press("Restore a backup")
    assert notes(settings) == ["morning"]
    assert settings.says("The backup was restored.")
    settings.go_to("Today")
    assert settings.says("morning")
    assert not settings.says("afternoon")


def test_what_a_restore_replaced_is_still_to_be_had_after_the_next_backup(settings, monkeypatch, tmp_path):
    chosen = settings.tracker.backups.back_up(tmp_path / "morning.sqlite3")
    settings.tracker.journal.add(an_entry(2, "2026-11-25T13:04", note="afternoon"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(chosen), ""))
    settings.press("Backups")
    settings.press("Restore a backup")
    [chosen] = (settings.folder / "backups").glob("*.sqlite3")
    settings.clock.advance(hours=1)
    settings.press("Back up now")
    settings.press("Restore a backup")
    assert notes(settings) == ["afternoon", "morning"]


def test_after_restoring_nothing_of_before_can_be_taken_back(settings, monkeypatch):
    settings.press("Backups")
    settings.press("Back up now")
    [backup] = (settings.folder / "backups").glob("*.sqlite3")
    settings.clock.advance(minutes=1)
    settings.go_to("Today")
    settings.strike("2")
    settings.press("Save entry")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(backup), ""))
    settings.go_to("Settings")
    settings.press("Restore a backup")
    assert notes(settings) == ["morning"]
    settings.chord("Ctrl+Z")
    assert notes(settings) == ["", "morning"]  # the restore itself is taken back
    settings.chord("Ctrl+Z")
    assert notes(settings) == ["", "morning"]
    assert settings.says("There is nothing to undo.")


def test_a_file_that_is_no_backup_is_refused_and_nothing_changes(settings, monkeypatch, tmp_path):
    other = tmp_path / "holiday.sqlite3"
    other.write_text("not a backup")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(other), ""))
    settings.press("Backups")
    settings.press("Restore a backup")
    assert notes(settings) == ["morning"]
    assert settings.window.strip.notice.isVisible()
    assert not settings.says("The backup was restored.")


def test_choosing_no_file_does_nothing(settings, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("", ""))
    settings.press("Backups")
    settings.press("Restore a backup")
    assert not settings.window.strip.notice.isVisible()


SECTIONS = [
    "Diary and backups",
    "Password",
    "Import and export",
    "Reminders",
    "Notifications",
    "Appearance",
    "This computer",
    "Medicines",
    "What you can do",
    "About this app",
]


def tabs(window):
    return [anchor for anchor in window.window.pages["settings"].sections.anchors.values() if anchor.isVisible()]


def headings(window):
    """The cards in view, by their headings."""
    return [card.heading() for card in window.window.pages["settings"].findChildren(Card) if card.isVisible()]


def test_the_sections_are_a_list_with_one_chosen_the_folder_and_the_backups_first(settings):
    assert [(name_of(tab), QAccessible.queryAccessibleInterface(tab).role()) for tab in tabs(settings)] == [
        (name, QAccessible.Role.PageTab) for name in SECTIONS
    ]
    assert [tab.text() for tab in tabs(settings) if QAccessible.queryAccessibleInterface(tab).state().selected] == SECTIONS[:1]
    assert headings(settings) == SECTIONS[:1]


def test_the_arrow_keys_open_one_section_after_another_and_stay_in_the_list(settings):
    tabs(settings)[0].setFocus()
    for place, heading in ((1, "Password"), (2, "Import and export"), (3, "Reminders")):
        settings.strike(Qt.Key.Key_Down)
        assert tabs(settings)[place].hasFocus()
        assert headings(settings)[0] == heading
    settings.strike(Qt.Key.Key_Up)
    assert (tabs(settings)[2].hasFocus(), headings(settings)[0]) == (True, "Import and export")
    settings.strike(Qt.Key.Key_Tab)
    assert not any(tab.hasFocus() for tab in tabs(settings))


def test_a_small_window_has_a_field_in_place_of_the_list_which_stays_at_900_px(settings):
    settings.section("Appearance")
    settings.window.resize(900, 600)
    settle()
    assert len(tabs(settings)) == len(SECTIONS)
    settings.window.resize(640, 480)
    settle()
    assert tabs(settings) == []
    field = settings.control("Sections", QComboBox)
    assert (field.currentText(), [field.itemText(place) for place in range(field.count())]) == ("Appearance", SECTIONS)
    field.setFocus()
    settings.strike(Qt.Key.Key_Down)
    assert headings(settings) == ["This computer"]
    assert field.hasFocus()
    settings.window.resize(1280, 800)
    settle()
    assert (tabs(settings)[6].isChecked(), tabs(settings)[6].hasFocus()) == (True, True)


def test_a_card_is_made_when_its_section_is_first_opened_and_kept(settings):
    made = settings.window.pages["settings"].findChildren
    assert not made(MedicinesCard)
    settings.section("Medicines")
    [card] = made(MedicinesCard)
    settings.section("Reminders")
    settings.section("Medicines")
    assert made(MedicinesCard) == [card]
    assert card.isVisible()


@pytest.mark.parametrize("name", ["Medicines", "Add a medicine"])
def test_the_focus_goes_along_where_the_app_opens_another_section(settings, name):
    settings.section("Medicines")
    settings.control(name).setFocus()
    settings.window.pages["settings"].open_backups()
    settle()
    assert tabs(settings)[0].hasFocus()


def test_another_section_begins_at_its_top(settings):
    settings.section("Reminders")
    page = settings.window.pages["settings"]
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    assert page.verticalScrollBar().value() > 0
    settings.section("Medicines")
    assert page.verticalScrollBar().value() == 0


@pytest.mark.parametrize("by_screen_reader", [False, True])
def test_a_press_on_a_section_opens_it_and_takes_the_focus_there(settings, by_screen_reader):
    tabs(settings)[0].setFocus()
    for place in (3, 9):
        tab = tabs(settings)[place]
        if by_screen_reader:
            QAccessible.queryAccessibleInterface(tab).actionInterface().doAction("Press")
            settle()
        else:
            settings.press(SECTIONS[place])
        assert (tab.hasFocus(), headings(settings)) == (True, [SECTIONS[place]])


def test_the_list_of_the_sections_stays_in_view_while_the_card_is_scrolled(settings):
    settings.section("Reminders")
    page = settings.window.pages["settings"]

    def top():
        return tabs(settings)[0].mapTo(page.viewport(), tabs(settings)[0].rect().topLeft()).y()

    before = top()
    page.verticalScrollBar().setValue(150)
    settle()
    assert (page.verticalScrollBar().value(), top()) == (150, before)


def test_a_row_is_opened_by_a_press_and_says_so_and_escape_closes_it_with_the_focus_at_the_row(settings):
    row = settings.control("Backups", RowButton)
    heard = QAccessible.queryAccessibleInterface(row)
    assert (heard.state().collapsed, heard.text(QAccessible.Text.Description)) == (True, "none yet")
    row.setFocus()
    settings.strike(Qt.Key.Key_Return)
    assert (heard.state().expanded, row.hasFocus()) == (True, True)
    settings.strike(Qt.Key.Key_Tab)
    assert settings.control("Back up now").hasFocus()
    settings.strike(Qt.Key.Key_Escape)
    assert (heard.state().collapsed, row.hasFocus(), settings.says("Back up now")) == (True, True, False)


def test_a_section_has_no_more_controls_than_its_rows_need_and_none_is_filled(settings):
    """A chevron a row, a tick where it can be off, and at most one button beside the heading."""
    page = settings.window.pages["settings"]
    for name, most in zip(SECTIONS, (2, 1, 6, 34, 4, 9, 4, 3, 6, 0), strict=True):
        settings.section(name)
        takes_focus = [widget for widget in page.sections.findChildren(QWidget) if widget.focusPolicy() != Qt.FocusPolicy.NoFocus]
        shown = [widget for widget in takes_focus if widget.isVisible() and widget not in tabs(settings)]
        assert len(shown) <= most, (name, [name_of(widget) for widget in shown])
        assert not [widget for widget in shown if widget.property("kind") == "main"]


def test_what_closing_does_is_kept(settings, opened):
    settings.section("This computer")
    settings.press("When the window is closed")
    settings.press("Quit")
    assert opened().tracker.settings.now.closing == "quit"
    window = opened()
    window.section("This computer")
    window.press("When the window is closed")
    assert window.control("Quit").isChecked()
    window.press("Go to the tray")
    assert window.tracker.settings.now.closing == "tray"


def test_it_is_started_at_login_minimised_and_on_this_diary_until_that_is_turned_off(settings):
    entry = Path(os.environ["XDG_CONFIG_HOME"]) / "autostart" / "recovery-tracker.desktop"
    settings.section("This computer")
    assert not settings.control("Start when I log in", QCheckBox).isChecked()
    settings.control("Start when I log in", QCheckBox).toggle()
    assert "--minimised" in entry.read_text(encoding="utf-8")
    assert str(settings.folder) in entry.read_text(encoding="utf-8")
    settings.control("Start when I log in", QCheckBox).toggle()
    assert not entry.exists()


class RefusedStart:
    """A desktop that lets nothing be started at login."""

    def is_on(self):
        return False

    def turn_on(self):
        raise Refused("Starting at login could not be changed.")

    turn_off = turn_on


def test_a_desktop_that_refuses_to_start_it_is_told_and_the_box_stays_empty(settings, qtbot):
    row = StartRow(settings.desk, RefusedStart())
    qtbot.addWidget(row)
    row.check.toggle()
    assert settings.says("Starting at login could not be changed.")
    assert not row.check.isChecked()


def test_the_calendar_is_saved_and_its_events_counted(settings, monkeypatch, tmp_path):
    settings.tracker.visits.arrange(a_moment("2026-11-27T14:10"), "Ann")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "mine"), ""))
    settings.section("Import and export")
    settings.press("Calendar (ICS)")
    settings.press("Save a calendar file")
    written = (tmp_path / "mine.ics").read_text(encoding="utf-8")
    assert "SUMMARY:Ann" in written
    assert settings.says("Saved as mine.ics in")


def test_a_calendar_says_nothing_of_health_where_neutral_text_is_chosen(settings, monkeypatch, tmp_path):
    settings.section("Notifications")
    settings.control("Neutral text", QCheckBox).click()
    settings.section("Import and export")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "mine.ics"), ""))
    settings.press("Calendar (ICS)")
    settings.press("Save a calendar file")
    assert "Damp heat" not in (tmp_path / "mine.ics").read_text(encoding="utf-8")


def test_a_calendar_without_events_is_refused_and_nothing_is_written(opened, monkeypatch, tmp_path):
    window = opened()
    window.go_to("Settings")
    for rule in window.tracker.reminders.rules():
        window.tracker.reminders.change(replace(rule, is_on=False))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "mine.ics"), ""))
    window.section("Import and export")
    window.press("Calendar (ICS)")
    window.press("Save a calendar file")
    assert window.says("There is nothing to put into a calendar yet.")
    assert list(tmp_path.glob("*.ics")) == []


def test_the_numbers_to_call_are_those_of_the_country_chosen_and_can_be_typed(settings, opened):
    settings.section("This computer")
    settings.press("Numbers to call")
    country = settings.control("Country", QComboBox)
    country.setCurrentIndex(country.findText("Austria"))
    settle()
    assert settings.control("Advice line", QLineEdit).placeholderText() == "1450"
    field = settings.control("Emergency number", QLineEdit)
    field.setText("112")
    field.editingFinished.emit()
    again = opened()
    again.press("When to get help")
    [dialog] = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, HelpDialog) and widget.isVisible()]
    said = words(dialog)
    dialog.accept()
    assert "Emergency now (112; emergency department)" in said
    assert "Today (an urgent appointment, or 1450)" in said
    assert "The numbers are those of Austria; you can choose others in Settings." in said
