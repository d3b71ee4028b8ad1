from functools import partial

import pytest

from tests.charts.conftest import a_figure, pixels, same
from tests.charts.diaries import (
    a_week,
    eight_years_of_deeds,
    nothing_yet,
    one_entry,
    six_weeks_of_sites,
    six_weeks_with_everything,
    with_course,
)
from tracker.charts.chart import WHOLE, View
from tracker.charts.drawing.files import chart_bytes
from tracker.charts.drawing.style import paper
from tracker.charts.pain.draw import draw_pain
from tracker.library.look import palette

SCREEN = (6.4, 4.8)
SMALL = (4.2, 3.2)


def drawn(what, colours, size=SCREEN, title="", view=WHOLE):
    return chart_bytes(partial(draw_pain, picture=what, palette=colours, title=title, view=view), "png", size, 100, title)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_six_weeks_with_everything_look_as_accepted(picture, theme):
    picture(f"pain-six-weeks-{theme}", drawn(six_weeks_with_everything(), palette(theme)))


def test_a_chart_that_stands_alone_on_paper_looks_as_accepted(picture):
    picture("pain-six-weeks-paper", drawn(six_weeks_with_everything(), paper(), (8, 5), "Pain over time"))


@pytest.mark.parametrize(("name", "make"), [("empty", nothing_yet), ("one-entry", one_entry), ("week", a_week)])
def test_a_young_diary_looks_as_accepted(picture, name, make):
    picture(f"pain-{name}", drawn(make(), palette("light"), SMALL))


def test_eight_years_look_as_accepted(picture):
    picture("pain-eight-years", drawn(eight_years_of_deeds(), palette("light")))


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_line_a_site_looks_as_accepted(picture, theme):
    picture(f"pain-sites-{theme}", drawn(six_weeks_of_sites(8), palette(theme)))


def test_a_part_of_the_period_looks_as_accepted(picture):
    picture("pain-closer", drawn(six_weeks_with_everything(), palette("light"), SMALL, view=View(0.35, 0.6)))


def moved(what, points):
    return with_course(what, line=tuple(tuple((day, value + points) for day, value in segment) for segment in what.followed.line))


def test_a_line_shifted_by_a_pixel_does_not_pass_for_the_same_picture():
    whole = six_weeks_with_everything()
    points_a_pixel = 10 / draw_pain(a_figure((420, 320)), whole, palette("light")).axes.bbox.height
    right, wrong = (pixels(drawn(what, palette("light"), SMALL)) for what in (whole, moved(whole, -points_a_pixel)))
    assert same(right, right)
    assert not same(right, wrong)


def test_one_reading_left_out_of_a_week_does_not_pass_for_the_same_picture():
    whole = a_week()
    fewer = with_course(whole, readings=whole.followed.readings[:-1])
    assert not same(*(pixels(drawn(what, palette("light"), SMALL)) for what in (whole, fewer)))


def test_the_fixture_refuses_a_wrong_picture_and_keeps_it_to_look_at(picture, monkeypatch, tmp_path):
    monkeypatch.delenv("RECOVERY_TRACKER_ACCEPT_PICTURES", raising=False)
    monkeypatch.setattr("tests.charts.conftest.PICTURES", tmp_path)
    monkeypatch.setattr("tests.charts.conftest.FAILED", tmp_path / "failed")
    week = drawn(a_week(), palette("light"), SMALL)
    (tmp_path / "week.png").write_bytes(week)
    picture("week", week)
    with pytest.raises(pytest.fail.Exception, match="drawn otherwise"):
        picture("week", drawn(moved(a_week(), 0.5), palette("light"), SMALL))
    assert (tmp_path / "failed" / "week.png").exists()
