"""What is marked beside the pain: when, what, and where it is drawn."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from tracker.charts.chart import Marked
from tracker.domain.entries import Kind
from tracker.domain.happenings import Happening
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.reminders.silence import is_exercise
from tracker.domain.sessions import CONTRAST, HEAT, ICE, PHYSIOTHERAPY, WARM_BATH
from tracker.domain.statistics.stretches import Onset
from tracker.domain.times import Moment
from tracker.domain.visits import Appointment
from tracker.domain.words import session_name
from tracker.language import _


class MarkKind(StrEnum):
    """What may be marked beside the pain: sessions and doses in lanes above the dates, the others by a line of their own."""

    ONSET = "onset"
    FLARE = "flare"
    APPOINTMENT = "appointment"
    PHYSIO = "physio"
    SESSION = "session"
    DOSE = "dose"


class Lane(StrEnum):
    """The lanes above the dates, from the top."""

    ICE = "ice"
    HEAT = "heat"
    STRETCH = "stretch"
    WELL = "well"
    OTHER = "other"
    DOSE = "dose"


ALL_MARKS = frozenset(MarkKind)
# The lanes of kinds of session that have one; of the others exercises lie with the stretches.
LANES = {ICE: Lane.ICE, HEAT: Lane.HEAT, WARM_BATH: Lane.HEAT, CONTRAST: Lane.HEAT}
KINDS_MARKED = {
    Marked.FLARES: {MarkKind.FLARE},
    Marked.VISITS: {MarkKind.APPOINTMENT, MarkKind.PHYSIO},
    Marked.SESSIONS: {MarkKind.SESSION},
    Marked.DOSES: {MarkKind.DOSE},
}


class Mark(NamedTuple):
    """Something that happened, in local wall-clock time: its word, what else there is to say of it, and its lane if it has one."""

    at: datetime
    kind: MarkKind
    word: str
    about: str = ""
    lane: Lane | None = None


def marks_of(happenings: Iterable[Happening], well: Sequence[PhaseSpan]) -> Iterable[Mark]:
    """The marks of sessions, doses and flares; `well` are the spans of keeping well."""
    names: dict[str, str] = {}  # of each kind of session once
    for kind, moment, name, note in happenings:
        if kind is Kind.DAY_NOTE:
            yield Mark(moment.local, MarkKind.FLARE, _("flare"), note)
        elif kind is Kind.DOSE:
            yield Mark(moment.local, MarkKind.DOSE, name, note, Lane.DOSE)
        # Shown with the visits, as `KINDS_MARKED` has it: a line of its own, no place in a lane.
        elif name == PHYSIOTHERAPY:
            yield Mark(moment.local, MarkKind.PHYSIO, _("physio"), note)
        else:
            word = names.get(name) or names.setdefault(name, session_name(name))
            yield Mark(moment.local, MarkKind.SESSION, word, note, _lane(name, moment, well))


def visit_mark(appointment: Appointment) -> Mark:
    """The mark of a visit."""
    return Mark(appointment.moment.local, MarkKind.APPOINTMENT, _("visit"), appointment.whom)


def onset_mark(onset: Onset, today: date) -> Mark:
    """The mark of an onset."""
    word = _("ice again") if onset.is_again else _("new episode") if onset.is_new(today) else _("Episode")
    return Mark(onset.moment.local, MarkKind.ONSET, word)


def _lane(kind: str, moment: Moment, well: Sequence[PhaseSpan]) -> Lane:
    if kind in LANES or not is_exercise(kind):
        return LANES.get(kind, Lane.OTHER)
    # An exercise in keeping well is none of the stretches, which are another phase.
    return Lane.WELL if any(span.holds(moment.at) for span in well) else Lane.STRETCH
