"""Where in a TOML text a key stands, so that a mistake can be shown by its line."""

import re
from collections.abc import Iterator

_HEADER = re.compile(r"\s*\[\[?\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")


def line_of(source: str, table: str, place: int, key: str) -> int | None:
    """The line (from 1) of a key in the table that is the `place`-th (from 0) of its name, else of that table's head.

    The table "" is the part before the first head; there a table of the key's name counts as the key.
    """
    head: int | None = None
    for number, name, occurrence, line in _lines(source):
        if name == table and occurrence == place and _sets(line, key):
            return number
        if head is None and _begins(line, name, table or key, occurrence, place):
            head = number
    return head


def _lines(source: str) -> Iterator[tuple[int, str, int, str]]:
    seen: dict[str, int] = {}
    name = ""
    for number, line in enumerate(source.split("\n"), start=1):
        if found := _HEADER.match(line):
            name = found[1].strip("\"'")
            seen[name] = seen.get(name, -1) + 1
        yield number, name, seen.get(name, 0), line


def _begins(line: str, name: str, wanted: str, occurrence: int, place: int) -> bool:
    if _HEADER.match(line):
        return name == wanted and occurrence == place
    return not name and _sets(line, wanted)


def _sets(line: str, key: str) -> bool:
    return re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", line) is not None
