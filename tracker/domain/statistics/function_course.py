"""How well the person's own activities went, scoring by scoring (the idea of Stratford 1995).

Every scoring is a point of its own; a week without one is left out. The mean is that of the activities scored together at one time,
and two means are set against each other only where they are of the same activities.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.entries import Function


@dataclass(frozen=True, slots=True)
class FunctionScore:
    """One score of one activity: the local day, and points from 0 (cannot) to 10 (as before)."""

    day: date
    points: float


@dataclass(frozen=True, slots=True)
class ActivityCourse:
    """The scores of one own activity in order of time; there is at least one."""

    activity: str
    scores: tuple[FunctionScore, ...]

    @property
    def n(self) -> int:
        """How often it was scored."""
        return len(self.scores)

    @property
    def first(self) -> FunctionScore:
        """The earliest score."""
        return self.scores[0]

    @property
    def latest(self) -> FunctionScore:
        """The latest score."""
        return self.scores[-1]

    @property
    def lowest(self) -> FunctionScore:
        """The lowest score, of equals the latest."""
        return min(self.scores, key=lambda score: (score.points, -score.day.toordinal()))

    @property
    def highest(self) -> FunctionScore:
        """The highest score, of equals the latest."""
        return max(self.scores, key=lambda score: (score.points, score.day))

    @property
    def change(self) -> float | None:
        """The latest less the first, in points; above zero is better. None for a single score."""
        return self.latest.points - self.first.points if self.n > 1 else None


@dataclass(frozen=True, slots=True)
class MeanScore:
    """The mean of one scoring in points 0-10, and which activities it is of."""

    day: date
    points: float
    activities: frozenset[str]


@dataclass(frozen=True, slots=True)
class FunctionCourse:
    """Every activity that was scored, in the order of the latest scoring that has it, and the mean of each scoring in order of time."""

    activities: tuple[ActivityCourse, ...]
    means: tuple[MeanScore, ...]

    @property
    def n(self) -> int:
        """The number of scorings."""
        return len(self.means)

    @property
    def like_the_latest(self) -> tuple[MeanScore, ...]:
        """The means of the same activities as the latest, in order of time."""
        return tuple(mean for mean in self.means if mean.activities == self.means[-1].activities)

    @property
    def change(self) -> float | None:
        """The latest mean less the first, in points; None where they are not of the same activities, or there is one or none."""
        if self.n < 2 or self.means[0].activities != self.means[-1].activities:  # noqa: PLR2004 - two ends
            return None
        return self.means[-1].points - self.means[0].points


def function_course(scorings: Iterable[Function]) -> FunctionCourse:
    """The course of the own activities from the scorings of a period."""
    ordered = sorted(scorings, key=lambda scoring: scoring.moment.at)
    by_activity: dict[str, list[FunctionScore]] = {}
    for scoring in ordered:
        for score in scoring.scores:
            by_activity.setdefault(score.activity, []).append(FunctionScore(scoring.moment.day, score.points))
    # A dict keeps the place of what came first, so the latest scoring leads; a set has no order.
    latest_first = dict.fromkeys(score.activity for scoring in reversed(ordered) for score in scoring.scores)
    means = tuple(MeanScore(scoring.moment.day, scoring.mean, frozenset(score.activity for score in scoring.scores)) for scoring in ordered)
    return FunctionCourse(tuple(ActivityCourse(name, tuple(by_activity[name])) for name in latest_first), means)
