"""The app's own notices, small windows above all others, for desktops that show none."""

import re
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from tracker.language import pgettext
from ui.commands.shortcuts import add_shortcuts
from ui.notifications.desktop import OPEN, AnswerButton, Notice
from ui.notifications.desktop.notice import LONGEST_BODY, LONGEST_TITLE, sendable_text
from ui.widgets.announcement import Urgency, announce

WIDTH = 420
LEAST_CONTROL = 40
MARGIN = 16
GAP = 8
# A label breaks lines between words only; a longer word would be cut at the edge of a window that has this fixed width.
LONGEST_WORD = 30

_FLAGS = Qt.WindowType.Tool | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint


class ReminderWindow(QFrame):
    """Shows one notice and its answers; it takes the keyboard only when it is clicked."""

    answered = Signal(str, str)  # notice key, button key
    clicked = Signal(str)  # notice key
    dismissed = Signal(str)  # notice key

    def __init__(self, notice: Notice) -> None:
        super().__init__(None, _FLAGS)
        self.notice = notice
        self.setObjectName("reminder")
        self.setProperty("staysWhileLocked", True)  # its words are neutral then
        self.setFrameShape(QFrame.Shape.Box)
        # What is being typed elsewhere goes on there, and the last small window that closes does not end an app that lives in the tray.
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self._title = sendable_text(notice.title, LONGEST_TITLE)
        self._body = sendable_text(notice.body, LONGEST_BODY)
        self.setWindowTitle(self._title)
        self.setAccessibleName(self._title)
        self.setAccessibleDescription(self._body)
        self._fill()
        self.setFixedWidth(max(WIDTH, self.minimumSizeHint().width()))  # large type needs more for its buttons
        add_shortcuts(self, {"close": self._on_close})

    def _fill(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(GAP)
        layout.addWidget(_label(self._title, heading=True))
        if self._body:
            layout.addWidget(_label(self._body))
        offered = [button for button in self.notice.buttons if button.key != OPEN]  # that one is always here
        if answers := [self._answer(button) for button in offered if not button.choices]:
            layout.addLayout(_row(answers))
        for button in (button for button in offered if button.choices):
            layout.addLayout(_row([_label(button.label, wrap=False), *(self._choice(button, choice) for choice in button.choices)]))
        layout.addLayout(_row([_button(pgettext("button", "Open"), self._on_open), _button(pgettext("button", "Close"), self._on_close)]))

    def _answer(self, button: AnswerButton) -> QPushButton:
        return _button(button.label, partial(self._on_answer, button.key))

    def _choice(self, button: AnswerButton, choice: AnswerButton) -> QPushButton:
        chosen = self._answer(choice)
        chosen.setAccessibleDescription(button.label)
        return chosen

    def _on_answer(self, key: str) -> None:
        self.hide()
        self.answered.emit(self.notice.key, key)
        self._on_close()

    def _on_open(self) -> None:
        self.hide()
        self.clicked.emit(self.notice.key)
        self._on_close()

    def _on_close(self) -> None:
        self.hide()
        self.dismissed.emit(self.notice.key)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click beside the buttons opens the app, as it does on the desktop's own notices."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._on_open()


class ReminderWindows(QObject):
    """Stacks the notices at the bottom right of the screen, the newest on top."""

    answered = Signal(str, str)  # notice key, button key
    clicked = Signal(str)  # notice key

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._windows: dict[str, ReminderWindow] = {}

    def show(self, notice: Notice) -> None:
        """Show the notice without taking the keyboard from whoever has it; one with the same key is replaced."""
        self.withdraw(notice.key)
        window = ReminderWindow(notice)
        window.answered.connect(self.answered)
        window.clicked.connect(self.clicked)
        window.dismissed.connect(partial(self._on_dismissed, window))
        self._windows[notice.key] = window
        self._stack()
        window.show()
        urgency = Urgency.URGENT if notice.urgent else Urgency.POLITE
        announce(window, ". ".join(filter(None, (window.accessibleName(), window.accessibleDescription()))), urgency)

    def withdraw(self, key: str) -> None:
        """Take the notice away, if it is shown."""
        window = self._windows.pop(key, None)
        if window is not None:
            window.hide()
            window.deleteLater()
            self._stack()

    def close_all(self) -> None:
        """Take every notice away."""
        for key in list(self._windows):
            self.withdraw(key)

    def _on_dismissed(self, window: ReminderWindow, key: str) -> None:
        if self._windows.get(key) is window:  # an answer may have brought a new notice of the same key
            self.withdraw(key)

    def _stack(self) -> None:
        screen = QGuiApplication.primaryScreen().availableGeometry()
        bottom = screen.bottom() - MARGIN
        for window in self._windows.values():
            window.adjustSize()
            top = max(screen.top() + MARGIN, bottom - window.height())
            window.move(QPoint(screen.right() - MARGIN - window.width(), top))
            bottom = top - GAP


def _label(text: str, *, heading: bool = False, wrap: bool = True) -> QLabel:
    label = QLabel(_breakable(text))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    label.setAccessibleName(text)
    if heading:
        font = label.font()
        font.setPointSizeF(font.pointSizeF() * 1.1)
        font.setWeight(QFont.Weight.DemiBold)
        label.setFont(font)
    return label


def _button(label: str, pressed: Callable[[], None]) -> QPushButton:
    # Qt takes a single ampersand for the mark of a shortcut.
    button = QPushButton(label.replace("&", "&&"))
    button.setAccessibleName(label)
    button.setMinimumHeight(LEAST_CONTROL)
    button.setAutoDefault(True)
    button.clicked.connect(lambda _checked: pressed())
    return button


def _row(widgets: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(GAP)
    for widget in widgets:
        row.addWidget(widget)
    return row


def _breakable(text: str) -> str:
    """Let the lines break inside words longer than a line."""
    return re.sub(rf"\S{{{LONGEST_WORD}}}", "\\g<0>\u200b", text)
