"""Mappings as the TOML text that `mapping` reads back."""

import json
from collections.abc import Iterator
from dataclasses import fields

from tracker.importers.table.mapping import EVENING, POINTS, ActivityColumn, DayNoteColumn, Mapping


def mapping_text(mapping: Mapping) -> str:
    """The mapping as TOML."""
    return "\n".join((*_columns(mapping), *_pain_and_dates(mapping), *_lists(mapping), ""))


def _columns(mapping: Mapping) -> Iterator[str]:
    yield "[columns]"
    for known in fields(mapping.columns):
        if (column := getattr(mapping.columns, known.name)) is not None:
            yield f"{known.name} = {_text(column)}"


def _pain_and_dates(mapping: Mapping) -> Iterator[str]:
    if mapping.scale != POINTS:
        yield "\n[pain]"
        yield f"scale = {_scale(mapping.scale)}"
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
        yield f"words = {{ {', '.join(f'{_text(word)} = {worth!r}' for word, worth in note.words)} }}"


def _scale(scale: tuple[float, float]) -> str:
    return f"[{scale[0]!r}, {scale[1]!r}]"


def _cells(cells: tuple[float | str, ...]) -> str:
    return f"[{', '.join(_text(cell) if isinstance(cell, str) else repr(cell) for cell in cells)}]"


def _text(text: str) -> str:
    # The escapes of TOML are those of JSON, but for DEL, which TOML wants escaped and JSON does not.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
