"""How many mg of each ingredient one unit of a medicine holds."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.domain.dose_notices import ingredient_name
from tracker.domain.entries import MG_LIMIT
from tracker.formats.joining import with_comma
from tracker.language import _
from ui.widgets.fields.amount_box import MG_STEP, AmountBox
from ui.widgets.fields.number_box import with_room
from ui.widgets.labels import FieldIssue, plain_label

SPACE = 4


class AmountFields(QWidget):
    """A box for the mg of each ingredient. The boxes stay and take other names, since a name changes at every letter typed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._boxes: list[AmountBox] = []
        self._labels: list[QLabel] = []
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout()
        self._column.setSpacing(SPACE)
        self.issue = FieldIssue(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(self._column)
        layout.addWidget(self.issue)
        self.setAccessibleName(_("Amounts"))
        self.hide()

    @property
    def boxes(self) -> list[AmountBox]:
        """The boxes in use, in the order of the ingredients."""
        return self._boxes[: len(self._names)]

    def set_ingredients(self, names: Sequence[str]) -> bool:
        """Ask for these, and tell whether they are others; what was typed stays where they are the same."""
        if list(names) == self._names:
            return False
        self._names = list(names)
        while len(self._boxes) < len(names):
            self._add_box()
        for place, box in enumerate(self._boxes):
            # A box may stand for another ingredient now, and what was typed for the former one is not its amount.
            box.show_amount(None)
            is_used = place < len(names)
            words = with_comma(ingredient_name(names[place]), _("mg in one unit")) if is_used else ""
            box.setAccessibleName(words)
            self._labels[place].setText(words)
            self._labels[place].setVisible(is_used)
            self._rows[place].setVisible(is_used)
        self.setVisible(bool(names))
        return True

    def values(self) -> list[float | None]:
        """The mg, in the order of the ingredients."""
        return [box.amount() for box in self.boxes]

    def set_values(self, values: Sequence[float | None]) -> None:
        """Show mg, without a signal."""
        for box, value in zip(self.boxes, values, strict=False):
            box.show_amount(value)

    def _add_box(self) -> None:
        box = AmountBox("", MG_LIMIT, MG_STEP)
        box.changed.connect(self.changed)
        label, row = plain_label("", "strong"), with_room(box)
        label.setBuddy(box)
        self._column.addWidget(label)
        self._column.addWidget(row)
        self._boxes.append(box)
        self._labels.append(label)
        self._rows.append(row)
