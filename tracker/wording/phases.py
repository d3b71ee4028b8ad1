"""What window and command line say of the phase, in one wording."""

from datetime import datetime
from typing import NamedTuple

from tracker.domain.episodes import clock_behind_words
from tracker.domain.plan.phases import WAIT_72H, WAIT_CHECKED, WAIT_EASED, PhaseState
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.words import phase_name, plan_unknown_words
from tracker.domain.status import Status
from tracker.domain.times import Moment
from tracker.domain.words import time_seen_from, weekday_near, weekday_seen_from
from tracker.formats.joining import with_colon
from tracker.formats.texts import all_of
from tracker.language import N_, _

WAITING = {
    WAIT_72H: N_("{hours} hours are over"),
    WAIT_EASED: N_("it has eased"),
    WAIT_CHECKED: N_("you have checked them with a GP or physiotherapist"),
}


class PhaseWords(NamedTuple):
    """The phase line: the phase, how far it is (a share of its hours, if it has hours), and what comes next and why.

    `when`: the part of the explanation that says when the next phase comes; empty where no hour is known.
    """

    phase: Phase
    head: str
    hours: str
    fraction: float | None
    explanation: str
    when: str = ""

    @property
    def says_next(self) -> bool:
        """Whether the explanation says what comes next, as the plan itself does; else why it is so."""
        return bool(self.head) and self.phase is not Phase.STRETCH

    @property
    def sentence(self) -> str:
        """All of it in one line."""
        start = f"{self.head}, {self.hours}" if self.hours else self.head
        return f"{start}. {self.explanation}".strip() if start else self.explanation


def phase_words(status: Status) -> PhaseWords:
    """The phase line of a status."""
    state = status.state
    head = phase_name(state.phase)
    match state.phase:
        case Phase.ICE:
            return PhaseWords(state.phase, head, *_ice_hours(state, status.at.at), *_ice_next(status))
        case Phase.HEAT:
            return PhaseWords(state.phase, head, _since(state, status.at), None, _heat_next(state))
        case Phase.STRETCH:
            return PhaseWords(state.phase, head, _since(state, status.at), None, _stretch_why(state))
        case Phase.WELL:
            return PhaseWords(state.phase, head, _since(state, status.at), None, _well_next(state))
    return _no_phase(status, head)


def _no_phase(status: Status, head: str) -> PhaseWords:
    if status.begun_later is not None:
        return PhaseWords(status.state.phase, "", "", None, clock_behind_words(status.begun_later))
    if not status.state.is_known:
        return PhaseWords(status.state.phase, "", "", None, plan_unknown_words())
    return PhaseWords(status.state.phase, head, "", None, _("The diary works without one. A plan begins when you say when the pain began."))


def waiting_words(state: PhaseState) -> list[str]:
    """What the gate still waits for: that to the stretches, or in keeping well that to the strength exercises."""
    # Keeping well has no hours to wait for.
    hours = "" if state.ice_over_at is None else f"{state.hours}"
    return [_(WAITING[name]).format(hours=hours) for name in state.waiting_for]


def _ice_hours(state: PhaseState, at: datetime) -> tuple[str, float]:
    if state.anchor is None or state.ice_over_at is None:
        raise ValueError("the ice phase has hours")
    words = _("hour {hour} of {hours}").format(hour=state.hour(at), hours=state.hours)
    return words, (at - state.anchor) / (state.ice_over_at - state.anchor)


def _ice_next(status: Status) -> tuple[str, str]:
    state = status.state
    if state.ice_over_at is None:
        return "", ""
    when = weekday_near(Moment.of(state.ice_over_at, status.at.zone).local, status.at.day)
    return _("Damp heat from {when}, when the {hours} hours are over").format(when=when, hours=state.hours), when


def _since(state: PhaseState, now: Moment) -> str:
    """Since when the phase goes on; of an earlier day the hour says nothing."""
    if state.since is None:
        return ""
    began = Moment.of(state.since, now.zone)
    when = time_seen_from(began.local, now.day) if began.day == now.day else weekday_seen_from(began.day, now.day)
    return _("since {when}").format(when=when)


def _heat_next(state: PhaseState) -> str:
    waiting = waiting_words(state)
    if not waiting:
        return _("Stretches can begin when you say so.")
    return _("Stretches when {conditions}.").format(conditions=all_of(waiting))


def _well_next(state: PhaseState) -> str:
    waiting = waiting_words(state)
    if not waiting:
        return _("Walking, strengthening, lifting with care, breaks from sitting.")
    return _("Strength exercises when {conditions}.").format(conditions=all_of(waiting))


def _stretch_why(state: PhaseState) -> str:
    if state.reason:
        return with_colon(_("Begun by you"), _("“{text}”").format(text=state.reason))
    return _("Begun by you: eased, and checked with a GP or physiotherapist.")
