"""Pain before and after sessions: the median difference with a bootstrap interval.

10,000 resamples of the median of the differences, percentile method, 95 %, seeded: the same pairs give the same interval in any order.
A resample draws n of the n sorted differences, and its median rests on the one or two middle ones alone. With each draw a uniform
number u standing for the difference in place floor(n u), those middle ones are the middle order statistics of n uniform numbers,
which follow beta distributions and are drawn as such: exact, and neither time nor memory grows with the number of pairs.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from statistics import median
from typing import TYPE_CHECKING

from tracker.domain.entries import Session
from tracker.domain.reminders.silence import is_exercise
from tracker.domain.sessions import CONTRAST, HEAT, ICE, WARM_BATH, counts_as_done

if TYPE_CHECKING:
    import numpy as np

STRETCH, STRENGTH = "stretch", "strength"
ORDER = (ICE, HEAT, WARM_BATH, CONTRAST, STRETCH, STRENGTH)
LEAST_PAIRS = 10
RESAMPLES = 10_000
LOWER_PER_CENT, UPPER_PER_CENT = 2.5, 97.5
# Any fixed number: the interval of the same pairs must not change from one look to the next.
SEED = 20_261_123


@dataclass(frozen=True, slots=True)
class SessionPair:
    """Pain before and after one session, in points 0-10; `at` is the wall-clock time it began."""

    at: datetime
    before: float
    after: float

    @property
    def difference(self) -> float:
        """After less before, in points: below zero is lower."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Relief:
    """The sessions of one kind that were done, and the pairs among them, in order of time.

    `difference` is the median of after less before in points, `interval` its 95 % bootstrap interval; None below 10 pairs.
    The kind is "strength" for the strength exercises, "stretch" for every other exercise, else that of the sessions.
    """

    kind: str
    sessions: int
    pairs: tuple[SessionPair, ...]
    difference: float | None = None
    interval: tuple[float, float] | None = None

    @property
    def n(self) -> int:
        """The number of pairs."""
        return len(self.pairs)

    @property
    def enough(self) -> bool:
        """Whether there are 10 pairs or more."""
        return self.n >= LEAST_PAIRS

    @property
    def shown(self) -> bool:
        """Whether a change may be told: the interval leaves out 0."""
        return self.interval is not None and (self.interval[0] > 0 or self.interval[1] < 0)


def relief(sessions: Iterable[Session], strength: AbstractSet[str] = frozenset()) -> tuple[Relief, ...]:
    """Each kind of session that was done, as `done_by_group` has them."""
    return tuple(relief_of(kind, done) for kind, done in done_by_group(sessions, strength).items())


def done_by_group(sessions: Iterable[Session], strength: AbstractSet[str] = frozenset()) -> dict[str, list[Session]]:
    """The sessions that were done, in order of time, by kind: ice, heat, the warm bath, the contrast shower, exercises, then the others by name.

    `strength` holds the names of the strength exercises, case-folded: those are a kind of their own, "strength", and every other
    exercise is "stretch".
    """
    by_kind: dict[str, list[Session]] = {}
    for session in sorted(sessions, key=lambda session: session.moment.at):
        if counts_as_done(session):
            by_kind.setdefault(_group(session.kind, strength), []).append(session)
    kinds = [kind for kind in ORDER if kind in by_kind] + sorted(by_kind.keys() - set(ORDER))
    return {kind: by_kind[kind] for kind in kinds}


def median_interval(values: Sequence[float]) -> tuple[float, float]:
    """The 95 % bootstrap interval of the median of one value or more."""
    import numpy as np

    lower, upper = np.percentile(_medians(np.sort(np.asarray(values, dtype=float))), (LOWER_PER_CENT, UPPER_PER_CENT))
    return float(lower), float(upper)


def relief_of(kind: str, sessions: Sequence[Session]) -> Relief:
    """What the sessions of one kind that were done show of pain before and after."""
    pairs = tuple(
        SessionPair(session.moment.local, session.before, session.after)
        for session in sessions
        if session.before is not None and session.after is not None
    )
    if len(pairs) < LEAST_PAIRS:
        return Relief(kind, len(sessions), pairs)
    differences = [pair.difference for pair in pairs]
    return Relief(kind, len(sessions), pairs, float(median(differences)), median_interval(differences))


def _group(kind: str, strength: AbstractSet[str]) -> str:
    if not is_exercise(kind):
        return kind
    return STRENGTH if kind.casefold() in strength else STRETCH


def _medians(ordered: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """The medians of the resamples of values in order: by the middle one, or the two, of n uniform numbers."""
    import numpy as np

    n = len(ordered)
    rng = np.random.default_rng(SEED)
    place = (n + 1) // 2
    low = rng.beta(place, n - place + 1, RESAMPLES)
    # Given the lower middle one, the upper is the least of the n - place numbers above it, uniform over what is left up to 1.
    high = low if n % 2 else low + (1 - low) * rng.beta(1, n - place, RESAMPLES)
    # A draw that rounds to 1 would else lie one place past the last.
    lower, upper = (ordered[np.minimum((n * each).astype(np.int64), n - 1)] for each in (low, high))
    return np.asarray((lower + upper) / 2)
