"""Type: the desktop's own font in a few sizes, with figures of one width."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QWidget

W = TypeVar("W", bound=QWidget)


class _MadeFonts:
    """The fonts made of the one the desktop has: rows and chips ask for theirs at every layout."""

    def __init__(self) -> None:
        self.desktop: QFont | None = None
        self.fonts: dict[tuple[float, bool], QFont] = {}


_made = _MadeFonts()


def tabular(font: QFont) -> QFont:
    """The font with figures that are all as wide as each other, where it has them."""
    result = QFont(font)
    # Figures of one width keep columns straight and a countdown from trembling; a font without the feature ignores the tag.
    result.setFeature(QFont.Tag("tnum"), 1)
    return result


def scaled_font(factor: float, *, strong: bool = False, base: QFont | None = None) -> QFont:
    """The desktop's font, `factor` times its size."""
    if base is not None:
        return _scaled_copy(base, factor)
    desktop = QApplication.font()
    if _made.desktop != desktop:
        _made.desktop, _made.fonts = desktop, {}
    if (factor, strong) not in _made.fonts:
        font = _scaled_copy(desktop, factor)
        font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        _made.fonts[factor, strong] = font
    return QFont(_made.fonts[factor, strong])  # a copy: callers may change it


def _scaled_copy(base: QFont, factor: float) -> QFont:
    font = tabular(base)
    if font.pointSizeF() > 0:
        font.setPointSizeF(font.pointSizeF() * factor)
    else:
        font.setPixelSize(max(1, round(font.pixelSize() * factor)))
    return font


def css_size(font: QFont, factor: float) -> str:
    """The font's size times `factor`, as a style sheet writes it."""
    if font.pointSizeF() > 0:
        return f"{font.pointSizeF() * factor:.2f}pt"
    return f"{round(font.pixelSize() * factor)}px"


def set_role(widget: W, role: str) -> W:
    """Give a widget its part in the hierarchy: body, small, muted, strong, heading, title, danger, or page for a ground."""
    return set_style_property(widget, "role", role)


def set_style_property(widget: W, name: str, value: object) -> W:
    """Set a property the style sheet looks at, and have it looked at again where it was looked at before."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # Qt looks at it when the widget is first measured or shown
            return widget
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        widget.update()
    return widget
