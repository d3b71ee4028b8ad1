import io
import itertools
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta

import matplotlib as mpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from tests.charts.conftest import FORBIDDEN, HOSTILE, a_figure, expect_texts_apart, expect_whole_texts, texts
from tests.charts.diaries import (
    ONSET,
    SITE,
    SIX_WEEKS,
    a_dose,
    a_flare,
    a_moment,
    a_pain_entry,
    a_session,
    a_week,
    eight_years,
    eight_years_of_deeds,
    nothing_yet,
    one_entry,
    six_weeks_of_sites,
    six_weeks_with_everything,
    with_course,
)
from tracker.charts.chart import WHOLE, View
from tracker.charts.drawing.files import chart_bytes
from tracker.charts.drawing.style import drawable, fitted, paper, width_of
from tracker.charts.pain.draw import draw_pain
from tracker.charts.pain.marks import ALL_MARKS, Lane, Mark, MarkKind
from tracker.charts.pain.picture import PainPicture, Reading, SiteCourse, pain_picture
from tracker.charts.pain.words import describe_pain, table_pain
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.protocol import Phase
from tracker.domain.statistics.recovery import HigherDay, HigherDays
from tracker.domain.statistics.trend import Trend, trend
from tracker.library.look import palette

DAY = timedelta(days=1)
SIZES = [(420, 320), (620, 560), (3840, 2160)]
MAKERS = [nothing_yet, one_entry, a_week, six_weeks_with_everything, eight_years]
YOUNG = [(nothing_yet, SIZES[0]), (one_entry, SIZES[1]), (a_week, SIZES[0])]
FULL = [*((six_weeks_with_everything, size) for size in SIZES[::2]), (six_weeks_of_sites, SIZES[0])]
SHOWN = [*YOUNG, *FULL, (eight_years_of_deeds, (900, 600))]


def drawn(picture, size=(620, 560), theme="light", title="", view=WHOLE):
    figure = a_figure(size)
    drawing = draw_pain(figure, picture, palette(theme), title, view)
    return figure, drawing.axes


def points_of(picture, view=WHOLE):
    return draw_pain(a_figure(), picture, palette("light"), view=view).points


def chart(picture, kind, size=(6, 4), dpi=80, title=""):
    return chart_bytes(lambda figure: draw_pain(figure, picture, paper(), title), kind, size, dpi, title)


def line(axes, name):
    return [each for each in axes.get_lines() if each.get_gid() == name]


def a_mark(at, word, kind=MarkKind.FLARE):
    return Mark(at, kind, word)


def test_the_scale_is_zero_to_ten_whatever_was_logged():
    for make in (nothing_yet, six_weeks_with_everything):
        _figure, axes = drawn(make())
        assert axes.get_ylim() == (0, 10)


def test_the_days_of_the_period_and_no_others_lie_across():
    _figure, axes = drawn(six_weeks_with_everything())
    assert axes.get_xlim() == (0, 42)


@pytest.mark.parametrize("make", [one_entry, six_weeks_with_everything])
def test_every_reading_is_drawn_as_an_open_circle(make):
    picture = make()
    _figure, axes = drawn(picture)
    (circles,) = line(axes, "readings")
    assert sorted(circles.get_ydata()) == sorted(reading.value for reading in picture.followed.readings)
    assert circles.get_markerfacecolor() == "none"


def test_thousands_of_readings_are_smaller_and_let_each_other_through():
    (few,), (many,) = (line(drawn(make())[1], "readings") for make in (a_week, eight_years))
    assert many.get_markersize() < few.get_markersize()
    assert many.get_alpha() < few.get_alpha() == 1


def test_the_line_is_drawn_at_noon_and_in_as_many_pieces_as_it_has():
    picture = six_weeks_with_everything()
    _figure, axes = drawn(picture)
    pieces = line(axes, "median")
    assert [list(piece.get_ydata()) for piece in pieces] == [[value for _day, value in segment] for segment in picture.followed.line]
    assert len(pieces) == 2
    assert pieces[0].get_xdata()[0] == 6.5


def test_a_day_alone_between_two_gaps_is_a_short_line_not_nothing():
    picture = with_course(a_week(), line=(((ONSET + 2 * DAY, 6.0),),))
    (piece,) = line(drawn(picture)[1], "median")
    assert list(piece.get_xdata()) == [2, 3]


def test_phases_carry_their_names_and_marks_their_words():
    figure, _axes = drawn(six_weeks_with_everything())
    named = {"Ice", "Damp heat", "Stretches", "flare\n11 Dec", "physio\n23 Dec", "visit\n30 Dec", "Each entry", "Typical of the last 7 days"}
    assert named <= set(texts(figure))


def test_the_headline_compares_the_first_week_with_the_last_and_the_highest_and_the_scale_stand_under_it():
    found = texts(drawn(six_weeks_with_everything(), (1280, 800))[0])
    # A sentence that says pain fell is never without the last one.
    headline = "Lower back left: typically 8 in the first 7 days, 2 in the last 7. Pain often eases by itself."
    assert max(found, key=lambda text: found[text].y1) == headline
    worst = "Highest in the period: 10, lower back left, on Fri, 11 Dec 2026."
    assert any(text.startswith("Pain, 0 to 10: 102 entries") and text.endswith(worst) for text in found)
    assert sum("0 to 10" in text for text in found) == 1
    narrow = texts(drawn(six_weeks_with_everything())[0])
    assert "Pain often eases by itself." in " ".join(narrow).replace("\n", " ")
    assert any(text.endswith(worst) for text in narrow)


def test_before_a_comparison_says_anything_the_headline_says_so():
    assert "Lower back left: between 5 and 8, 7 entries. Too early to say how it changed." in texts(drawn(a_week(), (900, 560))[0])
    assert "Pain: 6, 1 entry. Too early to say how it changed." in texts(drawn(with_course(one_entry(), site=None), (900, 560))[0])


def test_where_a_chart_is_low_a_mark_has_its_day_beside_its_word():
    found = texts(drawn(six_weeks_with_everything(), (700, 320))[0])
    assert "flare 11 Dec" in found
    assert any(text.startswith("Pain, 0 to 10") for text in found)


def test_the_last_day_of_the_period_can_be_read_off_the_axis():
    for size in ((420, 320), (1280, 800)):
        assert "3 Jan\n2027" in texts(drawn(six_weeks_with_everything(), size)[0])


def test_a_name_that_does_not_fit_its_band_is_left_out():
    figure, _axes = drawn(six_weeks_with_everything(), (420, 320))
    bold = {text.get_text() for text in figure.findobj(mpl.text.Text) if text.get_fontweight() == "bold"}
    assert bold & {"Ice", "Damp heat", "Stretches"} == {"Damp heat", "Stretches"}


def test_a_phase_too_narrow_for_its_name_has_a_short_one_or_a_sign_that_the_legend_explains():
    figure, axes = drawn(six_weeks_with_everything(), (420, 400))
    figure.draw_without_rendering()
    signs = line(axes, "phase")
    below = {text for text, box in texts(figure).items() if box.y1 < axes.bbox.y0 - 60}
    assert [sign.get_marker() for sign in signs] == ["s"]
    assert "Ice" in below
    assert "Heat" in texts(figure)  # a short name is read sooner than a sign
    expect_whole_texts(figure, (420, 400))
    assert not line(drawn(six_weeks_with_everything(), (1280, 800))[1], "phase")


@pytest.mark.parametrize("size", [(1280, 800), (888, 300), (640, 400), (560, 330), (420, 400), (640, 210)])
def test_rings_are_never_drawn_without_their_meaning(size):
    picture = six_weeks_with_everything()
    figure, axes = drawn(picture, size)
    assert bool(line(axes, "higher")) == ("higher than your usual" in texts(figure))
    assert line(axes, "higher")


def test_a_phase_that_goes_on_reaches_until_now_and_not_beyond():
    week = a_week()
    picture = replace(week, phases=((Phase.ICE, week.start, None),), now=week.start + 2 * DAY)
    _figure, axes = drawn(picture)
    assert {patch.get_x() + patch.get_width() for patch in axes.patches if patch.get_gid() == "band"} == {2}


@pytest.mark.parametrize(
    ("width", "words"),
    [(1800, "5 days without a pain entry"), (640, "5 days\nwithout\na pain\nentry"), (360, None)],
)
def test_the_widest_gap_says_how_many_days_are_missing_where_that_fits(width, words):
    figure, _axes = drawn(six_weeks_with_everything(), (width, 500))
    assert {text for text in texts(figure) if text.startswith("5 days")} == ({words} if words else set())


def test_three_missing_days_are_no_gap():
    entries = [a_pain_entry(ONSET + number * DAY, 5) for number in range(12) if number not in {4, 5, 6}]
    picture = pain_picture(entries, [], "lower back left", (ONSET, ONSET + 11 * DAY), entries[-1].moment)
    assert not [text for text in texts(drawn(picture, (1600, 500))[0]) if "without" in text and "Pain, 0 to 10" not in text]


def test_an_empty_chart_says_what_will_be_here():
    figure, axes = drawn(nothing_yet())
    assert any("Nothing is written down here from 23 Nov to 29 Nov 2026." in text.replace("\n", " ") for text in texts(figure))
    assert not line(axes, "readings")
    assert axes.get_legend() is None


@pytest.mark.parametrize(("make", "size"), SHOWN)
def test_no_text_is_cut_off_or_lies_over_another_at_any_size(make, size):
    figure, _axes = drawn(make(), size, title="Pain over time")
    figure.draw_without_rendering()
    expect_whole_texts(figure, size)
    expect_texts_apart(figure)


def test_without_a_title_no_text_is_cut_off_either():
    for make in (six_weeks_with_everything, one_entry):
        figure, _axes = drawn(make(), (420, 320))
        figure.draw_without_rendering()
        expect_whole_texts(figure, (420, 320))


@pytest.mark.parametrize("days", [8, 43, 71])
def test_a_date_at_the_right_edge_is_whole_or_left_out_in_a_language_of_long_months(days, monkeypatch):
    monkeypatch.setattr("tracker.domain.words.month_name", lambda _month: "Lokakuuta")
    picture = replace(a_week(), last=ONSET + (days - 1) * DAY)
    figure, _axes = drawn(picture, (700, 320))
    figure.draw_without_rendering()
    assert max(box.x1 for box in texts(figure).values()) <= 700


def test_marks_at_the_same_time_do_not_write_over_each_other():
    week = a_week()
    picture = replace(week, marks=tuple(a_mark(week.start + number * DAY / 4, f"word {number}") for number in range(25)))
    boxes = sorted((box for text, box in texts(drawn(picture)[0]).items() if text.startswith("word")), key=lambda box: box.x0)
    assert boxes
    assert all(first.x1 <= second.x0 for first, second in itertools.pairwise(boxes))


@pytest.mark.parametrize("text", HOSTILE[::2])
def test_odd_text_is_drawn_without_a_warning(text):
    picture = a_week()
    assert chart(with_course(replace(picture, marks=(a_mark(picture.start + 3 * DAY, text),)), site=text), "png", (4, 3), 50, text)


def test_odd_names_of_sites_are_drawn_without_a_warning():
    week = a_week()
    assert chart(replace(week, courses=tuple(replace(week.followed, site=text) for text in HOSTILE[-6:]), others=tuple(HOSTILE)), "svg")


@given(st.text(max_size=60))
@settings(max_examples=3)
def test_any_site_name_can_be_drawn(text):
    assert chart(with_course(one_entry(), site=text), "png", (4, 3), 50, text)


def test_text_the_font_has_is_drawn_as_typed():
    assert drawable(r"$\foo$ 100% {x} שלום") == r"$\foo$ 100% {x} שלום"
    assert drawable("日\x00") == "\N{REPLACEMENT CHARACTER}" * 2


def test_a_text_too_long_for_its_room_ends_in_an_ellipsis_within_it():
    figure = a_figure()
    short = fitted(figure, "lower back " * 400, 9, 120)
    assert short.endswith("…")
    assert width_of(figure, short, 9) <= 120
    assert fitted(figure, "lower back", 9, 5) == ""


def test_the_same_picture_always_gives_the_same_bytes():
    for kind in ("png", "svg"):
        one, other = (chart(a_week(), kind, (4, 3), 50, "Pain") for _ in range(2))
        assert one == other


def test_a_file_has_the_size_it_was_asked_for():
    png = chart(six_weeks_with_everything(), "png", (8, 5), 150, "Pain")
    assert Image.open(io.BytesIO(png)).size == (1200, 750)


def test_a_file_knows_its_title():
    title = "Schmerz: äöü שלום"
    assert Image.open(io.BytesIO(chart(a_week(), "png", (4, 3), 50, title))).text["Title"] == title
    assert "Title" not in Image.open(io.BytesIO(chart(a_week(), "png", (4, 3), 50))).text


def test_the_vector_file_is_xml_with_its_title_and_without_a_date():
    svg = chart(six_weeks_with_everything(), "svg", (8, 5), 150, "Pain & <more>")
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    assert (root.get("width"), root.get("height")) == ("576pt", "360pt")
    assert b"<title>Pain &amp; &lt;more&gt;</title>" in svg
    assert b"<dc:date>" not in svg


def test_paper_is_white_whatever_the_window_is():
    png = chart(six_weeks_with_everything(), "png", (4, 3), 50, "")
    assert Image.open(io.BytesIO(png)).convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_six_weeks_in_words_give_each_number_with_its_count_and_period():
    words = describe_pain(six_weeks_with_everything())
    assert words.startswith("Pain, lower back left, 23 Nov 2026 to 3 Jan 2027. 102 entries on 37 of 42 days; 5 days without a pain entry.")
    assert "Last 7 days (28 Dec 2026 to 3 Jan 2027): typically 2, between 1 and 4, 15 entries." in words
    assert "First 7 days (23 Nov to 29 Nov 2026): typically 8, between 6 and 10, 20 entries." in words
    assert "6 points lower (75 %). People usually notice 2 points or 30 %." in words
    assert "Pain often eases by itself." in words


def test_too_early_to_say_is_a_full_answer():
    assert "Too early to say" in describe_pain(a_week())
    assert "points" not in describe_pain(a_week()).split("Too early")[0]


def test_an_empty_picture_in_words_is_one_plain_paragraph():
    assert describe_pain(nothing_yet()) == "Nothing is written down here from 23 Nov to 29 Nov 2026."


@pytest.mark.parametrize("make", MAKERS)
def test_the_words_claim_nothing(make):
    assert not [word for word in FORBIDDEN if word in describe_pain(make()).lower()]


def test_readings_of_other_sites_stay_out_of_the_picture():
    entries = [a_pain_entry(ONSET, 2, site="left"), a_pain_entry(ONSET, 9, site="right"), a_pain_entry(ONSET, 5, site=None)]
    for site, value in (("left", 2), ("right", 9), (None, 5)):
        picture = pain_picture(entries, [], site, (ONSET, ONSET), entries[0].moment)
        assert [reading.value for reading in picture.followed.readings] == [value]


def test_entries_before_the_period_keep_the_line_true_but_are_not_drawn():
    entries = [a_pain_entry(ONSET + number * DAY, number) for number in range(10)]
    picture = pain_picture(entries, [], "lower back left", (ONSET + 7 * DAY, ONSET + 9 * DAY), entries[-1].moment)
    assert picture.followed.line == (((ONSET + 7 * DAY, 4.0), (ONSET + 8 * DAY, 5.0), (ONSET + 9 * DAY, 6.0)),)
    assert len(picture.shown) == 3


def places(points):
    return [(point.x, point.y) for point in points]


def test_every_mark_and_reading_can_be_walked_to_in_order_of_time():
    picture = six_weeks_with_everything()
    points = points_of(picture)
    assert len(points) == len(picture.shown) + len(picture.chosen_marks)
    assert [point.x for point in points] == sorted(point.x for point in points)
    assert all(point.words for point in points)


def test_a_point_says_when_how_bad_where_and_how_the_note_begins():
    entry = replace(a_pain_entry(ONSET + DAY, 6, hour=14.5), note="after  sitting\n" + "long " * 40)
    (point,) = points_of(pain_picture([entry], [], SITE, (ONSET, ONSET + 6 * DAY), entry.moment))
    assert point.words.startswith("Tue 24 Nov 14:30: 6, lower back left. after sitting long")
    assert point.words.endswith("…")
    assert len(point.words) < 130
    assert (point.x, point.y) == (pytest.approx(1 + 14.5 / 24), 6)


def test_a_higher_day_says_so_and_has_a_ring():
    week = a_week()
    picture = replace(week, higher=HigherDays(7, 1, (HigherDay(ONSET, 8, 5),)))
    figure, axes = drawn(picture)
    (ring,) = line(axes, "higher")
    assert (list(ring.get_xdata()), list(ring.get_ydata())) == ([0.5], [8])
    assert "higher than your usual" in texts(figure)
    assert points_of(picture)[0].words == "Mon 23 Nov 12:00: 8, lower back left. Higher than your usual 5"
    assert "1 of the 1 days that had enough days before them was higher than your usual." in describe_pain(picture)


def test_higher_days_are_counted_among_those_that_could_be_judged():
    picture = replace(six_weeks_with_everything(), higher=HigherDays(37, 1_031, (HigherDay(ONSET, 8, 5), HigherDay(ONSET + DAY, 9, 5))))
    assert "2 of the 1,031 days that had enough days before them were higher than your usual." in describe_pain(picture)


def test_where_the_line_begins_with_days_from_before_the_period_the_words_say_so():
    entries = [a_pain_entry(ONSET + number * DAY, number) for number in range(10)]
    later, whole = (pain_picture(entries, [], SITE, (first, ONSET + 9 * DAY), entries[-1].moment) for first in (ONSET + 7 * DAY, ONSET))
    assert "At its beginning the line counts days before 30 Nov 2026, too." in describe_pain(later)
    assert "At its beginning" not in describe_pain(whole)


def test_without_its_headline_the_picture_has_the_room_for_its_curve():
    figure, axes = drawn(replace(six_weeks_with_everything(), with_headline=False))
    assert not [text for text in texts(figure) if "typically" in text]
    assert axes.bbox.height > drawn(six_weeks_with_everything())[1].bbox.height + 20


def test_a_place_written_from_right_to_left_leaves_the_numbers_where_they_are():
    picture = with_course(six_weeks_with_everything(), site="גב")
    assert describe_pain(picture).startswith("Pain, \u2068גב\u2069, 23 Nov 2026 to")
    assert all(", \u2068גב\u2069" in point.words for point in points_of(picture) if ": 8," in point.words)
    assert any(text.startswith("\u200eגב\u200e: typically 8 in the first 7 days, 2 in the last 7.") for text in texts(drawn(picture)[0]))


def test_sessions_and_doses_lie_in_lanes_below_the_scale_each_with_its_name():
    figure, axes = drawn(six_weeks_with_everything())
    beside = [text for text, box in texts(figure).items() if box.x1 < axes.bbox.x0 and box.y1 < axes.bbox.y0]
    assert {"Damp heat", "Medicines"} <= set(beside)
    lanes = {name: line(axes, f"lane-{name}")[0] for name in ("ice", "heat", "stretch", "dose")}
    assert all(max(lane.get_ydata()) < 0 for lane in lanes.values())
    markers = [str(lane.get_marker()) for lane in lanes.values() if lane.get_marker() != "|"]
    assert len(set(markers)) == len(markers)


def test_an_exercise_in_keeping_well_is_none_of_the_stretches():
    end = a_moment(ONSET + 9 * DAY)
    spans = [PhaseSpan(Phase.STRETCH, a_moment(ONSET).at, end.at), PhaseSpan(Phase.WELL, end.at, None)]
    done = [(kind, ONSET + number * DAY) for kind, number in (("Cat-cow", 3), ("Bridge", 12), ("heat", 13), ("massage", 14))]
    entries = [a_session(day, kind) for kind, day in done]
    picture = pain_picture(entries, spans, None, SIX_WEEKS, a_moment(ONSET + 41 * DAY))
    assert [mark.lane for mark in picture.marks] == [Lane.STRETCH, Lane.WELL, Lane.HEAT, Lane.OTHER]


def test_where_the_chart_is_too_low_for_lanes_the_pain_keeps_its_room():
    figure, axes = drawn(six_weeks_with_everything(), (640, 210))
    assert not {"Damp heat", "Medicines"} & {text for text, box in texts(figure).items() if box.x0 < axes.bbox.x0}
    assert axes.bbox.height > 50
    remark = "sessions and medicines: in a larger picture"
    # What a ring means goes before it where there is no room for both.
    assert remark not in texts(figure)
    assert remark in texts(drawn(replace(six_weeks_with_everything(), higher=HigherDays(37, 1_031)), (640, 210))[0])
    assert {remark, "Typical of the last 7 days"} <= set(
        texts(drawn(replace(six_weeks_with_everything(), higher=HigherDays(37, 1_031)), (420, 300))[0])
    )


def test_only_the_chosen_marks_are_drawn_and_the_phases_only_where_wanted():
    picture = replace(six_weeks_with_everything(), shown_marks=frozenset({MarkKind.PHYSIO}), with_phases=False)
    figure, axes = drawn(picture)
    assert not {"flare\n11 Dec", "visit\n30 Dec", "Damp heat", "Medicines"} & set(texts(figure))
    assert "physio\n23 Dec" in texts(figure)
    assert not axes.patches
    assert {mark.kind for mark in picture.chosen_marks} == {MarkKind.PHYSIO}


def test_hundreds_of_marks_become_strokes_that_leave_the_line_to_be_seen():
    _figure, axes = drawn(eight_years_of_deeds(), (900, 600))
    assert not line(axes, "flare")
    assert {lane.get_marker() for lane in axes.get_lines() if str(lane.get_gid()).startswith("lane-")} == {"|"}


def test_a_part_of_the_period_changes_the_days_across_and_nothing_of_the_scale():
    picture, view = six_weeks_with_everything(), View(0.25, 0.5)
    figure, axes = drawn(picture, view=view)
    assert axes.get_xlim() == (10.5, 21)
    assert axes.get_ylim() == (0, 10)
    whole = drawn(picture)[1]
    assert axes.get_position().bounds == whole.get_position().bounds
    assert {"Damp heat", "Stretches", "flare\n11 Dec"} <= set(texts(figure))
    assert not {"physio\n23 Dec", "visit\n30 Dec"} & set(texts(figure))
    figure.draw_without_rendering()
    expect_whole_texts(figure, (620, 560))


def test_in_a_part_of_the_period_nothing_is_drawn_outside_of_it():
    picture, view = six_weeks_with_everything(), View(0.25, 0.5)
    _figure, axes = drawn(picture, view=view)
    assert all(
        10.5 <= x <= 21
        for name in ("readings", "median", "higher", "lane-heat", "lane-stretch", "flare")
        for each in line(axes, name)
        for x in each.get_xdata()
    )
    assert all(patch.get_x() >= 10.5 and patch.get_x() + patch.get_width() <= 21 for patch in axes.patches)
    assert places(points_of(picture, view)) == [place for place in places(points_of(picture)) if 10.5 <= place[0] < 21]


def test_a_line_cut_by_the_edge_of_the_view_ends_there_at_its_own_height():
    week = with_course(a_week(), line=(((ONSET, 2.0), (ONSET + 4 * DAY, 6.0)),))
    (piece,) = line(drawn(week, view=View(1.5 / 7, 1))[1], "median")
    assert (piece.get_xdata()[0], piece.get_ydata()[0]) == (1.5, 3)


def test_a_gap_wider_than_the_view_is_still_counted():
    entries = [a_pain_entry(ONSET, 5), a_pain_entry(ONSET + 41 * DAY, 5)]
    picture = pain_picture(entries, [], SITE, (ONSET, ONSET + 41 * DAY), entries[-1].moment)
    assert "40 days without a pain entry" in texts(drawn(picture, view=View(0.4, 0.6))[0])


def strips(drawing):
    """The axes of each site, from the top."""
    return sorted({point.axes for point in drawing.points} - {drawing.axes}, key=lambda axes: -axes.bbox.y0)


def test_several_sites_have_a_strip_each_with_the_same_scale_and_days_and_are_never_pooled():
    picture, figure = six_weeks_of_sites(), a_figure((900, 600))
    drawing = draw_pain(figure, picture, palette("light"))
    found = strips(drawing)
    assert len(found) == 4
    for axes, course in zip(found, picture.courses, strict=True):
        assert (axes.get_ylim(), axes.get_xlim()) == ((0, 10), drawing.axes.get_xlim())
        assert [list(piece.get_ydata()) for piece in line(axes, "median")] == [[value for _day, value in segment] for segment in course.line]
        assert list(line(axes, "readings")[0].get_ydata()) == [reading.value for reading in course.readings]
    said = texts(figure)
    assert said["Lower back left"].y0 > found[0].bbox.y1 - 1
    assert {"Lower back right", "Left buttock", "Neck", "first 7 days 6 (7 entries), last 7 days 5 (7)"} <= set(said)
    answer = "Lower in the last 7 days than in the first: lower back left. Too few logged days to compare at 3 of 4 places."
    assert answer in "\n".join(said).replace("\n", " ")
    assert "26 entries, between 2 and 6; too few logged days in the first or the last 7" in said
    assert "22 entries, between 0 and 4; too few logged days in the first or the last 7" in said


def test_no_dashed_line_crosses_the_words_of_a_strip():
    figure = a_figure((900, 600))
    drawing = draw_pain(figure, replace(six_weeks_of_sites(), marks=six_weeks_with_everything().marks), palette("light"))
    ends = [list(each.get_ydata()) for name in ("flare", "appointment", "physio") for each in line(drawing.axes, name)]
    box = drawing.axes.bbox
    pieces = [(box.y0 + low * box.height, box.y0 + high * box.height) for each in ends for low, high in zip(each[::3], each[1::3], strict=True)]
    words = [texts(figure)[name] for name in ("Lower back left", "Lower back right", "Left buttock", "Neck")]
    assert len(pieces) == 3 * (4 + 1)
    assert not [(low, high) for low, high in pieces for word in words if low < word.y1 - 1 and high > word.y0 + 1]


def test_a_part_of_the_period_shows_its_days_in_every_strip():
    drawing = draw_pain(a_figure(), six_weeks_of_sites(), palette("light"), view=View(0.5, 1))
    assert {axes.get_xlim() for axes in strips(drawing)} == {(21, 42)}
    assert all(21 <= point.x <= 42 for point in drawing.points)
    assert [point.x for point in drawing.points] == sorted(point.x for point in drawing.points)


def test_of_more_than_six_sites_six_are_drawn_and_the_rest_named():
    picture, figure = six_weeks_of_sites(8), a_figure()
    drawing = draw_pain(figure, picture, palette("light"))
    assert len(strips(drawing)) == 6
    assert "not shown: right knee, left foot" in texts(figure)
    assert "2 more places, logged less often, are not drawn: right knee, left foot." in describe_pain(picture)


def test_where_there_is_room_for_some_strips_alone_the_other_sites_are_named():
    figure = a_figure((420, 320))
    drawing = draw_pain(figure, six_weeks_of_sites(6), palette("light"))
    assert len(strips(drawing)) < 6
    assert any(text.startswith("not shown: left buttock") for text in texts(figure))


def test_several_sites_in_words_have_a_sentence_each_with_its_count():
    words = describe_pain(six_weeks_of_sites()).split("\n")
    assert words[0].startswith("Pain at 4 places, 23 Nov 2026 to 3 Jan 2027. 119 entries on 42 of 42 days.")
    assert words[1] == "Highest in the period: 8, lower back left, on Sat, 5 Dec 2026."
    assert words[2] == "Lower back left: 42 entries on 42 days; first 7 days 6 (7 entries), last 7 days 5 (7 entries)."
    assert words[3] == "Lower back right: 26 entries on 26 days, between 2 and 6."
    assert not [word for word in FORBIDDEN if word in " ".join(words).lower()]


def test_the_marks_of_a_diary_are_of_their_kinds():
    entries = [
        a_session(ONSET, "ice"),
        a_session(ONSET, "contrast"),
        a_session(ONSET, "pelvic tilt"),
        a_session(ONSET, "massage"),
        a_dose(ONSET),
        a_flare(ONSET),
    ]
    picture = pain_picture(entries, [], SITE, (ONSET, ONSET), entries[0].moment)
    assert {(mark.kind.value, mark.lane and mark.lane.value, mark.word) for mark in picture.chosen_marks} == {
        ("session", "ice", "Ice"),
        ("session", "heat", "Contrast shower"),
        ("session", "stretch", "Pelvic tilt"),
        ("session", "other", "Massage"),
        ("dose", "dose", "Ibuprofen"),
        ("flare", None, "flare"),
    }
    assert picture.shown_marks == ALL_MARKS


def test_a_trend_is_told_only_where_it_can_be():
    def sentence(**facts):
        words = describe_pain(replace(six_weeks_with_everything(), trend=Trend(**facts)))
        return next(each for each in words.split("\n") if each.startswith(("Too early to say whether", "Day by day")))

    last = ONSET + 41 * DAY
    shown = {"first": ONSET, "last": last, "n": 37, "slope": -0.5 / 7, "interval": (-0.8 / 7, -0.3 / 7), "p": 0.01, "change": -3.0, "first_week": 8}
    assert sentence(**shown) == "Day by day the line falls by about 0.5 points a week (0.3 to 0.8; 37 of 42 days)."
    rises = {"slope": 0.5 / 7, "interval": (0.3 / 7, 0.8 / 7)}
    assert sentence(**shown | rises) == "Day by day the line rises by about 0.5 points a week (0.3 to 0.8; 37 of 42 days)."
    flat = sentence(**shown | {"slope": -0.03 / 7, "interval": (-0.06 / 7, -0.01 / 7)})
    assert flat == "Day by day the line falls by less than 0.1 points a week (less than 0.1 to 0.1; 37 of 42 days)."
    silent = "Day by day: no steady fall or rise that stands out from the ups and downs (37 of 42 days logged)."
    assert sentence(**shown | {"p": 0.2}) == silent
    # An interval that holds 0, or none at all, carries no claim, whatever its p.
    for interval in ((-1.75 / 7, 0.0), (-0.3 / 7, 1.8 / 7), None):
        assert sentence(**shown | {"interval": interval}) == silent
    early = sentence(first=ONSET, last=ONSET + 25 * DAY, n=24)
    assert early == "Too early to say whether it rises or falls: that takes 28 days, 70 % of them logged; here are 26 days, 24 logged."


def test_the_trend_of_the_diary_is_part_of_its_words():
    values = {ONSET + number * DAY: 8 - number / 6 for number in range(42)}
    words = describe_pain(replace(six_weeks_with_everything(), trend=trend(values, ONSET, ONSET + 41 * DAY)))
    assert "Day by day the line falls by about 1.2 points a week" in words


def test_the_table_holds_every_reading_with_the_median_of_its_day():
    entries = [replace(a_pain_entry(ONSET + number * DAY, number), note="stiff", worst=9, least=0, words=("dull", "tight")) for number in range(8)]
    table = table_pain(pain_picture(entries, [], SITE, (ONSET, ONSET + 7 * DAY), entries[-1].moment))
    assert table.headers == ("Day", "Time", "Place", "Pain", "Worst", "Least", "Words", "Note", "Typical of the last 7 days")
    assert table.rows[7] == ("30 Nov 2026", "12:00", "lower back left", "7", "9", "0", "dull, tight", "stiff", "4")
    assert len(table.rows) == 8
    assert {len(row) for row in table.rows} == {len(table.headers)}


def test_the_table_of_several_sites_names_each():
    table = table_pain(six_weeks_of_sites())
    assert {row[2] for row in table.rows} == {"lower back left", "lower back right", "left buttock", "neck"}
    assert len(table.rows) == 119


def many_years(years):
    """Pain of three times a day over years; each quarter of a year has one reading that lies apart from all others."""
    readings = []
    for number in range(years * 365):
        day = ONSET + number * DAY
        readings += [Reading(a_moment(day, hour).local, 3 + number // 200 % 3 + number % 2) for hour in (8, 14, 20)]
        if number % 91 == 0:
            readings.append(Reading(a_moment(day, 22).local, 9.3))
    return PainPicture(first=ONSET, last=ONSET + (years * 365 - 1) * DAY, now=readings[-1].at, courses=(SiteCourse(SITE, tuple(readings)),))


def test_of_more_readings_than_can_be_told_apart_those_are_drawn_that_are_seen():
    ten, forty = many_years(10), many_years(40)
    figure = a_figure((900, 600))
    few = len(draw_pain(figure, ten, palette("light")).points)
    drawing = draw_pain(figure, forty, palette("light"))
    assert few < len(ten.shown) / 2
    assert len(drawing.points) < 2 * few
    drawn_now = {(point.x, point.y) for point in drawing.points}
    (circles,) = line(drawing.axes, "readings")
    assert drawn_now == set(zip(*circles.get_data(), strict=True))
    # The extremes of each column of pixels are among what is drawn.
    by_column = {}
    width = drawing.axes.bbox.width / (40 * 365)
    for reading in forty.shown:
        by_column.setdefault(int((reading.at - forty.start) / DAY * width), []).append(reading.value)
    shown = {}
    for x, value in drawn_now:
        shown.setdefault(int(x * width) // 2, []).append(value)
    columns = {}
    for column, values in by_column.items():
        columns.setdefault(column // 2, []).extend(values)
    assert {column: (min(values), max(values)) for column, values in columns.items()} == {
        column: (min(values), max(values)) for column, values in shown.items()
    }


def test_looked_at_closer_every_reading_is_drawn_and_says_its_words():
    picture = many_years(10)
    points = points_of(picture, View(0.5, 0.52))
    assert len(points) == sum(0.5 <= (reading.at - picture.start) / (picture.end - picture.start) < 0.52 for reading in picture.shown)
    assert "lower back left" in points[0].words
