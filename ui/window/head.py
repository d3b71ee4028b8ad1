"""What stands above the pages: as wide as the content of the page in view, which may stop growing, and may have a scroll bar at its right."""

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.page import Page

TOP, SPACE = 20, 12  # px


class Head(QWidget):
    """Takes widgets beneath one another, and follows the content of a page."""

    def __init__(self) -> None:
        super().__init__()
        self._content: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, TOP, 0, 0)
        self._layout.setSpacing(SPACE)

    def add(self, widget: QWidget) -> None:
        """Put a widget beneath the others."""
        self._layout.addWidget(widget)

    def follow(self, page: Page) -> None:
        """Be as wide as what this page holds from now on."""
        if self._content is not None:
            self._content.removeEventFilter(self)
        self._content = page.content()
        self._content.installEventFilter(self)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content has another place or width."""
        if watched is self._content and event.type() in {QEvent.Type.Resize, QEvent.Type.Move}:
            self._fit()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        content = self._content
        if content is None:
            return
        left = content.mapTo(self.window(), QPoint(0, 0)).x() - self.mapTo(self.window(), QPoint(0, 0)).x()
        self._layout.setContentsMargins(max(0, left), TOP, max(0, self.width() - left - content.width()), 0)
