"""Theme, type and icons of the window."""

from ui.assets.fonts import scaled_font, set_role, set_style_property
from ui.assets.icons import ICON_NAMES, app_icon, icon
from ui.assets.theme import Theme, apply_theme, current_palette, theme

__all__ = ["ICON_NAMES", "Theme", "app_icon", "apply_theme", "current_palette", "icon", "scaled_font", "set_role", "set_style_property", "theme"]
