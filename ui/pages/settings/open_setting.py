"""A setting that is shown open: its name, and beside it what is chosen there."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.library.look import sizes
from ui.pages.settings.rows import DETAIL_BELOW, GAP, NAME_DIGITS, PADDING
from ui.widgets.labels import HairLine, plain_label


class OpenSetting(QWidget):
    """Takes the name, the field, and a sentence about it where one is needed; the field goes beneath the name where there is no room beside it."""

    def __init__(self, name: str, field: QWidget, about: str = "") -> None:
        super().__init__()
        self._field = field
        self._name = plain_label(name)
        beside = QVBoxLayout()
        beside.setSpacing(PADDING)
        beside.addWidget(field)
        if about:
            beside.addWidget(plain_label(about, "muted"))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setContentsMargins(0, PADDING, 0, DETAIL_BELOW)
        self._row.setSpacing(GAP)
        self._row.addWidget(self._name, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(beside, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(HairLine())
        layout.addLayout(self._row)

    def minimumSizeHint(self) -> QSize:
        """No wider than the field, since that can go beneath."""
        return QSize(self._field.minimumSizeHint().width(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the field beside the name or beneath it."""
        super().resizeEvent(event)
        column = NAME_DIGITS * self.fontMetrics().horizontalAdvance("0")
        is_beside = self.width() >= PADDING + column + GAP + self._field.sizeHint().width()
        self._name.setMinimumSize(column if is_beside else 0, sizes().control if is_beside else 0)
        self._row.setContentsMargins(PADDING if is_beside else 0, PADDING, 0, DETAIL_BELOW)
        self._name.setSizePolicy(QSizePolicy.Policy.Fixed if is_beside else QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom)
