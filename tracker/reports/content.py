"""The report as data: every sentence and number of its pages, in words, before any typesetting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from tracker.charts.pain.picture import MarkKind, PainPicture, pain_picture
from tracker.charts.pain.words import describe_pain
from tracker.domain.episodes import Episode
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.words import phase_name
from tracker.domain.redaction import LeftOut
from tracker.domain.statistics.figures import Logged, WeekComparison
from tracker.domain.statistics.words import change_sentences
from tracker.domain.times import Moment
from tracker.domain.words import day_and_month, day_words, period_words, points_words, time_words
from tracker.language import N_, _, ngettext
from tracker.library.body import place_words
from tracker.reports.blocks import Block, absent_words, page_blocks
from tracker.reports.choices import Paper
from tracker.reports.facts import ReportFacts
from tracker.reports.sections import ChartSection, TableSection, chart_sections, empty_charts, table_sections

# Page one is for a minute's reading: the latest episodes and phases alone, and letters of a name.
MOST_EPISODES = 3
MOST_PHASES = 8
NAME_ROOM = 80
PAGE_ONE_MARKS = frozenset({MarkKind.ONSET, MarkKind.FLARE, MarkKind.APPOINTMENT, MarkKind.PHYSIO})
LEFT_OUT = {LeftOut.NOTES: N_("notes"), LeftOut.MEDICINES: N_("medicines"), LeftOut.MOOD: N_("mood")}


@dataclass(frozen=True, slots=True)
class EpisodeBlock:
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
    """What the first page says, the picture on it, and what follows."""

    language: str
    paper: Paper
    written: datetime
    heading: str
    under_heading: tuple[str, ...]
    running: tuple[str, ...]
    episodes: tuple[EpisodeBlock, ...]
    weeks: WeekTable
    chart_heading: str
    picture: PainPicture
    chart_words: str
    blocks: tuple[Block, ...]
    footer: tuple[str, ...]
    charts: tuple[ChartSection, ...]
    no_charts: str
    tables: tuple[TableSection, ...]


def report_content(facts: ReportFacts) -> ReportContent:
    """The pages that these facts make; pure."""
    episodes = _episodes_inside(facts)
    picture = _picture(facts, episodes)
    blocks = page_blocks(facts)
    period = period_words(facts.first, facts.last)
    return ReportContent(
        language=facts.choices.language,
        paper=facts.choices.paper,
        written=facts.now.at,
        heading=_("Patient diary, self-reported"),
        under_heading=_under_heading(facts),
        running=tuple(part for part in (shortened(facts.choices.person.strip(), NAME_ROOM), period) if part),
        episodes=_episode_blocks(facts, episodes),
        weeks=_week_table(picture.comparison),
        chart_heading=_chart_heading(facts.site),
        picture=picture,
        chart_words=describe_pain(picture),
        # What there is nothing of is named in one sentence at the foot, and leaves its room to what there is.
        blocks=tuple(block for block in blocks if not block.is_empty),
        footer=_footer(facts, picture.logged, absent_words(blocks)),
        charts=chart_sections(facts),
        no_charts=empty_charts(facts),
        tables=table_sections(facts),
    )


def _picture(facts: ReportFacts, episodes: Sequence[tuple[Episode, Sequence[PhaseSpan]]]) -> PainPicture:
    """The curve with its bands, and those marks that have a line of their own: sessions and doses are counted in words below."""
    spans = [span for _episode, own in episodes for span in own]
    period = (facts.first, facts.last)
    picture = pain_picture(facts.entries, spans, facts.site, period, facts.now, onsets=facts.onsets, appointments=facts.appointments)
    return replace(picture, shown_marks=PAGE_ONE_MARKS, with_headline=False)


def _under_heading(facts: ReportFacts) -> tuple[str, ...]:
    born = facts.choices.birth_date
    # The next one, as that is whom the report is for.
    following = next(
        (visit.moment for visit in sorted(facts.appointments, key=lambda visit: visit.moment.at) if visit.moment.at >= facts.now.at), None
    )
    parts = (
        shortened(facts.choices.person.strip(), NAME_ROOM),
        _("born {day}").format(day=day_words(born)) if born else "",
        period_words(facts.first, facts.last),
        _("for the appointment on {day}").format(day=day_words(following.day)) if following else "",
    )
    return tuple(part for part in parts if part)


def _chart_heading(site: str | None) -> str:
    return _("Pain, 0 to 10") if site is None else _("Pain, 0 to 10, {site}").format(site=shortened(place_words(site), NAME_ROOM))


def _episodes_inside(facts: ReportFacts) -> list[tuple[Episode, Sequence[PhaseSpan]]]:
    inside = (each for each in facts.episodes if each[0].onset.day <= facts.last and (each[0].ended is None or each[0].ended.day >= facts.first))
    return sorted(inside, key=lambda each: each[0].onset.at)


def _episode_blocks(facts: ReportFacts, episodes: Sequence[tuple[Episode, Sequence[PhaseSpan]]]) -> tuple[EpisodeBlock, ...]:
    shown = episodes[-MOST_EPISODES:]
    blocks = [EpisodeBlock(_("Episode"), _episode_lines(episode, spans, facts.now.zone)) for episode, spans in shown]
    if not blocks:
        return (EpisodeBlock(_("Episode"), (_("No episode in these days: a diary only."),)),)
    if earlier := len(episodes) - len(shown):
        text = ngettext("{n} earlier episode is not shown here.", "{n} earlier episodes are not shown here.", earlier)
        blocks.append(EpisodeBlock("", (text.format(n=earlier),)))
    return tuple(blocks)


def _episode_lines(episode: Episode, spans: Sequence[PhaseSpan], zone: str) -> tuple[str, ...]:
    since = _("Since {time}.").format(time=time_words(episode.onset.local))
    if episode.ended is not None:
        since = _("From {start} until {end}.").format(start=time_words(episode.onset.local), end=time_words(episode.ended.local))
    if episode.cause.strip():
        since = _("{since} It began with: {cause}").format(since=since, cause=episode.cause.strip())
    where = [_("Where: {sites}").format(sites=", ".join(map(place_words, episode.sites)))] if episode.sites else []
    phases = "; ".join(_phase_words(span, zone) for span in spans[-MOST_PHASES:])
    return (since, *where, *([phases] if phases else []))


def _phase_words(span: PhaseSpan, zone: str) -> str:
    local = Moment.of(span.start, zone).local
    when = {"day": day_and_month(local.date()), "time": local.strftime("%H:%M")}
    words = _("{phase} from {day}, {time}").format(phase=phase_name(span.phase), **when)
    if span.reason.strip():
        return _("{phase} (opened with the reason “{reason}”)").format(phase=words, reason=span.reason.strip())
    return words


def _week_table(comparison: WeekComparison) -> WeekTable:
    weeks = (comparison.first_week, comparison.last_week)
    typical, worst, least = (
        tuple(points_words(value) for value in values) for values in zip(*((week.typical, week.worst, week.least) for week in weeks), strict=True)
    )
    counts = tuple(f"{week.n:,}" for week in weeks)
    labels = (_("typical (median)"), _("worst"), _("least"), _("entries"))
    pairs = (typical, worst, least, counts)
    rows = tuple((label, first, last) for label, (first, last) in zip(labels, pairs, strict=True))
    return WeekTable((_("first 7 days"), _("last 7 days")), rows, change_sentences(comparison))


def _footer(facts: ReportFacts, logged: Logged, absent: str) -> tuple[str, ...]:
    shown = _('The list "When to get help" has not been shown.')
    if facts.help_shown is not None:
        shown = _('The list "When to get help" was shown on {day}.').format(day=day_words(facts.help_shown))
    left_out = ", ".join(_(LEFT_OUT[each]) for each in LeftOut if each in facts.choices.leave_out)
    sentences = (
        shown,
        _("Days without an entry are left open: {n} of {days}.").format(n=f"{logged.missing_days:,}", days=f"{logged.days:,}"),
        absent,
        _("Left out by choice: {what}.").format(what=left_out) if left_out else "",
        _("Written on {day} by Recovery Tracker {version}, a diary and reminder tool; not a medical device; not checked by a regulator.").format(
            day=day_words(facts.now.day), version=facts.version
        ),
    )
    return tuple(sentence for sentence in sentences if sentence)


def shortened(text: str, limit: int) -> str:
    """The text, cut to so many characters with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"
