"""The one place that joins matplotlib and Qt: a canvas that draws a chart anew for its size."""

from collections.abc import Callable

from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg  # noqa: TID251 - this is the one place
from matplotlib.figure import Figure
from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

SETTLE_MS = 60

Draw = Callable[[Figure], object]


class ChartCanvas(FigureCanvasQTAgg):
    """Shows what `draw` draws; a screen reader reads the chart's name and its description in words."""

    def __init__(self) -> None:
        super().__init__(Figure())  # type: ignore[no-untyped-call]  # matplotlib's canvases are untyped
        self._drawing: Draw | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLE_MS)
        self._settled.timeout.connect(self._draw_anew)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_chart(self, drawing: Draw, name: str, description: str) -> None:
        """Draw a chart, now and whenever the size changes."""
        self._drawing = drawing
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        self._draw_anew()

    def sizeHint(self) -> QSize:
        """Room for the chart of a page."""
        return QSize(560, 420)

    def minimumSizeHint(self) -> QSize:
        """The least at which a chart can be read."""
        return QSize(360, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw for the new size once it has settled."""
        super().resizeEvent(event)  # type: ignore[no-untyped-call]  # as above
        self._settled.start()

    def _draw_anew(self) -> None:
        if self._drawing is not None:
            self._drawing(self.figure)
            self.draw_idle()  # type: ignore[no-untyped-call]  # as above
