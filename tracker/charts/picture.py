"""The pain picture as data: what is drawn, and the same in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from tracker.domain.entries import DayNote, Entry, PainEntry, Session
from tracker.domain.figures import DAY, Progress, Segment, Week, day_values, progress_of, trailing_median
from tracker.domain.phases import PhaseSpan
from tracker.domain.protocol import Phase
from tracker.domain.times import Moment
from tracker.domain.words import change_sentences, day_words, period_words, phase_name, points_words
from tracker.language import _, ngettext

PHYSIOTHERAPY = "physiotherapy"

Reading = tuple[datetime, float]
Span = tuple[Phase, datetime, datetime | None]
Mark = tuple[datetime, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class PainPicture:
    """Everything the pain chart shows, in local wall-clock time without zone and in points 0-10.

    `line` is the 7-day median in segments; an open phase goes on until `now`; `site` None means entries that name no site.
    """

    first: date
    last: date
    now: datetime
    readings: tuple[Reading, ...] = ()
    line: tuple[tuple[tuple[date, float], ...], ...] = ()
    phases: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()
    site: str | None = None

    @property
    def start(self) -> datetime:
        """The beginning of the first day."""
        return datetime.combine(self.first, time())

    @property
    def end(self) -> datetime:
        """The end of the last day."""
        return datetime.combine(self.last, time()) + DAY

    @property
    def shown(self) -> tuple[Reading, ...]:
        """The readings inside the period, oldest first."""
        return tuple(sorted(reading for reading in self.readings if self.start <= reading[0] < self.end))

    @property
    def progress(self) -> Progress:
        """The first week of the period against its last."""
        return progress_of(((at.date(), value) for at, value in self.shown), self.site, self.first, self.last)


def pain_picture(entries: Sequence[Entry], spans: Iterable[PhaseSpan], site: str | None, period: tuple[date, date], now: Moment) -> PainPicture:
    """The picture of one site over a period, from entries and phases; phases are shown in the zone of `now`.

    Entries from before the period may be among them: they keep the median of its first days true.
    """
    pain = [entry for entry in entries if isinstance(entry, PainEntry)]
    readings = ((entry.moment.local, entry.reading_at(site)) for entry in pain)
    return PainPicture(
        first=period[0],
        last=period[1],
        now=now.local,
        readings=tuple((at, value) for at, value in readings if value is not None),
        line=_inside(trailing_median(day_values(pain, site)), *period),
        phases=tuple(_local_span(span, now.zone) for span in spans),
        marks=tuple(sorted(_marks(entries))),
        site=site,
    )


def _inside(segments: Iterable[Segment], first: date, last: date) -> tuple[tuple[tuple[date, float], ...], ...]:
    kept = (tuple(point for point in segment if first <= point[0] <= last) for segment in segments)
    return tuple(segment for segment in kept if segment)


def _local_span(span: PhaseSpan, zone: str) -> Span:
    end = None if span.end is None else Moment.of(span.end, zone).local
    return span.phase, Moment.of(span.start, zone).local, end


def _marks(entries: Iterable[Entry]) -> list[Mark]:
    marks: list[Mark] = []
    for entry in entries:
        if isinstance(entry, DayNote) and entry.flare:
            marks.append((entry.moment.local, _("flare")))
        elif isinstance(entry, Session) and entry.kind == PHYSIOTHERAPY:
            marks.append((entry.moment.local, _("physio")))
    return marks


def describe_pain(picture: PainPicture) -> str:
    """The picture in words for eyes and screen readers, a line for each thought; each number with its count and its period."""
    progress = picture.progress
    if not progress.n:
        return nothing_logged(picture)
    lines = [f"{_what(picture)} {_how_many(progress)}"]
    if progress.weeks_apart:
        lines.append(f"{_week(_('Last 7 days'), progress.last_week)} {_week(_('First 7 days'), progress.first_week)}")
    else:
        lines.append(_all_of_it(picture))
    lines += [change_sentences(progress), _phases(picture)]
    if progress.lower_as_noticed:
        lines.append(_("Pain after an acute spasm often eases by itself; this picture cannot tell what did it."))
    return "\n".join(line for line in lines if line)


def nothing_logged(picture: PainPicture) -> str:
    """What stands in the place of the data while there is none."""
    return _("No pain entry from {period}. Each entry saved for these days is drawn here.").format(period=period_words(picture.first, picture.last))


def _what(picture: PainPicture) -> str:
    period = period_words(picture.first, picture.last)
    if picture.site is None:
        return _("Pain, {period}.").format(period=period)
    return _("Pain, {site}, {period}.").format(site=picture.site, period=period)


def _how_many(progress: Progress) -> str:
    entries = ngettext("{n} entry", "{n} entries", progress.n).format(n=f"{progress.n:,}")
    days = ngettext("on {logged} of {days} day", "on {logged} of {days} days", progress.days)
    logged = days.format(logged=f"{progress.days_logged:,}", days=f"{progress.days:,}")
    if not progress.missing_days:
        return _("{entries} {logged}.").format(entries=entries, logged=logged)
    missing = ngettext("{n} day not logged", "{n} days not logged", progress.missing_days).format(n=f"{progress.missing_days:,}")
    return _("{entries} {logged}; {missing}.").format(entries=entries, logged=logged, missing=missing)


def _week(name: str, week: Week) -> str:
    period = period_words(week.first, week.last)
    if not week.n:
        return _("{week} ({period}): no entry.").format(week=name, period=period)
    return _("{week} ({period}): {range}.").format(week=name, period=period, range=_range([week.typical, week.least, week.worst], week.n))


def _all_of_it(picture: PainPicture) -> str:
    values = [value for _at, value in picture.shown]
    week = picture.progress.first_week
    typical = week.typical if week.n == len(values) else None
    return _("In all: {range}.").format(range=_range([typical, min(values), max(values)], len(values)))


def _range(values: Sequence[float | None], n: int) -> str:
    typical, least, worst = (points_words(value) for value in values)
    spread = least if least == worst else _("from {least} to {worst}").format(least=least, worst=worst)
    entries = ngettext("{n} entry", "{n} entries", n).format(n=f"{n:,}")
    if values[0] is None or n == 1:
        return _("{spread}, {entries}").format(spread=spread, entries=entries)
    return _("typically {typical}, {spread}, {entries}").format(typical=typical, spread=spread, entries=entries)


def _phases(picture: PainPicture) -> str:
    inside = [span for span in picture.phases if span[1] < picture.end and (span[2] or picture.now) > picture.start]
    named = [_("{phase} from {day}").format(phase=phase_name(phase), day=day_words(start.date())) for phase, start, _end in inside]
    return _("Phases: {phases}.").format(phases="; ".join(named)) if named else ""
