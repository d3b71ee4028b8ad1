"""Hears from the desktop that it is locked, or that the computer is put to sleep."""

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusPendingCallWatcher

# Each desktop tells it under a name of its own; KDE and others under the first.
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver", "org.xfce.ScreenSaver")
LOGIN, LOGIN_PATH, MANAGER, SESSION = (
    "org.freedesktop.login1",
    "/org/freedesktop/login1",
    "org.freedesktop.login1.Manager",
    "org.freedesktop.login1.Session",
)


class DesktopLock(QObject):
    """Where there is no bus, or nothing on it that tells, nothing is heard."""

    locked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._is_listening = False
        self._is_wanted = False
        self._asked: QDBusPendingCallWatcher | None = None

    def follow(self, *, is_wanted: bool) -> None:
        """Tell of it from now on, or no more."""
        self._is_wanted = is_wanted
        if is_wanted and not self._is_listening:
            self._is_listening = True
            self._listen()

    @Slot("QDBusMessage")
    def on_told(self, message: object) -> None:
        """The desktop's screen saver came on or went, or the computer goes to sleep or wakes: the first of either is meant."""
        arguments = message.arguments()  # type: ignore[attr-defined]
        if self._is_wanted and arguments[:1] != [False]:  # the session's own signal carries nothing
            self.locked.emit()

    def _listen(self) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher  # only where it is wanted

        own = QDBusConnection.sessionBus()
        for name in SAVERS:
            own.connect(name, "/" + name.replace(".", "/"), name, "ActiveChanged", self, SLOT("on_told(QDBusMessage)"))  # type: ignore[call-overload]
        system = QDBusConnection.systemBus()
        system.connect(LOGIN, LOGIN_PATH, MANAGER, "PrepareForSleep", self, SLOT("on_told(QDBusMessage)"))  # type: ignore[call-overload]
        question = QDBusMessage.createMethodCall(LOGIN, LOGIN_PATH, MANAGER, "GetSession")
        question.setArguments([os.environ.get("XDG_SESSION_ID") or "auto"])
        # Asked without waiting: what answers late, or never, holds up nothing.
        self._asked = QDBusPendingCallWatcher(system.asyncCall(question))
        self._asked.finished.connect(self._on_session)

    def _on_session(self, answered: "QDBusPendingCallWatcher") -> None:
        from PySide6.QtDBus import QDBusConnection

        arguments = answered.reply().arguments()
        path = arguments[0] if arguments and not answered.isError() else None
        # An object path comes as an object of its own.
        place = path.path() if path is not None and hasattr(path, "path") else path
        if isinstance(place, str):
            QDBusConnection.systemBus().connect(LOGIN, place, SESSION, "Lock", self, SLOT("on_told(QDBusMessage)"))  # type: ignore[call-overload]
