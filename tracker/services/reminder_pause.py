"""The pause from all reminders."""

from datetime import datetime, timedelta

from tracker.changes import Touched
from tracker.domain.reminders.quiet_hours import Pause, QuietHours
from tracker.domain.times import Clock
from tracker.errors import Refused
from tracker.language import _
from tracker.services.history import Change
from tracker.storage.reminder_watch import WatchStore

LONGEST_PAUSE = timedelta(days=31)


class ReminderPause:
    """Begins and ends it, and tells until when it lasts: apart from the reminders, since the frame of the window needs nothing else of them."""

    def __init__(self, store: WatchStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def begin(self, until: datetime) -> Change:
        """Raise nothing up to an instant, at most 31 days; it ends by itself. Raises Refused for an instant that has been."""
        now = self._clock.now()
        if not now < until <= now + LONGEST_PAUSE:
            raise Refused(_("A pause ends later than now, and within 31 days. Nothing was changed; choose another time."))
        self._store.set_pause(Pause(now, until), now)
        return Change(Touched.DIARY, remark=_("Reminders paused"))

    def end(self) -> Change:
        """End it now."""
        self._store.set_pause(None, self._clock.now())
        return Change(Touched.DIARY, remark=_("Reminders go on"))

    def until(self) -> datetime | None:
        """When it ends by itself; None while there is none."""
        pause = self._store.pause()
        return pause.until if pause is not None and pause.holds(self._clock.now()) else None

    def tomorrow_morning(self, quiet: QuietHours) -> datetime:
        """The next end of the quiet hours: until when a pause "until the morning" lasts."""
        return quiet.morning_after(self._clock.now(), self._clock.zone())
