from dataclasses import replace
from functools import cache

import pytest

from tests.charts.more_diaries import DAY, FORBIDDEN, LONG_AND_ODD, ONSET, PERIOD, SITE, WEEK, a_pain_entry, everything
from tests.charts.seen import NONE, SIZES, all_text, cut_off, drawn, golden, inside, named, over_each_other
from tracker.charts.hours.draw import draw_hours
from tracker.charts.hours.picture import HoursPicture, describe_hours, hours_picture, table_hours
from tracker.domain.statistics.hours import HourOfDay
from tracker.wording.counts import logged_words

EMPTY = HoursPicture(first=PERIOD[0], last=PERIOD[1])


@cache
def six_weeks():
    return hours_picture(everything(), SITE, PERIOD)


@cache
def seen_six_weeks():
    return drawn(draw_hours, six_weeks())


def at_hours(*readings):
    entries = [a_pain_entry(ONSET + number * DAY, pain, hour=hour) for number, (hour, pain) in enumerate(readings)]
    return hours_picture(entries, SITE, PERIOD)


def test_each_hour_with_three_entries_has_its_median_and_half_of_its_entries_and_no_other():
    picture = at_hours((7.1, 8), (7.5, 6), (7.9, 7), (20, 2), (20, 2), (20, 4), (12, 9), (12, 9))
    _figure, drawing = drawn(draw_hours, picture)
    medians = [(line.get_xdata()[0], line.get_ydata()[0]) for line in named(drawing.axes, "median")]
    assert medians == [(7.5, 7), (20.5, 2)]
    boxes = [(box.get_y(), box.get_y() + box.get_height()) for box in named(drawing.axes, "half of the entries")]
    assert boxes == [(6.5, 7.5), (2, 3)]


def test_hours_with_an_entry_or_two_are_hatched_and_show_them_and_hours_without_any_stay_blank():
    picture = at_hours((7, 8), (7, 6), (7, 7), (12.25, 9), (12.5, 4))
    _figure, drawing = drawn(draw_hours, picture)
    hatched = [(patch.get_x(), patch.get_width()) for patch in named(drawing.axes, "unknown")]
    assert hatched == [(12, 1)]
    (circles,) = named(drawing.axes, "readings")
    assert list(zip(circles.get_xdata(), circles.get_ydata(), strict=True)) == [(12.25, 9), (12.5, 4)]


def test_the_scale_and_the_day_are_whole_whatever_was_logged():
    for picture in (EMPTY, at_hours((3, 10))):
        _figure, drawing = drawn(draw_hours, picture)
        assert (drawing.axes.get_xlim(), drawing.axes.get_ylim()) == ((0, 24), (0, 10))
        assert [label.get_text() for label in drawing.axes.get_xticklabels()] == [f"{hour:02}" for hour in range(0, 25, 3)]
        assert not drawing.zooms


def test_only_what_differs_within_the_same_days_is_told_above():
    figure, drawing = seen_six_weeks()
    # The highest hours are those of the morning, but on the same days it is not sure: the interval of the difference begins at 0.
    assert "No time of day stands out on the 33 days logged at several times." in all_text(figure).replace("\n", " ")
    assert "Lower back left. Not always on the same days. At night (22 to 07): 2 entries, 8 and 7, too few to compare." in (
        all_text(figure).replace("\n", " ")
    )
    # No hour is drawn as if it stood out.
    assert {line.get_marker() for line in named(drawing.axes, "median")} == {"o"}


def test_a_part_of_the_day_that_differs_within_the_same_days_is_named_with_its_interval():
    entries = [a_pain_entry(ONSET + number * DAY, pain, hour=hour) for number in range(9) for hour, pain in ((8, 5 + number % 2), (13, 4), (20, 3))]
    picture = hours_picture(entries, SITE, PERIOD)
    words = describe_hours(picture)
    assert "Higher from 06 to 12 than at other times of the same day: by 1.5 (1.5 to 2.5), 9 days." in words
    assert "Lower from 18 to 24 than at other times of the same day: by 1.5 (1.5 to 2), 9 days." in words
    assert "afternoon" not in words
    figure, _drawing = drawn(draw_hours, picture, SIZES[0])
    assert "Not always on the same days." in all_text(figure)


def test_mornings_of_the_bad_weeks_and_evenings_of_the_good_ones_make_no_claim():
    picture = at_hours(*((9, 8) for _day in range(20)), *((20, 2) for _day in range(20)))
    words = describe_hours(picture)
    assert (
        "Too early to say at what time of day it is higher: 0 days logged at several times of day so far, 7 needed.\n"
        "At night (22 to 07): no entry." in words
    )
    assert not [word for word in ("Highest", "Lowest", "igher in", "ower in") if word in words]


def test_under_each_hour_stands_how_many_entries_it_has():
    _figure, drawing = seen_six_weeks()
    counts = [(text.get_position()[0], text.get_text()) for text in drawing.axes.texts if text.get_gid() == "count"]
    assert counts == [(hour.hour + 0.5, str(hour.n)) for hour in six_weeks().hours if hour.n]


@pytest.mark.parametrize(
    ("readings", "words"),
    [
        (((3, 8), (23.5, 7)), "At night (22 to 07): 2 entries, 8 and 7, too few to compare."),
        (((6.9, 4), (7, 9), (21.9, 9)), "At night (22 to 07): 1 entry, 4, too few to compare."),
        (((0, 1), (1, 5), (2, 3), (4, 4), (5, 6)), "At night (22 to 07): 5 entries, between 1 and 6, too few to compare."),
        (((12, 4),), "At night (22 to 07): no entry."),
    ],
)
def test_a_night_without_a_median_is_told_in_words(readings, words):
    assert words in describe_hours(at_hours(*readings))


def test_a_night_with_a_median_needs_no_words():
    assert "At night" not in describe_hours(at_hours((3, 8), (3, 7), (3, 7), (23, 1)))


def test_hours_apart_are_named_one_by_one_and_many_by_their_number():
    few = at_hours((8, 7), (20, 7), *[(13, 2)] * 3)
    assert "nothing typical, from 08:00 to 09:00 and from 20:00 to 21:00: 2 entries in all." in describe_hours(few)
    many = at_hours(*((hour, 7) for hour in (2, 5, 8, 20)), *[(13, 2)] * 3)
    assert "nothing typical, at 4 hours of the day: 4 entries in all." in describe_hours(many)


def test_one_hour_alone_is_set_against_no_other():
    assert "not always of the same days" not in describe_hours(at_hours((7, 8), (7, 6), (7, 7)))


def test_the_words_count_entries_days_and_missing_days():
    words = describe_hours(six_weeks()).splitlines()
    assert words[0].startswith("Pain through the day, lower back left, 23 Nov 2026 to 3 Jan 2027. 150 entries on 37 of 42 days;")
    assert words[0].endswith("; 5 days without a pain entry.")
    assert words[2:6] == [
        "At night (22 to 07): 2 entries, 8 and 7, too few to compare.",
        "Fewer than 3 entries an hour, so nothing typical, from 03:00 to 04:00: 2 entries in all.",
        "No entry at 13 hours of the day.",
        "Not always on the same days.",
    ]


def test_one_missing_day_is_a_day_and_a_whole_period_misses_none():
    first, last = WEEK
    assert logged_words(9, 6, first, last) == "9 entries on 6 of 7 days; 1 day without a pain entry."
    assert logged_words(1, 1, first, first) == "1 entry on 1 of 1 day."


def test_days_before_the_diary_began_are_not_missing():
    first, last = WEEK
    assert logged_words(2, 2, first, last, first + 3 * DAY) == "2 entries on 2 of 4 days since the first entry; 2 days without a pain entry."
    assert logged_words(4, 4, first, last, first + 3 * DAY) == "4 entries on 4 of 4 days since the first entry."
    assert logged_words(2, 2, first, last, first - DAY) == logged_words(2, 2, first, last)
    assert logged_words(0, 0, first, last, last + DAY) == "0 entries on 0 of 1 day since the first entry; 1 day without a pain entry."


def test_other_sites_and_other_days_stay_out():
    entries = [a_pain_entry(ONSET, 9, neck=9), a_pain_entry(ONSET - DAY, 8), a_pain_entry(ONSET, 3)]
    assert [value for _at, value in hours_picture(entries, SITE, WEEK).readings] == [3]


def test_the_table_has_all_24_hours():
    table = table_hours(six_weeks())
    assert [row[0] for row in table.rows] == [f"{hour:02}:00" for hour in range(24)]
    assert table.rows[7] == ("07:00", "14", "7", "6", "8")
    assert table.rows[3] == ("03:00", "2", NONE, NONE, NONE)


def test_every_hour_with_an_entry_can_be_pointed_at_in_order_of_the_clock():
    _figure, drawing = seen_six_weeks()
    assert [point.words[:5] for point in drawing.points] == sorted(point.words[:5] for point in drawing.points)
    assert drawing.points[0].words == "03:00 to 04:00: 2 entries so far, 3 needed"
    assert drawing.points[1].words == "07:00 to 08:00: typically 7, half of the entries from 6 to 8, 14 entries"
    assert inside(drawing)


@pytest.mark.parametrize("size", [SIZES[0], SIZES[3]])
def test_no_text_is_cut_off_or_lies_over_another(size):
    years = replace(six_weeks(), hours=tuple(HourOfDay(hour, 1204, 5, 2, 8) for hour in range(24)))
    edges = at_hours((3, 10), (3, 10), (3, 10), (4, 0), (4, 0), (4, 0))
    for picture in (six_weeks(), years, edges) if size[0] < 640 else (years,):
        figure, _drawing = drawn(draw_hours, picture, size, title="Pain through the day")
        assert not cut_off(figure)
        assert not over_each_other(figure)


def test_odd_names_of_a_site_are_drawn_and_the_words_claim_nothing():
    for text in (" ".join(LONG_AND_ODD[:2]), LONG_AND_ODD[2]):
        picture = replace(six_weeks(), site=text)
        figure, _drawing = drawn(draw_hours, picture, title=text)
        assert not cut_off(figure)
    for picture, (figure, _drawing) in ((EMPTY, drawn(draw_hours, EMPTY)), (six_weeks(), seen_six_weeks())):
        words = f"{describe_hours(picture)} {all_text(figure)}".lower()
        assert not [word for word in FORBIDDEN if word in words]


def test_an_empty_chart_says_what_will_be_here():
    figure, drawing = drawn(draw_hours, EMPTY, SIZES[0])
    assert not cut_off(figure)
    assert "Nothing is written down here from 23 Nov 2026 to 3 Jan 2027." in all_text(figure).replace("\n", " ")
    assert drawing.points == ()
    assert describe_hours(EMPTY).startswith("Nothing is written down here")


@pytest.mark.parametrize("look", ["light", "dark", "paper"])
def test_six_weeks_look_as_accepted(picture, look):
    picture(f"hours-{look}", golden(draw_hours, six_weeks(), look, "Pain through the day" if look == "paper" else ""))


def test_an_empty_day_looks_as_accepted(picture):
    picture("hours-empty", golden(draw_hours, EMPTY, "light"))
