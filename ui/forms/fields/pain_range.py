"""The worst, the least and the average pain of the last 24 hours."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.language import _
from ui.widgets.accessible_roles import hear_as
from ui.widgets.fields.points_field import PointsField
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.layouts import FlowLayout

FIELD_WIDTH, BETWEEN, SPACE = 88, 16, 8

Range = tuple[float | None, float | None, float | None]


class PainRange(QWidget):
    """Three fields in a row, each of which may stay empty; what is wrong with one stands beneath them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("In 24 hours"))
        hear_as(self, "group")
        self.worst, self.least, self.average = (PointsField(name) for name in (_("Worst in 24 hours"), _("Least"), _("Average")))
        self.fields = {"worst": self.worst, "least": self.least, "average": self.average}
        self.issues = {name: FieldIssue(field) for name, field in self.fields.items()}
        row = FlowLayout(spacing=BETWEEN)
        for field, words in zip(self.fields.values(), (_("Worst"), _("Least"), _("Average")), strict=True):
            field.points_changed.connect(self.changed)
            row.addWidget(_beside_its_word(words, field))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(row)
        for issue in self.issues.values():
            layout.addWidget(issue)

    def values(self) -> Range:
        """Worst, least and average, in points 0-10."""
        return self.worst.points(), self.least.points(), self.average.points()

    def set_values(self, values: Range) -> None:
        """Show worst, least and average, without a signal."""
        for field, value in zip(self.fields.values(), values, strict=True):
            field.show_points(value)


def _beside_its_word(words: str, field: PointsField) -> QWidget:
    field.keep_width(FIELD_WIDTH)
    label = plain_label(words, "muted", wrap=False)
    label.setBuddy(field)
    together = QWidget()
    row = QHBoxLayout(together)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE)
    row.addWidget(label)
    row.addWidget(field)
    return together
