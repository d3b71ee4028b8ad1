"""Today by keyboard: a value in two keys, taken back in one, and never a digit lost from a note."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPlainTextEdit

from tests.builders import LEFT, RIGHT, a_dose, an_activity, an_entry
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import control, has, in_view, name_of, press, settle
from ui.widgets.entries.entry_list import EntryList
from ui.widgets.fields.points_field import PointsField
from ui.widgets.pain_scale import PainScale

ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab


def pains(window):
    return [entry.pain for entry in window.tracker.journal.pain_entries()]


def rows(window):
    return [row.name for row in window.control("Entries", EntryList).rows]


def test_a_digit_and_enter_save_an_entry_which_is_taken_back_by_a_press_and_by_keys(window):
    window.strike("6", ENTER)
    assert pains(window) == [6]
    assert rows(window) == ["13:05, Pain 6"]
    assert window.says("Entry saved")
    window.press("Undo")
    assert pains(window) == []
    assert not has(window.window, "Undo")
    window.strike("6", ENTER)
    window.chord("Ctrl+Z")
    assert pains(window) == []
    assert window.says("Undone: Entry saved")
    window.chord("Ctrl+Y")
    assert pains(window) == [6]


def test_what_was_saved_is_said_by_the_card_that_saved_it_its_heading_stays_and_nothing_moves(window):
    page, day = window.window.today, "Today, Wednesday 25 November"
    scale = page.pain_card.scale
    place = scale.mapTo(window.window, QPoint(0, 0))
    window.strike("6", ENTER)
    assert page.pain_card.isAncestorOf(control(window.window, "Undo", QAbstractButton))
    assert has(window.window, "Pain now", QLabel)
    assert scale.mapTo(window.window, QPoint(0, 0)) == place
    window.add("Activity")
    assert not has(window.window, "Undo")
    press(window.window, "Walking")
    window.press("Save")
    assert not page.pain_card.isAncestorOf(control(window.window, "Undo", QAbstractButton))
    assert has(window.window, day, QLabel)
    window.window.resize(640, 480)
    settle()
    assert not has(window.window, day, QLabel)  # both have no room there
    window.strike("7", ENTER)
    assert page.pain_card.isAncestorOf(control(window.window, "Undo", QAbstractButton))
    assert has(window.window, day, QLabel)


@pytest.mark.parametrize(("later_ms", "value"), [(1_000, 10), (1_001, 0)])
def test_a_nought_on_the_scale_belongs_to_the_one_typed_on_the_page_for_a_second(window, later_ms, value):
    scale = window.window.today.pain_card.scale
    scale.digits.now_ms = iter((50_000, 50_000 + later_ms)).__next__
    window.window.today.setFocus()
    window.window.today.pain_card.press_digit(1)  # as the page does, which hands the focus to the scale
    window.strike("0", ENTER)
    assert pains(window) == [value]


def test_digits_and_the_keypad_reach_the_scale_from_any_button_of_the_page_one_value_after_another(window):
    for keys, value in (("10", 10), ("0", 0), ("6", 6), ("3", 3)):
        window.strike(keys, ENTER)
        assert pains(window)[-1] == value
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    settle()
    for elsewhere in ("Start ice", "Today", "When to get help", "Another place"):
        window.control(elsewhere).setFocus()
        window.strike("7", ENTER)
    assert pains(window) == [10, 0, 6, 3, 4, 7, 7, 7, 7]


def test_digits_in_the_note_stay_text(window):
    window.strike("6")
    window.control("Note").setFocus()
    window.strike("took 2 x 400 at 10", ENTER)
    assert [(entry.pain, entry.note) for entry in window.tracker.journal.pain_entries()] == [(6, "took 2 x 400 at 10")]
    assert window.control("Note").text() == ""


def test_ctrl_z_in_a_text_field_takes_back_text_and_no_entry(window):
    window.strike("6", ENTER)
    note = window.control("Note")
    note.setFocus()
    window.strike("abc")
    window.chord("Ctrl+Z")
    assert note.text() == ""
    assert pains(window) == [6]


def test_enter_without_a_value_says_what_is_missing_saves_nothing_and_keeps_the_note(window):
    window.control("Note").setFocus()
    window.strike("stiff", ENTER)
    assert window.control("Note").text() == "stiff"
    assert pains(window) == []
    scale = window.control("Pain now", PainScale)
    assert "0 to 10" in scale.accessibleDescription()
    assert window.says(scale.accessibleDescription())
    window.strike("6")
    window.control("Note").setFocus()
    window.strike(ENTER)
    assert scale.accessibleDescription() == ""
    assert pains(window) == [6]


def test_the_places_of_the_last_entry_stand_ready(opened, keep):
    keep(an_entry(5, sites=(LEFT, RIGHT)))
    window = opened()
    window.strike("4", ENTER)
    assert [[site.name for site in entry.sites] for entry in window.tracker.journal.pain_entries()] == [[LEFT, RIGHT]] * 2


def test_a_place_is_added_by_name_and_enter_there_does_not_save(window):
    window.strike("5")
    window.press("Another place")
    window.strike("left buttock", ENTER)
    assert pains(window) == []
    assert has(window.window, "Left buttock")
    window.press("Save entry")
    assert [site.name for site in window.tracker.journal.latest_pain().sites] == ["left buttock"]


def test_a_place_is_turned_off_and_its_chip_stays_with_the_focus(opened, keep):
    keep(an_entry(5, sites=(LEFT, RIGHT)))
    window = opened()
    window.control("Lower back left").setFocus()
    window.strike(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is window.control("Lower back left")
    window.strike("4", ENTER)
    assert [site.name for site in window.tracker.journal.latest_pain().sites] == [RIGHT]


def test_the_day_is_listed_with_the_newest_first(opened, keep):
    keep(an_entry(5, "2026-11-25T08:00"), an_activity(at="2026-11-25T11:00"), an_entry(3, "2026-11-24T20:00"))
    assert rows(opened()) == ["11:00, Walking, 30 min", "08:00, Pain 5"]


def test_an_entry_is_deleted_by_key_and_comes_back(window):
    window.strike("6", ENTER)
    window.control("13:05, Pain 6").setFocus()
    window.strike(Qt.Key.Key_Delete)
    assert pains(window) == []
    window.press("Undo")
    assert pains(window) == [6]


def test_html_in_a_note_is_shown_as_typed(opened, keep):
    keep(an_entry(5, note="<b>worse</b> & sore"))
    assert rows(opened()) == ["13:05, Pain 5, <b>worse</b> & sore"]


def test_what_another_program_writes_shows_up_at_the_next_look_of_the_clock(window, capsys):
    from tracker.cli import run

    window.later(seconds=30)
    assert run(["--data-dir", str(window.folder), "log", "8", "--note", "from the command line"], window.clock, lambda *_: 1) == 0
    window.later(seconds=30)
    assert any("Pain 8, from the command line" in row for row in rows(window))
    assert capsys.readouterr().err == ""


def test_the_day_turns_at_midnight(opened, keep, clock):
    keep(an_entry(5), onset=ICE_STILL)
    clock.set("2026-11-25T23:59")
    window = opened()
    assert rows(window) == ["13:05, Pain 5"]
    window.later(minutes=2)
    assert not has(window.window, "Entries", EntryList)
    assert window.says("26 November")


def tab_stops(window, count):
    """The names of the next controls that Tab comes to."""
    names = []
    for _press in range(count):
        window.strike(TAB)
        names.append(name_of(QApplication.focusWidget()))
    return names


def test_few_controls_in_the_order_of_the_eye_and_the_focus_comes_back_from_what_was_opened(opened, keep, spoken):
    keep(an_entry(5, "2026-11-25T08:00", sites=(LEFT, RIGHT)), an_entry(3, "2026-11-20T08:00", sites=("sacrum",)), onset=ICE_STILL)
    window = opened()
    fields = [name_of(control) for control in in_view(window.window) if isinstance(control, QAbstractButton | QPlainTextEdit) and control.isEnabled()]
    assert len([name for name in fields if name not in {str(value) for value in range(11)}]) <= 17, fields
    window.strike("6")
    assert tab_stops(window, 8) == ["Lower back left", "Lower back right", "Sacrum", "Another place", "More", "Note", "Save entry", "Add"]
    assert tab_stops(window, 1) == [f"08:00, Pain 5, Lower back left, {RIGHT}"]
    window.press("More")
    window.control("Pain, lower back left", PointsField).setValue(2)
    assert has(window.window, "Lower back left 2")
    window.chord("Alt+W")
    window.strike(Qt.Key.Key_Escape)
    assert not window.window.today.pain_card.details.is_open()
    assert name_of(QApplication.focusWidget()) == "More"
    spoken.clear()
    window.press("Save entry")
    saved = "Entry saved (Pain 6, 13:05)"
    assert rows(window)[0] == f"13:05, Pain 6, Lower back left 2, {RIGHT} 6"
    assert [words for words, _urgency in spoken] == [f"Information. {saved}"]
    assert control(window.window, "Undo", QAbstractButton).accessibleDescription() == saved
    window.strike("4")
    assert not has(window.window, "Undo")
    window.control(rows(window)[0]).setFocus()
    window.strike("e")
    assert control(window.window, "6", QAbstractButton).isChecked()
    press(window.window, "7")
    window.press("Save changes")
    assert window.window.today.isVisible()
    assert name_of(QApplication.focusWidget()) == rows(window)[0]
    assert rows(window)[0].startswith("13:05, Pain 7")


def test_when_a_medicine_was_taken_stands_in_one_line_beside_a_long_limit(opened, keep):
    keep(a_dose("Panadol", "2026-11-24T19:22", ingredients={"paracetamol": 1000}))
    window = opened(size=(1280, 800))
    last = window.control("last Tue 19:22", QLabel)
    assert last.width() >= last.fontMetrics().horizontalAdvance(last.text())


def test_medicines_of_the_last_24_hours_stand_by_ingredient_and_never_what_is_left(opened, keep):
    keep(a_dose("Panadol", "2026-11-25T08:54", ingredients={"paracetamol": 1000}))
    window = opened()
    card = window.window.today.medicines_card
    assert card.lines == [("Paracetamol", "1,000 mg"), ("last 08:54", "limit on the label: 4,000 mg")]
    assert card.isVisible()
    window.later(hours=19, minutes=48)
    assert card.isVisible()
    window.later(minutes=1)
    assert not card.isVisible()
