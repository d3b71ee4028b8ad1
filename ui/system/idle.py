"""How long nobody has used the app: no key, no pointer, in any of its windows."""

from datetime import timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QObject

from tracker.domain.times import Clock

USE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
    QEvent.Type.InputMethod,
}


class IdleWatch(QObject):
    """Goes by the clock that runs since the computer was started: what it slept counts, and nobody can set it."""

    def __init__(self, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._clock = clock
        self._used_at = clock.boot_time().since
        self._is_watching = False

    def watch(self, *, is_wanted: bool) -> None:
        """Begin, or end: every event of the app passes by here meanwhile, which costs little, and nothing where nobody wants it."""
        app = QCoreApplication.instance()
        if is_wanted is self._is_watching or app is None:
            return
        self._is_watching = is_wanted
        self._used_at = self._clock.boot_time().since
        if is_wanted:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def idle_for(self) -> timedelta:
        """How long nobody has used the app, since it is watched."""
        return self._clock.boot_time().since - self._used_at

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Somebody uses it."""
        if event.type() in USE:
            self._used_at = self._clock.boot_time().since
        return False
