"""The colours keep their promise: text 4.5:1 or more, lines, icons and marks 3:1 or more."""

import pytest

from tracker.domain.plan.protocol import PLANNED_PHASES, Phase
from tracker.library.look import Palette, palette, sizes

THEMES = ("light", "dark", "black", "white")
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


@pytest.mark.parametrize("ink", ["text", "muted", "accent", "danger"])
def test_what_the_pointer_passes_over_can_be_read(colours, ink):
    assert contrast(getattr(colours, ink), colours.hover) >= TEXT


def test_what_is_chosen_can_be_read_and_told_from_its_ground(colours):
    assert contrast(colours.on_selected, colours.selected) >= TEXT
    if colours.is_high_contrast:
        assert contrast(colours.selected, colours.surface) == pytest.approx(21)
    else:
        # A row that is chosen keeps its own inks; its tick and its weight say that it is chosen, the fill alone is not relied on.
        assert min(contrast(ink, colours.selected) for ink in (colours.text, colours.muted)) >= TEXT


def test_the_part_of_a_track_that_is_done_can_be_told_from_the_rest(colours):
    assert min(contrast(colours.phase(phase), colours.track) for phase in PLANNED_PHASES) >= MARK


def test_what_cannot_be_pressed_can_still_be_made_out(colours):
    assert contrast(colours.disabled, colours.surface) >= MARK


def test_high_contrast_has_no_washes_and_wider_lines():
    for name in ("black", "white"):
        colours = palette(name)
        assert {colours.wash(phase) for phase in Phase} == {colours.surface} == {colours.background}
        assert (colours.edge, colours.focus_ring) == (2, 4)
        assert colours.is_high_contrast
    for name in ("light", "dark"):
        assert (palette(name).edge, palette(name).focus_ring) == (1, 3)
        assert not palette(name).is_high_contrast


@pytest.mark.parametrize("name", ["black", "white"])
def test_high_contrast_reads_at_7_to_1_and_more(name):
    colours = palette(name)
    for ink in ("text", "muted", "accent", "danger", "ice", "heat", "stretch", "well", "outline"):
        assert contrast(getattr(colours, ink), colours.surface) >= 7
    assert contrast(colours.on_accent, colours.accent) >= 7


@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_fields_and_buttons_can_be_seen(colours, ground):
    assert contrast(colours.outline, getattr(colours, ground)) >= MARK


def test_the_main_button_can_be_read_and_seen_from_its_card_also_under_the_pointer(colours):
    for fill in (colours.accent, colours.accent_hover):
        assert contrast(colours.on_accent, fill) >= TEXT
        assert contrast(fill, colours.surface) >= MARK


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


def test_shades_of_pain_are_the_same_in_every_theme(colours):
    assert colours.pain_shades == palette("light").pain_shades


def test_each_shade_of_pain_is_darker_than_the_one_before(colours):
    lights = [luminance(colours.pain(value)) for value in range(11)]
    assert lights == sorted(lights, reverse=True)


def test_a_median_between_two_values_takes_the_shade_of_the_nearer_one_and_half_goes_up(colours):
    assert colours.pain(6.4) == colours.pain(6)
    assert colours.pain(6.5) == colours.pain(7)


def test_no_control_is_lower_than_32_px():
    assert sizes().control == 40
    assert sizes().least_control == 32
