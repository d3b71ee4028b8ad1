from dataclasses import replace

import pytest

from tests.charts.conftest import pixels, same
from tests.charts.diaries import a_week, eight_years, nothing_yet, one_entry, six_weeks_with_everything
from tracker.charts.files import chart_bytes
from tracker.charts.style import paper
from tracker.library.look import palette

SCREEN = (6.4, 5.6)
SMALL = (4.2, 3.2)


def drawn(what, colours, size=SCREEN, title=""):
    return chart_bytes(what, "png", colours, size, 100, title)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_six_weeks_with_everything_look_as_accepted(picture, theme):
    picture(f"pain-six-weeks-{theme}", drawn(six_weeks_with_everything(), palette(theme)))


def test_a_chart_that_stands_alone_on_paper_looks_as_accepted(picture):
    picture("pain-six-weeks-paper", drawn(six_weeks_with_everything(), paper(), (8, 5), "Pain over time"))


@pytest.mark.parametrize(("name", "make"), [("empty", nothing_yet), ("one-entry", one_entry), ("week", a_week)])
def test_a_young_diary_looks_as_accepted(picture, name, make):
    picture(f"pain-{name}", drawn(make(), palette("light"), SMALL))


def test_eight_years_look_as_accepted(picture):
    picture("pain-eight-years", drawn(eight_years(), palette("light")))


def moved(what, points):
    return replace(what, line=tuple(tuple((day, value + points) for day, value in segment) for segment in what.line))


@pytest.mark.parametrize("make", [six_weeks_with_everything, a_week, eight_years])
def test_a_line_half_a_point_too_low_does_not_pass_for_the_same_picture(make):
    right, wrong = (pixels(drawn(what, palette("light"))) for what in (make(), moved(make(), -0.5)))
    assert same(right, right)
    assert not same(right, wrong)


def test_one_reading_left_out_of_a_week_does_not_pass_for_the_same_picture():
    whole = a_week()
    fewer = replace(whole, readings=whole.readings[:-1])
    assert not same(*(pixels(drawn(what, palette("light"), SMALL)) for what in (whole, fewer)))


def test_the_fixture_refuses_a_wrong_picture_and_keeps_it_to_look_at(picture, monkeypatch, tmp_path):
    monkeypatch.delenv("RECOVERY_TRACKER_ACCEPT_PICTURES", raising=False)
    monkeypatch.setattr("tests.charts.conftest.PICTURES", tmp_path)
    monkeypatch.setattr("tests.charts.conftest.FAILED", tmp_path / "failed")
    (tmp_path / "week.png").write_bytes(drawn(a_week(), palette("light")))
    picture("week", drawn(a_week(), palette("light")))
    with pytest.raises(pytest.fail.Exception, match="drawn otherwise"):
        picture("week", drawn(moved(a_week(), 0.5), palette("light")))
    assert (tmp_path / "failed" / "week.png").exists()
