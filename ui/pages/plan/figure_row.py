"""A figure of the plan as a row of a form: its box within its bounds, where it comes from, and the way back to its default."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.plan.figures import PlanFigure, Unit
from tracker.domain.sourced_number import Figure
from tracker.language import N_, _
from tracker.wording.plan import default_words, source_words
from ui.widgets.buttons import small_button
from ui.widgets.fields.amount_box import AmountBox
from ui.widgets.labels import FieldIssue, breakable, plain_label
from ui.widgets.layouts import FlowLayout

SPACE = 4
UNITS = {Unit.MINUTES: N_("{figure} (minutes)"), Unit.SECONDS: N_("{figure} (seconds)")}  # hours stand in the name, times need none


class FigureBox(AmountBox):
    """A number within bounds; where it may be left out, a dash beneath the least one stands for nothing."""

    def __init__(self) -> None:
        super().__init__("", 1)
        self._least = 0.0

    def show_place(self, place: PlanFigure) -> None:
        """Take the bounds of a figure and show its value, without a signal."""
        bounds = place.bounds
        may_be_blank = place.figure is None or place.exercise is not None
        blocked = self.blockSignals(True)
        self._least = bounds.least
        self.setDecimals(0 if bounds.unit is Unit.TIMES else 2)
        # A spin box shows its special text at its least value: that is one below the least figure, and stands for none.
        self.setRange(bounds.least - 1 if may_be_blank else bounds.least, bounds.most)
        self.setSpecialValueText("\N{EN DASH}" if may_be_blank else "")
        self.blockSignals(blocked)
        self.show_amount(place.figure.value if place.figure else None)

    def amount(self) -> float | None:
        """The number, or None."""
        return None if self.value() < self._least else self.value()

    def show_amount(self, amount: float | None) -> None:
        """Show a number, or none, without a signal."""
        blocked = self.blockSignals(True)
        self.setValue(self.minimum() if amount is None else amount)
        self.blockSignals(blocked)


class FigureRow(QWidget):
    """Shows one figure; `changed` says that another number stands in the box."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.place: PlanFigure | None = None
        self.box = FigureBox()
        self.box.changed.connect(self._on_changed)
        self.back_button = small_button(_("Back to the default"))
        self.back_button.clicked.connect(self._on_back)
        self.issue = FieldIssue(self.box)
        self._label = plain_label("", "strong")
        self._label.setBuddy(self.box)
        self._source = plain_label("", "small")
        self._lay_out()

    def show_place(self, place: PlanFigure) -> None:
        """Show a figure as the plan has it."""
        self.place = place
        unit = UNITS.get(place.bounds.unit)
        text = _(unit).format(figure=place.label) if unit else place.label
        self._label.setText(text)
        self.box.setAccessibleName(text)
        self.box.show_place(place)
        self._tell()

    def show_value(self, value: float | None) -> None:
        """Show another value than the plan's, without a signal."""
        self.box.show_amount(value)
        self._tell()

    @property
    def value(self) -> float | None:
        """What stands in the box."""
        return self.box.amount()

    @property
    def is_changed(self) -> bool:
        """Whether it is another value than the plan's."""
        figure = self.place.figure if self.place else None
        return self.value != (figure.value if figure else None)

    def _default(self) -> Figure | None:
        figure = self.place.figure if self.place else None
        return figure.default if figure is not None and figure.is_changed else figure

    def _on_changed(self) -> None:
        self._tell()
        self.changed.emit()

    def _on_back(self) -> None:
        self.box.setFocus()
        default = self._default()
        self.show_value(default.value if default else None)
        self.changed.emit()

    def _tell(self) -> None:
        if self.place is None:
            return
        default = self._default()
        is_default = self.value == (default.value if default else None)
        may_go_back = default is not None or self.place.exercise is not None
        self.back_button.setVisible(not is_default and may_go_back)
        text = self._source_words(default if is_default else None)
        self._source.setText(breakable(text))
        self._source.setVisible(bool(text))

    def _source_words(self, default: Figure | None) -> str:
        if self.place is None or (self.is_changed and default is None):
            return _("changed by you, once it is saved")
        if self.is_changed:
            return source_words(default)
        source, was = source_words(self.place.figure), default_words(self.place)
        return _("{source}; before: {default}").format(source=source, default=was) if was else source

    def _lay_out(self) -> None:
        beside = FlowLayout()
        beside.addWidget(self.box)
        beside.addWidget(self.back_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._label)
        layout.addLayout(beside)
        layout.addWidget(self._source)
        layout.addWidget(self.issue)
        layout.addStretch(1)
