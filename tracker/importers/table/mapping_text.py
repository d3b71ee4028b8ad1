"""Mappings as the TOML text that `mapping` reads back."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import fields

from tracker.importers.table.column_ways import ColumnWays
from tracker.importers.table.mapping import EVENING, POINTS, ActivityColumn, DayNoteColumn, Mapping


def mapping_text(mapping: Mapping) -> str:
    """The mapping as TOML."""
    parts = (_file(mapping), _columns(mapping), _pain_and_dates(mapping), _symptoms(mapping), _lists(mapping))
    return "\n".join((*(line for part in parts for line in part), ""))


def _file(mapping: Mapping) -> Iterator[str]:
    layout = mapping.layout
    told = {"encoding": layout.encoding, "delimiter": layout.delimiter, "header_line": layout.header_line}
    if any(value is not None for value in told.values()):
        yield "[file]"
        yield from (f"{key} = {_value(value)}" for key, value in told.items() if value is not None)
        yield ""


def _columns(mapping: Mapping) -> Iterator[str]:
    # Tables come behind the plain keys: what stands under [columns.site] would be of it.
    yield "[columns]"
    columns = {known.name: getattr(mapping.columns, known.name) for known in fields(mapping.columns)}
    ways = dict(mapping.ways)
    yield from (f"{ours} = {_text(column)}" for ours, column in columns.items() if column is not None and ours not in ways)
    for ours, way in ways.items():
        if columns[ours] is not None:
            yield f"\n[columns.{ours}]"
            yield f"name = {_text(columns[ours])}"
            yield from _ways(way)


def _ways(way: ColumnWays) -> Iterator[str]:
    if way.separators:
        yield f"separators = {_text(way.separators)}"
    if way.missing:
        yield f"missing = {_cells(way.missing)}"
    if way.decimal:
        yield f"decimal = {_text(way.decimal)}"
    if way.range is not None:
        yield f"range = {_text(way.range.value)}"


def _symptoms(mapping: Mapping) -> Iterator[str]:
    if mapping.symptoms is not None:
        yield "\n[symptoms]"
        yield f"column = {_text(mapping.symptoms.column)}"
        if mapping.symptoms.only:
            yield f"only = {_cells(mapping.symptoms.only)}"
        if mapping.symptoms.is_place:
            yield "as_place = true"


def _pain_and_dates(mapping: Mapping) -> Iterator[str]:
    if mapping.scale != POINTS or mapping.pain_words:
        yield "\n[pain]"
        if mapping.scale != POINTS:
            yield f"scale = {_scale(mapping.scale)}"
        if mapping.pain_words:
            yield f"words = {_worths(mapping.pain_words)}"
    yield "\n[dates]"
    if mapping.dates.format is not None:
        yield f"format = {_text(mapping.dates.format)}"
    if mapping.dates.time != EVENING:
        yield f'time = "{mapping.dates.time:%H:%M}"'
    if mapping.dates.zone is not None:
        yield f"zone = {_text(mapping.dates.zone)}"
    if mapping.dates.before:
        yield f"before = {_cells(mapping.dates.before)}"
    if mapping.dates.carry_down:
        yield "carry_down = true"


def _lists(mapping: Mapping) -> Iterator[str]:
    for pain in mapping.pains:
        yield "\n[[pains]]"
        yield f"column = {_text(pain.column)}"
        if pain.at is not None:
            yield f'time = "{pain.at:%H:%M}"'
        if pain.site:
            yield f"site = {_text(pain.site)}"
    for medicine in mapping.medicines:
        yield "\n[[medicines]]"
        yield f"column = {_text(medicine.column)}"
        if medicine.amount:
            yield f"amount = {_text(medicine.amount)}"
        if medicine.missing:
            yield f"missing = {_cells(medicine.missing)}"
    for activity in mapping.activities:
        yield from _activity(activity)
    for note in mapping.day_notes:
        yield from _day_note(note)


def _activity(activity: ActivityColumn) -> Iterator[str]:
    yield "\n[[activities]]"
    yield f"column = {_text(activity.column)}"
    if activity.kind:
        yield f"kind = {_text(activity.kind)}"
    yield f"unit = {_text(activity.unit.value)}"
    if activity.missing:
        yield f"missing = {_cells(activity.missing)}"


def _day_note(note: DayNoteColumn) -> Iterator[str]:
    yield "\n[[day_notes]]"
    yield f"column = {_text(note.column)}"
    yield f"field = {_text(note.field.value)}"
    if note.scale != POINTS:
        yield f"scale = {_scale(note.scale)}"
    if note.missing:
        yield f"missing = {_cells(note.missing)}"
    if note.words:
        yield f"words = {_worths(note.words)}"


def _worths(words: tuple[tuple[str, float], ...]) -> str:
    return f"{{ {', '.join(f'{_text(word)} = {worth!r}' for word, worth in words)} }}"


def _value(value: str | int) -> str:
    return str(value) if isinstance(value, int) else _text(value)


def _scale(scale: tuple[float, float]) -> str:
    return f"[{scale[0]!r}, {scale[1]!r}]"


def _cells(cells: Sequence[float | str]) -> str:
    return f"[{', '.join(_text(cell) if isinstance(cell, str) else repr(cell) for cell in cells)}]"


def _text(text: str) -> str:
    # The escapes of TOML are those of JSON, but for DEL, which TOML wants escaped and JSON does not.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
