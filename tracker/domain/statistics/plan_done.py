"""What the plan had for each day beside what was done of it, and both over a period.

Counted only on days that had it planned, and no day counts for more than its plan: what was done beyond it, or on another day,
does not make up for what was left out. What has no number planned, such as ice, which goes by its cycle, and heat, which has a ceiling,
is counted apart and set against nothing. Each exercise is counted by itself. A day that still goes on is the caller's to leave out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.reminders.day_plan import Planned
from tracker.domain.reminders.rules import ReminderKind

KINDS = (ReminderKind.ICE.value, ReminderKind.HEAT.value, ReminderKind.EXERCISES.value, ReminderKind.STRENGTH.value)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day's plan of one kind, "ice", "heat", "exercises" or "strength": how often (None: no number), and how often it was done.

    `exercise` is the name of the one exercise.
    """

    day: date
    kind: str
    planned: int | None
    done: int
    exercise: str = ""

    @property
    def what(self) -> tuple[str, str]:
        """The kind and the exercise."""
        return self.kind, self.exercise

    @property
    def done_of_planned(self) -> int:
        """How much of the plan was done: no more than was planned; all of it where there is no number."""
        return self.done if self.planned is None else min(self.done, self.planned)


@dataclass(frozen=True, slots=True)
class PlanTotal:
    """One kind over `days` days that had it planned: `done` of `planned`, and how often it was done beyond the plan.

    Where `planned` is None those days had no number, and `done` is all that was done on them.
    """

    kind: str
    days: int
    planned: int | None
    done: int
    beyond: int = 0
    exercise: str = ""

    @property
    def what(self) -> tuple[str, str]:
        """The kind and the exercise."""
        return self.kind, self.exercise


def planned_days(plans: Iterable[tuple[date, Sequence[Planned]]]) -> tuple[PlannedDay, ...]:
    """The sessions planned and done, from the plan of each day; by day, then ice, heat and each exercise in the order of the plan."""
    found = [
        PlannedDay(day, planned.kind, planned.count, planned.times_done, planned.text)
        for day, plan in plans
        for planned in plan
        if planned.kind in KINDS
    ]
    return tuple(sorted(found, key=lambda day: (day.day, KINDS.index(day.kind))))


def whats(days: Iterable[PlannedDay]) -> tuple[tuple[str, str], ...]:
    """Each kind, and each exercise by itself, in the order of the phases; exercises in that of the latest plan, others after them."""
    latest_first = dict.fromkeys(day.what for day in sorted(days, key=lambda day: day.day, reverse=True))
    return tuple(sorted(latest_first, key=lambda what: KINDS.index(what[0])))


def plan_totals(days: Iterable[PlannedDay]) -> tuple[PlanTotal, ...]:
    """Each kind and exercise over all these days; what had a number on some days and none on others has one total for each."""
    days = list(days)
    totals: dict[tuple[tuple[str, str], bool], list[PlannedDay]] = {}
    for day in days:
        totals.setdefault((day.what, day.planned is not None), []).append(day)
    # The total that has a number first.
    return tuple(_total(what, totals[what, counted]) for what in whats(days) for counted in (True, False) if (what, counted) in totals)


def _total(what: tuple[str, str], days: Sequence[PlannedDay]) -> PlanTotal:
    numbers = [day.planned for day in days if day.planned is not None]
    done = sum(day.done_of_planned for day in days)
    return PlanTotal(what[0], len(days), sum(numbers) if numbers else None, done, sum(day.done for day in days) - done, what[1])
