"""A made-up diary to look around in: six weeks of one episode, and another two days old."""

import random
from datetime import UTC, datetime, time, timedelta

from tracker.domain.entries import Activity, DayNote, EndedBy, Entry, PainEntry, Session, SiteReading
from tracker.domain.episodes import Episode, EventKind, PhaseEvent
from tracker.domain.protocol import PlanVersion
from tracker.domain.sessions import HEAT, ICE
from tracker.domain.times import Clock, Moment, local_moment
from tracker.language import _
from tracker.library.plans import default_plan
from tracker.storage.diary import Diary

SEED = 20_261_123
DAYS = 42
OVER_AT_DAY = 36
UNLOGGED = frozenset({17, 18, 19, 20, 21})
HOURS_OF_NEW_EPISODE = 46.9
LOGGED_AT = (time(8, 10), time(13, 5), time(20, 15))
"""Local times at which the made-up person makes entries."""


class Demonstration:
    """Fills an empty diary with a made-up one that ends now; the same every time but for its dates."""

    def __init__(self, diary: Diary, clock: Clock) -> None:
        self._diary = diary
        self._zone = clock.zone()
        self._now = clock.now()
        self._chance = random.Random(SEED)  # noqa: S311 - a made-up diary, not a secret
        self._left, self._right, self._buttock = _("lower back left"), _("lower back right"), _("left buttock")

    def fill(self) -> None:
        """Write the made-up diary in one transaction."""
        first, second = self._episodes()
        entries = [*self._first_weeks(first), *self._last_days(second)]
        with self._diary.writing():
            self._diary.episodes.add_plan_version(PlanVersion(first.onset.at, default_plan()), self._now)
            self._diary.episodes.put(first, self._now)
            self._diary.episodes.put(second, self._now)
            self._diary.entries.put([entry for entry in entries if entry.moment.at <= self._now], self._now)
            self._diary.occasions.shown("help", second.onset, self._now, second.id)

    def _episodes(self) -> tuple[Episode, Episode]:
        onset = self._at(0, time(14, 10))
        stretch = PhaseEvent(
            moment=self._at(14, time(10)), kind=EventKind.STRETCH, eased=True, checked=True, reason=_("eased, and checked with the physio")
        )
        first = Episode(onset=onset, ended=self._at(OVER_AT_DAY, time(9)), sites=(self._left,), cause=_("lifting a box"), events=(stretch,))
        since = Moment.of(self._now - timedelta(hours=HOURS_OF_NEW_EPISODE), self._zone)
        return first, Episode(onset=since, sites=(self._left,), cause=_("getting out of the car"))

    def _first_weeks(self, episode: Episode) -> list[Entry]:
        entries: list[Entry] = []
        for day in range(OVER_AT_DAY + 4):
            if day in UNLOGGED:
                continue
            usual = max(0.0, 8 - day * 0.22)
            times = LOGGED_AT[self._chance.randrange(2) :]
            entries += [self._pain(self._at(day, clock), usual + self._chance.choice((-1, 0, 0, 0, 1))) for clock in times]
            entries += self._day_deeds(day, episode)
        return [entry for entry in entries if entry.moment.at >= episode.onset.at]

    def _last_days(self, episode: Episode) -> list[Entry]:
        entries: list[Entry] = [self._pain(self._after(episode, 0.2), 7, _("could hardly stand up"))]
        readings = ((5, 7), (18, 7), (23, 6), (29, 6), (40, 7), (45.8, 6))
        entries += [self._pain(self._after(episode, hours), pain) for hours, pain in readings]
        sessions = ((1, 6), (4, 6), (19, 5), (21.5, 5), (24, 5), (41, 5), (43.2, 5))
        entries += [self._session(ICE, self._after(episode, hours), 20, 7, after) for hours, after in sessions]
        entries.append(Activity(moment=self._after(episode, 44), kind="walking", minutes=10, effort=2))
        return entries

    def _day_deeds(self, day: int, episode: Episode) -> list[Entry]:
        entries: list[Entry] = []
        kind, minutes = (ICE, 20) if day < 3 else (HEAT, 15)  # noqa: PLR2004 - the ice phase has three days
        if day < 20:  # noqa: PLR2004 - about three weeks of sessions
            before = max(2, 7 - day // 4)
            entries += [self._session(kind, self._at(day, clock), minutes, before, before - 1) for clock in (time(9, 30), time(15), time(19, 20))]
        entries.append(Activity(moment=self._at(day, time(11)), kind="walking", minutes=10 + day, effort=2))
        if day in {16, 27}:
            entries.append(DayNote(moment=self._at(day, time(20, 30)), flare=day == 16, mood=6))  # noqa: PLR2004 - the one flare
        if day == 23:  # noqa: PLR2004 - one visit
            entries.append(self._session("physiotherapy", self._at(day, time(16)), 40, None, None))
        return [entry for entry in entries if episode.holds(entry.moment.at)]

    def _pain(self, moment: Moment, value: float, note: str = "") -> PainEntry:
        pain = float(min(10, max(0, round(value))))
        sites = [SiteReading(self._left, pain)]
        if pain >= 6:  # noqa: PLR2004 - on a bad day it spreads
            sites.append(SiteReading(self._buttock, pain - 2))
        words = (_("spasm"),) if pain >= 7 else ()  # noqa: PLR2004 - as above
        return PainEntry(moment=moment, pain=pain, sites=tuple(sites), words=words, note=note)

    def _session(self, kind: str, moment: Moment, minutes: int, before: float | None, after: float | None) -> Session:
        planned = timedelta(minutes=minutes)
        return Session(moment=moment, kind=kind, planned=planned, ended_at=moment.at + planned, ended_by=EndedBy.PLANNED, before=before, after=after)

    def _at(self, day: int, clock: time) -> Moment:
        today = Moment.of(self._now, self._zone).day
        return local_moment(datetime.combine(today - timedelta(days=DAYS - day), clock), self._zone).moment

    def _after(self, episode: Episode, hours: float) -> Moment:
        return Moment.of((episode.onset.at + timedelta(hours=hours)).astimezone(UTC), self._zone)
