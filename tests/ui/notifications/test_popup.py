"""The app's own notices: above all else, beside the work, readable and answerable by hand, key and screen reader."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from ui.notifications.desktop import OPEN, AnswerButton, Notice
from ui.notifications.popup import ReminderWindow, ReminderWindows

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise")  # the screen of the tests has one layer


def a_notice(key: str = "ice", title: str = "Ice is over", body: str = "Rest for 90 minutes.") -> Notice:
    return Notice(key, title, body, (AnswerButton("start", "Start ice & rest"), AnswerButton("later", "In 10 minutes")))


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[ReminderWindows]:
    windows = ReminderWindows(qapp)
    yield windows
    windows.close_all()


def shown() -> list[ReminderWindow]:
    return [window for window in QApplication.topLevelWidgets() if isinstance(window, ReminderWindow) and window.isVisible()]


def button(window: ReminderWindow, name: str) -> QPushButton:
    return next(button for button in window.findChildren(QPushButton) if button.accessibleName() == name)


def test_an_answer_is_told_and_the_window_goes(windows: ReminderWindows, qtbot: QtBot) -> None:
    windows.show(a_notice())
    [window] = shown()
    with qtbot.waitSignal(windows.answered) as answer:
        qtbot.mouseClick(button(window, "Start ice & rest"), Qt.MouseButton.LeftButton)
    assert answer.args == ["ice", "start"]
    assert shown() == []


def test_the_finer_answers_stand_in_the_place_of_the_one_and_open_is_there_once(windows: ReminderWindows, qtbot: QtBot) -> None:
    snooze = AnswerButton("snooze", "Snooze", (AnswerButton("snooze_15", "15 min"), AnswerButton("snooze_60", "60 min")))
    windows.show(Notice("note", "A note?", "", (AnswerButton(OPEN, "Open"), snooze, AnswerButton("skip", "Skip"))))
    [window] = shown()
    assert [button.text() for button in window.findChildren(QPushButton)] == ["Skip", "15 min", "60 min", "Open", "Close"]
    assert [label.text() for label in window.findChildren(QLabel)] == ["A note?", "Snooze"]
    assert button(window, "60 min").accessibleDescription() == "Snooze"
    with qtbot.waitSignal(windows.answered) as answer:
        button(window, "60 min").click()
    assert answer.args == ["note", "snooze_60"]


def test_a_click_beside_the_buttons_and_open_both_open_the_app(windows: ReminderWindows, qtbot: QtBot) -> None:
    heard: list[str] = []
    windows.clicked.connect(heard.append)
    windows.show(a_notice())
    qtbot.mouseClick(shown()[0], Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    windows.show(a_notice("heat"))
    qtbot.mouseClick(button(shown()[0], "Open"), Qt.MouseButton.LeftButton)
    assert heard == ["ice", "heat"]
    assert shown() == []


@pytest.mark.parametrize("way", ["close", "escape"])
def test_closing_answers_nothing(windows: ReminderWindows, qtbot: QtBot, way: str) -> None:
    heard: list[object] = []
    windows.clicked.connect(heard.append)
    windows.answered.connect(lambda *answer: heard.append(answer))
    windows.show(a_notice())
    [window] = shown()
    if way == "close":
        qtbot.mouseClick(button(window, "Close"), Qt.MouseButton.LeftButton)
    else:
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert (shown(), heard) == ([], [])


def test_it_leaves_the_keyboard_where_it_is(windows: ReminderWindows, qtbot: QtBot) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.show()
    qtbot.waitUntil(field.isActiveWindow)
    windows.show(a_notice())
    [window] = shown()
    assert window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not window.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint


def test_windows_stand_on_each_other_at_the_bottom_right(windows: ReminderWindows) -> None:
    for key in ("a", "b", "c"):
        windows.show(a_notice(key))
    boxes = sorted((window.frameGeometry() for window in shown()), key=lambda box: -box.top())
    screen = QGuiApplication.primaryScreen().availableGeometry()
    assert all(screen.contains(box) for box in boxes)
    assert boxes[0].bottom() > screen.bottom() - 40
    assert boxes[0].right() > screen.right() - 40
    assert all(upper.bottom() < lower.top() for lower, upper in pairwise(boxes))
    windows.withdraw("a")
    assert max(window.frameGeometry().bottom() for window in shown()) == boxes[0].bottom()


def test_a_later_notice_of_the_same_key_takes_the_place_of_the_first(windows: ReminderWindows) -> None:
    windows.show(a_notice(body="first"))
    windows.show(a_notice(body="second"))
    assert [window.notice.body for window in shown()] == ["second"]


def test_an_answer_may_bring_the_next_notice_of_the_same_key(windows: ReminderWindows, qtbot: QtBot) -> None:
    windows.answered.connect(lambda *_: windows.show(a_notice(body="next")))
    windows.show(a_notice())
    qtbot.mouseClick(button(shown()[0], "In 10 minutes"), Qt.MouseButton.LeftButton)
    assert [window.notice.body for window in shown()] == ["next"]


def test_text_is_shown_as_it_was_typed(windows: ReminderWindows) -> None:
    windows.show(a_notice(title="<b>Ice</b>", body="<img src=x> &amp; more"))
    labels = shown()[0].findChildren(QLabel)
    assert [label.text() for label in labels] == ["<b>Ice</b>", "<img src=x> &amp; more"]
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)


@pytest.mark.parametrize("body", ["word " * 100_000, "x" * 100_000, "\0\ud800" * 100])
def test_a_text_without_measure_stays_on_the_screen(windows: ReminderWindows, body: str) -> None:
    windows.show(a_notice(body=body))
    [window] = shown()
    assert QGuiApplication.primaryScreen().availableGeometry().contains(window.frameGeometry())
    assert all(label.width() <= window.width() for label in window.findChildren(QLabel))


def test_every_button_is_large_enough_and_named_as_it_is_labelled(windows: ReminderWindows) -> None:
    windows.show(a_notice())
    [window] = shown()
    for button in window.findChildren(QPushButton):
        assert button.height() >= 40
        assert button.text() == button.accessibleName().replace("&", "&&")  # Qt shows a double one as one
        assert button.focusPolicy() is Qt.FocusPolicy.StrongFocus
    assert window.accessibleName() == "Ice is over"
    assert window.accessibleDescription() == "Rest for 90 minutes."


def test_the_last_window_closing_does_not_end_the_app(windows: ReminderWindows) -> None:
    windows.show(a_notice())
    assert not shown()[0].testAttribute(Qt.WidgetAttribute.WA_QuitOnClose)
