"""The order in which Tab reaches, and a screen reader reads, what was made after the window was laid out."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLayout, QWidget

from ui.widgets.laid_out import parts_laid_out, widgets_laid_out

# By their names: PySide makes the Python class of each when it is first asked for, and the frame of the window has none of them.
TEXT_LINE, TYPED_IN = "QLineEdit", ("QAbstractSpinBox", "QLineEdit", "QPlainTextEdit")
DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


def order_tabs(holder: QWidget) -> None:
    """Let Tab reach what the holder lays out in the order it is seen, where the holder stands; Qt puts newcomers at the end of the window."""
    for widget in holder.findChildren(QWidget):
        if widget.layout() is not None:  # left behind in the chain of Qt, a compound with a proxy would lead Tab back into itself
            widget.setFocusProxy(None)  # type: ignore[arg-type]
    read_in_order(holder)
    before, page = _before(holder)
    if before is None:
        _order_all(page)
    else:
        _chain([before, *_stops(holder)])


def tab_through(*holders: QWidget) -> None:
    """Let Tab go through what one holder lays out, then through what the next does, wherever they stand."""
    _chain([stop for holder in holders for stop in _stops(holder)])


def read_in_order(holder: QWidget) -> None:
    """Have a screen reader read what is laid out in the order it is seen; Qt tells it of widgets in the order they were made."""
    for widget in (holder, *holder.findChildren(QWidget)):
        layout = widget.layout()
        if layout is None:
            continue
        laid_out = list(widgets_laid_out(layout))
        known = {id(child) for child in laid_out}
        # Not children(): to find the Python class of what is no widget, PySide makes ready every class of Qt there is, with all its enums.
        inside = [child for child in widget.findChildren(QWidget, options=DIRECT) if not child.isWindow()]
        if [id(child) for child in inside if id(child) in known] != [id(child) for child in laid_out]:
            # What floats above the rest stays above it.
            for child in (*laid_out, *(child for child in inside if id(child) not in known)):
                child.raise_()


def tab_after(former: QWidget, holder: QWidget) -> None:
    """Let Tab go from the last stop laid out in a widget to those in another, which stands in no layout with it."""
    _chain([*_stops(former)[-1:], *_stops(holder)])


def first_stop(holder: QWidget) -> QWidget | None:
    """The first in a holder at which Tab stops; None where it stops at nothing in view."""
    stops = (stop for stop in _stops(holder) if stop.isVisible() and stop.isEnabled())
    return next((stop for stop in stops if stop.focusPolicy() & Qt.FocusPolicy.TabFocus), None)


def focus_into(field: QWidget) -> None:
    """Put the focus on a field; within one of several parts on the first to type in, else on the first at which Tab stops."""
    part = part_in_hand(field)
    if part is not None:
        part.setFocus(Qt.FocusReason.OtherFocusReason)


def give_focus_back(former: QWidget | None) -> None:
    """Put the focus where it was; nothing where that is gone, or out of view."""
    if former is not None and shiboken6.isValid(former) and former.isVisible():
        former.setFocus(Qt.FocusReason.OtherFocusReason)


def part_in_hand(field: QWidget) -> QWidget | None:
    """The part of a field that gets the focus first; None where none is in view."""
    parts = [field] if field.layout() is None else _laid_out(field.layout())
    stops = [part for part in parts if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    # A segment or a chip often stands before the field that is meant.
    typed_in = [part for part in stops if any(map(part.inherits, TYPED_IN))]
    return next(iter(typed_in or stops), None)


def _before(holder: QWidget) -> tuple[QWidget | None, QWidget]:
    """The last stop laid out before the holder, and how far up was looked for it.

    Asking the chain of Qt itself is no way: PySide takes the next widget in it for the owner of the one asked.
    """
    inner = holder
    while (outer := inner.parentWidget()) is not None and outer.layout() is not None:
        last = None
        for widget in _laid_out(outer.layout()):
            if widget is inner or inner.isAncestorOf(widget):
                break
            last = widget if _takes_focus(widget) else last
        if last is not None:
            return last, outer
        inner = outer
    return None, inner


def _order_all(page: QWidget) -> None:
    """Order all of a page: with nothing before a holder there is nothing to hang it on.

    The page itself is the first: the chain of Qt is a ring, is cut before the page once that is put into a window, and holds for ordered
    what follows after something that takes no focus.
    """
    policy = page.focusPolicy()
    page.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    _chain([page, *_stops(page)])
    page.setFocusPolicy(policy)


def _chain(stops: Sequence[QWidget]) -> None:
    for stop, following in pairwise(stops):
        QWidget.setTabOrder(stop, following)


def _stops(holder: QWidget) -> list[QWidget]:
    return [widget for widget in _laid_out(holder.layout()) if _takes_focus(widget)]


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    for part in parts_laid_out(layout):
        if isinstance(part, QLayout):
            yield from _laid_out(part)
        elif part.layout() is not None:
            if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:  # such as the timer of an exercise
                yield part
            yield from _laid_out(part.layout())
        else:
            yield part
            yield from _parts(part)


def _parts(widget: QWidget) -> list[QWidget]:
    """What is placed in it by hand, as in a stepper or on a figure: left behind, Tab would come to it last, or lead back."""
    if isinstance(widget, QLabel | QAbstractButton) or widget.inherits(TEXT_LINE):
        return []
    inside = widget.findChildren(QWidget, options=DIRECT)
    return [part for part in inside if part.focusPolicy() != Qt.FocusPolicy.NoFocus and not part.isWindow()]


def _takes_focus(widget: QWidget) -> bool:
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus and (widget.focusProxy() is None or widget.focusProxy() is widget.parentWidget())
