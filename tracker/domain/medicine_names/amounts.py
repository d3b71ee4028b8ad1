"""Amounts as people and packs write them: "500mg", "2 x 0,5 g", "8/500", "1½ tablets"; one reading for what is typed and what files bring."""

import re
from collections.abc import Callable, Collection
from dataclasses import replace

from tracker.domain.medicine_names.amount_parts import MOST_UNITS_IN_A_NAME, AmountParts, WrittenAmount
from tracker.domain.medicine_names.amount_pieces import Pieces
from tracker.domain.medicine_names.amount_reading import AmountReading
from tracker.domain.medicine_names.amount_tokens import tokens
from tracker.domain.medicine_names.number_words import NUMBERS, with_numbers, without_time

_LEADING = re.compile(
    r"\s*(?:([1-9])\s+(?!(?:hours?|stunden?|heures?|horas?|days?|tage?n?|jours?|minut\w+|uhr|godz\w*|час\w*)\b)|([^\W\d_]+)\s+(?:of\s+)?)(?=[^\W\d_]{4})",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"(?<!\S)([^\W\d_]+)\s+(?:(?:of|de|von|x)\s+)?(?=([^\W\d_]{3,}|\d+))")
# "Two and a half tablets" has four words before it.
_FORM_AT_MOST = 5
_DIGIT = re.compile(r"\d")
_DENIED = re.compile(r"\s*no\s", re.IGNORECASE)
_HOURS_OF_DAY = re.compile(r"(?<!\w)(?:[01]?\d|2[0-4])\s?h(?:[0-5]\d)?(?!\w)", re.IGNORECASE)
_MG_IN_BRACKETS = re.compile(r"\(\d[\d.,]*\s?m?g\b", re.IGNORECASE)
# 8 hours, 3 in 1, no. 3, B12: numbers in names that count nothing and weigh nothing.
_IN_NAMES = re.compile(
    r"\b\d+ ?in ?\d+\b|\b(?:no|nr|number|nummer)\b\.? ?\d+\b|#\d+|\b\d+[- ]?(?:h|hr|hrs|hours?|std|stunden|heures|horas)\b"
    r"|\b(?!x)[^\W\d_]{1,2}\d{1,2}\b|\b(?:omega|vitamin)[- ]?\d+\b",
    re.IGNORECASE,
)


def _never(_word: str) -> bool:
    return False


def read_amount(text: str, forms: Collection[str], is_ingredient: Callable[[str], bool] = _never) -> WrittenAmount:
    """Read a text; `forms` are the words in small letters for what is counted, such as "tablets"; `is_ingredient` knows a medicine's."""
    if _DENIED.match(text):
        return _unclear(text)
    written = with_numbers(text)
    return AmountReading(Pieces(written, tokens(without_time(written), forms)), AmountParts(is_name=False), is_ingredient).amount() or _unclear(text)


def read_name(
    text: str, forms: Collection[str], is_ingredient: Callable[[str], bool] = _never, is_known: Callable[[str], bool] = _never
) -> WrittenAmount:
    """Read the name of a medicine with what stands in it: "2 paracetamol 500mg caplets". A number as of a whole pack is no number of units.

    `is_known` knows any word that names a medicine, a brand too: a number in words before it counts what was taken.
    """
    # "400 mg 8h 14h 20h": each time as much.
    if len(_HOURS_OF_DAY.findall(text)) > 1:
        return _unclear(text)
    text = _counted_first(text, forms)
    leading = _LEADING.match(text)
    count = _leading_count(leading)
    written = text[leading.end() :] if leading and count else text
    if not count:
        count, written = _count_in_words(text, forms, is_known)
        if count == 0:
            return _unclear(text)
    # The words of a name are no numbers, "Dix" may be a brand; those behind its strength are.
    digit = _DIGIT.search(written)
    if digit:
        written = written[: digit.start()] + with_numbers(written[digit.start() :])
    plain = _IN_NAMES.sub(lambda found: " " * len(found[0]), without_time(written))
    found = AmountReading(Pieces(written, tokens(plain, forms)), AmountParts(is_name=True), is_ingredient).amount()
    if found is None or (count and found.units):
        return _unclear(text)
    if found.units and found.units > MOST_UNITS_IN_A_NAME:
        return replace(found, units=count, pack=found.units)
    is_in_brackets = found.is_in_brackets or (count is not None and _MG_IN_BRACKETS.search(written) is not None)
    return replace(found, units=count or found.units, is_in_brackets=is_in_brackets)


def _counted_first(text: str, forms: Collection[str]) -> str:
    """A name with the words in front of a form as numbers: "half a tablet ibuprofen 400", "two and a half tablets of"."""
    words = text.split()
    form = next((place for place, word in enumerate(words[1:_FORM_AT_MOST], 1) if word.casefold().strip(".,") in forms), 0)
    if not form or words[0].casefold() not in NUMBERS:
        return text
    return " ".join([with_numbers(" ".join(words[: form + 1])), *words[form + 1 :]])


def _count_in_words(text: str, forms: Collection[str], is_known: Callable[[str], bool]) -> tuple[float | None, str]:
    """A count written as a word before a medicine, a form or a strength, and the text without it: "took two paracetamol 500mg".

    0 where it may be a part of the name, as in "Dolormin Six 400 mg".
    """
    for found in _WORD_BEFORE.finditer(text):
        count, behind = NUMBERS.get(found[1].casefold()), found[2]
        # One is what there is without a word for it; "um 20 Uhr" is a time in German, and "um" is one in Portuguese.
        if count and count != 1 and (behind[0].isdigit() or behind.casefold() in forms or is_known(behind)):
            if behind[0].isdigit() and found.start():
                return 0.0, text
            return count, f"{text[: found.start()]}{text[found.start(2) :]}"
    return None, text


def _unclear(text: str) -> WrittenAmount:
    return WrittenAmount(rest=text.strip(), is_unclear=True)


def _leading_count(found: re.Match[str] | None) -> float | None:
    if found is None:
        return None
    if found[1]:
        return float(found[1])
    count = with_numbers(found[2]).removesuffix(" x ")
    return float(count) if count != found[2] else None
