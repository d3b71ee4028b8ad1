"""What the session card shows at a time: heading, words, buttons, and what stands in its middle."""

from datetime import datetime
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.sessions import CONTRAST, STRENGTH, STRETCHES
from tracker.domain.status import Status
from tracker.language import _
from tracker.wording.sessions import (
    early_words,
    exercise_heading,
    ice_reminders,
    practice_words,
    ready_words,
    rest_caption,
    rest_words,
    running_words,
    session_heading,
    start_words,
    until_words,
    wall_time,
)
from ui.sessions.controls import AFTER, CANCEL, EARLIER, KEEP_RESTING, LARGE, READ, START_NOW, STOP
from ui.sessions.start_question import Doubt, StartQuestion

if TYPE_CHECKING:
    from ui.sessions.exercises import Practice


class Middle(Enum):
    """What stands in the middle of the card."""

    NOTHING = auto()
    COUNTDOWN = auto()
    READY = auto()
    PICTURE = auto()
    TIMER = auto()
    REST = auto()


class CardFace(NamedTuple):
    """`keys` are those of the buttons to be seen; `main` is the kind of session the plan has; panels may take the place of the middle.

    `lead` stands before the words and is what matters most; `strong` the part of it that stands out; `rest_over` and `caption` are of a rest.
    """

    heading: str
    words: str
    middle: Middle
    keys: frozenset[str]
    main: str = ""
    is_ready: bool = False
    lead: str = ""
    strong: str = ""
    rest_over: datetime | None = None
    caption: str = ""


def question_face(status: Status, question: StartQuestion, now: datetime) -> CardFace:
    """What is asked before a session starts."""
    over = status.ice_rests_until(now)
    if question.doubt is Doubt.REST and over is not None:
        return _early_face(status, over)
    from tracker.library.safety import safety  # few sessions are asked about, and no start of the window is

    cautions = safety().cautions
    keys = frozenset({READ, CANCEL})
    return CardFace(_(cautions.title), _(cautions.text), Middle.NOTHING, keys, lead=start_words(status, question.kind))


def rest_face(status: Status, over: datetime, now: datetime, *, may_tell_after: bool) -> CardFace:
    """The rest after ice: how long still, and what comes then."""
    keys = frozenset({EARLIER, LARGE, *({AFTER} if may_tell_after else ())})
    words, (lead, strong) = _("Short walks, and drink as usual."), rest_words(wall_time(status, over))
    caption = rest_caption(status, now, over)
    return CardFace(_("Rest after ice"), words, Middle.REST, keys, is_ready=True, lead=lead, strong=strong, rest_over=over, caption=caption)


def _early_face(status: Status, over: datetime) -> CardFace:
    keys = frozenset({KEEP_RESTING, START_NOW})
    lead, words = early_words(wall_time(status, over)), ice_reminders(status)
    caption = until_words(status, over)
    return CardFace(_("Start ice early?"), words, Middle.REST, keys, lead=lead, rest_over=over, caption=caption)


def practice_face(status: Status, practice: "Practice", kind: str) -> CardFace:
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
    heading, (lead, words) = session_heading(status), running_words(status, session)
    if session.kind == CONTRAST:
        return CardFace(heading, words, Middle.TIMER, frozenset({LARGE}), lead=lead)
    return CardFace(heading, words, Middle.COUNTDOWN, frozenset({STOP, LARGE}), lead=lead)


def ready_face(status: Status, *, may_tell_after: bool) -> CardFace:
    """What the phase offers, and the way to every other session."""
    main = status.main_session
    middle = Middle.NOTHING if not main else Middle.PICTURE if main in {STRETCHES, STRENGTH} else Middle.READY
    keys = {*status.offers, *({LARGE} if main else ()), *({AFTER} if may_tell_after else ())}
    lead, words = ready_words(status)
    return CardFace(session_heading(status), words, middle, frozenset(keys), main, is_ready=True, lead=lead)
