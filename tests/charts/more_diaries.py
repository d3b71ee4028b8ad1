"""Six weeks of everything to draw: pain at several places and hours, sessions with pain before and after, activities, three episodes."""

from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from tests import builders
from tracker.domain.entries import Activity, EndedBy, Entry, PainEntry, Session, SiteReading
from tracker.domain.episodes import Episode
from tracker.domain.times import Moment

DAY = timedelta(days=1)
ONSET = date(2026, 11, 23)
SITE = "lower back left"
PERIOD = (ONSET, ONSET + 41 * DAY)
WEEK = (ONSET, ONSET + 6 * DAY)
HOSTILE = (
    r"$\foo$",
    "100% {x} _y_ ^z",
    "שלום עולם",
    "🦴🔥 😀",
    "\u202eabc",
    "日本語",
    "\ud800",
    "a\x00b\n\tc",
    "<b>x</b>",
    "a place with a name " * 9,
)
LONG_AND_ODD = (" ".join(HOSTILE[:5]), " ".join(HOSTILE[5:9]), HOSTILE[-1])
FORBIDDEN = ("monitor", "detect", "diagnos", "predict", "treat", "prescribe", "cure", "safe to", "recommended", "you can take", "ahead", "behind")
ELSEWHERE = "between the ribs, my own place"
ACTIVITIES = {"walking": 25, "sitting at work": 240, "gardening": 40, "swimming": 30, "driving": 60, "housework": 45}


def a_moment(day: date, hour: float = 12) -> Moment:
    return builders.a_moment(datetime.combine(day, time()) + timedelta(hours=hour))


def a_pain_entry(day: date, pain: float, *, hour: float = 12, **sites: float) -> PainEntry:
    """A pain entry at the usual site, or at sites named with underscores for spaces."""
    named = {name.replace("_", " "): value for name, value in sites.items()} or {SITE: pain}
    return PainEntry(moment=a_moment(day, hour), pain=pain, sites=tuple(SiteReading(*site) for site in named.items()))


def usual(number: int) -> float:
    return 8 - 6 * number / 41


@cache
def pain_of_six_weeks() -> tuple[PainEntry, ...]:
    """Pain that falls from 8 to 2, higher in the morning, five days missing; other places hurt on some of the days."""
    chance = Random(7)
    entries = []
    for number in (day for day in range(42) if not 24 <= day < 29):
        for hour in sorted(chance.sample((7, 8, 9, 11, 13, 15, 17, 19, 20, 21), 4)):
            pain = _points(usual(number) + (1.4 if hour < 9 else -0.4) + chance.gauss(0, 0.8))
            sites = {SITE: pain}
            if chance.random() < 0.3:
                sites["buttock left"] = _points(pain - 2)
            if chance.random() < 0.2:
                sites["back of the thigh left"] = _points(pain - 3)
            if number in {3, 11}:
                sites["neck"] = 4
            if number % 9 == 0:
                sites[ELSEWHERE] = 3
            if number == 5 and hour > 15:
                sites["front of the shoulder left"] = 2
            readings = tuple(SiteReading(name, value) for name, value in sites.items())
            entries.append(PainEntry(moment=a_moment(ONSET + number * DAY, hour + chance.random()), pain=pain, sites=readings))
    return (*entries, a_pain_entry(ONSET + 2 * DAY, 8, hour=3.2), a_pain_entry(ONSET + 3 * DAY, 7, hour=3.7))


@cache
def sessions_of_six_weeks() -> tuple[Session, ...]:
    """Ice and heat with pain before and after, stretches too few, massage without any."""
    chance = Random(11)
    found = []
    for kind, first, count, shift in (("ice", 0, 9, -0.8), ("heat", 3, 34, -1.2), ("seated twist", 14, 22, 0.0), ("contrast", 5, 6, -0.5)):
        for number in range(count):
            day = min(41, first + number)
            before = _points(usual(day) + chance.gauss(0, 0.7))
            found.append(a_measured_session(ONSET + day * DAY, kind, before, _points(before + shift + chance.gauss(0, 0.8)), hour=10 + number % 8))
    return (*found, a_measured_session(ONSET + 20 * DAY, "massage", None, None))


def a_measured_session(day: date, kind: str, before: float | None, after: float | None, *, hour: float = 10) -> Session:
    start, length = a_moment(day, hour), timedelta(minutes=15)
    return Session(moment=start, kind=kind, planned=length, ended_at=start.at + length, ended_by=EndedBy.PLANNED, before=before, after=after)


@cache
def activities_of_six_weeks() -> tuple[Activity, ...]:
    """Six activities on some of the days; after long sitting the next day is worse."""
    chance = Random(5)
    found = []
    for number in range(42):
        for kind, minutes in ACTIVITIES.items():
            often = 0.07 if kind == "swimming" else 0.45
            if chance.random() < often:
                found.append(Activity(moment=a_moment(ONSET + number * DAY, 14), kind=kind, minutes=minutes + chance.randrange(0, 60, 5)))
    return tuple(found)


@cache
def pain_after_sitting() -> tuple[PainEntry, ...]:
    """Six weeks without a trend in which the day after sitting at work is about three points worse."""
    chance = Random(3)
    sat = {entry.moment.day for entry in activities_of_six_weeks() if entry.kind == "sitting at work"}
    values = [_points((6 if ONSET + (number - 1) * DAY in sat else 3) + chance.gauss(0, 0.8)) for number in range(42)]
    return tuple(a_pain_entry(ONSET + number * DAY, value, hour=20) for number, value in enumerate(values))


def everything() -> tuple[Entry, ...]:
    return (*pain_of_six_weeks(), *sessions_of_six_weeks(), *activities_of_six_weeks())


def an_episode_from(first: date, last: date | None, cause: str = "") -> Episode:
    return Episode(onset=a_moment(first, 8), ended=None if last is None else a_moment(last, 20), cause=cause)


@cache
def three_episodes() -> tuple[tuple[PainEntry, ...], tuple[Episode, ...]]:
    """An episode that halves in a fortnight, one that takes five weeks, and the open one of six weeks."""
    chance = Random(2)
    spans = ((ONSET - 500 * DAY, 28, 6.0), (ONSET - 200 * DAY, 49, 18.0))
    entries: list[PainEntry] = []
    episodes = []
    for first, days, pace in spans:
        episodes.append(an_episode_from(first, first + days * DAY, "lifting"))
        for number in range(days):
            pain = _points(8 * 0.5 ** (number / pace) + chance.gauss(0, 0.7))
            entries.append(PainEntry(moment=a_moment(first + number * DAY, 18), pain=pain, sites=(SiteReading(SITE, pain),)))
    return (*entries, *pain_of_six_weeks()), (*episodes, an_episode_from(ONSET, None, "a box of books"))


def _points(value: float) -> int:
    return min(10, max(0, round(value)))
