"""What `edit` may change in which kind of entry."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from tracker.cli.values import read_minutes, read_number, read_points, read_sites, read_texts
from tracker.domain.entries import Activity, DayNote, Dose, Entry, PainEntry, Session, SiteReading
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.language import _

Given = Any
Fields = dict[str, Any]
# Options that are given several times are named for one, their fields for all.
OPTION_NAMES = {"sites": "--site", "words": "--word"}


def moved_entry(entry: Entry, moment: Moment) -> Entry:
    """The entry at another time; a session keeps its length."""
    if isinstance(entry, Session) and entry.ended_at is not None:
        return replace(entry, moment=moment, ended_at=moment.at + entry.length)
    return replace(entry, moment=moment)


def changed_entry(entry: Entry, asked: Mapping[str, Given]) -> Entry:
    """The entry with all fields changed at once; raises Refused where its kind has no such field or the whole makes no sense."""
    fields: Fields = {}
    # The places last, whatever the order of the options: a new pain goes along to the old places, and places that are given replace those.
    for name, given in sorted(asked.items(), key=lambda item: item[0] == "sites"):
        option = OPTION_NAMES.get(name, "--" + name.replace("_", "-"))
        kind = (type(entry), name)
        if kind in INTERWOVEN:
            fields |= INTERWOVEN[kind](entry, given, option, fields)
        elif kind in SINGLE:
            fields[name] = SINGLE[kind](given, option)
        else:
            raise Refused(_("{option} does not go with that. Nothing was changed; leave it out.").format(option=option))
    return replace(entry, **fields)


def _pain(entry: PainEntry, given: Given, option: str, _fields: Fields) -> Fields:
    pain = read_points(given, option)
    if pain is None:
        raise Refused(_("Choose how bad the pain is now, from 0 to 10."))
    # A place that had the pain of the entry goes along with it; one with a pain of its own keeps that.
    sites = tuple(SiteReading(site.name, pain if site.pain == entry.pain else site.pain) for site in entry.sites)
    # The value as another scale had it is no longer what the entry says.
    return {"pain": pain, "sites": sites, "original": None}


def _sites(entry: PainEntry, given: Given, _option: str, fields: Fields) -> Fields:
    own = fields.get("pain", entry.pain)
    return {"sites": tuple(SiteReading(site, own if pain is None else pain) for site, pain in read_sites(given))}


def _length(entry: Session, given: Given, _option: str, _fields: Fields) -> Fields:
    length: timedelta = read_minutes(given)
    return {"planned": length, "ended_at": None if entry.ended_at is None else entry.moment.at + length}


def _units(entry: Dose, given: Given, option: str, _fields: Fields) -> Fields:
    units = read_number(given, option)
    if units is None:
        return {"units": None}
    # The mg are those of all units together: they change as the units do.
    times = units / (entry.units or 1.0)
    amounts = tuple(amount._replace(mg=None if amount.mg is None else amount.mg * times) for amount in entry.ingredients)
    return {"units": units, "ingredients": amounts}


def _texts(given: Given, _option: str) -> tuple[str, ...]:
    return read_texts(given)


# Fields whose value changes others with it; all others are in SINGLE.
INTERWOVEN: dict[tuple[type[Entry], str], Callable[[Any, Given, str, Fields], Fields]] = {
    (PainEntry, "pain"): _pain,
    (PainEntry, "sites"): _sites,
    (Session, "minutes"): _length,
    (Dose, "units"): _units,
}
SINGLE: dict[tuple[type[Entry], str], Callable[[Given, str], Any]] = {
    **{(PainEntry, name): read_points for name in ("worst", "least", "average")},
    **{(PainEntry, name): _texts for name in ("words", "worse_with", "eased_by")},
    **{(Session, name): read_points for name in ("before", "after")},
    (Activity, "minutes"): read_number,
    (Activity, "effort"): read_points,
    **{(DayNote, name): read_points for name in ("mood", "sleep_quality")},
    **{(DayNote, name): read_number for name in ("sleep_minutes", "fluids", "stiff_minutes")},
}
