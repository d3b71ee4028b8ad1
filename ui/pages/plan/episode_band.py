"""The plan's line: the phases of an episode as bands, what was done above them, and where now is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain.plan.protocol import Phase
from tracker.library.look import sizes
from ui.assets import current_palette, scaled_font
from ui.widgets.accessible_roles import hear_as
from ui.widgets.painting import draw_tile, start_painting

GAP = 3
DOT = 8
INDENT = 11
NOW_OVERHANG = 10
CLEAR = 6  # px between the mark of now and a word


@dataclass(frozen=True, slots=True)
class BandSpan:
    """One phase: its word, the line beneath, its share of the whole, and whether it is the present one."""

    phase: Phase
    word: str
    caption: str
    share: float
    is_current: bool


@dataclass(frozen=True, slots=True)
class EpisodeBandText:
    """The whole line; `dots` and `now` are places from 0 to 1; `name` is the line in words."""

    spans: Sequence[BandSpan]
    dots: Sequence[float]
    now: float | None
    now_text: str
    name: str


NOTHING = EpisodeBandText((), (), None, "", "")


class EpisodeBand(QWidget):
    """Painted; a screen reader reads its name, which is the line in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.band = NOTHING
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # Tab reaches it, or a screen reader would pass over what is only painted.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        hear_as(self, "picture")

    def show_band(self, band: EpisodeBandText) -> None:
        """Show an episode."""
        self.band = band
        self.setAccessibleName(band.name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Dots, band and captions."""
        return QSize(600, int(self._top() + sizes().control + NOW_OVERHANG + self._line() + 4))

    def minimumSizeHint(self) -> QSize:
        """Narrow; words are cut."""
        return QSize(300, self.sizeHint().height())

    def span_areas(self) -> list[QRectF]:
        """Where the bands are drawn."""
        total = sum(span.share for span in self.band.spans) or 1.0
        left, areas = 0.0, []
        for span in self.band.spans:
            width = self.width() * span.share / total
            # A phase of no length is still to be seen.
            areas.append(QRectF(left, self._top(), max(2.0, width - GAP), sizes().control))
            left += width
        return areas

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bands, dots and the mark."""
        painter = start_painting(self)
        areas = self.span_areas()
        for span, area, room in zip(self.band.spans, areas, self.word_areas(), strict=True):
            self._draw_span(painter, span, area, room)
        for place in self.band.dots:
            self._draw_dot(painter, place, areas)
        if (now := self._now_x()) is not None:
            self._draw_now(painter, now)

    def _draw_span(self, painter: QPainter, span: BandSpan, area: QRectF, word_room: QRectF) -> None:
        colours = current_palette()
        colour = colours.phase(span.phase)
        draw_tile(painter, area, colour if span.is_current else colours.wash(span.phase), None if span.is_current else colour, radius=6)
        painter.setFont(scaled_font(1, strong=True))
        painter.setPen(QColor(colours.on_accent if span.is_current else colour))
        _draw_cut(painter, word_room, span.word)
        painter.setFont(scaled_font(sizes().small))
        painter.setPen(QColor(colours.muted))
        room = area.adjusted(INDENT, 0, -4, 0)
        _draw_cut(painter, QRectF(room.left(), area.bottom() + NOW_OVERHANG, room.width(), self._line()), span.caption)

    def _beside_now(self, room: QRectF, width: float) -> QRectF:
        """The room for a word of a width, px, at the side of the mark where it would strike through it: the right one where it fits there."""
        now = self._now_x()
        if now is None or not room.left() - CLEAR < now < room.left() + min(width, room.width()) + CLEAR:
            return room
        right, left = QRectF(room), QRectF(room)
        right.setLeft(now + CLEAR)
        left.setRight(max(room.left(), now - CLEAR))
        return right if right.width() >= min(width, left.width()) else left

    def _now_x(self) -> float | None:
        """Where the mark of now stands, px."""
        return None if self.band.now is None else min(max(self.band.now * self.width(), 1.0), self.width() - 1.0)

    def word_areas(self) -> list[QRectF]:
        """Where the words of the bands are drawn, so far as they are not cut."""
        metrics, areas = QFontMetricsF(scaled_font(1, strong=True)), []
        for span, area in zip(self.band.spans, self.span_areas(), strict=True):
            width = metrics.horizontalAdvance(span.word) + 1  # what is drawn may be a part of a pixel wider
            room = self._beside_now(area.adjusted(INDENT, 0, -4, 0), width)
            areas.append(QRectF(room.left(), room.top(), min(width, room.width()), room.height()))
        return areas

    def _draw_dot(self, painter: QPainter, place: float, areas: Sequence[QRectF]) -> None:
        x = place * self.width()
        phase = next((span.phase for span, area in zip(self.band.spans, areas, strict=True) if area.left() <= x <= area.right() + GAP), Phase.NONE)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(current_palette().phase(phase)))
        painter.drawEllipse(QPointF(min(max(x, DOT / 2), self.width() - DOT / 2), self._top() - DOT - 4), DOT / 2, DOT / 2)

    def _draw_now(self, painter: QPainter, x: float) -> None:
        colours = current_palette()
        bottom = self._top() + sizes().control + NOW_OVERHANG - 2
        # A margin of the ground at both sides: on a band of dark colour the mark alone would be lost.
        painter.fillRect(QRectF(x - 2, 0, 4, bottom), QColor(colours.surface))
        painter.fillRect(QRectF(x - 1, 0, 2, bottom), QColor(colours.text))
        painter.setFont(scaled_font(sizes().small, strong=True))
        painter.setPen(QColor(colours.text))
        width = QFontMetricsF(painter.font()).horizontalAdvance(self.band.now_text) + 2
        # Its words stand at the right of the mark, at its left where the edge is near.
        left = x + 6 if x + 6 + width <= self.width() else x - 6 - width
        painter.drawText(QRectF(left, 0, width, self._line()), Qt.AlignmentFlag.AlignVCenter, self.band.now_text)

    def _line(self) -> float:
        return QFontMetricsF(scaled_font(sizes().small, strong=True)).height()

    def _top(self) -> float:
        """Where the bands begin: beneath the words of the mark and the dots."""
        return self._line() + DOT + 10


def _draw_cut(painter: QPainter, room: QRectF, text: str) -> None:
    cut = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
