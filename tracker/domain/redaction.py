"""What a person may leave out of what is handed over: notes, medicines, mood."""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace
from enum import StrEnum

from tracker.domain.entries import DayNote, Dose, Entry


class LeftOut(StrEnum):
    """A part of the diary that can be left out, by the name the command line uses; the words typed in a note may still tell of another."""

    NOTES = "notes"
    MEDICINES = "medicines"
    MOOD = "mood"


def leave_out(entries: Iterable[Entry], parts: AbstractSet[LeftOut]) -> list[Entry]:
    """The entries without these parts, in their order; one that told of nothing else is gone, and the diary itself stays as it is."""
    return list(leaving_out(entries, parts))


def leaving_out(entries: Iterable[Entry], parts: AbstractSet[LeftOut]) -> Iterator[Entry]:
    """The same, one at a time."""
    less = (_without(entry, parts) for entry in entries if not (isinstance(entry, Dose) and LeftOut.MEDICINES in parts))
    # Where nothing is left out nothing goes, not even a note that was empty from the first.
    return (entry for entry in less if not (parts and _says_nothing(entry)))


def _without(entry: Entry, parts: AbstractSet[LeftOut]) -> Entry:
    if LeftOut.NOTES in parts and entry.note:
        entry = replace(entry, note="")
    if LeftOut.MOOD in parts and isinstance(entry, DayNote) and entry.mood is not None:
        entry = replace(entry, mood=None)
    return entry


def _says_nothing(entry: Entry) -> bool:
    if not isinstance(entry, DayNote) or entry.note:
        return False
    told = (entry.mood, entry.sleep_minutes, entry.sleep_quality, entry.fluids, entry.flare, entry.stiff_minutes)
    return all(value is None for value in told)
