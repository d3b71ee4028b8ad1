from dataclasses import replace
from functools import cache

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.charts.more_diaries import DAY, FORBIDDEN, HOSTILE, ONSET, PERIOD, WEEK, a_measured_session, everything
from tests.charts.seen import NONE, SIZES, all_text, cut_off, drawn, golden, inside, named, over_each_other, text_boxes
from tracker.charts.drawing.letters import BODY
from tracker.charts.drawing.swarm import swarm
from tracker.charts.sessions.draw import draw_sessions
from tracker.charts.sessions.picture import SessionsPicture, describe_sessions, result_words, sessions_answer, sessions_picture, table_sessions
from tracker.domain.statistics.relief import Relief, SessionPair
from tracker.library.look import palette

EMPTY = SessionsPicture(first=PERIOD[0], last=PERIOD[1])


@cache
def six_weeks():
    return sessions_picture(everything(), PERIOD)


@cache
def seen_six_weeks():
    return drawn(draw_sessions, six_weeks())


def of_changes(*changes, kind="heat"):
    entries = [a_measured_session(ONSET + number * DAY, kind, 5, 5 + change) for number, change in enumerate(changes)]
    return sessions_picture(entries, PERIOD)


def a_relief(difference, interval):
    return Relief("heat", 12, tuple(SessionPair(None, 5, 5 + difference) for _number in range(12)), difference, interval)


def test_every_pair_is_a_dot_at_its_change():
    _figure, drawing = drawn(draw_sessions, of_changes(-2, -1, 0, 3))
    (dots,) = named(drawing.axes, "pairs")
    assert list(dots.get_xdata()) == [-2, -1, 0, 3]
    assert len(set(dots.get_ydata())) == 1


def test_the_answer_names_the_kinds_by_what_is_usual_after_them():
    answer = "Usually lower after: Damp heat; no clear change after: Stretches; too early to say: Ice, Contrast shower."
    assert sessions_answer(six_weeks()) == answer
    assert answer in all_text(seen_six_weeks()[0]).replace("\n", " ")


def test_from_ten_pairs_on_the_median_and_its_interval_are_drawn_and_below_that_neither():
    _figure, drawing = drawn(draw_sessions, of_changes(*[-1] * 5, *[-2] * 5, 0))
    ((whisker,), (mark,)) = named(drawing.axes, "interval"), named(drawing.axes, "median")
    assert list(mark.get_xdata()) == [-1]
    assert list(whisker.get_xdata()) == [-2, -1]
    figure, drawing = drawn(draw_sessions, of_changes(*[-1] * 9))
    assert not named(drawing.axes, "interval")
    assert not named(drawing.axes, "median")
    assert "too early to say: 9 sessions so far, 10 needed" in all_text(figure)


@pytest.mark.parametrize(
    ("difference", "interval", "words"),
    [
        (-1, (-1, -1), "usually 1 lower; lower after 12 of 12 sessions"),
        (-1, (-1.6, -0.4), "usually 1 lower (0.4 to 1.6); lower after 12 of 12 sessions"),
        (0.5, (0, 2), "no clear change (0 to 2 higher); lower after 0, higher after 12 of 12 sessions"),
        (-0.5, (-1, 0.5), "no clear change (1 lower to 0.5 higher); lower after 12, higher after 0 of 12 sessions"),
        (-1, (-2, -0.01), "usually 1 lower (less than 0.1 to 2); lower after 12 of 12 sessions"),
        (0, (-1, 1), "no clear change (1 lower to 1 higher); lower after 0, higher after 0 of 12 sessions"),
        (0, (0, 1), "no clear change (0 to 1 higher); lower after 0, higher after 0 of 12 sessions"),
        (0, (-1, 0), "no clear change (0 to 1 lower); lower after 0, higher after 0 of 12 sessions"),
        (0, (0, 0), "no clear change; lower after 0, higher after 0 of 12 sessions"),
    ],
)
def test_the_change_is_said_with_its_direction_its_interval_and_its_count(difference, interval, words):
    assert result_words(a_relief(difference, interval)) == words


def test_the_caps_of_an_interval_reach_over_a_median_that_stands_on_one_of_them():
    for whisker, mark in zip(*(named(seen_six_weeks()[1].axes, name) for name in ("interval", "median")), strict=False):
        assert whisker.get_markersize() > 2**0.5 * mark.get_markersize() + mark.get_markeredgewidth()


def test_an_interval_that_is_the_median_alone_is_not_drawn_and_that_is_explained():
    figure, drawing = drawn(draw_sessions, of_changes(*[-1] * 12))
    assert not named(drawing.axes, "interval")
    assert "No line: the interval is the median alone." in all_text(figure)
    assert "interval." not in all_text(figure)
    assert "Line through it: its 95 % interval." in all_text(drawn(draw_sessions, of_changes(*range(-4, 5), -2, -2))[0]).replace("\n", " ")


def test_a_small_chart_says_what_is_known_in_fewer_words():
    figure, _drawing = drawn(draw_sessions, of_changes(*[-1] * 8, *[-2] * 8), (360, 320))
    assert "usually 1.5 lower (1 to 2), 16 sessions" in all_text(figure)


def test_no_line_of_the_scale_cuts_a_title_and_the_median_stands_on_the_ground_of_its_dots():
    figure, drawing = seen_six_weeks()
    titles = [box for text, box in text_boxes(figure) if "after" in text and "sessions" in text and "count" not in text]
    lines = [line.get_window_extent() for name in ("scale", "no change") for line in named(drawing.axes, name)]
    assert titles
    assert not [line for line in lines for box in titles if line.y0 < box.y1 - 1 and box.y0 + 1 < line.y1]
    grounds = [patch.get_window_extent() for patch in named(drawing.axes, "ground")]
    for mark, dots, ground in zip(named(drawing.axes, "median"), named(drawing.axes, "pairs"), grounds, strict=False):
        assert ground.y0 <= mark.get_window_extent().y0
        assert mark.get_window_extent().y1 < dots.get_window_extent().y1 <= ground.y1


def test_the_axis_has_signs_and_words():
    figure, _drawing = seen_six_weeks()
    labels = [text for text, _box in text_boxes(figure)]
    assert [text for text in labels if text.lstrip("+-").isdigit()] == ["-3", "-2", "-1", "0", "+1", "+2", "+3"]
    assert "\N{LEFTWARDS ARROW} lower after" in labels


def test_both_directions_have_the_same_room_and_zero_lies_in_the_middle():
    for changes in ((-5, 1), (2,)):
        _figure, drawing = drawn(draw_sessions, of_changes(*changes))
        left, right = drawing.axes.get_xlim()
        assert left == -right
        assert right > max(abs(change) for change in changes)
        assert not drawing.zooms


def test_the_kinds_with_enough_pairs_stand_first_and_what_does_not_fit_is_counted():
    assert [kind.kind for kind in six_weeks().drawn] == ["heat", "stretch", "ice", "contrast"]
    figure, _drawing = drawn(draw_sessions, six_weeks(), (360, 320))
    assert "and 2 more" in all_text(figure)
    assert "Contrast shower:" not in all_text(figure)


def test_the_chart_says_that_it_cannot_show_cause():
    for figure, _drawing in (seen_six_weeks(), drawn(draw_sessions, six_weeks(), SIZES[0])):
        (caution,) = [text for text in figure.texts if "Pain often falls by itself" in text.get_text()]
        assert (caution.get_color(), caution.get_fontsize()) == (palette("light").text, BODY)


def test_the_chart_counts_the_sessions_with_both_numbers():
    assert "Only sessions with pain before and after count: 71 of 72." in all_text(seen_six_weeks()[0]).replace("\n", " ")


def test_the_words_say_each_kind_with_its_count():
    words = describe_sessions(six_weeks())
    assert words.startswith(
        "Pain before and after sessions, 23 Nov 2026 to 3 Jan 2027. Only sessions with pain before and after count: 71 of 72.\n"
        "Damp heat: usually 1 lower; lower after 30 of 34 sessions.\n"
    )
    assert "Ice: too early to say: 9 sessions so far, 10 needed." in words
    assert "Without pain before and after: Massage, 1 session." in words
    assert "this cannot show cause" in words


def test_sessions_without_both_numbers_are_counted_aloud():
    entries = [a_measured_session(ONSET + number * DAY, "ice", 5, 4 if number < 3 else None) for number in range(5)]
    assert "Ice: too early to say: 3 sessions so far, 10 needed. 2 more without both numbers." in describe_sessions(sessions_picture(entries, WEEK))


def test_the_table_has_each_kind_those_without_a_pair_too():
    table = table_sessions(six_weeks())
    assert {len(row) for row in table.rows} == {len(table.headers)}
    assert table.rows[0] == ("Damp heat", "34", "34", "-1", "-1", "-1")
    assert table.rows[-1] == ("Massage", "1", "0", NONE, NONE, NONE)


def test_each_median_and_each_pair_can_be_pointed_at():
    _figure, drawing = seen_six_weeks()
    assert len(drawing.points) == six_weeks().n + 2
    assert drawing.points[0].words == "Damp heat: usually 1 lower; lower after 30 of 34 sessions"
    assert drawing.points[1].words == "26 Nov 2026, 10:00, Damp heat: pain 7 before, 5 after"
    assert inside(drawing)


@pytest.mark.parametrize("size", [SIZES[0], SIZES[3]])
def test_no_text_is_cut_off_or_lies_over_another(size):
    for picture in (six_weeks(), of_changes(-2)) if size[0] < 640 else (six_weeks(),):
        figure, _drawing = drawn(draw_sessions, picture, size, title="After sessions")
        assert not cut_off(figure)
        assert not over_each_other(figure)


def test_odd_names_of_kinds_are_drawn_and_the_words_claim_nothing():
    (kind,) = of_changes(*[-1] * 12).kinds
    odd = replace(six_weeks(), kinds=tuple(replace(kind, kind=text) for text in HOSTILE))
    for size in (SIZES[0], (640, 900)):
        figure, _drawing = drawn(draw_sessions, odd, size, title=HOSTILE[0])
        assert not cut_off(figure)
    assert r"$\foo$" in all_text(figure)
    for picture, (figure, _drawing) in ((EMPTY, drawn(draw_sessions, EMPTY)), (six_weeks(), seen_six_weeks())):
        words = f"{describe_sessions(picture)} {all_text(figure)}".lower()
        assert not [word for word in FORBIDDEN if word in words]


def test_an_empty_chart_says_what_will_be_here():
    figure, drawing = drawn(draw_sessions, EMPTY, SIZES[0])
    assert not cut_off(figure)
    assert "No session with pain before and after from 23 Nov 2026 to 3 Jan 2027." in all_text(figure).replace("\n", " ")
    assert drawing.points == ()


@given(st.lists(st.integers(-10, 10), min_size=1, max_size=400), st.floats(6, 80))
@example([0] * 400, 6.0)
@settings(max_examples=25)
def test_the_dots_of_a_value_stay_beside_it_and_within_their_band(changes, band):
    for change, (across, height) in zip(changes, swarm(changes, band, (0.1, 5.5), 0.7), strict=True):
        assert abs(across - change) <= 0.35 + 1e-9
        assert abs(height) <= band / 2


@pytest.mark.parametrize("look", ["light", "dark", "paper"])
def test_six_weeks_look_as_accepted(picture, look):
    picture(f"sessions-{look}", golden(draw_sessions, six_weeks(), look, "After sessions" if look == "paper" else ""))


def test_a_chart_without_sessions_looks_as_accepted(picture):
    picture("sessions-empty", golden(draw_sessions, EMPTY, "light"))
