"""Checksums of records: each with its rows in other tables, written with it and looked at whenever it is read.

Against accidents of disks and memory, not against people: whoever can write the file can write the checksum too. Of the ways that were
measured (a row of ten cells, Python 3.11), CRC-32 of `marshal` takes 0.9 µs, of `ascii()` 2.5, of JSON 3.9, and BLAKE2 0.5 more than CRC-32.
What one flipped bit makes of a row always has another CRC-32; of any other damage one in four thousand million goes unseen.
"""

import marshal
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from zlib import crc32

from tracker.storage.values import Row

CHECKSUM = "checksum"
# Version 2 of the format is written alike by every Python: later ones tell whether two texts are one object, which no diary should know.
MARSHAL_VERSION = 2
_MOMENT, _STAMPS = "at offset_seconds zone day", "created_at updated_at"
# The columns of the tables of records in their order, without the checksum, and of those that hold more of one.
RECORDS: dict[str, tuple[str, ...]] = {
    table: tuple(columns.split())
    for table, columns in {
        "entries": f"id kind {_MOMENT} note {_STAMPS} deleted_at",
        "episodes": f"id {_MOMENT} ended_at ended_offset_seconds ended_zone ended_day cause {_STAMPS}",
        "phase_events": f"id episode_id {_MOMENT} kind eased checked reason {_STAMPS}",
        "plan_versions": f"id since content {_STAMPS}",
        "notices_shown": f"id kind episode_id {_MOMENT} {_STAMPS}",
        "medicines": f"id name content {_STAMPS}",
        "medicine_limits": f"id ingredient gap_hours mg_in_24_hours doses_in_24_hours {_STAMPS}",
        "function_activities": f"id position text {_STAMPS}",
        "questions": f"id text asked_at {_STAMPS}",
        "appointments": f"id {_MOMENT} whom note {_STAMPS}",
        "reminder_rules": f"id kind content {_STAMPS}",
        "reminders_raised": f"id kind due_at answer answered_at {_STAMPS} rule_id about first_due_at how text round snoozed_until",
        "reminder_watch": f"name at until zone {_STAMPS}",
        "imports": f"id format {_STAMPS}",
        "conflicts": f"id section record_id content {_STAMPS}",
        "set_aside": f"id section content {_STAMPS}",
        "drafts": f"form content {_STAMPS}",
        "session_elapsed": f"entry_id elapsed_seconds counted_seconds boot boot_seconds {_STAMPS}",
    }.items()
}
DETAILS: dict[str, tuple[str, ...]] = {
    table: tuple(columns.split())
    for table, columns in {
        "pain": "entry_id pain worst least average original_value original_least original_most woke",
        "pain_sites": "entry_id position name pain",
        "pain_words": "entry_id role position text",
        "sessions": "entry_id kind planned_seconds ended_at ended_by before after",
        "activities": "entry_id kind minutes count effort",
        "day_notes": "entry_id mood sleep_minutes sleep_quality fluids flare stiff_minutes",
        "doses": "entry_id name units",
        "dose_ingredients": "entry_id position ingredient mg kind",
        "function_scores": "entry_id position activity points",
        "episode_sites": "episode_id position name",
    }.items()
}
COLUMNS = {**RECORDS, **DETAILS}
# What these hold comes out of the file as a float, whatever number was put in.
REAL = frozenset(
    {
        *("pain", "worst", "least", "average", "original_value", "original_least", "original_most", "planned_seconds", "before", "after"),
        *("minutes", "count", "effort", "mood", "sleep_minutes", "sleep_quality", "fluids", "stiff_minutes", "units", "mg", "points"),
        *("gap_hours", "mg_in_24_hours", "doses_in_24_hours", "elapsed_seconds", "counted_seconds", "boot_seconds"),
    }
)
FLAGS = frozenset({"woke", "flare", "eased", "checked"})


def _as_real(value: Any) -> float:  # noqa: ANN401 - a number of any kind
    return float(value) + 0.0  # SQLite keeps no zero with a minus


# Of each table the places of cells that are not kept as they are given, and what is kept.
_KEPT_OTHERWISE: dict[str, list[tuple[int, Callable[[Any], object]]]] = {
    table: [(place, _as_real if name in REAL else int) for place, name in enumerate(columns) if name in REAL or name in FLAGS]
    for table, columns in COLUMNS.items()
}
# So that a row that got into another table does not fit there.
_SEEDS = {table: crc32(table.encode()) for table in COLUMNS}
DetailRows = Mapping[str, Iterable[Row]]


def of_read(table: str, row: Mapping[str, Any]) -> int:
    """What a row as it was read adds to the checksum of its record; the checksum itself is not in it."""
    return of_values(table, row.values())


def of_values(table: str, cells: Iterable[object]) -> int:
    """The same of the cells alone, in the order of the columns."""
    values = list(cells)
    # A column that a later version has added, and of which nothing is told, changes no checksum.
    while values and values[-1] is None:
        values.pop()
    return crc32(marshal.dumps(values, MARSHAL_VERSION), _SEEDS[table])


def of_written(table: str, row: Mapping[str, Any]) -> int:
    """The same of a row on its way into the file, whatever the order of its cells; what is not given is NULL."""
    values = [row.get(name) for name in COLUMNS[table]]
    for place, kept in _KEPT_OTHERWISE[table]:
        if values[place] is not None:
            values[place] = kept(values[place])
    return of_values(table, values)


def checksum(table: str, row: Mapping[str, Any], details: DetailRows | None = None) -> int:
    """The checksum of a record to be written: of its row and, in any order, of all its rows in other tables, which name it."""
    return of_written(table, row) + sum(of_written(name, detail) for name, rows in (details or {}).items() for detail in rows)


def fits(table: str, row: Row, details: DetailRows | None = None) -> bool:
    """Whether a record as it was read fits its checksum, which is taken out of the row."""
    wanted = row.pop(CHECKSUM)
    found = of_read(table, row)
    if details:
        for name, rows in details.items():
            for detail in rows:
                found += of_read(name, detail)
    return bool(wanted == found)
