"""What `edit` may change in which kind of entry."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tracker.cli.values import read_minutes, read_number, read_points, read_sites, read_texts
from tracker.domain.entries import Activity, DayNote, Entry, PainEntry, Session, SiteReading
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.language import _

Given = Any
OPTION_NAMES = {"sites": "--site", "words": "--word"}


def moved(entry: Entry, moment: Moment) -> Entry:
    """The entry at another time; a session keeps its length."""
    if isinstance(entry, Session) and entry.ended_at is not None:
        return replace(entry, moment=moment, ended_at=moment.at + entry.length)
    return replace(entry, moment=moment)


def changed(entry: Entry, name: str, given: Given) -> Entry:
    """The entry with one field changed; raises Refused where its kind has no such field or the value makes no sense."""
    option = OPTION_NAMES.get(name, "--" + name.replace("_", "-"))
    change = CHANGES.get((type(entry), name))
    if change is None:
        raise Refused(_("{option} does not go with that kind of entry. Nothing was changed.").format(option=option))
    return change(entry, name, given, option)


def _points(entry: Entry, name: str, given: Given, option: str) -> Entry:
    return _with(entry, name, read_points(given, option))


def _number(entry: Entry, name: str, given: Given, option: str) -> Entry:
    return _with(entry, name, read_number(given, option))


def _texts(entry: Entry, name: str, given: Given, _option: str) -> Entry:
    return _with(entry, name, read_texts(given))


def _pain(entry: PainEntry, _name: str, given: Given, option: str) -> Entry:
    pain = read_points(given, option)
    if pain is None:
        raise Refused(_("A pain entry needs its value from 0 to 10. Nothing was changed."))
    sites = tuple(SiteReading(site.name, pain if site.pain == entry.pain else site.pain) for site in entry.sites)
    return replace(entry, pain=pain, sites=sites, original=None)


def _sites(entry: PainEntry, _name: str, given: Given, _option: str) -> Entry:
    return replace(entry, sites=tuple(SiteReading(site, entry.pain if pain is None else pain) for site, pain in read_sites(given)))


def _length(entry: Session, _name: str, given: Given, _option: str) -> Entry:
    length: timedelta = read_minutes(given)
    return replace(entry, planned=length, ended_at=None if entry.ended_at is None else entry.moment.at + length)


def _with(entry: Entry, name: str, value: Given) -> Entry:
    return replace(entry, **{name: value})


CHANGES: dict[tuple[type[Entry], str], Callable[[Any, str, Given, str], Entry]] = {
    (PainEntry, "pain"): _pain,
    (PainEntry, "sites"): _sites,
    **{(PainEntry, name): _points for name in ("worst", "least", "average")},
    **{(PainEntry, name): _texts for name in ("words", "worse_with", "eased_by")},
    (Session, "minutes"): _length,
    **{(Session, name): _points for name in ("before", "after")},
    (Activity, "minutes"): _number,
    (Activity, "effort"): _points,
    **{(DayNote, name): _points for name in ("mood", "sleep_quality")},
    **{(DayNote, name): _number for name in ("sleep_minutes", "fluids")},
}
