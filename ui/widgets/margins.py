"""How much is kept free: around what a page holds, and around a window on its screen."""

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QWidget

from tracker.library.look import sizes

# px; in a window less wide than NARROW_WINDOW, pages and cards keep less free around what they hold.
NARROW_WINDOW = 1000
PAGE_MARGIN, NARROW_PAGE_MARGIN = 24, 16
FRAME = QMargins(4, 28, 4, 4)  # px; about what the desktop puts around a window


def is_in_narrow_window(widget: QWidget) -> bool:
    """Whether the widget lies in a window less wide than `NARROW_WINDOW`."""
    return widget.window().width() < NARROW_WINDOW


def side_margin(widget: QWidget, width: int, *, stops_growing: bool = True) -> int:
    """How much is kept free at each side of what stands in a page of a width in px, or above it."""
    least = NARROW_PAGE_MARGIN if is_in_narrow_window(widget) else PAGE_MARGIN
    return max(least, (width - sizes().content_width) // 2) if stops_growing else least
