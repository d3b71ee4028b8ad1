"""Colours worked out from the tokens, and Qt's palette in them."""

from PySide6.QtGui import QColor, QPalette

from tracker.library.look import Palette


def mixed(colour: str, ground: str, share: float) -> str:
    """The colour laid over the ground with a share of 0-1, as #RRGGBB."""
    # Mixed here, and not left to an alpha in the style sheet, since painted widgets need the same opaque colour.
    over, under = QColor(colour), QColor(ground)
    pairs = ((over.red(), under.red()), (over.green(), under.green()), (over.blue(), under.blue()))
    red, green, blue = (round(above * share + below * (1 - share)) for above, below in pairs)
    return QColor(red, green, blue).name().upper()


def qt_palette(palette: Palette) -> QPalette:
    """The tokens in Qt's roles, for what the style sheet leaves to the style."""
    role = QPalette.ColorRole
    colours = {
        role.Window: palette.background,
        role.WindowText: palette.text,
        role.Base: palette.surface,
        role.AlternateBase: palette.background,
        role.Text: palette.text,
        role.PlaceholderText: palette.muted,
        role.Button: palette.surface,
        role.ButtonText: palette.text,
        role.BrightText: palette.danger,
        role.Highlight: palette.accent,
        role.Accent: palette.accent,
        role.HighlightedText: palette.on_accent,
        role.Link: palette.accent,
        role.LinkVisited: palette.accent,
        role.ToolTipBase: palette.surface,
        role.ToolTipText: palette.text,
        # Fusion shades frames and bevels with these five; each gets a token, so that none keeps a grey that fits the light theme alone.
        role.Light: palette.surface,
        role.Midlight: palette.hairline,
        role.Mid: palette.hairline,
        role.Dark: palette.outline,
        role.Shadow: palette.outline,
    }
    result = QPalette()
    for colour_role, colour in colours.items():
        result.setColor(colour_role, QColor(colour))
    # setColor without a group sets all three groups alike, so what is disabled has to be greyed after it.
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor(palette.disabled))
    return result
