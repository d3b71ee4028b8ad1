"""The countdown: a ring that empties, and within it the time that is left, or where there is little room the sign of the phase."""

from datetime import timedelta
from math import sqrt
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from tracker.domain.plan.protocol import Phase
from tracker.formats.joining import with_comma
from tracker.language import _, ngettext
from tracker.library.look import sizes
from ui.assets import current_palette, icon, scaled_font
from ui.assets.focus_ring import FOCUS_RADIUS
from ui.widgets.accessible_roles import hear_as, tell_value
from ui.widgets.painting import KeptPicture

# px, at a desktop's type of 14 px; with larger type the ring grows as far as its column lets it.
EDGE, COMPACT_EDGE, MOST = 164, 88, 250
USUAL_TYPE = 14
STROKE = 8
ICON = 24
ROUND = 1000  # px; more than half of any ring, so that the mark of the focus is as round as it
DIGITS = 3.0  # times the desktop's type, at most
GAP = 24  # px; so much narrower than the inner circle the digits are, together at both sides
CAPTION_GAP = 12
# Qt counts angles in sixteenths of a degree.
FULL_TURN = 360 * 16
ICONS = {Phase.HEAT: "heat", Phase.STRETCH: "stretch"}
ZERO, A_MINUTE = timedelta(0), timedelta(minutes=1)
SECONDS_AN_HOUR, SECONDS_A_MINUTE = 3600, 60


class _Shown(NamedTuple):
    """What the ring shows: what remains of a total, or, waiting, what would run."""

    remaining: timedelta = ZERO
    total: timedelta = ZERO
    phase: Phase = Phase.NONE
    caption: str = ""
    in_minutes: bool = False
    is_waiting: bool = False


class CountdownRing(QWidget):
    """Shows what is left of a session, and says it once a minute."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown = _Shown()
        self._is_compact = False
        self._picture = KeptPicture()
        hear_as(self, "progress")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setProperty(FOCUS_RADIUS, ROUND)

    def set_compact(self, is_compact: bool) -> None:
        """Take less room: the sign of the phase stands within, and the time beside it."""
        self._is_compact = is_compact
        self.updateGeometry()
        self.update()

    def show_time(self, remaining: timedelta, total: timedelta, phase: Phase, caption: str = "", *, in_minutes: bool = False) -> None:
        """Show what remains of a total, in the colour of a phase; the caption is by default the total in minutes.

        `in_minutes`: whole minutes, and seconds only in the last one, for what nobody has to watch.
        """
        self._show(_Shown(max(ZERO, remaining), total, phase, caption or _("of {length}").format(length=duration_words(total)), in_minutes))

    def show_ready(self, length: timedelta, phase: Phase, caption: str) -> None:
        """Show what would run, in minutes: nothing counts down yet, and 20:00 would be read as a time of day."""
        self._show(_Shown(length, length, phase, caption, is_waiting=True))

    @property
    def fraction(self) -> float:
        """The share that is left, 0-1."""
        return min(1.0, self._shown.remaining / self._shown.total) if self._shown.total > ZERO else 0.0

    def _show(self, shown: "_Shown") -> None:
        """Nothing where it is shown already: each change of the diary shows it again."""
        if shown != self._shown:
            self._shown = shown
            self._say()
            self.update()

    def _say(self) -> None:
        """Tell a screen reader once a minute, and at the end."""
        # Each change of the name is said aloud. In whole minutes it changes once a minute, and at no instant is it one that was.
        name = self._left_words() if self._shown.remaining > ZERO else _("Time is up")
        if name != self.accessibleName():
            self.setAccessibleName(name)
            tell_value(self, self.heard_value()[0])
        # There the caption is in the name, or says the same.
        described = "" if self._shown.is_waiting or self._shown.in_minutes else self._shown.caption
        if described != self.accessibleDescription():
            self.setAccessibleDescription(described)

    def heard_value(self) -> tuple[float, float, float]:
        """The minutes that are left, begun ones counted in, of none and of all."""
        left, total = (float(-(-length // A_MINUTE)) for length in (self._shown.remaining, max(self._shown.total, self._shown.remaining)))
        return left, 0.0, total

    def take_heard_value(self, value: float) -> None:
        """Time is not to be set."""

    def text(self) -> str:
        """The time as it is drawn."""
        return minutes_text(self._shown.remaining) if self._shown.in_minutes or self._shown.is_waiting else clock_text(self._shown.remaining)

    def caption(self) -> str:
        """What stands beneath the time."""
        return self._shown.caption

    def _left_words(self) -> str:
        if self._shown.is_waiting:
            return with_comma(duration_words(self._shown.total), self._shown.caption)
        remaining = -(-self._shown.remaining // A_MINUTE) * A_MINUTE
        # A rest is longer than the plan's where the clock was set back.
        if remaining > self._shown.total:
            return _("{time} left").format(time=duration_words(remaining))
        return _("{time} left of {length}").format(time=duration_words(remaining), length=duration_words(self._shown.total))

    def sizeHint(self) -> QSize:
        """As the desktop's type has it."""
        if self._is_compact:
            return QSize(COMPACT_EDGE, COMPACT_EDGE)
        edge = min(MOST, max(EDGE, round(EDGE * QFontInfo(QApplication.font()).pixelSize() / USUAL_TYPE)))
        return QSize(edge, edge)

    def minimumSizeHint(self) -> QSize:
        """As large as it is."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring, and what stands in it."""
        self._picture.paint(self, self._draw, self._shown, self._is_compact)

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QRectF(self.rect()).center()
        # Half the pen lies outside the path it draws: the ring fills the widget to its edge.
        ring = QRectF(0, 0, self.width() - STROKE, self.width() - STROKE)
        ring.moveCenter(centre)
        self._draw_ring(painter, ring)
        if self._is_compact:
            area = QRectF(0, 0, ICON, ICON)
            area.moveCenter(centre)
            icon(ICONS.get(self._shown.phase, "ice"), current_palette().phase(self._shown.phase)).paint(painter, area.toRect())
        else:
            self._draw_text(painter, centre, ring.width() - STROKE)

    def _draw_ring(self, painter: QPainter, ring: QRectF) -> None:
        colours = current_palette()
        # High contrast has no grey for the track: it is a line.
        track = QPen(QColor(colours.outline), colours.edge) if colours.is_high_contrast else QPen(QColor(colours.track), STROKE)
        painter.setPen(track)
        painter.drawEllipse(ring)
        if self.fraction > 0:
            painter.setPen(QPen(QColor(colours.phase(self._shown.phase)), STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            # From the top, and clockwise: Qt begins at three o'clock and counts the other way.
            painter.drawArc(ring, 90 * 16, -round(FULL_TURN * self.fraction))

    def _draw_text(self, painter: QPainter, centre: QPointF, inside: float) -> None:
        colours = current_palette()
        digits, caption = digits_font(self.text(), inside - GAP), scaled_font(sizes().small)
        digits_height, line = QFontMetricsF(digits).height(), QFontMetricsF(caption).height()
        top = centre.y() - (digits_height + line) / 2
        below = top + digits_height
        # The circle is narrower where the caption ends; one that is longer is set smaller, rather than over the line.
        room = 2 * sqrt(max(0.0, (inside / 2) ** 2 - (below + line - centre.y()) ** 2)) - CAPTION_GAP
        for font, colour, y, height, text in (
            (digits, colours.text, top, digits_height, self.text()),
            (_fitted(caption, self._shown.caption, room), colours.muted, below, line, self._shown.caption),
        ):
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(QRectF(centre.x() - inside / 2, y, inside, height), Qt.AlignmentFlag.AlignCenter, text)


def digits_font(text: str, width: float) -> QFont:
    """The type of the digits: three times the desktop's at most, and smaller where the text would be wider than `width` px."""
    return _fitted(scaled_font(DIGITS, strong=True), text, width)


def clock_text(length: timedelta) -> str:
    """A length of time as a clock counts it down: 12:41, or 1:05:00."""
    minutes, seconds = divmod(_seconds(length), SECONDS_A_MINUTE)
    hours, minutes = divmod(minutes, SECONDS_A_MINUTE)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def minutes_text(length: timedelta) -> str:
    """A length of time that nobody has to watch: whole minutes, and seconds only in the last one."""
    return _("{minutes} min").format(minutes=-(-length // A_MINUTE)) if length > A_MINUTE else clock_text(length)


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
