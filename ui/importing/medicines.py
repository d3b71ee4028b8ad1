"""The further columns of medicines of a table: under each that is chosen, fields for one more."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.formats.texts import number_text
from tracker.importers.table.column_ways import MedicineColumn
from tracker.language import _
from ui.importing.choices import column_options, under_label
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.tab_order import order_tabs

SPACE, BESIDE = 12, 16
MOST_ROWS = 12


class MedicineFields(QWidget):
    """A column of medicines and that of their amounts; takes its number, counted from 2."""

    changed = Signal()

    def __init__(self, number: int) -> None:
        super().__init__()
        self.column: ChoiceBox[str | None] = ChoiceBox(f"{_('Medicine')} {number_text(number)}")
        self.amount: ChoiceBox[str | None] = ChoiceBox(f"{_('Amount of the medicine')} {number_text(number)}")
        self._missing: tuple[float | str, ...] = ()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(BESIDE)
        for box in (self.column, self.amount):
            layout.addWidget(under_label(box), 1)
            box.chosen.connect(self._on_chosen)

    def show_medicine(self, columns: Sequence[str], medicine: MedicineColumn | None) -> None:
        """Show a medicine of a table of these columns, or nothing chosen."""
        chosen = (medicine.column, medicine.amount) if medicine else (None, None)
        for box, column in zip((self.column, self.amount), chosen, strict=True):
            box.set_options(column_options(columns))
            box.choose(column if column in columns else None)
        self._missing = medicine.missing if medicine else ()
        self._show_parts()

    def medicine(self) -> MedicineColumn | None:
        """The medicine as chosen."""
        column = self.column.value()
        return None if column is None else MedicineColumn(column=column, amount=self.amount.value(), missing=self._missing)

    def _on_chosen(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        self.amount.setEnabled(self.column.value() is not None)


class MedicineList(QWidget):
    """The further medicines of a table; below the last one that is chosen there is room for one more."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[str, ...] = ()
        self.rows: list[MedicineFields] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self.hide()

    def show_medicines(self, columns: Sequence[str], medicines: Sequence[MedicineColumn], *, has_first: bool) -> None:
        """Show the medicines of a table of these columns, beside the first one."""
        self._columns = tuple(columns)
        for row, medicine in zip(self._rows(len(medicines)), medicines, strict=False):
            row.show_medicine(columns, medicine)
        for row in self.rows[len(medicines) :]:
            row.show_medicine(columns, None)
        self.offer_more(has_first=has_first)

    def offer_more(self, *, has_first: bool) -> None:
        """Show the fields that are needed: none before the first medicine is chosen."""
        chosen = max((place + 1 for place, row in enumerate(self.rows) if row.medicine()), default=0)
        for place, row in enumerate(self._rows(min(chosen + 1, MOST_ROWS) if has_first else 0)):
            row.setVisible(has_first and place <= chosen)
        self.setVisible(has_first)

    def medicines(self) -> tuple[MedicineColumn, ...]:
        """The medicines as chosen."""
        return tuple(medicine for row in self.rows if (medicine := row.medicine()) is not None)

    def _rows(self, count: int) -> list[MedicineFields]:
        while len(self.rows) < count:
            row = MedicineFields(len(self.rows) + 2)
            row.show_medicine(self._columns, None)
            row.changed.connect(self._on_row)
            self._layout.addWidget(row)
            self.rows.append(row)
            order_tabs(self)
        return self.rows

    def _on_row(self) -> None:
        self.offer_more(has_first=True)
        self.changed.emit()
