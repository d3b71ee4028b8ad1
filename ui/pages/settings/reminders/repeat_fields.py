"""Whether something comes again until it is answered, after how many minutes and how often."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from tracker.language import _
from ui.widgets.buttons import show_checked
from ui.widgets.fields.steppers import CountBox
from ui.widgets.fields.times_field import labelled
from ui.widgets.layouts import FlowLayout

WIDTH = 110
SPACE = 8
# Minutes and times that stand ready for a reminder that did not come again until now.
USUAL = (10, 3)


class RepeatFields(QWidget):
    """Takes the most minutes and the most times; the figures show once it is to come again."""

    changed = Signal()

    def __init__(self, most_minutes: int, most_times: int) -> None:
        super().__init__()
        self.setAccessibleName(_("Repeat until answered"))
        self.check = QCheckBox(_("Repeat until answered"))
        self.minutes = CountBox(_("After how many minutes"), most_minutes, WIDTH)
        self.times = CountBox(_("How often at most"), most_times, WIDTH)
        self._figures = QWidget()
        flow = FlowLayout(self._figures, spacing=2 * SPACE)
        for box in (self.minutes, self.times):
            flow.addWidget(labelled(box))
            box.changed.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.check)
        layout.addWidget(self._figures)
        self.check.toggled.connect(self._on_toggled)

    def figures(self) -> tuple[int, int] | None:
        """Minutes and times, 0 where one is left out; None where it does not come again."""
        return (round(self.minutes.count() or 0), round(self.times.count() or 0)) if self.check.isChecked() else None

    def show_figures(self, figures: tuple[int, int] | None) -> None:
        """Show minutes and times, or that it does not come again, without a signal."""
        minutes, times = figures or USUAL
        show_checked(self.check, is_checked=figures is not None)
        self.minutes.show_count(minutes)
        self.times.show_count(times)
        self._figures.setVisible(figures is not None)

    def _on_toggled(self, is_on: bool) -> None:
        self._figures.setVisible(is_on)
        self.changed.emit()
