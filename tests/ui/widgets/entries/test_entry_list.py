"""The list of a day's entries."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from tests.builders import a_session, an_entry
from ui.widgets import accessible_roles
from ui.widgets.entries.entry_list import EntryLine, EntryList, EntryRow
from ui.widgets.entries.row_of_entry import EntryRows, entry_row
from ui.widgets.tab_order import order_tabs

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def a_row(entry_id="a", *, pain=None, what="Ice", text="20 min, pain 7 before, 5 after", editable=True):
    return EntryRow(entry_id, "13:05", pain, what, text, f"13:05, {what}, {text}", editable)


@pytest.fixture
def entries(shown):
    rows = shown(EntryList(name="Today"))
    rows.set_rows([a_row("a", pain=6, what="Pain"), a_row("b"), a_row("c", editable=False)])
    return rows


def press(entries, entry_id, key, qtbot):
    entries.focus_row(entry_id)
    qtbot.keyClick(entries.line(entry_id), key)


def test_every_row_is_read_as_a_whole(entries):
    assert entries.line("b").accessibleName() == "13:05, Ice, 20 min, pain 7 before, 5 after"
    assert entries.accessibleName() == "Today"


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_Return])
def test_e_and_enter_edit_the_row_with_the_focus(entries, qtbot, key):
    with qtbot.waitSignal(entries.edit_wanted) as heard:
        press(entries, "b", key, qtbot)
    assert heard.args == ["b"]


def test_delete_asks_to_delete_the_row_with_the_focus(entries, qtbot):
    with qtbot.waitSignal(entries.delete_wanted) as heard:
        press(entries, "a", Qt.Key.Key_Delete, qtbot)
    assert heard.args == ["a"]


def test_a_row_that_cannot_be_changed_offers_nothing(entries, qtbot):
    with qtbot.assertNotEmitted(entries.edit_wanted), qtbot.assertNotEmitted(entries.delete_wanted):
        for key in (Qt.Key.Key_E, Qt.Key.Key_Delete):
            press(entries, "c", key, qtbot)
    assert not entries.line("c").findChildren(QPushButton)


def test_where_entries_are_chosen_no_row_shows_edit_and_delete_though_it_did_before(entries):
    entries.focus_row("b")
    entries.set_selecting(is_on=True)
    entries.focus_row("a")
    entries.focus_row("b")
    assert not [button for button in entries.findChildren(QPushButton) if button.isVisible()]


def test_a_screen_reader_edits_and_deletes_a_row_by_actions_of_these_names(entries, monkeypatch):
    asked = []
    entries.edit_wanted.connect(lambda entry_id: asked.append(("edit", entry_id)))
    entries.delete_wanted.connect(lambda entry_id: asked.append(("delete", entry_id)))
    heard = {entry_id: QAccessible.queryAccessibleInterface(entries.line(entry_id)).actionInterface() for entry_id in "abc"}
    assert heard["b"].actionNames()[:2] == ["Edit", "Delete"]
    for name in ("Edit", "Delete", QAccessibleActionInterface.pressAction()):
        heard["b"].doAction(name)
    assert asked == [("edit", "b"), ("delete", "b"), ("edit", "b")]
    monkeypatch.setattr(accessible_roles, "_", {"Edit": "Bearbeiten", "Delete": "Löschen"}.get)
    assert [heard["b"].localizedActionName(name) for name in ("Edit", "Delete")] == ["Bearbeiten", "Löschen"]
    assert not {"Edit", "Delete"} & set(heard["c"].actionNames())  # it cannot be changed
    entries.set_selecting(is_on=True)
    assert not {"Edit", "Delete"} & set(heard["b"].actionNames())  # its keys do neither now


def test_arrow_keys_walk_the_rows_and_stop_at_the_ends(entries, qtbot):
    press(entries, "a", Qt.Key.Key_Down, qtbot)
    assert entries.line("b").hasFocus()
    press(entries, "a", Qt.Key.Key_Up, qtbot)
    assert entries.line("a").hasFocus()


def test_the_buttons_come_with_the_focus_and_tab_reaches_them(entries, qtbot):
    entries.window().layout().addWidget(QLineEdit())
    entries.focus_row("b")
    buttons = entries.line("b").findChildren(QPushButton)
    assert [(button.accessibleName(), button.isVisible()) for button in buttons] == [("Edit", True), ("Delete", True)]
    qtbot.keyClick(entries.line("b"), Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is entries.line("b").button("Edit")
    with qtbot.waitSignal(entries.edit_wanted) as heard:
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert heard.args == ["b"]


def test_the_buttons_go_with_the_focus(entries):
    entries.focus_row("b")
    entries.focus_row("a")
    assert not any(button.isVisible() for button in entries.line("b").findChildren(QPushButton))


def test_after_a_deletion_the_focus_stays_at_its_place(entries):
    entries.focus_row("b")
    entries.set_rows([a_row("a"), a_row("d")])
    assert entries.line("d").hasFocus()


def test_an_entry_that_comes_back_has_the_focus_again_where_it_is_still_in_its_place(entries):
    for walked_on, focused in ((False, "b"), (True, "a")):
        entries.focus_row("b")
        entries.set_rows([a_row("a"), a_row("c")])
        assert entries.line("c").hasFocus()
        if walked_on:
            entries.focus_row("a")
        entries.set_rows([a_row("a"), a_row("b"), a_row("c")])
        assert entries.line(focused).hasFocus()


def test_the_focus_stays_with_its_entry_as_another_comes_above_it(entries):
    entries.focus_row("b")
    line = entries.line("b")
    entries.set_rows([a_row("new"), a_row("a"), a_row("b"), a_row("c")])
    assert entries.line("b") is line
    assert line.hasFocus()
    assert [button.isVisible() for button in line.findChildren(QPushButton)] == [True, True]


@pytest.mark.parametrize("ids", ["nabc", "abnc", "abcn", "anbmc", "bc", "ac", "cab", "nm", "nc"])
def test_eyes_tab_and_screen_reader_come_to_the_rows_in_one_order(entries, qtbot, ids):
    before, after = QLineEdit(), QLineEdit()
    entries.window().layout().insertWidget(0, before)
    entries.window().layout().addWidget(after)
    order_tabs(entries.window())
    for entry_id in "abc":
        entries.focus_row(entry_id)  # its buttons are made
    lines = {entry_id: entries.line(entry_id) for entry_id in "abc"}
    entries.set_rows([a_row(entry_id, editable=entry_id != "c") for entry_id in ids])
    QApplication.processEvents()
    assert [row.id for row in entries.rows] == list(ids)
    assert all(entries.line(entry_id) is lines[entry_id] for entry_id in set(ids) & set(lines))
    shown = [entries.line(entry_id) for entry_id in ids]
    assert sorted(shown, key=lambda line: line.y()) == shown
    heard = QAccessible.queryAccessibleInterface(shown[0].parentWidget())
    named = [heard.child(place).object() for place in range(heard.childCount())]
    assert [line for line in named if line in shown] == shown
    for entry_id, line in zip(ids, shown, strict=True):
        before.setFocus()
        entries.focus_row(entry_id)
        reached = [QApplication.focusWidget()]
        while QApplication.focusWidget() is not after:
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            reached.append(QApplication.focusWidget())
        own = [] if entry_id == "c" else [line.button("Edit"), line.button("Delete")]
        assert reached == [line, *own, after]
        qtbot.keyClick(after, Qt.Key.Key_Backtab)
        assert QApplication.focusWidget() is line


def test_an_empty_list_is_no_error(entries):
    entries.focus_row("a")
    entries.set_rows([])
    assert entries.rows == ()


def test_a_long_text_gets_more_lines_and_an_endless_one_is_cut(shown):
    rows = shown(EntryList(), 500)
    rows.set_rows([a_row("short"), a_row("long", text="word " * 40), a_row("endless", text="word " * 200_000)])
    QApplication.processEvents()
    heights = [rows.line(entry_id).height() for entry_id in ("short", "long", "endless")]
    assert heights[0] >= 40
    assert heights[0] < heights[1] < heights[2] < 600


def test_two_hundred_rows_are_two_hundred_rows(shown):
    rows = shown(EntryList())
    rows.set_rows([a_row(str(number)) for number in range(200)])
    assert len(rows.findChildren(EntryLine)) == 200


def test_a_row_gets_its_second_line_when_the_window_gets_narrow(shown, qtbot):
    rows = shown(EntryList(), 900)
    rows.set_rows([a_row("a", text="Lower back, left. Spasm, getting out of the car and up the stairs")])
    line = rows.line("a")
    qtbot.waitUntil(lambda: line.width() == 900)
    one_line = line.height()
    # As long as it fits: the room of the buttons is the text's until they are seen.
    wide = next(width for width in range(420, 900) if line.heightForWidth(width) == one_line)
    rows.window().resize(wide, 600)
    qtbot.waitUntil(lambda: line.width() == wide)
    assert line.text_room() - line.fontMetrics().horizontalAdvance(line.row.text) < 5
    rows.window().resize(420, 600)
    qtbot.waitUntil(lambda: line.height() > one_line)
    assert line.height() == line.heightForWidth(line.width())


def test_an_entry_that_is_as_before_keeps_its_row_and_one_that_was_changed_has_another():
    rows, ice, pain = EntryRows(), a_session("ice"), an_entry(6)
    before = rows.of([ice, pain])
    after = rows.of([an_entry(4), ice, replace(pain, note="stiff")])
    assert after[1] is before[0]
    assert (before[1].text, after[2].text) == ("", "stiff")
    assert after[2] == entry_row(replace(pain, note="stiff"))
