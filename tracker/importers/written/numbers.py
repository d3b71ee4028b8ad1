"""Numbers as people write them into tables: "6,5", "7/10", "about 5", "6-7", "1,250"."""

import re
import unicodedata
from typing import NamedTuple

from tracker.domain.medicine_names.number_words import NUMBERS

# What is worth nothing by its word is read as such elsewhere: here it is a number.
_BY_WORD = {word: number for word, number in NUMBERS.items() if number >= 1} | dict.fromkeys(("zero", "zéro", "cero", "nul", "ноль"), 0.0)
# As many as a float holds exactly.
MOST_DIGITS = 15
# What parts thousands beside a full stop or a comma.
_BLANKS = "[ \u00a0\u202f\u2009'\u2019]"
# Digits of ASCII alone, beside letters of any language.
_D = "[0-9]"
_NUMBER = rf"[+-]?(?:{_D}{{1,3}}(?:{_BLANKS}{_D}{{3}})+(?:[.,]{_D}{{1,30}})?|{_D}{{1,15}}(?:[.,]{_D}{{1,30}})*[.,]?|[.,]{_D}{{1,30}})"
_ABOUT = (
    r"(?:about|around|approx(?:imately)?|circa|ca|ungefähr|etwa|env(?:iron)?|unos|aprox(?:imadamente)?|cerca de|ongeveer|ong|c"
    r"|około|около|примерно|yaklaşık|cca|asi|kb|noin)\.?|[~\u2248\u7d04]"  # noqa: RUF001 - Turkish
)
_TO = r"\s*(?:[-\u2013\u2014~\u301c\uff5e]|\b(?:to|bis|à|a|hasta|tot|or|oder|ou|o)\b)\s*"
_OF_WORDS = r"out\s+of|of|von|sur|de|su|van\s+de|van|auf|na|из|z|av"
_OF = rf"\s*(?:/|\b(?:{_OF_WORDS})\b)\s*"
# A minus glued to the end of a number says that it was a little less.
_WORDS = r"(?:\s*(?:[(:;,*\u2020]|[\u2013-](?!\Z))|\s)\s*\D*"
# What points of a scale are called in East Asia, where no blank stands before it.
_POINTS = "[\u5206\u70b9\u9ede\uc810]?"
_VALUE = re.compile(
    rf"(?:(?:{_ABOUT})\s*)?(?P<first>{_NUMBER})(?:{_TO}(?P<last>{_NUMBER}))?(?:{_OF}(?P<top>{_D}{{1,3}}))?(?P<percent>\s?%)?{_POINTS}(?:-?ish\b)?!*(?P<words>{_WORDS})?",
    re.IGNORECASE,
)
# What parts words and numbers that do not tell together what is meant: "5 -> 7", "am 5, pm 7", "between 5 and 7".
_BETWEEN = re.compile(r"[\s,;|/:>.()~\u2026\u2190-\u2199\u301c\uff5e-]+")
_WORD_OR_NUMBER = re.compile(rf"{_D}{{1,3}}|[^\W\d_]+")
_LONGEST_AMONG = 60
_WHOLE_AND_HALF = re.compile(r"([0-9]{1,2})\s+1/([24])")
_MINUS = str.maketrans({"\u2212": "-", "\uff0d": "-"})
_FRACTIONS = {"\u00bd": ".5", "\u00bc": ".25", "\u00be": ".75"}
_FRACTION = re.compile(r"(?<![\d.,])(\d{1,2})?\s?([\u00bc-\u00be])")
# What stands around a number in a program's list.
_QUOTED = re.compile(r"[\"\u201c\u201e\u00ab]\s*([^\"\u201c\u201d\u00bb]*?)\s*[\"\u201c\u201d\u00bb]")
_IN_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]*?)\s*[)\]]")
# "Five out of ten": beside another number, words are numbers too.
_OF_IN_WORDS = re.compile(rf"(?P<first>[^\W\d_]+|{_NUMBER})\s+(?P<of>{_OF_WORDS})\s+(?P<top>[^\W\d_]+|{_D}{{1,3}})", re.IGNORECASE)
_HUNDRED = dict.fromkeys(("hundred", "hundert", "cent", "cien", "cento", "cem", "honderd", "сто"), 100.0)
# Marks nobody sees, and the frame of a phone's number keys.
_UNSEEN = frozenset({"Cf", "Me", "Mn"})
# More, less, or a question: it is not known how much.
_UNSURE = re.compile(
    rf"(?:[<>\u2264\u2265]=?\s*{_NUMBER}|{_NUMBER}\s*[+?\u2191\u2193\u2197\u2198]+|{_NUMBER}[\u2013-]|{_NUMBER}{_OF}{_D}{{1,3}})", re.IGNORECASE
)
# A single mark before three digits, which parts thousands or decimals.
_THREE = re.compile(r"[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_GROUPS = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*", re.ASCII)


class WrittenNumber(NamedTuple):
    """A number; the other end where it is a range, the top of its own scale where it tells it ("7/10"), and what is said beside it."""

    value: float
    last: float | None = None
    top: float | None = None
    words: str = ""


def read_number(cell: str, decimal: str = "", *, is_count: bool = False) -> WrittenNumber | None:
    """The number in a cell; None where it is none.

    `decimal` is the mark before the decimals where the column has one; else a single mark before three digits parts thousands of what is
    counted (`is_count`), and the decimals of what is measured.
    """
    # Most cells are this, and the pattern below takes its time.
    if cell.isascii() and cell.isdigit() and len(cell) <= MOST_DIGITS:
        return WrittenNumber(float(cell))
    if (word := cell.strip().casefold()) in _BY_WORD:
        return WrittenNumber(_BY_WORD[word], words=word)
    found = _VALUE.fullmatch(_plain(cell))
    if found is None:
        return None
    first, last = (None if text is None else _value(text, decimal, is_count=is_count) for text in (found["first"], found["last"]))
    if first is None or (found["last"] is not None and (last is None or last < first)):
        return None
    top = 100.0 if found["percent"] else float(found["top"]) if found["top"] else None
    # What somebody put into brackets may be doubted: it stays as it is written.
    words = cell.strip() if _IN_BRACKETS.fullmatch(cell.strip()) else (found["words"] or "").strip(" ():;,-\u2013")
    return WrittenNumber(first, last, top, words)


def _plain(cell: str) -> str:
    """A cell with the digits of any writing, minus signs and halves as ASCII has them, and without what only stands around its number."""
    bare = cell.strip()
    if not bare.isascii():
        seen = (letter for letter in bare.translate(_MINUS) if unicodedata.category(letter) not in _UNSEEN)
        bare = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() else letter for letter in seen).strip()
        # One sign for a number: \u2464, \u2163, \u4e94.
        if len(bare) == 1 and not _FRACTION.fullmatch(bare) and (value := unicodedata.numeric(bare, None)) is not None and value.is_integer():
            bare = f"{value:g}"
    for around in (_QUOTED, _IN_BRACKETS):
        bare = around.sub(r"\1", bare) if around.fullmatch(bare) else bare
    if said := _OF_IN_WORDS.fullmatch(bare):
        bare = f"{_in_digits(said['first'])} {said['of']} {_in_digits(said['top'])}"
    return _WHOLE_AND_HALF.sub(lambda found: f"{found[1]}.{5 if found[2] == '2' else 25}", _FRACTION.sub(_decimals, bare))


def _in_digits(word: str) -> str:
    value = (_BY_WORD | _HUNDRED).get(word.casefold())
    return word if value is None else f"{value:g}"


def _decimals(found: re.Match[str]) -> str:
    return f"{found[1] or 0}{_FRACTIONS[found[2]]}"


def is_unsure(cell: str) -> bool:
    """Whether a cell holds a number that does not say how much: "5+", "<3"."""
    return _UNSURE.fullmatch(cell.strip()) is not None


def tells_numbers(cell: str) -> bool:
    """Whether a cell tells a value in a way that is not understood: "5 -> 7", "am 5, pm 7", "worse: 5"."""
    pieces = [piece for piece in _BETWEEN.split(_plain(cell)) if piece]
    has_numbers = len(pieces) > 1 and any(piece.isdigit() for piece in pieces)
    return has_numbers and len(cell) <= _LONGEST_AMONG and all(_WORD_OR_NUMBER.fullmatch(piece) for piece in pieces)


def decimal_mark(cells: list[str]) -> str:
    """The mark before the decimals in a column of numbers; "" where none tells."""
    marks = {mark for cell in cells for mark in re.findall(r"(?<=\d)([.,])(?:\d{1,2}|\d{4,})(?![\d.,])", cell)}
    # Both marks in one cell: the last is the one before the decimals.
    marks |= {found[1] for cell in cells if (found := re.search(r"[.,]\d{3}([.,])\d+", cell)) and cell.count(found[1]) == 1}
    return marks.pop() if len(marks) == 1 else ""


def _value(text: str, decimal: str, *, is_count: bool) -> float | None:
    sign = -1 if text.startswith("-") else 1
    bare = re.sub(_BLANKS, "", text).lstrip("+-").removesuffix(".").removesuffix(",")
    marks = [letter for letter in bare if letter in ".,"]
    if not marks:
        return sign * float(bare) if bare.isascii() and bare.isdigit() else None
    point = _point(bare, marks, decimal, is_count=is_count)
    if point is None:
        return None
    group = "," if point == "." else "."
    plain = bare.replace(group, "").replace(point, ".")
    return sign * float(plain) if plain.count(".") <= 1 else None


def _point(bare: str, marks: list[str], decimal: str, *, is_count: bool) -> str | None:
    """The mark before the decimals in a number; None where the marks do not fit together."""
    other = {".": ",", ",": "."}
    if len(set(marks)) > 1:
        whole = bare.rpartition(marks[-1])[0]
        is_sound = marks.count(marks[-1]) == 1 and _GROUPS.fullmatch(whole) is not None
        return marks[-1] if is_sound else None
    mark = marks[0]
    if len(marks) > 1:
        return other[mark] if _GROUPS.fullmatch(bare) else None
    if _THREE.fullmatch(bare):
        parts_thousands = decimal == other[mark] if decimal else is_count
        return other[mark] if parts_thousands else mark
    return mark
