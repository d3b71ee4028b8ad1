"""Which words in a date are months and weekdays, in the languages people's tables come in, however they are shortened and accented."""

import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# No name of a month means two months in any two of these; with Croatian, "listopad" would.
LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "hu", "ro", "tr", "el", "ru", "uk")
# Beside those of CLDR: what people write for short.
_MORE = {"sept": 9, "janv": 1, "fevr": 2, "jul": 7, "juil": 7, "mrz": 3, "marz": 3, "maerz": 3, "setembro": 9, "setiembre": 9, "mrt": 3}
_SHORTEST = 3
# As people in Poland, Hungary and Russia write the month.
_ROMAN = dict(zip(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), range(1, 13), strict=True))


@lru_cache(maxsize=512)
def plain(word: str) -> str:
    """A word in small letters, without accents and full stops."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(letter))
    return bare.replace(".", "").strip()


def month_of(word: str) -> int | None:
    """The month 1-12 a plain word names; None where it names none, or more than one."""
    return _english(ENGLISH, word, 1) or _ROMAN.get(word) or _names()[0].get(word)


def weekdays_of(word: str) -> frozenset[int]:
    """The weekdays a plain word may name, 0 for Monday: short ones of two languages can be the same."""
    english = _english(ENGLISH_DAYS, word, 0)
    return frozenset((english,)) if english is not None else _names()[1].get(word, frozenset())


def _english(names: tuple[str, ...], word: str, first: int) -> int | None:
    # Asked before all others, so that an English table needs no collection of languages, which takes a third of a second to load.
    if len(word) < _SHORTEST:
        return None
    return next((number for number, name in enumerate(names, start=first) if name.startswith(word)), None)


@lru_cache(maxsize=1)
def _names() -> tuple[Mapping[str, int], Mapping[str, frozenset[int]]]:
    from tracker.formats.cldr import months_and_weekdays

    months: dict[str, set[int]] = {word: {number} for word, number in _MORE.items()}
    days: dict[str, set[int]] = {}
    for name, number, is_month in months_and_weekdays(LANGUAGES):
        # Of Portuguese "sexta-feira" the first word is the day.
        (months if is_month else days).setdefault(plain(name.partition("-")[0]), set()).add(number)
    return _of_one_meaning(months.items()), {word: frozenset(numbers) for word, numbers in days.items()}


def _of_one_meaning(words: Iterable[tuple[str, set[int]]]) -> dict[str, int]:
    return {word: next(iter(numbers)) for word, numbers in words if len(numbers) == 1}
