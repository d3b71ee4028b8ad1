"""Escape closes what was opened, and the focus is where it came from; keys do what they are for from wherever it is. All by keys, in few windows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QFileDialog, QLineEdit, QPlainTextEdit

from tests.ui.by_keys import Keyboard
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import settle
from tests.ui.scenes import entries_in_view
from tests.ui.tab_way import way
from tracker.domain.entries import Kind
from ui.commands.table import COMMANDS

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the screen of the tests stacks no windows and grabs no keys
TYPED_IN = (QAbstractSpinBox, QLineEdit, QPlainTextEdit)
MOST_STOPS = 100
# A page, what is pressed there, and the keys after which the focus has to be there again.
OPENED = {
    "Ctrl+1": (("More", "Tab", "Tab", "Escape"), ("Add", "Escape"), ("Add", "Return", "Tab", "Escape"), ("When to get help", "Escape")),
    "Ctrl+2": (("Deleted entries", "Escape"), ("New entry", "Escape"), ("All kinds", "Escape"), ("New entry", "Ctrl+K", "Escape", "Escape")),
    "Ctrl+3": (("Change", "Escape"), ("Change", "Return", "Escape"), ("Why these numbers", "Tab", "Escape"), ("Add an exercise", "Escape")),
    "Ctrl+4": (("Save chart",),),
    "Ctrl+5": (
        ("Questions for the physiotherapist", "Tab", "Escape"),
        ("Appointments", "Tab", "Return", "Escape", "Escape"),
        ("Appointments", "Escape"),
    ),
    "Ctrl+6": (("Backups", "Tab", "Escape"), ("Folder", "F1", "Escape", "Escape")),
}


@pytest.fixture
def person(opened, keep, spoken, monkeypatch):
    """A window, and the keyboard to it; of each dialog for a file the person thinks better."""
    keep(*entries_in_view(), onset=ICE_STILL)
    for asked in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, asked, lambda *_given: ("", ""))
    window = opened()
    return window, Keyboard(window.window, spoken)


def test_escape_closes_what_was_opened_and_the_focus_is_where_it_came_from(person):
    _window, keys = person
    for page, openings in OPENED.items():
        for name, *then in openings:
            keys.strike(page)
            if name == "Add an exercise":
                keys.press("See the exercises")
            keys.press(name)
            keys.strike(*then)
            keys.is_on(name)
    _comes_back_to_an_entry(keys)


def _comes_back_to_an_entry(keys):
    """From what lies over the window, from an edit, a message and a search."""
    keys.strike("Ctrl+1")
    for over in ("Ctrl+K", "F1", "Ctrl+H"):
        keys.to_entry("Lifting")
        keys.strike(over, "Escape")
        keys.is_on("Lifting", "list item")
    keys.strike("E", "Escape")
    keys.is_on("Lifting", "list item")
    keys.strike("Delete")
    keys.press("Close")
    keys.is_on("Ice", "list item")
    keys.strike("Ctrl+2")
    keys.to_entry("Ice")
    keys.strike("E", "Escape")
    keys.is_on("Ice", "list item")
    keys.strike("Ctrl+F")
    keys.type("Panadol")
    keys.hears("1 found")
    keys.strike("Escape")
    keys.is_on("Ice", "list item")


def test_from_wherever_the_focus_is_a_digit_chooses_the_pain_unless_it_is_typed_and_ctrl_enter_saves_a_form(person):
    window, keys = person
    card = window.window.today.pain_card
    card.details.open_more(is_open=True)
    settle()
    stops, _hidden = way(window.window, Qt.Key.Key_Tab, MOST_STOPS)
    wrong = []
    for place, stop in enumerate(stops):
        digit = 2 + place % 8
        card.scale.set_value(None)
        stop.setFocus()
        QTest.keyClick(stop, str(digit))
        if (card.scale.value() == digit) is isinstance(stop, TYPED_IN):
            wrong.append(stop.accessibleName())
    assert wrong == []
    assert len(stops) > 20
    _is_saved_from_each_field(window, keys)


def _is_saved_from_each_field(window, keys):
    """By Ctrl+Enter, here what is refused."""
    form = window.window.today.forms.form(Kind.DOSE)
    window.window.today.forms.open(Kind.DOSE)
    settle()
    stops = [stop for stop in way(window.window, Qt.Key.Key_Tab, MOST_STOPS)[0] if form.isAncestorOf(stop)]
    assert len(stops) > 5
    for stop in stops:
        stop.setFocus()
        keys.strike("Ctrl+Return")
        keys.hears("Write what was taken")
        assert QApplication.focusWidget() is form.name


def test_no_command_is_on_a_letter_or_a_digit_alone():
    assert [keys for command in COMMANDS for keys in command.keys if len(keys) == 1] == []
