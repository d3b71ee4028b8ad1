"""The diary's month."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from tests.other_letters import written_in
from tracker.library.look import palette
from ui.pages.diary.month_grid import DayButton, DayCell, MonthGrid

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints"), pytest.mark.usefixtures("dressed")]
TODAY = date(2026, 11, 25)
DAYS = {TODAY: DayCell(6, 3), date(2026, 11, 24): DayCell(6.5, 1), date(2026, 11, 18): DayCell(None, 2)}


@pytest.fixture
def grid(shown):
    month = shown(MonthGrid())
    month.show_month(2026, 11, DAYS, TODAY, TODAY, since=date(2026, 11, 17))
    return month


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (25, "Wednesday 25 November, Today, typical pain 6, 3 entries"),
        (24, "Tuesday 24 November, typical pain 6.5, 1 entry"),
        (18, "Wednesday 18 November, 2 entries"),
        (17, "Tuesday 17 November, no entry"),
        (26, "Thursday 26 November"),
    ],
)
def test_every_day_says_what_it_holds(grid, day, name):
    assert grid.day_button(date(2026, 11, day)).accessibleName() == name


def test_a_day_shows_its_number_and_value(grid):
    assert grid.day_button(TODAY).text() == "25 6"


@pytest.mark.parametrize(
    ("place", "column"),
    [("en_GB", 6), ("en_US", 0), ("ar_EG", 1)],
)
def test_the_week_begins_as_the_country_has_it(shown, qtbot, place, column):
    with written_in(place):
        grid = shown(MonthGrid(), 700, 500)
        grid.show_month(2026, 11, {}, None, TODAY)
    sunday_the_first = grid.day_button(date(2026, 11, 1))
    qtbot.waitUntil(lambda: sunday_the_first.width() < 120)
    assert round(sunday_the_first.geometry().center().x() / 100 - 0.5) == column


def test_a_click_chooses_a_day(grid, qtbot):
    with qtbot.waitSignal(grid.day_chosen) as heard:
        qtbot.mouseClick(grid.day_button(date(2026, 11, 3)), Qt.MouseButton.LeftButton)
    assert heard.args == [date(2026, 11, 3)]
    assert [button.day.day for button in grid.findChildren(DayButton) if button.isChecked()] == [3]


@pytest.mark.parametrize(("key", "day"), [(Qt.Key.Key_Left, 24), (Qt.Key.Key_Right, 26), (Qt.Key.Key_Up, 18)])
def test_arrow_keys_move_by_day_and_week(grid, qtbot, key, day):
    grid.focus_day(TODAY)
    with qtbot.waitSignal(grid.day_chosen) as heard:
        qtbot.keyClick(grid.day_button(TODAY), key)
    assert heard.args == [date(2026, 11, day)]
    assert grid.day_button(date(2026, 11, day)).hasFocus()


@pytest.mark.parametrize(("key", "delta"), [(Qt.Key.Key_PageUp, -1), (Qt.Key.Key_PageDown, 1)])
def test_page_keys_ask_for_another_month(grid, qtbot, key, delta):
    grid.focus_day(TODAY)
    with qtbot.waitSignal(grid.month_wanted) as heard:
        qtbot.keyClick(grid.day_button(TODAY), key)
    assert heard.args == [delta]


def test_walking_over_the_edge_goes_on_in_the_next_month(grid, qtbot):
    grid.month_wanted.connect(lambda _delta: grid.show_month(2026, 12, {}, None, TODAY))
    grid.focus_day(date(2026, 11, 27))
    with qtbot.waitSignal(grid.day_chosen) as heard:
        qtbot.keyClick(grid.day_button(date(2026, 11, 27)), Qt.Key.Key_Down)
    assert heard.args == [date(2026, 12, 4)]
    assert grid.day_button(date(2026, 12, 4)).hasFocus()


def test_tab_stops_once_at_the_chosen_day(grid):
    assert [button.day for button in grid.findChildren(DayButton) if button.focusPolicy() & Qt.FocusPolicy.TabFocus] == [TODAY]


def test_a_day_has_the_shade_of_its_pain(grid):
    button = grid.day_button(TODAY)
    assert button.grab().toImage().pixelColor(button.width() - 8, 8).name().upper() == palette("light").pain(6)


def test_a_missed_day_has_an_edge_and_neither_a_day_to_come_nor_one_before_the_diary_began_has_one(grid):
    def edge(day):
        button = grid.day_button(date(2026, 11, day))
        drawn = button.grab().toImage()
        return {drawn.pixelColor(x, 2).name().upper() for x in range(12, button.width() - 12)}

    assert palette("light").outline in edge(17)
    assert palette("light").outline not in edge(27) | edge(16)


def test_the_chosen_day_has_a_strong_edge_and_no_ring_of_its_own(grid):
    button = grid.day_button(TODAY)
    drawn = button.grab().toImage()
    assert drawn.pixelColor(button.width() // 2, 0).name().upper() == palette("light").text
    assert not button.property("ownFocus")  # the one ring of the window is around it while the keyboard is there
    said = QAccessible.queryAccessibleInterface(button)
    assert (said.role(), said.state().checked) == (QAccessible.Role.RadioButton, True)
