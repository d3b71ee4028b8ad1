"""The formats of the languages the app brings, read from CLDR beforehand: Babel takes a tenth of a second for what stands here in a millisecond."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import tracker
from tracker.formats.shapes import DateFormats, NumberFormats

FOLDER = Path(tracker.__file__).resolve().parent.parent / "resources" / "formats"


def dates_of(language: str, place: str) -> DateFormats:
    """The dates, times and lists of the locale `place` in the words of a language: from the table, and what is not there from CLDR."""
    table = _table(language)
    if place in table["places"]:
        values: dict[str, Any] = table["dates"][table["places"][place][0]]
        # JSON knows lists alone.
        values = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        return DateFormats(**values)
    from tracker.formats import cldr

    return cldr.dates_of(language, place)


def numbers_of(language: str, place: str) -> NumberFormats:
    """The numbers of the locale `place` in the digits of a language: from the table, and what is not there from CLDR."""
    table = _table(language)
    if place in table["places"]:
        return NumberFormats(**table["numbers"][table["places"][place][1]])
    from tracker.formats import cldr

    return cldr.numbers_of(language, place)


def made(language: str) -> str:
    """The table of a language, made anew: each form of dates and numbers once, and which of them a locale has."""
    from tracker.formats import cldr

    dates: dict[DateFormats, int] = {}
    numbers: dict[NumberFormats, int] = {}
    places = {}
    for place in ("", *cldr.places()):
        dates_there, numbers_there = cldr.dates_of(language, place), cldr.numbers_of(language, place)
        places[place] = dates.setdefault(dates_there, len(dates)), numbers.setdefault(numbers_there, len(numbers))
    table = {"places": places, "dates": [formats._asdict() for formats in dates], "numbers": [formats._asdict() for formats in numbers]}
    return json.dumps(table, ensure_ascii=False, separators=(",", ":")) + "\n"


@cache
def _table(language: str) -> dict[str, Any]:
    try:
        return dict(json.loads((FOLDER / f"{language}.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {"places": {}}
