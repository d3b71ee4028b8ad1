"""The style sheet: resources/styles/app.qss with the tokens filled in."""

from string import Template

from PySide6.QtGui import QFont

from tracker.library.look import Palette, sizes
from tracker.library.resources import resource
from ui.assets.fonts import css_size


def style_sheet(palette: Palette, font: QFont) -> str:
    """The style sheet of one theme for the desktop's font; raises KeyError where it names a token that is not there."""
    # `substitute`, not `safe_substitute`: Qt drops a rule with an unknown value without a word, and a KeyError fails a test.
    template = Template(resource("styles", "app.qss").read_text(encoding="utf-8"))
    return template.substitute(_colours(palette) | _sizes(palette, font) | _marks(palette))


def _colours(palette: Palette) -> dict[str, str]:
    tokens = {name: value for name, value in palette._asdict().items() if isinstance(value, str)}
    calm = not palette.is_high_contrast
    return tokens | {
        # A chosen chip or segment keeps an edge; with its colours turned round it needs none of its own.
        "selected_edge": palette.accent if calm else palette.selected,
        # The edge of a card is decoration, until it is all that parts two black grounds.
        "card_edge": palette.hairline if calm else palette.outline,
        "disabled_ground": palette.hover if calm else palette.surface,
        "disabled_edge": palette.hairline if calm else palette.disabled,
        "help_edge": palette.outline if calm else palette.danger,
        # Of a bar on a black ground nothing would be seen before it begins to fill.
        "bar_edge": "none" if calm else f"{palette.edge}px solid {palette.outline}",
        "quiet_line": "none" if calm else "underline",
    }


def _sizes(palette: Palette, font: QFont) -> dict[str, str]:
    size = sizes()
    edge = palette.edge
    return {
        "edge": f"{edge}px",
        "radius": f"{size.radius}px",
        "card_radius": f"{size.card_radius}px",
        # min-height in a style sheet is that of the content: the edge above and below comes on top.
        "control_inside": f"{size.control - 2 * edge}px",
        "least_inside": f"{size.least_control - 2 * edge}px",
        "control": f"{size.control}px",
        "small_size": css_size(font, size.small),
        "body_size": css_size(font, 1),
        "heading_size": css_size(font, size.heading),
        "lead_size": css_size(font, size.lead),
        "figure_size": css_size(font, size.figure),
    }


def _marks(palette: Palette) -> dict[str, str]:
    # A style sheet can colour no picture: the marks lie there once for each theme. POSIX slashes, since Qt reads no others in url().
    return {f"mark_{mark}": f'url("{resource("icons", f"mark-{mark}-{palette.name}.svg").as_posix()}")' for mark in ("check", "down", "up")}
