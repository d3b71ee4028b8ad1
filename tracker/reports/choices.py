"""What a person chooses of a report: its parts, its paper, whose it is, and what is left out of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.redaction import LeftOut


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
