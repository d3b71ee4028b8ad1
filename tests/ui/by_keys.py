"""A person with a keyboard alone: keys come to the window as the desktop sends them, and of the focus it is only read where it is."""

import re
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from tests.ui.hands import in_view, settle
from ui.widgets.announcement import Urgency

URGENT, SAID, FOCUS, DEED = "! ", "  ", "* ", "> "
TURNS_TO_COME = 200
# What is counted while one types is told or overtaken as the computer is quick or slow: only what has to be heard is written down.
COUNT = re.compile(r"\d+ (?:entry |entries )?found|\d+ commands|^(?:Looking at|Reading|Importing)")
FORWARD, BACK = "Tab", "Shift+Tab"
WORDS_OF_ROLE = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Keyboard:
    """Strikes keys, and writes down where the focus comes to and what is said; `said` is what the announcements are added to."""

    def __init__(self, window: QWidget, said: list[tuple[str, Urgency]]) -> None:
        self._window, self._said = window, said
        self._told = self._heard = 0
        self.lines: list[str] = []

    def strike(self, *keys: str) -> None:
        """Strike keys, or several together: "Tab", "Ctrl+K"; the focus is told of where it went."""
        self._come_back()
        for key in keys:
            self._strike(key)
        self._tell(", ".join(keys))

    def type(self, text: str) -> None:
        """Type letters into whatever has the focus."""
        for letter in text:
            QTest.keyClick(_window_with_keys(), letter)
        settle()
        self._tell(f"types {text!r}")

    def to(self, name: str, role: str = "", key: str = FORWARD) -> None:
        """Press Tab, or another key, until what is called so has the focus, at most as often as there are controls."""
        self._come_back()
        passed, most = [focused()], _controls()
        while not _is(passed[-1], name, role):
            assert len(passed) <= most, f"{key} does not come to {name!r} {role}, but to {passed}"
            self._strike(key)
            passed.append(focused())
        if len(passed) > 1:
            self._tell(key)

    def press(self, name: str, role: str = "", *, key: str = FORWARD, by: str = "Space") -> None:
        """Go to a control by Tab, or by another key, and press it."""
        self.to(name, role, key)
        self.strike(by)

    def to_entry(self, words: str) -> None:
        """Go to an entry of a list by what its name holds: to the list by Tab, within it by the arrow keys."""
        self.to("", "list item")
        self.strike("Home")
        self.to(words, "list item", "Down")

    def choose(self, name: str) -> None:
        """Choose a line of the menu that is open."""
        self.to(name, "menu item", "Down")
        self.strike("Return")

    def hears(self, words: str) -> None:
        """Something has to be said, since something else had to be or in a moment."""
        for _turn in range(TURNS_TO_COME):
            if any(words in said for said, _how in self._said[self._heard :]):
                break
            QTest.qWait(10)
        said_since = [said for said, _how in self._said[self._heard :]]
        assert any(words in said for said in said_since), f"not said: {words}; {said_since}"
        self._heard = len(self._said)
        if COUNT.search(words):
            self.lines.append(SAID + next(said for said in reversed(said_since) if words in said))
        self._tell_said()

    def strike_until(self, key: str, name: str) -> None:
        """Strike a key whose work takes its time, and wait until that gives the focus to what is called so."""
        self._strike(key)
        self.waits_until(lambda: focused()[0] == name)
        self.is_on(name)
        self._tell(key)

    def waits_until(self, is_so: Callable[[], bool]) -> None:
        """Do nothing until something that takes its time has come."""
        for _turn in range(TURNS_TO_COME):
            if is_so():
                return
            QTest.qWait(25)
        raise AssertionError(f"it did not come; the focus is on {focused()}")

    def is_on(self, name: str, role: str = "") -> None:
        """The focus has to be there."""
        self._come_back()
        assert _is(focused(), name, role), f"the focus is on {focused()}, not on {name!r} {role}"

    def _come_back(self) -> None:
        """Where another window was closed, the desktop gives the keys back to the one beneath it; that of the tests does not."""
        if QGuiApplication.focusWindow() is None:
            self._window.activateWindow()
            QTest.qWaitForWindowActive(self._window)

    def _strike(self, key: str) -> None:
        chord = QKeySequence(key)[0]
        QTest.keyClick(_window_with_keys(), chord.key(), chord.keyboardModifiers())
        settle()

    def _tell(self, deed: str) -> None:
        self._come_back()
        name, role = focused()
        self.lines.append(f"{DEED}{deed}")
        self._tell_said()
        self.lines.append(f"{FOCUS}{role}: {name}")

    def _tell_said(self) -> None:
        for words, how in self._said[self._told :]:
            if COUNT.search(words):
                continue
            self.lines.append((URGENT if how is Urgency.URGENT else SAID) + words)
        self._told = len(self._said)


def focused() -> tuple[str, str]:
    """The name and the role of what has the focus; of an open menu, of its line."""
    popup = QApplication.activePopupWidget()
    if isinstance(popup, QMenu):
        action = popup.activeAction()
        return (action.text() if action is not None else "", "menu item")
    widget = QApplication.focusWidget()
    interface = QAccessible.queryAccessibleInterface(widget) if widget is not None else None
    if interface is None:
        return ("", "nothing")
    return interface.text(QAccessible.Text.Name), WORDS_OF_ROLE.sub(" ", interface.role().name).lower()


def _is(place: tuple[str, str], name: str, role: str) -> bool:
    is_so_called = name in place[0] if role == "list item" else place[0] == name
    return is_so_called and role in {"", place[1]}


def _window_with_keys() -> QWindow:
    window = QGuiApplication.focusWindow()
    assert window is not None, "no window has the keys"
    return window


def _controls() -> int:
    window = QApplication.activeWindow()
    assert window is not None
    popup = QApplication.activePopupWidget()
    lines = len(popup.actions()) if isinstance(popup, QMenu) else 0
    return lines + sum(widget.isEnabled() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus for widget in in_view(window))
