"""An action in a moment: asked for again and again, it still comes."""

from PySide6.QtCore import QObject, QTimer

# Long enough not to write to the disk at each letter; a crash costs what was typed meanwhile.
KEEP_MS = 400


class Soon(QTimer):
    """A timer that each request would not put off: begun anew at each letter, it would never come for one who types on."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(KEEP_MS)

    def start_once(self) -> None:
        """Let it come, unless it is on its way."""
        if not self.isActive():
            self.start()
