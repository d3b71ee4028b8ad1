"""Pain by the hour of the day as data: what is drawn, the same in words and as a table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.charts.chart import NO_ANSWER, Answer, ChartSource, DataTable
from tracker.domain.entries import Entry, Kind, PainEntry
from tracker.domain.statistics.day_parts import PartDifference, by_day_part
from tracker.domain.statistics.hours import LEAST_IN_AN_HOUR, HourOfDay, by_hour
from tracker.domain.statistics.words import range_words
from tracker.domain.words import period_words, points_words
from tracker.formats.joining import sentence, with_colon, with_comma, with_space
from tracker.formats.texts import all_of, full_hour_text, hour_text, number_text
from tracker.language import _, ngettext
from tracker.wording.counts import entries_words, logged_words, so_far_words
from tracker.wording.day_parts import day_parts_words
from tracker.wording.sites import site_begins, site_words

# More spans of the clock are not read: their number is said instead.
MOST_NAMED = 3
# Entries are few in these hours, so that a box is often missing: what there is of them is told in words.
NIGHT_FROM, NIGHT_TO = 22, 7
# So few values are listed one by one; of more, lowest and highest.
MOST_VALUES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursPicture:
    """What the chart of the hours shows: all 24 hours of the local day, of one site in a period, both ends included.

    `readings` are (hour of the day with its fraction, points 0-10); `site` None means entries that name no site. `parts` says which part of
    the day differs from the others within the same days.
    """

    first: date
    last: date
    site: str | None = None
    hours: tuple[HourOfDay, ...] = ()
    readings: tuple[tuple[float, float], ...] = ()
    days_logged: int = 0
    began: date | None = None
    parts: tuple[PartDifference, ...] = ()

    @property
    def n(self) -> int:
        """The number of readings."""
        return len(self.readings)

    @property
    def known(self) -> tuple[HourOfDay, ...]:
        """The hours with enough entries for a figure."""
        return tuple(hour for hour in self.hours if hour.enough)

    @property
    def unknown(self) -> tuple[HourOfDay, ...]:
        """The hours with an entry or two."""
        return tuple(hour for hour in self.hours if hour.n and not hour.enough)

    @property
    def blank(self) -> tuple[HourOfDay, ...]:
        """The hours without any entry."""
        return tuple(hour for hour in self.hours if not hour.n)

    @property
    def night(self) -> tuple[float, ...]:
        """The readings from 22:00 to 07:00, in points."""
        return tuple(value for at, value in self.readings if at >= NIGHT_FROM or at < NIGHT_TO)

    @property
    def claims(self) -> tuple[PartDifference, ...]:
        """The parts of the day that may be said to differ from the rest of the same days."""
        return tuple(part for part in self.parts if part.shown)


def hours_of(source: ChartSource) -> HoursPicture:
    """The picture of what is asked for."""
    return replace(hours_picture(source.entries(Kind.PAIN), source.site, source.days), began=source.began())


def hours_picture(entries: Iterable[Entry], site: str | None, period: tuple[date, date]) -> HoursPicture:
    """The picture of one site over a period, from entries; those outside the period do not count."""
    first, last = period
    pain = [entry for entry in entries if isinstance(entry, PainEntry) and first <= entry.moment.day <= last]
    found = [(entry.moment.local, value) for entry in pain if (value := entry.reading_at(site)) is not None]
    return HoursPicture(
        first=first,
        last=last,
        site=site,
        hours=by_hour(found),
        readings=tuple((at.hour + at.minute / 60, value) for at, value in found),
        days_logged=len({at.date() for at, _value in found}),
        parts=by_day_part(found),
    )


def describe_hours(picture: HoursPicture) -> str:
    """The picture in words, a line for each thought; each number with its count and its period."""
    if not picture.n:
        return nothing_logged(picture)
    lines = (_what(picture), hours_answer(picture), night_words(picture), _too_few(picture), _blank(picture), not_the_same_days(picture))
    return "\n".join(line for line in lines if line)


def table_hours(picture: HoursPicture) -> DataTable:
    """Each hour of the day: entries, median and quartiles."""
    headers = (_("Hour"), _("Entries"), _("Typical"), _("Lowest quarter, up to"), _("Highest quarter, from"))
    return DataTable(headers, tuple(_row(hour) for hour in picture.hours))


def nothing_logged(picture: HoursPicture) -> str:
    """What stands in the place of the data while there is none."""
    return _("Nothing is written down here from {period}.").format(period=period_words(picture.first, picture.last))


def hours_answer(picture: HoursPicture) -> str:
    """At what part of the day it is higher or lower than at other times of the same day, or why that cannot be said."""
    return day_parts_words(picture.parts)


def hours_first(picture: HoursPicture) -> Answer:
    """What it says first, and what belongs to it."""
    return Answer(hours_answer(picture), hours_under(picture, is_low=False)) if picture.n else NO_ANSWER


def hours_under(picture: HoursPicture, *, is_low: bool) -> str:
    """Which place it is, that the hours are not those of the same days, and what is known of the night where no box tells it."""
    site = "" if picture.site is None or not picture.n else sentence(site_begins(picture.site))
    caution, night = not_the_same_days(picture), night_words(picture)
    if is_low:
        caution, night = _("Not always on the same days.") if caution else "", ""
    return " ".join(words for words in (site, caution, night) if words)


def not_the_same_days(picture: HoursPicture) -> str:
    """Why the hours may not be set against each other as they are drawn."""
    return _("Not always on the same days.") if len(picture.known) > 1 else ""


def night_words(picture: HoursPicture) -> str:
    """What was logged from 22:00 to 07:00 where none of these hours has a median; nothing where one has, or while there is no entry at all."""
    if not picture.n or any(hour.hour >= NIGHT_FROM or hour.hour < NIGHT_TO for hour in picture.known):
        return ""
    values = [points_words(value) for value in picture.night]
    night = {"start": hour_text(NIGHT_FROM), "end": hour_text(NIGHT_TO)}
    if not values:
        return _("At night ({start} to {end}): no entry.").format(**night)
    told = range_words(min(picture.night), max(picture.night)) if len(values) > MOST_VALUES else all_of(values)
    words = _("At night ({start} to {end}): {entries}, {values}, too few to compare.")
    return words.format(entries=entries_words(len(values)), values=told, **night)


def hours_words(hours: Sequence[HourOfDay]) -> str:
    """The hours as spans of the clock: "from 07:00 to 09:00 and from 22:00 to 23:00"; their number where the spans are many."""
    spans = [
        _("from {first} to {last}").format(first=full_hour_text(run[0].hour), last=full_hour_text(run[-1].hour + 1)) for run in hours_together(hours)
    ]
    if len(spans) > MOST_NAMED:
        return ngettext("at {n} hour of the day", "at {n} hours of the day", len(hours)).format(n=len(hours))
    return all_of(spans)


def hours_together(hours: Iterable[HourOfDay]) -> tuple[tuple[HourOfDay, ...], ...]:
    """The hours, those that follow each other together."""
    runs: list[list[HourOfDay]] = []
    for hour in hours:
        if runs and runs[-1][-1].hour + 1 == hour.hour:
            runs[-1].append(hour)
        else:
            runs.append([hour])
    return tuple(tuple(run) for run in runs)


def one_hour_words(hour: HourOfDay) -> str:
    """One hour with its figures, or with why it has none."""
    span = _("{first} to {last}").format(first=full_hour_text(hour.hour), last=full_hour_text(hour.hour + 1))
    entries = entries_words(hour.n)
    if not hour.enough:
        return with_colon(span, so_far_words(entries, LEAST_IN_AN_HOUR))
    lower, median, upper = (points_words(value) for value in (hour.lower, hour.median, hour.upper))
    return _("{hour}: typically {median}, half of the entries from {lower} to {upper}, {entries}").format(
        hour=span, median=median, lower=lower, upper=upper, entries=entries
    )


def _what(picture: HoursPicture) -> str:
    period = period_words(picture.first, picture.last)
    counted = logged_words(picture.n, picture.days_logged, picture.first, picture.last, picture.began)
    if picture.site is None:
        return with_space(sentence(with_comma(_("Pain through the day"), period)), counted)
    return with_space(sentence(with_comma(_("Pain through the day"), site_words(picture.site), period)), counted)


def _too_few(picture: HoursPicture) -> str:
    if not picture.known or not picture.unknown:
        return ""
    n = sum(hour.n for hour in picture.unknown)
    return _("Fewer than {least} entries an hour, so nothing typical, {hours}: {entries} in all.").format(
        least=LEAST_IN_AN_HOUR, hours=hours_words(picture.unknown), entries=entries_words(n)
    )


def _blank(picture: HoursPicture) -> str:
    return _("No entry {hours}.").format(hours=hours_words(picture.blank)) if picture.blank else ""


def _row(hour: HourOfDay) -> tuple[str, ...]:
    return full_hour_text(hour.hour), number_text(hour.n), points_words(hour.median), points_words(hour.lower), points_words(hour.upper)
