"""Takes the pain of an entry while the diary is locked: it goes into what is half-filled, encrypted, and does not stay in view."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.language import _
from ui.widgets.announcement import announce
from ui.widgets.labels import plain_label
from ui.widgets.pain_scale import PainScale

SPACE = 12
SEEN_MS = 2000  # so long a number can be seen, and corrected: of 10 the 1 comes first


class LockedNumber(QWidget):
    """Takes what keeps a number, and answers with what a person is to read where it cannot; `taken` tells that it is over."""

    taken = Signal()

    def __init__(self, keep: Callable[[int], str]) -> None:
        super().__init__()
        self._keep = keep
        self.title = plain_label(_("Pain now"), "title")
        self.scale = PainScale()
        self.told = plain_label()
        self.told.hide()
        self._seen = QTimer(self)
        self._seen.setSingleShot(True)
        self._seen.setInterval(SEEN_MS)
        self._seen.timeout.connect(self.finish)
        self.scale.value_chosen.connect(self._on_chosen)
        self.scale.save_requested.connect(self.finish)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, SPACE)
        layout.setSpacing(SPACE)
        for widget in (self.title, self.scale, self.told):
            layout.addWidget(widget)

    def finish(self) -> None:
        """Show no number any more, and say what came of it."""
        if self.scale.value() is None:
            return
        self._seen.stop()
        self.scale.set_value(None)
        self.title.hide()
        self.scale.hide()
        self.told.show()
        announce(self, self.told.text())
        self.taken.emit()

    def _on_chosen(self, value: int) -> None:
        # At once: whatever ends the app in the next moment, the number is there.
        problem = self._keep(value)
        self.told.setText(problem or _("The number is kept, encrypted. The entry opens once the diary is unlocked."))
        self._seen.start()
