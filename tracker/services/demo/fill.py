"""A made-up diary to look around in: an episode some months ago, six weeks of another, and a third two days old."""

import random
from dataclasses import replace
from datetime import UTC, date, time, timedelta

from tracker.domain.entries import Activity, Dose, Entry
from tracker.domain.episodes import Episode, EventKind, PhaseEvent
from tracker.domain.plan.protocol import Phase, PlanVersion
from tracker.domain.sessions import HEAT, ICE
from tracker.domain.times import Clock, Moment
from tracker.domain.visits import Appointment, OwnActivity, Question
from tracker.language import _
from tracker.library.plans import default_plan
from tracker.services.demo.days import LOWER_LEFT, MIDDLE, DayWriter
from tracker.storage.diary import Diary

# Any number would do; it stays the same so that the diary does.
SEED = 20_261_123
# The six weeks that charts and report show first.
DAYS = 42
# Days are counted from 0, the first of the six weeks. The two days after the last are those of the new episode.
OVER_AT_DAY, LOGGED_UNTIL = 36, 40
# Heat after the three days of ice; stretches once the pain has eased.
STRETCHES_FROM, HEAT_FROM, HEAT_UNTIL = 14, 3, 27
# More than three days in a row, so that the line is seen to break.
UNLOGGED = frozenset({17, 18, 19, 20, 21})
FLARE, VISIT = 25, 23
RISE = {FLARE: 5.0, FLARE + 1: 3.0, FLARE + 2: 1.5}
"""Points by which pain was higher on the days of the flare."""
TRIED = {9: ("self-massage", 10, 6, 5), 13: ("self-massage", 10, 5, 5), 16: ("massage", 40, 5, 3), 29: ("relaxation", 15, 3, 2)}
"""What is done on some evenings beside the plan: its minutes, and the pain before and after it."""
SWIMS = frozenset({6, 9, 12, 16, 24, 29, 34, 38})
# Before the six weeks, so that charts of the whole diary have something more to show.
EARLIER_DAYS_AGO, EARLIER_DAYS = 160, 26
EARLIER_UNLOGGED = frozenset({9, 15, 16})
# Well within the 72 hours of ice: the plan stands in the midst of its first phase.
HOURS_OF_NEW_EPISODE = 46.9
SCORES = {1: (2, 1, 3, 2), 8: (3, 1, 4, 2), 15: (5, 2, 5, 4), 23: (6, 4, 6, 5), 29: (5, 3, 6, 5), 36: (9, 7, 9, 8)}
"""Points of the own activities on days of the six weeks."""


class Demonstration:
    """Fills an empty diary with a made-up one that ends now; the same every time but for its dates."""

    def __init__(self, diary: Diary, clock: Clock) -> None:
        self._diary = diary
        self._zone = clock.zone()
        self._now = clock.now()
        self._today = Moment.of(self._now, self._zone).day
        self._chance = random.Random(SEED)  # noqa: S311 - a made-up diary, not a secret
        self._plan = default_plan()
        self._days = DayWriter(self._zone, self._chance)
        self._activities = (_("put on socks"), _("lift my child"), _("drive to work"), _("sit through a film"))

    def fill(self) -> None:
        """Write the made-up diary in one transaction."""
        earlier, first, second = self._episodes()
        entries = [*self._months_ago(earlier), *self._first_weeks(first), *self._last_days(second)]
        with self._diary.writing():
            self._diary.episodes.add_plan_version(PlanVersion(earlier.onset.at, self._plan), self._now)
            for episode in (earlier, first, second):
                self._diary.episodes.put(episode, self._now)
                self._diary.occasions.shown("help", episode.onset, self._now, episode.id)
            self._diary.entries.put(entries, self._now)
            self._put_visits()

    def _episodes(self) -> tuple[Episode, Episode, Episode]:
        box, car = _("lifting a box"), _("getting out of the car")
        eased = _("eased, and checked with the physio")
        began = self._today - timedelta(days=EARLIER_DAYS_AGO)
        ended = self._days.at(began + timedelta(days=EARLIER_DAYS), time(18))
        earlier = Episode(onset=self._days.at(began, time(7, 40)), ended=ended, sites=(LOWER_LEFT,), cause=_("digging in the garden"))
        stretch = PhaseEvent(moment=self._at(STRETCHES_FROM, time(10)), kind=EventKind.STRETCH, eased=True, checked=True, reason=eased)
        over = self._at(OVER_AT_DAY, time(9))
        first = Episode(onset=self._at(0, time(14, 10)), ended=over, sites=(LOWER_LEFT,), cause=box, events=(stretch,))
        since = Moment.of(self._now - timedelta(hours=HOURS_OF_NEW_EPISODE), self._zone)
        return earlier, first, Episode(onset=since, sites=(LOWER_LEFT,), cause=car)

    def _months_ago(self, episode: Episode) -> list[Entry]:
        entries: list[Entry] = []
        for number in range(EARLIER_DAYS + 1):
            if number in EARLIER_UNLOGGED:
                continue
            # From 6.5 points down to none in about three weeks.
            day, level = episode.onset.day + timedelta(days=number), max(0.0, 6.5 - number * 0.3)
            entries += self._days.pain_of_day(day, level)
            if number < 12:  # noqa: PLR2004 - not quite two weeks of sessions
                kind, minutes = (ICE, 20) if number < HEAT_FROM else (HEAT, 15)
                entries += self._days.sessions_of_day(day, kind, minutes, level, (time(12), time(19)))
            entries += self._days.activities_of_day(day, 15 + number)
        return [entry for entry in entries if episode.holds(entry.moment.at)]

    def _first_weeks(self, episode: Episode) -> list[Entry]:
        entries: list[Entry] = []
        for number in range(LOGGED_UNTIL):
            if number in UNLOGGED:
                continue
            # From 8 points down to almost none on the day the episode is over.
            day, level = self._day(number), max(0.0, 8 - number * 0.22) + RISE.get(number, 0)
            entries += self._days.pain_of_day(day, level)
            entries += [*self._sessions(number, level), *self._doses(number), *self._around_the_day(number, level)]
        return [entry for entry in entries if entry.moment.at >= episode.onset.at]

    def _sessions(self, number: int, level: float) -> list[Entry]:
        day, days = self._day(number), self._days
        entries: list[Entry] = []
        if number < HEAT_FROM:
            entries += days.sessions_of_day(day, ICE, 20, level, (time(9), time(12), time(15), time(18), time(21)))
        elif number < HEAT_UNTIL:
            entries += days.sessions_of_day(day, HEAT, 15, level, (time(9), time(14), time(19)))
        if STRETCHES_FROM <= number < OVER_AT_DAY and number != FLARE:
            names = [exercise.name for exercise in self._plan.phases[Phase.STRETCH].exercises]
            entries += days.exercises_of_day(day, names[: 2 if number < FLARE else 3], level)
        if number in TRIED:
            kind, minutes, before, after = TRIED[number]
            entries.append(replace(days.session(kind, days.at(day, time(20)), minutes), before=before, after=after))
        if number == VISIT:
            entries.append(days.session("physiotherapy", days.at(day, time(16)), 40))
        return entries

    def _doses(self, number: int) -> list[Dose]:
        """Paracetamol in the first ten days and in the flare, ibuprofen beside it in the first six."""
        clocks = {0: (time(19, 30),), FLARE: (time(9), time(20)), FLARE + 1: (time(9),)}.get(number, ())
        if 0 < number < 10:  # noqa: PLR2004 - as above
            clocks = (time(7, 30), time(13, 30), time(20))[: 3 if number < 5 else 2]  # noqa: PLR2004 - less as it eases
        beside = (time(8), time(18)) if 0 < number < 6 else ()  # noqa: PLR2004 - as above
        return [*(self._panadol(self._at(number, clock)) for clock in clocks), *(self._nurofen(self._at(number, clock)) for clock in beside)]

    def _around_the_day(self, number: int, level: float) -> list[Entry]:
        day, days = self._day(number), self._days
        entries: list[Entry] = [*days.activities_of_day(day, 15 + number)]
        if number == FLARE:
            entries.append(days.pain_at(MIDDLE, self._at(number, time(12, 20)), 5))
        if number in SWIMS:
            entries.append(days.swim(day))
        if number in SCORES:
            entries.append(days.scores(day, self._activities, SCORES[number]))
        notes = {
            2: _("Hardly slept, every turn woke me."),
            VISIT: _("The physio was content, go on with the stretches."),
            FLARE: _("Moved a cupboard."),
        }
        if number in notes or self._chance.random() < 0.75:  # noqa: PLR2004 - most days
            entries.append(days.day_note(day, level, notes.get(number, ""), flare=number == FLARE or None))
        return entries

    def _last_days(self, episode: Episode) -> list[Entry]:
        days = self._days
        entries: list[Entry] = [days.pain(self._after(episode, 0.2), 7, _("could hardly stand up"))]
        # Hours after the onset, and points: little has changed in two days.
        readings = ((5, 7), (18, 7), (23, 6), (29, 6), (40, 7), (45.8, 6))
        entries += [days.pain(self._after(episode, hours), pain) for hours, pain in readings]
        entries += [days.session(ICE, self._after(episode, hours), 20, 7) for hours in (1, 4, 19, 21.5, 24, 41, 43.2)]
        entries += [self._panadol(self._after(episode, hours)) for hours in (1.5, 8, 17, 26, 33, 41)]
        entries += [self._nurofen(self._after(episode, hours)) for hours in (2, 18.5, 42.5)]
        entries.append(Activity(moment=self._after(episode, 44), kind="walking", minutes=10, effort=2))
        yesterday = self._today - timedelta(days=1)
        return [*entries, days.day_note(yesterday, 7), days.scores(yesterday, self._activities, (2, 1, 3, 3))]

    def _put_visits(self) -> None:
        visits, whom = self._diary.visits, _("physiotherapist")
        visits.put_appointment(Appointment(moment=self._at(VISIT, time(16)), whom=whom, note=_("Showed me the seated twist.")), self._now)
        visits.put_appointment(Appointment(moment=self._at(DAYS + 3, time(10, 30)), whom=whom), self._now)
        visits.put_question(Question(text=_("When may I lift my child again?"), asked_at=self._at(VISIT, time(16, 30)).at), self._now)
        visits.put_question(Question(text=_("Is swimming all right with the stretches?")), self._now)
        visits.put_question(Question(text=_("Why does it come back in the same place?")), self._now)
        visits.set_activities([OwnActivity(text=activity) for activity in self._activities], self._now)

    def _panadol(self, moment: Moment) -> Dose:
        return self._days.dose("Panadol", 1000, moment)

    def _nurofen(self, moment: Moment) -> Dose:
        return self._days.dose("Nurofen", 400, moment)

    def _day(self, number: int) -> date:
        """A day of the six weeks, which end today."""
        return self._today - timedelta(days=DAYS - number)

    def _at(self, number: int, clock: time) -> Moment:
        return self._days.at(self._day(number), clock)

    def _after(self, episode: Episode, hours: float) -> Moment:
        return Moment.of((episode.onset.at + timedelta(hours=hours)).astimezone(UTC), self._zone)
