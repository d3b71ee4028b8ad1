"""The colours keep their promise: text 4.5:1 or more, lines, icons and marks 3:1 or more."""

import pytest

from tracker.domain.plan.protocol import PLANNED_PHASES
from tracker.library.look import Palette, palette, sizes

THEMES = ("light", "dark")
TEXT, MARK = 4.5, 3.0
GROUNDS = ("background", "surface")


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(params=THEMES)
def colours(request: pytest.FixtureRequest) -> Palette:
    return palette(request.param)


def test_black_on_white_has_the_contrast_everyone_knows():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", ["text", "muted", "accent", "danger", "ice", "heat", "stretch", "well"])
def test_every_colour_that_is_written_in_can_be_read_on_window_and_card(colours, ink, ground):
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= TEXT


@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_fields_and_buttons_can_be_seen(colours, ground):
    assert contrast(colours.outline, getattr(colours, ground)) >= MARK


def test_the_main_button_can_be_read(colours):
    assert contrast(colours.on_accent, colours.accent) >= TEXT


@pytest.mark.parametrize("phase", PLANNED_PHASES)
def test_a_phase_can_be_read_on_its_own_wash_and_as_a_band(colours, phase):
    assert contrast(colours.phase(phase), colours.wash(phase)) >= TEXT
    assert contrast(colours.on_accent, colours.phase(phase)) >= TEXT


@pytest.mark.parametrize("phase", PLANNED_PHASES)
def test_plain_text_can_be_read_on_every_wash(colours, phase):
    assert contrast(colours.text, colours.wash(phase)) >= TEXT


@pytest.mark.parametrize("value", range(11))
def test_the_number_can_be_read_on_every_shade_of_pain(colours, value):
    assert contrast(colours.ink(value), colours.pain(value)) >= TEXT


def test_shades_of_pain_are_the_same_in_both_themes():
    assert palette("light").pain_shades == palette("dark").pain_shades


def test_each_shade_of_pain_is_darker_than_the_one_before(colours):
    lights = [luminance(colours.pain(value)) for value in range(11)]
    assert lights == sorted(lights, reverse=True)


def test_a_median_between_two_values_takes_the_shade_of_the_nearer_one_and_half_goes_up(colours):
    assert colours.pain(6.4) == colours.pain(6)
    assert colours.pain(6.5) == colours.pain(7)


def test_no_control_is_lower_than_32_px():
    assert sizes().control == 40
    assert sizes().least_control == 32
