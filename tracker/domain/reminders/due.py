"""What falls due, and what comes next: pure, from the rules, the facts and the instant.

What is due now follows from what was raised already, not from when somebody looked last: however the clock jumps, whatever the
computer slept through, each rule is raised once for each instant it falls due at, and what was missed is raised in one group.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from heapq import merge
from operator import attrgetter
from typing import NamedTuple

from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.facts import Answer, Due, Facts, How, Raised
from tracker.domain.reminders.quiet_hours import QuietHours
from tracker.domain.reminders.rules import BY_EVENT, OF_SESSIONS, RANK, ReminderKind, Rule
from tracker.domain.reminders.silence import cycle_began, is_done
from tracker.domain.times import local_moment
from tracker.formats.texts import in_a_row, time_text

__all__ = ["Answer", "Due", "Facts", "How", "QuietHours", "Raised", "Reminder", "due", "how_raised", "next_reminder"]

ON_TIME = timedelta(minutes=2)
# As far ahead as an entry may lie.
CLOCKS_DIFFER = timedelta(minutes=5)
AFTER_SESSION = timedelta(minutes=30)
DAY = timedelta(days=1)
LOOK_BACK = timedelta(days=1)
# How long after its instant what was missed is still worth raising: the switch for days, the pain after a session for two hours.
REACH = {
    ReminderKind.PHASE_SWITCH: timedelta(days=3),
    ReminderKind.AFTER_SESSION: timedelta(hours=2),
    ReminderKind.APPOINTMENT: timedelta(days=2),
    # Breaks come by the hour: of those missed while nobody sat there none is worth raising.
    ReminderKind.BREAK: timedelta(minutes=30),
}
REACH_ONCE = timedelta(days=30)
BY_TIME = attrgetter("at")
# How far ahead the next one is looked for: past a week, the longest way between two weekdays; farther where it is on one day alone.
AHEAD = timedelta(days=8)
AHEAD_ONCE = timedelta(days=300)


class Reminder(NamedTuple):
    """Something to be reminded of, and the instant at which it is."""

    kind: str
    at: datetime


def due(rules: Iterable[Rule], facts: Facts, now: datetime) -> list[Due]:
    """What to raise now, all of it in one group, in order of time; nothing in quiet hours, in a pause or a minute after the last group."""
    return [] if facts.is_held(now) else _not_yet_raised(rules, facts, now)


def how_raised(reminder: Due, group: Sequence[Due], now: datetime) -> How:
    """How one of a group is raised: late where it is more than two minutes late."""
    if now - reminder.at > ON_TIME:
        return How.LATE
    return How.GROUPED if len(group) > 1 else How.RAISED


def next_reminder(rules: Iterable[Rule], facts: Facts, now: datetime) -> Reminder | None:
    """What comes next, now at the earliest: an ice session that is overdue, or what waits for the end of a pause or the quiet hours."""
    rules = list(rules)
    since = facts.held_since(now)
    waiting = [] if since is None else [held for held in _not_yet_raised(rules, facts, now) if held.at >= since]
    found = [Reminder(held.rule.kind.value, facts.first_free(now)) for held in waiting]
    # What comes by itself, beside what waits for the end of a pause or of the quiet hours.
    found += [reminder for rule in rules if rule.is_on for reminder in _coming_reminders(rule, facts, now)]
    return min(found, key=lambda reminder: (reminder.at, RANK[ReminderKind(reminder.kind)]), default=None)


def next_due_at(rules: Iterable[Rule], facts: Facts, now: datetime, within: timedelta) -> datetime | None:
    """The first instant after now, and not later than a while, at which something falls due or is no longer held back."""
    if facts.is_held(now):
        free = facts.first_free(now)
        return free if now < free <= now + within else None
    return min((coming.at for coming in _not_yet_raised(rules, facts, now + within) if coming.at > now), default=None)


def still_asks(raised: Raised, rules: Iterable[Rule], facts: Facts, now: datetime) -> bool:
    """Whether what was raised is still to be answered: nobody did, it is not done, its phase is not over and its rule is on."""
    rule = next((rule for rule in rules if rule.id == raised.rule_id), None)
    if rule is None or not rule.is_on or raised.answered_at is not None:
        return False
    # An instant after its first it counts as come again: that it was raised does not settle it, only what was done since.
    again = Due(rule, max(now, raised.first_due_at + timedelta.resolution), raised.first_due_at, raised.about, text=raised.text)
    return _is_wanted(again, facts, now)


def _not_yet_raised(rules: Iterable[Rule], facts: Facts, now: datetime) -> list[Due]:
    raised = {(past.rule_id, past.due_at, past.about) for past in facts.raised}
    found: dict[tuple[str, datetime, str], Due] = {}
    for rule in (rule for rule in rules if rule.is_on):
        for reminder in _due_instants(rule, facts, now - _reach(rule), now):
            if reminder.key not in raised and _is_wanted(reminder, facts, now):
                found.setdefault(reminder.key, reminder)
    return sorted(found.values(), key=lambda reminder: (reminder.at, RANK[reminder.rule.kind], reminder.rule.id, reminder.about))


def _coming_reminders(rule: Rule, facts: Facts, now: datetime) -> Iterator[Reminder]:
    if rule.kind is ReminderKind.ICE:
        yield from _coming_ice_session(rule, facts, now)
    if rule.kind in {ReminderKind.ICE, ReminderKind.BACKUP}:
        return
    raised = {(past.rule_id, past.due_at, past.about) for past in facts.raised}
    last = now + (AHEAD_ONCE if rule.day or rule.kind is ReminderKind.APPOINTMENT else AHEAD)
    first = now + timedelta.resolution if rule.kind is ReminderKind.PHASE_SWITCH else now  # the switch of this very instant has come
    for reminder in _due_instants(rule, facts, first, last):
        if reminder.key not in raised and facts.state(reminder.at).phase in rule.phases and not is_done(reminder, facts, reminder.at):
            yield Reminder(rule.kind.value, facts.first_free(reminder.at))
            return


def _coming_ice_session(rule: Rule, facts: Facts, now: datetime) -> Iterator[Reminder]:
    state = facts.state(now)
    if state.phase is not Phase.ICE or state.anchor is None or state.ice_over_at is None:
        return
    at = _first_in_hours(rule, facts, facts.first_free(max(_ice_wanted(rule, facts, state.anchor, now) or state.anchor, now)))
    if at < state.ice_over_at and rule.falls_on(facts.day(at)):
        yield Reminder(rule.kind.value, at)


def _is_wanted(reminder: Due, facts: Facts, now: datetime) -> bool:
    rule = reminder.rule
    if rule.kind in OF_SESSIONS and facts.is_session_running(now):
        return False
    # Both then and now: what belongs to a phase that is over is not raised late, nor in one that had not begun.
    in_phase = {facts.state(reminder.at).phase, facts.state(now).phase} <= set(rule.phases)
    return in_phase and not _is_before_its_time(reminder, facts, now) and not is_done(reminder, facts, now)


def _is_before_its_time(reminder: Due, facts: Facts, now: datetime) -> bool:
    """Whether nobody could have missed it: before anybody looked, before its rule was as it is, or before the plan was.

    An instant that lies ahead was written down while the clock was wrong, and says nothing.
    """
    rule = reminder.rule
    if reminder.comes_again or rule.kind is ReminderKind.ICE:
        return False
    since = [facts.plan_changed_at] if rule.kind is ReminderKind.PHASE_SWITCH or rule.is_of_the_plan else []
    if rule.kind not in BY_EVENT:
        since += [facts.watched_since, rule.since, facts.arranged_at.get(reminder.about)]
    return any(at is not None and reminder.at < at <= now + CLOCKS_DIFFER for at in since)


def _reach(rule: Rule) -> timedelta:
    return REACH_ONCE if rule.day or rule.kind is ReminderKind.ICE else REACH.get(rule.kind, LOOK_BACK)


def _due_instants(rule: Rule, facts: Facts, first: datetime, last: datetime) -> Iterator[Due]:
    """When a rule falls due between two instants, both included, in order of time; what comes again too."""
    found: Iterable[Due]
    match rule.kind:
        case ReminderKind.ICE:
            found = _by_cycle(rule, facts, last)
        case ReminderKind.PHASE_SWITCH:
            found = _by_switch(rule, facts, first, last)
        case ReminderKind.AFTER_SESSION:
            found = sorted(_after_sessions(rule, facts, last), key=BY_TIME)
        case ReminderKind.APPOINTMENT:
            found = _before_visits(rule, facts)
        case _:
            found = _by_times(rule, facts, first, last)
    # Merged and not sorted: series are long, and whoever looks for what comes next stops at the first.
    for reminder in merge(found, sorted(_repeats(rule, facts), key=BY_TIME), key=BY_TIME):
        if first <= reminder.at <= last:
            yield reminder


def _by_times(rule: Rule, facts: Facts, first: datetime, last: datetime) -> Iterator[Due]:
    start, end = facts.day(first), facts.day(last)
    days = [rule.day] if rule.day else [start + number * DAY for number in range((end - start).days + 1)]
    for day in days:
        if rule.falls_on(day):
            yield from _on_day(rule, facts, day)


def _on_day(rule: Rule, facts: Facts, day: date, about: str = "", text: str = "") -> Iterator[Due]:
    for wall in rule.walls():
        at = local_moment(datetime.combine(day, wall), facts.zone).moment.at
        yield Due(rule, at, at, about, text=text or rule.text)


def _by_cycle(rule: Rule, facts: Facts, now: datetime) -> Iterator[Due]:
    """The next ice session, once a cycle; the first of a count is never due, the person has just begun it."""
    state = facts.state(now)
    if state.phase is not Phase.ICE or state.anchor is None or state.ice_over_at is None:
        return
    began = cycle_began(facts, rule.id, state.anchor)
    wanted = _ice_wanted(rule, facts, state.anchor, now)
    if began is None or wanted is None or any(past.rule_id == rule.id and past.due_at > began for past in facts.raised):
        return
    at = _first_in_hours(rule, facts, wanted)
    if at < state.ice_over_at and rule.falls_on(facts.day(at)):
        yield Due(rule, at, at)


def _ice_wanted(rule: Rule, facts: Facts, anchor: datetime, now: datetime) -> datetime | None:
    rest = facts.phase_plan(Phase.ICE, now).rest
    began = cycle_began(facts, rule.id, anchor)
    return None if began is None else began + (rest.minutes if rest else timedelta(0))


def _first_in_hours(rule: Rule, facts: Facts, at: datetime) -> datetime:
    """The instant itself, or the first one in the hours of the rule that is not quiet; the instant again where there is none."""
    outside = rule.hours.rest_of_day
    found = at
    # Leaving one may lead into the other. Where the two fill the day together that has no end: three turns, and the instant itself.
    for _turn in range(3):
        found = facts.quiet.first_loud(outside.first_loud(found, facts.zone), facts.zone)
        if not outside.hold(found, facts.zone):
            return found
    return at


def _by_switch(rule: Rule, facts: Facts, first: datetime, last: datetime) -> Iterator[Due]:
    """The switch from ice to heat where the hours make it, not the person."""
    # From both ends: where ice was begun again between them they have different switches.
    switches = {facts.state(looked_at).ice_over_at for looked_at in (first, last)}
    for at in sorted(at for at in switches if at is not None):
        if facts.state(at).since == at and facts.state(at).phase is Phase.HEAT:
            yield Due(rule, at, at)


def _after_sessions(rule: Rule, facts: Facts, now: datetime) -> Iterator[Due]:
    """Half an hour after a session whose pain before was given; one logged by hand later than that asks nothing."""
    for session, ended_at in facts.ended_sessions(now):
        at = ended_at + AFTER_SESSION
        in_diary = session.created_at is None or session.created_at <= at
        if session.before is not None and in_diary and rule.falls_on(facts.day(at)):
            yield Due(rule, at, at, session.id)


def _before_visits(rule: Rule, facts: Facts) -> Iterator[Due]:
    """The evening before each appointment."""
    for visit in facts.appointments:
        if rule.falls_on(visit.moment.day - DAY):
            words = in_a_row((time_text(visit.moment.local), visit.whom))
            yield from _on_day(rule, facts, visit.moment.day - DAY, visit.id, words)


def _repeats(rule: Rule, facts: Facts) -> Iterator[Due]:
    """What was put off, at its time; and what was not answered, every so many minutes until it is or the quiet hours begin."""
    mine = [past for past in facts.raised if past.rule_id == rule.id]
    for past in mine:
        if past.snoozed_until is not None:
            yield Due(rule, past.snoozed_until, past.first_due_at, past.about, text=past.text)
        elif rule.repeat is not None and past.round < rule.repeat.times and not _is_answered(past, mine):
            at = past.raised_at + timedelta(minutes=rule.repeat.minutes)
            if not facts.quiet.hold(at, facts.zone):
                yield Due(rule, at, past.first_due_at, past.about, past.round + 1, past.text)


def _is_answered(raised: Raised, others: Iterable[Raised]) -> bool:
    """Whether it was answered, or the same reminder when it came again."""
    return any(
        other.answered_at is not None
        and other.answered_at >= raised.raised_at
        and (other.first_due_at, other.about) == (raised.first_due_at, raised.about)
        for other in others
    )
