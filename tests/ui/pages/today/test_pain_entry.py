"""A pain entry with everything about it: by keyboard alone, kept while it is typed, and shown as it was typed."""

import time

import pytest
from PySide6.QtCore import QMimeData, Qt, QTime
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QTimeEdit

from tests.builders import LEFT, RIGHT, an_entry
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import control, has, name_of, settle
from tracker.domain.entries import NOTE_LIMIT, SiteReading
from ui.pages.today.pain_entry import FORM

ENTER, TAB, DOWN, LEFT_KEY, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Space
HOSTILE = "<b>sore</b> & 😀 שלום \u202eabc $\\foo$"


def card(window):
    return window.window.today.pain_card


def latest(window):
    return window.tracker.journal.latest_pain()


def tab_to(window, name):
    """Press Tab until the focus is on the control of a name."""
    for _press in range(120):
        if name_of(QApplication.focusWidget()) == name:
            return
        window.strike(TAB)
    pytest.fail(f"Tab never comes to {name!r}")


def wait(milliseconds):
    """Let that much real time pass for timers."""
    until = time.monotonic() + milliseconds / 1000
    while time.monotonic() < until:
        settle()
        time.sleep(0.02)


def test_by_keyboard_alone_an_entry_with_three_places_worst_least_a_word_and_a_note(window):
    window.strike("6")
    window.chord("Alt+P")
    window.strike("7", LEFT_KEY, "5", DOWN, SPACE)
    window.chord("Alt+G")
    window.strike("8", TAB, "3")
    window.chord("Alt+F")
    window.strike(SPACE)
    tab_to(window, "Note")
    window.strike("after lifting", ENTER)
    entry = latest(window)
    assert (entry.pain, entry.worst, entry.least, entry.average) == (6, 8, 3, None)
    assert entry.sites == (SiteReading("lower back", 7), SiteReading(LEFT, 5), SiteReading("buttock left", 6))
    assert (entry.words, entry.note) == (("spasm",), "after lifting")


def test_by_screen_reader_actions_alone(window):
    def act(name):
        action = QAccessible.queryAccessibleInterface(control(window.window, name)).actionInterface()
        action.doAction(action.actionNames()[0])
        del action  # what is pressed may go
        wait(250)

    for name in ("6", "Another place", "Sacrum", "More", "burning", "Woke me at night", "Save entry"):
        act(name)
    entry = latest(window)
    assert (entry.pain, entry.sites, entry.words, entry.woke) == (6, (SiteReading("sacrum", 6),), ("burning",), True)


def test_all_is_optional(window):
    window.strike("6", ENTER)
    entry = latest(window)
    assert (entry.worst, entry.sites, entry.words, entry.woke, entry.note) == (None, (), (), None, "")


def test_what_made_it_worse_and_what_eased_it_in_own_words_which_are_sought_and_offered_once_more_is_open(window):
    asked = []
    window.tracker.diary.entries._database.conn.set_trace_callback(asked.append)
    window.strike("6", ENTER)
    assert not [statement for statement in asked if "pain_words w" in statement]
    assert len(asked) < 75
    window.strike("6")
    window.chord("Alt+C")
    assert [statement for statement in asked if "pain_words w" in statement]
    card(window).details.inside.worse_with.begin_word()
    window.strike("long drive", ENTER)
    card(window).details.inside.eased_by.begin_word()
    window.strike("heat")
    window.chord("Ctrl+Return")
    assert (latest(window).worse_with, latest(window).eased_by) == (("long drive",), ("heat",))
    window.chord("Alt+C")
    assert has(window.window, "long drive")


def test_an_earlier_time_in_two_keys_and_then_typed(window):
    window.strike("6")
    window.chord("Alt+W")
    assert isinstance(QApplication.focusWidget(), QTimeEdit)
    window.strike("09")
    card(window).scale.focus_scale()
    window.strike(ENTER)
    assert latest(window).moment.local.strftime("%H:%M") == "09:05"
    window.strike("2", ENTER)
    assert latest(window).moment.local.strftime("%H:%M") == "13:05"


def test_a_time_to_come_is_refused_beside_the_time(window):
    window.strike("6")
    window.chord("Alt+W")
    window.control("Time", QTimeEdit).setTime(QTime(23, 0))
    card(window).save()
    assert latest(window) is None
    assert card(window).details.when_issue.text().count("is in the future.")
    assert card(window).details.when_issue.isVisible()


def test_a_worst_below_the_least_is_said_beside_the_fields_and_nothing_typed_is_lost(window):
    window.strike("6")
    window.chord("Alt+G")
    window.strike("2", TAB, "5")
    window.press("Save entry")
    assert latest(window) is None
    assert "in that order" in window.control("Worst in 24 hours", QDoubleSpinBox).accessibleDescription()
    assert window.control("Least", QDoubleSpinBox).value() == 5
    window.control("Worst in 24 hours", QDoubleSpinBox).setValue(9)
    window.press("Save entry")
    assert (latest(window).worst, latest(window).least) == (9, 5)
    assert window.control("Pain now").accessibleDescription() == ""


def test_same_as_last_fills_places_with_their_points_and_words(opened, keep):
    keep(an_entry(5, sites={LEFT: 5, RIGHT: 2}, words=("burning",), worse_with=("sitting",), eased_by=("heat",)), onset=ICE_STILL)
    window = opened()
    window.strike("4")
    window.chord("Alt+L")
    window.press("Save entry")
    entry = latest(window)
    assert entry.sites == (SiteReading(LEFT, 4), SiteReading(RIGHT, 2))
    assert (entry.words, entry.worse_with, entry.eased_by) == (("burning",), ("sitting",), ("heat",))


def test_there_is_no_same_as_last_before_the_first_entry(window):
    assert not has(window.window, "Same as last")


def test_a_half_filled_entry_is_there_again_in_a_new_window_which_says_so(window, opened):
    window.strike("6")
    window.chord("Alt+P")
    window.strike("7")
    window.chord("Alt+G")
    window.strike("9")
    window.chord("Alt+W")
    window.control("Time", QTimeEdit).setTime(QTime(8, 30))
    card(window).note.set_text(HOSTILE)
    card(window).note.changed.emit()
    wait(500)
    again = opened()
    assert again.says("What you typed before is here again.")
    again.press("Save entry")
    entry = latest(again)
    assert (entry.pain, entry.worst, entry.note) == (6, 9, HOSTILE)
    assert entry.sites == (SiteReading("lower back", 7),)
    assert entry.moment.local.strftime("%H:%M") == "08:30"
    assert again.tracker.form_drafts.kept(FORM) is None


def test_what_was_typed_a_moment_ago_is_kept_when_the_window_closes(window, opened):
    window.strike("6")
    assert card(opened()).scale.value() == 6


def test_a_saved_entry_is_not_there_again(window, opened):
    window.strike("6")
    wait(500)
    assert window.tracker.form_drafts.kept(FORM) is not None
    window.strike(ENTER)
    again = opened()
    assert card(again).scale.value() is None
    assert not again.says("is here again")


def test_a_kept_form_that_cannot_be_read_is_forgotten(window, opened):
    window.tracker.form_drafts.keep(FORM, {"pain": "x"})
    again = opened()
    assert card(again).scale.value() is None
    assert again.tracker.form_drafts.kept(FORM) is None


def test_a_megabyte_pasted_on_one_line_is_cut_at_once_and_counted(window):
    pasted = QMimeData()
    pasted.setText("x" * 1_000_000)
    card(window).note.setFocus()
    start = time.process_time()
    card(window).note.edit.insertFromMimeData(pasted)
    settle()
    assert time.process_time() - start < 1
    assert len(card(window).note.text()) == NOTE_LIMIT
    assert window.says("10,000 of 10,000 characters")


def test_typing_at_the_limit_adds_nothing_and_keeps_the_rest(window):
    card(window).note.set_text("y" * NOTE_LIMIT)
    card(window).note.setFocus()
    window.strike("z")
    assert card(window).note.text() == "y" * NOTE_LIMIT


@pytest.mark.parametrize("text", [HOSTILE, "a\u00a0b", "two\nlines"])
def test_any_text_comes_back_as_typed(window, text):
    window.strike("6")
    card(window).note.set_text(text)
    card(window).details.map.set_sites([(HOSTILE, 3.0)])
    card(window).details.inside.words.set_words([HOSTILE])
    card(window).save()
    entry = latest(window)
    assert (entry.note, entry.words, entry.sites) == (text, (HOSTILE,), (SiteReading(HOSTILE, 3),))
    settle()
    assert has(window.window, HOSTILE)


def test_shift_enter_begins_a_line_and_enter_saves(window):
    window.strike("6")
    card(window).note.setFocus()
    window.strike("one")
    window.chord("Shift+Return")
    window.strike("two", ENTER)
    assert latest(window).note == "one\ntwo"


def test_escape_closes_the_body_and_leaves_the_focus_on_its_chip(window):
    window.chord("Alt+P")
    window.strike(Qt.Key.Key_Escape)
    assert not card(window).details.map.isVisible()
    assert QApplication.focusWidget() is card(window).details.places.another_chip


@pytest.mark.parametrize("size", [(1280, 800), (900, 600)])
def test_nothing_of_the_open_details_is_cut(opened, keep, size):
    keep(onset=ICE_STILL)
    window = opened(size=size)
    details = card(window).details
    details.places.another_chip.click()
    details.more_button.click()
    settle()
    page = window.window.today
    assert page.horizontalScrollBar().maximum() == 0
    for part in (details.map, details.more):
        assert part.width() >= part.minimumSizeHint().width()
