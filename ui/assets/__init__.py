"""Theme, type and icons of the window."""

from ui.assets.fonts import scaled_font, set_role, set_style_property
from ui.assets.icons import ICON_NAMES, app_icon, icon
from ui.assets.theme import Theme, apply_theme, current_palette, is_focus_shown, show_focus, theme

__all__ = [
    "ICON_NAMES",
    "Theme",
    "app_icon",
    "apply_theme",
    "current_palette",
    "icon",
    "is_focus_shown",
    "scaled_font",
    "set_role",
    "set_style_property",
    "show_focus",
    "theme",
]
