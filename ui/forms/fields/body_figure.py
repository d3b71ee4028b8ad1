"""The body from behind and from the front, painted; every region of it is a control."""

from collections.abc import Mapping
from math import ceil, floor

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QHelpEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygon, QPolygonF, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QToolTip, QWidget

from tracker.domain.words import points_words
from tracker.language import _, pgettext
from tracker.library.body import HEIGHT, WIDTH, Direction, Region, View, body_map, place_begins
from tracker.library.look import Palette
from ui.assets import current_palette, is_focus_shown, scaled_font
from ui.assets.colours import mixed
from ui.widgets.accessible_roles import hear_as
from ui.widgets.keys import ENTER, TypedDigits, digit_of
from ui.widgets.labels import escaped
from ui.widgets.painting import start_painting

MARGIN = 10.0  # of the map's space at either side, which no polygon reaches
VIEW_WIDTH = WIDTH - 2 * MARGIN
# Pixels above the figures for their heading; then, on the map, how far down the words "left" and "right" stand, beside the legs.
HEADING = 26
SIDE_WORDS_AT = 150.0
BEST, LEAST = QSize(400, 520), QSize(360, 478)
TARGET = 24  # px: no region is narrower to a pointer, though it be drawn so
SKIN_SHARE = 0.09
STEPS = {Qt.Key.Key_Left: Direction.LEFT, Qt.Key.Key_Right: Direction.RIGHT, Qt.Key.Key_Up: Direction.UP, Qt.Key.Key_Down: Direction.DOWN}
AWAY = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class RegionButton(QAbstractButton):
    """One region: the figure paints it; this takes focus, clicks and keys, and tells screen readers of it."""

    def __init__(self, region: Region, figure: "BodyFigure") -> None:
        super().__init__(figure)
        self.region = region
        self._figure = figure
        self.setText(place_begins(region.name))
        self.setCheckable(True)
        self.setProperty("ownFocus", True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_state(self, is_chosen: bool, points: float | None) -> None:
        """Say how bad it is there; whether it is chosen is said by what it is, a box that is checked or not."""
        self.setChecked(is_chosen)
        has_points = is_chosen and points is not None
        self.setAccessibleName(_("{place}, pain {points}").format(place=self.text(), points=points_words(points)) if has_points else self.text())

    def event(self, event: QEvent) -> bool:
        """Its name beside the pointer: kept as a tooltip, a screen reader would say it once more, with its markup."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), f"<span>{escaped(self.text())}</span>", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing: the figure paints all regions, so that their borders stay smooth."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space chooses or takes away, Enter chooses; the figure answers the other keys."""
        if event.key() == Qt.Key.Key_Space and not self._figure.is_typing:
            super().keyPressEvent(event)
        else:
            event.setAccepted(self._figure.answer_key(self.region, event))


class BodyFigure(QWidget):
    """Shows which regions are chosen and how bad each is; `region_changed` brings (name, points or None), `region_left` a name."""

    region_changed = Signal(str, object)
    region_left = Signal(str)
    name_begun = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Body map"))
        hear_as(self, "group")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.is_typing = False
        self._values: dict[str, float | None] = {}
        self._digits = TypedDigits()
        self.buttons = {region.name: RegionButton(region, self) for region in body_map().regions}
        for button in self.buttons.values():
            button.toggled.connect(lambda is_chosen, button=button: self._on_toggled(button.region.name, is_chosen=is_chosen))
        self._stop_at("lower back")
        self.show_values({})

    def show_values(self, values: Mapping[str, float | None]) -> None:
        """Show the chosen regions with their points 0-10; None: as bad as the entry."""
        self._values = {name: points for name, points in values.items() if name in self.buttons}
        for name, button in self.buttons.items():
            button.show_state(name in self._values, self._values.get(name))
        self.update()

    def current(self) -> RegionButton:
        """The region at which Tab stops."""
        return next(button for button in self.buttons.values() if button.focusPolicy() is Qt.FocusPolicy.StrongFocus)

    def answer_key(self, region: Region, event: QKeyEvent) -> bool:
        """Do what a key asks for at a region; whether it asked for anything."""
        # Shift and the keypad belong to digits and letters; with any other modifier the key is a shortcut of the window.
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            return False
        if event.key() in STEPS:
            self._go_to(body_map().towards(region, STEPS[Qt.Key(event.key())]))
        elif event.key() in AWAY:
            self._take_away(region.name)
        elif event.key() in ENTER:
            self._choose(region.name, self._values.get(region.name))
        elif (digit := digit_of(event)) is not None:
            # The region is told too: only a one at the same region becomes a ten by the nought that follows.
            self._choose(region.name, float(self._digits.points(digit, region.name)))
        elif event.text().isprintable() and event.text():
            self.name_begun.emit(event.text())
        else:
            return False
        return True

    def sizeHint(self) -> QSize:
        """Large enough to hit the regions of the back."""
        return BEST

    def minimumSizeHint(self) -> QSize:
        """As small as it can be used."""
        return LEAST

    def hasHeightForWidth(self) -> bool:
        """A narrower one is lower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as both figures are at a width, up to the best size."""
        return min(BEST.height(), HEADING + 2 + round(HEIGHT * width / (2 * VIEW_WIDTH)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Move the controls to where their regions are painted."""
        super().resizeEvent(event)
        for name, place in self._targets().items():
            box = place.boundingRect()
            self.buttons[name].setGeometry(box)
            self.buttons[name].setMask(place.translated(-box.topLeft()))

    def _targets(self) -> dict[str, QRegion]:
        """Where a press is meant for each region: where it is drawn, and a narrow one as wide as can be hit, at the cost of wide neighbours."""
        # Whole pixels, as a mask needs them; neighbours share their corners, so that their masks meet without a gap.
        drawn = {
            name: QRegion(QPolygon([QPoint(floor(point.x()), floor(point.y())) for point in self._corners(button.region)]))
            for name, button in self.buttons.items()
        }
        missing = {name: ceil((TARGET - place.boundingRect().width()) / 2) for name, place in drawn.items()}
        narrow, added = QRegion(), QRegion()
        for name, place in drawn.items():
            if missing[name] > 0:
                narrow = narrow.united(place)
        targets = dict(drawn)
        for name, place in drawn.items():
            if (aside := missing[name]) > 0:
                margin = place.translated(-aside, 0).united(place.translated(aside, 0)).subtracted(narrow).subtracted(added)
                targets[name], added = place.united(margin), added.united(margin)
        return {name: place if missing[name] > 0 else place.subtracted(added) for name, place in targets.items()}

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw both views, the chosen regions over the others, the one with the focus on top."""
        painter = start_painting(self)
        colours = current_palette()
        self._draw_words(painter, colours)
        # Borders are drawn over neighbours; drawn last, that of a chosen region and the ring of the focus are whole.
        for button in sorted(self.buttons.values(), key=lambda button: (_has_ring(button), button.isChecked())):
            self._draw_region(painter, button, colours)

    def _draw_region(self, painter: QPainter, button: RegionButton, colours: Palette) -> None:
        polygon = self._polygon(button.region)
        points = self._values.get(button.region.name)
        painter.setPen(QPen(QColor(colours.outline), colours.edge))
        painter.setBrush(QColor(mixed(colours.text, colours.surface, SKIN_SHARE) if points is None else colours.pain(points)))
        painter.drawPolygon(polygon)
        if button.isChecked() and points is None:
            painter.setPen(QPen(QColor(colours.accent), 1.5))
            painter.setBrush(QBrush(QColor(colours.accent), Qt.BrushStyle.BDiagPattern))
            painter.drawPolygon(polygon)
        if _has_ring(button):
            painter.setPen(
                QPen(QColor(colours.accent), colours.focus_ring, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
            )
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolygon(polygon)
        if points is not None:
            painter.setFont(scaled_font(0.9, strong=True))
            painter.setPen(QColor(colours.ink(points)))
            centre = self._at(button.region.view, *button.region.centre)
            painter.drawText(QRectF(centre.x() - 20, centre.y() - 12, 40, 24), Qt.AlignmentFlag.AlignCenter, points_words(points))

    def _draw_words(self, painter: QPainter, colours: Palette) -> None:
        # Seen from behind the body's left is at the left, from the front it is at the right.
        sides = {
            View.BACK: (pgettext("body", "Back"), pgettext("body", "left"), pgettext("body", "right")),
            View.FRONT: (pgettext("body", "Front"), pgettext("body", "right"), pgettext("body", "left")),
        }
        for view, (heading, at_left, at_right) in sides.items():
            painter.setFont(scaled_font(0.9, strong=True))
            painter.setPen(QColor(colours.text))
            middle = self._at(view, WIDTH / 2, 0)
            painter.drawText(QRectF(middle.x() - 80, middle.y() - HEADING, 160, HEADING - 4), Qt.AlignmentFlag.AlignCenter, heading)
            painter.setFont(scaled_font(0.9))
            painter.setPen(QColor(colours.muted))
            for x, word in ((21.0, at_left), (WIDTH - 21.0, at_right)):
                place = self._at(view, x, SIDE_WORDS_AT)
                painter.drawText(QRectF(place.x() - 50, place.y() - 12, 100, 24), Qt.AlignmentFlag.AlignCenter, word)

    def _polygon(self, region: Region) -> QPolygonF:
        return QPolygonF(self._corners(region))

    def _corners(self, region: Region) -> list[QPointF]:
        return [self._at(region.view, x, y) for x, y in region.points]

    def _at(self, view: View, x: float, y: float) -> QPointF:
        """Where a point of the map lies in the widget."""
        scale = min(self.width() / (2 * VIEW_WIDTH), (self.height() - HEADING - 2) / HEIGHT)
        left = (self.width() - 2 * VIEW_WIDTH * scale) / 2 + (VIEW_WIDTH * scale if view is View.FRONT else 0)
        return QPointF(left + (x - MARGIN) * scale, HEADING + y * scale)

    def _on_toggled(self, name: str, *, is_chosen: bool) -> None:
        """A click, Space, or a screen reader's own action; what is shown already asks for nothing."""
        if is_chosen == (name in self._values):
            return
        self._stop_at(name)
        if is_chosen:
            self._choose(name, None)
        else:
            self._take_away(name)

    def _choose(self, name: str, points: float | None) -> None:
        self.show_values({**self._values, name: points})
        self.region_changed.emit(name, points)

    def _take_away(self, name: str) -> None:
        self.show_values({region: points for region, points in self._values.items() if region != name})
        self.region_left.emit(name)

    def _go_to(self, region: Region | None) -> None:
        if region is not None:
            self._stop_at(region.name)
            self.buttons[region.name].setFocus(Qt.FocusReason.OtherFocusReason)
            self.update()

    def _stop_at(self, name: str) -> None:
        """Let Tab stop at one region alone."""
        for button in self.buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button.region.name == name else Qt.FocusPolicy.ClickFocus)


def _has_ring(button: RegionButton) -> bool:
    return button.hasFocus() and is_focus_shown()
