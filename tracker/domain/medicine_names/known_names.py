"""Finds a medicine by what is written: a known name wherever it stands in it, all of several, and one that differs by a slip of the keyboard."""

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from tracker.domain.entries import Amount
from tracker.domain.medicine_names.number_words import NUMBERS
from tracker.domain.medicines import Medicine, plain_name

# Shorter names (ASS, DHC) are parts of other words and words of other languages: they count where they stand first.
LEAST_LETTERS_INSIDE = 4
MOST_WORDS_IN_A_NAME = 6
LEAST_DIGITS_OF_A_STRENGTH = 2
# How many letters may be wrong in a name, by its length: of a short one any wrong letter makes another word.
LEAST_FOR_ONE_SLIP, LEAST_FOR_ONE_SLIP_OF_A_BRAND, LEAST_FOR_TWO_SLIPS = 6, 7, 9
_PARTING = re.compile(r"[,;|&\n]|\s\+\s")
_NUMBER_AFTER_LETTERS = re.compile(r"(?<=[^\W\d_]{3})(?=\d)")


class NameWords(NamedTuple):
    """Words in names, all of them plain: of what stays on the skin, of what is swallowed, of what is free of something, and what joins two."""

    skin: frozenset[str]
    swallowed: frozenset[str]
    free: frozenset[str]
    without: frozenset[str]
    joining: frozenset[str]


class Near(NamedTuple):
    """A known name that a text may have meant, and the text with that name in place of the slip."""

    name: str
    text: str


class _Match(NamedTuple):
    """A known name in a text: the words from `start` up to `end`, and its medicine."""

    start: int
    end: int
    medicine: Medicine


class KnownNames:
    """Medicines by their names, of two of one name the first; `generic` are no brands, `never_near` are words that no name is offered for.

    A name is looked for near so many words together as `words_near` says.
    """

    def __init__(
        self, names: Sequence[tuple[str, Medicine]], words: NameWords, generic: Iterable[str], never_near: Iterable[str], words_near: int = 2
    ) -> None:
        self._medicines: dict[str, Medicine] = {}
        for name, medicine in names:
            self._medicines.setdefault(plain_name(name), medicine)
        self._words = words
        self._generic = frozenset(plain_name(name) for name in generic)
        self._never_near = frozenset(never_near)
        self._words_near = words_near
        # By their letters alone, so that "cocodamol" and "co codamoll" are compared with "co-codamol"; by first letter, to compare with few.
        self._by_letter: dict[str, list[tuple[str, str]]] = {}
        for name, _medicine in sorted(names, key=lambda named: plain_name(named[0]) not in self._generic):
            self._by_letter.setdefault(plain_name(name)[:1], []).append((_sound(plain_name(name)), name))
        self._of_ingredients = {frozenset(_ingredients(medicine)): medicine for _name, medicine in reversed(names) if not medicine.on_skin}
        self.find = lru_cache(maxsize=4096)(self._find)
        self.near = lru_cache(maxsize=1024)(self._near)

    def is_name(self, text: str) -> bool:
        """Whether a text is a known name and nothing else."""
        return plain_name(text) in self._medicines

    def words_at_the_start(self, text: str) -> int:
        """Of how many words the known name is that a text begins with; 0 without one."""
        return next((match.end for match in self._matches(self._words_of(text)) if match.start == 0), 0)

    def _find(self, text: str) -> Medicine | None:
        """The medicine a text names; of several names one that holds the ingredients of all."""
        words = self._words_of(text)
        matches = self._matches(words, self._first_words(text, words))
        named = [match.medicine for match in matches if not self._is_left_out(match, matches, words)]
        # "Excedrin, aspirin-free": what the text is free of is in none of the others either.
        absent = {name for match in matches if self._is_left_out(match, matches, words) for name in _ingredients(match.medicine)}
        amounts = {amount.ingredient: amount for medicine in named for amount in medicine.amounts if amount.ingredient not in absent}
        if not amounts:
            return None
        is_on_skin = self._is_on_skin(named, words)
        found = self._of(text, [medicine for medicine in named if is_on_skin or not medicine.on_skin], tuple(amounts.values()))
        return found if found.on_skin == is_on_skin else replace(found, on_skin=is_on_skin)

    def _near(self, text: str) -> Near | None:
        """A known name that differs from a part of the text by a slip, where the text names no medicine."""
        words = self._words_of(text)
        if self._matches(words):
            return None
        runs = [(start, start + length) for length in range(1, self._words_near + 1) for start in range(len(words) - length + 1)]
        found = [(*nearest, start, end) for start, end in runs if (nearest := self._nearest("".join(words[start:end])))]
        if not found:
            return None
        _slips, name, start, end = min(found, key=lambda each: each[0])
        return Near(name, _with_name(text, words[start:end], name))

    def _of(self, text: str, named: list[Medicine], amounts: tuple[Amount, ...]) -> Medicine:
        ingredients = {amount.ingredient for amount in amounts}
        for medicine in named:
            if set(_ingredients(medicine)) == ingredients:
                return medicine
        listed = self._of_ingredients.get(frozenset(ingredients))
        return listed or Medicine(name=text.strip(), amounts=amounts)

    def _is_on_skin(self, named: list[Medicine], words: list[str]) -> bool:
        # "Gel capsules" are swallowed: what is counted in capsules is not rubbed in.
        if not self._words.swallowed.isdisjoint(words):
            return False
        return any(medicine.on_skin for medicine in named) or not self._words.skin.isdisjoint(words)

    def _words_of(self, text: str) -> list[str]:
        """The plain words of a text; "500" is set apart in "Paracetamol500mg", and the form in "Ibuprofentabletten"."""
        words = plain_name(_NUMBER_AFTER_LETTERS.sub(" ", text)).split()
        return [part for word in words for part in self._apart(word)]

    def _apart(self, word: str) -> list[str]:
        if word in self._medicines:
            return [word]
        for form in (*self._words.swallowed, *self._words.skin, *self._words.free):
            name = word.removesuffix(form)
            if name != word and len(name) >= LEAST_FOR_ONE_SLIP and name in self._medicines:
                return [name, form]
        return [word]

    def _first_words(self, text: str, words: list[str]) -> frozenset[int]:
        """The places of the words that stand first behind a mark: "paracetamol 500mg, ibu 400" names two."""
        if not _PARTING.search(text):
            # "1x Ibu 600", "zwei Ibu 400", "½ Tbl. Ibu 400": a number in front is no name, nor what it counts.
            others = (place for place, word in enumerate(words) if not (word[0].isdigit() or word in NUMBERS or word in self._words.swallowed))
            # "Abends Ibu 600": a strength behind it makes it one wherever it stands.
            strong = (place for place, word in enumerate(words[1:]) if word.isdigit() and len(word) >= LEAST_DIGITS_OF_A_STRENGTH)
            return frozenset({next(others, 0), *strong})
        parts = [self._words_of(part) for part in _PARTING.split(text)]
        first = frozenset(itertools.accumulate((len(part) for part in parts[:-1]), initial=0))
        # A mark may belong to a name: then the words are others, and none but the first stands first.
        return first if [word for part in parts for word in part] == words else frozenset({0})

    def _matches(self, words: list[str], first: frozenset[int] = frozenset({0})) -> list[_Match]:
        """Every known name in the words, the longest first; none shares a word with another."""
        found: list[_Match] = []
        for length in range(min(len(words), MOST_WORDS_IN_A_NAME), 0, -1):
            for start in range(len(words) - length + 1):
                end = start + length
                if any(start < match.end and match.start < end for match in found):
                    continue
                if medicine := self._called(words[start:end], is_first=start in first):
                    found.append(_Match(start, end, medicine))
        return sorted(found, key=lambda match: match.start)

    def _called(self, words: list[str], *, is_first: bool) -> Medicine | None:
        name = " ".join(words)
        if not is_first and len(name) < LEAST_LETTERS_INSIDE:
            return None
        # Two paracetamols are two of paracetamol.
        return self._medicines.get(name) or (self._medicines.get(name.removesuffix("s")) if len(name) > LEAST_FOR_ONE_SLIP else None)

    def _is_left_out(self, match: _Match, matches: list[_Match], words: list[str]) -> bool:
        """Whether the text says that it is free of what the match names: "paracetamol-free", "without paracetamol or aspirin"."""
        if not self._words.free.isdisjoint(words[match.end : match.end + 1]):
            return True
        others = {place for other in matches for place in range(other.start, other.end)}
        for place in range(match.start - 1, -1, -1):
            if words[place] in self._words.without:
                return True
            if place not in others and words[place] not in self._words.joining:
                break
        return False

    def _nearest(self, written: str) -> tuple[int, str] | None:
        """How many slips a word is away from the nearest name, and that name; None where none is near."""
        if not written.isalnum() or written.isdigit() or written in self._never_near:
            return None
        best: tuple[int, str] | None = None
        sound = _sound(written)
        for name_sound, name in self._by_letter.get(written[:1], ()):
            # Another figure is another strength, and no slip.
            allowed = self._slips_allowed(name) if _digits(written) == _digits(name) else -1
            slips = slips_between(sound, name_sound, allowed)
            if slips <= allowed and (best is None or slips < best[0]):
                best = (slips, name)
        return best

    def _slips_allowed(self, name: str) -> int:
        is_generic, length = plain_name(name) in self._generic, len(_sound(plain_name(name)))
        if is_generic and length >= LEAST_FOR_TWO_SLIPS:
            return 2
        return 1 if length >= (LEAST_FOR_ONE_SLIP if is_generic else LEAST_FOR_ONE_SLIP_OF_A_BRAND) else -1


def slips_between(first: str, second: str, most: int) -> int:
    """How many letters are wrong, missing, too many or swapped with their neighbour between two words; `most` + 1 where it is more.

    Not difflib's ratio: it counts a swap as two, and a share of the letters lets more of them be wrong the longer a name is.
    """
    if abs(len(first) - len(second)) > most:
        return most + 1
    # The distance of Damerau and Levenshtein, where no letter is moved twice: a row for each letter of the first word.
    before: list[int] = []
    row = list(range(len(second) + 1))
    for place, letter in enumerate(first):
        earlier, before, row = before, row, [place + 1]
        for column, other in enumerate(second):
            cost = min(before[column] + (letter != other), before[column + 1] + 1, row[column] + 1)
            if place and column and letter == second[column - 1] and first[place - 1] == other:
                cost = min(cost, earlier[column - 1] + 1)
            row.append(cost)
    return min(row[-1], most + 1)


def _with_name(text: str, slip: list[str], name: str) -> str:
    """The text with a name in place of the words that were a slip."""
    found = re.search(r"[\W_]*".join(map(re.escape, slip)), text, re.IGNORECASE)
    # Words are compared without their accents; where the text has some, it is the name alone.
    return f"{text[: found.start()]}{name}{text[found.end() :]}" if found else name


def _sound(plain: str) -> str:
    """The letters of a name, with "ph" as the "f" it is heard as: "nurophen" is nurofen to many."""
    return plain.replace(" ", "").replace("ph", "f")


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())


def _ingredients(medicine: Medicine) -> Iterator[str]:
    return (amount.ingredient for amount in medicine.amounts)
