"""A list of entries to walk, to edit, to delete, and to choose from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tracker.language import _
from ui.widgets.accessible_roles import hear_as
from ui.widgets.entries.entry_line import CHECK_ROOM, Columns, EntryLine, columns_of
from ui.widgets.entries.row import EntryRow
from ui.widgets.keys import ENTER
from ui.widgets.tab_order import order_tabs

__all__ = ["EntryLine", "EntryList", "EntryRow"]


class EntryList(QWidget):
    """Rows one can walk with the arrow keys; E or Enter edits, Delete deletes. Takes the name of the list.

    `edge`: how far in px the ground of a row reaches beyond its text at either side.

    While it is `selecting`, each row has a check box: Space chooses, Shift with an arrow extends, Ctrl+A chooses all.
    """

    edit_wanted = Signal(str)
    delete_wanted = Signal(str)
    row_clicked = Signal(str)
    all_wanted = Signal()
    delete_selected_wanted = Signal()
    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, name: str = "", edge: int = 0) -> None:
        super().__init__(parent)
        self.setAccessibleName(name or _("Entries"))
        # All lines ever made, of which `_lines` are shown: making a widget is dear, another text in it is not.
        self._all_lines: list[EntryLine] = []
        self._lines: list[EntryLine] = []
        self._current = 0
        self._edge = edge
        self._marked = ""
        self._selected: set[str] = set()
        self.selecting = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._body = QWidget()
        self._body.setAccessibleName(self.accessibleName())
        hear_as(self._body, "list")
        self._layout = QVBoxLayout(self._body)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        layout.addWidget(self._body)
        layout.addStretch(1)
        # Rows hear of their own focus, not of that of their buttons; the application tells of both.
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    @property
    def rows(self) -> tuple[EntryRow, ...]:
        """The rows shown."""
        return tuple(line.row for line in self._lines)

    def set_rows(self, rows: Sequence[EntryRow]) -> None:
        """Show these rows; the focus stays at its place in the list. The lines stay too: they take other rows."""
        # Asked first: Qt takes the focus from what is hidden and gives it to a neighbour.
        had_focus = self.holds_focus()
        columns = columns_of(rows, CHECK_ROOM if self.selecting else 0, self._edge)
        missing = len(rows) - len(self._all_lines)
        if missing > 1:  # each line shown by itself would lay the whole page out
            self._body.hide()
        while len(self._all_lines) < len(rows):
            self._add_line(rows[len(self._all_lines)], columns)
        for line, row in zip(self._all_lines, rows, strict=False):
            line.show_row(row, columns, is_chosen=row.id in self._selected)
            line.mark(is_marked=row.id == self._marked)
        self._lines = self._all_lines[: len(rows)]
        for widget in (*self._lines, self._body):
            if widget.isHidden():
                widget.show()
        if missing > 0:
            order_tabs(self)
        self._make_current(min(self._current, len(rows) - 1))
        if had_focus and self._lines:  # before a line that has it is hidden: a screen reader would be told of each neighbour
            self._lines[self._current].setFocus(Qt.FocusReason.OtherFocusReason)
        for line in self._all_lines[len(rows) :]:
            line.hide()

    def mark(self, entry_id: str) -> None:
        """Have the row of an entry lie on the ground of what is chosen, and no other; empty: none."""
        self._marked = entry_id
        for line in self._lines:
            line.mark(is_marked=line.row.id == entry_id)

    def set_selecting(self, *, is_on: bool) -> None:
        """Show the check boxes, none of them checked, or take them away."""
        if is_on != self.selecting:
            self.selecting = is_on
            self._selected.clear()
            self.set_rows(self.rows)
            self.selection_changed.emit()

    def selected(self) -> list[str]:
        """The chosen entries, in the order of the rows."""
        return [line.row.id for line in self._lines if line.check is not None and line.check.isChecked()]

    def select_all(self) -> None:
        """Choose every row that can be changed."""
        for line in self._lines:
            if line.check is not None:
                line.check.setChecked(True)

    def holds_focus(self) -> bool:
        """Whether a row, or a control in one, has the focus."""
        return any(line.holds(QApplication.focusWidget()) for line in self._lines)

    def line(self, entry_id: str) -> EntryLine:
        """The row of an entry; raises StopIteration where it is not shown."""
        return next(line for line in self._lines if line.row.id == entry_id)

    def focus_row(self, entry_id: str) -> None:
        """Put the focus on the row of an entry."""
        self.line(entry_id).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_line(self, row: EntryRow, columns: Columns) -> None:
        line = EntryLine(row, columns)
        hear_as(line, "item")
        line.edit_wanted.connect(self.edit_wanted)
        line.delete_wanted.connect(self.delete_wanted)
        line.clicked.connect(self.row_clicked)
        line.chosen.connect(self._on_toggled)
        self._all_lines.append(line)
        self._layout.addWidget(line)

    def _on_toggled(self) -> None:
        self._selected = set(self.selected())
        self.selection_changed.emit()

    def _make_current(self, place: int) -> None:
        self._current = max(0, place)
        for number, line in enumerate(self._lines):
            line.set_tab_stop(is_stop=number == self._current)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        for place, line in enumerate(self._lines):
            if line.holds(now):
                self._make_current(place)
                line.show_buttons(shown=True)
            # The pointer may still be on the row, and its buttons stay with it.
            elif line.holds(before):
                line.show_buttons(shown=line.underMouse())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the rows; edit, delete or choose."""
        # A key may come from a button in a row: what it leaves comes up to the list all the same.
        place = next((place for place, line in enumerate(self._lines) if line.holds(QApplication.focusWidget())), None)
        key = event.key()
        if place is None:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}:
            self._walk(place, self._target(place, Qt.Key(key)), extend=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif not (self._choose_by_key(event) if self.selecting else self._do_by_key(self._lines[place].row, key)):
            super().keyPressEvent(event)

    def _do_by_key(self, row: EntryRow, key: int) -> bool:
        if row.editable and key in {Qt.Key.Key_E, *ENTER}:
            self.edit_wanted.emit(row.id)
        elif row.editable and key == Qt.Key.Key_Delete:
            self.delete_wanted.emit(row.id)
        else:
            return False
        return True

    def _choose_by_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.SelectAll):
            self.all_wanted.emit()
            self.select_all()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_selected_wanted.emit()
        else:
            return False
        return True

    def _walk(self, place: int, target: int, *, extend: bool) -> None:
        if extend and self.selecting:
            for line in self._lines[min(place, target) : max(place, target) + 1]:
                if line.check is not None:
                    line.check.setChecked(True)
        self._lines[target].setFocus(Qt.FocusReason.OtherFocusReason)

    def _target(self, place: int, key: Qt.Key) -> int:
        last = len(self._lines) - 1
        steps = {Qt.Key.Key_Up: place - 1, Qt.Key.Key_Down: place + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        return min(last, max(0, steps[key]))
