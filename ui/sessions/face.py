"""What the session card shows at a time: heading, words, buttons, and what stands in its middle."""

from dataclasses import dataclass
from enum import Enum, auto

from tracker.domain.plan.session_offers import main_session, offered
from tracker.domain.sessions import CONTRAST, STRETCHES
from tracker.domain.status import Status
from tracker.language import _
from tracker.library.safety import safety
from tracker.wording.sessions import exercise_heading, practice_words, ready_words, running_words, session_heading
from ui.sessions.controls import AFTER, ANOTHER, BEFORE, LARGE, READ, STOP
from ui.sessions.exercises import Practice


class Middle(Enum):
    """What stands in the middle of the card."""

    NOTHING = auto()
    COUNTDOWN = auto()
    READY = auto()
    PICTURE = auto()
    TIMER = auto()


@dataclass(frozen=True, slots=True)
class CardFace:
    """`keys` are those of the buttons to be seen; `main` is the kind of session the plan has; panels may take the place of the middle."""

    heading: str
    words: str
    middle: Middle
    keys: frozenset[str]
    main: str = ""
    is_ready: bool = False


def cautions_face() -> CardFace:
    """What is to be read before the first ice or warmth of an episode."""
    cautions = safety().cautions
    return CardFace(_(cautions.title), _(cautions.text), Middle.NOTHING, frozenset({READ}))


def practice_face(status: Status, practice: Practice, kind: str) -> CardFace:
    """Exercises are being done; the timer brings its own buttons."""
    exercise = practice.exercise
    if exercise is None:
        return ready_face(status, may_tell_after=False)
    words = practice_words(status, exercise, kind)
    return CardFace(exercise_heading(exercise, practice.place()), words, Middle.TIMER, frozenset({LARGE}))


def running_face(status: Status) -> CardFace:
    """A session runs by the clock."""
    session = status.session
    if session is None:
        return ready_face(status, may_tell_after=False)
    heading, words = session_heading(status), running_words(status, session)
    if session.kind == CONTRAST:
        return CardFace(heading, words, Middle.TIMER, frozenset({LARGE}))
    return CardFace(heading, words, Middle.COUNTDOWN, frozenset({STOP, LARGE}))


def ready_face(status: Status, *, may_tell_after: bool) -> CardFace:
    """What the phase offers, and the way to every other session."""
    main = main_session(status.state.phase)
    middle = Middle.NOTHING if not main else Middle.PICTURE if main == STRETCHES else Middle.READY
    keys = {*offered(status.state.phase), ANOTHER, BEFORE, LARGE, *({AFTER} if may_tell_after else ())}
    return CardFace(session_heading(status), ready_words(status), middle, frozenset(keys), main, is_ready=True)
