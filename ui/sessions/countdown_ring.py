"""The countdown: a ring that empties and a time that can be read from the floor."""

from datetime import timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from tracker.domain.plan.protocol import Phase
from tracker.language import _, ngettext
from tracker.library.look import sizes
from ui.assets import current_palette, scaled_font
from ui.assets.focus_ring import FOCUS_RADIUS
from ui.widgets.accessible_roles import hear_as
from ui.widgets.painting import start_painting

USUAL, LEAST = 210, 140
ROUND = 1000  # px; more than half of any ring, so that the mark of the focus is as round as it
# The ring's line as a share of the whole edge, and the share of its inside that a text may fill without touching the line.
THICKNESS = 0.058
# Qt counts angles in sixteenths of a degree.
FULL_TURN = 360 * 16
TEXT_SHARE = 0.74
ZERO, A_MINUTE = timedelta(0), timedelta(minutes=1)
SECONDS_AN_HOUR, SECONDS_A_MINUTE = 3600, 60


class CountdownRing(QWidget):
    """Shows what is left of a session; it scales with the room it is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._remaining, self._total = ZERO, ZERO
        self._phase = Phase.NONE
        self._caption = ""
        self._in_minutes = self._is_waiting = False
        hear_as(self, "progress")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(FOCUS_RADIUS, ROUND)

    def show_time(self, remaining: timedelta, total: timedelta, phase: Phase, caption: str = "", *, in_minutes: bool = False) -> None:
        """Show what remains of a total, in the colour of a phase; the caption is by default the total in minutes.

        `in_minutes`: whole minutes, and seconds only in the last one, for what nobody has to watch.
        """
        self._remaining, self._total = max(ZERO, remaining), total
        self._phase, self._in_minutes = phase, in_minutes
        self._caption = caption or _("of {length}").format(length=duration_words(total))
        # The whole length under words of its own is what would run: nothing counts down yet.
        self._is_waiting = bool(caption) and not in_minutes and remaining == total
        self._say()
        self.update()

    @property
    def fraction(self) -> float:
        """The share that is left, 0-1."""
        return min(1.0, self._remaining / self._total) if self._total > ZERO else 0.0

    def _say(self) -> None:
        """Tell a screen reader once a minute, and at the end."""
        # Each change of the name is said aloud. In whole minutes it changes once a minute, and at no instant is it one that was.
        name = self._left_words() if self._remaining > ZERO else _("Time is up")
        if name != self.accessibleName():
            self.setAccessibleName(name)

    def text(self) -> str:
        """The time as it is drawn."""
        if self._in_minutes and self._remaining > A_MINUTE:
            return _("{minutes} min").format(minutes=-(-self._remaining // A_MINUTE))
        return clock_text(self._remaining)

    def caption(self) -> str:
        """What stands beneath the time."""
        return self._caption

    def _left_words(self) -> str:
        if self._is_waiting:
            return _("{length}, {caption}").format(length=duration_words(self._total), caption=self._caption)
        remaining = -(-self._remaining // A_MINUTE) * A_MINUTE
        # A rest is longer than the plan's where the clock was set back.
        if remaining > self._total:
            return _("{time} left").format(time=duration_words(remaining))
        return _("{time} left of {length}").format(time=duration_words(remaining), length=duration_words(self._total))

    def sizeHint(self) -> QSize:
        """As in a card."""
        return QSize(USUAL, USUAL)

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(LEAST, LEAST)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring, the time in it, and the caption beneath."""
        painter = start_painting(self)
        edge = float(min(self.width(), self.height()))
        width = edge * THICKNESS
        centre = QRectF(self.rect()).center()
        # Half the pen lies outside the path it draws, on either side; two pixels more keep the smoothed edge inside the widget.
        ring = QRectF(0, 0, edge - width - 2, edge - width - 2)
        ring.moveCenter(centre)
        self._draw_ring(painter, ring, width)
        self._draw_text(painter, centre, ring.width())

    def _draw_ring(self, painter: QPainter, ring: QRectF, width: float) -> None:
        colours = current_palette()
        painter.setPen(QPen(QColor(colours.hairline), width))
        painter.drawEllipse(ring)
        if self.fraction > 0:
            painter.setPen(QPen(QColor(colours.phase(self._phase)), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            # From the top, and clockwise: Qt begins at three o'clock and counts the other way.
            painter.drawArc(ring, 90 * 16, -round(FULL_TURN * self.fraction))

    def _draw_text(self, painter: QPainter, centre: QPointF, room: float) -> None:
        colours = current_palette()
        # What the room is compared with the usual ring's, so that a larger ring has larger figures.
        scale = room / (USUAL * (1 - THICKNESS))
        time_font = _fitted(scaled_font(sizes().countdown * scale, strong=True), self.text(), room * TEXT_SHARE)
        caption_font = _fitted(scaled_font(max(sizes().small, 0.95 * scale)), self._caption, room * TEXT_SHARE)
        time_height, caption_height = QFontMetricsF(time_font).height(), QFontMetricsF(caption_font).height()
        top = centre.y() - (time_height + caption_height) / 2
        for font, colour, height, text in (
            (time_font, colours.text, time_height, self.text()),
            (caption_font, colours.muted, caption_height, self._caption),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(centre.x() - room / 2, top, room, height), Qt.AlignmentFlag.AlignCenter, text)
            top += height


def clock_text(length: timedelta) -> str:
    """A length of time as a clock counts it down: 12:41, or 1:05:00."""
    minutes, seconds = divmod(_seconds(length), SECONDS_A_MINUTE)
    hours, minutes = divmod(minutes, SECONDS_A_MINUTE)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def duration_words(length: timedelta) -> str:
    """A length of time in words: 12 minutes 41 seconds."""
    hours, rest = divmod(_seconds(length), SECONDS_AN_HOUR)
    minutes, seconds = divmod(rest, SECONDS_A_MINUTE)
    parts = [
        ngettext("{n} hour", "{n} hours", hours).format(n=hours) if hours else "",
        ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes) if minutes else "",
        ngettext("{n} second", "{n} seconds", seconds).format(n=seconds) if seconds or not (hours or minutes) else "",
    ]
    return " ".join(part for part in parts if part)


def _seconds(length: timedelta) -> int:
    """Whole seconds, rounded up, so that the end is shown at the end."""
    return max(0, -(-length // timedelta(seconds=1)) if length % timedelta(seconds=1) == ZERO else length // timedelta(seconds=1) + 1)


def _fitted(font: QFont, text: str, width: float) -> QFont:
    needed = QFontMetricsF(font).horizontalAdvance(text)
    return scaled_font(width / needed, base=font) if needed > width else font
