"""Why a reminder stays silent: what it reminds of is done already, or it came often enough."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta

from tracker.domain.entries import Session
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.facts import Answer, Due, Facts
from tracker.domain.reminders.rules import ReminderKind
from tracker.domain.sessions import CONTRAST, HEAT, ICE, MASSAGE, OTHER, PHYSIOTHERAPY, PRESSURE

FRESH = timedelta(hours=2)
A_WEEK = timedelta(days=7)
WARM = frozenset({HEAT, CONTRAST})
NO_EXERCISE = frozenset({ICE, HEAT, CONTRAST, PRESSURE, MASSAGE, PHYSIOTHERAPY, OTHER})


def is_done(one: Due, facts: Facts, now: datetime) -> bool:
    """Whether there is nothing to remind of any more."""
    kind = one.rule.kind
    if kind in CHECKS_BY_CHOICE:
        return one.rule.silent_when_done and CHECKS_BY_CHOICE[kind](one, facts)
    return kind in CHECKS and CHECKS[kind](one, facts, now)


def cycle_began(facts: Facts, rule_id: str, anchor: datetime) -> datetime | None:
    """What the rest before the next ice session counts from: the end of the last one, or when the person skipped one."""
    ends = [one.ended_at or one.planned_end for one in facts.sessions if one.kind == ICE and one.moment.at >= anchor]
    skips = [one.answered_at for one in facts.raised if one.rule_id == rule_id and one.answer == Answer.SKIP and one.answered_at is not None]
    return max((*ends, *(at for at in skips if at >= anchor)), default=None) if ends else None


def is_exercise(kind: str) -> bool:
    """Whether a kind of session is an exercise: all are but the ones with a name of their own."""
    return kind not in NO_EXERCISE


def _ice_is_done(one: Due, facts: Facts) -> bool:
    anchor = facts.state(one.at).anchor
    began = None if anchor is None else cycle_began(facts, one.rule.id, anchor)
    return one.comes_again and (began is None or began > one.first_at)


def _heat_is_done(one: Due, facts: Facts) -> bool:
    return _enough([session for session in facts.sessions if session.kind in WARM], one, facts, Phase.HEAT, same=HEAT)


def _exercises_are_done(one: Due, facts: Facts) -> bool:
    return _enough([session for session in facts.sessions if is_exercise(session.kind)], one, facts, Phase.STRETCH)


def _enough(sessions: list[Session], one: Due, facts: Facts, phase: Phase, same: str = "") -> bool:
    """Whether one of the sessions is fresh, or the day has as many of one kind as the plan wants."""
    if any((session.ended_at or session.planned_end) >= one.first_at - FRESH for session in sessions):
        return True
    a_day = facts.phase_plan(phase, one.at).a_day
    today = Counter(same or session.kind for session in sessions if session.moment.day == facts.day(one.first_at))
    return a_day is not None and max(today.values(), default=0) >= a_day.value


def _pain_is_logged(one: Due, facts: Facts) -> bool:
    return any(day >= facts.day(one.first_at) for day in facts.pain_days)


def _note_is_written(one: Due, facts: Facts) -> bool:
    return any(day >= facts.day(one.first_at) for day in facts.note_days)


def _switch_is_told(one: Due, facts: Facts, now: datetime) -> bool:
    anchor = facts.state(now).anchor
    if anchor is None or one.first_at < anchor:
        return True
    return not one.comes_again and any(other.rule_id == one.rule.id and other.due_at >= anchor for other in facts.raised)


def _after_is_given(one: Due, facts: Facts, _now: datetime) -> bool:
    session = next((session for session in facts.sessions if session.id == one.about), None)
    if session is None or session.after is not None:
        return True
    return not one.comes_again and any(other.rule_id == one.rule.id and other.about == one.about for other in facts.raised)


def _visit_is_over(one: Due, facts: Facts, now: datetime) -> bool:
    return not any(visit.id == one.about and visit.moment.at > now for visit in facts.appointments)


def _scores_are_given(one: Due, facts: Facts, _now: datetime) -> bool:
    within_week = facts.scored_on is not None and facts.day(one.at) - facts.scored_on < A_WEEK
    return not facts.has_activities or within_week or _came_this_week(one, facts)


def _backup_is_young(one: Due, facts: Facts, _now: datetime) -> bool:
    return facts.backed_up_at is None or one.at - facts.backed_up_at < A_WEEK or _came_this_week(one, facts)


def _came_this_week(one: Due, facts: Facts) -> bool:
    if one.comes_again:
        return False
    ages = [facts.day(one.at) - facts.day(other.due_at) for other in facts.raised if other.rule_id == one.rule.id and other.due_at < one.at]
    return any(age < A_WEEK for age in ages)


CHECKS_BY_CHOICE: dict[ReminderKind, Callable[[Due, Facts], bool]] = {
    ReminderKind.ICE: _ice_is_done,
    ReminderKind.HEAT: _heat_is_done,
    ReminderKind.EXERCISES: _exercises_are_done,
    ReminderKind.PAIN: _pain_is_logged,
    ReminderKind.DAY_NOTE: _note_is_written,
}
CHECKS: dict[ReminderKind, Callable[[Due, Facts, datetime], bool]] = {
    ReminderKind.PHASE_SWITCH: _switch_is_told,
    ReminderKind.AFTER_SESSION: _after_is_given,
    ReminderKind.APPOINTMENT: _visit_is_over,
    ReminderKind.FUNCTION: _scores_are_given,
    ReminderKind.BACKUP: _backup_is_young,
}
