"""The way of Tab over pages, forms and dialogs in one narrow window and in one that is mirrored; in a usual one each scene is walked elsewhere."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QPushButton, QVBoxLayout, QWidget

from tests.ui.conftest import ICE_STILL
from tests.ui.hands import settle
from tests.ui.scenes import SCENES, entries_in_view
from tests.ui.tab_way import against_the_eye, differs_on_the_way_back, way
from ui.widgets.word_chips import WordChips

pytestmark = pytest.mark.qt_log_ignore("does not support")  # the screen of the tests stacks no windows
MOST_STOPS = 160
MIRRORED = (
    "first run, when it began",
    "today, worst and least",
    "diary, found",
    "plan, keeping well",
    "trends, all options",
    "report, all choices",
    "settings, own reminder",
    "dialog: episode",
)
NARROW = (
    *MIRRORED[:-1],
    "today, places",
    "today, activity",
    "today, medicine",
    "today, day note",
    "today, session by hand",
    "diary, new entry",
    "diary, bin",
    "plan, own exercise",
    "report, visits",
    "settings, diary, its rows open",
    "settings, exchange, its rows open",
    "settings, own medicine",
    "dialog: help",
    "dialog: episode",
)


@pytest.fixture
def mirrored(qapp):
    """The direction of Arabic."""
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def faults_of(window, scenes):
    """What is wrong with the way of Tab in each scene, brought into view one after the other."""
    found = []
    for name in scenes:
        root = SCENES[name](window)
        settle()
        stops, hidden = way(root, Qt.Key.Key_Tab, MOST_STOPS)
        found += [f"{name}: {fault}" for fault in against_the_eye(stops, root)]
        found += [f"{name}: {stop} has the focus out of sight" for stop in hidden]
        if isinstance(root, QDialog):
            root.reject()
            settle()
    return found


def test_in_a_narrow_window_tab_follows_the_eye(opened, keep):
    keep(*entries_in_view(), onset=ICE_STILL)
    faults = faults_of(opened(size=(900, 600)), NARROW)
    assert not faults, "\n".join(faults)


@pytest.mark.usefixtures("mirrored")
def test_mirrored_tab_follows_the_eye_from_the_right(opened, keep):
    keep(*entries_in_view(), onset=ICE_STILL)
    faults = faults_of(opened(), MIRRORED)
    assert not faults, "\n".join(faults)


def buttons_in_a_grid(shown, *names):
    """A window of buttons, two in a row."""
    holder = QWidget()
    grid = QGridLayout(holder)
    buttons = [QPushButton(name) for name in names]
    for place, button in enumerate(buttons):
        grid.addWidget(button, *divmod(place, 2))
    return shown(holder).window(), buttons


def test_a_way_that_goes_up_or_back_in_its_row_is_seen(shown):
    root, (first, second, third, fourth) = buttons_in_a_grid(shown, "1", "2", "3", "4")
    assert against_the_eye([third, fourth, first, second], root) == []  # it goes round
    assert against_the_eye([first, second, fourth, third], root) == ["3 comes after 4"]
    assert sorted(against_the_eye([first, fourth, second, third], root)) == ["2 comes after 4", "3 comes after 4"]
    assert differs_on_the_way_back([first, second, third], [second, first, third]) == []
    assert differs_on_the_way_back([first, second, third], [third, first, second]) != []
    assert differs_on_the_way_back([first, second, third], [second, first]) == ["3"]


@pytest.mark.usefixtures("mirrored")
def test_mirrored_a_row_begins_at_the_right(shown):
    root, (first, second, third, fourth) = buttons_in_a_grid(shown, "1", "2", "3", "4")
    assert against_the_eye([first, second, third, fourth], root) == []
    assert against_the_eye([first, second, fourth, third], root) == ["3 comes after 4"]


def test_what_was_put_in_order_before_it_came_into_a_window_stays_so(shown):
    holder, words = QWidget(), WordChips("In your own words", {"dull": "dull", "stiff": "stiff"})
    layout = QVBoxLayout(holder)
    layout.addWidget(QPushButton("before"))
    layout.addWidget(words)
    root = shown(holder).window()
    stops, _hidden = way(root, Qt.Key.Key_Tab, MOST_STOPS)
    assert len(stops) == 4
    assert against_the_eye(stops, root) == []
