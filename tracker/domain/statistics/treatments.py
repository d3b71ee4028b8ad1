"""What was tried: how often each kind of session was done, when last, and the pain before and after it."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from statistics import median

from tracker.domain.entries import Session
from tracker.domain.statistics.relief import Relief, done_by_group, relief_of
from tracker.domain.times import Moment


@dataclass(frozen=True, slots=True)
class Treatment:
    """One kind of session that was done: when last, the medians of pain before and after in points 0-10, and the change between.

    The medians are of the sessions with both numbers; None where there is none. What the change may claim is in `relief`.
    """

    last: Moment
    before: float | None
    after: float | None
    relief: Relief

    @property
    def kind(self) -> str:
        """The kind; "stretch" and "strength" for the exercises."""
        return self.relief.kind

    @property
    def times(self) -> int:
        """How often it was done."""
        return self.relief.sessions

    @property
    def n(self) -> int:
        """The number of sessions with pain before and after."""
        return self.relief.n


def treatments(sessions: Iterable[Session], strength: AbstractSet[str] = frozenset()) -> tuple[Treatment, ...]:
    """Each kind that was done: ice, heat, the warm bath, the contrast shower, stretches, strength exercises, then the others by name.

    One stopped before half its planned length is kept as it happened and does not count as done: it is not counted here either.
    `strength` holds the names of the strength exercises, case-folded.
    """
    return tuple(_treatment(kind, done) for kind, done in done_by_group(sessions, strength).items())


def _treatment(kind: str, done: list[Session]) -> Treatment:
    """`done` holds one session or more, in order of time."""
    found = relief_of(kind, done)
    before, after = [pair.before for pair in found.pairs], [pair.after for pair in found.pairs]
    return Treatment(done[-1].moment, median(before) if before else None, median(after) if after else None, found)
