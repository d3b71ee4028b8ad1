"""The pieces an amount is written with: numbers, units of weight and volume, counts, marks between them, and words."""

import re
import unicodedata
from collections.abc import Collection
from typing import NamedTuple

from tracker.domain.medicine_names.number_words import RATES, TIMES, UNSURE
from tracker.domain.medicines import plain_name

MG_OF = {"g": 1000.0, "mg": 1.0, "mcg": 0.001}
ML_OF = {"ml": 1.0, "cl": 10.0, "l": 1000.0}
_UNIT_WORDS = {
    "mg": (
        "mg mgs milligram milligrams milligramme milligrammes milligramm miligramo miligramos milligrammo milligrammi miligrama miligramas "
        "мг ملغ مجم ملجم 毫克 ミリグラム 밀리그램"
    ),
    "g": "g gr grs gm gms г غ gram grams gramme grammes gramm gramo gramos grammo grammi grama gramas 克 グラム 그램",  # noqa: RUF001 - Cyrillic
    "mcg": (
        "mcg mcgs ug µg μg microgram micrograms microgramme microgrammes mikrogramm microgramo microgramos microgrammo microgrammi "
        "micrograma microgramas мкг 微克"
    ),
    "ml": "ml mls millilitre millilitres milliliter milliliters mililitro mililitros millilitro millilitri cc мл مل",
    "cl": "cl",
    "l": "l",
}
_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
_PER = frozenset({"per", "pro", "par", "por", "je"})
_HOURS = frozenset(
    [
        "h",
        "hr",
        "hrs",
        "hour",
        "hours",
        "std",
        "stunde",
        "stunden",
        "heure",
        "heures",
        "hora",
        "horas",
        "ora",
        "ore",
        "uur",
        "min",
        "mins",
        "minutes",
        "minuten",
    ]
)
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "1/3": 1 / 3, "2/3": 2 / 3}
_FRACTION = r"[½¼¾⅓⅔]|(?:1/[234]|2/3|3/4)(?![\d/.,])"
# What parts thousands: blanks that do not break, thin ones, apostrophes; a plain blank only before a round thousand.
_PARTED = (
    r"[1-9]\d{0,2}(?:[\u00a0\u202f\u2009'\u2019]\d{3})+(?:[.,]\d{1,9})?|[1-9]\d{0,2}(?: 000)+(?!\d)(?:[.,]\d{1,9})?"
    r"|[1-9]\d{0,2}(?:,\d{3})+\.\d{1,9}|[1-9]\d{0,2}(?:\.\d{3})+,\d{1,9}|[1-9]\d{0,2}(?:,\d{3}){2,}|[1-9]\d{0,2}(?:\.\d{3}){2,}"
)
_TOKEN = re.compile(
    r"(?P<mixed>(?<![\d.,/])\d{1,2} ?[½¼¾⅓⅔]|(?<![\d.,/])\d{1,2} (?:1/[234]|2/3|3/4)(?![\d/.,]))"
    rf"|(?P<fraction>(?<![\d/.,])(?:{_FRACTION}))"
    rf"|(?P<number>(?<![\d.,])(?:{_PARTED}|\d{{1,9}}(?:[.,]\d{{1,9}})?|[.,]\d{{1,9}})(?![\d]|[.,]\d))"
    r"|(?P<word>(?i:mg|mcg|g|ml)(?=[x\xd7]\s?\d)|[^\W\d_]+)|(?P<mark>[/+\xd7*%()\u2013\u2014:,;|&-])|(?P<space>\s+)|(?P<other>.)",
    re.DOTALL,
)
_MARKS = {"\N{EN DASH}": "-", "\N{EM DASH}": "-", "*": "times", "\N{MULTIPLICATION SIGN}": "times"}
# The point of old British packs, and what Arabic and Japanese have for point and comma.
_POINTS = {"\xb7": ".", "\u22c5": ".", "\u066b": ".", "\uff0e": ".", "\u066c": ",", "\uff0c": ","}
_POINT_BETWEEN = re.compile(r"(?<=\d)[\xb7\u22c5\u066b\uff0e\u066c\uff0c](?=\d)")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")


class Token(NamedTuple):
    """A piece: what kind it is, its text, its number where it is one, and whether a blank stands before and after it."""

    kind: str
    text: str
    value: float = 0.0
    start: int = 0
    end: int = 0
    has_blank_before: bool = True


def tokens(text: str, forms: Collection[str]) -> list[Token]:
    """The pieces of a text; `forms` are the words in small letters for what is counted, such as "tablets"."""
    found: list[Token] = []
    has_blank = True
    for match in _TOKEN.finditer(_plain_digits(text)):
        kind, written = match.lastgroup or "other", match[0]
        if kind != "space":
            found.append(_token(kind, written, forms, match.span(), has_blank=has_blank))
        has_blank = kind == "space"
    return found


def number(text: str, unit: str = "mg") -> float:
    """A number, whatever parts its thousands or its decimals; "1.000" is a thousand, but of grams, where it is one."""
    bare = re.sub("[ \u00a0\u202f\u2009'\u2019]", "", text)
    if "," in bare and "." in bare:
        # Of two marks the last one stands before the decimals.
        group, point = (",", ".") if bare.rfind(".") > bare.rfind(",") else (".", ",")
        return float(bare.replace(group, "").replace(point, "."))
    if _THOUSANDS.fullmatch(bare) and (unit != "g" or len(re.findall("[.,]", bare)) > 1):
        return float(re.sub("[.,]", "", bare))
    return float(bare.replace(",", "."))


def _token(kind: str, text: str, forms: Collection[str], span: tuple[int, int], *, has_blank: bool) -> Token:
    value, start, end = 0.0, *span
    if kind == "mixed":
        whole, fraction = re.fullmatch(r"(\d{1,2}) ?(.+)", text, re.DOTALL).groups()  # type: ignore[union-attr]
        kind, value = "number", float(whole) + _FRACTIONS[fraction]
    elif kind == "fraction":
        kind, value = "number", _FRACTIONS[text]
    elif kind == "number":
        value = number(text)
    elif kind == "mark":
        kind = _MARKS.get(text, text)
    elif kind == "word":
        kind = _kind_of_word(text.casefold(), forms)
    return Token(kind, text, value, start, end, has_blank)


def _kind_of_word(word: str, forms: Collection[str]) -> str:
    if word in _UNITS:
        return _UNITS[word]
    # The forms are known without their accents.
    if word in forms or plain_name(word) in forms:
        return "form"
    for kind, words in (("times", TIMES), ("hours", _HOURS), ("unsure", UNSURE), ("rate", RATES), ("per", _PER)):
        if word in words:
            return kind
    return "word"


def _plain_digits(text: str) -> str:
    """A text with the digits of any writing, and the points between them, as ASCII ones, each still one character."""
    if text.isascii():
        return text
    digits = "".join(str(unicodedata.decimal(letter)) if letter.isdecimal() and not letter.isascii() else letter for letter in text)
    return _POINT_BETWEEN.sub(lambda found: _POINTS[found[0]], digits)
