"""A trend over a period: Theil-Sen slope, and Mann-Kendall test with its variance inflated for neighbours that are alike.

The first week's median is that of the daily values of the period's first seven days. It is None where none of them is logged; then, and
where it is 0, only a change of 2 points counts. Below the least data every number is None: nothing is claimed.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from statistics import NormalDist, median
from typing import TYPE_CHECKING

from tracker.domain.statistics.figures import NOTICED_PER_CENT, NOTICED_POINTS, WINDOW_DAYS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

LEAST_DAYS = 28
LEAST_FILLED_PER_CENT = 70
SIGNIFICANCE = 0.05
CONFIDENCE = 0.95
# As r' nears 1 the factor has no bound; at 0.9 the variance is widened nineteenfold.
MOST_ALIKE = 0.9
MOST_POINTS = 5_000  # all of whose pairs are looked at
NO_SPREAD = 1e-9  # points: residuals that differ by less are the rounding of a straight line


@dataclass(frozen=True, slots=True)
class Trend:
    """Where the daily values of a period go: n logged days; the slope and its 95 % interval in points per day.

    `interval` is None, though there is enough, where so few or so alike days do not bound the slope at 95 %. `rho` is the corrected lag-1
    autocorrelation of the residuals (0 to 0.9), `change` the slope times the days from the first to the last logged one, in points.
    """

    first: date
    last: date
    n: int
    slope: float | None = None
    interval: tuple[float, float] | None = None
    p: float | None = None
    rho: float | None = None
    first_week: float | None = None
    change: float | None = None

    @property
    def days(self) -> int:
        """The days of the period, both ends included."""
        return (self.last - self.first).days + 1

    @property
    def enough(self) -> bool:
        """Whether a trend says anything: a period of 28 days or more, 70 per cent of them logged."""
        return self.days >= LEAST_DAYS and 100 * self.n >= LEAST_FILLED_PER_CENT * self.days

    @property
    def slope_per_week(self) -> float | None:
        """The slope in points per week."""
        return None if self.slope is None else self.slope * WINDOW_DAYS

    @property
    def interval_per_week(self) -> tuple[float, float] | None:
        """The 95 % interval of the slope in points per week."""
        return None if self.interval is None else (self.interval[0] * WINDOW_DAYS, self.interval[1] * WINDOW_DAYS)

    @property
    def is_clear_of_zero(self) -> bool:
        """Whether the interval is known and does not hold a slope of 0."""
        return self.interval is not None and (self.interval[0] > NO_SPREAD or self.interval[1] < -NO_SPREAD)

    @property
    def noticed(self) -> bool:
        """Whether the change is what people usually notice: 2 points, or 30 per cent of the first week's median."""
        if self.change is None:
            return False
        bar = float(NOTICED_POINTS)
        if self.first_week:
            bar = min(bar, self.first_week * NOTICED_PER_CENT / 100)
        return abs(self.change) >= bar - NO_SPREAD

    @property
    def shown(self) -> bool:
        """Whether it may be told: enough days, p below 0.05, an interval that leaves out 0, and a change people notice."""
        return self.enough and self.p is not None and self.p < SIGNIFICANCE and self.is_clear_of_zero and self.noticed


def trend(values: Mapping[date, float], first: date, last: date) -> Trend:
    """The trend of daily values (points 0-10) over a period, both ends included; days outside it count for nothing.

    Theil-Sen over all pairs of logged days, two-sided Mann-Kendall corrected for ties and continuity; its variance is multiplied by
    (1 + r') / (1 - r') with r' = clip((n r + 2) / (n - 4), 0, 0.9) and r the lag-1 autocorrelation of the residuals in the order of the
    logged days. Sen's interval uses the same variance.
    """
    inside = {day: values[day] for day in sorted(values) if first <= day <= last}
    blank = Trend(first, last, len(inside), first_week=_first_week(inside, first))
    if not blank.enough:
        return blank
    return _fitted(blank, inside)


def balance_variance(values: Iterable[float]) -> float:
    """The variance of Kendall's S for independent values with no trend, corrected for ties."""
    counts = Counter(values)
    n = counts.total()
    # The usual variance of S (Kendall 1975), less the same of each group of equal values.
    return (_variance_term(n) - sum(map(_variance_term, counts.values()))) / 18


def alikeness(residuals: "Numbers") -> float:
    """How alike neighbouring residuals are, r': the lag-1 autocorrelation, corrected for the fit, within 0 and 0.9; from 5 values on."""
    n = len(residuals)
    apart = residuals - residuals.mean()
    alike = 0.0
    if abs(apart).max() > NO_SPREAD:
        alike = float(apart[:-1] @ apart[1:] / (apart @ apart))
    # Residuals of a fitted line are less alike than what they came from. n - 4 is above 0 from 5 values on.
    return min(max((n * alike + 2) / (n - 4), 0.0), MOST_ALIKE)


def inflation(rho: float) -> float:
    """By how much neighbours alike by rho widen the variance of S."""
    return (1 + rho) / (1 - rho)


def two_sided_p(balance: int, variance: float) -> float:
    """How often a balance S as far from 0, or farther, comes about by chance; corrected for continuity. 1 where all values are equal."""
    if not balance or not variance:
        return 1.0
    # erfc is both tails of the normal at once. S moves in steps of two, so half a step is taken off: the 1.
    return math.erfc((abs(balance) - 1) / math.sqrt(2 * variance))


class PairSlopes:
    """The slopes of all pairs of points: n points take 4 n (n - 1) bytes, 34 MB for eight years of days.

    Of more than 5,000 points, which is 14 years without a day left out, they are those of every second, third or further distance, 100 MB
    at most: the median and the interval then lie within a hundredth of the interval's width of the exact ones. The balance is always exact.
    """

    def __init__(self, x: "Numbers", y: "Numbers") -> None:
        """Take the x of the points, rising strictly, and their y; two points or more."""
        import numpy as np

        n = len(x)
        lags = _lags(n)
        self._y = y
        self._slopes = np.empty(sum(n - lag for lag in lags))
        filled = 0
        # Lag by lag into one array that is there already: all pairs at once would take several times the memory.
        for lag in lags:
            np.divide(y[lag:] - y[:-lag], x[lag:] - x[:-lag], out=self._slopes[filled : filled + n - lag])
            filled += n - lag
        # Which part of all pairs these are: ranks of Sen's interval are counted among all of them.
        self._share = filled / (n * (n - 1) // 2)

    @property
    def balance(self) -> int:
        """Kendall's S: the rising pairs less the falling ones."""
        import numpy as np

        # Value by value, of which a diary has few, and not pair by pair.
        balance = 0
        for value in np.unique(self._y):
            here = self._y == value
            balance += int(np.cumsum(self._y < value)[here].sum() - np.cumsum(self._y > value)[here].sum())
        return balance

    @property
    def median(self) -> float:
        """The Theil-Sen slope."""
        middle = len(self._slopes) // 2
        lower, upper = self._slopes_at((len(self._slopes) - 1) // 2, middle)
        return (lower + upper) / 2

    def interval(self, variance: float) -> tuple[float, float] | None:
        """Sen's 95 % interval of the slope for a variance of S; None where it reaches past the flattest or the steepest pair."""
        half = NormalDist().inv_cdf((1 + CONFIDENCE) / 2) * math.sqrt(variance)
        # Sen's ranks are M1 and M2 + 1, counted from 1; these are counted from 0.
        half *= self._share
        lower, upper = round((len(self._slopes) - half) / 2) - 1, round((len(self._slopes) + half) / 2)
        if lower < 0 or upper >= len(self._slopes):
            return None
        return self._slopes_at(lower, upper)

    def _slopes_at(self, lower: int, upper: int) -> tuple[float, float]:
        """The slopes at two places of their order, counted from 0."""
        # Two places of millions are wanted: partition puts those right without sorting the rest.
        self._slopes.partition((lower, upper))
        return float(self._slopes[lower]), float(self._slopes[upper])


def _lags(n: int) -> range:
    """The distances in the order of the points whose pairs are looked at: all of them, or evenly among them where these would be too many."""
    step = -(-n * (n - 1) // (MOST_POINTS * (MOST_POINTS - 1)))
    # Whole weeks apart, pairs would all be of the same day of the week.
    step += step % WINDOW_DAYS == 0
    return range((step + 1) // 2, n, step)


def _fitted(blank: Trend, values: Mapping[date, float]) -> Trend:
    import numpy as np

    days = list(values)
    x = np.array([day.toordinal() for day in days], dtype=float)
    y = np.array(list(values.values()), dtype=float)
    slopes = PairSlopes(x, y)
    slope = slopes.median
    # Without an intercept: alikeness takes the mean away.
    rho = alikeness(y - slope * (x - x[0]))
    variance = balance_variance(values.values()) * inflation(rho)
    return replace(
        blank,
        slope=slope,
        interval=slopes.interval(variance),
        p=two_sided_p(slopes.balance, variance),
        rho=rho,
        change=slope * (days[-1] - days[0]).days,
    )


def _first_week(values: Mapping[date, float], first: date) -> float | None:
    week = [value for day, value in values.items() if (day - first).days < WINDOW_DAYS]
    return float(median(week)) if week else None


def _variance_term(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)
