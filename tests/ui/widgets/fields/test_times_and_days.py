"""The fields of times and days: as many times as are wanted, days of the week, one day alone, and figures that come again."""

from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QDate, QEvent, QPoint, Qt, QTime
from PySide6.QtGui import QFocusEvent, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit, QTimeEdit, QWidget

from tests.ui.cut_off import cut_off
from tests.ui.hands import control, has, press, settle, turn_wheel
from tracker.formats.texts import choose_formats, places
from ui.pages.settings.reminders.days_field import DayField, DaysField
from ui.pages.settings.reminders.repeat_fields import RepeatFields
from ui.widgets.dates import show_as_day
from ui.widgets.fields.amount_box import AmountBox
from ui.widgets.fields.day_box import DayBox
from ui.widgets.fields.own_period import OwnPeriod
from ui.widgets.fields.points_field import PointsField
from ui.widgets.fields.steppers import CountBox, TimeField
from ui.widgets.fields.times_field import TimeRows, TimesField
from ui.widgets.fields.typed_parts import typed_by_parts
from ui.widgets.fields.when_fields import WhenFields
from ui.widgets.layouts import FlowLayout
from ui.widgets.toggle_chips import ToggleChips

WEDNESDAY = date(2026, 11, 25)
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


@pytest.fixture
def shown(qtbot):
    def show(widget):
        qtbot.addWidget(widget)
        widget.resize(640, 300)
        widget.show()
        settle()
        return widget

    return show


def in_a_flow(*fields):
    """Fields side by side, each as wide as it asks to be."""
    ground = QWidget()
    flow = FlowLayout(ground)
    for field in fields:
        flow.addWidget(field)
    return ground


@pytest.mark.parametrize("points", [9, 14, 18])
def test_a_field_has_room_for_what_it_can_hold_in_any_type(shown, points):
    days = [DayBox("Day") for _weekday in range(7) for _month in range(12)]
    for place, field in enumerate(days):
        field.setDate(QDate(2026, 1 + place % 12, 20 + place // 12))
    clock, amount, count, place = TimeField("Time"), AmountBox("mg", 100_000), CountBox("Minutes", 1440, 110), PointsField(blank="as now")
    place.keep_width(80)
    clock.show_wall(time(20, 48))
    amount.show_amount(99_999.25)
    count.show_count(1440)
    ground = in_a_flow(*days, clock, amount, count, place)
    type_ = QFont(ground.font())
    type_.setPointSizeF(points)
    ground.setFont(type_)
    assert not [fault for fault in cut_off(shown(ground)) if "width" in fault]


def test_a_wheel_over_a_day_or_a_time_that_is_not_in_hand_scrolls_the_page(shown):
    when = shown(WhenFields())
    when.show_time(datetime(2026, 11, 25, 13, 5))  # noqa: DTZ001 - wall-clock time
    when.day.clearFocus()
    assert not turn_wheel(when.day)
    assert not turn_wheel(when.time)
    assert when.chosen_time() == datetime(2026, 11, 25, 13, 5)  # noqa: DTZ001 - wall-clock time


def test_a_wheel_over_a_number_changes_it_only_in_hand(shown):
    minutes = shown(CountBox("Minutes", 1440, 110))
    minutes.show_count(20)
    minutes.clearFocus()
    assert not turn_wheel(minutes)
    assert minutes.count() == 20
    minutes.setFocus()
    assert turn_wheel(minutes)
    assert minutes.count() == 21


def test_times_are_those_that_stand_there(shown):
    rows = shown(TimeRows("Times", 24))
    rows.show_times([time(9), time(14), time(19)])
    rows.show_times([time(8)])
    assert rows.times() == (time(8),)


def test_a_time_added_is_an_hour_after_the_last_and_stays_on_its_day(shown):
    rows = shown(TimeRows("Times", 24))
    rows.show_times([time(21, 30), time(9)])
    press(rows, "Add a time")
    press(rows, "Add a time")
    press(rows, "Add a time")
    assert rows.times()[2:] == (time(22, 30), time(23, 30), time(23))


def test_there_are_no_more_times_than_may_be(shown):
    rows = shown(TimeRows("Times", 2))
    rows.show_times([time(9)])
    press(rows, "Add a time")
    assert not has(rows, "Add a time")
    press(rows, "Remove time 2")
    assert has(rows, "Add a time")
    assert rows.times() == (time(9),)


def test_the_focus_stays_with_the_times_when_one_is_taken_away(shown):
    rows = shown(TimeRows("Times", 24))
    rows.show_times([time(9), time(14), time(19)])
    rows.activateWindow()
    press(rows, "Remove time 3")
    assert control(rows, "Time 2").hasFocus()


def test_showing_times_tells_nobody(shown, qtbot):
    rows = shown(TimeRows("Times", 24))
    with qtbot.assertNotEmitted(rows.changed):
        rows.show_times([time(9), time(14)])
    with qtbot.waitSignal(rows.changed):
        press(rows, "Remove time 1")


def test_a_wheel_that_scrolls_the_page_changes_no_time_and_no_day(shown):
    field, days = shown(TimeField("From")), shown(DaysField(DAYS))
    field.show_wall(time(9))
    days.offer_once(may_be_once=True)
    days.show_days((0,), WEDNESDAY, WEDNESDAY)
    field.clearFocus()
    days.setFocus()
    assert not turn_wheel(field)
    assert not turn_wheel(days.day)
    assert (field.wall(), days.chosen_day()) == (time(9), WEDNESDAY)


def test_a_wheel_over_the_time_in_hand_changes_it(shown):
    field = shown(TimeField("From"))
    field.show_wall(time(9))
    field.activateWindow()
    field.setFocus()
    settle()
    assert turn_wheel(field)
    assert field.wall() != time(9)


def test_what_is_not_offered_is_not_chosen(shown):
    chips = shown(ToggleChips("Only in", {"ice": "Ice", "heat": "Damp heat"}))
    chips.choose(["ice", "heat"])
    chips.offer(["heat"])
    assert chips.chosen_keys() == ("heat",)


def test_one_day_alone_only_where_that_is_offered(shown):
    days = shown(DaysField(DAYS))
    days.offer_once(may_be_once=True)
    days.show_days((0, 1), WEDNESDAY, WEDNESDAY)
    assert days.chosen_day() == WEDNESDAY
    days.offer_once(may_be_once=False)
    assert days.chosen_day() is None
    assert has(days, "Mon")
    assert days.chosen_weekdays() == (0, 1)


def test_times_and_hours_come_back_as_they_were_kept(shown):
    field = shown(TimesField(24, 720))
    field.offer("both")
    field.show_values((time(9), time(14)), 45, time(8), time(18))
    kept = field.content()
    field.show_values((time(20),), None, time(7), time(22))
    assert not field.is_every()
    field.show_content(kept)
    assert (field.is_every(), field.minutes(), field.start.wall(), field.end.wall()) == (True, 45, time(8), time(18))
    assert field.times.times() == (time(9), time(14))


def test_hours_alone_never_come_every_so_often(shown):
    field = shown(TimesField(24, 720))
    field.show_values((), 45, time(8), time(18))
    field.offer("hours")
    assert not field.is_every()
    assert not has(field, "Every so often")
    assert control(field, "From").isVisible()


def test_figures_of_repeats_show_once_it_is_to_come_again(shown):
    fields = shown(RepeatFields(240, 10))
    fields.show_figures(None)
    assert not fields.minutes.isVisible()
    fields.check.toggle()
    assert fields.minutes.isVisible()
    assert fields.figures() == (10, 3)
    fields.minutes.show_count(None)
    assert fields.figures() == (0, 3)


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Africa/Cairo", "America/Havana", "Pacific/Honolulu"])
def test_no_day_later_than_the_last_can_be_chosen_wherever_the_computer_is(shown, computer_in, zone):
    computer_in(zone)
    fields = shown(WhenFields())
    fields.limit_to(datetime(2026, 11, 25, 13, 5))  # noqa: DTZ001 - wall-clock time, without zone on purpose
    fields.show_time(datetime(2026, 11, 25, 13, 5))  # noqa: DTZ001 - as above
    fields.day.stepBy(1)
    assert fields.chosen_time() == datetime(2026, 11, 25, 13, 5)  # noqa: DTZ001 - as above


def click_at(field, share):
    """Click into the text of a field, at a share of its length."""
    line = field.lineEdit()
    length = line.fontMetrics().horizontalAdvance(line.text())
    QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(8 + round(share * length), line.height() // 2))
    settle()


@pytest.mark.parametrize(
    ("share", "typed", "wanted"),
    [
        *((share, "2130", "21:30") for share in (0, 0.2, 0.4)),
        *((share, "45", "20:45") for share in (0.7, 0.9, 1)),
        *((share, "2130", "21:30") for share in (0.7, 0.9, 1)),
        (0.9, "2570", "20:25"),
        (0.2, "9:30", "09:30"),
        (0.2, "930", "09:30"),
    ],
)
def test_a_click_into_a_time_chooses_its_part_to_be_typed_anew(shown, share, typed, wanted):
    for holder in (TimeField("Time"), WhenFields()):
        field = control(shown(holder), "Time", QTimeEdit)
        field.setTime(QTime(20, 13))
        click_at(field, share)
        QTest.keyClicks(field, typed)
        assert field.text() == wanted


@pytest.mark.parametrize(
    ("share", "typed", "wanted"),
    [
        (0.05, "14", "14 Nov 2026"),
        (0.3, "14", "14 Nov 2026"),
        (0.5, "oct", "25 Oct 2026"),
        (0.9, "2025", "25 Nov 2025"),
        (0.3, "3 oct", "3 Oct 2026"),
    ],
)
@pytest.mark.usefixtures("in_english")
def test_a_click_into_a_day_chooses_its_part_and_a_weekday_stands_for_its_day(shown, share, typed, wanted):
    for holder, name in ((DayField("Day"), "Day"), (WhenFields(), "Day"), (OwnPeriod(), "From")):
        field = control(shown(holder), name, QDateEdit)
        field.setDate(QDate(2026, 11, 25))
        click_at(field, share)
        QTest.keyClicks(field, typed)
        field.interpretText()
        assert field.text().endswith(wanted)


@pytest.fixture(params=["en_US", "en_GB", "de_DE"])
def as_written_in(request):
    usual = places()[0]
    choose_formats(request.param)
    yield
    choose_formats(usual)


def date_fields(qtbot):
    """Every kind of field for a date, which no window has to show."""
    birth = typed_by_parts(QDateEdit())
    show_as_day(birth)
    for holder in (DayField("Day"), WhenFields(), OwnPeriod(), birth):
        qtbot.addWidget(holder)
        field = holder if isinstance(holder, QDateEdit) else holder.findChild(QDateEdit)
        field.setDate(QDate(2010, 11, 25))
        yield field


def in_hand(field):
    return field.lineEdit().selectedText()


@pytest.mark.usefixtures("as_written_in")
def test_the_day_is_in_hand_where_the_focus_comes_by_a_key_wherever_the_day_is_written(qtbot):
    reasons = Qt.FocusReason
    for reason in (reasons.TabFocusReason, reasons.BacktabFocusReason, reasons.ShortcutFocusReason, reasons.OtherFocusReason):
        for field in date_fields(qtbot):
            QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn, reason))
            assert in_hand(field) == "25"
            QTest.keyClick(field, Qt.Key.Key_Down)
            assert field.date() == QDate(2010, 11, 24)
            QTest.keyClick(field, Qt.Key.Key_Up)
            QTest.keyClick(field, Qt.Key.Key_Up)
            assert field.date() == QDate(2010, 11, 26)


@pytest.mark.usefixtures("as_written_in")
def test_tab_stops_at_no_weekday_and_arrows_there_change_the_day(qtbot):
    for field in date_fields(qtbot):
        QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.BacktabFocusReason))
        for _turn in range(field.sectionCount()):
            QTest.keyClick(field, Qt.Key.Key_Backtab)
            assert "Thu" not in in_hand(field)
        field.setCurrentSectionIndex(0)
        QTest.keyClick(field, Qt.Key.Key_Down)
        assert field.date() != QDate(2010, 11, 25)


@pytest.mark.parametrize(
    ("now", "part", "wanted"),
    [
        ("2026-11-25T00:30", "Evening", "2026-11-24T20:00"),
        ("2026-11-25T00:30", "Morning", "2026-11-24T08:00"),
        ("2026-11-25T20:00", "Evening", "2026-11-25T20:00"),
        ("2026-11-25T09:00", "Noon", "2026-11-24T12:00"),
        ("2026-11-25T21:00", "Morning", "2026-11-25T08:00"),
    ],
)
def test_a_part_of_the_day_is_the_last_one_that_has_been(shown, now, part, wanted):
    fields = shown(WhenFields(with_parts=True))
    local = datetime.fromisoformat(now)
    fields.limit_to(local)
    fields.show_time(local)
    press(fields, part)
    assert fields.chosen_time() == datetime.fromisoformat(wanted)


def test_yesterday_is_one_press_where_what_is_chosen_has_been(shown):
    fields = shown(WhenFields())
    assert not has(fields, "Yesterday")
    now = [datetime(2026, 11, 25, 23, 59)]  # noqa: DTZ001 - wall-clock time, without zone on purpose
    fields.offer_yesterday(lambda: now[0])
    fields.show_time(now[0])
    press(fields, "Yesterday")
    assert fields.chosen_time() == datetime(2026, 11, 24, 23, 59)  # noqa: DTZ001 - as above
    now[0] += timedelta(minutes=1)
    press(fields, "Yesterday")
    assert fields.chosen_time() == datetime(2026, 11, 25, 23, 59)  # noqa: DTZ001 - as above
