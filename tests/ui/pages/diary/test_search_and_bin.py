"""The Diary, whole: search, filters, the bin, and changes to many entries; by keyboard, and by the names a screen reader says."""

import csv
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLabel, QLineEdit, QPlainTextEdit

from tests.builders import LEFT, RIGHT, a_day_note, a_dose, a_moment, a_session, an_activity, an_entry
from tests.ui.hands import has, name_of, settle
from tracker.domain.entries import Amount, Dose
from ui.pages.diary.entries import SHOWN_AT_ONCE
from ui.pages.diary.filter_bar import TYPING_MS
from ui.pages.diary.month_grid import DayButton
from ui.widgets.entries.entry_list import EntryList

SEARCH = "Search notes, places, medicines"


@pytest.fixture
def diary(opened, keep):
    keep(
        an_entry(7, "2026-11-23T08:00", sites=(LEFT,), note="Bent over the Café table"),
        an_entry(4, "2026-11-23T12:00", sites=(RIGHT,)),
        an_activity(at="2026-11-23T15:00"),
        Dose(moment=a_moment("2026-11-23T16:00"), name="Panadol", ingredients=(Amount("paracetamol", 1000),)),
        a_day_note("2026-10-02T21:00", note="Slept badly after the cafe."),
        an_entry(3, "2025-01-09T08:00", sites=(LEFT,), words=("stiff",)),
    )
    window = opened()
    window.go_to("Diary")
    return window


def page(window):
    return window.window.pages["diary"]


def search(window, text):
    window.chord("Ctrl+F")
    QApplication.focusWidget().setText(text)
    QTest.qWait(TYPING_MS + 60)
    settle()


def found(window):
    return [row.name for row in window.control("Entries found", EntryList).rows] if has(window.window, "Entries found", EntryList) else []


def of_the_day(window):
    return [row.name for row in window.control("Entries", EntryList).rows]


def choose_day(window, day):
    next(button for button in window.window.findChildren(DayButton) if button.isVisible() and button.day.day == day).click()
    settle()


def choose(window, name, option):
    # The action alone: the platform of the tests warns of each menu that pops up.
    bar = window.window.pages["diary"].bar
    chip = {"Kind": bar.kind, "Place": bar.site}[name]
    next(action for action in chip.options.actions() if action.text() == option).trigger()
    settle()


def focus_name():
    return name_of(QApplication.focusWidget())


def kept(window):
    return len(window.tracker.journal.entries())


def test_a_search_looks_into_all_text_whatever_its_case_and_accents_and_waits_until_the_typing_pauses(diary):
    search(diary, "CAFÉ")
    assert found(diary) == [
        "Monday, 23 November 2026, 08:00, Pain 7, Lower back left. Bent over the Café table",
        "Friday, 2 October 2026, 21:00, Day note, Slept badly after the cafe.",
    ]
    assert diary.says("2 found")
    for text, count in (("paracetamol", 1), ("panad", 1), ("stiff", 1), ("lower back", 3), ("walking", 1), ("nowhere", 0)):
        search(diary, text)
        assert len(found(diary)) == count, text
    search(diary, "giraffe")
    assert diary.says("No entry contains this text;")
    search(diary, "")
    diary.chord("Ctrl+F")
    QTest.keyClicks(QApplication.focusWidget(), "panadol")
    settle()
    assert not found(diary)
    QTest.qWait(TYPING_MS + 60)
    settle()
    assert len(found(diary)) == 1


def test_the_found_text_is_in_view_even_deep_in_a_long_note(opened, keep):
    keep(an_entry(5, note="word " * 1_500 + "giraffe " + "word " * 200))
    window = opened()
    window.go_to("Diary")
    search(window, "giraffe")
    (row,) = window.control("Entries found", EntryList).rows
    assert [row.text[place : place + length] for place, length in row.marks] == ["giraffe"]
    assert len(row.text) < 300


def test_a_search_is_left_by_escape_by_a_day_and_by_an_entry_whose_cancel_goes_back_to_it(diary):
    search(diary, "cafe")
    choose_day(diary, 23)
    assert len(of_the_day(diary)) == 4
    assert diary.control(SEARCH, QLineEdit).text() == ""
    choose_day(diary, 23)
    search(diary, "panadol")
    assert focus_name() == SEARCH
    diary.strike(Qt.Key.Key_Escape)
    assert diary.control(SEARCH, QLineEdit).text() == ""
    assert len(of_the_day(diary)) == 4
    assert focus_name().startswith("Monday 23 November")
    search(diary, "panadol")
    diary.strike(Qt.Key.Key_Down)
    assert "Panadol" in focus_name()
    diary.strike(Qt.Key.Key_Escape)
    assert not has(diary.window, "Entries found", EntryList)
    search(diary, "cafe")
    diary.strike(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert has(diary.window, "Save changes")
    diary.press("Cancel")
    assert len(found(diary)) == 2
    search(diary, "stiff")
    QTest.mouseClick(diary.control(found(diary)[0]), Qt.MouseButton.LeftButton)
    settle()
    assert has(diary.window, "Save changes")
    assert diary.says("Thursday 9 January")
    assert diary.says("January 2025")


def test_by_keyboard_alone_an_entry_is_found_edited_deleted_and_brought_back(diary):
    diary.chord("Ctrl+F")
    diary.strike("bent over", Qt.Key.Key_Return)
    diary.strike(Qt.Key.Key_Return)
    assert diary.says("Monday 23 November")
    while focus_name() != "Note":
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        settle()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    diary.strike(", twice")
    while focus_name() != "Save changes":
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        settle()
    diary.strike(Qt.Key.Key_Return)
    assert found(diary) == ["Monday, 23 November 2026, 08:00, Pain 7, Lower back left. Bent over the Café table, twice"]
    assert "twice" in focus_name()
    diary.strike(Qt.Key.Key_Delete)
    assert kept(diary) == 5
    assert focus_name() == "Back to the day"
    diary.chord("Ctrl+Z")
    assert kept(diary) == 6
    diary.chord("Ctrl+Shift+Z")
    assert kept(diary) == 5
    diary.strike(Qt.Key.Key_Escape)
    while focus_name() != "Deleted entries":
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Backtab)
        settle()
    diary.strike(Qt.Key.Key_Return)
    assert focus_name() == "Bring back"
    diary.strike(Qt.Key.Key_Space)
    assert kept(diary) == 6
    diary.strike(Qt.Key.Key_Escape)
    assert focus_name() == "Deleted entries"


def test_by_names_alone_an_entry_is_found_edited_deleted_and_brought_back(diary):
    diary.control(SEARCH, QLineEdit).setText("bent over")
    QTest.qWait(TYPING_MS + 60)
    settle()
    (name,) = found(diary)
    diary.control(name).setFocus()
    settle()
    diary.press("Edit")
    diary.control("Note", QPlainTextEdit).setPlainText("bent over, twice")
    diary.press("Save changes")
    (name,) = found(diary)
    assert name.endswith("bent over, twice")
    diary.control(name).setFocus()
    settle()
    diary.press("Delete")
    assert found(diary) == []
    diary.press("Deleted entries")
    assert "Monday, 23 November 2026, 08:00, Pain 7" in diary.control("Bring back").accessibleDescription()
    line = QAccessible.queryAccessibleInterface(diary.control("Bring back").parentWidget())
    assert (line.role(), line.parent().role(), line.parent().childCount()) == (QAccessible.Role.ListItem, QAccessible.Role.List, 1)
    line.actionInterface().doAction("Bring back")
    del line  # it goes with the line
    settle()
    assert kept(diary) == 6
    assert diary.says("The bin is empty.")


def test_a_running_session_found_is_shown_too(opened, keep):
    keep(a_session("ice", "2026-11-25T13:00", running=True))
    window = opened()
    window.go_to("Diary")
    search(window, "ice")
    assert len(found(window)) == 1


def test_kind_and_place_narrow_the_month_the_day_and_the_search(diary):
    choose_day(diary, 23)
    choose(diary, "Kind", "Medicines")
    assert of_the_day(diary) == ["16:00, Panadol, paracetamol 1,000 mg"]
    search(diary, "cafe")
    assert diary.says("No entry contains this text; deleted entries are not searched.")
    diary.press("Show all kinds and places")
    assert len(found(diary)) == 2
    search(diary, "")
    choose_day(diary, 23)
    choose(diary, "Kind", "Sessions")
    assert diary.says("Nothing that matches your choice was logged on this day.")
    diary.press("Show all kinds and places")
    assert len(of_the_day(diary)) == 4
    choose_day(diary, 23)
    choose(diary, "Place", "Lower back right")
    assert of_the_day(diary) == ["12:00, Pain 4, Lower back right"]
    assert "Monday 23 November, typical pain 4, 4 entries" in [name_of(day) for day in diary.window.findChildren(DayButton)]
    assert diary.says(f"The number is the day's typical pain, {RIGHT}.")
    search(diary, "lower back")
    assert len(found(diary)) == 1
    search(diary, "")
    choose(diary, "Place", "Lower back right")
    diary.press("Previous month")
    assert name_of(diary.window.pages["diary"].bar.site) == "Lower back right"


def test_a_dose_brought_back_gives_the_notices_of_entering_it(opened, keep):
    gone = a_dose(at="2026-11-25T12:00")
    keep(gone, a_dose(at="2026-11-25T11:00"))
    window = opened()
    window.tracker.journal.delete([gone.id])
    window.go_to("Diary")
    window.press("Deleted entries")
    window.press("Bring back")
    notices = window.tracker.medicines.overview(gone).notices
    assert notices
    assert all(window.says(notice.sentence) for notice in notices)
    assert window.says("In the diary again: Wednesday, 25 November 2026, 12:00, Panadol")
    window.press("Deleted entries")
    window.press("Deleted entries")
    assert not window.says(notices[0].sentence)


def test_bringing_back_can_be_taken_back_and_the_bin_says_until_when_an_entry_is_kept(diary):
    choose_day(diary, 23)
    diary.control("15:00, Walking, 30 min").setFocus()
    diary.strike(Qt.Key.Key_Delete)
    diary.press("Deleted entries")
    diary.press("Bring back")
    assert kept(diary) == 6
    diary.chord("Ctrl+Z")
    assert kept(diary) == 5
    assert has(diary.window, "Bring back")
    assert diary.says("Monday, 23 November 2026, 15:00, Walking")
    assert diary.says("Kept until Friday, 25 December 2026")
    assert diary.says("then it is gone for good.")
    diary.clock.advance(timedelta(days=30, seconds=1))
    page(diary).refresh()
    settle()
    assert diary.says("The bin is empty.")


def test_undo_and_redo_are_followed_by_what_was_found(diary):
    search(diary, "cafe")
    diary.strike(Qt.Key.Key_Down, Qt.Key.Key_Delete)
    assert len(found(diary)) == 1
    diary.press("Undo")
    assert len(found(diary)) == 2
    diary.chord("Ctrl+Y")
    assert len(found(diary)) == 1


def test_many_are_chosen_by_keyboard_all_by_ctrl_a_and_deleted_as_one_change(diary):
    choose_day(diary, 23)
    diary.press("Choose several")
    diary.chord("Ctrl+A")
    assert diary.says("4 selected")
    diary.strike(Qt.Key.Key_Escape)
    assert not has(diary.window, "Select all")
    assert kept(diary) == 6
    choose_day(diary, 23)
    diary.press("Choose several")
    assert isinstance(QApplication.focusWidget(), QCheckBox)
    assert not any(diary.control(name).isEnabled() for name in ("Delete", "Export"))
    diary.strike(Qt.Key.Key_Space)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    settle()
    assert diary.says("3 selected")
    diary.strike(Qt.Key.Key_Delete)
    assert of_the_day(diary) == ["08:00, Pain 7, Lower back left. Bent over the Café table"]
    assert diary.says("3 entries deleted")
    diary.chord("Ctrl+Z")
    assert len(of_the_day(diary)) == 4


def test_what_is_chosen_is_exported_and_nothing_else(diary, tmp_path, monkeypatch):
    choose_day(diary, 23)
    diary.press("Choose several")
    diary.control("08:00, Pain 7, Lower back left. Bent over the Café table", QCheckBox).click()
    diary.control("16:00, Panadol, paracetamol 1,000 mg", QCheckBox).click()
    file = tmp_path / "chosen.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(file), ""))
    diary.press("Export")
    settle()
    with file.open(encoding="utf-8", newline="") as lines:
        assert [(row["kind"], row["medicine"]) for row in csv.DictReader(lines)] == [("pain", ""), ("dose", "Panadol")]
    assert diary.says("Saved as chosen.csv in")
    assert diary.says(": 2 entries.")


def test_what_is_chosen_stays_so_when_others_write(diary, capsys):
    from tracker.cli import run

    choose_day(diary, 23)
    diary.press("Choose several")
    diary.strike(Qt.Key.Key_Space)
    assert run(["--data-dir", str(diary.folder), "log", "2", "--at", "2026-11-23T18:00"], diary.clock, lambda *_: 1) == 0
    diary.later(seconds=30)
    assert len(of_the_day(diary)) == 5
    assert diary.says("1 selected")
    assert capsys.readouterr().err == ""


def test_a_long_list_is_shown_in_part_and_more_on_demand(opened, keep):
    start = a_moment("2026-11-24T00:00").at
    keep(*(an_entry(number % 10, start + timedelta(minutes=number), note="a cup") for number in range(250)))
    window = opened()
    window.go_to("Diary")
    search(window, "cup")
    assert len(found(window)) == SHOWN_AT_ONCE
    assert window.says("More than 200 entries found")
    assert window.says(f"and {200 - SHOWN_AT_ONCE} more")
    window.press("Show more")
    assert len(found(window)) == 2 * SHOWN_AT_ONCE
    window.press("Choose several")
    window.press("Select all")
    assert window.says("200 selected")


def test_hostile_text_is_found_and_shown_as_typed(opened, keep):
    note = "<b>$\\foo$</b> %_ \u202eabc 😀 ß"
    keep(an_entry(5, note=note))
    window = opened()
    window.go_to("Diary")
    for text in ("<b>", "%_", "😀", "SS", "\\foo$"):
        search(window, text)
        (row,) = window.control("Entries found", EntryList).rows
        assert row.text == note
        assert row.marks
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in page(window).findChildren(QLabel))


def test_in_a_small_window_what_was_found_is_in_view_at_once(opened, keep):
    keep(an_entry(7, "2026-11-23T08:00", note="giraffe"))
    window = opened(size=(900, 600))
    window.go_to("Diary")
    search(window, "giraffe")
    rows = window.control("Entries found", EntryList)
    assert rows.visibleRegion().boundingRect().height() == rows.height()
    window.strike(Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert not window.control("Pain now").visibleRegion().isEmpty()
    window.press("Cancel")
    window.strike(Qt.Key.Key_Escape)
    assert focus_name().startswith("Monday 23 November")
