"""Activity and the pain of the next day: which of them tend to go together, with every pair that was tested counted.

A day d is paired when d + 1 has a daily value, both lie in the period, and d is logged: it has a daily value or any activity. The measure of
an activity is what most of its entries of the period hold: a count, minutes, or only that it was done. A day without it has the amount 0; of
something counted it is left out, and so is a day whose entries lack the amount. Two levels are told apart: above `split` and at or under it.
For what was done `split` is 0; for a count it is the median amount; for minutes it is 0, or the median where fewer than 5 days are without.

Neighbouring days are alike, so n days are worth fewer independent ones: n (1 - ab) / (1 + ab) with the lag-1 autocorrelations a, b of the
ranks. That holds for series that forget within days. Where a level wanders for months, unrelated things go together: on a real diary whose
activities were moved by some months, so that they had nothing to do with the pain, it let a pair through in nearly half of the years. So a
pair is shown only if it also stands against an effective n that counts every lag up to a quarter of the days; then it was one in twenty.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import atanh, sqrt
from statistics import NormalDist, median
from typing import TYPE_CHECKING, Literal

from tracker.domain.entries import Activity
from tracker.domain.statistics.figures import DAY

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

LEAST_PAIRS = 30
LEAST_AT_A_LEVEL = 5
LAGS_SHARE = 4
# Of the q: of the pairs that are shown, one in twenty may be chance (Benjamini and Hochberg 1995).
SIGNIFICANCE = 0.05
LEAST_EFFECTIVE = 10  # Fieller, Hartley and Pearson (1957) give their variance of z from ten pairs on
FIELLER = 1.06

Measure = Literal["minutes", "count", "done"]


@dataclass(frozen=True, slots=True)
class PairedDay:
    """A day, how much of an activity it held (minutes, a count, or 1 and 0 for done and not), and the pain of the next day, 0-10."""

    day: date
    amount: float
    pain: float


@dataclass(frozen=True, slots=True)
class Pairing:
    """One activity and the pain of the next day; rho, p, q (p adjusted by Benjamini-Hochberg) and n_effective only where there is enough.

    `lasting_q` is q once more, with the effective n of levels that wander for longer than days; it is never less than q.
    """

    activity: str
    measure: Measure
    days: tuple[PairedDay, ...]
    split: float
    n_effective: float | None = None
    rho: float | None = None
    p: float | None = None
    q: float | None = None
    lasting_q: float | None = None

    @property
    def n(self) -> int:
        """The number of paired days."""
        return len(self.days)

    @property
    def n_with(self) -> int:
        """The paired days above the split: with it, or with more of it than the median."""
        return sum(day.amount > self.split for day in self.days)

    @property
    def n_without(self) -> int:
        """The paired days at or under the split: without it, or with the median or less."""
        return self.n - self.n_with

    @property
    def enough(self) -> bool:
        """Whether it can be tested: 30 paired days, 5 at each level."""
        return self.n >= LEAST_PAIRS and min(self.n_with, self.n_without) >= LEAST_AT_A_LEVEL

    @property
    def shown(self) -> bool:
        """Whether it may be told that the two tended to go together: q below 0.05, and so the lasting q, which is never less."""
        return self.enough and self.lasting_q is not None and self.lasting_q < SIGNIFICANCE


@dataclass(frozen=True, slots=True)
class NextDay:
    """Every activity of a period against the pain of the next day at one site; those tested first, by q, then by name."""

    first: date
    last: date
    pairings: tuple[Pairing, ...]

    @property
    def tested(self) -> int:
        """How many activities had enough data to be tested."""
        return sum(pairing.enough for pairing in self.pairings)

    @property
    def shown(self) -> tuple[Pairing, ...]:
        """The pairings that may be told; usually none."""
        return tuple(pairing for pairing in self.pairings if pairing.shown)


@dataclass(frozen=True, slots=True)
class Correlation:
    """A rank correlation over n days that are worth n_effective independent ones, and its two-sided p for as many.

    `lasting_p` is the same with the lasting effective n, that of levels that wander.
    """

    rho: float
    n_effective: float
    p: float
    lasting_p: float


def next_day(values: Mapping[date, float], activities: Iterable[Activity], first: date, last: date) -> NextDay:
    """Every activity of a period, both ends included, against the daily values of one site (points 0-10) on the day after.

    Spearman's rank correlation, p with the effective n of two series whose neighbours are alike, q by Benjamini-Hochberg (1995) over all
    activities with enough data.
    """
    inside = {day: value for day, value in values.items() if first <= day <= last}
    by_kind: dict[str, list[Activity]] = {}
    for activity in activities:
        if first <= activity.moment.day <= last:
            by_kind.setdefault(activity.kind, []).append(activity)
    logged = sorted({*inside, *(activity.moment.day for done in by_kind.values() for activity in done)})
    paired = [(day, inside[day + DAY]) for day in logged if day + DAY in inside]
    pairings = [_pairing(kind, done, paired) for kind, done in by_kind.items()]
    return NextDay(first, last, tuple(sorted(_with_correlations(pairings), key=_order)))


def correlation(first: Sequence[float], second: Sequence[float]) -> Correlation:
    """Spearman's correlation of two series of equal length, in order of time; 0 with p 1 where one of them never varies."""
    import numpy as np

    ranks, other_ranks = _ranks(np.asarray(first, dtype=float)), _ranks(np.asarray(second, dtype=float))
    spread = float(np.sqrt((ranks @ ranks) * (other_ranks @ other_ranks)))
    # Rounding may take it past 1, and the p below has a 1 - rho * rho.
    rho = min(max(float(ranks @ other_ranks) / spread, -1.0), 1.0) if spread else 0.0
    n_effective = effective_n(len(first), alike_neighbours(ranks), alike_neighbours(other_ranks))
    # The stricter of the two: the lasting q may not let through what q does not.
    lasting = min(n_effective, lasting_effective_n(ranks, other_ranks))
    return Correlation(rho, n_effective, two_sided_p(rho, n_effective), two_sided_p(rho, lasting))


def two_sided_p(rho: float, n: float) -> float:
    """How often a rank correlation as far from 0 as rho, or farther, comes about by chance over n independent days; 1 below 10 days.

    By Fisher's z = atanh(rho), normal with the variance 1.06 / (n - 3) of Fieller, Hartley and Pearson (1957). Student's t would take the
    incomplete beta function, which neither the standard library nor numpy has; where t gives 0.05, this gives 0.056 to 0.057.
    """
    if n < LEAST_EFFECTIVE:
        return 1.0
    if abs(rho) >= 1:
        return 0.0  # z is infinite
    return 2 * NormalDist().cdf(-abs(atanh(rho)) * sqrt((n - 3) / FIELLER))


def effective_n(n: int, a: float, b: float) -> float:
    """How many independent days n days are worth whose two series have the lag-1 autocorrelations a and b; never more than n."""
    return min(float(n), n * (1 - a * b) / (1 + a * b))


def lasting_effective_n(ranks: "Numbers", other_ranks: "Numbers") -> float:
    """The same from the autocorrelations of two series, whose mean is 0, at every lag up to a quarter of the days; never more than n."""
    import numpy as np

    n = len(ranks)
    lags = np.arange(1, n // LAGS_SHARE + 1)
    # A lag of k days is seen n - k times: hence the weights.
    shared = float((1 - lags / n) @ (_autocorrelations(ranks)[lags] * _autocorrelations(other_ranks)[lags]))
    # Twice, for the lags in both directions. Series that swing against one another do not make more days of n.
    return n / max(1.0, 1 + 2 * shared)


def alike_neighbours(centred: "Numbers") -> float:
    """The lag-1 autocorrelation of a series whose mean is 0; 0 where it never varies."""
    spread = float(centred @ centred)
    return float(centred[:-1] @ centred[1:]) / spread if spread else 0.0


def adjusted(ps: Sequence[float]) -> list[float]:
    """The q of every p: adjusted by Benjamini and Hochberg (1995) for all of them being tested."""
    order = sorted(range(len(ps)), key=lambda place: ps[place], reverse=True)
    found = [1.0] * len(ps)
    # From the largest p down, so that no q exceeds that of a larger p.
    least = 1.0
    for passed, place in enumerate(order):
        least = min(least, ps[place] * len(ps) / (len(ps) - passed))
        found[place] = least
    return found


def _pairing(kind: str, done: Sequence[Activity], paired: Iterable[tuple[date, float]]) -> Pairing:
    measure = _measure(done)
    amounts = _amounts(done, measure)
    days = [PairedDay(day, amount, pain) for day, pain in paired if (amount := amounts.get(day, _amount_without(measure))) is not None]
    return Pairing(kind, measure, tuple(days), _split(days, measure))


def _measure(done: Sequence[Activity]) -> Measure:
    # By most of the entries: a few steps that were logged once do not make a count of what is timed.
    counted = sum(activity.count is not None for activity in done)
    timed = sum(activity.minutes is not None for activity in done)
    if counted and counted >= max(timed, len(done) - counted):
        return "count"
    return "minutes" if timed and timed >= len(done) - timed else "done"


def _amount_without(measure: Measure) -> float | None:
    """The amount of a logged day without the activity; None: it is left out."""
    return None if measure == "count" else 0.0


def _amounts(done: Iterable[Activity], measure: Measure) -> dict[date, float | None]:
    amounts: dict[date, float | None] = {}
    for activity in done:
        amount = _amount(activity, measure)
        so_far = amounts.get(activity.moment.day)
        known = [each for each in (amount, so_far) if each is not None]
        amounts[activity.moment.day] = (1.0 if measure == "done" else sum(known)) if known else None
    return amounts


def _amount(activity: Activity, measure: Measure) -> float | None:
    return 1.0 if measure == "done" else activity.count if measure == "count" else activity.minutes


def _split(days: Sequence[PairedDay], measure: Measure) -> float:
    if measure == "done" or not days:
        return 0.0
    without = sum(not day.amount for day in days)
    # With and without it, where both are common enough; else more and less of it than the median.
    if measure == "minutes" and without >= LEAST_AT_A_LEVEL:
        return 0.0
    return float(median(day.amount for day in days))


def _with_correlations(pairings: Sequence[Pairing]) -> list[Pairing]:
    enough = [pairing for pairing in pairings if pairing.enough]
    found = [correlation([day.amount for day in pairing.days], [day.pain for day in pairing.days]) for pairing in enough]
    qs, lasting = adjusted([result.p for result in found]), adjusted([result.lasting_p for result in found])
    tested = [
        replace(pairing, n_effective=result.n_effective, rho=result.rho, p=result.p, q=q, lasting_q=lasting_q)
        for pairing, result, q, lasting_q in zip(enough, found, qs, lasting, strict=True)
    ]
    return [*tested, *(pairing for pairing in pairings if not pairing.enough)]


def _order(pairing: Pairing) -> tuple[float, str]:
    return (2.0 if pairing.q is None else pairing.q), pairing.activity


def _ranks(values: "Numbers") -> "Numbers":
    """The ranks of values, equal ones sharing the mean of theirs, less the mean of all."""
    import numpy as np

    # Equal values end at the running sum of the counts; their mean rank lies half of their number less one before it.
    _values, places, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[places] - (len(values) + 1) / 2


def _autocorrelations(centred: "Numbers") -> "Numbers":
    """The autocorrelations of a series whose mean is 0, from lag 0 on; all 0 where it never varies."""
    import numpy as np

    # Lag 0 is in the middle, and the two halves mirror each other.
    products = np.correlate(centred, centred, "full")[len(centred) - 1 :]
    return products / products[0] if products[0] else products
