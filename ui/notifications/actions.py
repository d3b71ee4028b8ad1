"""What a notice about reminders offers: its buttons, what each answers and of which reminders, and where it leads."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import NamedTuple

from tracker.domain.reminders.facts import SNOOZED, Answer, Raised
from tracker.domain.reminders.rules import SNOOZES, ReminderKind
from tracker.domain.sessions import STRENGTH
from tracker.language import _, pgettext
from ui.notifications.desktop import OPEN, AnswerButton

TOLD = frozenset({ReminderKind.PHASE_SWITCH, ReminderKind.APPOINTMENT, ReminderKind.BACKUP})
ASKING = frozenset({ReminderKind.AFTER_SESSION, ReminderKind.PAIN})
# Which kind the first button is about where several are told in one notice: what the plan does comes before what it only asks.
BY_RANK = (
    ReminderKind.ICE,
    ReminderKind.HEAT,
    ReminderKind.EXERCISES,
    ReminderKind.STRENGTH,
    ReminderKind.AFTER_SESSION,
    ReminderKind.PAIN,
)


class Press(StrEnum):
    """The buttons of a notice; a choice of minutes has the key of its answer, such as "snooze_30"."""

    START = "start"
    LOG = "log"
    OPEN = OPEN
    SNOOZE = "snooze"
    SKIP = "skip"
    SEEN = "seen"


class Goal(StrEnum):
    """Where an answer leads."""

    NOWHERE = "nowhere"
    TODAY = "today"
    PLAN = "plan"
    REPORT = "report"
    SETTINGS = "settings"
    SESSION = "session"
    EXERCISES = "exercises"
    DAY_NOTE = "day note"
    AFTER_SESSION = "after session"
    QUICK_ENTRY = "quick entry"


class Destination(NamedTuple):
    """Where the person wants to be led; `about` is the kind of session to start, or the session that is asked about."""

    goal: Goal
    about: str = ""


OPENED = {
    ReminderKind.PHASE_SWITCH: Goal.PLAN,
    ReminderKind.APPOINTMENT: Goal.REPORT,
    ReminderKind.BACKUP: Goal.SETTINGS,
    ReminderKind.DAY_NOTE: Goal.DAY_NOTE,
    ReminderKind.AFTER_SESSION: Goal.AFTER_SESSION,
}


# Where the start leads that is no session by the clock of that name.
STARTED = {ReminderKind.EXERCISES: Destination(Goal.EXERCISES), ReminderKind.STRENGTH: Destination(Goal.SESSION, STRENGTH)}


def buttons(reminders: Sequence[Raised], *, neutral: bool) -> tuple[AnswerButton, ...]:
    """The answers offered, the first the most likely one; neutral ones name neither pain nor what is to be started."""
    kinds = _kinds(reminders)
    main = _main_kind(kinds)
    offered = [] if main is None else [_main_button(main, neutral=neutral, alone=len(kinds) == 1)]
    if main is None or len(kinds) > 1:
        offered.append(AnswerButton(Press.OPEN, pgettext("button", "Open")))
    minutes = tuple(AnswerButton(f"{SNOOZED}{minutes}", _("{minutes} min").format(minutes=minutes)) for minutes in SNOOZES)
    offered.append(AnswerButton(Press.SNOOZE, _("Snooze"), minutes))
    offered.append(AnswerButton(Press.SEEN, _("OK")) if kinds <= TOLD else AnswerButton(Press.SKIP, pgettext("button", "Skip")))
    return tuple(offered)


def answered_by(reminders: Sequence[Raised], press: str) -> list[Raised]:
    """Those a button answers: all of them, but for the start of a session or a pain entry, which leaves the others unanswered."""
    main = _main_kind(_kinds(reminders))
    if press not in {Press.START, Press.LOG} or main is None:
        return list(reminders)
    about_main = [reminder for reminder in reminders if reminder.kind == main]
    # A session that ended is asked about by itself: one answer cannot be the pain after several of them.
    return about_main[-1:] if main is ReminderKind.AFTER_SESSION else about_main


def answer_of(press: str, reminder: Raised, snooze_minutes: Callable[[Raised], int]) -> Answer:
    """What is kept of a reminder whose button was pressed; `snooze_minutes` tells after how many its rule comes again."""
    match press:
        case Press.START:
            return Answer.START
        case Press.SNOOZE:
            return Answer(f"{SNOOZED}{snooze_minutes(reminder)}")
        case Press.LOG | Press.OPEN | Press.SEEN:
            return Answer.OPENED
    return Answer(press)


def destination_of(press: str, answered: Sequence[Raised]) -> Destination:
    """Where a button leads, from the reminders it answers; several kinds at once lead to Today, which has them all."""
    kinds = _kinds(answered)
    main = _main_kind(kinds)
    if press == Press.START and main is not None:
        return STARTED.get(main, Destination(Goal.SESSION, main.value))
    if press == Press.LOG and main is ReminderKind.PAIN:
        return Destination(Goal.QUICK_ENTRY)
    if press in {Press.OPEN, Press.LOG}:
        goal = OPENED.get(next(iter(kinds)), Goal.TODAY) if len(kinds) == 1 else Goal.TODAY
        return Destination(goal, answered[-1].about)
    return Destination(Goal.NOWHERE)


def _kinds(reminders: Sequence[Raised]) -> set[ReminderKind]:
    return {ReminderKind(reminder.kind) for reminder in reminders}


def _main_kind(kinds: set[ReminderKind]) -> ReminderKind | None:
    """The kind the first button is about; none where all can only be opened."""
    return next((kind for kind in BY_RANK if kind in kinds), None)


def _main_button(kind: ReminderKind, *, neutral: bool, alone: bool) -> AnswerButton:
    if kind in ASKING:
        return AnswerButton(Press.LOG, _("Enter") if neutral else _("Log the pain"))
    exercises = dict.fromkeys((ReminderKind.EXERCISES, ReminderKind.STRENGTH), _("Start exercises"))
    words = {ReminderKind.ICE: _("Start ice"), ReminderKind.HEAT: _("Start heat"), **exercises}
    return AnswerButton(Press.START, pgettext("button", "Start") if neutral or alone else words[kind])
