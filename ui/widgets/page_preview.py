"""The pages of a report as pictures, one under the other."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.language import _

SPACE = 16


class PagePreview(QWidget):
    """Shows pages given as RGB pictures; a screen reader is told the number of each and what it says."""

    def __init__(self) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self.pages: list[QLabel] = []

    def show_pages(self, pages: Sequence[tuple[int, int, bytes]], words: str) -> None:
        """Show pages as (width, height, RGB bytes), at the ratio of this screen."""
        for label in self.pages:
            self._layout.removeWidget(label)
            label.deleteLater()
        self.pages = [self._page(number, page, words) for number, page in enumerate(pages, start=1)]
        for label in self.pages:
            self._layout.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)

    def _page(self, number: int, page: tuple[int, int, bytes], words: str) -> QLabel:
        width, height, pixels = page
        pixmap = QPixmap.fromImage(QImage(pixels, width, height, 3 * width, QImage.Format.Format_RGB888))
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        label = QLabel()
        label.setPixmap(pixmap)
        label.setObjectName("reportPage")
        label.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        label.setAccessibleName(_("Page {number}").format(number=number))
        label.setAccessibleDescription(words)
        return label
