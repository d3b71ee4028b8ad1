import io
import itertools
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import timedelta

import matplotlib as mpl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure
from PIL import Image

from tests.charts.diaries import ONSET, a_pain_entry, a_week, eight_years, nothing_yet, one_entry, six_weeks_with_everything
from tracker.charts.files import chart_bytes
from tracker.charts.pain import describe_pain, draw_pain
from tracker.charts.picture import pain_picture
from tracker.charts.style import drawable, fitted, paper, width_of
from tracker.domain.protocol import Phase
from tracker.library.look import palette

DAY = timedelta(days=1)
SIZES = [(420, 320), (620, 560), (900, 600), (3840, 2160)]
MAKERS = [nothing_yet, one_entry, a_week, six_weeks_with_everything, eight_years]
HOSTILE = [
    r"$\foo$",
    "100%",
    "{x} _y_ ^z",
    "שלום עולם",
    "مرحبا",
    "🦴🔥 😀",
    "\u202eabc",
    "日本語",
    "\ud800",
    "a\x00b\n\tc",
    "\ufdd0",
    "𐎀",
    "<b>x</b>",
]
FORBIDDEN = ("monitor", "detect", "diagnos", "predict", "treat", "prescribe", "cure", "safe to", "recommended", "you can take", "ahead", "behind")


def drawn(picture, size=(620, 560), theme="light", title=""):
    figure = Figure(figsize=(size[0] / 100, size[1] / 100), dpi=100)
    axes = draw_pain(figure, picture, palette(theme), title)
    figure.draw_without_rendering()
    return figure, axes


def texts(figure):
    found = [text for text in figure.findobj(mpl.text.Text) if text.get_text() and text.get_visible()]
    return {text.get_text(): text.get_window_extent() for text in found}


def line(axes, name):
    return [each for each in axes.get_lines() if each.get_gid() == name]


def test_the_scale_is_zero_to_ten_whatever_was_logged():
    for make in MAKERS:
        _figure, axes = drawn(make())
        assert axes.get_ylim() == (0, 10)


def test_the_days_of_the_period_and_no_others_lie_across():
    _figure, axes = drawn(six_weeks_with_everything())
    assert axes.get_xlim() == (0, 42)


@pytest.mark.parametrize("make", MAKERS[1:])
def test_every_reading_is_drawn_as_an_open_circle(make):
    picture = make()
    _figure, axes = drawn(picture)
    (circles,) = line(axes, "readings")
    assert sorted(circles.get_ydata()) == sorted(value for _at, value in picture.readings)
    assert circles.get_markerfacecolor() == "none"


def test_thousands_of_readings_are_smaller_and_let_each_other_through():
    (few,), (many,) = (line(drawn(make())[1], "readings") for make in (a_week, eight_years))
    assert many.get_markersize() < few.get_markersize()
    assert many.get_alpha() < few.get_alpha() == 1


def test_the_line_is_drawn_at_noon_and_in_as_many_pieces_as_it_has():
    picture = six_weeks_with_everything()
    _figure, axes = drawn(picture)
    pieces = line(axes, "median")
    assert [list(piece.get_ydata()) for piece in pieces] == [[value for _day, value in segment] for segment in picture.line]
    assert len(pieces) == 2
    assert pieces[0].get_xdata()[0] == 0.5


def test_a_day_alone_between_two_gaps_is_a_short_line_not_nothing():
    picture = replace(a_week(), line=(((ONSET + 2 * DAY, 6.0),),))
    (piece,) = line(drawn(picture)[1], "median")
    assert list(piece.get_xdata()) == [2, 3]


def test_phases_carry_their_names_and_marks_their_words():
    figure, _axes = drawn(six_weeks_with_everything())
    assert {"Ice", "Damp heat", "Stretches", "flare", "physio", "each entry", "median of 7 days", "lower back left"} <= set(texts(figure))


def test_a_name_that_does_not_fit_its_band_is_left_out():
    figure, _axes = drawn(six_weeks_with_everything(), (420, 320))
    assert "Ice" not in texts(figure)
    assert "Damp heat" in texts(figure)


def test_a_phase_that_goes_on_reaches_until_now_and_not_beyond():
    week = a_week()
    picture = replace(week, phases=((Phase.ICE, week.start, None),), now=week.start + 2 * DAY)
    _figure, axes = drawn(picture)
    assert {patch.get_x() + patch.get_width() for patch in axes.patches} == {2}


@pytest.mark.parametrize(("width", "words"), [(1600, "5 days not logged"), (620, "5 days not\nlogged"), (420, None)])
def test_the_widest_gap_says_how_many_days_are_missing_where_that_fits(width, words):
    figure, _axes = drawn(six_weeks_with_everything(), (width, 500))
    assert {text for text in texts(figure) if "logged" in text} == ({words} if words else set())


def test_three_missing_days_are_no_gap():
    entries = [a_pain_entry(ONSET + number * DAY, 5) for number in range(12) if number not in {4, 5, 6}]
    picture = pain_picture(entries, [], "lower back left", (ONSET, ONSET + 11 * DAY), entries[-1].moment)
    assert not [text for text in texts(drawn(picture, (1600, 500))[0]) if "logged" in text]


def test_an_empty_chart_says_what_will_be_here():
    figure, axes = drawn(nothing_yet())
    assert any("No pain entry from 23 Nov to 29 Nov 2026." in text for text in texts(figure))
    assert not line(axes, "readings")
    assert axes.get_legend() is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("title", ["", "Pain over time"])
def test_no_text_is_cut_off_at_any_size(make, size, title):
    figure, _axes = drawn(make(), size, title=title)
    for text, box in texts(figure).items():
        assert box.x0 >= -0.5, text
        assert box.y0 >= -0.5, text
        assert box.x1 <= size[0] + 0.5, text
        assert box.y1 <= size[1] + 0.5, text


@pytest.mark.parametrize("days", [8, 43, 71])
def test_a_date_at_the_right_edge_is_whole_or_left_out_in_a_language_of_long_months(days, monkeypatch):
    monkeypatch.setattr("tracker.domain.words.month_name", lambda _month: "Lokakuuta")
    picture = replace(a_week(), last=ONSET + (days - 1) * DAY)
    assert max(box.x1 for box in texts(drawn(picture, (700, 320))[0]).values()) <= 700


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("make", MAKERS)
def test_no_two_texts_lie_over_each_other(make, size):
    boxes = list(texts(drawn(make(), size, title="Pain")[0]).items())
    for number, (one, box) in enumerate(boxes):
        for other, other_box in boxes[number + 1 :]:
            crossing = mpl.transforms.Bbox.intersection(box, other_box)
            assert crossing is None or min(crossing.width, crossing.height) < 3, (one, other)


def test_marks_at_the_same_time_do_not_write_over_each_other():
    week = a_week()
    picture = replace(week, marks=tuple((week.start + number * DAY / 20, f"word {number}") for number in range(60)))
    boxes = sorted((box for text, box in texts(drawn(picture)[0]).items() if text.startswith("word")), key=lambda box: box.x0)
    assert boxes
    assert all(one.x1 <= other.x0 for one, other in itertools.pairwise(boxes))


@pytest.mark.parametrize("text", HOSTILE)
def test_odd_text_is_drawn_without_a_warning(text):
    picture = replace(six_weeks_with_everything(), site=text, marks=((a_week().start + 3 * DAY, text),))
    for kind in ("png", "svg"):
        assert chart_bytes(picture, kind, paper(), (6, 4), 80, text)


@given(st.text(max_size=60))
@settings(max_examples=25)
def test_any_site_name_can_be_drawn(text):
    assert chart_bytes(replace(one_entry(), site=text), "png", paper(), (4, 3), 50, text)


def test_text_the_font_has_is_drawn_as_typed():
    assert drawable(r"$\foo$ 100% {x} שלום") == r"$\foo$ 100% {x} שלום"
    assert drawable("日\x00") == "\N{REPLACEMENT CHARACTER}" * 2


def test_a_text_too_long_for_its_room_ends_in_an_ellipsis_within_it():
    figure = Figure()
    short = fitted(figure, "lower back " * 400, 9, 120)
    assert short.endswith("…")
    assert width_of(figure, short, 9) <= 120
    assert fitted(figure, "lower back", 9, 5) == ""


def test_the_same_picture_always_gives_the_same_bytes():
    for kind in ("png", "svg"):
        one, other = (chart_bytes(six_weeks_with_everything(), kind, paper(), (6, 4), 80, "Pain") for _ in range(2))
        assert one == other


def test_a_file_has_the_size_it_was_asked_for():
    png = chart_bytes(six_weeks_with_everything(), "png", paper(), (8, 5), 150, "Pain")
    assert Image.open(io.BytesIO(png)).size == (1200, 750)


def test_the_vector_file_is_xml_with_its_title_and_without_a_date():
    svg = chart_bytes(six_weeks_with_everything(), "svg", paper(), (8, 5), 150, "Pain & <more>")
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    assert (root.get("width"), root.get("height")) == ("576pt", "360pt")
    assert b"<title>Pain &amp; &lt;more&gt;</title>" in svg
    assert b"<dc:date>" not in svg


def test_paper_is_white_whatever_the_window_is():
    png = chart_bytes(six_weeks_with_everything(), "png", paper(), (4, 3), 50, "")
    assert Image.open(io.BytesIO(png)).convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_six_weeks_in_words_give_each_number_with_its_count_and_period():
    words = describe_pain(six_weeks_with_everything())
    assert words.startswith("Pain, lower back left, 23 Nov 2026 to 3 Jan 2027. 97 entries on 37 of 42 days; 5 days not logged.")
    assert "Last 7 days (28 Dec 2026 to 3 Jan 2027): typically 2, from 1 to 4, 15 entries." in words
    assert "First 7 days (23 Nov to 29 Nov 2026): typically 8, from 6 to 10, 20 entries." in words
    assert "6 points (75 %) lower. People usually notice 2 points or 30 %." in words
    assert "this picture cannot tell what did it" in words


def test_too_early_to_say_is_a_full_answer():
    assert "Too early to say" in describe_pain(a_week())
    assert "points" not in describe_pain(a_week()).split("Too early")[0]


def test_an_empty_picture_in_words_is_one_plain_paragraph():
    assert describe_pain(nothing_yet()) == "No pain entry from 23 Nov to 29 Nov 2026. Each entry saved for these days is drawn here."


@pytest.mark.parametrize("make", MAKERS)
def test_the_words_claim_nothing(make):
    assert not [word for word in FORBIDDEN if word in describe_pain(make()).lower()]


def test_readings_of_other_sites_stay_out_of_the_picture():
    entries = [a_pain_entry(ONSET, 2, site="left"), a_pain_entry(ONSET, 9, site="right"), a_pain_entry(ONSET, 5, site=None)]
    for site, value in (("left", 2), ("right", 9), (None, 5)):
        picture = pain_picture(entries, [], site, (ONSET, ONSET), entries[0].moment)
        assert [each for _at, each in picture.readings] == [value]


def test_entries_before_the_period_keep_the_line_true_but_are_not_drawn():
    entries = [a_pain_entry(ONSET + number * DAY, number) for number in range(10)]
    picture = pain_picture(entries, [], "lower back left", (ONSET + 7 * DAY, ONSET + 9 * DAY), entries[-1].moment)
    assert picture.line == (((ONSET + 7 * DAY, 4.0), (ONSET + 8 * DAY, 5.0), (ONSET + 9 * DAY, 6.0)),)
    assert len(picture.shown) == 3
