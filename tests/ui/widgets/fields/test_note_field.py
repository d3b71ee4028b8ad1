"""The field of a note, shown afresh at each change of the diary."""

import pytest
from PySide6.QtGui import QTextCursor

from ui.widgets.fields.note_field import NoteField

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.mark.parametrize("typed", ["stiff", ""])
def test_what_was_typed_for_the_entry_before_is_not_brought_back_by_undoing(shown, qtbot, typed):
    field = shown(NoteField("Note"))
    qtbot.keyClicks(field.edit, "stiff")
    if not typed:
        field.edit.selectAll()
        field.edit.textCursor().removeSelectedText()
    assert field.text() == typed
    field.set_text("")
    field.edit.undo()
    field.edit.redo()
    assert (field.text(), field.counter.isHidden()) == ("", True)


def test_the_same_note_shown_again_leaves_the_cursor_where_it_is(shown):
    field = shown(NoteField("Note"))
    field.set_text("stiff")
    field.edit.moveCursor(QTextCursor.MoveOperation.End)
    field.set_text("stiff")
    assert (field.edit.textCursor().position(), field.counter.text()) == (5, "5 of 10,000 characters")
