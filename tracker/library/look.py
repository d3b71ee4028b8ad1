"""The colours and sizes of window, charts and report."""

from functools import cache
from typing import Any, NamedTuple

from tracker.domain.plan.protocol import Phase
from tracker.library.resources import toml_resource


class Palette(NamedTuple):
    """The colours of one theme, as #RRGGBB, its two widths of line in px, and the eleven shades of pain, the same in every theme.

    `series` are those of up to six lines in one chart, the most important first.
    """

    name: str
    background: str
    surface: str
    text: str
    muted: str
    hairline: str
    outline: str
    accent: str
    on_accent: str
    accent_hover: str
    selected: str
    on_selected: str
    hover: str
    track: str
    disabled: str
    danger: str
    ice: str
    ice_wash: str
    heat: str
    heat_wash: str
    stretch: str
    stretch_wash: str
    well: str
    well_wash: str
    dark_ink: str
    series: tuple[str, ...]
    edge: int
    focus_ring: int
    pain_shades: tuple[str, ...]
    light_ink: str
    light_ink_from: int

    @property
    def is_high_contrast(self) -> bool:
        """Whether it does without washes: what they say is said by edges then."""
        return self.ice_wash == self.surface

    def phase(self, phase: Phase) -> str:
        """The colour of a phase; it never stands without the phase's word or icon."""
        return {Phase.ICE: self.ice, Phase.HEAT: self.heat, Phase.STRETCH: self.stretch}.get(phase, self.well)

    def wash(self, phase: Phase) -> str:
        """The faint colour behind what belongs to a phase."""
        return {Phase.ICE: self.ice_wash, Phase.HEAT: self.heat_wash, Phase.STRETCH: self.stretch_wash}.get(phase, self.well_wash)

    def pain(self, value: float) -> str:
        """The shade of a pain value of 0-10 points."""
        return self.pain_shades[_step(value)]

    def ink(self, value: float) -> str:
        """The colour of the number written on that shade."""
        return self.light_ink if _step(value) >= self.light_ink_from else self.dark_ink


class Sizes(NamedTuple):
    """Spaces and sizes in device-independent pixels, and type sizes as multiples of the desktop's own."""

    space: tuple[int, ...]
    radius: int
    card_radius: int
    control: int
    least_control: int
    focus_offset: int
    content_width: int
    navigation: tuple[int, int]
    card_padding: tuple[int, int]
    card_padding_narrow: tuple[int, int]
    list_row: int
    settings_row: int
    quiet_row: int
    small: float
    heading: float
    lead: float
    figure: float
    countdown: float


@cache
def palette(name: str) -> Palette:
    """The palette called "light", "dark", "black" or "white"; the last two are those of high contrast."""
    tokens = _tokens()
    pain = tokens["pain"]
    return Palette(
        name=name,
        **_with_tuples(tokens[name]),
        pain_shades=tuple(pain["shades"]),
        light_ink=pain["light_ink"],
        light_ink_from=pain["light_ink_from"],
    )


@cache
def sizes() -> Sizes:
    """The sizes of the interface."""
    return Sizes(**_with_tuples(_tokens()["size"]))


@cache
def _tokens() -> dict[str, Any]:
    return toml_resource("styles", "tokens.toml")


def _with_tuples(tokens: dict[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in tokens.items()}


def _step(value: float) -> int:
    # Half a point goes up; round() goes to the even neighbour, so 2.5 and 3.5 would be two shades apart.
    return min(10, max(0, int(value + 0.5)))
