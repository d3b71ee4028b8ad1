"""The strength set of keeping well: which exercises it has, and on which days it was done."""

from collections.abc import Iterable
from datetime import date

from tracker.domain.entries import Session
from tracker.domain.plan.protocol import PhasePlan
from tracker.domain.sessions import counts_as_done


def set_names(plan: PhasePlan) -> frozenset[str]:
    """The names of the exercises of a phase, casefolded."""
    return frozenset(exercise.name.casefold() for exercise in plan.exercises)


def set_days(plan: PhasePlan, sessions: Iterable[Session]) -> frozenset[date]:
    """The local days on which each exercise of the set was done; none where the plan has no exercise."""
    done: dict[date, set[str]] = {}
    for session in sessions:
        if counts_as_done(session):
            done.setdefault(session.moment.day, set()).add(session.kind.casefold())
    names = set_names(plan)
    return frozenset(day for day, kinds in done.items() if names and names <= kinds)
