"""When: now, unless another time is chosen."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.fields.when_fields import WhenFields
from ui.widgets.segmented_bar import SegmentedBar

NOW, THEN = "now", "then"
SPACE = 8


class WhenChoice(QWidget):
    """Takes its name and the words for now and for another time; the fields show once the latter is chosen."""

    changed = Signal()

    def __init__(self, name: str, now_words: str, then_words: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.bar = SegmentedBar([(NOW, now_words), (THEN, then_words)], name)
        self.bar.chosen.connect(self._on_chosen)
        self.fields = WhenFields()
        self.fields.changed.connect(self.changed)
        self.fields.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.bar)
        layout.addWidget(self.fields)

    def chosen_time(self) -> datetime | None:
        """The wall-clock time chosen, or None for now."""
        return self.fields.chosen_time() if self.bar.chosen_key() == THEN else None

    def show_now(self, local: datetime) -> None:
        """Choose now; another time would begin at this one."""
        self._show(NOW, local)

    def show_time(self, local: datetime) -> None:
        """Choose a time."""
        self._show(THEN, local)

    def _show(self, key: str, local: datetime) -> None:
        # Signals of the fields alone: the bar tells nothing of what is chosen for it.
        blocked = self.fields.blockSignals(True)
        self.bar.choose(key)
        self.fields.show_time(local)
        self.fields.blockSignals(blocked)
        self.fields.setVisible(key == THEN)

    def _on_chosen(self, key: str) -> None:
        self.fields.setVisible(key == THEN)
        if key == THEN:
            self.fields.time.setFocus()
        self.changed.emit()
