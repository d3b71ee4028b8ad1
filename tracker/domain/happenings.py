"""What happened beside the pain, as a chart marks it: of sessions, doses and flares no more than is drawn and said of them."""

from collections.abc import Iterable
from typing import NamedTuple

from tracker.domain.entries import DayNote, Dose, Kind, Session
from tracker.domain.times import Moment


class Happening(NamedTuple):
    """A session, a dose or, of kind day note, a flare: when, what the session or the medicine is called, and the note."""

    kind: Kind
    moment: Moment
    name: str
    note: str


def happenings_of(entries: Iterable[object]) -> list[Happening]:
    """The happenings among entries, in their order."""
    found: list[Happening] = []
    for entry in entries:
        if isinstance(entry, Session):
            found.append(Happening(Kind.SESSION, entry.moment, entry.kind, entry.note))
        elif isinstance(entry, Dose):
            found.append(Happening(Kind.DOSE, entry.moment, entry.name, entry.note))
        elif isinstance(entry, DayNote) and entry.flare:
            found.append(Happening(Kind.DAY_NOTE, entry.moment, "", entry.note))
    return found
