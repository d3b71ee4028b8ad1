"""Keeps what has the focus in view on its page, with what is to be pressed beside it, and neither under a message."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.window.message_strip import MessageStrip

if TYPE_CHECKING:
    from ui.pages.page import Page

LAID_OUT_MS = 50
GAP = 12  # px; room for the ring of the focus


class FocusInView(QObject):
    """Takes the strip that lies over the pages, and what tells the page in view; it scrolls that page by the least it can."""

    def __init__(self, strip: MessageStrip, page_in_view: "Callable[[], Page | None]", application: QApplication) -> None:
        super().__init__(strip)
        self._strip = strip
        self._page_in_view = page_in_view
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LAID_OUT_MS)
        self._soon.timeout.connect(self.look)
        self._widened: Page | None = None
        strip.notice.dismissed.connect(self._give_room_back)
        application.focusChanged.connect(self._on_focus_changed)

    def look_soon(self) -> None:
        """Look once what was done has been laid out, which takes several turns."""
        self._soon.start()

    def look(self) -> None:
        """Scroll until what has the focus is in view."""
        page, focused = self._page_in_view(), QApplication.focusWidget()
        if page is None or focused is None or not page.viewport().isAncestorOf(focused) or not focused.isVisible():
            return
        # A page scrolls by itself while Tab moves within it, but not where Tab comes in from outside, nor where the focus was put by the app.
        if focused.visibleRegion().isEmpty() or focused.height() + 2 * GAP <= page.viewport().height():
            page.ensureWidgetVisible(focused, 0, GAP)
        # Qt knows nothing of what lies over the page.
        shown = [part for part in (focused, page.pressed_beside(focused)) if part.isVisible()]
        bottom = max(_top(page, part) + part.height() for part in shown)
        # No further than the focus can go: what has it stays in view.
        over = min(bottom + GAP - self._foot(page), _top(page, focused) - GAP)
        if over > 0:
            self._scroll(page, over)

    def _foot(self, page: "Page") -> int:
        """Where what can be seen of a page ends, in its viewport."""
        if not self._strip.isVisible():
            return page.viewport().height()
        return page.viewport().mapFromGlobal(self._strip.mapToGlobal(QPoint(0, 0))).y()

    def _scroll(self, page: "Page", by: int) -> None:
        bar = page.verticalScrollBar()
        lacking = bar.value() + by - bar.maximum()
        if lacking > 0 and self._strip.isVisible():
            # The page ends under the message: it is given room to be scrolled out from there.
            self._widened = page
            page.set_foot_room(page.foot_room + lacking)
            self.look_soon()
        bar.setValue(bar.value() + by)

    def _on_focus_changed(self, _before: QWidget | None, _now: QWidget | None) -> None:
        # What the mouse presses is in view where it is; moved away under it, it would lose the press.
        if QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            self.look()
            self.look_soon()

    def _give_room_back(self) -> None:
        if self._widened is not None:
            self._widened.set_foot_room(0)
            self._widened = None


def _top(page: "Page", part: QWidget) -> int:
    return part.mapTo(page.viewport(), QPoint(0, 0)).y()
