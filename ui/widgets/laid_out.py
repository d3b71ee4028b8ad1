"""What stands in a layout, asked for and taken out without its items.

PySide keeps an item it has given away for as long as the layout lives, while Qt deletes it with its widget: the next thing that comes to lie
at its address is taken for it, and the program ends. One taken out by `takeAt` is deleted by nobody, and Qt goes on keeping the size of its
widget there: where that stands next, its height is never asked for again.
"""

from collections.abc import Iterator
from operator import itemgetter

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def parts_laid_out(layout: QLayout | None) -> list[QWidget | QLayout]:
    """The widgets and layouts that stand in a layout itself, in its order; none before it belongs to a widget."""
    holder = layout.parentWidget() if layout is not None else None
    if layout is None or holder is None:
        return []
    widgets = holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    layouts = layout.findChildren(QLayout, options=Qt.FindChildOption.FindDirectChildrenOnly)
    placed: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(widget), widget) for widget in widgets]
    placed += [(layout.indexOf(inner), inner) for inner in layouts]
    return [part for place, part in sorted(placed, key=itemgetter(0)) if place >= 0]


def widgets_laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    """The widgets of a layout and of those within it, in order, but not what is in the widgets."""
    for part in parts_laid_out(layout):
        if isinstance(part, QLayout):
            yield from widgets_laid_out(part)
        else:
            yield part


def take_out(layout: QLayout) -> list[QWidget]:
    """Take all widgets that stand in a layout of Qt's own itself out of it, and give them in their order."""
    widgets = [part for part in parts_laid_out(layout) if isinstance(part, QWidget)]
    for widget in widgets:
        layout.removeWidget(widget)
    return widgets


def clear(layout: QLayout) -> None:
    """Take all widgets out of a layout and delete them."""
    for widget in take_out(layout):
        # deleteLater comes with the next turn of the event loop: until then it would be in view.
        widget.hide()
        widget.deleteLater()
