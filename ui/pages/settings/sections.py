"""A long page in sections: each under its heading, and a row of buttons above that leads to them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.widgets.buttons import ActionButton, small_button
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout

SPACE = 16
ABOVE_FIRST, ABOVE_HEADING = 4, 16


class Sections(QWidget):
    """Takes the name of the row of buttons; `section_wanted` brings a heading, and the control that is to have the focus."""

    section_wanted = Signal(object, object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.anchors: dict[str, ActionButton] = {}
        self._row = QWidget()
        self._row.setAccessibleName(name)
        self._flow = FlowLayout(self._row)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self._layout.addWidget(self._row)
        self._layout.addStretch(1)

    def add(self, heading: str, parts: Sequence[QWidget], first: Callable[[], QWidget]) -> None:
        """Add a section; `first` tells its first control."""
        label = plain_label(heading, "title")
        label.setContentsMargins(0, ABOVE_HEADING if self.anchors else ABOVE_FIRST, 0, 0)
        anchor = self.anchors[heading] = small_button(heading)
        anchor.clicked.connect(partial(self._on_anchor, label, first))
        self._flow.addWidget(anchor)
        for widget in (label, *parts):
            # Before the stretch, which keeps the sections together at the top.
            self._layout.insertWidget(self._layout.count() - 1, widget)

    def first_anchor(self) -> ActionButton:
        """The first button of the row."""
        return next(iter(self.anchors.values()))

    def _on_anchor(self, label: QLabel, first: Callable[[], QWidget], _checked: bool = False) -> None:
        self.section_wanted.emit(label, first())
