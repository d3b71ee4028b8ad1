"""The parts of Settings, each made when its section is first opened."""

from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from ui.pages.settings.activities import ActivitiesList
    from ui.pages.settings.appearance import AppearanceGroup
    from ui.pages.settings.calendar import CalendarRow
    from ui.pages.settings.conflicts import ConflictsGroup
    from ui.pages.settings.diary import DiaryGroup
    from ui.pages.settings.export import ExportGroup
    from ui.pages.settings.imports import ImportGroup
    from ui.pages.settings.medicines import MedicinesCard
    from ui.pages.settings.notifications import NotificationsGroup
    from ui.pages.settings.numbers import NumbersRow
    from ui.pages.settings.password.group import PasswordGroup
    from ui.pages.settings.reminders.card import RemindersCard
    from ui.pages.settings.reminders.past import PastRemindersRow
    from ui.pages.settings.reminders.pause import PauseRow
    from ui.pages.settings.reminders.quiet_hours import QuietHoursRow
    from ui.pages.settings.startup import ClosingRow, StartRow


class Refreshed(Protocol):
    """What shows how things are when it is asked to."""

    def refresh(self) -> None:
        """Show how things are now; what is being typed stays."""


P = TypeVar("P", bound=Refreshed)


class PartMakers(Protocol):
    """What makes each part, of what it uses."""

    def conflicts(self) -> "ConflictsGroup":
        """What was changed on both computers."""

    def diary(self) -> "DiaryGroup":
        """The folder and the backups."""

    def password(self) -> "PasswordGroup":
        """The password of the diary."""

    def exports(self) -> "ExportGroup":
        """Files of the entries."""

    def imports(self) -> "ImportGroup":
        """Files from elsewhere."""

    def calendar(self) -> "CalendarRow":
        """The calendar file."""

    def reminders(self) -> "RemindersCard":
        """The rules."""

    def quiet_hours(self) -> "QuietHoursRow":
        """The hours without reminders."""

    def pause(self) -> "PauseRow":
        """The pause of all reminders."""

    def past(self) -> "PastRemindersRow":
        """The reminders of the last days."""

    def notifications(self) -> "NotificationsGroup":
        """What notifications sound like and say."""

    def appearance(self) -> "AppearanceGroup":
        """The look of the window."""

    def closing(self) -> "ClosingRow":
        """What closing the window does."""

    def start(self) -> "StartRow":
        """Whether the app starts with the computer."""

    def numbers(self) -> "NumbersRow":
        """The numbers to call."""

    def medicines(self) -> "MedicinesCard":
        """The person's own medicines, and the limits."""

    def activities(self) -> "ActivitiesList":
        """The person's own activities."""


class SettingsParts:
    """Makes a part once, and from then on refreshes it with the page."""

    def __init__(self, makers: PartMakers) -> None:
        self._makers = makers
        self._made: list[Refreshed] = []

    def refresh(self) -> None:
        """Have each part there is show how things are now."""
        for part in self._made:
            part.refresh()

    def changes_in(self) -> timedelta | None:
        """Until a pause ends."""
        return self.pause.changes_in() if "pause" in vars(self) else None

    def tick(self) -> None:
        """A pause may have ended."""
        if "pause" in vars(self):
            self.pause.tick()

    @cached_property
    def conflicts(self) -> "ConflictsGroup":
        """What was changed on both computers."""
        return self._kept(self._makers.conflicts())

    @cached_property
    def diary(self) -> "DiaryGroup":
        """The folder and the backups."""
        return self._kept(self._makers.diary())

    @cached_property
    def password(self) -> "PasswordGroup":
        """The password of the diary."""
        return self._kept(self._makers.password())

    @cached_property
    def exports(self) -> "ExportGroup":
        """Files of the entries, which shows nothing that changes."""
        return self._makers.exports()

    @cached_property
    def imports(self) -> "ImportGroup":
        """Files from elsewhere."""
        return self._kept(self._makers.imports())

    @cached_property
    def calendar(self) -> "CalendarRow":
        """The calendar file, likewise."""
        return self._makers.calendar()

    @cached_property
    def reminders(self) -> "RemindersCard":
        """The rules."""
        return self._kept(self._makers.reminders())

    @cached_property
    def quiet_hours(self) -> "QuietHoursRow":
        """The hours without reminders."""
        return self._kept(self._makers.quiet_hours())

    @cached_property
    def pause(self) -> "PauseRow":
        """The pause of all reminders."""
        return self._kept(self._makers.pause())

    @cached_property
    def past(self) -> "PastRemindersRow":
        """The reminders of the last days."""
        return self._kept(self._makers.past())

    @cached_property
    def notifications(self) -> "NotificationsGroup":
        """What notifications sound like and say."""
        return self._kept(self._makers.notifications())

    @cached_property
    def appearance(self) -> "AppearanceGroup":
        """The look of the window."""
        return self._kept(self._makers.appearance())

    @cached_property
    def closing(self) -> "ClosingRow":
        """What closing the window does."""
        return self._kept(self._makers.closing())

    @cached_property
    def start(self) -> "StartRow":
        """Whether the app starts with the computer."""
        return self._kept(self._makers.start())

    @cached_property
    def numbers(self) -> "NumbersRow":
        """The numbers to call."""
        return self._kept(self._makers.numbers())

    @cached_property
    def medicines(self) -> "MedicinesCard":
        """The person's own medicines, and the limits."""
        return self._kept(self._makers.medicines())

    @cached_property
    def activities(self) -> "ActivitiesList":
        """The person's own activities."""
        return self._kept(self._makers.activities())

    def _kept(self, part: P) -> P:
        part.refresh()
        self._made.append(part)
        return part
