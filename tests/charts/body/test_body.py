from dataclasses import replace
from functools import cache

import pytest

from tests.charts.more_diaries import DAY, ELSEWHERE, FORBIDDEN, HOSTILE, ONSET, PERIOD, WEEK, a_pain_entry, everything
from tests.charts.seen import NONE, SIZES, all_text, cut_off, drawn, golden, inside, named, over_each_other, text_boxes
from tracker.charts.body.draw import draw_body
from tracker.charts.body.picture import BodyPicture, body_picture, describe_body, table_body
from tracker.domain.statistics.places import PlaceFigure
from tracker.library.body import body_map
from tracker.library.look import palette

EMPTY = BodyPicture(first=PERIOD[0], last=PERIOD[1])


@cache
def six_weeks():
    return body_picture(everything(), PERIOD)


@cache
def seen_six_weeks():
    return drawn(draw_body, six_weeks())


def every_place():
    places = [PlaceFigure(region.name, 5, 4, number % 21 / 2) for number, region in enumerate(body_map().regions)]
    return replace(six_weeks(), places=(*places, PlaceFigure(None, 7, 3, 2.0)))


def hexed(color):
    return "#" + "".join(f"{round(part * 255):02X}" for part in color[:3])


def test_a_place_has_the_shade_of_its_median_and_the_number_written():
    _figure, drawing = seen_six_weeks()
    (region,) = named(drawing.axes, "lower back left")
    assert hexed(region.get_facecolor()) == palette("light").pain(5)
    written = [text for text in drawing.axes.texts if text.get_text() == "5" and text.get_fontweight() == "bold"]
    assert len(written) == 2


def test_a_place_below_three_entries_is_hatched_and_says_how_many_are_there():
    figure, drawing = seen_six_weeks()
    (region,) = named(drawing.axes, "front of the shoulder left")
    assert region.get_hatch()
    assert hexed(region.get_facecolor()) == palette("light").surface
    assert "1 day, highest 2, 2 entries" in all_text(figure)
    assert "2 days, highest 4, 8 entries" in all_text(figure)
    assert not named(drawing.axes, "neck")[0].get_hatch()


def test_every_region_of_the_map_is_drawn_once_and_the_back_stands_left_of_the_front():
    _figure, drawing = drawn(draw_body, EMPTY)
    drawn_regions = {region.name: named(drawing.axes, region.name) for region in body_map().regions}
    assert {len(patches) for patches in drawn_regions.values()} == {1}
    back, front = (drawn_regions[name][0].get_xy()[:, 0] for name in ("neck", "front of the neck"))
    assert back.max() < front.min()


def test_the_body_is_not_stretched():
    for size in (SIZES[0], (640, 480)):
        _figure, drawing = drawn(draw_body, six_weeks(), size)
        (left, right), (bottom, top) = drawing.axes.get_xlim(), drawing.axes.get_ylim()
        assert drawing.axes.bbox.width / (right - left) == pytest.approx(drawing.axes.bbox.height / (bottom - top))


def test_a_place_the_map_does_not_have_stands_in_the_list_with_its_shade():
    figure, drawing = drawn(draw_body, six_weeks(), (1280, 800))
    assert f"{ELSEWHERE}\n4 days, highest 3, not drawn" in all_text(figure)
    assert all_text(figure).count("not drawn") == 1
    assert len(named(drawing.axes, "swatch")) == len(six_weeks().places)
    assert [place.site for place in six_weeks().beside] == [ELSEWHERE]


def test_places_that_do_not_fit_the_list_are_counted():
    figure, drawing = drawn(draw_body, every_place())
    listed = len(named(drawing.axes, "swatch"))
    assert f"and {len(every_place().places) - listed} more" in all_text(figure)


def test_the_places_stand_from_the_one_with_the_most_days_down():
    places = [(place.median, place.days) for place in six_weeks().places]
    assert places == [(5, 37), (3, 30), (3, 29), (3, 4), (4, 2), (None, 1)]
    figure, _drawing = seen_six_weeks()
    assert "The most days first." in all_text(figure)


def test_the_period_and_its_logged_days_stand_above():
    figure, _drawing = seen_six_weeks()
    assert "Typical pain by place, 23 Nov 2026 to 3 Jan 2027, 37 of 42 days logged." in all_text(figure)


@pytest.mark.parametrize(("size", "words"), [((640, 480), ("your left", "your right")), ((420, 320), ("left", "right"))])
def test_under_each_figure_stands_which_half_is_which(size, words):
    figure, drawing = drawn(draw_body, six_weeks(), size)
    left, right = ([box for text, box in text_boxes(figure) if text == word] for word in words)
    feet = [named(drawing.axes, f"{name} {side}")[0].get_window_extent() for name in ("heel", "foot") for side in ("left", "right")]
    assert left[0].x1 < right[0].x0 < right[1].x0 - 10
    assert left[0].x0 < feet[1].x1 < right[1].x0 < left[1].x0
    assert max(box.y1 for box in (*left, *right)) <= min(foot.y0 for foot in feet)


def test_the_scale_goes_from_0_to_10_and_is_numbered():
    _figure, drawing = seen_six_weeks()
    numbers = [text.get_text() for text in drawing.axes.texts if text.get_gid() == "scale"]
    assert numbers == ["0", "5", "10"]
    assert [hexed(patch.get_facecolor()) for patch in named(drawing.axes, "shade")] == [shade.upper() for shade in palette("light").pain_shades]


def test_the_words_give_each_place_its_median_days_and_entries():
    words = describe_body(six_weeks()).splitlines()
    assert words[0] == "Where it hurts, 23 Nov 2026 to 3 Jan 2027. 150 entries on 37 of 42 days; 5 days without a pain entry."
    assert words[2] == "Lower back left: typically 5, highest 10, 37 days, 150 entries."
    assert words[-1] == "Too early to say what is typical: front of the shoulder left, highest 2, 2 entries so far, 3 needed."


def test_entries_that_name_no_place_are_counted_as_such_and_other_days_stay_out():
    nowhere = [replace(a_pain_entry(ONSET + number * DAY, 4), sites=()) for number in range(-1, 3)]
    assert describe_body(body_picture(nowhere, WEEK)).splitlines()[1] == "No place named: typically 4, highest 4, 3 days, 3 entries."


def test_the_table_has_each_place():
    table = table_body(six_weeks())
    assert table.headers == ("Place", "Typical", "Highest", "Days", "Entries")
    assert table.rows[0] == ("lower back left", "5", "10", "37", "150")
    assert table.rows[-1] == ("front of the shoulder left", NONE, "2", "1", "2")


def test_every_place_can_be_pointed_at():
    _figure, drawing = seen_six_weeks()
    assert len(drawing.points) == len(six_weeks().places)
    assert drawing.points[0].words == "Lower back left: typically 5, highest 10, 37 days, 150 entries."
    assert inside(drawing)
    (region,) = named(drawing.axes, "lower back left")
    assert region.get_path().contains_point((drawing.points[0].x, drawing.points[0].y))


@pytest.mark.parametrize("size", [SIZES[0], SIZES[3], (400, 620)])
def test_no_text_is_cut_off_or_lies_over_another(size):
    for picture in (six_weeks(), every_place()) if size[0] < 640 else (six_weeks(),):
        figure, _drawing = drawn(draw_body, picture, size, title="Where it hurts")
        assert not cut_off(figure)
        assert not over_each_other(figure)


def test_odd_names_of_places_are_drawn_and_the_words_claim_nothing():
    odd = replace(six_weeks(), places=tuple(PlaceFigure(text, 3, 3, 5.0) for text in HOSTILE))
    for size in SIZES[:2]:
        figure, _drawing = drawn(draw_body, odd, size, title=HOSTILE[0])
        assert not cut_off(figure)
    assert r"$\foo$" in all_text(figure)
    for picture, (figure, _drawing) in ((EMPTY, drawn(draw_body, EMPTY)), (six_weeks(), seen_six_weeks())):
        words = f"{describe_body(picture)} {all_text(figure)}".lower()
        assert not [word for word in FORBIDDEN if word in words]


def test_an_empty_map_says_what_will_be_here():
    figure, drawing = drawn(draw_body, EMPTY, SIZES[0])
    assert not cut_off(figure)
    assert "Nothing is written down here from 23 Nov 2026 to 3 Jan 2027." in all_text(figure).replace("\n", " ")
    assert drawing.points == ()
    assert describe_body(EMPTY).startswith("Nothing is written down here")


@pytest.mark.parametrize("look", ["light", "dark", "paper"])
def test_six_weeks_look_as_accepted(picture, look):
    picture(f"body-{look}", golden(draw_body, six_weeks(), look, "Where it hurts" if look == "paper" else ""))


def test_an_empty_map_looks_as_accepted(picture):
    picture("body-empty", golden(draw_body, EMPTY, "light"))


def test_a_place_that_is_not_on_the_drawing_says_so_in_fewer_words_where_it_must():
    def said(n, size):
        entries = [a_pain_entry(ONSET + number * DAY, 5, my_own=5) for number in range(n)]
        return all_text(drawn(draw_body, body_picture(entries, PERIOD), size)[0]).split("\n")

    assert "4 days, highest 5, 4 entries, not drawn" in said(4, (1100, 480))
    assert "4 days, highest 5, not drawn" in said(4, (640, 480))
    assert "4 days, not drawn" in said(4, (420, 320))
    assert "2 days, not drawn" in said(2, (420, 320))
