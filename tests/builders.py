"""Diary entries, episodes and whole diaries with readable defaults, for tests."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from tracker.domain.entries import Activity, Amount, DayNote, Dose, EndedBy, Entry, Function, PainEntry, Score, Session, SiteReading
from tracker.domain.episodes import Episode, EventKind, PhaseEvent
from tracker.domain.plan.protocol import Figure, Phase, PhasePlan, PlanVersion, Protocol
from tracker.domain.times import Moment
from tracker.library.plans import completed

LONDON = "Europe/London"
AFTERNOON = "2026-11-25T13:05"
ONSET = "2026-11-23T14:10"
LEFT, RIGHT = "lower back left", "lower back right"


def a_moment(at: str | datetime = AFTERNOON, zone: str = LONDON) -> Moment:
    """The moment of a wall-clock time in the zone, of a time with an offset, or of an aware instant."""
    when = datetime.fromisoformat(at) if isinstance(at, str) else at
    if when.tzinfo is None:
        when = when.replace(tzinfo=ZoneInfo(zone))
    return Moment.of(when.astimezone(UTC), zone)


def on_its_weekday(local: datetime) -> str:
    """A wall-clock time as "Mon 21:30", also where Qt has given the C library, and with it strftime, the language of the desktop."""
    return f"{('Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun')[local.weekday()]} {local:%H:%M}"


def an_entry(pain: float = 5, at: str | datetime = AFTERNOON, zone: str = LONDON, **fields: Any) -> PainEntry:
    """A pain entry; `sites` may be given as names (with the entry's value), as a mapping or as readings."""
    if "sites" in fields:
        fields["sites"] = _readings(fields["sites"], pain)
    return PainEntry(moment=a_moment(at, zone), pain=pain, **fields)


def a_session(
    kind: str = "ice", at: str | datetime = AFTERNOON, zone: str = LONDON, *, minutes: float = 20, running: bool = False, **fields: Any
) -> Session:
    """A session that ran its planned length, or still runs."""
    moment = a_moment(at, zone)
    planned = timedelta(minutes=minutes)
    if not running:
        fields = {"ended_at": moment.at + planned, "ended_by": EndedBy.PLANNED, **fields}
    return Session(moment=moment, kind=kind, planned=planned, **fields)


def an_activity(kind: str = "walking", at: str | datetime = AFTERNOON, zone: str = LONDON, *, minutes: float | None = 30, **fields: Any) -> Activity:
    """An activity, by default a walk of half an hour."""
    return Activity(moment=a_moment(at, zone), kind=kind, minutes=minutes, **fields)


def a_day_note(at: str | datetime = AFTERNOON, zone: str = LONDON, *, note: str = "A quiet day.", **fields: Any) -> DayNote:
    """A day note."""
    return DayNote(moment=a_moment(at, zone), note=note, **fields)


def a_dose(name: str = "Panadol", at: str | datetime = AFTERNOON, zone: str = LONDON, **fields: Any) -> Dose:
    """A dose; its `ingredients` may be given as mg by name, by default 500 mg of paracetamol."""
    ingredients = fields.pop("ingredients", {"paracetamol": 500})
    if isinstance(ingredients, dict):
        ingredients = (Amount(ingredient, mg) for ingredient, mg in ingredients.items())
    return Dose(moment=a_moment(at, zone), name=name, ingredients=tuple(ingredients), **fields)


def a_function(scores: Mapping[str, float] | None = None, at: str | datetime = AFTERNOON, zone: str = LONDON, **fields: Any) -> Function:
    """Scores of own activities, by default of three."""
    given = {"put on socks": 4, "lift my child": 2, "drive to work": 6} if scores is None else scores
    return Function(moment=a_moment(at, zone), scores=tuple(Score(activity, points) for activity, points in given.items()), **fields)


def an_event(kind: EventKind | str = EventKind.ICE, at: str | datetime = AFTERNOON, zone: str = LONDON, **fields: Any) -> PhaseEvent:
    """A deed on the plan; with `eased` and `checked` for the ticks."""
    return PhaseEvent(moment=a_moment(at, zone), kind=EventKind(kind), **fields)


def an_episode(
    onset: str | datetime = ONSET, ended: str | datetime | None = None, zone: str = LONDON, *, events: Iterable[PhaseEvent] = (), **fields: Any
) -> Episode:
    """An episode, by default an open one without events."""
    end = None if ended is None else a_moment(ended, zone)
    return Episode(onset=a_moment(onset, zone), ended=end, events=tuple(events), **fields)


def a_plan(ice_hours: float = 72, name: str = "Back spasm") -> Protocol:
    """A plan of 20 minutes of ice and 15 of heat, with what every plan has beside its own: the safety lines, and keeping well as the app has it."""
    source = "guide A"
    plan = Protocol(
        name=name,
        ice_hours=Figure(ice_hours, source),
        phases={
            Phase.ICE: PhasePlan(session=Figure(20, source), at_most=Figure(20, source), rest=Figure(90, source)),
            Phase.HEAT: PhasePlan(session=Figure(15, source), at_most=Figure(20, source), a_day=Figure(3, source)),
            Phase.STRETCH: PhasePlan(session=Figure(10, source), at_most=Figure(30, source), a_day=Figure(3, source)),
        },
    )
    return completed(plan)


def a_version(since: str | datetime = ONSET, ice_hours: float = 72, zone: str = LONDON) -> PlanVersion:
    """A plan in force from a time on."""
    return PlanVersion(a_moment(since, zone).at, a_plan(ice_hours))


def a_week_of_pain(
    start: str | date = "2026-11-23", zone: str = LONDON, values: Iterable[float] = (7, 6, 6, 5, 5, 4, 4), **fields: Any
) -> list[PainEntry]:
    """One pain entry a day at eight in the evening, falling from 7 to 4."""
    first = date.fromisoformat(start) if isinstance(start, str) else start
    return [an_entry(value, _at(first, number, time(20)), zone, **fields) for number, value in enumerate(values)]


def six_weeks(seed: int = 1, start: str = "2026-10-14", zone: str = LONDON) -> list[Entry]:
    """Six weeks of an episode as a person keeps it: pain, ice, heat, walks and day notes; most days, not all."""
    return _diary(seed, date.fromisoformat(start), 42, zone)


def eight_years(seed: int = 1, start: str = "2018-11-26", zone: str = LONDON) -> list[Entry]:
    """Eight years of the same."""
    return _diary(seed, date.fromisoformat(start), 2_922, zone)


def years_of_entries(years: int, last: str = "2026-11-24", zone: str = LONDON) -> list[Entry]:
    """So many years of the same, up to a day."""
    days = round(years * 365.25)
    return _diary(1, date.fromisoformat(last) - timedelta(days=days - 1), days, zone)


def _diary(seed: int, start: date, days: int, zone: str) -> list[Entry]:
    chance = Random(seed)
    level = 7.0
    entries: list[Entry] = []
    for number in range(days):
        level = min(9.0, max(0.5, level + chance.gauss(-0.06 if level > 1 else 0.05, 0.7)))
        if chance.random() < 0.88:
            entries += _one_day(chance, start, number, level, zone)
    return entries


def _one_day(chance: Random, start: date, number: int, level: float, zone: str) -> list[Entry]:
    morning, evening = (_whole(level + chance.gauss(shift, 0.8)) for shift in (0.6, -0.2))
    sites = {LEFT: morning} if chance.random() < 0.7 else {LEFT: morning, RIGHT: _whole(morning - 1)}
    day: list[Entry] = [
        an_entry(morning, _at(start, number, time(8, chance.randrange(60))), zone, sites=sites, words=("stiff",)),
        a_session(
            "ice" if number < 3 else "heat",
            _at(start, number, time(11, chance.randrange(60))),
            zone,
            minutes=15,
            before=morning,
            after=_whole(morning - 1),
        ),
        an_activity("walking", _at(start, number, time(15, chance.randrange(60))), zone, minutes=chance.randrange(10, 60, 5)),
        an_entry(evening, _at(start, number, time(20, chance.randrange(60))), zone, sites=(LEFT,)),
    ]
    if chance.random() < 0.3:
        day.append(a_day_note(_at(start, number, time(21)), zone, note="Slept badly, better after walking.", mood=_whole(8 - level / 2)))
    return day


def _at(start: date, number: int, at: time) -> datetime:
    return datetime.combine(start + timedelta(days=number), at)


def _whole(value: float) -> int:
    return min(10, max(0, round(value)))


def _readings(sites: Any, pain: float) -> tuple[SiteReading, ...]:
    if isinstance(sites, dict):
        return tuple(SiteReading(name, value) for name, value in sites.items())
    return tuple(site if isinstance(site, SiteReading) else SiteReading(site, pain) for site in sites)
