"""A value of 0-10 points that may be left out."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent

from tracker.domain.entries import MOST_PAIN
from ui.widgets.fields.number_box import BLANK, NumberBox


class PointsField(NumberBox):
    """Shows `blank` while it holds no value; whole points, and decimals only where an entry brings them."""

    points_changed = Signal()

    def __init__(self, name: str = "", *, blank: str = BLANK) -> None:
        super().__init__(name, MOST_PAIN, blank=blank)
        self.changed.connect(self.points_changed)

    def points(self) -> float | None:
        """The value, in points 0-10, or None."""
        return self.number()

    def show_points(self, points: float | None) -> None:
        """Show a value without a signal; the one that stands there is left alone, since it may be half typed."""
        if points != self.points():
            self.show_number(points)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """What is typed takes the place of what stands there."""
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.MouseFocusReason:
            # The press that brings the focus sets the cursor after this event, and would undo the selection.
            QTimer.singleShot(0, self.selectAll)
        else:
            self.selectAll()
