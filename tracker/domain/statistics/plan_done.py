"""What the plan had for each day beside what was done of it, and both over a period.

Counted only on days that had it planned, and no day counts for more than its plan: what was done beyond it, or on another day,
does not make up for what was left out. What has no number planned, such as ice, which goes by its cycle, is counted apart and set
against nothing. A day that still goes on is the caller's to leave out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.reminders.day_plan import Planned
from tracker.domain.reminders.rules import ReminderKind

KINDS = (ReminderKind.ICE.value, ReminderKind.HEAT.value, ReminderKind.EXERCISES.value)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """A day's plan of one kind, "ice", "heat" or "exercises": how often (None: no number), and how often it was done."""

    day: date
    kind: str
    planned: int | None
    done: int

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


def planned_days(plans: Iterable[tuple[date, Sequence[Planned]]]) -> tuple[PlannedDay, ...]:
    """The sessions planned and done, from the plan of each day; by day, then ice, heat and exercises."""
    found = [PlannedDay(day, planned.kind, planned.count, planned.times_done) for day, plan in plans for planned in plan if planned.kind in KINDS]
    return tuple(sorted(found, key=lambda day: (day.day, KINDS.index(day.kind))))


def plan_totals(days: Iterable[PlannedDay]) -> tuple[PlanTotal, ...]:
    """Each kind over all these days; a kind that had a number on some days and none on others has one total for each."""
    by_kind: dict[tuple[str, bool], list[PlannedDay]] = {}
    for day in days:
        by_kind.setdefault((day.kind, day.planned is not None), []).append(day)
    # The total that has a number first: False sorts before True.
    order = sorted(by_kind, key=lambda key: (KINDS.index(key[0]), not key[1]))
    return tuple(_total(kind, by_kind[kind, counted]) for kind, counted in order)


def _total(kind: str, days: Sequence[PlannedDay]) -> PlanTotal:
    numbers = [day.planned for day in days if day.planned is not None]
    done = sum(day.done_of_planned for day in days)
    return PlanTotal(kind, len(days), sum(numbers) if numbers else None, done, sum(day.done for day in days) - done)
