"""The archive: the whole diary as JSON in UTF-8, a record a line in one order, so that two archives can be compared line by line."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tracker.domain.sync.records import ARCHIVE_FORMAT, ARCHIVE_VERSION
from tracker.files import atomic_produce


def archive_lines(exported_at: str, sections: Iterable[tuple[str, Iterable[Mapping[str, Any]]]]) -> Iterator[str]:
    """The text of an archive, line by line; raises ValueError for a number JSON does not have."""
    yield f'{{\n"format": {_json(ARCHIVE_FORMAT)},\n"version": {ARCHIVE_VERSION},\n"exported_at": {_json(exported_at)}'
    for name, records in sections:
        yield f",\n{_json(name)}: ["
        for place, record in enumerate(records):
            yield f"{',' if place else ''}\n{_json(record)}"
        yield "\n]"
    yield "\n}\n"


def write_archive(
    file: Path,
    exported_at: str,
    sections: Iterable[tuple[str, Iterable[Mapping[str, Any]]]],
    put: Callable[[Path, Callable[[Path], None]], None] = atomic_produce,
    password: str | None = None,
) -> int:
    """Write an archive aside and have `put` swap it in; the answer is how many records it holds. Raises Refused, the old file unchanged.

    With a password it is written under that, and nothing in plain on the way.
    """
    count = 0

    def counted(records: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        nonlocal count
        for record in records:
            count += 1
            yield record

    def write(beside: Path) -> None:
        lines = archive_lines(exported_at, ((name, counted(records)) for name, records in sections))
        if password is not None:
            from tracker.exporters.sealing import write_sealed

            write_sealed(beside, lines, password)
            return
        # Line feeds on every system: archives of two computers are compared line by line.
        with beside.open("w", encoding="utf-8", newline="\n") as text:
            text.writelines(lines)

    put(file, write)
    return count


def _json(value: object) -> str:
    # "NaN" and "Infinity" are not JSON, though Python writes them unless it is told not to.
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
