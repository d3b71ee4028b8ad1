"""The columns of a table that say how much of an activity there was: each with a name and what its numbers count."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT
from tracker.importers.table.mapping import ActivityColumn, Unit
from tracker.language import _
from ui.importing.choices import UNITS, column_options, under_label
from ui.widgets.buttons import small_button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.tab_order import order_tabs

SPACE = 12
MOST_ROWS = 20


class ActivityFields(QWidget):
    """The column of one activity; takes its number."""

    changed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.column: ChoiceBox[str | None] = ChoiceBox(_("Column of activity {number}").format(number=number))
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Called"))
        self.name.setMaxLength(NAME_LIMIT)
        self.unit: ChoiceBox[Unit] = ChoiceBox(_("Its unit"))
        self.unit.set_options([(unit, _(words)) for unit, words in UNITS.items()])
        self._missing: tuple[float | str, ...] = ()
        self.column.chosen.connect(self._on_column)
        self.name.textChanged.connect(self.changed)
        self.unit.chosen.connect(self._on_unit)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for box in (self.column, self.name, self.unit):
            layout.addWidget(under_label(box), 1)

    def offer(self, columns: Sequence[str]) -> None:
        """Offer the columns of a table."""
        self.column.set_options(column_options(columns))

    def show_activity(self, activity: ActivityColumn | None) -> None:
        """Show an activity, or nothing chosen."""
        blocked = self.blockSignals(True)
        self.column.choose(activity.column if activity else None)
        self.name.setText(activity.kind if activity else "")
        self.unit.choose(activity.unit if activity else Unit.MINUTES)
        self._missing = activity.missing if activity else ()
        self.blockSignals(blocked)
        self._show_parts()

    def activity(self) -> ActivityColumn | None:
        """The activity as chosen; called as its column is where it has no name."""
        column = self.column.value()
        if column is None:
            return None
        unit = self.unit.value()
        typed = self.name.text().strip()
        # A list of activities names each itself: there the column's name would be no activity.
        return ActivityColumn(column, typed if unit is Unit.NAMES else typed or column[:NAME_LIMIT], unit, self._missing)

    def _on_column(self) -> None:
        self.show_activity(ActivityColumn(column, column[:NAME_LIMIT], self.unit.value()) if (column := self.column.value()) else None)
        self.changed.emit()

    def _on_unit(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        is_used = self.column.value() is not None
        self.name.setEnabled(is_used and self.unit.value() is not Unit.NAMES)
        self.unit.setEnabled(is_used)


class ActivityList(QWidget):
    """The activities of a table, and a button for one more."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[str, ...] = ()
        self.rows: list[ActivityFields] = []
        self.add_button = small_button(_("Add an activity"))
        self.add_button.clicked.connect(self._on_add)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self._layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_activities(self, columns: Sequence[str], activities: Sequence[ActivityColumn]) -> None:
        """Show the activities of a table of these columns."""
        self._columns = tuple(columns)
        while len(self.rows) < len(activities):
            self._add_row()
        for place, row in enumerate(self.rows):
            row.offer(columns)
            row.show_activity(activities[place] if place < len(activities) else None)
            row.setVisible(place < len(activities))
        self._show_button()

    def activities(self) -> tuple[ActivityColumn, ...]:
        """The activities as chosen."""
        found = (row.activity() for row in self.rows if not row.isHidden())
        return tuple(activity for activity in found if activity is not None)

    def _on_add(self) -> None:
        row = next((row for row in self.rows if row.isHidden()), None) or self._add_row()
        row.offer(self._columns)
        row.show_activity(None)
        row.show()
        self._show_button()
        row.column.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_button(self) -> None:
        self.add_button.setVisible(any(row.isHidden() for row in self.rows) or len(self.rows) < MOST_ROWS)

    def _add_row(self) -> ActivityFields:
        row = ActivityFields(len(self.rows) + 1)
        row.changed.connect(self.changed)
        self._layout.insertWidget(len(self.rows), row)
        self.rows.append(row)
        order_tabs(self)
        return row
