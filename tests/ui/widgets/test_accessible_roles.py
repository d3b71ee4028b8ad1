"""What a screen reader takes a widget for, what it says of its state, and that it can be pressed as before."""

import gc
from datetime import timedelta

import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from tests.builders import an_entry
from tests.ui.hands import control, in_view, name_of, settle
from tracker.domain.entries import Kind
from tracker.domain.plan.protocol import Phase
from ui.sessions.countdown_ring import CountdownRing
from ui.widgets import accessible_roles
from ui.widgets.accessible_roles import hear_as, show_open
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.entries.entry_line import EntryLine
from ui.widgets.labels import ElidedLabel, plain_label
from ui.widgets.pain_scale import PainScale
from ui.widgets.points_scale import PointsKey, PointsScale
from ui.widgets.segmented_bar import SegmentedBar

Role, Text = QAccessible.Role, QAccessible.Text


def heard(widget):
    return QAccessible.queryAccessibleInterface(widget)


def test_what_is_drawn_as_a_heading_is_heard_as_one_with_the_words_it_shows_now(qtbot):
    label = plain_label("Rest", "title")
    qtbot.addWidget(label)
    assert (heard(label).role(), heard(label).text(Text.Name)) == (Role.Heading, "Rest")
    label.setText("Ice")
    assert heard(label).text(Text.Name) == "Ice"
    assert heard(plain_label("Rest")).role() == Role.StaticText


def test_what_qt_was_told_before_a_role_was_given_is_asked_anew(qtbot, monkeypatch):
    """With a screen reader there, Qt asks at the first name a widget gets, and keeps what it was told."""
    widgets = [QWidget(), QLabel("Rest"), QPushButton("Today")]
    for widget in widgets:
        qtbot.addWidget(widget)
        heard(widget)
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    for widget, role in zip(widgets, ("list", "heading", "tab"), strict=True):
        hear_as(widget, role)
    assert [heard(widget).role() for widget in widgets] == [Role.List, Role.Heading, Role.PageTab]


@pytest.mark.qt_log_ignore("This plugin does not support")  # the screen of the tests has one layer
def test_an_open_menu_can_be_read_beneath_its_button(qtbot):
    """Qt counts a menu among the children of nobody."""
    button = QPushButton("Add")
    qtbot.addWidget(button)
    menu = QMenu(button)
    menu.addAction("Medicine")
    show_open(button, is_open=False)
    assert heard(button).childCount() == 0
    menu.setVisible(True)
    assert heard(button).state().expanded
    assert heard(button).child(0).child(0).text(Text.Name) == "Medicine"
    menu.hide()
    assert heard(button).child(0) is None


def test_of_several_texts_none_is_said_twice_by_its_tooltip(shown):
    label = shown(ElidedLabel("<b>A long line</b> " * 40), 100, 40)
    assert label.toolTip()
    assert heard(label).text(Text.Description) == ""


def test_the_pages_are_tabs_of_which_one_is_selected_and_a_screen_reader_presses_them(window):
    tabs = window.window.navigation.buttons
    assert {heard(tab).role() for tab in tabs.values()} == {Role.PageTab}
    assert [key for key, tab in tabs.items() if heard(tab).state().selected] == ["today"]
    heard(tabs["plan"]).actionInterface().doAction(QAccessibleActionInterface.pressAction())
    settle()
    assert [key for key, tab in tabs.items() if heard(tab).state().selected] == ["plan"]
    assert window.window.stack.current_key == "plan"


def test_one_of_several_is_a_radio_button_in_a_group_of_the_name_of_the_choice(qtbot):
    bar, chips, points, pain = SegmentedBar([("a", "A"), ("b", "B")], "Theme"), ChoiceChips("What"), PointsScale("Mood"), PainScale()
    chips.set_options([("a", "A"), ("b", "B")])
    for group, one_of_it in ((bar, bar.segment("b")), (chips, chips.chip("b")), (points, points.key(0)), (pain, pain.key(0))):
        qtbot.addWidget(group)
        assert (heard(group).role(), heard(one_of_it).role()) == (Role.Grouping, Role.RadioButton)
    assert [heard(group).text(Text.Name) for group in (bar, chips, points, pain)] == ["Theme", "What", "Mood", "Pain now"]


def test_two_scales_of_a_form_are_told_apart_by_their_groups(window):
    forms = window.window.today.forms
    forms.open(Kind.DAY_NOTE)
    settle()
    noughts = [key for key in in_view(forms) if isinstance(key, PointsKey) and key.value == 0]
    assert [heard(key).parent().text(Text.Name) for key in noughts] == ["Sleep quality", "Mood"]


def test_the_pain_that_is_chosen_is_said_with_its_scale(qtbot):
    scale = PainScale()
    qtbot.addWidget(scale)
    assert heard(scale).text(Text.Description) == ""
    scale.key(6).toggle()
    assert heard(scale).text(Text.Description) == "6 of 10"
    scale.set_value(None)
    assert heard(scale).text(Text.Description) == ""


def test_scale_and_countdown_have_a_value_and_tell_of_it(qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(accessible_roles, "_send", lambda event: told.append(event.value()))
    scale, ring = PainScale(), CountdownRing()
    for widget in (scale, ring):
        qtbot.addWidget(widget)
    assert heard(scale).valueInterface() is None  # nothing is chosen, and 0 would be an answer
    heard(scale).actionInterface()
    scale.key(6).toggle()
    value = heard(scale).valueInterface()
    assert (value.currentValue(), value.minimumValue(), value.maximumValue()) == (6, 0, 10)
    value.setCurrentValue(4)
    assert scale.value() == 4
    ring.show_time(timedelta(minutes=12, seconds=20), timedelta(minutes=20), Phase.ICE)
    value = heard(ring).valueInterface()
    assert (value.currentValue(), value.minimumValue(), value.maximumValue()) == (13, 0, 20)
    assert (told[0], told[-1]) == (6, 13)
    ring.show_time(timedelta(minutes=12, seconds=10), timedelta(minutes=20), Phase.ICE)
    assert told[-2:] != [13, 13]  # once a minute


def test_a_part_without_a_value_answers_what_else_it_is_asked(qtbot):
    """Asked for what a widget is not, PySide has to be given an address of nothing: with None the program ended."""
    widget = QWidget()
    qtbot.addWidget(widget)
    hear_as(widget, "group")
    assert heard(widget).valueInterface() is None
    assert heard(widget).textInterface() is None
    assert heard(widget).actionInterface() is not None


def test_what_opens_something_says_whether_it_is_open(window):
    chip = window.window.today.pain_card.details.more_button
    assert (heard(chip).role(), heard(chip).state().expandable, heard(chip).state().expanded) == (Role.Button, 1, 0)
    chip.click()
    settle()
    assert (heard(chip).state().expanded, heard(chip).state().collapsed) == (1, 0)
    window.tracker.planner.shown_cautions()
    window.press("Start ice")
    window.later(minutes=20)
    after = control(window.window, "Pain after", QPushButton)
    assert (heard(after).state().expandable, heard(after).state().expanded) == (1, 0)
    window.press("Pain after")
    assert heard(after).state().expanded


def test_a_screen_reader_is_told_when_it_opens_or_closes_and_not_when_it_stays(qtbot, monkeypatch):
    told = []
    monkeypatch.setattr(accessible_roles, "_send", lambda event: told.append((event.object().text(), event.changedStates().expanded)))
    button = QPushButton("More")
    qtbot.addWidget(button)
    for is_open in (False, True, True, False):
        show_open(button, is_open=is_open)
    assert told == [("More", 1), ("More", 1)]


def test_a_list_counts_the_entries_it_shows(opened, keep):
    keep(*(an_entry(hour, f"2026-11-25T0{hour}:00") for hour in (1, 2, 3)))
    window = opened()
    window.tracker.journal.delete([window.tracker.journal.pain_entries()[0].id])
    window.window.today.refresh()
    settle()
    lines = [line for line in in_view(window.window) if isinstance(line, EntryLine)]
    entries = heard(lines[0]).parent()
    assert (entries.role(), entries.childCount()) == (Role.List, 2)
    assert [entries.indexOfChild(heard(line)) for line in lines] == [0, 1]
    assert [entries.child(place).text(Text.Name) for place in (0, 1)] == [name_of(line) for line in lines]
    assert {heard(line).role() for line in lines} == {Role.ListItem}


def test_a_widget_that_goes_takes_nothing_with_it(qtbot):
    """Qt owns what it is told of a widget; Python would free it a second time."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    for turn in range(60):
        label, button = QLabel(str(turn)), QPushButton(str(turn))
        hear_as(label, "text")
        show_open(button, is_open=bool(turn % 2))
        for widget in (label, button):
            layout.addWidget(widget)
            assert name_of(widget) == str(turn)
        label.deleteLater()
        settle()
        gc.collect(1)  # what was made in this turn is young; all of it would take a quarter of a second each time
        assert heard(button).state().expanded == turn % 2
