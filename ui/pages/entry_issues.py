"""What is wrong with an entry of any kind, as its form stands."""

from collections.abc import Callable
from typing import Any

from tracker.domain.entries import (
    Activity,
    DayNote,
    Dose,
    Entry,
    Function,
    Issue,
    PainEntry,
    Session,
    activity_issues,
    day_note_issues,
    dose_issues,
    function_issues,
    pain_issues,
    session_issues,
    site_issues,
)


def kind_issues(entry: Entry, now: Callable[[str], Any]) -> list[Issue]:
    """What is wrong with the fields of its kind, as they stand now."""
    match entry:
        case PainEntry():
            return pain_issues(now("pain"), now("worst"), now("least"), now("average")) + site_issues(now("sites"))
        case Session():
            return session_issues(entry.kind, now("planned"), now("before"), now("after"))
        case Activity():
            return activity_issues(entry.kind, now("minutes"), now("effort"), now("count"))
        case DayNote():
            return day_note_issues(now("mood"), now("sleep_minutes"), now("sleep_quality"), now("fluids"))
        case Dose():
            return dose_issues(now("name"), now("units"), now("ingredients"))
        case Function():
            return function_issues(now("scores"))
    raise TypeError(type(entry).__name__)
