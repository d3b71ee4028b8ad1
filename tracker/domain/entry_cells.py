"""How the things of an entry are written in the cells of our own table, and read from them: what the export and the import share."""

import re
from collections.abc import Iterable

COLUMNS = (
    *("kind", "id", "at", "day", "local", "zone"),
    *("pain", "worst", "least", "average", "sites", "words", "worse_with", "eased_by"),
    *("session", "minutes", "ended_at", "ended_by", "before", "after"),
    *("activity", "count", "effort"),
    *("mood", "sleep_minutes", "sleep_quality", "fluids", "flare"),
    *("original", "original_least", "original_most", "created_at", "updated_at", "note"),
    *("woke", "medicine", "units", "ingredients", "classes", "scores", "stiff_minutes"),
)
# What spreadsheets take for the beginning of a formula (OWASP on CSV injection), and the mark itself, so that one typed is told from ours.
_GUARDED = ("=", "+", "-", "@", "'", "\t", "\r")
# Whole numbers are exact in a float up to 2**53, some 9e15.
_EXACT = 1e15
# The csv module parts a row into cells, not a cell into names. A backslash keeps what follows it, a line end too: hence DOTALL.
_SPLIT = re.compile(r"(?:\\.|[^\\;])+", re.DOTALL)


def guard(cell: str) -> str:
    """The cell as no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_GUARDED) else cell


def unguard(cell: str) -> str:
    """The cell as it was before `guard`."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_GUARDED) else cell


def joined(names: Iterable[str]) -> str:
    """Names in one cell, set apart by semicolons."""
    return "; ".join(_escaped(name) for name in names)


def apart(cell: str) -> tuple[str, ...]:
    """The names as they were before `joined`."""
    if not cell:
        return ()
    items = _SPLIT.findall(cell)
    # The blank after a semicolon was put there by `joined`; any other belongs to the name.
    return tuple(_plain(item if place == 0 else item[1:]) for place, item in enumerate(items))


def joined_sites(sites: Iterable[tuple[str, float | None]]) -> str:
    """Places and their points 0-10, or ingredients and their mg, in one cell; nothing after the = where a number is not known."""
    return "; ".join(f"{_escaped(name)}={number_text(number)}" for name, number in sites)


def apart_sites(cell: str) -> tuple[tuple[str, float | None], ...]:
    """The places and points, or ingredients and mg, as they were before `joined_sites`."""
    items = (item if place == 0 else item[1:] for place, item in enumerate(_SPLIT.findall(cell)))
    # From the right: a name may hold an = of its own, a number cannot.
    pairs = (item.rpartition("=") for item in items)
    return tuple((_plain(name), float(number) if number else None) for name, _, number in pairs)


def number_text(value: float | None) -> str:
    """A number without a point where it is whole, "" for none; read back it is the same number."""
    if value is None:
        return ""
    return str(int(value)) if abs(value) < _EXACT and value == int(value) else repr(float(value))


def _escaped(text: str) -> str:
    return re.sub(r"([\\;])", r"\\\1", text)


def _plain(text: str) -> str:
    return re.sub(r"\\([\\;])", r"\1", text)
