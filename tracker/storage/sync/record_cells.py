"""Values from a file nobody vouches for, looked at one by one before they become cells of a row."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from tracker.domain.entries import NOTE_LIMIT, text_issues
from tracker.domain.sync.records import dumped
from tracker.domain.times import can_be_reckoned_with
from tracker.errors import Refused
from tracker.language import _
from tracker.storage.values import Row, instant_text

if TYPE_CHECKING:
    from sqlite_utils.db import Column

# Not uuid.UUID, which takes capitals and braces too: two spellings of one id would be two records.
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
ZONE = re.compile(r"[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*")
INSTANTS = frozenset({"at", "ended_at", "since", "asked_at", "created_at", "updated_at", "deleted_at"})
DAYS = {"day": "at", "ended_day": "ended_at"}
# An end has all four of these or none.
ENDED = ("ended_at", "ended_offset_seconds", "ended_zone", "ended_day")
ZONES = frozenset({"zone", "ended_zone"})
IDS = frozenset({"id", "episode_id"})
CONTENT = "content"
# Up to here every program that reads JSON numbers as doubles has them exact.
LARGEST_INTEGER = 2**53


def plain_row(data: Any, columns: Iterable["Column"], owner: str = "") -> Row:  # noqa: ANN401 - looked at, not trusted
    """The values of a row by the names of its columns, each of the kind the column has; raises Refused naming the field."""
    if not isinstance(data, Mapping):
        raise _wrong(owner or "record")
    row = {column.name: _cell(column, data.get(column.name)) for column in columns if column.name not in {owner, "position"}}
    if len({row[name] is None for name in ENDED if name in row}) > 1:
        raise _wrong(ENDED[0])
    for day, at in DAYS.items():
        if row.get(day) is not None:
            _refuse_other_day(day, row[day], row.get(at))
    return row


def an_instant(value: Any, name: str = "updated_at") -> str:  # noqa: ANN401 - as above
    """An instant as the diary writes it; raises Refused."""
    try:
        at = datetime.fromisoformat(value)
    except (TypeError, ValueError) as problem:
        raise _wrong(name) from problem
    if at.tzinfo is None or not can_be_reckoned_with(at):
        raise _wrong(name)
    return instant_text(at.astimezone(UTC))


def an_id(value: Any, name: str = "id") -> str:  # noqa: ANN401 - as above
    """A UUID as the diary writes it; raises Refused."""
    if not isinstance(value, str) or not UUID.fullmatch(value):
        raise _wrong(name)
    return value


def _cell(column: "Column", value: Any) -> Any:  # noqa: ANN401 - as above
    if value is None:
        if column.notnull:
            raise Refused(_("“{field}” is not what belongs there.").format(field=column.name))
        return None
    if column.name == CONTENT:
        return _content(value)
    if column.type == "TEXT":
        return _text(column.name, value)
    # To Python True is a number.
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(column.name)
    if column.type == "REAL":
        return float(value)
    if not isinstance(value, int) or abs(value) > LARGEST_INTEGER:
        raise _wrong(column.name)
    return value


def _text(name: str, value: Any) -> str:  # noqa: ANN401 - as above
    if not isinstance(value, str) or len(value) > NOTE_LIMIT:
        raise _wrong(name)
    if name in INSTANTS:
        return an_instant(value, name)
    if name in IDS:
        return an_id(value, name)
    if name in ZONES and not ZONE.fullmatch(value):
        raise _wrong(name)
    for issue in text_issues(name, value):
        raise Refused(issue.message)
    return value


def _content(value: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """A table within a record, as plans, medicines and reminders have it."""
    if not isinstance(value, dict):
        raise _wrong(CONTENT)
    # JSON writes this character as an escape; it is looked for as itself.
    for issue in text_issues(CONTENT, dumped(value).replace("\\u0000", "\0")):
        raise Refused(issue.message)
    return value


def _refuse_other_day(name: str, day: str, at: str | None) -> None:
    """The local day is kept as it was lived; it cannot be further from the day in UTC than zones are."""
    try:
        lived = date.fromisoformat(day)
    except ValueError as problem:
        raise _wrong(name) from problem
    # Python reads 20260131 as well; the diary has days in one way.
    if lived.isoformat() != day or at is None or abs((lived - datetime.fromisoformat(at).date()).days) > 1:
        raise _wrong(name)


def _wrong(name: str) -> Refused:
    return Refused(_("“{field}” is not what belongs there.").format(field=name))
