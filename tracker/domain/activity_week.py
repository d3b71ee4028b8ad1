"""How long somebody was active in a week: minutes as they were logged, beside which a person may set an aim of their own."""

from collections.abc import Iterable
from datetime import date, timedelta

from tracker.domain.entries import Activity

# What the app offers to log and is not meant by "walking, or what you like"; own kinds are the person's and count.
NOT_COUNTED = frozenset({"sitting", "standing", "driving", "lifting", "work", "missed work", "housework", "rest", "steps"})


def week_begins(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def active_minutes(activities: Iterable[Activity]) -> float:
    """Minutes of walking, swimming, sport and own kinds together; an activity logged without its length adds nothing."""
    return sum(activity.minutes or 0 for activity in activities if activity.kind not in NOT_COUNTED)
