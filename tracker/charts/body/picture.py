"""Pain over the body as data: each place with its median, its highest and its days, the same in words and as a table."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from tracker.charts.chart import NO_ANSWER, Answer, ChartSource, DataTable
from tracker.domain.entries import Entry, Kind, PainEntry
from tracker.domain.statistics.places import LEAST_AT_A_SITE, PlaceFigure, by_place
from tracker.domain.words import isolated, period_words, points_words
from tracker.formats.joining import sentence, with_colon, with_comma, with_space
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.library.body import Region, body_map, place_words
from tracker.wording.counts import days_to_log, days_words, entries_words, logged_words, so_far_words
from tracker.wording.sites import site_begins, site_words

# With fewer entries than this their number stands beside the days: it is what the median is of.
FEW = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPicture:
    """What the body map shows: every place named in a period, both ends included; `n` pain entries in all.

    The place with the most days stands first, of equals the most logged.
    """

    first: date
    last: date
    places: tuple[PlaceFigure, ...] = ()
    n: int = 0
    days_logged: int = 0
    began: date | None = None

    @property
    def on_map(self) -> tuple[tuple[Region, PlaceFigure], ...]:
        """The places that are regions of the map."""
        found = ((body_map().region(place.site), place) for place in self.places if place.site is not None)
        return tuple((region, place) for region, place in found if region is not None)

    @property
    def beside(self) -> tuple[PlaceFigure, ...]:
        """The other places: named by the person, or not named at all."""
        drawn = {place.site for _region, place in self.on_map}
        return tuple(place for place in self.places if place.site not in drawn)


def body_of(source: ChartSource) -> BodyPicture:
    """The picture of what is asked for."""
    return replace(body_picture(source.entries(Kind.PAIN), source.days), began=source.began())


def body_picture(entries: Iterable[Entry], period: tuple[date, date]) -> BodyPicture:
    """The picture of every place over a period, from entries; those outside the period do not count."""
    first, last = period
    pain = [entry for entry in entries if isinstance(entry, PainEntry) and first <= entry.moment.day <= last]
    return BodyPicture(first=first, last=last, places=by_place(pain), n=len(pain), days_logged=len({entry.moment.day for entry in pain}))


def describe_body(picture: BodyPicture) -> str:
    """The picture in words, a line for each place; each number with its count and its period."""
    if not picture.n:
        return nothing_logged(picture)
    counted = logged_words(picture.n, picture.days_logged, picture.first, picture.last, picture.began)
    what = with_space(sentence(with_comma(_("Where it hurts"), period_words(picture.first, picture.last))), counted)
    known = [place_sentence(place) for place in picture.places if place.enough]
    order = [_("The most days first.")] if len(known) > 1 else []
    return "\n".join((what, *order, *known, *_too_few(picture)))


def table_body(picture: BodyPicture) -> DataTable:
    """Each place: median, highest, days and entries."""
    headers = (_("Place"), _("Typical"), _("Highest"), _("Days"), _("Entries"))
    rows = (
        (_whole_name(place), points_words(place.median), points_words(highest_points(place)), number_text(place.days), number_text(place.n))
        for place in picture.places
    )
    return DataTable(headers, tuple(rows))


def nothing_logged(picture: BodyPicture) -> str:
    """What stands in the place of the data while there is none."""
    return _("Nothing is written down here from {period}.").format(period=period_words(picture.first, picture.last))


def body_answer(picture: BodyPicture) -> str:
    """What the numbers are, of which days, and how many of these were logged."""
    days = days_to_log(picture.first, picture.last, picture.began)
    logged = ngettext("{logged} of {days} day logged", "{logged} of {days} days logged", days)
    return _("Typical pain by place, {period}, {logged}.").format(
        period=period_words(picture.first, picture.last), logged=logged.format(logged=number_text(picture.days_logged), days=number_text(days))
    )


def body_first(picture: BodyPicture) -> Answer:
    """What it says first, and what belongs to it."""
    return Answer(body_answer(picture)) if picture.n else NO_ANSWER


def highest_points(place: PlaceFigure) -> float | None:
    """The highest value of a place, in points 0-10."""
    return place.highest.points if place.highest else None


def place_name(place: PlaceFigure) -> str:
    """The name of a place as it is shown."""
    return site_words(place.site)


def _whole_name(place: PlaceFigure) -> str:
    return place_name(place) if place.site is None else isolated(place_words(place.site))


def place_sentence(place: PlaceFigure) -> str:
    """A place with its figures, or with why it has none."""
    name, days, entries = _begin(place), days_words(place.days), entries_words(place.n)
    highest = points_words(highest_points(place))
    if place.enough:
        words = _("{place}: typically {points}, highest {highest}, {days}, {entries}.")
        return words.format(place=name, points=points_words(place.median), highest=highest, days=days, entries=entries)
    so_far = so_far_words(entries, LEAST_AT_A_SITE)
    return sentence(with_colon(name, with_comma(_("highest {points}").format(points=highest), days, so_far)))


def _begin(place: PlaceFigure) -> str:
    return site_begins(place.site)


def count_wordings(picture: BodyPicture, place: PlaceFigure) -> tuple[str, ...]:
    """What stands behind the name of a place in the list: its days, or how many of the entries it takes are there; and if it has no region.

    From the longest to the shortest wording.
    """
    counts = _counts(place)
    if place.site is None or place not in picture.beside:
        return counts
    aside = (_("{counted}, not drawn"), _("{counted}, not drawn"))
    return *(words.format(counted=counted) for counted in counts for words in aside), *counts


def _counts(place: PlaceFigure) -> tuple[str, ...]:
    """The days of a place and its highest, where they are few with its entries; from the longest to the shortest wording."""
    days, entries = days_words(place.days), entries_words(place.n)
    highest = with_comma(days, _("highest {points}").format(points=points_words(highest_points(place))))
    counted = with_comma(highest, entries)
    if place.enough:
        return (counted, highest, days) if place.n < FEW else (highest, days)
    so_far = with_comma(highest, so_far_words(entries, LEAST_AT_A_SITE))
    return so_far, counted, highest, days


def _too_few(picture: BodyPicture) -> list[str]:
    few = [place for place in picture.places if not place.enough]
    if not few:
        return []
    words = "; ".join(
        with_comma(
            place_name(place),
            _("highest {points}").format(points=points_words(highest_points(place))),
            so_far_words(entries_words(place.n), LEAST_AT_A_SITE),
        )
        for place in few
    )
    return [_("Too early to say what is typical: {places}.").format(places=words)]
