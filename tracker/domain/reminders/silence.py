"""Why a reminder stays silent: what it reminds of is done already, or it came often enough."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from tracker.domain.entries import Session
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.strength import set_days
from tracker.domain.reminders.facts import Answer, Due, Facts
from tracker.domain.reminders.rules import ReminderKind
from tracker.domain.sessions import CONTRAST, HEAT, ICE, RELAXATION, SESSION_KINDS, STRETCHES, WARM_BATH, counts_as_done

# A session that ended so shortly before its reminder stands for it.
FRESH = timedelta(hours=2)
A_WEEK = timedelta(days=7)
WARM = frozenset({HEAT, CONTRAST, WARM_BATH})
# An exercise is kept by its name, which may be one of the person's own: so it is known by what it is not.
NO_EXERCISE = frozenset(SESSION_KINDS) - {STRETCHES}


def is_done(reminder: Due, facts: Facts, now: datetime) -> bool:
    """Whether there is nothing to remind of any more."""
    kind = reminder.rule.kind
    if reminder.rule.silent_when_done and kind in CHECKS_BY_CHOICE and CHECKS_BY_CHOICE[kind](reminder, facts):
        return True
    return kind in CHECKS and CHECKS[kind](reminder, facts, now)


def cycle_began(facts: Facts, rule_id: str, anchor: datetime) -> datetime | None:
    """What the rest before the next ice session counts from: the end of the last one, or when the person skipped one."""
    ends = [session.ended_at or session.planned_end for session in facts.sessions if session.kind == ICE and session.moment.at >= anchor]
    skips = [past.answered_at for past in facts.raised if past.rule_id == rule_id and past.answer == Answer.SKIP and past.answered_at is not None]
    # Nothing before the first session: it has no rest before it, and skipping it begins no cycle.
    return max((*ends, *(at for at in skips if at >= anchor)), default=None) if ends else None


def is_exercise(kind: str) -> bool:
    """Whether a kind of session is an exercise: all are but the ones with a name of their own."""
    return kind not in NO_EXERCISE


def _ice_is_done(reminder: Due, facts: Facts) -> bool:
    anchor = facts.state(reminder.at).anchor
    began = None if anchor is None else cycle_began(facts, reminder.rule.id, anchor)
    return reminder.comes_again and (began is None or began > reminder.first_at)


def _heat_is_done(reminder: Due, facts: Facts) -> bool:
    return _is_enough([session for session in facts.sessions if session.kind in WARM], reminder, facts, Phase.HEAT, same=HEAT)


def _exercises_are_done(reminder: Due, facts: Facts) -> bool:
    return _is_enough([session for session in facts.sessions if is_exercise(session.kind)], reminder, facts, Phase.STRETCH)


def _is_enough(sessions: list[Session], reminder: Due, facts: Facts, phase: Phase, same: str = "") -> bool:
    """Whether one of the sessions is fresh, or the day has as many of one kind as the plan wants."""
    sessions = [session for session in sessions if session.ended_at is None or counts_as_done(session)]
    if any((session.ended_at or session.planned_end) >= reminder.first_at - FRESH for session in sessions):
        return True
    a_day = facts.phase_plan(phase, reminder.at).a_day
    # Exercises are counted each by itself, since the plan wants each so often; heat and contrast shower together.
    today = Counter(same or session.kind for session in sessions if session.moment.day == facts.day(reminder.first_at))
    return a_day is not None and max(today.values(), default=0) >= a_day.value


def _strength_is_done(reminder: Due, facts: Facts) -> bool:
    """Whether the set was done on that day or later, or on as many days of its week as the plan has."""
    plan, day = facts.phase_plan(Phase.WELL, reminder.at), facts.day(reminder.first_at)
    days = set_days(plan, facts.sessions)
    monday = day - timedelta(days=day.weekday())
    in_week = [done for done in days if monday <= done < monday + A_WEEK]
    return any(done >= day for done in days) or (plan.a_week is not None and len(in_week) >= plan.a_week.value)


def _strength_waits(reminder: Due, facts: Facts, now: datetime) -> bool:
    """Whether the exercises are not checked yet, the plan has none, or the day is one the person calls a flare."""
    if not facts.state(now).checked or not facts.phase_plan(Phase.WELL, now).exercises:
        return True
    return not facts.flare_days.isdisjoint({facts.day(reminder.at), facts.day(now)})


def _walk_is_done(reminder: Due, facts: Facts) -> bool:
    return any(day >= facts.day(reminder.first_at) for day in facts.walk_days)


def _something_is_drunk(reminder: Due, facts: Facts) -> bool:
    return any(day >= facts.day(reminder.first_at) for day in facts.drink_days)


def _relaxation_is_done(reminder: Due, facts: Facts) -> bool:
    done = [session for session in facts.sessions if session.kind == RELAXATION and counts_as_done(session)]
    return any(session.moment.day >= facts.day(reminder.first_at) for session in done)


def _pain_is_logged(reminder: Due, facts: Facts) -> bool:
    # A later day as well: whoever has logged since is not reminded of the day before.
    return any(day >= facts.day(reminder.first_at) for day in facts.pain_days)


def _note_is_written(reminder: Due, facts: Facts) -> bool:
    return any(day >= facts.day(reminder.first_at) for day in facts.note_days)


def _switch_is_told(reminder: Due, facts: Facts, now: datetime) -> bool:
    anchor = facts.state(now).anchor
    if anchor is None or reminder.first_at < anchor:
        return True
    return not reminder.comes_again and any(past.rule_id == reminder.rule.id and past.due_at >= anchor for past in facts.raised)


def _after_is_given(reminder: Due, facts: Facts, _now: datetime) -> bool:
    session = next((session for session in facts.sessions if session.id == reminder.about), None)
    if session is None or session.after is not None:
        return True
    return not reminder.comes_again and any(past.rule_id == reminder.rule.id and past.about == reminder.about for past in facts.raised)


def _visit_is_over(reminder: Due, facts: Facts, now: datetime) -> bool:
    return not any(visit.id == reminder.about and visit.moment.at > now for visit in facts.appointments)


def _scores_are_given(reminder: Due, facts: Facts, _now: datetime) -> bool:
    within_week = facts.scored_on is not None and facts.day(reminder.at) - facts.scored_on < A_WEEK
    return not facts.has_activities or within_week or _came_this_week(reminder, facts)


def _backup_is_young(reminder: Due, facts: Facts, _now: datetime) -> bool:
    return facts.backed_up_at is None or reminder.at - facts.backed_up_at < A_WEEK or _came_this_week(reminder, facts)


def _came_this_week(reminder: Due, facts: Facts) -> bool:
    if reminder.comes_again:
        return False
    ages = [
        facts.day(reminder.at) - facts.day(past.due_at) for past in facts.raised if past.rule_id == reminder.rule.id and past.due_at < reminder.at
    ]
    return any(age < A_WEEK for age in ages)


# Here the person may want to be reminded all the same (silent_when_done); what is in CHECKS has nothing left to remind of.
CHECKS_BY_CHOICE: dict[ReminderKind, Callable[[Due, Facts], bool]] = {
    ReminderKind.ICE: _ice_is_done,
    ReminderKind.HEAT: _heat_is_done,
    ReminderKind.EXERCISES: _exercises_are_done,
    ReminderKind.PAIN: _pain_is_logged,
    ReminderKind.DAY_NOTE: _note_is_written,
    ReminderKind.STRENGTH: _strength_is_done,
    ReminderKind.WALKING: _walk_is_done,
    ReminderKind.FLUIDS: _something_is_drunk,
    ReminderKind.RELAXATION: _relaxation_is_done,
}
CHECKS: dict[ReminderKind, Callable[[Due, Facts, datetime], bool]] = {
    ReminderKind.STRENGTH: _strength_waits,
    ReminderKind.PHASE_SWITCH: _switch_is_told,
    ReminderKind.AFTER_SESSION: _after_is_given,
    ReminderKind.APPOINTMENT: _visit_is_over,
    ReminderKind.FUNCTION: _scores_are_given,
    ReminderKind.BACKUP: _backup_is_young,
}
