"""What was done in the days of the report, by kind, the most frequent first; and the days called a flare."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby
from statistics import median
from typing import TypeVar

from tracker.domain.activity_week import active_weeks
from tracker.domain.entries import Activity, DayNote, Entry, Session
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.silence import WARM, is_exercise
from tracker.domain.sessions import ICE, counts_as_done
from tracker.domain.words import activity_name, day_words, session_name
from tracker.formats.joining import with_colon, with_comma
from tracker.formats.texts import in_a_row, number_text
from tracker.language import _, ngettext, pgettext
from tracker.reports.block import Block, Row

Kinded = TypeVar("Kinded", Session, Activity)

MINUTE = timedelta(minutes=1)
# Lines that a block of page one holds.
MOST_KINDS, MOST_FLARES, MOST_OTHERS, MOST_WEEKS = 8, 6, 4, 4
# What the plan counts stands in its own block, with the exercises.
IN_THE_PLAN = frozenset({ICE, *WARM})


def done_block(entries: Sequence[Entry]) -> Block:
    """How often and on how many days each kind of session was done, each exercise by itself."""
    groups = _by_kind(_done_sessions(entries))
    rows = [
        Row((session_name(kind), number_text(len(own)), number_text(len({session.moment.day for session in own}))))
        for kind, own in groups[:MOST_KINDS]
    ]
    more = len(groups) - len(rows)
    note = ngettext("and {n} more", "and {n} more", more).format(n=more) if more else ""
    return Block(
        heading=pgettext("sessions", "Done"),
        headers=("", pgettext("how often", "Times"), _("Days")),
        rows=tuple(rows),
        note=note,
        missing="" if _has_ended_session(entries) else _("Sessions"),
    )


def deeds_block(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The sessions that were done, a line a kind."""
    return _most_first([_sessions_line(kind, own) for kind, own in _by_kind(_done_sessions(entries))], MOST_KINDS)


def others_lines(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The sessions of kinds that no plan counts, a line a kind."""
    others = [session for session in _done_sessions(entries) if session.kind not in IN_THE_PLAN and not is_exercise(session.kind)]
    return _most_first([_sessions_line(kind, own) for kind, own in _by_kind(others)], MOST_OTHERS)


def activity_block(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The activities, a line a kind."""
    activities = [entry for entry in entries if isinstance(entry, Activity)]
    return _most_first([_activity_line(kind, own) for kind, own in _by_kind(activities)], MOST_KINDS)


def active_weeks_lines(entries: Sequence[Entry], spans: Sequence[PhaseSpan], aim: float | None) -> tuple[str, ...]:
    """The active minutes of the latest weeks within keeping well, beside the person's own aim in minutes a week; no more is said of it."""
    well = [span for span in spans if span.phase is Phase.WELL]
    within = [entry for entry in entries if isinstance(entry, Activity) and any(span.holds(entry.moment.at) for span in well)]
    weeks = active_weeks(within)[-MOST_WEEKS:]
    if not weeks:
        return ()
    told = in_a_row(_("{minutes} from {day}").format(minutes=number_text(week.minutes, 0), day=day_words(week.first)) for week in weeks)
    line = _("Active minutes a week in keeping well: {weeks}").format(weeks=told)
    return (line,) if aim is None else (line, _("Own aim: {minutes} minutes a week").format(minutes=number_text(aim, 0)))


def flares_block(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The days a person called a flare, the latest of them with their notes."""
    flares = sorted((entry for entry in entries if isinstance(entry, DayNote) and entry.flare), key=lambda entry: entry.moment.at)
    shown = flares[-MOST_FLARES:]
    lines = [_flare_line(entry) for entry in shown]
    if earlier := len(flares) - len(shown):
        lines.insert(0, ngettext("{n} earlier day", "{n} earlier days", earlier).format(n=number_text(earlier)))
    return tuple(lines)


def _done_sessions(entries: Sequence[Entry]) -> list[Session]:
    return [entry for entry in entries if isinstance(entry, Session) and counts_as_done(entry)]


def _has_ended_session(entries: Sequence[Entry]) -> bool:
    return any(isinstance(entry, Session) and entry.ended_at is not None for entry in entries)


def _by_kind(entries: Sequence[Kinded]) -> list[tuple[str, list[Kinded]]]:
    """The entries of each kind, the most frequent kind first."""
    # By kind first, as `groupby` puts only neighbours together; kinds of equal number then come by their names.
    ordered = sorted(entries, key=lambda entry: entry.kind)
    groups = [(kind, list(own)) for kind, own in groupby(ordered, key=lambda entry: entry.kind)]
    return sorted(groups, key=lambda group: -len(group[1]))


def _sessions_line(kind: str, sessions: Sequence[Session]) -> str:
    return _line(session_name(kind), len(sessions), _minutes_words([session.length / MINUTE for session in sessions]))


def _activity_line(kind: str, activities: Sequence[Activity]) -> str:
    minutes = [activity.minutes for activity in activities if activity.minutes is not None]
    counts = [activity.count for activity in activities if activity.count is not None]
    amount = _minutes_words(minutes) if minutes else number_text(median(counts), 0) if counts else ""
    return _line(activity_name(kind), len(activities), amount)


def _minutes_words(minutes: Sequence[float]) -> str:
    return _("{minutes} min").format(minutes=number_text(median(minutes), 0)).replace(" ", "\N{NO-BREAK SPACE}")


def _line(name: str, n: int, amount: str) -> str:
    """How often a kind was done, and how much of it: the median where it was more than once."""
    times = ngettext("{n} time", "{n} times", n).format(n=number_text(n))
    if n > 1 and amount:
        amount = _("usually {amount}").format(amount=amount)
    return with_colon(name, with_comma(times, amount) if amount else times)


def _most_first(lines: Sequence[str], most: int) -> tuple[str, ...]:
    shown = tuple(lines[:most])
    if more := len(lines) - len(shown):
        return (*shown, ngettext("and {n} more", "and {n} more", more).format(n=more))
    return shown


def _flare_line(entry: DayNote) -> str:
    day = day_words(entry.moment.day)
    return with_colon(day, entry.note.strip()) if entry.note.strip() else day
