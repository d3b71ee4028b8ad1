"""What the person of the made-up diary writes down: pain, sessions, doses, activities, notes and scores, at a level of pain."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from tracker.domain.entries import Activity, DayNote, Dose, EndedBy, Function, PainEntry, Score, Session, SiteReading
from tracker.domain.medicines import DoseDraft
from tracker.domain.times import Moment, local_moment
from tracker.language import _
from tracker.services.medicines import find_among

LOWER_LEFT, LOWER_RIGHT, MIDDLE, BUTTOCK = "lower back left", "lower back right", "middle back", "buttock left"
"""Places of the body map, as it keeps them: what is kept is the same in every language, and translated where it is shown."""
# The first and the last hour in which an entry of that time of day is made.
MORNING, NOON, EVENING, NIGHT = (6, 10), (11, 15), (17, 22), (1, 4)
# Points: from BAD on pain spreads, from SORE on it is eased by lying down, up to EASED nothing is said of it.
BAD, SORE, EASED = 6, 5, 2
CHANGES = {"ice": (-2, -1, -1, 0, 0, 0), "heat": (-3, -2, -2, -2, -1, -1, -1, 0, 0, 1), "stretch": (-2, -1, -1, -1, 0, 0, 0, 1)}
"""What pain changed by, in points, after sessions: mostly a little, at times not, now and then the other way."""


class DayWriter:
    """Writes entries at wall-clock times of a zone; by chance, but the same every time."""

    def __init__(self, zone: str, chance: random.Random) -> None:
        self._zone = zone
        self._chance = chance

    def at(self, day: date, clock: time) -> Moment:
        """The moment of a wall-clock time."""
        return local_moment(datetime.combine(day, clock), self._zone).moment

    def some_time(self, day: date, hours: tuple[int, int]) -> Moment:
        """A moment between two hours, the last of them included."""
        return self.at(day, time(self._chance.randint(*hours), self._chance.randrange(0, 60, 5)))

    def pain_of_day(self, day: date, level: float) -> list[PainEntry]:
        """Two or three entries around a level, stiffer in the morning and sorer in the evening; a bad night has one of its own."""
        entries = [self.pain(self.some_time(day, MORNING), self._around(level + 0.6), words=("stiff",))]
        if self._chance.random() < 0.6:  # noqa: PLR2004 - most days
            entries.append(self.pain(self.some_time(day, NOON), self._around(level - 0.6)))
        entries.append(self.evening_pain(day, self._around(level)))
        if level >= SORE and self._chance.random() < 0.4:  # noqa: PLR2004 - some nights
            entries.append(replace(self.pain(self.some_time(day, NIGHT), self._around(level + 0.5)), woke=True))
        return entries

    def evening_pain(self, day: date, value: float) -> PainEntry:
        """An entry that looks back on the last 24 hours too."""
        pain = whole(value)
        worse = (self._chance.choice((_("sitting"), _("driving"))),) if pain >= SORE else ()
        eased = (_("lying down"),) if pain >= SORE else (_("walking"),) if pain > EASED else ()
        entry = self.pain(self.some_time(day, EVENING), pain)
        return replace(entry, worst=whole(pain + 2), least=whole(pain - 2), worse_with=worse, eased_by=eased)

    def pain(self, moment: Moment, value: float, note: str = "", words: tuple[str, ...] = ()) -> PainEntry:
        """An entry at the left of the lower back; the worse it is the further it spreads."""
        pain = whole(value)
        sites = [SiteReading(LOWER_LEFT, pain)]
        if pain >= BAD:
            sites.append(SiteReading(BUTTOCK, whole(pain - 2)))
        if self._chance.random() < 0.25:  # noqa: PLR2004 - now and then the other side too
            sites.append(SiteReading(LOWER_RIGHT, whole(pain - self._chance.choice((1, 2, 3)))))
        felt = ("spasm",) if pain > BAD else words
        return PainEntry(moment=moment, pain=pain, sites=tuple(sites), words=felt, note=note)

    def pain_at(self, site: str, moment: Moment, value: float) -> PainEntry:
        """An entry at another place alone."""
        return PainEntry(moment=moment, pain=value, sites=(SiteReading(site, value),))

    def session(self, kind: str, moment: Moment, minutes: int, level: float | None = None, changes: str = "") -> Session:
        """A session gone through to its end; with a level of pain, the pain before it and after."""
        planned, before, after = timedelta(minutes=minutes), None, None
        if level is not None:
            before = whole(self._around(level))
            after = whole(before + self._chance.choice(CHANGES[changes or kind]))
        return Session(moment=moment, kind=kind, planned=planned, ended_at=moment.at + planned, ended_by=EndedBy.PLANNED, before=before, after=after)

    def sessions_of_day(self, day: date, kind: str, minutes: int, level: float, clocks: Iterable[time]) -> list[Session]:
        """Sessions of ice or heat about these times; now and then one is left out."""
        kept = [clock for clock in clocks if self._chance.random() < 0.85]  # noqa: PLR2004 - most of them
        return [self.session(kind, self.at(day, clock.replace(minute=self._chance.randrange(0, 30, 5))), minutes, level) for clock in kept]

    def exercises_of_day(self, day: date, names: Sequence[str], level: float) -> list[Session]:
        """One to three rounds of some exercises; pain is asked for around the first of a round."""
        sessions = []
        # The times at which the plan reminds of exercises.
        for clock in (time(8), time(13), time(18))[: self._chance.choice((1, 2, 2, 3, 3))]:
            start = self.at(day, clock.replace(minute=self._chance.randrange(0, 30, 5))).at
            for place, name in enumerate(names):
                moment = Moment.of(start + timedelta(minutes=5 * place), self._zone)
                sessions.append(self.session(name, moment, 4, None if place else level, "stretch"))
        return sessions

    def activities_of_day(self, day: date, walk: int) -> list[Activity]:
        """A walk of about so many minutes on most days, sitting long on many, driving on some."""
        chance = self._chance
        found = []
        if chance.random() < 0.85:  # noqa: PLR2004 - most days
            # In steps of five minutes, as people tell it.
            minutes = max(5, 5 * round(walk * chance.uniform(0.5, 1.5) / 5))
            found.append(Activity(moment=self.at(day, time(11, 30)), kind="walking", minutes=minutes, effort=chance.randint(1, 4)))
        if chance.random() < 0.6:  # noqa: PLR2004 - about as many as there are working days
            found.append(
                Activity(moment=self.at(day, time(16, 30)), kind="sitting", minutes=chance.randrange(60, 390, 30), effort=chance.randint(2, 5))
            )
        if chance.random() < 0.35:  # noqa: PLR2004 - about every third day
            found.append(
                Activity(moment=self.at(day, time(17, 30)), kind="driving", minutes=chance.randrange(15, 80, 5), effort=chance.randint(2, 5))
            )
        return found

    def swim(self, day: date) -> Activity:
        """A swim before noon."""
        return Activity(moment=self.at(day, time(10)), kind="swimming", minutes=self._chance.choice((20, 25, 30)), effort=3)

    def day_note(self, day: date, level: float, note: str = "", *, flare: bool | None = None) -> DayNote:
        """Sleep, stiffness in the morning, mood and what was drunk: the better the lower the pain, by and large."""
        chance = self._chance
        return DayNote(
            moment=self.at(day, time(21, chance.randrange(0, 50, 5))),
            # Without pain a mood of about 9, and 2 at the worst.
            mood=whole(self._around(9 - level * 0.7)),
            # Eight hours without pain and 18 minutes less for each point, in quarters of an hour as people tell it.
            sleep_minutes=15 * round((480 - 18 * level + chance.randrange(-45, 46)) / 15),
            sleep_quality=whole(self._around(9 - level * 0.8)),
            fluids=chance.randint(4, 9),
            flare=flare,
            # Not by chance, which would move every day after it: six minutes for each point, in steps of five as people tell it.
            stiff_minutes=5.0 * round(6 * level / 5),
            note=note,
        )

    def dose(self, name: str, mg: float, moment: Moment) -> Dose:
        """A dose of so many mg of a known medicine of one ingredient; raises KeyError for one that is not in the list."""
        medicine = find_among([], name)
        if medicine is None:
            raise KeyError(name)
        return DoseDraft(name=name, moment=moment, mg=(mg,)).entry(medicine)

    def scores(self, day: date, activities: Sequence[str], points: Sequence[float]) -> Function:
        """The scores of the own activities, in their order."""
        scores = (Score(activity, whole(value)) for activity, value in zip(activities, points, strict=True))
        return Function(moment=self.at(day, time(19, 30)), scores=tuple(scores))

    def _around(self, level: float) -> float:
        return level + self._chance.choice((-1, 0, 0, 0, 1))


def whole(value: float) -> float:
    """The nearest whole number on the scale from 0 to 10."""
    return float(min(10, max(0, round(value))))
