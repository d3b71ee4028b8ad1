"""Pain as figures see it, and what a chart marks beside it, read without making entries of them."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from tracker.domain.entries import Kind, SiteReading
from tracker.domain.happenings import Happening
from tracker.domain.pain_seen import PainSeen
from tracker.domain.times import Moment
from tracker.storage.checksums import DETAILS
from tracker.storage.database import REMEMBERED_SPAN, Database
from tracker.storage.sound_cells import ENTRY, Cells, made_of_sound
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import moment_of

Seen = TypeVar("Seen")
AT, OFFSET, ZONE, DAY, NOTE = (ENTRY.index(name) for name in ("at", "offset_seconds", "zone", "day", "note"))
PAIN, WORST, LEAST = (DETAILS["pain"].index(name) for name in ("pain", "worst", "least"))
SESSION, MEDICINE, FLARE = DETAILS["sessions"].index("kind"), DETAILS["doses"].index("name"), DETAILS["day_notes"].index("flare")


class EntriesSeen:
    """The entries of the diary as figures and charts see them; of local days, both included."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pain(self, first: date, last: date) -> list[PainSeen]:
        """The pain, in order of time."""
        return self._remembered_if_short("pain", first, last, lambda: self._made(Kind.PAIN, first, last, _pain))

    def happenings(self, first: date, last: date) -> list[Happening]:
        """The sessions, doses and flares, those of each kind in order of time."""
        return self._remembered_if_short("happenings", first, last, lambda: self._happenings(first, last))

    def _happenings(self, first: date, last: date) -> list[Happening]:
        sessions, doses = self._made(Kind.SESSION, first, last, _session), self._made(Kind.DOSE, first, last, _dose)
        return [*sessions, *doses, *self._made(Kind.DAY_NOTE, first, last, _flare)]

    def _made(self, kind: Kind, first: date, last: date, make: Callable[..., Seen | None]) -> list[Seen]:
        return made_of_sound(self._database, kind, (first, last), make)

    def _remembered_if_short(self, what: str, first: date, last: date, read: Callable[[], list[Seen]]) -> list[Seen]:
        if last - first > REMEMBERED_SPAN:
            return read()
        with errors_in_words():
            return list(self._database.remembered((EntriesSeen, what, first, last), read))


def _moment(entry: Cells) -> Moment:
    return moment_of(entry[AT], entry[OFFSET], entry[ZONE], entry[DAY])


def _pain(entry: Cells, detail: Cells, sites: Sequence[Cells], words: Sequence[Cells]) -> PainSeen:
    named = tuple([SiteReading(name, pain) for _entry, _position, name, pain in sites])
    felt = tuple([text for _entry, role, _position, text in words if role == "words"])
    return PainSeen(_moment(entry), detail[PAIN], detail[WORST], detail[LEAST], named, felt, entry[NOTE])


def _session(entry: Cells, detail: Cells) -> Happening:
    return Happening(Kind.SESSION, _moment(entry), detail[SESSION], entry[NOTE])


def _dose(entry: Cells, detail: Cells, _amounts: Sequence[Cells]) -> Happening:
    return Happening(Kind.DOSE, _moment(entry), detail[MEDICINE], entry[NOTE])


def _flare(entry: Cells, detail: Cells) -> Happening | None:
    return Happening(Kind.DAY_NOTE, _moment(entry), "", entry[NOTE]) if detail[FLARE] else None
