"""Where the point walked to lies in a chart: nothing to see, for the ring is drawn, but what a magnifier follows."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QWidget

from tracker.formats.texts import number_text
from tracker.language import _
from ui.widgets.accessible_roles import hear_as
from ui.widgets.announcement import show_where

# px; as wide as the ring that is drawn around a point.
SIDE = 24


class PointMark(QWidget):
    """A part of the chart, as large as a point; hidden while none is walked to."""

    def __init__(self, chart: QWidget) -> None:
        super().__init__(chart)
        self._chart = chart
        hear_as(self, "point")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(SIDE, SIDE)
        self.hide()

    def stand_at(self, middle: QPointF, number: int, count: int) -> None:
        """Lie around a place of the chart, as the point of this number, counted from 0, of so many."""
        # Only which it is: what it says is said beside it, and would be heard twice.
        self.setAccessibleName(_("Point {n} of {count}").format(n=number_text(number + 1), count=number_text(count)))
        self.move(round(middle.x() - SIDE / 2), round(middle.y() - SIDE / 2))
        self.show()
        # Drawn anew while the keys are elsewhere, it must not draw a magnifier away from there.
        if self._chart.hasFocus():
            show_where(self)
