"""Episodes of pain and the events that move them from phase to phase."""

from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum

from tracker.domain import Value, value
from tracker.domain.ids import new_id
from tracker.domain.times import Moment
from tracker.domain.words import time_words
from tracker.errors import Refused
from tracker.language import _


class EventKind(StrEnum):
    """What a person did to the plan. Ice means: start again with ice, the count anew."""

    ICE = "ice"
    HEAT = "heat"
    STRETCH = "stretch"
    TICKS = "ticks"


@value(kw_only=True)
class PhaseEvent(Value):
    """A deed of the person on the plan; `eased` and `checked` are the two ticks of the stretch gate, None where untouched."""

    id: str = field(default_factory=new_id)
    moment: Moment
    kind: EventKind
    eased: bool | None = None
    checked: bool | None = None
    reason: str = ""


def _not_around_its_changes() -> str:
    return _("An episode has to begin before and end after each change of its plan. Nothing was changed; choose another time.")


@value(kw_only=True)
class Episode(Value):
    """One stretch of trouble, from its onset until the person says it is over; half-open in time."""

    id: str = field(default_factory=new_id)
    onset: Moment
    ended: Moment | None = None
    sites: tuple[str, ...] = ()
    cause: str = ""
    events: tuple[PhaseEvent, ...] = ()

    def __post_init__(self) -> None:
        if self.ended is not None and self.ended.at <= self.onset.at:
            raise Refused(_("It has to end after it begins. Nothing was changed; check both."), "moment")
        if any(event.moment.at < self.onset.at for event in self.events):
            raise Refused(_not_around_its_changes(), "moment")
        # A tick may come later: whether the exercises are checked is asked in keeping well, too, and kept with the episode before it.
        moves = [event for event in self.events if event.kind is not EventKind.TICKS]
        if self.ended is not None and any(event.moment.at >= self.ended.at for event in moves):
            raise Refused(_not_around_its_changes(), "moment")

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.ended is None

    def holds(self, at: datetime) -> bool:
        """Whether an instant belongs to it."""
        return self.onset.at <= at and (self.ended is None or at < self.ended.at)

    def events_until(self, at: datetime) -> tuple[PhaseEvent, ...]:
        """The events up to and at an instant, in order of time."""
        return tuple(sorted((event for event in self.events if event.moment.at <= at), key=lambda event: event.moment.at))


def overlap(episode: Episode, other: Episode) -> bool:
    """Whether two episodes share an instant."""
    return (other.ended is None or episode.onset.at < other.ended.at) and (episode.ended is None or other.onset.at < episode.ended.at)


def refuse_overlap(episode: Episode, others: Iterable[Episode]) -> None:
    """Raise Refused where the episode is a second open one or overlaps another."""
    for other in others:
        # The episode itself, as it was before its change.
        if other.id == episode.id:
            continue
        # Before the overlap, which two open ones always have: what to do about it is another thing.
        if episode.is_open and other.is_open:
            raise Refused(_("An episode is already open. Nothing was changed; end it first, then begin the new one."))
        if overlap(episode, other):
            raise Refused(
                _("That would overlap the episode that began on {day}. Nothing was changed; choose another time.").format(
                    day=time_words(other.onset.local)
                ),
                "moment",
            )


def episode_at(episodes: Sequence[Episode], at: datetime) -> Episode | None:
    """The episode an instant belongs to."""
    return next((episode for episode in episodes if episode.holds(at)), None)


def day_of_episode(episodes: Sequence[Episode], day: date) -> int | None:
    """Which day of an episode a day is, from 1, the day of its onset; None where none went on. On a day of two it is one of the later."""
    went_on = [episode for episode in episodes if episode.onset.day <= day and (episode.ended is None or day <= episode.ended.day)]
    return (day - max(episode.onset.day for episode in went_on)).days + 1 if went_on else None


def begun_later(episodes: Iterable[Episode], now: datetime) -> Episode | None:
    """The open episode, where it began later than the computer's clock says: that was set back."""
    return next((episode for episode in episodes if episode.is_open and episode.onset.at > now), None)


def clock_behind_words(episode: Episode) -> str:
    """What is said of an episode that began later than the computer's clock says."""
    return _("Your computer's clock is behind: this episode began on {when}.").format(when=time_words(episode.onset.local))


def last_ended(episodes: Sequence[Episode], at: datetime) -> Episode | None:
    """The episode that ended last before an instant."""
    over = [episode for episode in episodes if episode.ended is not None and episode.ended.at <= at]
    return max(over, key=lambda episode: episode.onset.at, default=None)
