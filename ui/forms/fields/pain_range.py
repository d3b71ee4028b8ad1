"""The worst, the least and the average pain of the last 24 hours."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tracker.language import _
from ui.widgets.fields.points_field import PointsField
from ui.widgets.labels import FieldIssue, plain_label

COLUMN_WIDTH, GAP, SPACE = 120, 12, 4

Range = tuple[float | None, float | None, float | None]


class PainRange(QWidget):
    """Three fields in a row, each of which may stay empty; what is wrong with one stands beneath them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.worst, self.least, self.average = (PointsField(name) for name in (_("Worst in 24 hours"), _("Least"), _("Average")))
        self.fields = {"worst": self.worst, "least": self.least, "average": self.average}
        self.issues = {name: FieldIssue(field) for name, field in self.fields.items()}
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(GAP)
        layout.setVerticalSpacing(SPACE)
        for column, (name, field) in enumerate(self.fields.items()):
            label = plain_label(field.accessibleName(), "strong", wrap=False)
            label.setBuddy(field)
            field.setMinimumWidth(COLUMN_WIDTH)
            field.points_changed.connect(self.changed)
            layout.addWidget(label, 0, column)
            layout.addWidget(field, 1, column)
            # Over all four columns: a sentence beneath one narrow field would take many lines.
            layout.addWidget(self.issues[name], 2 + column, 0, 1, 4)
        layout.setColumnStretch(3, 1)

    def values(self) -> Range:
        """Worst, least and average, in points 0-10."""
        return self.worst.points(), self.least.points(), self.average.points()

    def set_values(self, values: Range) -> None:
        """Show worst, least and average, without a signal."""
        for field, value in zip(self.fields.values(), values, strict=True):
            field.show_points(value)
