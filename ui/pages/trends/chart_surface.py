"""A matplotlib figure as a Qt widget: drawn anew when its size has settled, and drawn over without drawing it anew.

The widget is there before matplotlib is, which is imported when something is drawn.
"""

from collections.abc import Callable, Generator, Iterable
from functools import cached_property, partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontInfo, QImage, QPainter, QPaintEvent, QResizeEvent, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.charts.chart import Drawing
from tracker.charts.drawing.letters import BODY, POINTS_PER_INCH
from tracker.library.look import Palette
from tracker.steps import meanwhile, run_to_end
from ui.assets import current_palette, theme

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

# How long a size or a part has to stand before it is drawn, and how long a drawing may take to be made at every step of the hand.
SETTLE_MS = 60
QUICK_SECONDS = 0.08
# At this many dots an inch the letters of a chart, `BODY` points high, are as large as a desktop's usual ones of 10 points.
USUAL_DPI = 100.0
LEAST_WIDTH, LEAST_HEIGHT, USUAL_WIDTH, USUAL_HEIGHT = 360, 320, 560, 420

Draw = Callable[["Figure", Palette], Drawing]


class ChartSurface(QWidget):
    """Shows what it is given to draw. Qt paints the picture of the last drawing, so that moving over it costs no drawing."""

    drawn = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.drawing: Drawing | None = None
        self._draw: Draw | None = None
        self._waits = False
        self._begun: Generator[object, None, None] | None = None  # the first drawing, while it is being made
        self._drawn_for: tuple[QSize, float] | None = None
        self._seconds = 0.0
        self._part: tuple[float, float] | None = None
        self._ground: object = None
        self._over = QRect()
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self._on_settled)
        self._next_turn = QTimer(self)
        self._next_turn.setSingleShot(True)
        self._next_turn.timeout.connect(self._draw_first)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        # It paints its whole area itself; Qt need not erase it before.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        current = theme()
        if current is not None:
            current.palette_changed.connect(self.draw_anew)

    @cached_property
    def figure(self) -> "Figure":
        """What is drawn on."""
        from matplotlib.figure import Figure

        return Figure()

    @cached_property
    def _agg(self) -> Any:  # noqa: ANN401 - matplotlib's canvases are untyped
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        return FigureCanvasAgg(self.figure)

    def draw_with(self, draw: Draw) -> None:
        """Show another drawing; it is drawn when it comes into view."""
        self._draw = draw
        self.draw_anew()

    def wait(self, *, is_wanted: bool) -> None:
        """Draw nothing as long as what draws is not there yet."""
        self._waits = is_wanted
        self.update()

    def draw_anew(self) -> None:
        """Draw once more, the next time the widget is painted: what is asked for several times till then is drawn once."""
        self._drawn_for = None
        self.update()

    def show_part(self, left: float, right: float) -> None:
        """Draw anew, since this part of the drawn axes is to be seen, in shares of their width, or more than they show.

        Where drawing takes long the drawing is stretched to that part at once, and drawn anew when the hand rests.
        """
        if self._seconds < QUICK_SECONDS or self._drawn_for is None:
            self.draw_anew()
            return
        if not self._over.isEmpty():
            self.show_over((), None)
        self._part = (left, right)
        self._settled.start()
        self.update()

    @property
    def is_stretched(self) -> bool:
        """Whether what is seen is yet to be drawn."""
        return self._part is not None

    def ensure_drawn(self) -> None:
        """Draw now, where that is due."""
        if self._part is not None:
            self._drawn_for = None
        self._draw_if_due()

    def _draw_if_due(self) -> None:
        """Draw what is due, at once; what is being drawn is waited for."""
        if self._begun is not None:
            run_to_end(self._begun)
        if (work := self._work()) is not None:
            self._take(*work())

    def _draw_first(self) -> None:
        """Draw what is due beside the window, which answers meanwhile: the first drawing takes longer than a window may be deaf."""
        if self._begun is None and self.isVisible() and (work := self._work()) is not None:
            self._begun = self._drawn_beside(work)
        if self._begun is not None:
            self._next_turn.start()  # when this one is done, or fails, another may be wanted
            next(self._begun, None)

    def _drawn_beside(self, work: "Callable[[], tuple[Drawing, float]]") -> Generator[object, None, None]:
        try:
            drawing, seconds = yield from meanwhile(work)
        finally:
            self._begun = None
        if self._drawn_for is not None:  # else another is wanted by now
            self._take(drawing, seconds)

    def _work(self) -> "Callable[[], tuple[Drawing, float]] | None":
        """What draws what is due, for the size and the colours of now; None where nothing is."""
        if self._draw is None or self._waits or self._drawn_for is not None or self.size().isEmpty():
            return None
        ratio, dpi = self.devicePixelRatioF(), self.dots_per_inch()
        self._drawn_for, self._part = (self.size(), ratio), None
        self._settled.stop()
        self.figure.set_dpi(dpi * ratio)
        # forward=False: there is no window of matplotlib's own whose size would have to follow.
        self.figure.set_size_inches(self.width() / dpi, self.height() / dpi, forward=False)
        return partial(self._drawn, partial(self._draw, self.figure, current_palette()))

    def _drawn(self, draw: Callable[[], Drawing]) -> tuple[Drawing, float]:
        """What was drawn, and the seconds it took; the picture of it is in the canvas."""
        from tracker.charts.drawing.style import chart_style

        began = perf_counter()
        with chart_style():
            drawing = draw()
            self._agg.draw()
        return drawing, perf_counter() - began

    def _take(self, drawing: Drawing, seconds: float) -> None:
        """Show what was drawn."""
        self.drawing, self._seconds = drawing, seconds
        self._ground, self._over = None, QRect()
        self.drawn.emit()
        self.update()

    def show_over(self, artists: "Iterable[Artist]", area: "Bbox | None") -> None:
        """Draw these over the drawing, in the place of what was drawn over it before; only their area is painted anew."""
        if self.drawing is None:
            return
        if self._ground is None:
            # The drawing without anything over it, copied once: putting it back is how what was drawn over it is taken away.
            self._ground = self._agg.copy_from_bbox(self.figure.bbox)
        self._agg.restore_region(self._ground)
        for artist in artists:
            artist.draw(self._agg.get_renderer())
        covered = QRect() if area is None else self._in_widget(area)
        self.update(self._over.united(covered))
        self._over = covered

    def place_of(self, at: QPointF) -> tuple[float, float]:
        """A place on the widget in pixels of the figure, from its lower left corner."""
        ratio = self.devicePixelRatioF()
        return at.x() * ratio, (self.height() - at.y()) * ratio

    def on_widget(self, x: float, y: float) -> QPointF:
        """The place on the widget of one in pixels of the figure."""
        ratio = self.devicePixelRatioF()
        return QPointF(x / ratio, self.height() - y / ratio)

    def dots_per_inch(self) -> float:
        """So many that the letters of the chart are as large as those around it; all lengths of a chart are in points, and grow along."""
        # Without any font on the computer Qt's is 0 pixels high or less.
        pixels = QFontInfo(self.font()).pixelSize()
        return pixels * POINTS_PER_INCH / BODY if pixels > 0 else USUAL_DPI

    def _in_widget(self, area: "Bbox") -> QRect:
        ratio = self.devicePixelRatioF()
        left, top = int(area.x0 / ratio) - 1, int(self.height() - area.y1 / ratio) - 1
        # A pixel more on each side, and one for the rounding: a smoothed edge reaches beyond its area.
        return QRect(left, top, int(area.width / ratio) + 3, int(area.height / ratio) + 3)

    def _on_settled(self) -> None:
        if self._part is not None or self._drawn_for != (self.size(), self.devicePixelRatioF()):
            self.draw_anew()

    def sizeHint(self) -> QSize:
        """Room for the chart of a page; more with larger letters."""
        return QSize(USUAL_WIDTH, USUAL_HEIGHT) * self._growth()

    def minimumSizeHint(self) -> QSize:
        """The least at which a chart can be read; higher with larger letters, as a page scrolls down and not across."""
        return QSize(LEAST_WIDTH, round(LEAST_HEIGHT * self._growth()))

    def _growth(self) -> float:
        return max(1.0, self.dots_per_inch() / USUAL_DPI)

    def changeEvent(self, event: QEvent) -> None:
        """Letters of another size are drawn anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()
            self.draw_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new size once it has settled."""
        super().resizeEvent(event)
        self._settled.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing; while the size has not settled, the former one in the new size."""
        # The window was moved to a screen of another density.
        if self._drawn_for is not None and self._drawn_for[1] != self.devicePixelRatioF():
            self._drawn_for = None
        # The page is seen before its first chart, which takes longer than all the rest of it.
        if self.drawing is None:
            self._next_turn.start()
        else:
            self._draw_if_due()
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.palette().base())
        if self.drawing is None or self._drawn_for is None:
            return
        pixels = self._agg.buffer_rgba()
        height, width, _channels = pixels.shape
        image = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGBX8888)
        # Smoothed only while it is stretched: drawn pixel on pixel, smoothing would cost time and blur it.
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._part is not None or self._drawn_for[0] != self.size())
        painter.setClipRegion(event.region())
        painter.drawImage(self.rect(), image)
        if self._part is not None:
            self._paint_part(painter, image, self.drawing.axes.bbox, self._part)

    def _paint_part(self, painter: QPainter, image: QImage, axes: "Bbox", part: tuple[float, float]) -> None:
        """Paint a part of the drawn axes as wide as they are; what stands below them waits for the new drawing."""
        ratio, (left, right) = self.devicePixelRatioF(), part
        begin, across, wider = float(axes.x0) / ratio, float(axes.width) / ratio, 1 / (right - left)
        # From the top down to the axes' lower edge: labels below would be stretched with it and be unreadable.
        strip = QRectF(begin, 0, across, self.height() - float(axes.y0) / ratio)
        painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
        painter.fillRect(strip, self.palette().base())
        # Widened along x alone, such that the part's left edge comes to lie where the axes begin.
        painter.setTransform(QTransform(wider, 0, 0, 1, begin - (begin + left * across) * wider, 0))
        painter.drawImage(self.rect(), image)
