"""The cards of Settings, each made when its section is first opened."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from ui.forms.function_card import OwnActivitiesCard
    from ui.pages.settings.calendar import CalendarCard
    from ui.pages.settings.conflicts import ConflictsCard
    from ui.pages.settings.export import ExportCard
    from ui.pages.settings.medicines import MedicinesCard
    from ui.pages.settings.numbers import NumbersCard
    from ui.pages.settings.pause import PauseCard
    from ui.pages.settings.raised_reminders import RaisedCard
    from ui.pages.settings.reminders import RemindersCard
    from ui.pages.settings.startup import ClosingCard, StartCard


class Refreshed(Protocol):
    """What shows how things are when it is asked to."""

    def refresh(self) -> None:
        """Show how things are now; what is being typed stays."""


C = TypeVar("C", bound=Refreshed)


@dataclass(frozen=True, slots=True)
class CardMakers:
    """What makes each card, of what it uses."""

    conflicts: "Callable[[], ConflictsCard]"
    data: "Callable[[], ExportCard]"
    pause: "Callable[[], PauseCard]"
    reminders: "Callable[[], RemindersCard]"
    raised: "Callable[[], RaisedCard]"
    calendar: "Callable[[], CalendarCard]"
    closing: "Callable[[], ClosingCard]"
    start: "Callable[[], StartCard]"
    numbers: "Callable[[], NumbersCard]"
    medicines: "Callable[[], MedicinesCard]"
    activities: "Callable[[], OwnActivitiesCard]"


class SettingsCards:
    """Makes a card once, and from then on refreshes it with the page."""

    def __init__(self, makers: CardMakers) -> None:
        self._makers = makers
        self._made: list[Refreshed] = []

    def refresh(self) -> None:
        """Have each card there is show how things are now."""
        for card in self._made:
            card.refresh()

    def tick(self) -> None:
        """A pause may have ended."""
        if "pause" in vars(self):
            self.pause.tick()

    @cached_property
    def conflicts(self) -> "ConflictsCard":
        """What was changed on both computers."""
        return self._kept(self._makers.conflicts())

    @cached_property
    def data(self) -> "ExportCard":
        """Exports and imports."""
        return self._kept(self._makers.data())

    @cached_property
    def pause(self) -> "PauseCard":
        """The pause of all reminders."""
        return self._kept(self._makers.pause())

    @cached_property
    def reminders(self) -> "RemindersCard":
        """The rules."""
        return self._kept(self._makers.reminders())

    @cached_property
    def raised(self) -> "RaisedCard":
        """The reminders raised lately."""
        return self._kept(self._makers.raised())

    @cached_property
    def calendar(self) -> "CalendarCard":
        """The calendar file, which shows nothing that changes."""
        return self._makers.calendar()

    @cached_property
    def closing(self) -> "ClosingCard":
        """What closing the window does."""
        return self._kept(self._makers.closing())

    @cached_property
    def start(self) -> "StartCard":
        """Whether the app starts with the computer."""
        return self._kept(self._makers.start())

    @cached_property
    def numbers(self) -> "NumbersCard":
        """The numbers to call."""
        return self._kept(self._makers.numbers())

    @cached_property
    def medicines(self) -> "MedicinesCard":
        """The person's own medicines, and the limits."""
        return self._kept(self._makers.medicines())

    @cached_property
    def activities(self) -> "OwnActivitiesCard":
        """The person's own activities."""
        return self._kept(self._makers.activities())

    def _kept(self, card: C) -> C:
        card.refresh()
        self._made.append(card)
        return card
