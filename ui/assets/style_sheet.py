"""The style sheet: resources/styles/app.qss with the tokens filled in."""

from dataclasses import asdict
from string import Template

from PySide6.QtGui import QFont

from tracker.library.look import Palette, sizes
from tracker.library.resources import resource
from ui.assets.colours import HOVER_SHARE, accent_wash, mixed
from ui.assets.fonts import css_size

# Larger than `heading` of the tokens, which heads what stands beneath a title.
TITLE_FACTOR = 1.25
FIGURE_FACTOR = 2


def style_sheet(palette: Palette, font: QFont) -> str:
    """The style sheet of one theme for the desktop's font; raises KeyError where it names a token that is not there."""
    # `substitute`, not `safe_substitute`: Qt drops a rule with an unknown value without a word, and a KeyError fails a test.
    template = Template(resource("styles", "app.qss").read_text(encoding="utf-8"))
    return template.substitute(_colours(palette) | _sizes(font) | _marks(palette))


def _colours(palette: Palette) -> dict[str, str]:
    tokens = {name: value for name, value in asdict(palette).items() if isinstance(value, str)}
    return tokens | {
        "accent_wash": accent_wash(palette),
        "accent_hover": mixed(palette.text, palette.accent, HOVER_SHARE),
        # Pressed is twice as far from rest as hovered, in whatever direction the theme's text lies from its ground.
        "accent_pressed": mixed(palette.text, palette.accent, 2 * HOVER_SHARE),
        "danger_wash": mixed(palette.danger, palette.surface, HOVER_SHARE),
        "hover": mixed(palette.text, palette.surface, HOVER_SHARE / 2),
        "pressed": mixed(palette.text, palette.surface, HOVER_SHARE),
    }


def _sizes(font: QFont) -> dict[str, str]:
    size = sizes()
    return {
        "radius": f"{size.radius}px",
        "card_radius": f"{size.card_radius}px",
        # min-height in a style sheet is that of the content: the edge of 1 px above and below comes on top.
        "control_inside": f"{size.control - 2}px",
        "least_inside": f"{size.least_control - 2}px",
        "control": f"{size.control}px",
        "small_size": css_size(font, size.small),
        "body_size": css_size(font, 1),
        "heading_size": css_size(font, size.heading),
        "title_size": css_size(font, TITLE_FACTOR),
        "figure_size": css_size(font, FIGURE_FACTOR),
    }


def _marks(palette: Palette) -> dict[str, str]:
    # A style sheet can colour no picture: the marks lie there once for each theme. POSIX slashes, since Qt reads no others in url().
    return {f"mark_{mark}": f'url("{resource("icons", f"mark-{mark}-{palette.name}.svg").as_posix()}")' for mark in ("check", "down", "up")}
