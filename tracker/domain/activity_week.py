"""How long somebody was active in a week: minutes as they were logged, beside which a person may set an aim of their own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.domain.entries import Activity

# What the app offers to log and is not meant by "walking, or what you like"; own kinds are the person's and count.
NOT_COUNTED = frozenset({"sitting", "standing", "driving", "lifting", "work", "missed work", "housework", "rest", "steps"})


@dataclass(frozen=True, slots=True)
class ActiveWeek:
    """A week from its Monday on, and the minutes that were logged in it."""

    first: date
    minutes: float


def week_begins(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def active_minutes(activities: Iterable[Activity]) -> float:
    """Minutes of walking, swimming, sport and own kinds together; an activity logged without its length adds nothing."""
    return sum(activity.minutes or 0 for activity in activities if activity.kind not in NOT_COUNTED)


def active_weeks(activities: Iterable[Activity]) -> tuple[ActiveWeek, ...]:
    """The weeks in which minutes were logged, in order; one without any says nothing and is left out."""
    by_week: dict[date, list[Activity]] = {}
    for activity in activities:
        by_week.setdefault(week_begins(activity.moment.day), []).append(activity)
    weeks = (ActiveWeek(first, active_minutes(by_week[first])) for first in sorted(by_week))
    return tuple(week for week in weeks if week.minutes)
