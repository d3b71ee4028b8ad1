"""The way of the focus: which stops Tab comes to, whether Shift+Tab comes back the same way, and whether the way is that of the eye."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

from tests.ui.hands import name_of
from ui.widgets.entries.entry_list import EntryLine
from ui.window.message_strip import MessageStrip

UNDER_ALL = 100_000
SLACK = 8  # px that two controls may reach into each other and still stand beside, or beneath, each other


def way(root: QWidget, key: Qt.Key, most: int) -> tuple[list[QWidget], set[str]]:
    """The stops that Tab, or Shift+Tab, comes to until it goes round, at most so many presses, and the names of those it leaves out of sight."""
    stops: list[QWidget] = []
    hidden: set[str] = set()
    shift = Qt.KeyboardModifier.ShiftModifier if key == Qt.Key.Key_Backtab else Qt.KeyboardModifier.NoModifier
    for _press in range(most):
        QTest.keyClick(root.focusWidget() or root, key, shift)
        now = root.focusWidget()
        assert now is not None
        if stops and now is stops[-1]:  # one part of a field after the other
            continue
        if now.visibleRegion().isEmpty() and not isinstance(now, QAbstractScrollArea):
            hidden.add(name_of(now))
        if now in stops:
            return stops[stops.index(now) :], hidden
        stops.append(now)
    return stops, hidden


def differs_on_the_way_back(forward: Sequence[QWidget], back: Sequence[QWidget]) -> list[str]:
    """The stops that come in another order by Shift+Tab; the buttons of an entry are there only while the focus is on it."""
    there = [stop for stop in forward if not _comes_with_the_focus(stop)]
    again = [stop for stop in reversed(back) if not _comes_with_the_focus(stop)]
    if not there or there[0] not in again:
        return [name_of(stop) for stop in there]
    begin = again.index(there[0])
    again = again[begin:] + again[:begin]
    if len(there) != len(again):
        return [name_of(stop) for stop in {*there} ^ {*again}] or ["one stop twice"]
    return [f"{name_of(stop)}, on the way back {name_of(other)}" for stop, other in zip(there, again, strict=True) if stop is not other]


def against_the_eye(stops: Sequence[QWidget], root: QWidget) -> list[str]:
    """The pairs of stops of which the later stands above the other in its column, or before it in its row; of a choice the whole is one stop.

    The way goes round, so it may begin anywhere: with the stop before which nothing stands.
    """
    places = [_place(stop, root) for stop in stops]
    before = {
        (later, former)
        for later, place in enumerate(places)
        for former, other in enumerate(places)
        if later != former and _stands_before(place, other, is_mirrored=root.isRightToLeft())
    }
    firsts = [number for number in range(len(stops)) if not any(former == number for _later, former in before)]
    faults = [_faults(before, first, len(stops)) for first in firsts] or [list(before)]
    worst = dict(reversed(min(faults, key=len)))  # of each that comes too late the first that it should have come before
    return [f"{name_of(stops[later])} comes after {name_of(stops[former])}" for later, former in worst.items()]


def _faults(before: set[tuple[int, int]], first: int, count: int) -> list[tuple[int, int]]:
    return sorted((later, former) for later, former in before if (later - first) % count > (former - first) % count)


def _stands_before(place: QRect, other: QRect, *, is_mirrored: bool) -> bool:
    is_in_its_column = min(place.right(), other.right()) - max(place.left(), other.left()) > SLACK
    is_in_its_row = min(place.bottom(), other.bottom()) - max(place.top(), other.top()) > SLACK
    if is_in_its_column:
        return place.bottom() <= other.top() + SLACK
    # Beside something high, such as the pages of the report, may come later what begins lower: the high one began in a row before.
    is_in_its_row = is_in_its_row and place.top() <= other.top() + SLACK
    return is_in_its_row and (place.left() > other.left() if is_mirrored else place.left() < other.left())


def _place(stop: QWidget, root: QWidget) -> QRect:
    """Where it stands in the window, as if nothing were scrolled."""
    whole = _choice_around(stop)
    corner = whole.mapTo(root, QPoint(0, 0))
    around = whole.parentWidget()
    while around is not None and around is not root:
        if isinstance(around, MessageStrip):
            corner += QPoint(0, UNDER_ALL)  # it lies over the foot of the page, wherever that ends
        if isinstance(around, QScrollArea):
            corner += QPoint(around.horizontalScrollBar().value(), around.verticalScrollBar().value())
        around = around.parentWidget()
    corner += QPoint(0, sum(_room_missing(area) for area in root.findChildren(QScrollArea) if _is_beneath(whole, area, root)))
    return QRect(corner, whole.size())


def _is_beneath(widget: QWidget, area: QScrollArea, root: QWidget) -> bool:
    """Whether it stands beneath what is scrolled, in the same column, as the foot of a dialog does."""
    if not area.isVisible() or area.isAncestorOf(widget):
        return False
    place, other = (QRect(part.mapTo(root, QPoint(0, 0)), part.size()) for part in (widget, area))
    return other.bottom() <= place.top() + SLACK and min(place.right(), other.right()) - max(place.left(), other.left()) > SLACK


def _room_missing(area: QScrollArea) -> int:
    """How much higher than its view is what is scrolled, px."""
    content = area.widget()
    return 0 if content is None else max(0, content.height() - area.viewport().height())


def _choice_around(stop: QWidget) -> QWidget:
    """What is walked with the arrow keys and has one stop for Tab: the parent of what else could have the focus, but not by Tab."""
    parent = stop.parentWidget()
    others = () if parent is None else parent.findChildren(type(stop), options=Qt.FindChildOption.FindDirectChildrenOnly)
    is_one_stop = any(other.isVisible() and other.focusPolicy() == Qt.FocusPolicy.ClickFocus for other in others)
    return parent if parent is not None and is_one_stop else stop


def _comes_with_the_focus(stop: QWidget) -> bool:
    return isinstance(stop.parentWidget(), EntryLine)
