"""The hours in which reminders may be raised, those in which none is, and the pause from all of them."""

from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tracker.domain.times import local_moment

DAY = timedelta(days=1)


class QuietHours(NamedTuple):
    """The local hours in which nothing is raised but the end of a session; from start up to, not including, end."""

    start: time = time(22)
    end: time = time(7)

    def holds(self, wall: time) -> bool:
        """Whether a local time lies in them; equal bounds mean there are none."""
        if self.start <= self.end:
            return self.start <= wall < self.end
        # Across midnight.
        return wall >= self.start or wall < self.end

    def hold(self, at: datetime, zone: str) -> bool:
        """Whether an instant lies in them, by the wall clock of a zone."""
        return self.holds(at.astimezone(ZoneInfo(zone)).time())

    def first_loud(self, at: datetime, zone: str) -> datetime:
        """The instant itself, or the end of the quiet hours it lies in."""
        return self.morning_after(at, zone) if self.hold(at, zone) else at

    def morning_after(self, at: datetime, zone: str) -> datetime:
        """The first end of quiet hours after an instant: until when "until the morning" is."""
        today = at.astimezone(ZoneInfo(zone)).date()
        # Today's may be over. They are worked out one at a time, so those after the first that fits cost nothing.
        mornings = (local_moment(datetime.combine(today + ahead * DAY, self.end), zone).moment.at for ahead in range(3))
        return next(morning for morning in mornings if morning > at)

    def evening_before(self, at: datetime, zone: str) -> datetime:
        """The last start of quiet hours up to an instant."""
        today = at.astimezone(ZoneInfo(zone)).date()
        evenings = (local_moment(datetime.combine(today - ago * DAY, self.start), zone).moment.at for ago in range(3))
        return next(evening for evening in evenings if evening <= at)


class Hours(NamedTuple):
    """The local hours of a reminder, from start up to, not including, end; equal bounds mean the whole day."""

    start: time = time(7)
    end: time = time(22)

    @property
    def rest_of_day(self) -> QuietHours:
        """The hours outside of them."""
        return QuietHours(self.end, self.start)


class Pause(NamedTuple):
    """A pause from all reminders, from an instant up to, not including, another; a clock set back ends it too."""

    at: datetime
    until: datetime

    def holds(self, now: datetime) -> bool:
        """Whether it goes on."""
        return self.at <= now < self.until
