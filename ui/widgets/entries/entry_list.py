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

    `edge`: how far in px the ground of a row reaches beyond its text at either side. `keeps_pictures`: whether rows are drawn anew only
    when they look different: for a short list, since a picture takes 100 kB.

    While it is `selecting`, each row has a check box: Space chooses, Shift with an arrow extends, Ctrl+A chooses all.
    """

    edit_wanted = Signal(str)
    delete_wanted = Signal(str)
    row_clicked = Signal(str)
    all_wanted = Signal()
    delete_selected_wanted = Signal()
    selection_changed = Signal()

    def __init__(self, parent: QWidget | None = None, *, name: str = "", edge: int = 0, keeps_pictures: bool = False) -> None:
        super().__init__(parent)
        self.setAccessibleName(name or _("Entries"))
        self._lines: list[EntryLine] = []
        # Kept for other rows: making a widget is dear, another text in it is not.
        self._spare: list[EntryLine] = []
        self._order: list[EntryLine] = []  # all of them, as they are laid out
        self._current = 0
        self._in_place_of: dict[str, str] = {}  # of an entry that has the focus: the one that had it and went
        self._edge = edge
        self._keeps_pictures = keeps_pictures
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
        # Qt lays out from within as a line is shown: without this all lines go into the height of before, and then into that of now.
        self._layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)
        layout.addWidget(self._body)
        layout.addStretch(1)
        # Rows hear of their own focus, not of that of their buttons; the application tells of both.
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]

    @property
    def rows(self) -> tuple[EntryRow, ...]:
        """The rows shown."""
        return tuple(line.row for line in self._lines)

    def set_rows(self, rows: Sequence[EntryRow]) -> None:
        """Show these rows. A line stays with its entry, and the focus with the line; if it is gone, with what is in its place until then."""
        # Asked first: Qt takes the focus from what is hidden and gives it to a neighbour.
        focused = next((line for line in self._lines if line.holds(QApplication.focusWidget())), None)
        place = self._current if focused is None else _place_for(focused.row.id, self._lines.index(focused), rows, self._in_place_of)
        columns = columns_of(rows, CHECK_ROOM if self.selecting else 0, self._edge)
        self._take_lines(rows, columns)
        for line, row in zip(self._lines, rows, strict=True):
            line.show_row(row, columns, is_chosen=row.id in self._selected)
            line.mark(is_marked=row.id == self._marked)
        for widget in (*self._lines, self._body):
            if widget.isHidden():
                widget.show()
        self._make_current(min(place, len(rows) - 1))
        # Before a line that has it is hidden: a screen reader would be told of each neighbour.
        if focused is not None and self._lines and not self._lines[self._current].holds(QApplication.focusWidget()):
            self._lines[self._current].setFocus(Qt.FocusReason.OtherFocusReason)
        for line in self._spare:
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

    def _take_lines(self, rows: Sequence[EntryRow], columns: Columns) -> None:
        """Have a line for each row: its own, one that shows none, or a new one."""
        own = {line.row.id: line for line in self._lines}
        found = [own.pop(row.id, None) for row in rows]
        spare = [*own.values(), *self._spare]
        wanting = [row for row, line in zip(rows, found, strict=True) if line is None]
        if len(wanting) > len(spare) + 1:  # each line shown by itself would lay the whole page out
            self._body.hide()
        spare += [self._new_line(row, columns) for row in wanting[len(spare) :]]
        self._spare = spare[len(wanting) :]
        others = iter(spare)
        self._lines = [next(others) if line is None else line for line in found]
        self._set_in_order()

    def _new_line(self, row: EntryRow, columns: Columns) -> EntryLine:
        line = EntryLine(row, columns, keeps_picture=self._keeps_pictures)
        hear_as(line, "item")
        line.edit_wanted.connect(self.edit_wanted)
        line.delete_wanted.connect(self.delete_wanted)
        line.clicked.connect(self.row_clicked)
        line.chosen.connect(self._on_toggled)
        return line

    def _set_in_order(self) -> None:
        """Lay the lines out as they are listed, those that show no row after them, and let Tab follow."""
        moved = []
        # First what shows no row any more: else all that stands behind it would have to move.
        if self._order[len(self._order) - len(self._spare) :] != self._spare:
            moved += [line for line in self._spare if line in self._order]
            self._order = [line for line in self._order if line not in self._spare]
        for place, line in enumerate((*self._lines, *self._spare)):
            if place >= len(self._order) or self._order[place] is not line:
                if line in self._order:
                    self._order.remove(line)
                self._order.insert(place, line)
                self._layout.insertWidget(place, line)
                moved.append(line)
        if len(moved) == 1 and moved[0] is not self._order[-1]:
            _lead_to(moved[0], self._order[self._order.index(moved[0]) + 1])
        elif moved:
            order_tabs(self)

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


def _lead_to(line: EntryLine, following: EntryLine) -> None:
    """Let Tab come to a line just before another: to put all of a long list in order is dear. A screen reader reads it as it is laid out."""
    # Qt knows only what comes after something: so first the one after the other, then the other after it.
    QWidget.setTabOrder(following, line)
    QWidget.setTabOrder(line, following)


def _place_for(entry: str, place: int, rows: Sequence[EntryRow], in_place_of: dict[str, str]) -> int:
    """Where the focus of an entry goes: with it; where that is gone, to what is in its place; where that comes again, back to it."""
    places = {row.id: number for number, row in enumerate(rows)}
    if in_place_of.get(entry) in places:
        return places[in_place_of.pop(entry)]
    if entry in places:
        return places[entry]
    place = min(place, len(rows) - 1)
    if rows:
        in_place_of[rows[place].id] = entry
    return place
