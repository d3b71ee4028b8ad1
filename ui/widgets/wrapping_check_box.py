"""A check box whose text wraps."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from tracker.library.look import sizes
from ui.widgets.buttons import show_checked
from ui.widgets.labels import plain_label

SPACE = 8


class WrappingCheckBox(QWidget):
    """A box beside a text of several lines; the text toggles it too, and is its accessible name."""

    clicked = Signal(bool)

    def __init__(self, text: str) -> None:
        super().__init__()
        # A QCheckBox draws its text in one line, whatever the width, and would ask for a window as wide.
        self.box = QCheckBox()
        self.box.setAccessibleName(text)
        self.box.setMinimumWidth(sizes().least_control)
        self.box.toggled.connect(self.clicked)
        self._label = plain_label(text)
        self._label.setBuddy(self.box)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._label, 1)

    def label(self) -> QLabel:
        """The text beside the box."""
        return self._label

    def setChecked(self, checked: bool) -> None:
        """Tick or clear the box without telling anybody."""
        show_checked(self.box, is_checked=checked)

    def isChecked(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the text is a press on the box."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.box.click()
