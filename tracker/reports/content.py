"""The report as data: every sentence and number of its pages, in words, before any typesetting."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypeVar

from tracker.charts.pain.marks import MarkKind
from tracker.charts.pain.picture import PainPicture, pain_picture
from tracker.charts.pain.words import describe_pain
from tracker.domain.entries import PainEntry
from tracker.domain.episodes import Episode
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.words import phase_name
from tracker.domain.redaction import LeftOut
from tracker.domain.statistics.figures import day_values
from tracker.domain.statistics.places import PlaceFigure, by_place, first_days
from tracker.domain.statistics.recovery import HigherDays, higher_days
from tracker.domain.times import Moment
from tracker.domain.words import day_seen_from, day_words, period_words, time_words, weekday_with_year
from tracker.formats.joining import with_colon, with_comma, with_space
from tracker.formats.texts import in_a_row, number_text, time_text
from tracker.language import N_, _, ngettext
from tracker.library.body import place_words
from tracker.reports.block import Block, absent_words, shortened
from tracker.reports.choices import Paper
from tracker.reports.facts import ReportFacts
from tracker.reports.page_one_blocks import page_one_blocks
from tracker.reports.page_one_head import Head, head_of, latest_onset
from tracker.reports.page_two_blocks import page_two_blocks
from tracker.reports.sections import ChartSection, TableSection, chart_sections, empty_charts, table_sections
from tracker.steps import run_to_end
from tracker.wording.counts import days_to_log
from tracker.wording.sites import site_words

S = TypeVar("S")
# The latest episodes and phases alone, and letters of a name.
MOST_EPISODES = 3
MOST_PHASES = 8
NAME_ROOM = 80
PAGE_ONE_MARKS = frozenset({MarkKind.ONSET, MarkKind.FLARE, MarkKind.APPOINTMENT, MarkKind.PHYSIO})
LEFT_OUT = {LeftOut.NOTES: N_("Notes"), LeftOut.MEDICINES: N_("Medicines"), LeftOut.MOOD: N_("Mood")}


@dataclass(frozen=True, slots=True)
class EpisodeBlock:
    """A heading with its lines."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportContent:
    """What the first page says, the picture and the places of the body on it, what the second says, and what follows."""

    language: str
    paper: Paper
    written: datetime
    heading: str
    under_heading: tuple[str, ...]
    running: tuple[str, ...]
    head: Head
    chart_heading: str
    picture: PainPicture
    chart_words: str
    places: tuple[PlaceFigure, ...]
    blocks: tuple[Block, ...]
    episodes: tuple[EpisodeBlock, ...]
    more_blocks: tuple[Block, ...]
    footer: tuple[str, ...]
    charts: tuple[ChartSection, ...]
    no_charts: str
    tables: tuple[TableSection, ...]


def report_content(facts: ReportFacts) -> ReportContent:
    """The pages that these facts make; pure."""
    return run_to_end(report_content_steps(facts, None))


def report_content_steps(facts: ReportFacts, step: S) -> Generator[S, None, ReportContent]:
    """The same in a few steps, each of which is told as `step`: after ten years all of it takes longer than a window may be deaf."""
    values = day_values((entry for entry in facts.entries if isinstance(entry, PainEntry)), facts.site)
    yield step
    picture = _picture(facts, facts.episodes, higher_days(values, facts.first, facts.last))
    yield step
    blocks, more = page_one_blocks(facts, latest_onset(facts)), page_two_blocks(facts, picture.comparison)
    yield step
    places = _places(facts)
    yield step
    period = period_words(facts.first, facts.last)
    return ReportContent(
        language=facts.choices.language,
        paper=facts.choices.paper,
        written=facts.now.at,
        heading=_("Patient diary, self-reported"),
        under_heading=_under_heading(facts),
        running=tuple(part for part in (shortened(facts.choices.person.strip(), NAME_ROOM), period) if part),
        head=head_of(facts, picture),
        chart_heading=_chart_heading(facts.site),
        picture=picture,
        chart_words=describe_pain(picture),
        places=places,
        # What there is nothing of is named in one sentence at the foot, and leaves its room to what there is.
        blocks=tuple(block for block in blocks if not block.is_empty),
        episodes=_episode_blocks(facts, facts.episodes_inside),
        more_blocks=tuple(block for block in more if not block.is_empty),
        footer=_footer(facts, picture, absent_words((*blocks, *more))),
        charts=chart_sections(facts),
        no_charts=empty_charts(facts),
        tables=table_sections(facts),
    )


def _picture(facts: ReportFacts, episodes: Sequence[tuple[Episode, Sequence[PhaseSpan]]], higher: HigherDays) -> PainPicture:
    """The curve with its bands, and those marks that have a line of their own: sessions and doses are counted in words below."""
    spans = [span for _episode, own in episodes for span in own]
    period = (facts.first, facts.last)
    picture = pain_picture(
        facts.entries,
        spans,
        facts.site,
        period,
        facts.now,
        onsets=facts.onsets,
        appointments=facts.appointments,
        higher=higher,
    )
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
        _("for the appointment on {day}").format(day=weekday_with_year(following.day)) if following else "",
    )
    return tuple(part for part in parts if part)


def _chart_heading(site: str | None) -> str:
    return _("Pain, 0 to 10") if site is None else with_comma(_("Pain, 0 to 10"), shortened(place_words(site), NAME_ROOM))


def _places(facts: ReportFacts) -> tuple[PlaceFigure, ...]:
    """Each place of the period; the first day of each is looked for in the days before it, too."""
    before = first_days(entry for entry in facts.entries if isinstance(entry, PainEntry))
    inside = by_place(entry for entry in facts.inside if isinstance(entry, PainEntry))
    return tuple(replace(place, first=before[place.site]) for place in inside)


def _episode_blocks(facts: ReportFacts, episodes: Sequence[tuple[Episode, Sequence[PhaseSpan]]]) -> tuple[EpisodeBlock, ...]:
    shown = episodes[-MOST_EPISODES:]
    blocks = [EpisodeBlock(_("Episode"), _episode_lines(episode, spans, facts.now)) for episode, spans in shown]
    if not blocks:
        return (EpisodeBlock(_("Episode"), (_("No episode in these days: a diary only."),)),)
    if earlier := len(episodes) - len(shown):
        text = ngettext("{n} earlier episode is not shown.", "{n} earlier episodes are not shown.", earlier)
        blocks.append(EpisodeBlock("", (text.format(n=earlier),)))
    return tuple(blocks)


def _episode_lines(episode: Episode, spans: Sequence[PhaseSpan], now: Moment) -> tuple[str, ...]:
    since = _("Since {time}.").format(time=time_words(episode.onset.local))
    if episode.ended is not None:
        since = _("From {start} until {end}.").format(start=time_words(episode.onset.local), end=time_words(episode.ended.local))
    if episode.cause.strip():
        since = with_space(since, _("It began with: {cause}").format(cause=episode.cause.strip()))
    where = [with_colon(_("Where"), in_a_row(map(place_words, episode.sites)))] if episode.sites else []
    phases = "; ".join(_phase_words(span, now) for span in spans[-MOST_PHASES:])
    return (since, *where, *([phases] if phases else []))


def _phase_words(span: PhaseSpan, now: Moment) -> str:
    local = Moment.of(span.start, now.zone).local
    when = {"day": day_seen_from(local.date(), now.day), "time": time_text(local)}
    words = _("{phase} from {day}, {time}").format(phase=phase_name(span.phase), **when)
    if span.reason.strip():
        return _("{phase} (“{reason}”)").format(phase=words, reason=span.reason.strip())
    return words


def _days_left_open(picture: PainPicture) -> str:
    """How many days have no entry of what the curve follows; an entry of another place is none of it."""
    from_first = days_to_log(picture.first, picture.last, picture.began)
    n, days, site = number_text(from_first - picture.logged.days_logged), number_text(from_first), picture.followed.site
    if site is None:
        return _("Days without an entry are left open: {n} of {days}.").format(n=n, days=days)
    return _("Days without an entry at {site} are left open: {n} of {days}.").format(n=n, days=days, site=site_words(site))


def _footer(facts: ReportFacts, picture: PainPicture, absent: str) -> tuple[str, ...]:
    shown = _('The list "When to get help" has not been shown.')
    if facts.help_shown is not None:
        shown = _('The list "When to get help" was shown on {day}.').format(day=day_words(facts.help_shown))
    left_out = in_a_row(_(LEFT_OUT[each]) for each in LeftOut if each in facts.choices.leave_out)
    sentences = (
        shown,
        _days_left_open(picture),
        absent,
        _("Left out by choice: {what}.").format(what=left_out) if left_out else "",
        _("Written on {day} by Recovery Tracker {version}, a diary and reminder tool; not a medical device; not checked by a regulator.").format(
            day=day_words(facts.now.day), version=facts.version
        ),
    )
    return tuple(sentence for sentence in sentences if sentence)
