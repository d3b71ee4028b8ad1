"""The window itself: keys for everything, help from everywhere, and a question before it closes."""

import errno
import os

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QTimeEdit

from tests.builders import a_moment, an_entry
from tests.ui.hands import control, dialog_is_open, has, in_view, name_of, open_dialog, press, settle, words
from tracker.library.safety import safety
from tracker.wording.help import help_groups
from ui.assets.focus_ring import FocusRing
from ui.pages.settings.choosing import choose
from ui.window.composition import make_window
from ui.window.navigation import PAGES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the screen of the tests has one layer


class Painted(QObject):
    """Of a widget whose events it filters, the regions that were painted."""

    def __init__(self):
        super().__init__()
        self.regions = []

    def eventFilter(self, _watched, event):  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self.regions.append(event.region())
        return False


@pytest.fixture
def closings(window):
    """What the window said when it closed: one item a time."""
    heard = []
    window.window.closed.connect(lambda: heard.append("closed"))
    return heard


def close(window):
    window.window.close()
    settle()


def test_ctrl_and_a_number_open_a_page_with_the_keyboard_on_a_control_and_help_and_the_phase_are_on_each(window):
    for number, (page, name) in enumerate(PAGES, start=1):
        window.chord(f"Ctrl+{number}")
        assert window.window.navigation.buttons[page].isChecked(), name
        assert window.window.stack.currentWidget() is window.window.pages[page], name
        assert has(window.window, "When to get help"), name
        assert window.says("Ice, hour 23 of 72. Damp heat from Fri 14:10, when the 72 hours are over"), name
        assert QApplication.focusWidget() in in_view(window.window.stack.currentWidget()), name


def test_a_page_opened_by_the_mouse_shows_no_ring_whatever_was_typed_before_and_by_keys_it_does(window):
    rings = lambda: [ring for ring in window.window.findChildren(FocusRing) if ring.isVisible()]  # noqa: E731 - of now, each time
    window.strike("6", Qt.Key.Key_Return)
    for key, _name in PAGES:
        QTest.mouseClick(window.window.navigation.buttons[key], Qt.MouseButton.LeftButton)
        settle()
        assert window.window.stack.current_key == key
        assert not rings(), key
    window.chord("Ctrl+3")
    assert len(rings()) == 1


def test_the_pages_are_one_stop_for_tab_within_which_the_arrows_go_and_enter_opens(window):
    rows = window.window.navigation.buttons
    stops = lambda: [key for key, row in rows.items() if row.focusPolicy() & Qt.FocusPolicy.TabFocus]  # noqa: E731 - of now, each time
    rows["today"].setFocus()
    assert stops() == ["today"]
    for key, reached in ((Qt.Key.Key_Up, "settings"), (Qt.Key.Key_Down, "today"), (Qt.Key.Key_Down, "diary")):
        window.strike(key)
        assert QApplication.focusWidget() is rows[reached]
        assert stops() == [reached]
        assert window.window.stack.current_key == "today"
    window.strike(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() not in rows.values()
    rows["diary"].setFocus()
    window.strike(Qt.Key.Key_Return)
    assert window.window.stack.current_key == "diary"
    window.chord("Ctrl+4")
    assert stops() == ["trends"]


def test_help_shows_the_whole_list_with_its_headings_and_escape_gives_the_focus_back(window):
    before = window.window.focusWidget()
    assert before is not None
    window.chord("Ctrl+H")
    dialog = open_dialog()
    assert has(dialog, "Close")
    headings = {name_of(label) for label in in_view(dialog, QLabel) if QAccessible.queryAccessibleInterface(label).role() == QAccessible.Role.Heading}
    assert headings >= {group.title for group in help_groups(window.tracker.settings.now)} | {safety().title, safety().evidence.title}
    window.strike(Qt.Key.Key_Escape)
    assert not dialog_is_open()
    assert window.window.focusWidget() is before  # which the desktop gives the keys to again
    window.press("When to get help")
    dialog = open_dialog()
    said = words(dialog)
    assert all(item in said for group in safety().groups for item in group.items)
    assert safety().evidence.text in said
    assert window.tracker.planner.help_last_shown() == window.tracker.journal.now()
    press(dialog, "Close")
    assert not dialog_is_open()


def test_the_question_before_closing_stays_open_by_button_and_by_enter_and_is_asked_once(window, closings, opened):
    close(window)
    press(open_dialog(), "Stay open")
    assert closings == []
    assert window.window.isVisible()
    close(window)
    press(open_dialog(), "Stay open")
    close(window)
    window.strike(Qt.Key.Key_Return)
    assert closings == []
    assert not dialog_is_open()
    close(window)
    dialog = open_dialog()
    assert "no reminders" in words(dialog)
    press(dialog, "Close the window")
    assert closings == ["closed"]
    again = opened()
    close(again)
    assert not dialog_is_open()
    assert not again.window.isVisible()


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_where_the_disk_fails_a_setting_stays_as_it_was_in_a_sentence_and_the_window_closes_all_the_same(window, closings, monkeypatch, error):
    """Whether it is chosen on the page, or kept while the window closes: then the question is asked once more the next time."""
    settings, file = window.tracker.settings, window.tracker.diary.paths.settings
    settings.choose(country="GB")
    before, now = file.read_bytes(), settings.now

    def fail(_file):
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as failing:
        failing.setattr(os, "fsync", fail)
        choose(window.desk, settings, country="DE")
        assert window.says(f"could not be written ({os.strerror(error)}). Whatever was there before is unchanged")
        close(window)
        press(open_dialog(), "Close the window")
        assert closings == ["closed"]
    assert (file.read_bytes(), settings.now) == (before, now)
    assert [part.name for part in file.parent.glob(".*.part")] == []


def test_closing_during_a_session_says_that_its_alarm_cannot_sound(window, closings):
    window.tracker.settings.choose(closing_explained=True)
    window.press("Start ice")
    window.press("I have read this, start")
    close(window)
    dialog = open_dialog()
    assert "A session runs until 13:25." in words(dialog)
    press(dialog, "Close the window")
    assert closings == ["closed"]
    assert window.tracker.timekeeper.running_session() is not None


def test_the_desktop_closes_it_without_a_question(window, closings):
    window.window.close_at_once()
    settle()
    assert closings == ["closed"]
    assert not dialog_is_open()


def test_ctrl_q_closes(window, closings):
    window.tracker.settings.choose(closing_explained=True)
    window.chord("Ctrl+Q")
    assert closings == ["closed"]


@pytest.fixture
def in_tray(window):
    """A window on a desktop with a tray; what it said, one item a time."""
    window.tray_is_there = True
    heard = []
    window.window.put_away.connect(lambda: heard.append("put away"))
    window.window.closed.connect(lambda: heard.append("closed"))
    return heard


def test_closing_goes_to_the_tray_where_there_is_one(window, in_tray):
    window.press("Start ice")
    window.press("I have read this, start")
    close(window)
    assert (in_tray, window.window.isVisible(), dialog_is_open()) == (["put away"], False, False)


def test_closing_quits_where_that_was_chosen(window, in_tray):
    window.tracker.settings.choose(closing="quit", closing_explained=True)
    close(window)
    assert in_tray == ["closed"]


def test_quitting_closes_for_good_with_a_tray_too(window, in_tray):
    window.chord("Ctrl+Q")
    assert in_tray == ["closed"]


def test_quitting_from_the_tray_asks_during_a_session_with_the_window_in_view(window, in_tray):
    window.press("Start ice")
    window.press("I have read this, start")
    close(window)
    window.window.quit()
    window.window.quit()
    dialog = open_dialog()
    assert window.window.isVisible()
    press(dialog, "Stay open")
    assert in_tray == ["put away"]
    window.window.quit()
    press(open_dialog(), "Close the window")
    assert in_tray == ["put away", "closed"]


def test_the_system_closes_it_for_good_out_of_the_tray(window, in_tray):
    close(window)
    window.window.close_at_once()
    assert in_tray == ["put away", "closed"]


def test_no_episode_is_said_with_the_way_to_begin_one(opened, keep):
    keep(an_entry(5))
    window = opened()
    window.press("It began...")
    dialog = open_dialog()
    press(dialog, "Morning")
    press(dialog, "Begin the plan")
    assert window.says("hour 6 of 72")
    assert not has(window.window, "It began...")


@pytest.mark.parametrize("page", ["Today", "Plan"])
def test_a_clock_set_back_to_before_the_onset_is_said_and_offers_to_edit_it(opened, keep, clock, page):
    keep(onset="2026-11-25T13:00")
    clock.turn(minutes=-10)
    window = opened()
    window.go_to(page)
    said = "Your computer's clock is behind: this episode began on 25 Nov 2026, 13:00."
    assert window.says(said)
    assert not window.says("No episode")
    assert not has(window.window, "It began...")
    assert not has(window.window, "Reopen the last episode")
    window.window.phase_line.action_chosen.emit() if page == "Today" else window.window.pages["plan"].empty.button.click()
    dialog = open_dialog()
    press(dialog, "Save changes")
    assert not dialog_is_open()
    assert window.says("hour 1 of 72")
    assert window.tracker.planner.open_episode().onset.local.strftime("%H:%M") == "12:55"


def test_what_is_not_about_the_time_does_not_mark_it(opened, keep, clock):
    keep(an_entry(5))
    window = opened()
    window.press("It began...")
    dialog = open_dialog()
    time = control(dialog, "Time", QTimeEdit)
    window.tracker.planner.start_episode(a_moment("2026-11-25T13:05"))  # by the command line meanwhile
    press(dialog, "Begin the plan")
    assert "An episode is already open." in words(dialog)
    assert not time.accessibleDescription()
    clock.turn(hours=-1)
    press(dialog, "Begin the plan")
    assert "Your computer's clock is behind" in words(dialog)
    assert not time.accessibleDescription()
    press(dialog, "Cancel")


def test_the_phase_turns_to_heat_by_the_clock_alone(window):
    window.later(hours=49, minutes=4)
    assert window.says("hour 72 of 72")
    window.later(minutes=1)
    assert window.says("Damp heat")
    assert not window.says("of 72")


def test_off_today_a_running_session_stands_at_the_foot_and_leads_there(window):
    line = window.window.running_line
    assert not window.says("Next:")
    assert not window.says("Quiet")
    window.tracker.planner.shown_cautions()
    window.press("Start ice")
    window.later(minutes=7, seconds=19)
    assert not line.isVisible()
    window.go_to("Diary")
    assert (line.words(), line.accessibleName()) == ("Ice: 12:41 left", "Ice: 13 minutes left")
    window.clock.advance(seconds=1)
    line.tick()
    assert (line.words(), line.accessibleName()) == ("Ice: 12:40 left", "Ice: 13 minutes left")
    window.press("Ice: 13 minutes left")
    assert (window.window.stack.current_key, line.isVisible()) == ("today", False)
    window.go_to("Plan")
    window.later(minutes=13)
    assert not line.isVisible()
    window.window.today.start_exercise("seated-twist")
    assert has(window.window, "Exercises running")
    window.window.today.session_card.runner.stop()
    assert not line.isVisible()


def test_a_narrow_window_keeps_all_pages_usable(opened, keep):
    keep(an_entry(5), onset="2026-11-24T14:10")
    window = opened(size=(900, 600))
    for _key, page in PAGES:
        window.go_to(page)
        assert (window.window.width(), window.window.height()) == (900, 600)


def test_trouble_stays_in_view_until_it_is_closed(window):
    window.messages.report(ValueError("7"))
    settle()
    assert window.says("Something went wrong in the app.")
    assert has(window.window, "Copy details")
    window.press("Close")
    assert not window.says("Something went wrong in the app.")


@pytest.fixture
def expected_log(request):
    return ["an error nobody caught"] if "trouble" in request.node.name else []


def test_a_shortcut_in_the_note_of_the_diary_stays_textual(window):
    window.strike("6", Qt.Key.Key_Return)
    window.go_to("Diary")
    window.press("New entry")
    note = window.control("Note", QPlainTextEdit)
    note.setFocus()
    window.strike("abc")
    window.chord("Ctrl+Z")
    assert note.toPlainText() == ""
    assert len(window.tracker.journal.entries()) == 1


def test_a_saved_entry_does_not_dress_the_window_anew(window, monkeypatch):
    dressed = []
    monkeypatch.setattr(QApplication, "setStyleSheet", lambda *_args: dressed.append(1))
    window.strike("6", Qt.Key.Key_Return)
    assert [entry.pain for entry in window.tracker.journal.pain_entries()] == [6]
    assert not dressed


def test_a_login_is_not_offered_to_open_the_folder_of_the_demo(window, qtbot):
    for is_demo in (False, True):
        other = make_window(window.desk, window.tracker, is_demo=is_demo)
        qtbot.addWidget(other)
        other.show_page("settings")
        other.pages["settings"].open_section("computer")
        assert other.pages["settings"].parts.start.isHidden() is is_demo
        assert ("Demo, made-up diary" in {label.text() for label in other.navigation.findChildren(QLabel)}) is is_demo
        other.close_at_once()


def test_at_a_change_of_page_the_focus_goes_to_its_first_control_and_nowhere_between(window):
    went = []
    app = QApplication.instance()
    window.window.show_page("trends")
    connection = app.focusChanged.connect(lambda _before, now: went.append(now))
    window.window.show_page("today")
    app.focusChanged.disconnect(connection)
    assert {widget for widget in went if widget is not None} == {window.window.pages["today"].first_control()}


def test_the_ground_of_a_page_is_painted_once_and_not_what_lies_beneath(window):
    stack, beneath, ground = window.window.stack, Painted(), Painted()
    window.window.installEventFilter(beneath)
    stack.parentWidget().installEventFilter(ground)
    for name in ("Diary", "Today"):
        window.go_to(name)
    assert sum(region.boundingRect().contains(stack.geometry()) for region in ground.regions) == 2
    area = stack.rect().translated(stack.mapTo(window.window, stack.rect().topLeft()))
    assert not any(region.intersects(area) for region in beneath.regions)
