"""The tray icon: there when the desktop has a tray, gone when it has none, and what its menu asks for."""

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from ui.system.tray import PauseWish, Tray

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged")  # the offscreen platform has no such signal
SIGNALS = ("quick_entry_wanted", "window_wanted", "pause_wanted", "resume_wanted", "quit_wanted", "availability_changed")


class Place:
    """A desktop that has a tray, or has none."""

    def __init__(self):
        self.is_there = True

    def __call__(self):
        return self.is_there


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def tray(qtbot, place):  # noqa: ARG001 - the application has to exist
    tray = Tray(is_there=place)
    tray.heard = []
    for name in SIGNALS:
        getattr(tray, name).connect(lambda *values, name=name: tray.heard.append((name, *values)))
    yield tray
    tray.close()


def lines(tray):
    """What the menu shows, a line each; in brackets what cannot be chosen."""
    shown = [action for action in tray.menu.actions() if action.isVisible() and not action.isSeparator()]
    return [action.text() if action.isEnabled() else f"({action.text()})" for action in shown]


def choose(tray, text):
    next(action for action in tray.menu.actions() if action.text() == text and action.isVisible()).trigger()


def test_the_icon_is_shown_where_there_is_a_tray(tray):
    tray.start()
    assert (tray.available, tray.heard) == (True, [("availability_changed", True)])
    assert tray._icon.isVisible()
    assert not tray._icon.icon().isNull()


def test_without_a_tray_nothing_is_shown_and_nothing_said(tray, place):
    place.is_there = False
    tray.start()
    assert (tray.available, tray.heard) == (False, [])


def test_a_tray_that_comes_late_is_found_and_one_that_goes_is_missed(tray, place):
    place.is_there = False
    tray.start()
    place.is_there = True
    tray.look()
    assert tray.available
    place.is_there = False
    tray.look()
    assert not tray.available
    assert tray.heard == [("availability_changed", True), ("availability_changed", False)]


def test_looking_twice_says_it_once(tray):
    tray.start()
    tray.look()
    assert tray.heard == [("availability_changed", True)]


def test_the_menu_has_what_comes_next_as_a_line_that_cannot_be_chosen(tray):
    actions = ["Open", "Quick entry", "Pause reminders for 1 hour", "Pause reminders until tomorrow", "Quit"]
    assert lines(tray) == actions
    tray.show_next("Next: Ice at 14:53")
    assert lines(tray) == ["(Next: Ice at 14:53)", *actions]
    tray.show_next("")
    assert lines(tray) == actions


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("Open", ("window_wanted",)),
        ("Quick entry", ("quick_entry_wanted",)),
        ("Pause reminders for 1 hour", ("pause_wanted", PauseWish.HOUR)),
        ("Pause reminders until tomorrow", ("pause_wanted", PauseWish.TOMORROW)),
        ("Quit", ("quit_wanted",)),
    ],
)
def test_a_line_of_the_menu_asks_for_its_action(tray, text, heard):
    choose(tray, text)
    assert tray.heard == [heard]


def test_a_pause_is_in_sight_and_can_be_ended(tray):
    tray.start()
    tray.show_pause("Paused until 15:00")
    assert lines(tray) == ["(Paused until 15:00)", "Open", "Quick entry", "Resume reminders", "Quit"]
    assert tray._icon.toolTip() == "Recovery Tracker\nPaused until 15:00"
    choose(tray, "Resume reminders")
    assert tray.heard[-1] == ("resume_wanted",)
    tray.show_pause("")
    assert "Pause reminders for 1 hour" in lines(tray)
    assert "Resume reminders" not in lines(tray)


@pytest.mark.parametrize(
    ("reason", "opens"),
    [
        (QSystemTrayIcon.ActivationReason.Trigger, True),
        (QSystemTrayIcon.ActivationReason.DoubleClick, True),
        (QSystemTrayIcon.ActivationReason.Context, False),
        (QSystemTrayIcon.ActivationReason.MiddleClick, False),
    ],
)
def test_a_click_on_the_icon_opens_the_window_and_one_for_the_menu_does_not(tray, reason, opens):
    tray.start()
    tray._icon.activated.emit(reason)
    assert (("window_wanted",) in tray.heard) == opens


def test_the_tooltip_says_what_comes_next_and_neutral_words_say_nothing_of_the_person(tray):
    tray.start()
    tray.show_next("Next: Ice at 14:53")
    assert tray._icon.toolTip() == "Recovery Tracker\nNext: Ice at 14:53"
    tray.set_neutral(True)
    assert tray._icon.toolTip() == "Recovery Tracker"
    assert not [line for line in lines(tray) if "ice" in line]
    tray.set_neutral(False)
    assert "(Next: Ice at 14:53)" in lines(tray)


def test_what_was_told_before_the_tray_came_is_in_its_tooltip(tray, place):
    place.is_there = False
    tray.start()
    tray.show_next("Next: Ice at 14:53")
    place.is_there = True
    tray.look()
    assert tray._icon.toolTip() == "Recovery Tracker\nNext: Ice at 14:53"


def test_text_is_shown_as_it_was_typed_on_one_short_line(tray):
    tray.show_next("Next: Tom & Jerry\n<b>stretch</b>")
    assert lines(tray)[0] == "(Next: Tom && Jerry <b>stretch</b>)"
    tray.show_next("x" * 5_000)
    assert len(lines(tray)[0]) < 130
