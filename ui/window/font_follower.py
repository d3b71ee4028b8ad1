"""Another font of the desktop while the window is open: the application takes it, and everything is measured and laid out anew."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from ui.assets import theme
from ui.assets.fonts import tabular

GENERAL = QFontDatabase.SystemFont.GeneralFont


class FontFollower(QObject):
    """Takes the window; `dressed` tells that it was dressed anew in another font."""

    dressed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._desktop = QFontDatabase.systemFont(GENERAL)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._dress)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The desktop has other settings, or the application another font."""
        if event.type() is QEvent.Type.ThemeChange:
            self._look_at_desktop()
        elif event.type() is QEvent.Type.ApplicationFontChange:
            self._soon.start()  # once it has reached everybody
        return super().eventFilter(watched, event)

    def _look_at_desktop(self) -> None:
        # Qt follows the desktop by itself only where no font was set, and ours is: for its figures of one width.
        font = QFontDatabase.systemFont(GENERAL)
        if font != self._desktop:
            self._desktop = font
            QApplication.setFont(tabular(font))

    def _dress(self) -> None:
        current = theme()
        if current is not None:
            current.choose(current.choice, current.contrast)
            self.dressed.emit()
