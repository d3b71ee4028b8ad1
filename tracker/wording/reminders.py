"""What comes next, and what a notice says of one or of a group: in one wording for window and command line."""

from datetime import datetime

from tracker.domain.reminders.facts import Group, How, Raised
from tracker.domain.reminders.rules import ReminderKind
from tracker.domain.status import Status
from tracker.domain.times import Moment
from tracker.domain.words import time_near
from tracker.formats.joining import with_brackets, with_colon
from tracker.formats.texts import in_a_row
from tracker.language import _, ngettext
from tracker.library.reminders import ReminderWords, reminder_words
from tracker.wording.reminder_rules import reminder_name


def next_words(status: Status) -> str:
    """What comes next, for the tray and the command line: "Next: ice at 14:53"."""
    if status.reminder is None:
        return ""
    is_due, name = status.reminder.at <= status.at.at, reminder_name(status.reminder.kind)
    when = time_near(Moment.of(status.reminder.at, status.at.zone).local, status.at.day)
    # The time is that of the reminder, which must not be taken for that of the appointment.
    if status.reminder.kind == ReminderKind.APPOINTMENT:
        return _("Next: a reminder of your appointment") if is_due else _("Next: at {time}, a reminder of your appointment").format(time=when)
    if is_due:
        return _("Next: {what}, when you like").format(what=name)
    return _("Next: {what} at {time}").format(what=name, time=when)


def group_words(group: Group, now: Moment) -> tuple[str, str]:
    """The title and the text of the notice for what is raised at once; what is late is told with its time."""
    if len(group.reminders) == 1:
        return _single_words(group.reminders[0], now, is_late=group.is_late)
    count = len(group.reminders)
    title = ngettext("{count} reminder", "{count} reminders", count).format(count=count)
    # Late at the head only where all are: what is on time beside it was not missed.
    if all(reminder.how is How.LATE for reminder in group.reminders):
        title = _("Late: {what}").format(what=title)
    elif group.is_late:
        title = _("{what}, some of them late").format(what=title)
    return title, "\n".join(_lines(group, now))


def _single_words(reminder: Raised, now: Moment, *, is_late: bool) -> tuple[str, str]:
    title, body = _title_and_body(reminder)
    if not is_late:
        return title, body
    late = _("Late: it was due at {time}.").format(time=_time_words(reminder.due_at, now))
    return title, f"{late} {body}".strip()


def _title_and_body(reminder: Raised) -> tuple[str, str]:
    if reminder.kind == ReminderKind.OWN:
        return reminder.text, ""
    words = reminder_words()[ReminderKind(reminder.kind)]
    return notice_title(words).format(when_and_whom=reminder.text), _(words.text)


def notice_title(words: ReminderWords) -> str:
    """What a notice begins with, in the chosen language."""
    # Translators: the heading of a notice; {what} is what may be done now, such as "Damp heat".
    return _(words.title) if words.title else _("{what}, if you like").format(what=_(words.name))


def _lines(group: Group, now: Moment) -> list[str]:
    """One line a reminder, with the times it was due at."""
    times: dict[str, list[str]] = {}
    for reminder in group.reminders:
        name = reminder.text if reminder.kind == ReminderKind.OWN else reminder_name(reminder.kind)
        if reminder.kind == ReminderKind.APPOINTMENT:
            name = with_brackets(name, reminder.text)
        times.setdefault(name, []).append(_time_words(reminder.due_at, now))
    return [with_colon(name, in_a_row(when)) for name, when in times.items()]


def _time_words(at: datetime, now: Moment) -> str:
    return time_near(Moment.of(at, now.zone).local, now.day)
