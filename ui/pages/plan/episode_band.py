"""The plan's line: the phases of an episode as bands, each with its icon and its word, and where now is."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain.plan.protocol import Phase
from tracker.library.look import sizes
from ui.assets import current_palette, scaled_font
from ui.widgets.accessible_roles import hear_as
from ui.widgets.painting import draw_tile, start_painting
from ui.widgets.phase_icon import EDGE, draw_phase_icon

# px
GAP = 4
INDENT = 12
NOW_OVERHANG = 8  # of the mark of now above and beneath the bands
ICON_ROOM = EDGE + 6
CLEAR = 6  # between the mark of now and a word
MOST_CAPTION = 200  # height; more than any caption takes
CORNER = 6
LEAST_SHARE = 0.6  # of the usual type
WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


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
    """The whole line; `now` is a place from 0 to 1; `name` is the line in words."""

    spans: Sequence[BandSpan]
    now: float | None
    now_text: str
    name: str


NOTHING = EpisodeBandText((), None, "", "")


class EpisodeBand(QWidget):
    """Painted; a screen reader reads its name, which is the line in words. What stands beneath a band takes two lines rather than being cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.band = NOTHING
        self._heights: dict[int, int] = {}  # by width; Qt asks for the same ones time and again
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        # Tab reaches it, or a screen reader would pass over what is only painted.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        hear_as(self, "picture")

    def show_band(self, band: EpisodeBandText) -> None:
        """Show an episode."""
        self.band = band
        self._heights.clear()
        self.setAccessibleName(band.name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Bands and captions of one line."""
        return QSize(600, self.heightForWidth(10_000))

    def minimumSizeHint(self) -> QSize:
        """Narrow; captions wrap."""
        return QSize(300, self.heightForWidth(10_000))

    def heightForWidth(self, width: int) -> int:
        """As high as the captions need at a width."""
        if width not in self._heights:
            captions = [self._caption_height(span, area) for span, area in zip(self.band.spans, self._areas(width), strict=True)]
            self._heights[width] = int(self._caption_top() + max(captions, default=0) + 2)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """Another font makes other heights."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._heights.clear()
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height of the captions: in a card a layout passes over what it would be for a width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))

    def span_areas(self) -> list[QRectF]:
        """Where the bands are drawn."""
        return self._areas(self.width())

    def word_areas(self) -> list[QRectF]:
        """Where the words of the bands are drawn, so far as they are not cut."""
        metrics, areas = QFontMetricsF(scaled_font(1, strong=True)), []
        for span, area in zip(self.band.spans, self.span_areas(), strict=True):
            width = metrics.horizontalAdvance(span.word) + 1  # what is drawn may be a part of a pixel wider
            room = self._beside_now(area.adjusted(INDENT + ICON_ROOM, 0, -4, 0), width)
            areas.append(QRectF(room.left(), room.top(), min(width, room.width()), room.height()))
        return areas

    def caption_areas(self) -> list[QRectF]:
        """Where what stands beneath the bands is drawn; none is cut."""
        spans, areas = self.band.spans, self.span_areas()
        return [_caption_room(area, self._caption_top(), self._caption_height(span, area)) for span, area in zip(spans, areas, strict=True)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw bands, captions and the mark."""
        painter = start_painting(self)
        for span, area, room, beneath in zip(self.band.spans, self.span_areas(), self.word_areas(), self.caption_areas(), strict=True):
            self._draw_span(painter, span, area, room)
            painter.setFont(scaled_font(sizes().small))
            painter.setPen(QColor(current_palette().muted))
            painter.drawText(beneath, int(WRAPPED), span.caption)
        if (now := self._now_x()) is not None:
            self._draw_now(painter, now)

    def _draw_span(self, painter: QPainter, span: BandSpan, area: QRectF, word_room: QRectF) -> None:
        colours = current_palette()
        colour, wash = colours.phase(span.phase), colours.wash(span.phase)
        # Where the theme has no faint grounds an edge stands in their place.
        edge = colour if wash == colours.surface and not span.is_current else None
        draw_tile(painter, area, colour if span.is_current else wash, edge, radius=CORNER)
        ink = colours.on_accent if span.is_current else colour
        mark = QRect(int(word_room.left()) - ICON_ROOM, int(area.center().y() - EDGE / 2), EDGE, EDGE)
        draw_phase_icon(painter, mark, span.phase, ink)
        # Large type in a narrow window: rather smaller than cut.
        needed = QFontMetricsF(scaled_font(1, strong=True)).horizontalAdvance(span.word) + 1
        painter.setFont(scaled_font(min(1.0, max(LEAST_SHARE, word_room.width() / needed)), strong=True))
        painter.setPen(QColor(ink))
        cut = QFontMetricsF(painter.font()).elidedText(span.word, Qt.TextElideMode.ElideRight, word_room.width())
        painter.drawText(word_room, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)

    def _draw_now(self, painter: QPainter, x: float) -> None:
        colours = current_palette()
        top, height = self._line(), self._top() - self._line() + sizes().least_control + NOW_OVERHANG / 2
        # A margin of the ground at both sides: on a band of dark colour the mark alone would be lost.
        painter.fillRect(QRectF(x - 2, top, 4, height), QColor(colours.surface))
        painter.fillRect(QRectF(x - 1, top, 2, height), QColor(colours.text))
        painter.setFont(scaled_font(sizes().small, strong=True))
        painter.setPen(QColor(colours.text))
        width = QFontMetricsF(painter.font()).horizontalAdvance(self.band.now_text) + 2
        # Its word stands above it, as near as the edges allow.
        left = min(max(0.0, x - width / 2), max(0.0, self.width() - width))
        painter.drawText(QRectF(left, 0, width, self._line()), Qt.AlignmentFlag.AlignCenter, self.band.now_text)

    def _beside_now(self, room: QRectF, width: float) -> QRectF:
        """The room for an icon and a word of a width, px, at the side of the mark that would strike through them: the right one where it fits."""
        now = self._now_x()
        if now is None or not room.left() - ICON_ROOM - CLEAR < now < room.left() + min(width, room.width()) + CLEAR:
            return room
        right, left = QRectF(room), QRectF(room)
        right.setLeft(now + CLEAR + ICON_ROOM)
        left.setRight(max(room.left(), now - CLEAR))
        return right if right.width() >= min(width, left.width()) else left

    def _now_x(self) -> float | None:
        """Where the mark of now stands, px."""
        return None if self.band.now is None else min(max(self.band.now * self.width(), 1.0), self.width() - 1.0)

    def _areas(self, width: float) -> list[QRectF]:
        total = sum(span.share for span in self.band.spans) or 1.0
        left, areas = 0.0, []
        for span in self.band.spans:
            share = width * span.share / total
            # A phase of no length is still to be seen; after the last there is no gap.
            gap = GAP if span is not self.band.spans[-1] else 0
            areas.append(QRectF(left, self._top(), max(2.0, share - gap), sizes().least_control))
            left += share
        return areas

    def _caption_height(self, span: BandSpan, area: QRectF) -> float:
        room = _caption_room(area, 0, MOST_CAPTION)
        return QFontMetricsF(scaled_font(sizes().small)).boundingRect(room, int(WRAPPED), span.caption).height()

    def _caption_top(self) -> float:
        return self._top() + sizes().least_control + NOW_OVERHANG / 2

    def _line(self) -> float:
        return QFontMetricsF(scaled_font(sizes().small, strong=True)).height()

    def _top(self) -> float:
        """Where the bands begin: beneath the word of the mark."""
        return self._line() + NOW_OVERHANG


def _caption_room(area: QRectF, top: float, height: float) -> QRectF:
    return QRectF(area.left() + INDENT, top, max(1.0, area.width() - INDENT - 4), height)
