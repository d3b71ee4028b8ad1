"""What stands above every page, as wide as what the page holds."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.margins import NARROW_PAGE_MARGIN, PAGE_MARGIN, is_in_narrow_window, side_margin
from ui.widgets.tab_order import tab_after

if TYPE_CHECKING:
    from ui.pages.page import Page
    from ui.window.damage_strip import DamageStrip

SPACE = 12


class PageHead(QWidget):
    """Takes the lines, the first above the others."""

    def __init__(self, *lines: QWidget) -> None:
        super().__init__()
        self._page: Page | None = None
        self._lines = lines
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(SPACE)
        for line in lines:
            self._layout.addWidget(line)
        self._set_margins()

    @cached_property
    def damage_strip(self) -> "DamageStrip":
        """The line that tells of damage, under the first, made when it is first needed: hardly a diary is ever damaged."""
        from ui.window.damage_strip import DamageStrip

        strip = DamageStrip()
        self._layout.insertWidget(1, strip)
        tab_after(self._lines[0], strip)  # made last, it would be come to last
        self._lines = (*self._lines, strip)
        return strip

    def stand_above(self, page: "Page") -> None:
        """Be as wide as what this page holds."""
        self._page = page
        self._set_margins()

    def minimumSizeHint(self) -> QSize:
        """No wider than a narrow window's margins make it: those of now go as the window gets narrower."""
        width = max(line.minimumSizeHint().width() for line in self._lines) + 2 * NARROW_PAGE_MARGIN
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the width of the page's content."""
        super().resizeEvent(event)
        self._set_margins()

    def _set_margins(self) -> None:
        above = NARROW_PAGE_MARGIN if is_in_narrow_window(self) else PAGE_MARGIN
        # Before there is a page, as above the first, which stops growing: the lines must not move when it comes.
        side = side_margin(self, self.width(), stops_growing=self._page is None or self._page.stops_growing)
        self._layout.setContentsMargins(side, above, side, 0)
