"""A card of quiet lines: on the left what, on the right how it stands, with a hairline before each."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from ui.widgets.card import Card
from ui.widgets.labels import HairLine, OneLine, as_plain, breakable

FOOT = 12  # px; the room beneath its words that each line has is a part of the card's own
SIDES = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
BENEATH = 5  # px; what at least is free between a second line and the next hairline
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class Line(NamedTuple):
    """Two texts in one line, how they look, how high it is in px, where in it they stand, and whether a hairline stands before it."""

    texts: tuple[str, str]
    roles: tuple[str, str] = ("body", "muted")
    height: int = 31
    upright: Qt.AlignmentFlag = MIDDLE
    is_first: bool = True


class LinesCard(Card):
    """Takes a heading; its lines are made anew where they changed."""

    def __init__(self, heading: str) -> None:
        super().__init__(heading)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self.body.addLayout(self._grid)
        self.body.addSpacing(-FOOT)
        self._lines: tuple[Line, ...] = ()
        self._shown: list[QLabel | HairLine] = []

    @property
    def lines(self) -> list[tuple[str, str]]:
        """What is shown, line by line."""
        return [line.texts for line in self._lines]

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the card is hidden while there are none."""
        self.setVisible(bool(lines))
        if tuple(lines) != self._lines:
            self._lines = tuple(lines)
            self._fill()

    def _fill(self) -> None:
        for widget in self._shown:
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._shown.clear()
        row = 0
        for line in self._lines:
            if line.is_first:
                self._add(HairLine(), row, 0, 2)
                row += 1
            for column, (text, role, side) in enumerate(zip(line.texts, line.roles, SIDES, strict=True)):
                # Of a second line the right text wraps, if need be: the left one is short.
                label = as_plain(OneLine() if column else QLabel(), breakable(text), role, wrap=bool(column) or line.is_first)
                label.setAlignment(side | line.upright)
                label.setMinimumHeight(line.height)
                # In two rows, as beside a long limit, its words would stand on the hairline of what comes next.
                label.setContentsMargins(0, 0, 0, 0 if line.is_first else BENEATH)
                self._add(label, row, column)
            row += 1

    def _add(self, widget: QLabel | HairLine, row: int, column: int, columns: int = 1) -> None:
        self._grid.addWidget(widget, row, column, 1, columns)
        self._shown.append(widget)
