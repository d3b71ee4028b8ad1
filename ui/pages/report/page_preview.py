"""The pages of a report, one under the other, each drawn when it comes into view."""

from collections import OrderedDict

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from tracker.language import _
from ui.assets import current_palette, set_role
from ui.widgets.accessible_roles import hear_as

SPACE, EDGE = 16, 4
WIDEST = 1000
KEPT_DRAWN = 6  # at twice the size a page takes nine megabytes
FORMER_OPACITY = 0.3
PAPER = "#FFFFFF"


class PagePreview(QScrollArea):
    """Shows the pages of a PDF; `turned` tells the number of the page in the middle of the view, from 1, and how many there are."""

    turned = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidgetResizable(True)
        hear_as(self, "group")
        # Always there: coming and going with the height it would change the width, and with it the height again.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumSize(280, 240)
        ground = set_role(QWidget(), "page")
        self._layout = QVBoxLayout(ground)
        self._layout.setContentsMargins(EDGE, EDGE, EDGE, EDGE)
        self._layout.setSpacing(SPACE)
        self._layout.addStretch(1)
        self.setWidget(ground)
        self.sheets: list[PageSheet] = []
        self.is_former = False
        self._pdf, self._count, self._points = b"", 0, (1, 1)
        self._drawn: OrderedDict[int, QPixmap] = OrderedDict()
        self._wanted: list[int] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._draw_next)
        self.verticalScrollBar().valueChanged.connect(self._tell)
        self.verticalScrollBar().rangeChanged.connect(self._tell)
        self.setAccessibleName(_("The pages of the report"))

    def show_pages(self, pdf: bytes, count: int) -> None:
        """Show the pages of a PDF; the place that was looked at stays in view."""
        from tracker.reports.pages import page_image

        first = page_image(pdf, 0)
        self._pdf, self._count, self._points = pdf, count, (first.width, first.height)
        while len(self.sheets) < count:
            self.sheets.append(PageSheet(self, len(self.sheets)))
            self._layout.insertWidget(self._layout.count() - 1, self.sheets[-1], 0, Qt.AlignmentFlag.AlignHCenter)
        for number, sheet in enumerate(self.sheets):
            sheet.setVisible(number < count)
            sheet.setAccessibleName(_("Page {number} of {count}").format(number=number + 1, count=count))
        self.mark_former(is_former=False)
        self._fit()
        self._tell()

    def mark_former(self, *, is_former: bool) -> None:
        """Show the pages pale, as long as others are being set in their place."""
        self.is_former = is_former
        for sheet in self.sheets:
            sheet.update()

    def current(self) -> int:
        """The number of the page in the middle of the view, from 1; 0 where there is none."""
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        height = self._sheet_size()[1] + SPACE
        return min(self._count, max(1, 1 + (middle - EDGE) // height)) if self._count else 0

    def picture(self, number: int) -> QPixmap | None:
        """A page as it is drawn, its number from 0; where it is not yet as this screen wants it, it will be as soon as there is a moment."""
        found = self._drawn.get(number)
        if found is not None and found.devicePixelRatio() == self.devicePixelRatioF():
            self._drawn.move_to_end(number)
        elif number not in self._wanted:
            self._wanted.append(number)
            self._turn.start(0)
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The ends of the report by Home and End; the arrow and page keys scroll of themselves."""
        bar = self.verticalScrollBar()
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages as wide as there is room."""
        super().resizeEvent(event)
        # The height alone does not change how the pages are drawn.
        if event.size().width() != event.oldSize().width() and self._count:
            self._fit()
        self._tell()

    def _sheet_size(self) -> tuple[int, int]:
        width = max(1, min(WIDEST, self.viewport().width() - 2 * EDGE))
        return width, round(width * self._points[1] / self._points[0])

    def _fit(self) -> None:
        self._drawn.clear()
        self._wanted.clear()
        for sheet in self.sheets[: self._count]:
            sheet.setFixedSize(*self._sheet_size())
            sheet.update()

    def _draw_next(self) -> None:
        """Draw one page that is still in view, and leave the others for the next moment."""
        from tracker.reports.pages import page_image

        # Whoever scrolls fast passes pages that are out of view again when their turn comes.
        in_view = [number for number in self._wanted if number < self._count and not self.sheets[number].visibleRegion().isEmpty()]
        self._wanted = in_view[1:]
        if not in_view:
            return
        ratio = self.devicePixelRatioF()
        made = page_image(self._pdf, in_view[0], self._sheet_size()[0] * ratio / self._points[0])
        pixmap = QPixmap.fromImage(QImage(made.rgb, made.width, made.height, 3 * made.width, QImage.Format.Format_RGB888))
        pixmap.setDevicePixelRatio(ratio)
        self._drawn[in_view[0]] = pixmap
        while len(self._drawn) > KEPT_DRAWN:
            self._drawn.popitem(last=False)
        self.sheets[in_view[0]].update()
        if self._wanted:
            self._turn.start(0)

    def _tell(self) -> None:
        current = self.current()
        if current:
            self.setAccessibleDescription(_("Page {number} of {count}").format(number=current, count=self._count))
        self.turned.emit(current, self._count)


class PageSheet(QLabel):
    """One page on its paper; a screen reader hears its number."""

    def __init__(self, preview: PagePreview, number: int) -> None:
        super().__init__()
        self._preview, self._number = preview, number

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, pale where it is a former one; empty paper until it is ready."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(PAPER))
        picture = self._preview.picture(self._number)
        if picture is not None:
            painter.setOpacity(FORMER_OPACITY if self._preview.is_former else 1)
            painter.drawPixmap(0, 0, picture)
            painter.setOpacity(1)
        painter.setPen(QPen(QColor(current_palette().outline), 1))
        painter.drawRect(QRect(0, 0, self.width() - 1, self.height() - 1))
