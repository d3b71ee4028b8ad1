from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.conftest import FORBIDDEN, HOSTILE, a_figure, expect_texts_apart, expect_whole_texts, texts
from tests.charts.diaries import DAY, EIGHT_YEARS, ONSET, SIX_WEEKS, an_intake, some_doses
from tracker.charts.chart import WHOLE, View
from tracker.charts.doses.draw import draw_doses
from tracker.charts.doses.picture import describe_doses, doses_picture, round_amounts, table_doses
from tracker.charts.drawing.files import chart_bytes
from tracker.charts.drawing.paragraph import name_in_order
from tracker.charts.drawing.style import drawable, paper
from tracker.library.look import palette


def drawn(picture, size=(640, 480), title="", view=WHOLE):
    figure = a_figure(size)
    drawing = draw_doses(figure, picture, palette("light"), title, view)
    return figure, drawing


def bars(drawing):
    """Each bar as (middle of its day, height in shares of the highest)."""
    segments = [segment for each in drawing.axes.collections if each.get_gid() == "bars" for segment in each.get_segments()]
    heights = [segment[1][1] - segment[0][1] for segment in segments]
    return [(float(segment[0][0]), round(float(height / max(heights)), 3)) for segment, height in zip(segments, heights, strict=True)]


def nothing():
    return doses_picture([], SIX_WEEKS)


def test_a_day_has_a_bar_as_high_as_its_mg():
    taken = [an_intake(ONSET, hour=8), an_intake(ONSET, hour=14), an_intake(ONSET + 2 * DAY)]
    figure, drawing = drawn(doses_picture(taken, SIX_WEEKS))
    assert bars(drawing) == [(0.5, 1), (2.5, 0.5)]
    assert {"Ibuprofen", "800 mg", "400 mg", "Most in 24 hours: 800 mg in 2 doses (up to 23 Nov, 14:00)"} <= set(texts(figure))
    assert "A dose on 2 of 42 days: ibuprofen, 3 doses." in texts(figure)


@pytest.mark.parametrize(
    ("highest", "amounts"),
    [(1200, (400, 800, 1200)), (1000, (500, 1000)), (1500, (500, 1000, 1500)), (30, (10, 20, 30)), (1, (0.5, 1)), (12.5, (5, 10, 15))],
)
def test_amounts_are_read_off_at_round_ones(highest, amounts):
    assert round_amounts(highest) == pytest.approx(amounts)


@given(st.floats(0.01, 100_000))
@settings(max_examples=60)
def test_the_scale_holds_the_highest_day_in_two_to_four_even_steps(highest):
    amounts = round_amounts(highest)
    assert 2 <= len(amounts) <= 4
    assert highest <= amounts[-1] * (1 + 1e-6) <= 2.01 * highest
    assert amounts == pytest.approx([amounts[0] * number for number in range(1, len(amounts) + 1)])


def test_a_date_stands_under_the_middle_of_its_column():
    figure, drawing = drawn(doses_picture([an_intake(ONSET), an_intake(ONSET + 41 * DAY)], SIX_WEEKS))
    bars_at = [drawing.axes.transData.transform((x, 0))[0] for x, _height in bars(drawing)]
    boxes = texts(figure)
    assert bars_at == pytest.approx([(boxes[day].x0 + boxes[day].x1) / 2 for day in ("23 Nov\n2026", "3 Jan\n2027")], abs=2)


def test_where_no_mg_is_known_doses_are_counted():
    taken = [an_intake(ONSET, "diclofenac", None, hour=hour, on_skin=True) for hour in (8, 20)] + [
        an_intake(ONSET + DAY, "diclofenac", None, on_skin=True)
    ]
    figure, drawing = drawn(doses_picture(taken, SIX_WEEKS))
    (circles,) = [line for line in drawing.axes.get_lines() if line.get_gid() == "counted"]
    assert list(circles.get_xdata()) == [0.5, 0.5, 1.5]
    assert {"Diclofenac, on the skin", "Most in 24 hours: 2 doses (up to 23 Nov, 20:00)"} <= set(texts(figure))


def test_a_dose_on_the_skin_lies_low_beside_what_is_known_in_mg():
    drawing = drawn(doses_picture([an_intake(ONSET), an_intake(ONSET + DAY), an_intake(ONSET, "diclofenac", None, on_skin=True)], SIX_WEEKS))[1]
    bar = next(each for each in drawing.axes.collections if each.get_gid() == "bars").get_segments()[0]
    skin = next(point for point in drawing.points if "on the skin" in point.words)
    assert bar[1][1] - bar[0][1] > 0.7
    assert skin.y < 0.05


def test_a_dose_without_mg_among_others_is_an_open_circle_not_a_bar_of_nothing():
    _figure, drawing = drawn(doses_picture([an_intake(ONSET), an_intake(ONSET + DAY, mg=None)], SIX_WEEKS))
    (circles,) = [line for line in drawing.axes.get_lines() if line.get_gid() == "unmeasured"]
    assert list(circles.get_xdata()) == [1.5]
    assert drawing.points[1].words == "24 Nov 2026: Ibuprofen, 1 dose"


def test_what_the_most_in_24_hours_does_not_hold_is_said_beside_it():
    figure, drawing = drawn(doses_picture([an_intake(ONSET), an_intake(ONSET + 3 * DAY, mg=None)], SIX_WEEKS), (900, 500))
    assert "Most in 24 hours: 400 mg in 1 dose (up to 23 Nov, 08:00); 1 dose has no mg" in texts(figure)
    assert "23 Nov 2026 to 3 Jan 2027; a blank day: no dose in the diary; any 24 hours may span two days" in texts(figure)
    (bar,) = next(each for each in drawing.axes.collections if each.get_gid() == "bars").get_segments()[:1]
    top = drawing.axes.transData.transform(bar[1])[1]
    assert texts(figure)["Ibuprofen"].y0 - top > 20


def test_points_come_by_day_and_say_what_was_taken():
    drawing = drawn(doses_picture([an_intake(ONSET + DAY, "paracetamol", 500), an_intake(ONSET, mg=200)], SIX_WEEKS))[1]
    assert [point.words for point in drawing.points] == ["23 Nov 2026: Ibuprofen, 200 mg in 1 dose", "24 Nov 2026: Paracetamol, 500 mg in 1 dose"]
    assert drawing.zooms


def test_a_part_of_the_period_shows_its_days_at_the_same_scale():
    view = View(0.5, 1)
    figure, part = drawn(some_doses(), view=view)
    whole = drawn(some_doses())[1]
    assert part.axes.get_xlim() == (21, 42)
    assert [(point.x, point.y) for point in part.points] == [(point.x, point.y) for point in whole.points if point.x >= 21]
    assert "1,200 mg" in texts(figure)


@pytest.mark.parametrize(
    ("make", "size"),
    [(some_doses, (420, 320)), (nothing, (420, 320)), (partial(some_doses, EIGHT_YEARS, 0.2), (640, 480))],
)
def test_no_text_is_cut_off_or_lies_over_another(make, size):
    figure, _drawing = drawn(make(), size, "Medicines")
    figure.draw_without_rendering()
    expect_whole_texts(figure, size)
    expect_texts_apart(figure)


def test_medicines_without_room_are_counted():
    taken = [an_intake(ONSET + number * DAY, f"medicine {kind}") for kind in range(9) for number in range(9 - kind)]
    figure, _drawing = drawn(doses_picture(taken, SIX_WEEKS), (420, 320))
    shown = [text for text in texts(figure) if text.startswith("Medicine ")]
    assert shown == [f"Medicine {kind}" for kind in range(len(shown))]
    assert f"{9 - len(shown)} more, taken less often" in texts(figure)


@pytest.mark.parametrize("name", HOSTILE[::2])
def test_any_name_is_drawn_as_typed(name):
    figure, _drawing = drawn(doses_picture([an_intake(ONSET, name)], SIX_WEEKS))
    assert drawable(name_in_order(name[:1].upper() + name[1:]), "bold") in texts(figure)


def test_in_words_each_medicine_has_its_doses_days_and_the_most_in_24_hours():
    words = describe_doses(some_doses()).split("\n")
    assert words[0] == "Medicines, 23 Nov 2026 to 3 Jan 2027. A dose on 37 of 42 days."
    assert words[1] == "Ibuprofen: 59 doses on 33 days. Most in 24 hours: 1,200 mg in 3 doses, up to 23 Nov 2026, 20:00."
    assert words[3].startswith("Ibuprofen, on the skin: 7 doses on 7 days. Most in 24 hours: 1 dose, up to")
    assert not [word for word in (*FORBIDDEN, "limit") if word in " ".join(words).lower()]


def test_an_empty_chart_says_what_will_be_here():
    figure, drawing = drawn(nothing())
    assert describe_doses(nothing()) == "Nothing is written down here from 23 Nov 2026 to 3 Jan 2027."
    assert any(text.startswith("Nothing is written down") for text in texts(figure))
    assert drawing.points == ()


def test_the_table_has_a_row_a_day_and_medicine():
    table = table_doses(doses_picture([an_intake(ONSET, hour=hour) for hour in (8, 14)] + [an_intake(ONSET, mg=None, hour=20)], SIX_WEEKS))
    assert table.rows == (("23 Nov 2026", "Ibuprofen", "3", "800", "1"),)
    assert len(table.headers) == 5


def test_a_dose_of_the_day_before_counts_in_the_24_hours_and_has_no_bar():
    picture = doses_picture([an_intake(ONSET - DAY, hour=20), an_intake(ONSET, hour=8)], SIX_WEEKS)
    assert [day.day for day in picture.lanes[0].days] == [ONSET]
    assert picture.lanes[0].most.mg == 800


@pytest.mark.parametrize(("name", "colours"), [("light", palette("light")), ("dark", palette("dark")), ("paper", paper())])
def test_doses_look_as_accepted(picture, name, colours):
    title = "Medicines" if name == "paper" else ""
    picture(f"doses-{name}", chart_bytes(partial(draw_doses, picture=some_doses(), palette=colours, title=title), "png", (6.4, 4.8), 100, title))


def test_no_doses_look_as_accepted(picture):
    picture("doses-empty", chart_bytes(partial(draw_doses, picture=nothing(), palette=palette("light")), "png", (4.2, 3.2), 100))
