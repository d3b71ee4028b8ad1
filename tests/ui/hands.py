"""A window as its life joins it, on a data folder and a clock of the test, and hands that find controls by the names a screen reader says."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QImage, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget

from tests.fakes import FakeClock
from tracker.app import Tracker, open_tracker
from tracker.paths import Paths
from ui.assets import apply_theme
from ui.change_feed import ChangeFeed
from ui.messages import Messages
from ui.notifications.desktop import Notice
from ui.password.unlock_panel import UnlockPanel
from ui.system.motion import apply_motion
from ui.window.composition import make_desk, make_window
from ui.window.main_window import MainWindow
from ui.window.routes import Routes
from ui.window.surroundings import join_notices, make_clock, make_inbox_look, make_lock, make_reminder_notices, make_session_notices


class FakeNotifier(QObject):
    """Keeps the notices it is asked to show, and the keys of those it is to take away."""

    answered = Signal(str, str)
    clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Notice] = []
        self.withdrawn: list[str] = []

    def show(self, notice: Notice) -> None:
        self.shown.append(notice)

    def withdraw(self, key: str) -> None:
        self.withdrawn.append(key)

    def click(self) -> None:
        """Press the last notice itself."""
        self.clicked.emit(self.shown[-1].key)

    def press(self, label: str) -> None:
        """Press a button of the last notice."""
        notice = self.shown[-1]
        self.answered.emit(notice.key, next(button.key for button in notice.buttons if button.label == label))


class FakeSound:
    """Counts how often it was asked to sound."""

    def __init__(self) -> None:
        self.played = 0

    def play(self) -> None:
        self.played += 1

    def stop(self) -> None:
        pass


class FakeAwake:
    """Knows whether the computer is to stay awake."""

    def __init__(self) -> None:
        self.wanted = False

    def start(self) -> None:
        self.wanted = True

    def stop(self) -> None:
        self.wanted = False


class OpenWindow:
    """The window of a data folder with all that surrounds it; `close` ends it as quitting does."""

    def __init__(self, folder: Path, clock: FakeClock, size: tuple[int, int] = (1280, 800)) -> None:
        self.folder = folder
        self.clock = clock
        self.tracker: Tracker = open_tracker(Paths(folder), clock)
        apply_theme(QApplication.instance(), self.tracker.settings.now.theme, self.tracker.settings.now.contrast)
        apply_motion(QApplication.instance(), self.tracker.settings.now.motion)
        self.messages, feed = Messages(), ChangeFeed(self.tracker.diary.reading)
        self.desk = make_desk(self.tracker, feed, self.messages)
        self.notifier, self.sound, self.awake = FakeNotifier(), FakeSound(), FakeAwake()
        self.looks = make_clock(self.desk, self.tracker)
        self.sessions = make_session_notices(self.desk, self.tracker, self.notifier, self.sound, self.awake)
        self.notices = make_reminder_notices(self.desk, self.tracker, self.notifier)
        self.inbox = make_inbox_look(self.desk, self.tracker)
        self.looks.ticked.connect(self.inbox.look)
        self.tray_is_there = False
        self.window = make_window(self.desk, self.tracker, tray_is_there=lambda: self.tray_is_there)
        self.lock = make_lock(self.desk, self.tracker, self.window, self.sessions, self.notices)
        self.looks.ticked.connect(self.lock.look)
        self.quick_entries = 0
        routes = Routes(self.window, self._on_quick_entry)
        join_notices(self.looks, self.sessions, self.notices, self.window, routes, self.sound, (self.notifier,))
        self.window.fill()
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        QTest.qWaitForWindowActive(self.window)
        self.looks.look()
        settle()

    def _on_quick_entry(self) -> None:
        self.quick_entries += 1

    def close(self) -> None:
        """Close without a question, and let go of the diary."""
        self.looks.stop()
        self.inbox.stop()
        self.window.close_at_once()
        # Whatever has signals goes too: each connection of one that stays would keep a whole window, which every search for garbage walks through.
        for part in (self.window, self.notices, self.sessions, self.looks, self.inbox, self.notifier, self.desk.feed, self.messages):
            part.deleteLater()
        settle()
        self.tracker.close()

    def later(self, **parts: float) -> None:
        """Let time pass, and the window look at the clock."""
        self.clock.advance(timedelta(**parts))
        self.looks.look()
        for page in self.window.pages.values():
            page.tick()
        settle()

    def go_to(self, page: str) -> None:
        """Press the name of a page in the navigation."""
        self.press(page)

    def section(self, name: str) -> None:
        """Press the name of a section in Settings."""
        self.go_to("Settings")
        self.press(name)

    def press(self, name: str) -> None:
        """Press the button of a name."""
        press(self.window, name)

    def add(self, kind: str) -> None:
        """Choose a kind from the menu of what can be added to the day."""
        # The action alone: the platform of the tests warns of each menu that pops up, and a warning fails a test.
        button = self.window.today.forms.add_button
        action = next(action for action in button.menu_of_kinds.actions() if action.text() == kind)
        action.trigger()
        settle()

    def strike(self, *keys: str | Qt.Key) -> None:
        """Type into whatever has the focus: letters, or keys."""
        for key in keys:
            place = QApplication.focusWidget() or self.window
            if isinstance(key, str):
                QTest.keyClicks(place, key)
            else:
                QTest.keyClick(place, key)
        settle()

    def chord(self, keys: str) -> None:
        """Strike keys together: "Ctrl+Z"."""
        QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(keys))
        settle()

    def control(self, name: str, kind: type[QWidget] = QWidget) -> QWidget:
        """The visible control of a name."""
        return control(self.window, name, kind)

    def words(self) -> str:
        """Every text in view, a line each."""
        return words(self.window)

    def says(self, text: str) -> bool:
        """Whether a text is in view, as a part of some label or button, or in a name that a screen reader says."""
        return text in self.words()

    def dialog(self) -> QDialog:
        """The dialog that is open."""
        return open_dialog()


def settle() -> None:
    """Let the window do what it has put off for a moment, and make to the end the page that was chosen."""
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, MainWindow):
            widget.opening.finish()
            while "trends" in widget.pages and widget.pages["trends"].is_waiting:
                QApplication.processEvents()
    for _turn in range(3):
        QApplication.sendPostedEvents(None, 0)
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, 52)  # deferred deletes


def try_secret(panel: UnlockPanel, secret: str) -> None:
    """Type a password, or a code, and Enter, and wait until it was tried, which is done in a thread."""
    panel.field.setText(secret)
    panel.field.returnPressed.emit()
    while panel.is_trying:
        QTest.qWait(1)
    settle()


def name_of(widget: QWidget) -> str:
    """What a screen reader calls a widget.

    An interface is asked for anew each time: PySide would take one that outlives its widget for whatever comes to lie at its address,
    and the program would end.
    """
    interface = QAccessible.queryAccessibleInterface(widget)
    return (interface.text(QAccessible.Text.Name) if interface is not None else "") or widget.accessibleName()


def in_view(root: QWidget, kind: type = QWidget) -> list[QWidget]:
    """The widgets of a window, of one kind, that are shown, those that would have to be scrolled to as well."""
    shown = [widget for widget in root.findChildren(kind if issubclass(kind, QWidget) else QWidget) if widget.isVisible()]
    return [root, *shown] if isinstance(root, kind) else shown


def control(root: QWidget, name: str, kind: type[QWidget] = QWidget) -> QWidget:
    """The one control of a name and a kind; a label only where nothing else has the name."""
    found = [widget for widget in in_view(root, kind) if name in {name_of(widget), widget.accessibleName()}]
    chosen = [widget for widget in found if not isinstance(widget, QLabel)] or found
    assert chosen, f"nothing in view is called {name!r}; there is {sorted({name_of(widget) for widget in in_view(root)} - {''})}"
    return chosen[0]


def has(root: QWidget, name: str, kind: type[QWidget] = QAbstractButton) -> bool:
    """Whether a control of that name is in view."""
    return any(name_of(widget) == name for widget in in_view(root, kind))


def press(root: QWidget, name: str) -> None:
    """Press the button of a name as a mouse does."""
    button = control(root, name, QAbstractButton)
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()


def colours_of(widget: QWidget) -> set[str]:
    """The colours a widget shows, as #RRGGBB."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    import numpy as np  # which the benchmarks of a window are not to find there

    return {QColor.fromRgb(int(colour)).name().upper() for colour in np.unique(np.frombuffer(image.constBits(), np.uint32))}


def words(root: QWidget) -> str:
    """Every text in view, and every name."""
    texts = []
    for widget in in_view(root):
        texts += [widget.text()] if isinstance(widget, QLabel | QAbstractButton) else []
        texts += [widget.accessibleName(), widget.accessibleDescription()]
    return "\n".join(dict.fromkeys(text for text in texts if text))


def open_dialog() -> QDialog:
    """The dialog in view."""
    settle()
    dialogs = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
    assert len(dialogs) == 1, f"{len(dialogs)} dialogs are open"
    return dialogs[0]


def dialog_is_open() -> bool:
    """Whether a dialog is in view."""
    settle()
    return any(isinstance(widget, QDialog) and widget.isVisible() for widget in QApplication.topLevelWidgets())


def turn_wheel(widget: QWidget) -> bool:
    """Turn the wheel up by a notch over a widget; whether it took it."""
    middle = QPointF(widget.rect().center())
    no_buttons, no_keys = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, 120), no_buttons, no_keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()
