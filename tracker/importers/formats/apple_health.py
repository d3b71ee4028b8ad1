"""Apple Health: lower back pain, and the steps of each day by the source that counted most; every other record stays out."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from tracker.domain.entries import Activity, DayNote, Entry, PainEntry, Scale, SiteReading
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.importers.formats.health_xml import Record, read_records
from tracker.importers.source import shown
from tracker.importers.table.cells import amount
from tracker.importers.table.contract import Identity, ReadContext, ReadRow, Severity, shared
from tracker.importers.table.dates import lived
from tracker.language import _

FORMAT = "apple_health"
PAIN = "HKCategoryTypeIdentifierLowerBackPain"
STEPS = "HKQuantityTypeIdentifierStepCount"
SITE = "lower back"
SEVERITY = "HKCategoryValueSeverity"
# Where the value is a number, it is the one HealthKit has for the word.
NUMBERS = {"0": "Unspecified", "1": "NotPresent", "2": "Mild", "3": "Moderate", "4": "Severe"}
RANKS = {"NotPresent": 0, "Mild": 1, "Moderate": 2, "Severe": 3}
# Days times sources are held in memory until the end: far more than a life of them is a file made to fill it.
MOST_SOURCE_DAYS = 200_000
# The one way Apple writes a time: anything else is refused and not guessed at.
WHEN_LENGTH, OFFSET_AT = len("2024-03-01 09:00:00 -0800"), len("2024-03-01 09:00:00")
# What a record is known again by, at each import.
KEY_ATTRIBUTES = ("type", "value", "startDate", "endDate", "sourceName")


@dataclass(slots=True)
class _Count:
    """What one source counted on one day."""

    line: int
    last: Moment
    steps: float = 0
    rows: int = 0


@dataclass(slots=True)
class _Steps:
    """The counts by day and source; two sources are never added up: a watch and a phone count the same steps."""

    counts: dict[tuple[date, str], _Count] = field(default_factory=dict)

    def take(self, record: Record, moment: Moment) -> None:
        """Add a record to its day and source; raises Refused for what is no count."""
        steps = amount(record.attributes.get("value", ""), STEPS, decimal_comma=False)
        place = (moment.day, record.attributes.get("sourceName", ""))
        count = self.counts.get(place)
        if count is None:
            if len(self.counts) >= MOST_SOURCE_DAYS:
                raise _TooMuchError
            count = self.counts[place] = _Count(record.line, moment)
        count.steps += steps
        count.rows += 1
        # The day's steps stand at the last time they were counted: the day is over then.
        count.last = max(count.last, moment, key=lambda seen: seen.at)

    def rows(self, identity: Identity) -> Iterator[ReadRow]:
        """A row for each day, of the source that counted most; it stands for the records of all of them."""
        days: dict[date, list[tuple[str, _Count]]] = {}
        for (day, source), count in self.counts.items():
            days.setdefault(day, []).append((source, count))
        for day, counts in sorted(days.items()):
            # Of equal counts the source by its name, so that two readings of one file give the same entry.
            source, most = max(counts, key=lambda counted: (counted[1].steps, counted[0]))
            # The day is known again by its date alone: a later export of it, with more steps, is the same day.
            common = shared(f"{FORMAT} steps", day.isoformat(), most.last)
            key = identity.key([STEPS, day.isoformat(), source, most.steps])
            entries = (Activity(kind="steps", count=most.steps, **common),) if most.steps else ()
            yield ReadRow(
                most.line, key, entries, None if entries else _("nothing to keep"), sum(count.rows for _source, count in counts), grows=True
            )


class _TooMuchError(Exception):
    pass


def read_apple_health(path: Path, context: ReadContext) -> Iterator[ReadRow | None]:
    """The pain of an export.xml or its zip as it comes, None where a piece held none, and the days' steps at the end; raises Refused."""
    identity, steps = Identity(FORMAT), _Steps()
    # None after each piece: whoever reads can show how far it is and stop, though gigabytes hold no pain.
    left: Counter[str] = Counter()
    for records in read_records(path, {PAIN, STEPS}, context.gauge, left):
        for record in records:
            row = _row(path, record, context, identity, steps)
            if row is not None:
                yield row
        yield None
    context.unread.update({_plain_kind(kind): count for kind, count in left.items()})
    yield from steps.rows(identity)


def _row(path: Path, record: Record, context: ReadContext, identity: Identity, steps: _Steps) -> ReadRow | None:
    try:
        moment = _moment(record.attributes.get("startDate", ""), context)
        if record.attributes["type"] == STEPS:
            steps.take(record, moment)
            return None
        key = _key(record, identity)
        return ReadRow(record.line, key, (_pain(record, moment, key, context.severity),), None)
    except Refused as refused:
        return ReadRow(record.line, _key(record, identity), (), refused.sentence)
    except _TooMuchError:
        raise Refused(_("{file} is too large. Nothing was changed; choose another file.").format(file=shown(path.name))) from None


def _plain_kind(kind: str) -> str:
    """A kind of records without what stands before each of them."""
    return re.sub(r"^HK(?:Quantity|Category|Data)Type(?:Identifier)?", "", kind) or "?"


def _key(record: Record, identity: Identity) -> str:
    return identity.key([record.attributes.get(name) for name in KEY_ATTRIBUTES])


def _moment(cell: str, context: ReadContext) -> Moment:
    try:
        # Without the blank before the offset, which ISO 8601 does not have.
        wall = datetime.fromisoformat(cell[:OFFSET_AT] + cell[OFFSET_AT + 1 :])
    except ValueError:
        wall = None
    if wall is None or wall.tzinfo is None or len(cell) != WHEN_LENGTH:
        raise Refused(_("“{cell}” is not a date that exists, written like {example}.").format(cell=shown(cell), example="2026-11-25 08:00:00 +0000"))
    return lived(wall, context.zone, context.now, cell)


def _pain(record: Record, moment: Moment, key: str, severity: Severity) -> Entry:
    written = record.attributes.get("value", "")
    word = NUMBERS.get(written, written.removeprefix(SEVERITY))
    worth = {
        "Unspecified": severity.unspecified,
        "NotPresent": severity.not_present,
        "Mild": severity.mild,
        "Moderate": severity.moderate,
        "Severe": severity.severe,
    }
    if word not in worth:
        raise Refused(_("The cell under “{column}” cannot be read.").format(column=shown(written)))
    points = worth[word]
    if points is None:
        return DayNote(note=_("Lower back pain, without a value: {word}").format(word=word), **shared(key, "day_note", moment))
    # Of "Unspecified" there is no rank, so that its points have no scale they came from.
    original = Scale(RANKS[word], 0, max(RANKS.values())) if word in RANKS else None
    return PainEntry(pain=points, sites=(SiteReading(SITE, points),), original=original, **shared(key, "pain", moment))
