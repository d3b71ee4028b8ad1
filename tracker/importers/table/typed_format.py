"""How dates are written, as a person types it: DD.MM.YYYY HH:MM, or a strptime format as it stands."""

import re

from tracker.importers.table.mapping import COUNTED_FROM_1904, names_a_day

_TOKEN = re.compile(r"([A-Za-z])\1*|%.|.", re.DOTALL)
# The half of the day, as it is called in patterns of spreadsheets and programs.
_HALVES = re.compile(r"(?<=[ms:.\s])(?:a\.?\s?m\.?(?:\s?/\s?p\.?\s?m\.?)?|tt|a)(?![A-Za-z])", re.IGNORECASE)
LONGEST = 60
# By the number of letters; more of them are the whole name.
_MONTHS = {1: "%m", 2: "%m", 3: "%b"}
_DAYS = {1: "%d", 2: "%d", 3: "%a"}


def typed_format(typed: str) -> str | None:
    """The strptime format that is meant, or the count from 1904; None where day, month and year are not told."""
    written = typed.strip()
    if len(written) > LONGEST:
        return None
    if "%" not in written and written != COUNTED_FROM_1904:
        written = _from_letters(written)
    return written if names_a_day(written) else None


def _from_letters(written: str) -> str:
    hour = written.upper().find("H")
    # Behind the hour: the letters are those of a year or a day in other languages.
    halves = _HALVES.search(written, hour) if hour >= 0 else None
    before, behind = (written, "") if halves is None else (written[: halves.start()], written[halves.end() :])
    has_halves, names_hour, made = halves is not None, False, ""
    for found in _TOKEN.finditer(before):
        directive = _directive(found[0], names_hour=names_hour, has_halves=has_halves) if found[1] else found[0]
        names_hour = names_hour or directive in {"%H", "%I"}
        made += directive
    return f"{made}%p{behind}" if has_halves else made


def _directive(letters: str, *, names_hour: bool, has_halves: bool) -> str:
    letter, length = letters[0].upper(), len(letters)
    if letter in "YJA":
        return "%Y" if length > len("yy") else "%y"
    if letter == "M" and not names_hour:
        return _MONTHS.get(length, "%B")
    if letter in "DTE":
        return _DAYS.get(length, "%A")
    clock = {"M": "%M", "N": "%M", "H": "%I" if has_halves else "%H", "S": "%S"}
    return clock.get(letter, letters)
