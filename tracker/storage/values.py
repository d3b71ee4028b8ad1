"""Instants and moments as the columns that hold them, and back."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

from tracker.domain.times import Moment, can_be_reckoned_with

Row = dict[str, Any]
# The least by which two instants differ as they are written.
LEAST_INSTANT_STEP = timedelta(microseconds=1)


def instant_text(at: datetime) -> str:
    """An instant as text of one width, so that text order is the order of time."""
    # Nearly all are in UTC already: of a hundred thousand each conversion is felt.
    return (at if at.tzinfo is UTC else at.astimezone(UTC)).isoformat(timespec="microseconds")


def optional_instant_text(at: datetime | None) -> str | None:
    """The text of an instant, if there is one."""
    return None if at is None else instant_text(at)


def instant(text: str) -> datetime:
    """The instant a text holds; raises ValueError for one with which nothing can be reckoned."""
    at = datetime.fromisoformat(text)
    # From a file that nobody vouches for: a day before the year 1, or after 9999, cannot be said, and would end whatever reckons with it.
    if not can_be_reckoned_with(at):
        raise ValueError(text)
    return at


def optional_instant(text: str | None) -> datetime | None:
    """The instant a text holds, if there is one."""
    return None if text is None else instant(text)


def readable_days(rows: Iterable[Sequence[object]]) -> list[date]:
    """The days in the first cells of rows, without those that damage has made no days."""
    days = []
    for text, *_rest in rows:
        with suppress(TypeError, ValueError):
            days.append(date.fromisoformat(text))  # type: ignore[arg-type]  # anything but a text raises TypeError
    return days


def moment_columns(moment: Moment, prefix: str = "") -> Row:
    """The four columns of a moment."""
    return {
        f"{prefix}at": instant_text(moment.at),
        f"{prefix}offset_seconds": round(moment.offset.total_seconds()),
        f"{prefix}zone": moment.zone,
        f"{prefix}day": moment.day.isoformat(),
    }


def moment(row: Mapping[str, Any], prefix: str = "") -> Moment:
    """The moment of four columns; raises ValueError where the day is none on which the instant can have been."""
    return moment_of(row[f"{prefix}at"], row[f"{prefix}offset_seconds"], row[f"{prefix}zone"], row[f"{prefix}day"])


def moment_of(at_text: str, offset_seconds: int, zone: str, day_text: str) -> Moment:
    """The same of the cells of these columns."""
    at, day = instant(at_text), date.fromisoformat(day_text)
    # No zone is further than a day from UTC. Worked out by no means: the day is the one that was lived, whatever the rules are today.
    if abs(day.toordinal() - at.toordinal()) > 1:
        raise ValueError(day_text)
    return Moment(at, zone, timedelta(seconds=offset_seconds), day)


def hour_of(at: datetime) -> datetime:
    """The beginning of its hour: what is read from there on need not be read anew at each look of that hour."""
    return at.replace(minute=0, second=0, microsecond=0)


def stamps(now: datetime, created_at: datetime | None = None) -> Row:
    """When a row was made and last changed."""
    return {"created_at": instant_text(created_at or now), "updated_at": instant_text(now)}
