"""The head of page one: what is new in a sentence, how it began, pain now, the highest of the period, and the nights woken."""

from dataclasses import dataclass
from datetime import date

from tracker.charts.pain.answer import pain_answer
from tracker.charts.pain.picture import PainPicture
from tracker.domain.entries import PainEntry
from tracker.domain.statistics.worst import Reached, pain_now, worst_of
from tracker.domain.words import day_seen_from, points_words, time_seen_from, weekday_seen_from
from tracker.formats.joining import with_colon, with_comma
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.reports.block import shortened
from tracker.reports.facts import ReportFacts
from tracker.wording.counts import days_words
from tracker.wording.worst import felt_words, kind_words, where_words

# In letters: what a cause and the line of a value may take.
CAUSE_ROOM, LINE_ROOM = 160, 90


@dataclass(frozen=True, slots=True)
class Tile:
    """One large figure: its words, its value as pain in points 0-10 (None: it is none, and has no shade), and three lines beside it."""

    figure: str
    title: str
    line: str
    under: str
    pain: float | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """What stands over the curve: a sentence, a line under it, and the three figures."""

    lead: str
    under_lead: str
    tiles: tuple[Tile, ...]


def head_of(facts: ReportFacts, picture: PainPicture) -> Head:
    """The head for the curve of a picture."""
    pain = [entry for entry in facts.inside if isinstance(entry, PainEntry)]
    lead = _("No pain entry in these days.") if picture.is_empty else pain_answer(picture)
    tiles = (
        _pain_tile(_("Pain now"), pain_now(pain), facts.last),
        _pain_tile(_("Highest in the period"), worst_of(pain), facts.last),
        _nights(pain, latest_onset(facts), facts.last),
    )
    return Head(lead, _began_words(facts), tiles)


def latest_onset(facts: ReportFacts) -> date | None:
    """The day of the latest onset within the period, an episode's begin or ice begun again; None where there is none, so no before and since."""
    return max((onset.day for onset in facts.onsets if facts.first < onset.day <= facts.last), default=None)


def _began_words(facts: ReportFacts) -> str:
    """How the latest episode of the period began, in the person's words."""
    inside = facts.episodes_inside
    cause = inside[-1][0].cause.strip() if inside else ""
    return _("It began with: {cause}").format(cause=shortened(cause, CAUSE_ROOM)) if cause else ""


def _pain_tile(title: str, reached: Reached | None, today: date) -> Tile:
    if reached is None:
        return Tile(points_words(None), title, _("no entry"), "")
    where, felt = where_words(reached), felt_words(reached)
    under = time_seen_from(reached.moment.local, today)
    if reached.of_24_hours:
        # It stands beside a body of other values: first that it is none of a moment, then the places it can be of. When is not known.
        where = with_comma(kind_words(reached), where) if where else kind_words(reached)
        under = weekday_seen_from(reached.moment.day, today)
    line = with_colon(where, felt) if where and felt else where or felt
    return Tile(points_words(reached.points), title, shortened(line, LINE_ROOM), under, reached.points)


def _nights(pain: list[PainEntry], since: date | None, today: date) -> Tile:
    """On how many of the days logged pain woke the person at night."""
    logged, woken = {entry.moment.day for entry in pain}, {entry.moment.day for entry in pain if entry.woke}
    title = _("Nights woken")
    # Who never ticks it has not said that no night was woken.
    if all(entry.woke is None for entry in pain):
        line = _("ticked on none of {days} logged").format(days=days_words(len(logged))) if logged else _("no entry")
        return Tile(points_words(None), title, line, "")
    line = ngettext("of {n} day logged", "of {n} days logged", len(logged)).format(n=number_text(len(logged)))
    if since is None:
        return Tile(number_text(len(woken)), title, line, "")
    new = {"n": number_text(sum(day >= since for day in woken)), "days": number_text(sum(day >= since for day in logged))}
    return Tile(number_text(len(woken)), title, line, _("since {day} {n} of {days}").format(day=day_seen_from(since, today), **new))
