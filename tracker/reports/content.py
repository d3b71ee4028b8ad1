"""The report as data: every sentence and number of the page, in words, before any typesetting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from statistics import median
from typing import TypeVar

from tracker.charts.picture import PainPicture, describe_pain, pain_picture
from tracker.domain.entries import Activity, DayNote, Entry, Session
from tracker.domain.episodes import Episode
from tracker.domain.figures import Progress
from tracker.domain.phases import PhaseSpan
from tracker.domain.times import Moment
from tracker.domain.words import change_sentences, day_words, period_words, phase_name, points_words, session_name, time_words
from tracker.language import _, ngettext

Kinded = TypeVar("Kinded", Session, Activity)

MINUTE = timedelta(minutes=1)
MOST_KINDS = 8
MOST_NOTES = 6
MOST_EPISODES = 3
MOST_PHASES = 8
NAME_ROOM = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What the report is made from.

    `entries` may begin before the period: only the line of the chart looks at those. `help_shown` is the day on which the list
    "When to get help" was shown last.
    """

    first: date
    last: date
    now: Moment
    version: str
    entries: Sequence[Entry] = ()
    episodes: Sequence[tuple[Episode, Sequence[PhaseSpan]]] = ()
    help_shown: date | None = None
    site: str | None = None
    person: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Block:
    """A heading with its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WeekTable:
    """The first week beside the last: column headings, rows of label and two values, and the sentence about the change."""

    columns: tuple[str, str]
    rows: tuple[tuple[str, str, str], ...]
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """One page: what it says, and the picture on it."""

    language: str
    written: datetime
    heading: str
    under_heading: tuple[str, ...]
    episodes: tuple[Block, ...]
    weeks: WeekTable
    chart_heading: str
    picture: PainPicture
    chart_words: str
    blocks: tuple[Block, ...]
    footer: tuple[str, ...]


def report_content(facts: ReportFacts) -> ReportContent:
    """The page that these facts make; pure."""
    inside = [entry for entry in facts.entries if facts.first <= entry.moment.day <= facts.last]
    episodes = _episodes_inside(facts)
    spans = [span for _episode, own in episodes for span in own]
    picture = pain_picture(facts.entries, spans, facts.site, (facts.first, facts.last), facts.now)
    blocks = (*_done(inside), *_flare_notes(inside))
    return ReportContent(
        language=facts.language,
        written=facts.now.at,
        heading=_("Patient diary, self-reported"),
        under_heading=_under_heading(facts),
        episodes=_episode_blocks(facts, episodes),
        weeks=_week_table(picture.progress),
        chart_heading=_chart_heading(facts.site),
        picture=picture,
        chart_words=describe_pain(picture),
        blocks=tuple(block for block in blocks if block.lines),
        footer=_footer(facts, picture.progress),
    )


def _under_heading(facts: ReportFacts) -> tuple[str, ...]:
    written = _("written on {day}").format(day=day_words(facts.now.day))
    parts = (shortened(facts.person.strip(), NAME_ROOM), period_words(facts.first, facts.last), written)
    return tuple(part for part in parts if part)


def _chart_heading(site: str | None) -> str:
    return _("Pain, 0 to 10") if site is None else _("Pain, 0 to 10, {site}").format(site=shortened(site, NAME_ROOM))


def _episodes_inside(facts: ReportFacts) -> list[tuple[Episode, Sequence[PhaseSpan]]]:
    inside = (each for each in facts.episodes if each[0].onset.day <= facts.last and (each[0].ended is None or each[0].ended.day >= facts.first))
    return sorted(inside, key=lambda each: each[0].onset.at)


def _episode_blocks(facts: ReportFacts, episodes: Sequence[tuple[Episode, Sequence[PhaseSpan]]]) -> tuple[Block, ...]:
    shown = episodes[-MOST_EPISODES:]
    blocks = [Block(_("Episode"), _episode_lines(episode, spans, facts.now.zone)) for episode, spans in shown]
    if not blocks:
        return (Block(_("Episode"), (_("No episode in these days: a diary only."),)),)
    if earlier := len(episodes) - len(shown):
        text = ngettext("{n} earlier episode is not shown here.", "{n} earlier episodes are not shown here.", earlier)
        blocks.append(Block("", (text.format(n=earlier),)))
    return tuple(blocks)


def _episode_lines(episode: Episode, spans: Sequence[PhaseSpan], zone: str) -> tuple[str, ...]:
    since = _("Since {time}.").format(time=time_words(episode.onset.local))
    if episode.ended is not None:
        since = _("From {start} until {end}.").format(start=time_words(episode.onset.local), end=time_words(episode.ended.local))
    lines = [since]
    if episode.cause.strip():
        lines.append(_("It began with: {cause}").format(cause=episode.cause.strip()))
    if episode.sites:
        lines.append(_("Where: {sites}").format(sites=", ".join(episode.sites)))
    return (*lines, *(_phase_line(span, zone) for span in spans[-MOST_PHASES:]))


def _phase_line(span: PhaseSpan, zone: str) -> str:
    line = _("{phase} from {time}").format(phase=phase_name(span.phase), time=time_words(Moment.of(span.start, zone).local))
    if span.reason.strip():
        return _("{line}; opened with the reason “{reason}”").format(line=line, reason=span.reason.strip())
    return line


def _week_table(progress: Progress) -> WeekTable:
    weeks = (progress.first_week, progress.last_week)
    typical, worst, least = (
        tuple(points_words(value) for value in values) for values in zip(*((week.typical, week.worst, week.least) for week in weeks), strict=True)
    )
    counts = tuple(f"{week.n:,}" for week in weeks)
    labels = (_("typical (median)"), _("worst"), _("least"), _("entries"))
    pairs = (typical, worst, least, counts)
    rows = tuple((label, one, other) for label, (one, other) in zip(labels, pairs, strict=True))
    return WeekTable((_("first 7 days"), _("last 7 days")), rows, change_sentences(progress))


def _done(entries: Sequence[Entry]) -> tuple[Block, ...]:
    sessions = [entry for entry in entries if isinstance(entry, Session) and entry.ended_at is not None]
    activities = [entry for entry in entries if isinstance(entry, Activity)]
    return (
        Block(_("What was done"), _most_first([_sessions_line(kind, own) for kind, own in _by_kind(sessions)])),
        Block(_("Activity"), _most_first([_activity_line(kind, own) for kind, own in _by_kind(activities)])),
    )


def _by_kind(entries: Sequence[Kinded]) -> list[tuple[str, list[Kinded]]]:
    """The entries of each kind, the most frequent kind first."""
    ordered = sorted(entries, key=lambda entry: entry.kind)
    groups = [(kind, list(own)) for kind, own in groupby(ordered, key=lambda entry: entry.kind)]
    return sorted(groups, key=lambda group: -len(group[1]))


def _sessions_line(kind: str, sessions: Sequence[Session]) -> str:
    minutes = median(session.length / MINUTE for session in sessions)
    return _line(session_name(kind), len(sessions), _("usually {minutes}\N{NO-BREAK SPACE}min").format(minutes=f"{minutes:.0f}"))


def _activity_line(kind: str, activities: Sequence[Activity]) -> str:
    minutes = [activity.minutes for activity in activities if activity.minutes is not None]
    counts = [activity.count for activity in activities if activity.count is not None]
    usual = ""
    if minutes:
        usual = _("usually {minutes}\N{NO-BREAK SPACE}min").format(minutes=f"{median(minutes):.0f}")
    elif counts:
        usual = _("usually {count}").format(count=f"{median(counts):,.0f}")
    return _line(session_name(kind), len(activities), usual)


def _line(name: str, n: int, usual: str) -> str:
    times = ngettext("{n} time", "{n} times", n).format(n=f"{n:,}")
    if not usual:
        return _("{name}: {times}").format(name=name, times=times)
    return _("{name}: {times}, {usual}").format(name=name, times=times, usual=usual)


def _most_first(lines: Sequence[str]) -> tuple[str, ...]:
    shown = tuple(lines[:MOST_KINDS])
    if more := len(lines) - len(shown):
        return (*shown, ngettext("and {n} other kind", "and {n} other kinds", more).format(n=more))
    return shown


def _flare_notes(entries: Sequence[Entry]) -> tuple[Block, ...]:
    flares = sorted((entry for entry in entries if isinstance(entry, DayNote) and entry.flare), key=lambda entry: entry.moment.at)
    shown = flares[-MOST_NOTES:]
    lines = [_flare_line(entry) for entry in shown]
    if earlier := len(flares) - len(shown):
        lines.insert(0, ngettext("{n} earlier day", "{n} earlier days", earlier).format(n=earlier))
    return (Block(_("Days called a flare"), tuple(lines)),)


def _flare_line(entry: DayNote) -> str:
    day = day_words(entry.moment.day)
    return _("{day}: {note}").format(day=day, note=entry.note.strip()) if entry.note.strip() else day


def _footer(facts: ReportFacts, progress: Progress) -> tuple[str, ...]:
    shown = _('The list "When to get help" has not been shown.')
    if facts.help_shown is not None:
        shown = _('The list "When to get help" was shown on {day}.').format(day=day_words(facts.help_shown))
    return (
        shown,
        _("Days without an entry are left open: {n} of {days}.").format(n=f"{progress.missing_days:,}", days=f"{progress.days:,}"),
        _("Written by Recovery Tracker {version}, a diary and reminder tool; not a medical device; not checked by a regulator.").format(
            version=facts.version
        ),
    )


def shortened(text: str, limit: int) -> str:
    """The text, cut to so many characters with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
