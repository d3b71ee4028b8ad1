from functools import partial
from itertools import pairwise

import pytest

from tests.charts.conftest import FORBIDDEN, a_figure, expect_texts_apart, expect_whole_texts, texts
from tests.charts.diaries import DAY, EIGHT_YEARS, ONSET, SIX_WEEKS, a_plan_done
from tracker.charts.chart import WHOLE, View
from tracker.charts.drawing.files import chart_bytes
from tracker.charts.drawing.style import paper
from tracker.charts.plan.draw import draw_plan
from tracker.charts.plan.picture import describe_plan, plan_answer, plan_picture, table_plan
from tracker.domain.statistics.plan_done import PlannedDay
from tracker.library.look import palette


def heat(*days):
    """A picture of heat, each day as (planned, done)."""
    return plan_picture([PlannedDay(ONSET + number * DAY, "heat", *day) for number, day in enumerate(days)], SIX_WEEKS)


def drawn(picture, size=(640, 480), title="", view=WHOLE):
    figure = a_figure(size)
    drawing = draw_plan(figure, picture, palette("light"), title, view)
    return figure, drawing


def squares(drawing, gid):
    return [x for line in drawing.axes.get_lines() if line.get_gid() == gid for x in line.get_xdata()]


def nothing():
    return plan_picture([], SIX_WEEKS)


def test_what_was_done_is_filled_and_what_was_planned_alone_is_open():
    figure, drawing = drawn(heat((3, 2), (3, 0), (3, 4)))
    assert squares(drawing, "done") == [0.5, 0.5, 2.5, 2.5, 2.5]
    assert squares(drawing, "planned") == [0.5, 1.5, 1.5, 1.5]
    assert squares(drawing, "beyond") == squares(drawing, "crosses") == [2.5]
    done, planned = (line for line in drawing.axes.get_lines() if line.get_gid() in {"done", "planned"})
    assert done.get_markerfacecolor() == done.get_markeredgecolor() == planned.get_markeredgecolor() == palette("light").heat
    assert planned.get_markerfacecolor() == palette("light").surface
    said = texts(figure)
    assert {"Damp heat", "5 of 9 on 3 days", "Done", "planned, not logged as done", "more than planned, not counted"} <= set(said)
    assert "Done of planned: Damp heat 5 of 9." in said
    assert said["5 of 9 on 3 days"].x0 - said["Damp heat"].x1 < 30


def test_more_than_planned_is_in_the_legend_only_where_there_is_any():
    assert not any("more" in text for text in texts(drawn(heat((3, 2)))[0]))


def test_squares_of_a_day_stand_closer_to_each_other_than_to_those_of_the_next_day():
    drawing = drawn(heat((3, 3), (3, 3)))[1]
    (done,) = (line for line in drawing.axes.get_lines() if line.get_gid() == "done")
    places = drawing.axes.transData.transform(list(zip(done.get_xdata(), done.get_ydata(), strict=True)))
    assert places[1][1] - places[0][1] < 0.9 * (places[3][0] - places[0][0])


@pytest.mark.parametrize(("without", "words"), [(6, None), (7, "3 of 24 on 8 days; none logged after 23 Nov 2026")])
def test_a_kind_that_was_not_done_for_a_week_says_since_when(without, words):
    picture = heat((3, 3), *[(3, 0)] * without)
    assert {text for text in texts(drawn(picture)[0]) if "none logged" in text} == ({words} if words else set())
    assert ("Damp heat: none logged after 23 Nov 2026." in describe_plan(picture)) == bool(words)


def test_no_kind_is_left_out_for_want_of_room():
    assert {"Ice", "Damp heat", "Pelvic tilt", "Cat-cow"} <= set(texts(drawn(a_plan_done(), (420, 320))[0]))


def test_what_goes_by_its_cycle_has_no_number_and_no_open_squares():
    figure, drawing = drawn(plan_picture([PlannedDay(ONSET, "ice", None, 5)], SIX_WEEKS))
    assert len(squares(drawing, "done")) == 5
    assert not squares(drawing, "planned")
    assert "5 times on 1 day" in texts(figure)


def test_over_many_days_bars_of_several_days_stand_for_their_sums():
    _figure, drawing = drawn(a_plan_done(EIGHT_YEARS))
    assert not squares(drawing, "done")
    assert {each.get_gid() for each in drawing.axes.collections} == {"done", "planned"}
    assert any(text == "a bar: 28 days" for text in texts(_figure))
    assert drawing.points[0].words == "25 Nov to 22 Dec 2015: Ice, 19 times"


def test_beyond_the_plan_of_one_day_does_not_make_up_for_another_in_a_sum():
    year = plan_picture([PlannedDay(ONSET + number * DAY, "heat", 1, 2 * (number % 2)) for number in range(364)], (ONSET, ONSET + 1_500 * DAY))
    points = drawn(year)[1].points
    assert points[0].words.endswith("Damp heat, 14 of 28")


def test_points_come_by_day_with_what_was_done_of_what_was_planned():
    points = drawn(heat((3, 2), (3, 0)))[1].points
    assert [point.words for point in points] == ["23 Nov 2026: Damp heat, 2 of 3", "24 Nov 2026: Damp heat, 0 of 3"]


def test_a_part_of_the_period_shows_its_days():
    _figure, drawing = drawn(a_plan_done(), view=View(0.5, 0.75))
    assert drawing.axes.get_xlim() == (21, 31.5)
    assert all(21 <= x <= 31.5 for gid in ("done", "planned") for x in squares(drawing, gid))
    assert drawing.zooms


@pytest.mark.parametrize(
    ("make", "size"),
    [(a_plan_done, (420, 320)), (nothing, (420, 320)), (partial(a_plan_done, EIGHT_YEARS), (640, 480))],
)
def test_no_text_is_cut_off_or_lies_over_another(make, size):
    figure, _drawing = drawn(make(), size, "Plan")
    figure.draw_without_rendering()
    expect_whole_texts(figure, size)
    expect_texts_apart(figure)


def test_in_words_each_kind_has_its_total_and_its_days():
    words = describe_plan(a_plan_done()).split("\n")
    assert words == [
        "Planned and done, 23 Nov 2026 to 3 Jan 2027. Something was planned on 42 of 42 days.",
        "Ice: 19 times on 3 days; the plan has no number for it.",
        "Damp heat: 52 times on 39 days; the plan has no number for it.",
        "Pelvic tilt: 46 of 84 on 28 days.",
        "Cat-cow: 37 of 84 on 28 days; 4 more than planned, not counted in the sum.",
        "Damp heat: none logged after 22 Dec 2026.",
        "Not counted: what was not written down, and what was stopped before half its length.",
    ]
    assert not [word for word in (*FORBIDDEN, "miss", "fail", "only") if word in " ".join(words).lower()]


def test_an_empty_chart_says_what_will_be_here():
    figure, drawing = drawn(nothing())
    assert describe_plan(nothing()).startswith("Nothing was planned from 23 Nov 2026 to 3 Jan 2027.")
    assert any(text.startswith("Nothing was planned") for text in texts(figure))
    assert not drawing.zooms


def test_the_table_has_a_row_a_day_and_kind():
    picture = plan_picture([PlannedDay(ONSET, "ice", None, 5), PlannedDay(ONSET + DAY, "heat", 3, 2)], SIX_WEEKS)
    assert table_plan(picture).rows == (("23 Nov 2026", "Ice", "", "5"), ("24 Nov 2026", "Damp heat", "3", "2"))


@pytest.mark.parametrize(("name", "colours"), [("light", palette("light")), ("dark", palette("dark")), ("paper", paper())])
def test_the_plan_looks_as_accepted(picture, name, colours):
    title = "Planned and done" if name == "paper" else ""
    picture(f"plan-{name}", chart_bytes(partial(draw_plan, picture=a_plan_done(), palette=colours, title=title), "png", (6.4, 4.8), 100, title))


def test_no_plan_looks_as_accepted(picture):
    picture("plan-empty", chart_bytes(partial(draw_plan, picture=nothing(), palette=palette("light")), "png", (4.2, 3.2), 100))


def test_what_has_no_number_is_told_without_one_and_each_exercise_by_itself():
    assert plan_answer(a_plan_done()) == "Done of planned: Pelvic tilt 46 of 84, Cat-cow 37 of 84; Ice 19 times, Damp heat 52 times."


def test_the_rows_of_many_exercises_are_set_closer_and_each_keeps_its_words_and_squares():
    days = [PlannedDay(ONSET, "strength", 1, number % 2, f"Exercise {number}") for number in range(12)]
    figure, drawing = drawn(plan_picture(days, SIX_WEEKS))
    said = texts(figure)
    assert {day.exercise for day in days} <= set(said)
    assert len(squares(drawing, "done")) == len(squares(drawing, "planned")) == 6
    floors = [line.get_ydata()[0] for line in drawing.axes.get_lines() if line.get_gid() is None]
    assert all(higher > lower for higher, lower in pairwise(floors))
    assert min(line.get_markersize() for line in drawing.axes.get_lines() if line.get_gid() in {"done", "planned"}) > 2
