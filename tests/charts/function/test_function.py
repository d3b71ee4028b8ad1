from functools import partial

import pytest

from tests.charts.conftest import FORBIDDEN, HOSTILE, a_figure, expect_texts_apart, expect_whole_texts, texts
from tests.charts.diaries import DAY, EIGHT_YEARS, ONSET, SIX_WEEKS, a_moment, some_function
from tracker.charts.chart import WHOLE, View
from tracker.charts.drawing.files import chart_bytes
from tracker.charts.drawing.paragraph import name_in_order
from tracker.charts.drawing.style import drawable, paper
from tracker.charts.function.draw import draw_function
from tracker.charts.function.picture import describe_function, function_answer, function_picture, table_function
from tracker.domain.entries import Function, Score
from tracker.library.look import palette


def a_scoring(day, **scores):
    return Function(moment=a_moment(ONSET + day * DAY, 18), scores=tuple(Score(name, points) for name, points in scores.items()))


def drawn(picture, size=(640, 480), title="", view=WHOLE):
    figure = a_figure(size)
    drawing = draw_function(figure, picture, palette("light"), title, view)
    return figure, drawing


def lines(drawing, gid):
    return [line for line in drawing.axes.get_lines() if line.get_gid() == gid]


def nothing():
    return function_picture([], SIX_WEEKS)


def test_each_activity_has_a_line_of_its_scores_and_the_mean_is_the_heaviest():
    picture = function_picture([a_scoring(0, socks=2, stairs=4), a_scoring(7, socks=6, stairs=6)], SIX_WEEKS)
    _figure, drawing = drawn(picture)
    assert [list(line.get_ydata()) for line in lines(drawing, "activity")] == [[2, 6], [4, 6]]
    (mean,) = lines(drawing, "mean")
    assert (list(mean.get_xdata()), list(mean.get_ydata())) == ([0.5, 7.5], [3, 6])
    assert mean.get_linewidth() > max(line.get_linewidth() for line in lines(drawing, "activity"))
    assert drawing.axes.get_ylim() == (0, 10)


def test_the_mean_is_broken_where_other_activities_were_scored():
    picture = function_picture([a_scoring(0, socks=2, stairs=4), a_scoring(7, socks=6, stairs=6), a_scoring(14, socks=6, cycling=2)], SIX_WEEKS)
    assert [len(line.get_xdata()) for line in lines(drawn(picture)[1], "mean")] == [2, 1]
    assert "It is set against an earlier one only where the same activities were scored." in describe_function(picture)


def test_one_activity_alone_has_no_mean():
    picture = function_picture([a_scoring(0, socks=2), a_scoring(7, socks=5)], SIX_WEEKS)
    figure, drawing = drawn(picture)
    assert not lines(drawing, "mean")
    assert "Mean" not in texts(figure)


def test_lines_are_named_where_they_end():
    figure, drawing = drawn(some_function(), (900, 600))
    boxes = texts(figure)
    named = ["sitting through a film  2 \u2192 8", "lifting the little one  3 \u2192 8", "Mean  2 \u2192 7.7", "putting on socks  1 \u2192 7"]
    assert set(named) <= set(boxes)
    assert all(boxes[name].x0 > drawing.axes.bbox.x1 for name in named)
    assert sorted(named[2:], key=lambda name: -boxes[name].y0) == named[2:]
    assert len(lines(drawing, "leader")) == 4


def test_one_scoring_draws_nothing_that_looks_like_a_fall():
    """Names that had no room beside their scores were led to by lines that fell over the days after."""
    figure, drawing = drawn(function_picture([a_scoring(9, socks=2, child=1, work=3, film=2)], SIX_WEEKS), (900, 480))
    assert not lines(drawing, "leader")
    assert all(len(set(line.get_ydata())) == 1 for line in drawing.axes.get_lines() if line.get_gid() in {"activity", "mean"})
    assert "child  1" in texts(figure)


def test_what_leads_from_a_line_to_its_name_is_level_over_the_days_without_a_scoring():
    picture = function_picture([a_scoring(0, socks=2, child=2, work=2), a_scoring(7, socks=2, child=2, work=2)], SIX_WEEKS)
    leaders = lines(drawn(picture, (900, 480))[1], "leader")
    assert len(leaders) == 4
    for leader in leaders:
        (start, edge, _name), (height, level, _beside) = leader.get_xdata(), leader.get_ydata()
        assert start < edge == 1.0
        assert height == level


def test_the_headline_gives_the_mean_its_scorings_and_its_days_and_the_axis_says_what_its_ends_mean():
    figure, drawing = drawn(some_function())
    boxes = texts(figure)
    assert {"as before", "cannot"} <= set(boxes)
    now = "Highest sitting through a film, lifting the little one 8, lowest putting on socks 7."
    assert function_answer(some_function()) == f"Mean score 2 \u2192 7.7 (10: as before), 6 scorings, 23 Nov to 28 Dec 2026. {now}"
    assert any(text.startswith("Mean score 2 \u2192 7.7 (10: as before), 6 scorings") for text in boxes)
    assert boxes["as before"].x1 < drawing.axes.bbox.x0
    assert boxes["cannot"].y0 < boxes["as before"].y0


def test_a_headline_claims_no_change_from_one_scoring_or_from_other_activities():
    one, other = a_scoring(0, socks=2), a_scoring(7, socks=6, stairs=4)
    assert function_answer(function_picture([one], SIX_WEEKS)) == "Socks 2 on 23 Nov 2026, 1 scoring. Too early to say how it changed."
    both = function_answer(function_picture([one, other], SIX_WEEKS))
    assert both == "Mean score 5 on 30 Nov 2026, 2 scorings; other activities than at first, so not compared."


def test_how_low_and_high_it_was_between_is_told_where_the_ends_do_not_tell_it():
    """A mean of 2 at first and 2.5 now hid that it had been 8."""
    picture = function_picture([a_scoring(0, socks=2, child=2), a_scoring(7, socks=9, child=7), a_scoring(14, socks=3, child=2)], SIX_WEEKS)
    assert function_answer(picture).startswith("Mean score 2 \u2192 2.5, between 2 and 8 (10: as before), 3 scorings")
    assert "Socks: 2 on 23 Nov 2026, 3 on 7 Dec 2026, between 2 and 9, 3 scorings; 1 point higher." in describe_function(picture)
    assert "between" not in function_answer(function_picture([a_scoring(0, socks=2), a_scoring(7, socks=5)], SIX_WEEKS))


def test_points_come_by_day_and_say_the_score():
    drawing = drawn(function_picture([a_scoring(7, socks=6), a_scoring(0, socks=2.5)], SIX_WEEKS))[1]
    assert [point.words for point in drawing.points] == ["23 Nov 2026: socks, 2.5 of 10", "30 Nov 2026: socks, 6 of 10"]
    assert [(point.x, point.y) for point in drawing.points] == [(0.5, 2.5), (7.5, 6)]


def test_a_part_of_the_period_shows_its_days_and_cuts_lines_at_its_edge():
    picture = function_picture([a_scoring(0, socks=2), a_scoring(40, socks=10)], SIX_WEEKS)
    _figure, drawing = drawn(picture, view=View(0.25, 0.75))
    (line,) = lines(drawing, "activity")
    assert drawing.axes.get_xlim() == (10.5, 31.5)
    assert (list(line.get_xdata()), [round(y, 6) for y in line.get_ydata()]) == ([10.5, 31.5], [4, 8.2])
    assert drawing.points == ()


@pytest.mark.parametrize(
    ("make", "size"),
    [
        (partial(some_function, activities=6), (420, 320)),
        (nothing, (420, 320)),
        (partial(some_function, EIGHT_YEARS, 5, 30), (640, 480)),
    ],
)
def test_no_text_is_cut_off_or_lies_over_another(make, size):
    figure, _drawing = drawn(make(), size, "Function")
    figure.draw_without_rendering()
    expect_whole_texts(figure, size)
    expect_texts_apart(figure)


def test_of_more_than_five_activities_five_are_drawn_and_the_rest_counted():
    figure, drawing = drawn(some_function(activities=6))
    assert len(lines(drawing, "activity")) == 5
    assert "not shown: running" in texts(figure)
    assert "Running:" in describe_function(some_function(activities=6))


@pytest.mark.parametrize("name", HOSTILE[:8:2])
def test_any_activity_is_drawn_as_typed(name):
    figure, _drawing = drawn(function_picture([a_scoring(0, **{name: 3})], SIX_WEEKS), (900, 600))
    assert any(text.replace("\n", " ") == f"{name_in_order(drawable(name))}  3" for text in texts(figure))


def test_in_words_each_activity_has_its_ends_and_its_scorings():
    words = describe_function(some_function()).split("\n")
    assert words[0] == "What you can do, 23 Nov 2026 to 3 Jan 2027. 6 scorings; 0: cannot, 10: as before."
    assert words[1] == "Putting on socks: 1 on 23 Nov 2026, 7 on 28 Dec 2026, 6 scorings; 6 points higher."
    assert words[-1] == "Mean of 3 activities: 2 on 23 Nov 2026, 7.7 on 28 Dec 2026, 6 scorings; 5.7 points higher."
    assert not [word for word in FORBIDDEN if word in " ".join(words).lower()]


def test_a_single_scoring_says_nothing_of_a_change():
    words = describe_function(function_picture([a_scoring(0, socks=2)], SIX_WEEKS))
    assert "Socks: 2 on 23 Nov 2026. Too early to say how it changed." in words


def test_an_empty_chart_says_what_will_be_here():
    figure, _drawing = drawn(nothing())
    assert describe_function(nothing()).startswith("Nothing is written down here from 23 Nov 2026 to 3 Jan 2027.")
    assert any(text.startswith("Nothing is written down here") for text in texts(figure))


def test_the_table_has_a_row_a_score():
    table = table_function(function_picture([a_scoring(7, socks=6), a_scoring(0, socks=2.5, stairs=3)], SIX_WEEKS))
    assert table.rows == (("23 Nov 2026", "socks", "2.5"), ("23 Nov 2026", "stairs", "3"), ("30 Nov 2026", "socks", "6"))


@pytest.mark.parametrize(("name", "colours"), [("light", palette("light")), ("dark", palette("dark")), ("paper", paper())])
def test_function_looks_as_accepted(picture, name, colours):
    title = "What you can do" if name == "paper" else ""
    draw = partial(draw_function, picture=some_function(activities=5), palette=colours, title=title)
    picture(f"function-{name}", chart_bytes(draw, "png", (6.4, 4.8), 100, title))


def test_no_scoring_looks_as_accepted(picture):
    picture("function-empty", chart_bytes(partial(draw_function, picture=nothing(), palette=palette("light")), "png", (4.2, 3.2), 100))


def test_an_activity_written_from_right_to_left_keeps_its_points_in_order():
    picture = function_picture([a_scoring(number, גב=2 + number) for number in range(2)], SIX_WEEKS)
    assert "\u200eגב\u200e  2 → 3" in texts(drawn(picture, (900, 600))[0])
    assert "\u2068גב\u2069: 2 on 23 Nov 2026, 3 on" in describe_function(picture)
