"""Stand-ins that tests pass in where the app passes the real thing."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tracker.domain.times import BootTime

NOON_IN_NOVEMBER = "2026-11-25T13:05"
LONDON = "Europe/London"


def utc(text: str) -> datetime:
    """The instant written in ISO 8601; in UTC where it has no offset."""
    at = datetime.fromisoformat(text)
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def local(text: str, zone: str = LONDON) -> datetime:
    """The instant, in UTC, of a wall-clock time in a zone; the first where it exists twice."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


class FakeClock:
    """A clock that stands still until it is told to go on; forward time passes for the boot clock too, back it is set alone."""

    def __init__(self, instant: datetime, zone_name: str = LONDON) -> None:
        self.instant = instant
        self.zone_name = zone_name
        self.boot = "first start"
        self.since_boot = timedelta(hours=1)

    @classmethod
    def at(cls, wall: str = NOON_IN_NOVEMBER, zone: str = LONDON) -> "FakeClock":
        """A clock that shows the wall-clock time in the zone."""
        return cls(local(wall, zone), zone)

    def now(self) -> datetime:
        """This instant, aware and in UTC."""
        return self.instant

    def zone(self) -> str:
        """The IANA name of the zone the person is in."""
        return self.zone_name

    def boot_time(self) -> BootTime:
        """The clock that runs since the computer was started."""
        return BootTime(self.boot, self.since_boot)

    def turn(self, by: timedelta | None = None, **parts: float) -> datetime:
        """Somebody sets the wall clock forward or back, by a length or by the parts of one; gives the new instant."""
        self.instant += by if by is not None else timedelta(**parts)
        return self.instant

    def restart(self, boot: str = "second start") -> None:
        """The computer is started again: its boot clock begins anew."""
        self.boot, self.since_boot = boot, timedelta(0)

    def advance(self, by: timedelta | None = None, **parts: float) -> datetime:
        """Go on (or back) by a length, or by the parts of one: `advance(minutes=20)`; gives the new instant."""
        length = by if by is not None else timedelta(**parts)
        self.since_boot += max(timedelta(0), length)
        return self.turn(length)

    def set(self, when: datetime | str, zone: str | None = None) -> datetime:
        """Show an instant, or a wall-clock time in the zone; gives the new instant."""
        if zone is not None:
            self.zone_name = zone
        instant = local(when, self.zone_name) if isinstance(when, str) else when.astimezone(UTC)
        return self.advance(instant - self.instant)
