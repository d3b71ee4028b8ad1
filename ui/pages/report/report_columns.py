"""How the Report is laid out: choices left and pages right, which stay in view; or everything under each other, what saves it first."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from ui.pages.report.choices import ReportChoicesCard
from ui.pages.report.pages import ReportPages
from ui.widgets.layouts import NARROW_GAP
from ui.widgets.margins import is_in_narrow_window
from ui.widgets.opener import Opener
from ui.widgets.tab_order import order_tabs

# px
GAP = 16
STRETCHES = (33, 67)
# What can still be looked at beside the choices.
LEAST_PAGES, LEAST_HEIGHT = 400, 360


class ReportColumns(QWidget):
    """Takes the choices, the pages and the cards; the pages are as high as the view, and `follow` keeps them in it.

    Where there is no room for two columns, the choices are behind a press, so that saving and pages are in view before anything is scrolled.
    """

    def __init__(self, choices: ReportChoicesCard, pages: ReportPages, cards: QWidget) -> None:
        super().__init__()
        self._choices, self._cards, self._stage, self._pages = choices, cards, _Stage(pages), pages
        self._heading = choices.heading()
        self._opener = Opener(self._heading, choices)
        self.is_stacked: bool | None = None
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._stack(stacked=False)

    def first_control(self) -> QWidget:
        """The choice of the period, or what opens the choices."""
        return self._opener if self._choices.isHidden() else self._choices.period.first_control()

    def follow(self, scrolled: int, height: int) -> None:
        """Keep the pages in view: the page shows `height` pixels, from `scrolled` on."""
        self._stage.follow(scrolled - self._stage.y(), max(LEAST_HEIGHT, height))

    def minimumSizeHint(self) -> QSize:
        """No wider than the widest, since they can stack."""
        parts = (self._choices, self._stage, self._cards, self._pages.head)
        return QSize(max(part.minimumSizeHint().width() for part in parts), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stack or unstack the columns."""
        super().resizeEvent(event)
        self._arrange()

    def event(self, event: QEvent) -> bool:
        """Other words or another font take more room, or less."""
        if event.type() is QEvent.Type.LayoutRequest:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        gap = NARROW_GAP if is_in_narrow_window(self) else GAP
        least = self._choices.least_width()
        stacked = self.width() < least + gap + max(LEAST_PAGES, self._pages.head.width_of_one_line())
        self._layout.setSpacing(gap)
        self._layout.setColumnMinimumWidth(0, 0 if stacked else least)
        if stacked != self.is_stacked:
            self._stack(stacked=stacked)
            order_tabs(self)

    def _stack(self, *, stacked: bool) -> None:
        self.is_stacked = stacked
        parts = (self._pages.head, self._opener, self._choices, self._stage, self._cards)
        for part in parts:
            self._layout.removeWidget(part)
        if stacked:
            for row, part in enumerate(parts):
                # Its words begin where the pages do.
                self._layout.addWidget(part, row, 0, Qt.AlignmentFlag.AlignLeft if part is self._opener else Qt.AlignmentFlag(0))
        else:
            self._pages.take_head()
            # In the order in which Tab goes through them: down one column, then down the other.
            self._layout.addWidget(self._choices, 0, 0)
            self._layout.addWidget(self._cards, 1, 0)
            self._layout.addWidget(self._stage, 0, 1, 3, 1)  # along both others, and beyond them
        for column, stretch in enumerate((1, 0) if stacked else STRETCHES):
            self._layout.setColumnStretch(column, stretch)
        # Side by side, the row beneath takes what the pages need beyond choices and cards, which stay at their own height.
        self._layout.setRowStretch(2, 0 if stacked else 1)
        self._fold(folded=stacked)
        self.updateGeometry()

    def _fold(self, *, folded: bool) -> None:
        focused = QApplication.focusWidget()
        self._opener.setVisible(folded)
        # The words of the opener head them.
        self._choices.set_heading("" if folded else self._heading)
        self._choices.setAccessibleName(self._heading)
        self._opener.set_open(is_open=not folded or (focused is not None and self._choices.isAncestorOf(focused)))


class _Stage(QWidget):
    """Room in which the pages go down as the page is scrolled."""

    def __init__(self, pages: QWidget) -> None:
        super().__init__()
        self._pages = pages
        self._room = _MovedLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.addWidget(pages)

    def follow(self, below: int, height: int) -> None:
        """Show the pages so far below the upper edge, and so high."""
        self.setMinimumHeight(height)
        self._room.move(below, height)

    def sizeHint(self) -> QSize:
        return QSize(self._pages.sizeHint().width(), self.minimumHeight())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._pages.minimumSizeHint().width(), self.minimumHeight())


class _MovedLayout(QVBoxLayout):
    """Gives what it holds a height of its own, so far down in its room as it fits; nothing else is laid out anew for that."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all = QRect()
        self._below, self._height = 0, 0

    def move(self, below: int, height: int) -> None:
        """Stand so many pixels below the upper edge, and so many high."""
        self._below, self._height = below, height
        self.setGeometry(self._all)

    def setGeometry(self, rect: QRect) -> None:
        self._all = QRect(rect)
        # It goes down with the scrolling, but neither above the room nor out of its lower end.
        down = max(0, min(self._below, rect.height() - self._height))
        super().setGeometry(QRect(rect.x(), rect.y() + down, rect.width(), self._height))
