"""The first run: what the app is, when to get help, when it began."""

import pytest
from PySide6.QtCore import QDate, QPoint, QRect, Qt, QTime
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit, QLabel, QTimeEdit

from tests.ui.hands import control, has
from tracker.library.safety import safety
from ui.widgets.card import Card


def take_time():
    """As long as a person takes at least to answer what has just come."""
    QTest.qWait(QApplication.doubleClickInterval() + 50)


def test_a_first_run_shows_what_the_app_is_and_when_to_get_help(opened):
    window = opened()
    assert window.says(safety().about.text)
    assert all(window.says(item) for group in safety().groups for item in group.items)
    assert not window.says("When did it begin?")


@pytest.mark.parametrize("size", [(640, 480), (900, 600), (1280, 800)])
def test_what_scrolls_comes_out_from_under_the_foot(opened, size):
    window = opened(size=size)
    page = window.window.pages["first run"]
    page.verticalScrollBar().setValue(page.verticalScrollBar().maximum())
    (card,) = (card for card in page.findChildren(Card) if card.isVisible())
    assert card.mapTo(page.viewport(), QPoint(0, card.height())).y() <= page.continue_button.mapTo(page.viewport(), QPoint(0, 0)).y() - 8


@pytest.mark.parametrize("size", [(900, 600), (1280, 800)])
def test_what_is_to_be_pressed_is_in_view_and_no_step_is_longer_than_what_it_holds(opened, size):
    window = opened(size=size)
    page = window.window.pages["first run"]
    assert window.window.rect().contains(QRect(page.continue_button.mapTo(window.window, QPoint(0, 0)), page.continue_button.size()))
    assert window.control("\N{BULLET} " + safety().groups[0].items[0], QLabel).visibleRegion().boundingRect().height() > 0
    told = QAccessible.queryAccessibleInterface(page.continue_button)
    parent = told.parent()
    assert parent.indexOfChild(told) >= 0  # a screen reader finds it from above, too
    page.continue_button.setFocus()
    window.strike(Qt.Key.Key_PageDown)
    assert page.verticalScrollBar().value() > 0
    window.strike(Qt.Key.Key_Return)
    assert page.verticalScrollBar().maximum() == 0
    assert not page.begin_button.visibleRegion().isEmpty()


def test_the_help_list_counts_as_shown_only_when_the_person_went_on(opened):
    window = opened()
    assert window.tracker.planner.help_last_shown() is None
    window.press("Continue")
    assert window.tracker.planner.help_last_shown() is not None


def test_then_it_asks_when_it_began_and_the_plan_starts_there(opened):
    window = opened()
    window.press("Continue")
    assert window.says("When did it begin?")
    control(window.window, "Day", QDateEdit).setDate(QDate(2026, 11, 24))
    window.press("Evening")
    window.control("Where it hurts").setFocus()
    window.strike("lower back left")
    window.press("Begin the plan")
    episode = window.tracker.planner.open_episode()
    assert episode.onset.local.isoformat() == "2026-11-24T20:00:00"
    assert episode.sites == ("lower back left",)
    assert window.says("Ice")
    assert window.says("hour 18 of 72")


def test_all_of_it_can_be_done_with_the_keyboard(opened):
    window = opened()
    window.strike(Qt.Key.Key_Return, Qt.Key.Key_Tab)
    assert window.says("When did it begin?")
    window.control("Begin the plan").setFocus()
    window.strike(Qt.Key.Key_Space)
    assert window.tracker.planner.open_episode().onset == window.tracker.journal.now()


def test_just_the_diary_opens_today_without_a_plan(opened):
    window = opened()
    window.press("Continue")
    window.press("Just the diary, no plan")
    assert window.tracker.planner.episodes() == []
    assert has(window.window, "Save entry")
    assert has(window.window, "Start ice")
    assert window.says("Ice or damp heat")
    assert window.says("The diary works without one.")


def test_a_time_to_come_is_refused_beside_the_field(opened):
    window = opened()
    window.press("Continue")
    control(window.window, "Time", QTimeEdit).setTime(QTime(23, 0))
    window.press("Begin the plan")
    assert window.tracker.planner.episodes() == []
    assert window.control("Time").accessibleDescription()
    assert window.says(window.control("Time").accessibleDescription())
    assert window.says("When did it begin?")


def test_a_diary_with_entries_opens_on_today(opened, keep):
    from tests.builders import an_entry

    keep(an_entry(5))
    assert has(opened().window, "Save entry")


@pytest.mark.parametrize("field", ["Day", "Time", "Where it hurts", "What set it off"])
def test_enter_begins_the_plan_from_whatever_field_has_the_focus(opened, field):
    window = opened()
    window.press("Continue")
    window.control(field).setFocus()
    take_time()
    window.strike(Qt.Key.Key_Return)
    assert window.tracker.planner.open_episode().onset == window.tracker.journal.now()


def test_continue_pressed_twice_begins_no_plan(opened):
    window = opened()
    window.control("Continue").setFocus()
    window.strike(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert window.says("When did it begin?")
    assert window.tracker.planner.open_episode() is None


def test_after_midnight_the_evening_is_the_last_one_and_yesterday_is_one_press(opened, clock):
    clock.advance(hours=11, minutes=25)  # 00:30
    window = opened()
    window.press("Continue")
    window.press("Evening")
    assert control(window.window, "Day", QDateEdit).date() == QDate(2026, 11, 25)
    window.press("Yesterday")
    window.press("Noon")
    assert control(window.window, "Day", QDateEdit).date() == QDate(2026, 11, 25)
    time = control(window.window, "Time", QTimeEdit)
    QTest.mouseClick(time.lineEdit(), Qt.MouseButton.LeftButton, pos=QPoint(time.lineEdit().width() - 4, 10))
    QTest.mouseClick(time.lineEdit(), Qt.MouseButton.LeftButton, pos=QPoint(12, 10))
    take_time()
    window.strike("2130", Qt.Key.Key_Return)
    assert window.tracker.planner.open_episode().onset.local.isoformat() == "2026-11-25T21:30:00"
    assert window.says("Episode begun (Wed 25 Nov 21:30)")
