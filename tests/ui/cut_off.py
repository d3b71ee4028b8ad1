"""What is cut off or overprinted in a window, worked out from where its controls lie and what their texts need."""

from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QAbstractSpinBox, QComboBox, QLabel, QLineEdit, QWidget

from ui.assets import scaled_font
from ui.pages.diary.month_grid import DayButton
from ui.widgets.buttons import BOLD_WHEN_CHECKED
from ui.widgets.labels import ElidedLabel
from ui.widgets.layouts import PageFrame
from ui.widgets.pain_scale import PainKey

# What holds a text or takes one; all else is ground, or draws for itself.
HOLDERS = (QLabel, QAbstractButton, QLineEdit, QComboBox, QAbstractSpinBox)
ROUNDING = 2  # px
ARROW = 28  # px; of a list that drops down
CURSOR = 2  # px


def cut_off(window: QWidget) -> list[str]:
    """Each control in view, or to be scrolled to, whose text does not fit, that reaches over an edge, or lies over another; in words."""
    shown = [widget for widget in window.findChildren(QWidget) if isinstance(widget, HOLDERS) and widget.isVisible()]
    # A spin box is its field; a masked button is one of a picture's parts, whose squares may overlap.
    whole = [widget for widget in shown if not isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox) and widget.mask().isEmpty()]
    faults = [f"{_named(widget)} {fault}" for widget in whole for fault in (_too_narrow(widget), _over_an_edge(widget)) if fault]
    return faults + _too_wide(window) + _overprinted(whole)


def _too_wide(window: QWidget) -> list[str]:
    """Each page whose content is wider than its view, which is not to be scrolled across."""
    areas = [area for area in window.findChildren(PageFrame) if area.isVisible() and area.widget() is not None]
    wide = [(area.widget().width(), area.viewport().width()) for area in areas if area.widget().width() > area.viewport().width() + ROUNDING]
    return [f"a page needs a width of {needed} and has {room}" for needed, room in wide]


def _too_narrow(widget: QWidget) -> str:
    # What is to be cut has its text as its tooltip; a day stands above its value; a key draws its number as small as it has to be.
    if isinstance(widget, ElidedLabel | DayButton | PainKey) or not _text(widget):
        return ""
    if isinstance(widget, QLabel):
        if widget.wordWrap() and widget.heightForWidth(widget.width()) > widget.height() + ROUNDING:
            return f"needs a height of {widget.heightForWidth(widget.width())} and has {widget.height()}"
        needed = widget.minimumSizeHint().width()
    elif isinstance(widget, QComboBox):
        needed = QFontMetrics(widget.font()).horizontalAdvance(widget.currentText()) + ARROW
    elif isinstance(widget, QAbstractButton):
        needed = _least_of_button(widget)
    elif isinstance(widget, QAbstractSpinBox):
        needed = _least_of_box(widget)
    else:
        return ""
    return f"needs a width of {needed} and has {widget.width()}" if needed > widget.width() + ROUNDING else ""


def _least_of_button(button: QAbstractButton) -> int:
    """Between the padding of a button there is nothing to be seen: it may be given up."""
    lines = button.text().replace("&&", "&").splitlines()
    metrics = QFontMetrics(scaled_font(1, strong=True) if button.property("kind") in BOLD_WHEN_CHECKED and button.isChecked() else button.font())
    icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
    return min(button.sizeHint().width(), max(metrics.horizontalAdvance(line) for line in lines) + icon + 4)


def _least_of_box(box: QAbstractSpinBox) -> int:
    """What is around the text, the text, and the cursor behind it."""
    field = box.lineEdit()
    margins = field.textMargins()
    around = box.width() - field.contentsRect().width() + margins.left() + margins.right()
    return around + field.fontMetrics().horizontalAdvance(field.text()) + CURSOR


def _over_an_edge(widget: QWidget) -> str:
    ground, scrolls = _ground(widget)
    place = QRect(widget.mapTo(ground, QPoint(0, 0)), widget.size())
    within = ground.rect().adjusted(-ROUNDING, -ROUNDING, ROUNDING, ROUNDING)
    if place.left() < within.left() or place.right() > within.right():
        return f"reaches from {place.left()} to {place.right()} of {ground.width()} across"
    if not scrolls and (place.top() < within.top() or place.bottom() > within.bottom()):
        return f"reaches from {place.top()} to {place.bottom()} of {ground.height()} down"
    return ""


def _ground(widget: QWidget) -> tuple[QWidget, bool]:
    """What it must lie within, and whether that scrolls downwards."""
    parent = widget
    while not parent.isWindow():
        around = parent.parentWidget()
        if isinstance(around, QAbstractScrollArea) and around.viewport() is parent:
            return parent, True
        parent = around
    return parent, False


def _overprinted(shown: list[QWidget]) -> list[str]:
    faults = []
    for first, second in combinations(shown, 2):
        if first.isAncestorOf(second) or second.isAncestorOf(first) or _ground(first) != _ground(second):
            continue
        ground = _ground(first)[0]
        places = [QRect(widget.mapTo(ground, QPoint(0, 0)), widget.size()) for widget in (first, second)]
        common = places[0].intersected(places[1])
        if common.width() > ROUNDING and common.height() > ROUNDING and _text(first) and _text(second):
            faults.append(f"{_named(first)} lies over {_named(second)}")
    return faults


def _text(widget: QWidget) -> str:
    return widget.currentText() if isinstance(widget, QComboBox) else widget.text()


def _named(widget: QWidget) -> str:
    return f"{type(widget).__name__} {_text(widget) or widget.accessibleName()!r}"
