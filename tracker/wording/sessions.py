"""What the session card says: its heading, what to mind, and what the plan has where that is something else."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from tracker.domain.entries import Session
from tracker.domain.exercises import Exercise
from tracker.domain.plan.protocol import EPISODE_PHASES, Phase, PlannedExercise
from tracker.domain.plan.session_offers import LENGTH_OF, is_of_the_plan, planned_exercises, session_length
from tracker.domain.plan.words import phase_name
from tracker.domain.sessions import CONTRAST, STRENGTH, STRETCHES, counts_as_done
from tracker.domain.status import PHASE_OF, Status
from tracker.domain.times import Moment
from tracker.domain.words import session_name
from tracker.formats.joining import sentence, with_comma
from tracker.formats.texts import in_a_row, time_text
from tracker.language import _
from tracker.wording.plan import exercise_name

MINUTE = timedelta(minutes=1)


def session_heading(status: Status) -> str:
    """What runs, or else what the phase has, and which one of the day it is, from the second on."""
    kind = status.session.kind if status.session else status.main_session
    if not kind:
        return phase_name(Phase.WELL) if status.state.phase is Phase.WELL else _("Ice or damp heat")
    if kind in {STRETCHES, STRENGTH}:
        return session_name(kind)
    done = done_today(status, kind)
    return _("{kind}, number {number} today").format(kind=session_name(kind), number=done + 1) if done else session_name(kind)


def done_today(status: Status, kind: str) -> int:
    """How many of a kind were done today; one that runs is not among them."""
    return len([session for session in status.sessions_today if session.kind == kind and counts_as_done(session)])


def done_words(status: Status, kind: str) -> str:
    """How many of a kind were done today, and whether one runs: "2 so far, one running"."""
    count = done_today(status, kind)
    done = so_far_words(count)
    if status.session is None or status.session.kind != kind:
        return done
    return _("{done}, one running").format(done=done) if count else _("running")


def so_far_words(done: int) -> str:
    """How often something was done today that has no number to reach: "2 so far"."""
    # Translators: how often something was done today; more may follow, and no number is to be reached
    return _("{count} so far").format(count=done)


def exercise_heading(exercise: Exercise, place: tuple[int, int]) -> str:
    """Which exercise it is, and its number among several."""
    name, (number, total) = exercise.words(exercise.name), place
    return with_comma(name, _("{number} of {count}").format(number=number, count=total)) if total > 1 else name


def ready_words(status: Status) -> tuple[str, str]:
    """What to mind with what the phase has, and, to stand quieter beneath it, what comes after."""
    kind, phase = status.main_session, status.state.phase
    if kind in {STRETCHES, STRENGTH}:
        return _exercise_names(planned_exercises(status.plan, phase)), _sentences(_phase_reminders(status, phase))
    if phase is Phase.WELL:
        return _("The strength exercises wait for your tick on the page Plan."), ""
    return (_sentences(_phase_reminders(status, PHASE_OF[kind])), _pause_words(status, PHASE_OF[kind])) if kind else ("", "")


def running_words(status: Status, session: Session) -> tuple[str, str]:
    """What to mind, before it what the plan has now where that is something else; and, to stand quieter beneath it, what comes after."""
    another = plan_line(status, session.kind)
    if session.kind == CONTRAST:
        ends = wall_time(status, status.session_ends_at or session.planned_end)
        return _sentences([_("Until {time}.").format(time=ends), another]), _sentences(_phase_reminders(status, Phase.HEAT))
    phase = LENGTH_OF.get(session.kind, Phase.NONE)
    return _sentences([another, *_phase_reminders(status, phase)]), _pause_words(status, phase)


def start_words(status: Status, kind: str) -> str:
    """What starts once the cautions are read."""
    length = session_length(status.plan, kind)
    if length is None:
        return _("Starts once you have read this: {what}.").format(what=session_name(kind))
    return _("Starts once you have read this: {what}.").format(
        what=with_comma(session_name(kind), _("{minutes} min").format(minutes=round(length / MINUTE)))
    )


def rest_words(over: str) -> tuple[str, str]:
    """What comes after the rest, and the part of it that stands out; `over` is the wall-clock time at which it is over."""
    # Translators: what stands between the two stars is drawn bold
    words = _("Next: *ice from {time}*, if you like.").format(time=over)
    _before, _star, after = words.partition("*")
    return words.replace("*", ""), after.partition("*")[0]


def early_words(over: str) -> str:
    """What the plan has for whoever wants ice before the rest is over."""
    return _("The plan has ice from {time}.").format(time=over)


def rest_caption(status: Status, now: datetime, over: datetime) -> str:
    """What stands beneath the minutes of a rest: how long the plan has it, or until when where it is longer, since the clock was set back."""
    rest = status.plan.phases[Phase.ICE].rest
    if rest is not None and over - now <= rest.minutes:
        return _("of {minutes} left").format(minutes=round(rest.value))
    return until_words(status, over)


def until_words(status: Status, at: datetime) -> str:
    """Until when, as the clock on the wall shows it."""
    return _("until {time}").format(time=wall_time(status, at))


def of_which_until_words(status: Status, length: timedelta, at: datetime) -> str:
    """What stands beside the time that is left: of how much it is left, and until when."""
    return _("of {minutes} min, until {time}").format(minutes=round(length / MINUTE), time=wall_time(status, at))


def wall_time(status: Status, at: datetime) -> str:
    """An instant as the clock on the wall shows it where the person is."""
    return time_text(Moment.of(at, status.at.zone).local)


def ice_reminders(status: Status) -> str:
    """What to mind with ice."""
    return _sentences(_phase_reminders(status, Phase.ICE))


def practice_words(status: Status, exercise: Exercise, kind: str) -> str:
    """How it is done and when to stop, and, where the plan has something else now, what that is."""
    how = _sentences([exercise.words(text) for text in (exercise.position, *exercise.steps, exercise.stop)])
    return "\n".join(part for part in (plan_line(status, kind), how) if part)


def plan_line(status: Status, kind: str = "") -> str:
    """What the plan has now, where that is not the kind of session given; nothing without a plan."""
    phase = status.state.phase
    if phase not in EPISODE_PHASES or (kind and is_of_the_plan(kind, phase)):
        return ""
    return _("The plan has {kind} now.").format(kind=phase_name(phase).lower())


def _exercise_names(exercises: Sequence[PlannedExercise]) -> str:
    return sentence(in_a_row(exercise_name(exercise) for exercise in exercises)) if exercises else ""


def _phase_reminders(status: Status, phase: Phase) -> list[str]:
    plan = status.plan.phases.get(phase)
    return [_(text) for text in plan.reminders] if plan else []


def _pause_words(status: Status, phase: Phase) -> str:
    plan = status.plan.phases.get(phase)
    return _("Then a break of {minutes} minutes.").format(minutes=round(plan.rest.value)) if plan and plan.rest else ""


def _sentences(parts: Sequence[str]) -> str:
    return " ".join(part for part in parts if part)
