"""The chart of a page under mouse, keys and screen reader: points to ask, a part to look at closer."""

from typing import Any

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from tracker.charts.chart import WHOLE, Chart, View
from tracker.domain.periods import Period
from ui.pages.trends.chart_points import moved, zoomed
from ui.pages.trends.walked_chart import WalkedChart

# How near the mouse has to be to a point, in pixels of the screen as the desktop counts them.
NEAR = 16.0
# How many times closer a press or a notch of the wheel brings; Qt tells 120, eighths of a degree, for a notch.
STEP, WHEEL_NOTCH = 1.3, 120
# How many points Page Up and Page Down pass, and by which share of the view Shift and an arrow move it.
LEAP, PAN = 10, 0.2
STEPS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_PageUp: -LEAP, Qt.Key.Key_PageDown: LEAP}
# The equal sign is the plus of most keyboards without Shift.
ZOOMS: dict[int, float] = {Qt.Key.Key_Plus: STEP, Qt.Key.Key_Equal: STEP, Qt.Key.Key_Minus: 1 / STEP}


class ChartCanvas(WalkedChart):
    """Shows a chart. A point says its words under the mouse and when it is walked to; wheel, drag and keys zoom and move what has days."""

    view_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        # The view wanted, and the one drawn last: a stretched picture still has the places of the latter.
        self.view = self._drawn_view = WHOLE
        self._shown: tuple[object, Period] | None = None
        self._least = 1.0
        self._drag: tuple[QPointF, View] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.drawn.connect(self._on_drawn)

    def show_chart(self, chart: Chart[Any], words: str, period: Period) -> None:
        """Show a chart, described in words; the part in view stays where the kind and the period are the same."""
        if self._shown != (chart.kind, period):
            self._shown = (chart.kind, period)
            self._look_at(WHOLE)
            self._point = None
        self._words = words
        # One day fills the view at the closest.
        self._least = 1 / ((period.last - period.first).days + 1)
        self.setAccessibleName(chart.name)
        self._describe()
        self.draw_with(lambda figure, palette: chart.draw(figure, palette, view=self.view, with_answer=False))

    @property
    def is_closer(self) -> bool:
        """Whether a part is looked at, not the whole."""
        return self.view != WHOLE

    def show_whole(self) -> None:
        """Look at the whole again."""
        self._look_at(WHOLE)

    def _on_drawn(self) -> None:
        """What was walked to is marked again in a new drawing; what was pointed at has gone from under the mouse."""
        self._places, self._drawn_view = None, self.view
        former, self._point = self._point, None
        # By what it says, not by its place: another view or another size has moved it.
        number = self._all_places().number_of(former) if former is not None and self._is_walked_to else None
        if number is None:
            self.point_mark.hide()
        else:
            self._mark(number)
        self._describe()

    def _look_at(self, view: View) -> None:
        if view != self.view:
            self.view = view
            self.setCursor(Qt.CursorShape.ArrowCursor if view == WHOLE else Qt.CursorShape.OpenHandCursor)
            across = self._drawn_view.right - self._drawn_view.left
            self.show_part((view.left - self._drawn_view.left) / across, (view.right - self._drawn_view.left) / across)
            self.view_changed.emit()

    def _zooms(self) -> bool:
        return self.drawing is not None and self.drawing.zooms

    def _share(self, x: float) -> float:
        """How far across the axes a place is, from 0 to 1."""
        box = self.drawing.axes.bbox if self.drawing is not None else self.figure.bbox
        return min(1.0, max(0.0, (x - float(box.x0)) / float(box.width)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a part that can be moved."""
        if event.button() is Qt.MouseButton.LeftButton and self._zooms():
            self._drag = (event.position(), self.view)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held, or say what is under the mouse."""
        if self._drag is not None:
            start, view = self._drag
            far = event.position() - start
            if far.manhattanLength() >= QApplication.startDragDistance() and self.drawing is not None:
                self._look_at(moved(view, -far.x() * self.devicePixelRatioF() / float(self.drawing.axes.bbox.width)))
            return
        # There are none, or those of the drawing before it was stretched: what lies under the mouse is not known until it is drawn.
        if self.drawing is None or self.is_stretched:
            return
        number = self._all_places().nearest(*self.place_of(event.position()), NEAR * self.devicePixelRatioF())
        pointed = None if number is None else self._all_places().point(number)
        if pointed is not self._point:
            self._is_walked_to = False
            self._mark(number)
            self._describe()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Let go."""
        self._drag = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Go back to the whole."""
        self._look_at(WHOLE)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse; where there is nothing to zoom the page scrolls."""
        factor = STEP ** (event.angleDelta().y() / WHEEL_NOTCH)
        closer = zoomed(self.view, self._share(self.place_of(event.position())[0]), factor, self._least) if self._zooms() else self.view
        event.setAccepted(closer != self.view)
        self._look_at(closer)

    def leaveEvent(self, event: QEvent) -> None:
        """What was pointed at goes with the mouse; what was walked to stays."""
        super().leaveEvent(event)
        if self._point is not None and not self._is_walked_to:
            self._mark(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, Home and End; zoom with plus and minus; move with Shift and the arrows; Escape takes it back."""
        key, places = event.key(), self._all_places()
        here = places.number_of(self._point) if self._point is not None else None
        if key in ZOOMS and self._zooms():
            around = self._share(places.place(here)[0]) if here is not None else 0.5
            self._look_at(zoomed(self.view, around, ZOOMS[key], self._least))
        elif key in STEPS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._look_at(moved(self.view, PAN if STEPS[key] > 0 else -PAN))
        elif key in STEPS:
            self._walk(0 if here is None else here + STEPS[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._walk(0 if key == Qt.Key.Key_Home else len(places) - 1)
        elif key == Qt.Key.Key_Escape and (self._point is not None or self.view != WHOLE):
            self._walk(None) if self._point is not None else self._look_at(WHOLE)
        else:
            super().keyPressEvent(event)
