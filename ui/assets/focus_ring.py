"""The ring around the control to which the keyboard brought the focus: one for all, drawn beside them so that it is never cut off."""

from collections.abc import Callable
from math import ceil
from typing import cast

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from tracker.library.look import Palette, sizes

# Dynamic properties by which a widget says that it draws its own ring, and how round it is.
OWN_FOCUS = "ownFocus"
FOCUS_RADIUS = "focusRadius"
# The reasons that tell of the hand that moved the focus. Tab is none of them: Qt gives it as well where a control that had the focus is
# hidden, as with a page that is left by a click; the key itself is seen by the control that has the focus.
BY_HAND = {Qt.FocusReason.ShortcutFocusReason: True, Qt.FocusReason.MouseFocusReason: False}
GEOMETRY_EVENTS = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ZOrderChange}


class FocusRing(QWidget):
    """The ring itself; it takes no clicks and no focus."""

    def __init__(self, ground: QWidget, look: Callable[[], Palette]) -> None:
        super().__init__(ground)
        self._radius = 0
        self._look = look
        self._whole = QRect()
        self.setObjectName("focusRing")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # It lies over its control: without this it would swallow the clicks meant for the control.
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)

    @property
    def ground(self) -> QWidget:
        """The widget it lies in.

        Asked of Qt each time: held as an attribute, a ring that is deleted late and is the last to hold a dialog would delete that
        dialog, and so itself a second time, which ends in a segmentation fault.
        """
        return cast("QWidget", self.parentWidget())

    def surround(self, area: QRect, radius: int) -> None:
        """Lie around an area given in the coordinates of the ground, as far as the ground reaches, and as round as its corners."""
        outset = self._look().focus_ring + sizes().focus_offset
        whole = area.adjusted(-outset, -outset, outset, outset)
        place = whole.intersected(self.ground.rect())
        around, self._whole = (radius, self._whole), whole.translated(-place.topLeft())
        if (place, radius, self._whole) != (self.geometry(), *around):
            self._radius = radius
            self.setGeometry(place)
            self.setMask(self._drawn())
        # A widget made after the ring would lie above it.
        self.raise_()

    def _corner(self) -> float:
        """The radius of its outer edge, px."""
        return self._radius + sizes().focus_offset + self._look().focus_ring

    def _area(self) -> QRect:
        """What it runs along the edge of."""
        # A box closes at the edge of the ground; a circle would be squeezed by that, and is cut off there.
        return self._whole if 2 * self._corner() > self._whole.width() else self.rect()

    def _drawn(self) -> QRegion:
        """All but its middle: what it lies around would be painted anew each time it comes and goes, all eleven keys of the pain scale."""
        area, width, corner = self._area(), self._look().focus_ring + 1, ceil(self._corner())
        upright, across = area.adjusted(corner, width, -corner, -width), area.adjusted(width, corner, -width, -corner)
        return QRegion(self.rect()).subtracted(QRegion(upright)).subtracted(QRegion(across))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        look = self._look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # Asked each time it is drawn: the theme may be another than when the focus came.
        painter.setPen(QPen(QColor(look.accent), look.focus_ring))
        # A pen draws half its width to each side of its path: moved in by half, the whole ring lies within this widget.
        half = look.focus_ring / 2
        radius = self._corner() - half
        painter.drawRoundedRect(QRectF(self._area()).adjusted(half, half, -half, -half), radius, radius)


class FocusFollower(QObject):
    """Keeps the ring with the focus as it moves, and with the control as that moves; where the mouse brought the focus there is none."""

    def __init__(self, app: QApplication, look: Callable[[], Palette]) -> None:
        super().__init__(app)
        self._look = look
        self._ring: FocusRing | None = None
        self._radius = 0
        self._followed: list[QWidget] = []
        # By what hand the app is used: what it does itself with the focus, after a key or a click, belongs to the same hand.
        self.is_by_keyboard = False
        self._is_watching = False
        app.focusChanged.connect(self._on_focus_changed)

    def show_ring(self) -> None:
        """Show the ring around what has the focus already, where keys are used by now: Qt does not tell of a focus that is given once more."""
        if self.is_by_keyboard and self._ring is None:
            self._on_focus_changed(None, QApplication.focusWidget())

    def _watch(self) -> None:
        """Learn from the application's style why the focus moves."""
        if not self._is_watching:
            self._is_watching = True
            # Qt tells the style of each change, with the reason, before focusChanged, which has none; a filter on the whole application
            # would see every event there is.
            QApplication.style().installEventFilter(self)

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._stop_following()
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
        if now is None:
            self._remove_ring()
            self._follow_window()
            return
        # Qt tells a move to the widget that moved alone: a row that shifts moves its button on the screen without an event for the button.
        self._followed = _way_to_ground(now)
        for widget in self._followed:
            widget.installEventFilter(self)
        # A window has no ground to lie in; a popup (menu, drop-down list) marks its row itself and would cut the ring off.
        has_own = now.property(OWN_FOCUS) or now.isWindow() or now.window().windowType() is Qt.WindowType.Popup
        if not self.is_by_keyboard or has_own:
            self._remove_ring()
            return
        self._radius = int(now.property(FOCUS_RADIUS) or sizes().radius)
        ground = _ground_of(self._followed[-1])
        # The same one on the same ground: to dress another takes as long as to move it ten times.
        if self._ring is None or not shiboken6.isValid(self._ring) or self._ring.ground is not ground:
            self._remove_ring()
            self._ring = FocusRing(ground, self._look)
        self._place_ring()

    def _follow_window(self) -> None:
        """Where nothing has the focus, its window gets the keys."""
        window = QApplication.activeWindow()
        if window is not None:
            self._followed = [window]
            window.installEventFilter(self)

    def _stop_following(self) -> None:
        for widget in self._followed:
            # Qt may have deleted a control together with its page before the focus change is told.
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        # Held until the event in hand is over: a window whose last holder this is would be deleted in the midst of its own event.
        QTimer.singleShot(0, self, self._followed.clear)
        self._followed = []

    def _remove_ring(self) -> None:
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = None

    def _place_ring(self) -> None:
        if self._ring is None or not shiboken6.isValid(self._ring) or not shiboken6.isValid(self._followed[0]):
            return
        control, ground = self._followed[0], self._ring.ground
        self._ring.surround(QRect(control.mapTo(ground, control.rect().topLeft()), control.size()), self._radius)
        self._ring.setVisible(control.isVisibleTo(ground))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Move the ring along and learn by what hand the app is used; nothing is taken from the control."""
        kind = event.type()
        if kind in GEOMETRY_EVENTS:
            self._place_ring()
        elif kind is QEvent.Type.FocusIn:
            reason = cast("QFocusEvent", event).reason()
            self.is_by_keyboard = BY_HAND.get(reason, self.is_by_keyboard)
        # Before the first key nothing came by the keyboard; and the Python class of a style has five hundred names, for which a start would wait.
        elif kind is QEvent.Type.ShortcutOverride:
            self._watch()
        elif kind is QEvent.Type.KeyPress:
            self._watch()
            self.is_by_keyboard = True
        elif kind is QEvent.Type.MouseButtonPress:
            self.is_by_keyboard = False
            self._remove_ring()
        return False


def _way_to_ground(control: QWidget) -> list[QWidget]:
    way = [control]
    # Up to the viewport: the ring then scrolls with the content and is clipped by the scroll area as its control is.
    while (parent := way[-1].parentWidget()) is not None and not parent.isWindow() and not _is_viewport(parent):
        way.append(parent)
    return way


def _is_viewport(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget


def _ground_of(top_followed: QWidget) -> QWidget:
    parent = top_followed.parentWidget()
    return parent if parent is not None else top_followed
