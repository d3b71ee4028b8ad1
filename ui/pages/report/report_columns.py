"""How the Report is laid out: choices left and pages right, which stay in view; or everything under each other."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.widgets.tab_order import tab_through

GAP = 16
NARROW = 820
STRETCHES = (33, 67)
LEAST_HEIGHT = 360


class ReportColumns(QWidget):
    """Takes the choices, the pages and the cards; the pages are as high as the view, and `follow` keeps them in it."""

    def __init__(self, choices: QWidget, pages: QWidget, cards: QWidget) -> None:
        super().__init__()
        self._choices, self._cards, self._pages, self._stage = choices, cards, pages, _Stage(pages)
        self._is_stacked: bool | None = None
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._stack(stacked=False)

    def follow(self, scrolled: int, height: int) -> None:
        """Keep the pages in view: the page shows `height` pixels, from `scrolled` on."""
        self._stage.follow(scrolled - self._stage.y(), max(LEAST_HEIGHT, height))

    def minimumSizeHint(self) -> QSize:
        """No wider than the widest, since they can stack."""
        width = max(part.minimumSizeHint().width() for part in (self._choices, self._stage, self._cards))
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack or unstack the columns."""
        super().resizeEvent(event)
        self._stack(stacked=self.width() < NARROW)

    def _stack(self, *, stacked: bool) -> None:
        if stacked == self._is_stacked:
            return
        self._is_stacked = stacked
        for part in (self._choices, self._stage, self._cards):
            self._layout.removeWidget(part)
        # Row, column, and how many of each: one under the other, or the pages at the right, along the choices and the cards.
        places = [(0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1)] if stacked else [(0, 0, 1, 1), (0, 1, 3, 1), (1, 0, 1, 1)]
        for part, place in zip((self._choices, self._stage, self._cards), places, strict=True):
            self._layout.addWidget(part, *place)
        for column, stretch in enumerate((1, 0) if stacked else STRETCHES):
            self._layout.setColumnStretch(column, stretch)
        # Side by side, the row beneath takes what the pages need beyond choices and cards, which stay at their own height.
        self._layout.setRowStretch(2, 1)
        self._layout.setHorizontalSpacing(0 if stacked else GAP)
        tab_through(*((self._choices, self._pages, self._cards) if stacked else (self._choices, self._cards, self._pages)))
        self.updateGeometry()


class _Stage(QWidget):
    """Room in which the pages go down as the page is scrolled."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__()
        self._pages = pages
        self._below = 0
        # Placed by hand and in no layout, since they move within the room as the page is scrolled.
        pages.setParent(self)

    def follow(self, below: int, height: int) -> None:
        """Show the pages so far below the upper edge, and so high."""
        self._below = below
        self.setMinimumHeight(height)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(self._pages.sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._pages.minimumSizeHint().width(), self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        height = self.minimumHeight()
        # They go down with the scrolling, but neither above the room nor out of its lower end.
        top = max(0, min(self._below, self.height() - height))
        self._pages.setGeometry(0, top, self.width(), height)
