"""Lines that somebody wrote on the way, such as "6 lower back left stiff after sitting": [ISO time] PAIN [known place] [note]."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from tracker.domain.entries import LEAST_PAIN, MOST_PAIN
from tracker.language import _

# Letters of a line that a sentence can hold and stay a sentence.
SHOWN = 40
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?!\d)", re.ASCII)
_TIME = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[Tt]|[ \t]+)(?P<clock>\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?)(?P<offset>Z|z|[+-]\d\d(?::?\d\d)?)?(?=[\s,;]|$)", re.ASCII
)
# What may be a pain value, right or wrong; a number joined to letters, such as 30mg, is none.
_NUMBER = re.compile(r"(?P<value>[+-]?\d+(?:[.,]\d+)?)(?P<scale>/10)?[,;:.!]*(?=\s|$)")
# A day or a time that is written otherwise: such a line is one of its own, too, and said to be unusable, and so is one with a range.
_OTHER_BEGINNING = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}(?!\d)|\d{1,2}[:h]\d\d(?!\d)", re.ASCII)
_RANGE = re.compile(r"\d+(?:[.,]\d+)?[ \t]?[-\u2013][ \t]?\d+(?:[.,]\d+)?(?=\s|$)", re.ASCII)
# "6 - lower back left": between a pain and what is said of it.
_DASH = re.compile(r"\A[-\u2013\u2014:]\s+")
_WORD = re.compile(r"\S+")
# Numbers of a phone's emoji.
_KEYS = re.compile("([0-9])\ufe0f?\u20e3")
_AFTER_A_WORD = ",;:."


class InboxLine(NamedTuple):
    """One thing written down: the line it begins on, its words as they stand, and what they say; `problem` says why it cannot be used.

    `at` is None where no time is written, and without an offset where none is. Lines that begin with neither a time nor a number belong to
    the note of the line above.
    """

    number: int
    text: str
    at: datetime | None = None
    pain: float = 0.0
    site: str | None = None
    note: str = ""
    problem: str = ""


def is_inbox_line(text: str) -> bool:
    """Whether a text is written so: its first line says a pain value, with or without a time, and of the others not more are wrong than right."""
    found = [_line(number, words, {}) for number, words in _parts(text)]
    # A table may have a title such as "5 years of pain"; its rows are no such lines.
    return bool(found) and not found[0].problem and sum(not line.problem for line in found) >= len(found) / 2


def inbox_lines(text: str, places: Mapping[str, str]) -> list[InboxLine]:
    """What the lines of a text say; `places` are the known ones, each in small letters with the name it is kept by."""
    return [_line(number, words, places) for number, words in _parts(text)]


def _parts(text: str) -> list[tuple[int, str]]:
    """What belongs together, each with the line it begins on."""
    parts: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        words = _KEYS.sub(r"\1", line).strip()
        if parts and not any(begins.match(words) for begins in (_DAY, _NUMBER, _RANGE, _OTHER_BEGINNING)):
            begun, before = parts[-1]
            parts[-1] = (begun, f"{before}\n{words}")
        elif words:
            parts.append((number, words))
    return [(number, words.strip()) for number, words in parts]


def _line(number: int, text: str, places: Mapping[str, str]) -> InboxLine:
    def unusable(problem: str) -> InboxLine:
        return InboxLine(number, text, problem=problem)

    at, rest = None, text
    if _DAY.match(text):
        written = _TIME.match(text)
        if written is None:
            return unusable(_("“{text}” has no time of day after its date; write it like 2026-11-25T08:00.").format(text=_shown(text)))
        try:
            at = datetime.fromisoformat(f"{written['day']}T{written['clock']}{(written['offset'] or '').upper()}")
        except ValueError:
            return unusable(_("“{text}” begins with a time that does not exist.").format(text=_shown(text)))
        rest = text[written.end() :].lstrip(f" \t{_AFTER_A_WORD}")
    value = _NUMBER.match(rest)
    # Of "6 - 7" nobody knows which it was.
    if value is None or _RANGE.match(rest):
        return unusable(_("“{text}” does not begin with a pain from 0 to 10, or a time and a pain.").format(text=_shown(text)))
    pain = float(value["value"].replace(",", "."))
    if not LEAST_PAIN <= pain <= MOST_PAIN or value["value"][0] in "+-":
        return unusable(_("“{text}”: pain goes from 0 to 10.").format(text=_shown(text)))
    site, note = _place_and_note(_DASH.sub("", rest[value.end() :].strip()), places)
    return InboxLine(number, text, at, pain, site, note)


def _place_and_note(rest: str, places: Mapping[str, str]) -> tuple[str | None, str]:
    """The longest known place the words begin with, and what follows it; without one all of it is the note."""
    first_line = rest.partition("\n")[0]
    ends = [word.end() for word in _WORD.finditer(first_line)]
    longest = max((len(place.split()) for place in places), default=0)
    for end in reversed(ends[:longest]):
        words = " ".join(first_line[:end].split()).casefold()
        for wanted in (words, words.rstrip(_AFTER_A_WORD)):
            if wanted in places:
                return places[wanted], rest[end:].strip()
    return None, rest


def _shown(text: str) -> str:
    line = text.partition("\n")[0]
    return "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line[:SHOWN])
