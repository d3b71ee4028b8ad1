"""What the lying-down view shows and offers: a session that runs, else the one the plan has now, else what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import NamedTuple

from tracker.domain.entries import Session
from tracker.domain.plan.protocol import Phase, PlannedExercise
from tracker.domain.plan.session_offers import planned_exercises, timed_session
from tracker.domain.sessions import HEAT, ICE, STRENGTH, STRETCHES, ends_at
from tracker.domain.status import PHASE_OF, Status
from tracker.domain.words import session_name, session_within
from tracker.formats.texts import in_a_row
from tracker.language import _, pgettext
from tracker.library.safety import safety
from tracker.wording.plan import exercise_name
from tracker.wording.reminders import next_words
from tracker.wording.sessions import early_words, start_words, wall_time
from ui.sessions.countdown_ring import clock_text, duration_words, minutes_text
from ui.sessions.start_question import Doubt, StartQuestion

MINUTE = timedelta(minutes=1)
ZERO = timedelta(0)


class Act(Enum):
    """What a button, or the space bar, does."""

    START = auto()
    STOP = auto()
    SILENCE = auto()
    START_IN_REST = auto()
    CAUTIONS_READ = auto()
    CANCEL = auto()
    PAUSE = auto()


class Choice(NamedTuple):
    """An act with its label; a session is started of a kind."""

    act: Act
    label: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Face:
    """What is shown: a figure, or a paragraph in its place, one line of words, and the choices; the space bar does one of them."""

    figure: str
    words: str
    says: str
    phase: Phase
    choices: tuple[Choice, ...] = ()
    space: Choice | None = None
    paragraph: str = ""


def face_of(status: Status, now: datetime, left: timedelta | None) -> Face:
    """What is shown at an instant, which may be a little later than that of the status; `left` of the session that runs then."""
    if status.session is not None and left is not None:
        return _running_face(status, status.session, now, left)
    if status.state.phase is Phase.STRETCH and (exercises := planned_exercises(status.plan, Phase.STRETCH)):
        return _stretches_face(exercises)
    if status.main_session == STRENGTH:
        return _strength_face(status.plan.phases[Phase.WELL].exercises)
    kind = timed_session(status.state.phase)
    if (rest_over := status.rests_until(now)) is not None:
        return _rest_face(status, rest_over, now)
    return _offer_face(status, kind) if kind else _next_face(status, now)


def ended_face(session: Session) -> Face:
    """A session has run its time."""
    over = _("{kind}: time is up").format(kind=session_name(session.kind))
    silence = Choice(Act.SILENCE, _("Stop the sound"))
    template = _("{what}. Take it off. Space stops the sound") if session.kind == ICE else _("{what}. Space stops the sound")
    words = template.format(what=over)
    return Face(clock_text(ZERO), words, "", PHASE_OF.get(session.kind, Phase.NONE), (silence,), silence)


def question_face(status: Status, question: StartQuestion, now: datetime) -> Face:
    """What is asked before a session starts; the space bar starts no ice in its rest."""
    over = status.ice_rests_until(now)
    if question.doubt is Doubt.REST and over is not None:
        keep = Choice(Act.CANCEL, _("Keep resting"))
        words = _("Start ice early? {what}").format(what=early_words(wall_time(status, over)))
        return replace(_rest_face(status, over, now), words=words, choices=(keep, Choice(Act.START_IN_REST, _("Start ice now"), ICE)), space=keep)
    read = Choice(Act.CAUTIONS_READ, _("I have read this, start"), question.kind)
    cautions, what = safety().cautions, start_words(status, question.kind)
    words = _("Space: I have read this, start")
    phase, says = PHASE_OF.get(question.kind, Phase.HEAT), f"{what} {_(cautions.title)}"
    return Face("", words, says, phase, (read, Choice(Act.CANCEL, _("Cancel"))), read, paragraph=f"{what} {_(cautions.text)}")


def content_face(phase: Phase, *, can_pause: bool) -> Face:
    """Another widget is shown, such as the timer of an exercise, with its own buttons."""
    return Face("", "", "", phase, space=Choice(Act.PAUSE, "") if can_pause else None)


def unknown_face() -> Face:
    """Where the person is cannot be told just now."""
    return Face("", _("The diary cannot be read just now"), "", Phase.NONE)


def _running_face(status: Status, session: Session, now: datetime, left: timedelta) -> Face:
    until = wall_time(status, ends_at(session, now, left))
    words = _("{kind} until {time}. Space stops it").format(kind=session_name(session.kind), time=until)
    stop = Choice(Act.STOP, pgettext("button", "Stop"))
    says = _("{time} left of {length}").format(time=duration_words(_minutes_up(left)), length=duration_words(session.planned))
    return Face(clock_text(left), words, says, PHASE_OF.get(session.kind, Phase.NONE), (stop,), stop)


def _rest_face(status: Status, over: datetime, now: datetime) -> Face:
    words = _("Rest. Ice again from {time}, if you like").format(time=wall_time(status, over))
    says = _("{time} left").format(time=duration_words(_minutes_up(over - now)))
    return Face(minutes_text(over - now), words, says, Phase.NONE, (Choice(Act.START, _("Start earlier..."), ICE),))


def _offer_face(status: Status, kind: str) -> Face:
    length = status.plan.phases[PHASE_OF[kind]].session
    planned = length.minutes if length is not None else ZERO
    words = _("Space starts {kind}").format(kind=session_within(kind))
    start = _start(kind)
    # In minutes: without a plan the time of day stands in the same place.
    return Face(minutes_text(planned), words, duration_words(planned), PHASE_OF[kind], (start,), start)


def _stretches_face(exercises: Sequence[PlannedExercise]) -> Face:
    names = in_a_row(exercise_name(exercise) for exercise in exercises)
    start = _start(STRETCHES)
    return Face("", _("Space starts the stretches"), "", Phase.STRETCH, (start, _start(HEAT)), start, paragraph=names)


def _strength_face(exercises: Sequence[PlannedExercise]) -> Face:
    names, start = in_a_row(exercise_name(exercise) for exercise in exercises), _start(STRENGTH)
    return Face("", _("Space starts the strength set"), "", Phase.WELL, (start,), start, paragraph=names)


def _next_face(status: Status, now: datetime) -> Face:
    """Without a plan: the time of day, and both sessions by their buttons."""
    clock = wall_time(status, now)
    words = next_words(status) or _("Nothing is planned now")
    return Face(clock, words, clock, status.state.phase, (_start(ICE), _start(HEAT)))


def _start(kind: str) -> Choice:
    words = {ICE: _("Start ice"), HEAT: _("Start heat"), STRETCHES: _("Start stretches"), STRENGTH: _("Start the strength set")}
    return Choice(Act.START, words[kind], kind)


def _minutes_up(length: timedelta) -> timedelta:
    """Whole minutes, rounded up: a screen reader says them once a minute, and the end is announced."""
    return -(-length // MINUTE) * MINUTE
