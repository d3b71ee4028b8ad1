"""The archive: the whole diary as JSON in UTF-8, a record a line in one order, so that two archives can be compared line by line."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tracker.domain.sync.records import ARCHIVE_FORMAT, ARCHIVE_VERSION
from tracker.files import atomic_produce

Sections = Iterable[tuple[str, Iterable[Mapping[str, Any]]]]


def archive_lines(exported_at: str, sections: Sections) -> Iterator[str]:
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
    sections: Sections,
    put: Callable[[Path, Callable[[Path], None]], None] = atomic_produce,
) -> int:
    """Write an archive aside and have `put` swap it in; the answer is how many records it holds. Raises Refused, the old file unchanged."""
    records: Counter[str] = Counter()

    def write(beside: Path) -> None:
        # Line feeds on every system: archives of two computers are compared line by line.
        with beside.open("w", encoding="utf-8", newline="\n") as text:
            text.writelines(archive_lines(exported_at, _counted(sections, records)))

    put(file, write)
    return records.total()


def archive_content(exported_at: str, sections: Sections) -> tuple[bytes, int]:
    """All of an archive in memory, and how many records it holds."""
    records: Counter[str] = Counter()
    return "".join(archive_lines(exported_at, _counted(sections, records))).encode(), records.total()


def _counted(sections: Sections, counts: Counter[str]) -> Iterator[tuple[str, Iterator[Mapping[str, Any]]]]:
    def each(name: str, records: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
        for record in records:
            counts[name] += 1
            yield record

    return ((name, each(name, records)) for name, records in sections)


def _json(value: object) -> str:
    # "NaN" and "Infinity" are not JSON, though Python writes them unless it is told not to.
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
