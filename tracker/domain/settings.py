"""The settings of this computer, declared once: key, type, default and bounds."""

from datetime import date, time
from pathlib import Path
from typing import Literal, get_args

from tracker.domain import Value, value
from tracker.domain.reminders.quiet_hours import QuietHours

Theme = Literal["system", "light", "dark"]
Contrast = Literal["system", "high", "usual"]
Motion = Literal["system", "reduced", "usual"]
# A country that is not in the list: no figure stands then.
ELSEWHERE = "elsewhere"
NUMBER_LIMIT = 40
PATH_LIMIT = 4096  # no system takes a longer one
LOCK_AFTER = (0, 1, 5, 15, 60)  # minutes; 0: never
Closing = Literal["tray", "quit"]


@value()
class Settings(Value):
    """What a person chose for this computer; it does not travel with the diary."""

    theme: Theme = "system"
    contrast: Contrast = "system"
    motion: Motion = "system"
    quiet_start: time = time(22)
    quiet_end: time = time(7)
    sound: bool = True
    neutral_notifications: bool = False
    closing: Closing = "tray"  # where there is a tray; else closing quits
    closing_explained: bool = False  # that without a tray closing ends the reminders
    tray_explained: bool = False  # that closing goes to the tray
    # Of earlier versions, until they are in the diary, where PersonalFacts has them.
    strength_asked_of: str = ""
    report_name: str = ""
    report_birth_date: str = ""
    country: str = ""  # whose numbers stand in "When to get help": a code, or elsewhere; empty for the desktop's
    emergency_number: str = ""  # in place of that of the country
    advice_number: str = ""  # likewise
    lock_after: int = 0  # minutes in which nobody used the app; one of LOCK_AFTER
    lock_with_desktop: bool = False
    inbox: str = ""  # the folder whose files are taken in; empty: none

    def __post_init__(self) -> None:
        # Only mypy looks at a Literal, and settings are read from a file.
        if self.theme not in get_args(Theme):
            raise ValueError(self.theme)
        if self.contrast not in get_args(Contrast):
            raise ValueError(self.contrast)
        if self.motion not in get_args(Motion):
            raise ValueError(self.motion)
        if self.closing not in get_args(Closing):
            raise ValueError(self.closing)
        if self.lock_after not in LOCK_AFTER:
            raise ValueError(self.lock_after)
        if max(len(text) for text in (self.country, self.emergency_number, self.advice_number)) > NUMBER_LIMIT:
            raise ValueError("a country or a number that is too long")
        if self.inbox and (not Path(self.inbox).is_absolute() or "\0" in self.inbox or len(self.inbox) > PATH_LIMIT):
            raise ValueError("an inbox that is no folder from the root on")
        if self.report_birth_date:
            date.fromisoformat(self.report_birth_date)  # raises ValueError

    @property
    def quiet_hours(self) -> QuietHours:
        """The hours without reminders."""
        return QuietHours(self.quiet_start, self.quiet_end)
