"""What moves by itself: menus and tips that glide or fade, and the blinking of the text cursor; off by choice, or where the desktop wishes it."""

import os
from typing import Literal

from PySide6.QtCore import SLOT, QObject, Qt, QTimer, Slot
from PySide6.QtWidgets import QApplication

MotionChoice = Literal["system", "reduced", "usual"]
# All there is: the app has no animation of its own.
EFFECTS = (
    Qt.UIEffect.UI_General,
    Qt.UIEffect.UI_AnimateMenu,
    Qt.UIEffect.UI_FadeMenu,
    Qt.UIEffect.UI_AnimateCombo,
    Qt.UIEffect.UI_AnimateTooltip,
    Qt.UIEffect.UI_FadeTooltip,
    Qt.UIEffect.UI_AnimateToolBox,
)
# Asked for once the window is there, since loading what speaks to the desktop takes some hundredths of a second.
ASK_MS = 1_000
# Qt tells of no such wish on Linux, where all desktops have the portal keep it under the first name; Windows and macOS have Qt's effects off then.
WISHES = {("org.gnome.desktop.interface", "enable-animations"): False, ("org.freedesktop.appearance", "reduced-motion"): 1}
PORTAL, OBJECT, SETTINGS = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings"


class Motion(QObject):
    """Lets what moves by itself move, or stand still."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        # `apply_motion` finds it by this name: it lives and dies with the application.
        self.setObjectName("motion")
        self.choice: MotionChoice = "system"
        self._wished: set[tuple[str, str]] = set()
        self._usual = {effect: QApplication.isEffectEnabled(effect) for effect in EFFECTS}
        self._flash = QApplication.cursorFlashTime()
        self._pending: list[QObject] = []
        if "DBUS_SESSION_BUS_ADDRESS" in os.environ:
            QTimer.singleShot(ASK_MS, self, self._ask)

    @property
    def is_reduced(self) -> bool:
        """Whether nothing is to move by itself."""
        return bool(self._wished) if self.choice == "system" else self.choice == "reduced"

    def choose(self, choice: MotionChoice) -> None:
        """Take "reduced" or "usual", or follow the desktop with "system"."""
        self.choice = choice
        self._apply()

    def hear_wish(self, name: tuple[str, str], value: object) -> None:
        """Follow what the desktop has under a name of a setting of its own."""
        if name not in WISHES:
            return
        (self._wished.add if value == WISHES[name] else self._wished.discard)(name)
        self._apply()

    def _apply(self) -> None:
        for effect, is_usual in self._usual.items():
            QApplication.setEffectEnabled(effect, is_usual and not self.is_reduced)
        flash = 0 if self.is_reduced else self._flash
        if QApplication.cursorFlashTime() != flash:
            QApplication.setCursorFlashTime(flash)

    def _ask(self) -> None:
        """Ask the desktop, which answers in its own time or never, and hear of its changes."""
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

        bus = QDBusConnection.sessionBus()
        bus.connect(PORTAL, OBJECT, SETTINGS, "SettingChanged", self, SLOT("on_setting_changed(QDBusMessage)"))  # type: ignore[call-overload]
        for name in WISHES:
            question = QDBusMessage.createMethodCall(PORTAL, OBJECT, SETTINGS, "Read")
            question.setArguments(list(name))
            watcher = QDBusPendingCallWatcher(bus.asyncCall(question))
            watcher.finished.connect(lambda answered, name=name: self.hear_wish(name, _plain(answered.reply().arguments()[:1])))
            self._pending.append(watcher)  # each is let go of with the application

    @Slot("QDBusMessage")
    def on_setting_changed(self, message: object) -> None:
        """The desktop has another setting."""
        space, key, value = message.arguments()  # type: ignore[attr-defined]
        self.hear_wish((space, key), _plain([value]))


def apply_motion(app: QApplication, choice: MotionChoice) -> Motion:
    """Let the application move, or not; call it again when the choice changes."""
    motion = app.findChild(Motion, "motion") or Motion(app)
    motion.choose(choice)
    return motion


def _plain(arguments: list[object]) -> object:
    """The value within, as D-Bus wraps it once or twice; None where there is none, as in an error."""
    value = arguments[0] if arguments else None
    while hasattr(value, "variant"):
        value = value.variant()
    return value
