import colorsys
import itertools
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.colors import to_rgb

from tests.charts.conftest import a_figure
from tests.charts.diaries import a_week, eight_years_of_deeds
from tests.charts.more_diaries import PERIOD, SITE, three_episodes
from tracker.charts.drawing.series import MOST_SERIES, series_styles, spread
from tracker.charts.drawing.style import mixed, paper
from tracker.charts.episodes.draw import draw_episodes
from tracker.charts.episodes.picture import episodes_picture
from tracker.charts.pain.bands import WASH
from tracker.charts.pain.draw import draw_pain
from tracker.domain.plan.protocol import Phase
from tracker.library.look import palette

# Full dichromacy on linear RGB: Machado, Oliveira and Fernandes 2009.
EYES = {
    "all cones": np.eye(3),
    "no green cones": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "no red cones": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
EASILY_TOLD = 25
HIGH_CONTRAST = [palette("black"), palette("white")]
THEMES = [palette("light"), palette("dark"), paper(), *HIGH_CONTRAST]


def linear(color):
    rgb = np.array(to_rgb(color))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def contrast(color, other):
    brighter, darker = sorted((float(linear(each) @ XYZ[1]) for each in (color, other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def lab(rgb):
    x, y, z = np.cbrt(np.maximum(XYZ @ np.clip(rgb, 0, 1) / np.array([0.9505, 1, 1.089]), 0))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(color, other, eyes):
    return float(np.linalg.norm(lab(EYES[eyes] @ linear(color)) - lab(EYES[eyes] @ linear(other))))


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_each_line_can_be_seen_on_the_surface_and_on_the_washes_of_the_phases(theme):
    grounds = (theme.surface, theme.ice_wash, theme.heat_wash, theme.stretch_wash, theme.well_wash)
    least = 7 if theme in HIGH_CONTRAST else 3
    assert min(contrast(style.color, ground) for style in series_styles(theme) for ground in grounds) >= least


def marks_of_days(theme):
    """Each mark of a day or an entry, of few and of many, with the grounds it may lie on."""
    episodes = episodes_picture(*three_episodes(), SITE, PERIOD[1])
    washes = [mixed(theme.wash(phase), theme.surface, WASH) for phase in Phase if phase is not Phase.NONE]
    makers = [(draw_pain, make(), washes) for make in (a_week, eight_years_of_deeds)]
    for draw, picture, grounds in (*makers, (draw_episodes, episodes, [])):
        for mark in draw(a_figure(), picture, theme).axes.get_lines():
            if mark.get_gid() in {"readings", "days"}:
                yield mark, (theme.surface, *grounds)
            elif str(mark.get_gid()).startswith("lane-"):
                yield mark, (theme.surface,)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_each_mark_as_it_is_drawn_can_be_seen_on_whatever_lies_under_it(theme):
    found = [
        contrast(mixed(mark.get_markeredgecolor(), ground, 1 if mark.get_alpha() is None else mark.get_alpha()), ground)
        for mark, grounds in marks_of_days(theme)
        for ground in grounds
    ]
    assert len(found) > 10
    assert min(found) >= 3


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_lines_are_told_apart_by_eyes_of_every_kind(theme, eyes):
    pairs = itertools.combinations([style.color for style in series_styles(theme)], 2)
    assert min(distance(*pair, eyes) for pair in pairs) >= EASILY_TOLD


def test_red_and_green_of_one_lightness_would_not_pass():
    red, green = (colorsys.hls_to_rgb(hue, 0.35, 0.8) for hue in (0.0, 0.22))
    assert distance(red, green, "all cones") > EASILY_TOLD > distance("#A06A20", "#8A7A20", "no green cones")


def test_without_any_colour_dash_and_marker_tell_the_lines_apart():
    styles = series_styles(palette("light"))
    assert len(styles) == MOST_SERIES
    assert len({str(style.dash) for style in styles}) == len({style.marker for style in styles}) == MOST_SERIES
    assert styles[0] == replace(styles[0], dash="solid", marker="o")


@given(st.lists(st.tuples(st.floats(0, 200), st.floats(5, 25)), min_size=1, max_size=6))
@settings(max_examples=50)
def test_names_beside_each_other_never_overlap_and_stay_in_their_height(wanted):
    wanted = sorted(wanted, reverse=True)
    middles = spread([height for height, _size in wanted], [size for _height, size in wanted], 200)
    edges = [(middle - size / 2, middle + size / 2) for middle, (_height, size) in zip(middles, wanted, strict=True)]
    assert all(lower[1] <= upper[0] + 1e-6 for upper, lower in itertools.pairwise(edges))
    assert edges[0][1] <= 200 + 1e-6
    assert edges[-1][0] >= -1e-6


def test_a_name_with_room_stands_where_its_line_ends():
    assert spread([150, 80], [20, 20], 200) == [150, 80]
    assert spread([100, 100], [20, 20], 200) == [100, 80]
    assert spread([5, 2], [20, 20], 200) == [30, 10]
