"""What the rules of reminders and what they raised are called: names, times and answers as a person reads them."""

from datetime import datetime, timedelta

from tracker.domain.plan.protocol import EPISODE_PHASES, Phase
from tracker.domain.plan.words import phase_name
from tracker.domain.reminders.facts import Answer, How, Raised
from tracker.domain.reminders.quiet_hours import QuietHours
from tracker.domain.reminders.rules import EVERY_DAY, EVERY_PHASE, ReminderKind, Rule
from tracker.domain.times import Moment
from tracker.domain.words import day_words, time_seen_from
from tracker.formats.joining import with_comma, with_semicolon
from tracker.formats.texts import dates, in_a_row, time_text
from tracker.language import N_, _, ngettext
from tracker.library.reminders import reminder_words

WHEN = {
    ReminderKind.PHASE_SWITCH: N_("when the hours of ice are over"),
    ReminderKind.AFTER_SESSION: N_("half an hour after it, where you logged the pain before"),
    ReminderKind.APPOINTMENT: N_("{times} on the day before"),
    ReminderKind.FUNCTION: N_("{times}, once a week"),
    ReminderKind.BACKUP: N_("{times}, when the newest is over a week old"),
}
OF_NO_DAY = frozenset({ReminderKind.PHASE_SWITCH, ReminderKind.APPOINTMENT})
MINUTE = timedelta(minutes=1)
PUT_OFF = N_("put off by {minutes} min")
ANSWERS = {
    Answer.START: N_("started"),
    Answer.SNOOZE_15: PUT_OFF,
    Answer.SNOOZE_30: PUT_OFF,
    Answer.SNOOZE_60: PUT_OFF,
    Answer.SKIP: N_("skipped"),
    Answer.OPENED: N_("opened"),
}
# Two days in a row read better one by one: Mon, Tue.
LEAST_RUN = 3


def reminder_name(kind: str) -> str:
    """What a kind of reminder is called; an older or unknown kind as it is."""
    known = kind in set(ReminderKind)
    return _(reminder_words()[ReminderKind(kind)].name) if known else kind


def rule_name(rule: Rule) -> str:
    """What a rule is called in a list; an own one by its text."""
    return rule.text if rule.is_own and rule.text else reminder_name(rule.kind)


def weekday_names() -> tuple[str, ...]:
    """The short names of the days of the week, Monday first."""
    return dates().weekdays_alone


def when_words(rule: Rule) -> str:
    """When a rule falls due: "09:00, 14:00, 19:00; Mon to Fri"."""
    words = _ice_words(rule) if rule.kind is ReminderKind.ICE else _(WHEN.get(rule.kind, "{times}")).format(times=_times_words(rule))
    return "; ".join(part for part in (words, _days_words(rule)) if part)


def condition_words(rule: Rule, usual: Rule | None = None) -> str:
    """In which phases a rule holds, and how it comes again, where there is something to say; of the phases nothing where they are the usual ones."""
    phases = "" if usual is not None and set(rule.phases) == set(usual.phases) else _phase_words(rule)
    parts = [phases, _repeat_words(rule), "" if rule.silent_when_done else _("also when it is done already")]
    return "; ".join(part for part in parts if part)


def state_words(rule: Rule, usual: Rule | None) -> str:
    """When a rule falls due, and what of it is not as it came."""
    return "; ".join(part for part in (when_words(rule), condition_words(rule, usual)) if part)


def quiet_hours_words(quiet: QuietHours) -> str:
    """From when to when no reminder comes."""
    if quiet.start == quiet.end:
        return _("none")
    return with_semicolon(
        _("{first} to {last}").format(first=time_text(quiet.start), last=time_text(quiet.end)), _("the end of a session is always told")
    )


def raised_words(raised: Raised, now: Moment) -> tuple[str, str]:
    """When a reminder was due, and what became of it: its name, when it was raised where that was late, and the answer."""
    parts = [_raised_name(raised)]
    if raised.round:
        parts.append(_("again"))
    if raised.how is How.LATE:
        parts.append(_("came late, {when}").format(when=_raised_time(raised.raised_at, now, raised.due_at)))
    return time_seen_from(Moment.of(raised.due_at, now.zone).local, now.day), "; ".join([*parts, _answer_words(raised)])


def _ice_words(rule: Rule) -> str:
    if rule.hours.start == rule.hours.end:
        return _("after each rest")
    between = _("from {first} to {last}").format(first=time_text(rule.hours.start), last=time_text(rule.hours.end))
    return with_comma(_("after each rest"), between)


def _times_words(rule: Rule) -> str:
    if rule.every is None:
        return in_a_row(time_text(wall) for wall in rule.walls())
    every = ngettext("every minute", "every {minutes} minutes", rule.every).format(minutes=rule.every)
    hours = _("from {first} to {last}").format(first=time_text(rule.hours.start), last=time_text(rule.hours.end))
    return f"{every} {hours}"


def _days_words(rule: Rule) -> str:
    if rule.kind in OF_NO_DAY:
        return ""
    if rule.day is not None:
        return _("once, on {day}").format(day=day_words(rule.day))
    if set(rule.weekdays) == set(EVERY_DAY):
        return ""
    days = sorted(set(rule.weekdays))
    if len(days) >= LEAST_RUN and days[-1] - days[0] == len(days) - 1:
        return _("{first} to {last}").format(first=dates().weekdays_alone[days[0]], last=dates().weekdays_alone[days[-1]])
    return in_a_row(dates().weekdays_alone[day] for day in days)


def _phase_words(rule: Rule) -> str:
    phases = set(rule.phases)
    if phases == set(EVERY_PHASE) or rule.kind is ReminderKind.PHASE_SWITCH:
        return ""
    if phases == set(EPISODE_PHASES):
        return _("during an episode")
    return _("only in: {phases}").format(phases=in_a_row(phase_name(phase) for phase in Phase if phase in phases))


def _repeat_words(rule: Rule) -> str:
    if rule.repeat is None:
        return ""
    words = ngettext(
        "again after {minutes} minutes until answered, at most {times} time",
        "again every {minutes} minutes until answered, at most {times} times",
        rule.repeat.times,
    )
    return words.format(minutes=rule.repeat.minutes, times=rule.repeat.times)


def _raised_name(raised: Raised) -> str:
    if raised.kind == ReminderKind.OWN:
        return raised.text or reminder_name(ReminderKind.OWN)
    # What was raised is kept, also of a kind that this version of the app does not know.
    name = reminder_name(raised.kind)
    return f"{name} ({raised.text})" if raised.text else name


def _answer_words(raised: Raised) -> str:
    if raised.answer is None:
        return _("no answer")
    # Likewise an answer that only another version knows.
    if raised.answer not in set(Answer):
        return _("answered")
    answer = Answer(raised.answer)
    return _(ANSWERS[answer]).format(minutes=round(answer.snooze / MINUTE) if answer.snooze else "")


def _raised_time(at: datetime, now: Moment, since: datetime) -> str:
    local, before = Moment.of(at, now.zone).local, Moment.of(since, now.zone).local
    return time_text(local) if local.date() == before.date() else time_seen_from(local, now.day)
