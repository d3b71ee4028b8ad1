"""The small window: a value and Enter, and what was typed is never lost."""

from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.builders import LEFT, RIGHT
from tests.ui.hands import settle
from tracker.app import Tracker, open_tracker
from tracker.errors import DiaryUnavailable
from tracker.paths import Paths
from ui.forms.quick_entry import FORM, QuickEntry

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture
def tracker(folder, clock) -> Iterator[Tracker]:
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        yield tracker


@pytest.fixture
def opened(qtbot, tracker):
    """Open the small window; a later one stands for a later start."""

    def open_one(places=(), record=tracker.journal.record):
        window = QuickEntry(record, tracker.journal.now, tracker.form_drafts)
        qtbot.addWidget(window)
        window.open(places)
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return open_one


def strike(window, *keys):
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(window.focusWidget(), key)
        else:
            QTest.keyClick(window.focusWidget(), key)
    settle()


def test_a_digit_and_enter_save_and_close(opened, tracker):
    window = opened()
    told = []
    window.saved.connect(told.append)
    strike(window, "6", ENTER)
    assert [entry.pain for entry in tracker.journal.pain_entries()] == [6]
    assert not window.isVisible()
    assert [change.remark for change in told] == ["Entry saved (Pain 6, 13:05)"]


def test_a_note_goes_with_it_and_enter_there_saves(opened, tracker):
    window = opened((LEFT,))
    strike(window, "10")
    window.note.setFocus()
    window.note.edit.insertPlainText("<b>bad</b> 😀")
    strike(window, ENTER)
    entry = tracker.journal.latest_pain()
    assert (entry.pain, entry.note, [site.name for site in entry.sites]) == (10, "<b>bad</b> 😀", [LEFT])


def test_nothing_is_chosen_at_first_and_a_place_that_stands_ready_can_be_turned_off(opened, tracker):
    window = opened((LEFT, RIGHT))
    assert (window.scale.value(), window.save_button.property("kind"), window.cancel_button.property("kind")) == (None, "ordinary", "quiet")
    strike(window, "4")
    assert window.save_button.property("kind") == "main"
    window.places.chip(LEFT).click()
    strike(window, ENTER)
    assert [site.name for site in tracker.journal.latest_pain().sites] == [RIGHT]


def test_without_a_value_it_says_what_is_missing_and_stays(opened, tracker):
    window = opened()
    strike(window, ENTER)
    assert window.isVisible()
    assert "0 to 10" in window.issue.text()
    assert tracker.journal.pain_entries() == []


def test_where_the_diary_cannot_be_written_the_text_stays(opened):
    def refuse(_draft):
        raise DiaryUnavailable("The disk is full. Nothing was saved; make room and try again.")

    window = opened(record=refuse)
    strike(window, "6", ENTER)
    assert window.isVisible()
    assert window.problem.text().startswith("The disk is full.")
    assert not window.scale.accessibleDescription().startswith("The disk is full.")
    assert window.scale.value() == 6


def test_what_was_typed_is_there_again_at_the_next_start(opened, tracker):
    first = opened()
    strike(first, "7")
    first.note.setFocus()
    strike(first, "half")
    first.close()
    again = opened()
    assert (again.scale.value(), again.note.text(), again.restored.isVisible()) == (7, "half", True)
    strike(again, ESCAPE)
    assert tracker.form_drafts.kept(FORM) is None
    assert not again.isVisible()


@pytest.mark.qt_log_ignore("does not support raise", extend=True)
def test_opened_twice_it_keeps_what_stands_in_it(opened):
    window = opened()
    strike(window, "7")
    window.open(())
    assert window.scale.value() == 7
