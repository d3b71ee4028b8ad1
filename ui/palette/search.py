"""Finds what is meant by a few letters: a name's beginning before a word's, a word's before its middle, other words after those."""

import unicodedata
from collections.abc import Callable, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

LEAST_LOOSE = 2  # letters; a single one is a part of nearly every name


class Fit(IntEnum):
    """How well a name fits what was typed, the best first."""

    BEGINNING = 0
    WORD = 1
    WITHIN = 2
    OTHER_WORDS = 3
    LETTERS = 4


class Offer(NamedTuple):
    """A line of the palette: its name, under which heading, other words it is found by, and what it does.

    `note` says how it stands now. `why_not`: what keeps it from being done now; empty where nothing does.
    """

    name: str
    heading: str
    run: Callable[[], object]
    words: str = ""
    icon: str = ""
    caps: tuple[str, ...] = ()
    note: str = ""
    why_not: str = ""


class Found(NamedTuple):
    """An offer that fits, how well, and which letters of its name were typed, as (first, length)."""

    offer: Offer
    fit: Fit
    letters: tuple[tuple[int, int], ...] = ()


def search(query: str, offers: Sequence[Offer]) -> list[Found]:
    """What fits every word of a query, case and accents aside, heading by heading, those with a name that fits first, and the best first in each.

    Names of which only the letters fit, in their order, are there where nothing fits better. Without a query all is found, in its order.
    """
    wanted = _folded(query)[0].split()
    found = [hit for offer in offers if (hit := _fitting(wanted, offer)) is not None]
    best = [hit for hit in found if hit.fit is not Fit.LETTERS]
    places = {heading: place for place, heading in enumerate(dict.fromkeys(offer.heading for offer in offers))}
    by_heading = {heading: [hit for hit in best or found if hit.offer.heading == heading] for heading in places}
    shown = [heading for heading, hits in by_heading.items() if hits]
    # `sorted` keeps the order of the table where two fit as well.
    shown.sort(key=lambda heading: (min(hit.fit for hit in by_heading[heading]) > Fit.WITHIN, places[heading]))
    return [hit for heading in shown for hit in sorted(by_heading[heading], key=lambda hit: hit.fit)]


def matched(query: str, offer: Offer) -> Found:
    """An offer that was found by something else than its name, with the typed letters where they stand in that."""
    found = search(query, [offer])
    return found[0] if found and found[0].fit is not Fit.LETTERS else Found(offer, Fit.OTHER_WORDS)


def fits(query: str, *texts: str) -> bool:
    """Whether every word of a query stands in one of some texts, case and accents aside."""
    return all(any(word in _folded(text)[0] for text in texts) for word in _folded(query)[0].split())


def _fitting(wanted: Sequence[str], offer: Offer) -> Found | None:
    if not wanted:
        return Found(offer, Fit.BEGINNING)
    name, places = _folded(offer.name)
    words = _folded(offer.words)[0]
    worst, letters = Fit.BEGINNING, []
    for word in wanted:
        place = _place(word, name)
        if place is not None:
            fit = Fit.BEGINNING if place == 0 else Fit.WORD if not name[place - 1].isalnum() else Fit.WITHIN
            letters.append((places[place], places[place + len(word) - 1] - places[place] + 1))
        elif f" {word}" in f" {words}":
            fit = Fit.OTHER_WORDS
        else:
            return _loosely_fitting("".join(wanted), offer, name, places)
        worst = max(worst, fit)
    return Found(offer, worst, tuple(letters))


def _place(word: str, name: str) -> int | None:
    """Where a word stands in a name, at the beginning of one of its words rather than within."""
    starts = [place for place in range(len(name)) if name.startswith(word, place)]
    return min(starts, key=lambda place: (place != 0 and name[place - 1].isalnum(), place)) if starts else None


def _loosely_fitting(letters: str, offer: Offer, name: str, places: Sequence[int]) -> Found | None:
    if len(letters) < LEAST_LOOSE:
        return None
    taken, after = [], 0
    for letter in letters:
        place = name.find(letter, after)
        if place < 0:
            return None
        taken.append((places[place], 1))
        after = place + 1
    return Found(offer, Fit.LETTERS, tuple(taken))


@lru_cache(maxsize=1000)  # the same names are looked through at every letter
def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without case and accents, and for each of its letters the place in the text it comes from."""
    pairs = [
        (folded, place)
        for place, letter in enumerate(text)
        for folded in unicodedata.normalize("NFKD", letter.casefold())
        if not unicodedata.combining(folded)
    ]
    return "".join(folded for folded, _place_ in pairs), tuple(place for _folded_, place in pairs)
