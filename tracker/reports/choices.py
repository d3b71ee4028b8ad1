"""What a person chooses of a report: its parts, its paper, whose it is, and what is left out of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from tracker.domain.entries import DayNote, Dose, Entry


class Part(StrEnum):
    """What may follow the first page."""

    CHARTS = "charts"
    BODY = "body"
    DIARY = "diary"
    NOTES = "notes"


class Paper(StrEnum):
    """The papers a report is set for."""

    A4 = "a4"
    LETTER = "letter"


class LeftOut(StrEnum):
    """What can be kept to oneself; the questions stay whatever is left out."""

    NOTES = "notes"
    MEDICINES = "medicines"
    MOOD = "mood"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportChoices:
    """What goes on the report besides the first page, and how; `language` is that of its texts, such as "en" or "pt_BR"."""

    parts: frozenset[Part] = frozenset()
    paper: Paper = Paper.A4
    leave_out: frozenset[LeftOut] = frozenset()
    person: str = ""
    birth_date: date | None = None
    language: str = "en"

    @property
    def has_notes(self) -> bool:
        """Whether what was noted may be told."""
        return LeftOut.NOTES not in self.leave_out

    @property
    def has_medicines(self) -> bool:
        """Whether medicines may be told."""
        return LeftOut.MEDICINES not in self.leave_out


def kept(entries: Iterable[Entry], leave_out: Iterable[LeftOut]) -> list[Entry]:
    """The entries without what is left out; a day note that says nothing else goes with its mood."""
    without = frozenset(leave_out)
    return [less for entry in entries if (less := _less(entry, without)) is not None]


def _less(entry: Entry, without: frozenset[LeftOut]) -> Entry | None:
    if LeftOut.MEDICINES in without and isinstance(entry, Dose):
        return None
    if LeftOut.NOTES in without and entry.note:
        entry = replace(entry, note="")
    if LeftOut.MOOD in without and isinstance(entry, DayNote) and entry.mood is not None:
        entry = replace(entry, mood=None)
        return entry if _says_something(entry) else None
    return entry


def _says_something(entry: DayNote) -> bool:
    return bool(entry.note or entry.flare) or any(each is not None for each in (entry.sleep_minutes, entry.sleep_quality, entry.fluids))
