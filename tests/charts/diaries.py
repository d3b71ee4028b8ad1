"""Made-up diaries to draw: seeded, so that the golden pictures stay the same."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from tracker.charts.doses.picture import DosesPicture, doses_picture
from tracker.charts.function.picture import FunctionPicture, function_picture
from tracker.charts.pain.picture import PainPicture, pain_picture
from tracker.charts.plan.picture import PlanPicture, plan_picture
from tracker.domain.entries import Amount, DayNote, Dose, EndedBy, Entry, Function, MedicineClass, PainEntry, Score, Session, SiteReading
from tracker.domain.medicines import Intake
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.protocol import Phase
from tracker.domain.statistics.figures import day_values
from tracker.domain.statistics.plan_done import PlannedDay
from tracker.domain.statistics.recovery import higher_days
from tracker.domain.statistics.trend import trend
from tracker.domain.times import Moment, local_moment
from tracker.domain.visits import Appointment

DAY = timedelta(days=1)
ZONE = "Europe/London"
ONSET = date(2026, 11, 23)
SITE = "lower back left"


def a_moment(day: date, hour: float = 12) -> Moment:
    return local_moment(datetime.combine(day, time()) + timedelta(hours=hour), ZONE).moment


def a_pain_entry(day: date, pain: float, *, hour: float = 12, site: str | None = SITE) -> PainEntry:
    sites = () if site is None else (SiteReading(site, pain),)
    return PainEntry(moment=a_moment(day, hour), pain=pain, sites=sites)


def a_session(day: date, kind: str, *, hour: float = 10, minutes: int = 20) -> Session:
    start = a_moment(day, hour)
    length = timedelta(minutes=minutes)
    return Session(moment=start, kind=kind, planned=length, ended_at=start.at + length, ended_by=EndedBy.PLANNED)


def a_flare(day: date, note: str = "") -> DayNote:
    return DayNote(moment=a_moment(day, 20), flare=True, note=note)


def six_weeks_of_pain(site: str | None = SITE) -> list[PainEntry]:
    """Pain that falls from 8 to 2, one to four entries a day, with five days missing in the fourth week."""
    chance = random.Random(20261123)
    entries = []
    for number in range(42):
        if 24 <= number < 29:
            continue
        for _ in range(chance.randint(1, 4)):
            usual = 8 - 6 * number / 41
            pain = min(10, max(0, round(usual + chance.gauss(0, 1))))
            entries.append(a_pain_entry(ONSET + number * DAY, pain, hour=chance.uniform(7, 22), site=site))
    return entries


def the_phases() -> list[PhaseSpan]:
    onset, heat, stretch = (a_moment(ONSET + days * DAY, 14).at for days in (0, 3, 14))
    return [
        PhaseSpan(Phase.ICE, onset, heat),
        PhaseSpan(Phase.HEAT, heat, stretch),
        PhaseSpan(Phase.STRETCH, stretch, None, "the physio said so"),
    ]


def a_dose(day: date, name: str = "Ibuprofen", mg: float | None = 400, *, hour: float = 8) -> Dose:
    return Dose(moment=a_moment(day, hour), name=name, units=1, ingredients=(Amount(name.lower(), mg, MedicineClass.NSAID),))


def six_weeks_of_deeds() -> list[Entry]:
    """Ice for three days, then heat, then stretches beside it, medicines in the first weeks, a flare, a massage and physiotherapy."""
    chance = random.Random(7)
    ice = [a_session(ONSET + day * DAY, "ice", hour=hour) for day in range(3) for hour in (9, 12, 15, 18, 21) if (day, hour) > (0, 12)]
    heat = [a_session(ONSET + day * DAY, "heat", hour=hour) for day in range(3, 24) for hour in (8, 19) if chance.random() < 0.8]
    stretch = [a_session(ONSET + day * DAY, "pelvic tilt", hour=11) for day in range(14, 42) if chance.random() < 0.75]
    doses = [a_dose(ONSET + day * DAY, hour=hour) for day in range(16) for hour in (8, 14, 20) if chance.random() < 0.9 - day / 16]
    others = [a_session(ONSET + 33 * DAY, "massage"), a_session(ONSET + 30 * DAY, "physiotherapy"), a_flare(ONSET + 18 * DAY)]
    return [*ice, *heat, *stretch, *doses, *others]


def six_weeks_with_everything(site: str | None = SITE) -> PainPicture:
    last = ONSET + 41 * DAY
    flare = [a_pain_entry(ONSET + 18 * DAY, value, hour=hour, site=site) for hour, value in ((13, 9), (15, 9), (17, 10), (19, 9), (21, 9))]
    pain = [*six_weeks_of_pain(site), *flare]
    values = day_values(pain, site)
    return pain_picture(
        [*pain, *six_weeks_of_deeds()],
        the_phases(),
        site,
        (ONSET, last),
        a_moment(last, 23),
        appointments=[Appointment(moment=a_moment(ONSET + 37 * DAY, 15), whom="Dr Grey")],
        trend=trend(values, ONSET, last),
        higher=higher_days(values, ONSET, last),
    )


def with_course(picture: PainPicture, **changes: Any) -> PainPicture:
    """The picture with something else of its first site."""
    return replace(picture, courses=(replace(picture.followed, **changes), *picture.courses[1:]))


def six_weeks_of_sites(count: int = 4) -> PainPicture:
    """A line a site: the usual one logged most, one that fades, one that begins later, and more that are logged now and then."""
    chance = random.Random(11)
    last = ONSET + 41 * DAY
    sites = ["lower back left", "lower back right", "left buttock", "neck", "right shoulder blade", "left knee", "right knee", "left foot"][:count]
    entries = []
    for place, site in enumerate(sites):
        for number in range(3 * place, 42 - (10 if place == 1 else 0)):
            if chance.random() < 1 - place / 10:
                pain = min(10, max(0, round(7 - place - 3 * number / 41 + chance.gauss(0, 0.8))))
                entries.append(a_pain_entry(ONSET + number * DAY, pain, hour=chance.uniform(8, 21), site=site))
    return pain_picture(entries, the_phases(), None, (ONSET, last), a_moment(last, 23), sites=sites)


def a_week() -> PainPicture:
    entries = [a_pain_entry(ONSET + number * DAY, pain) for number, pain in enumerate((8, 8, 7, 6, 6, 5, 5))]
    return pain_picture(entries, the_phases()[:1], SITE, (ONSET, ONSET + 6 * DAY), a_moment(ONSET + 6 * DAY, 23))


def one_entry() -> PainPicture:
    return pain_picture([a_pain_entry(ONSET, 6, hour=14.5)], [], SITE, (ONSET, ONSET), a_moment(ONSET, 16))


def nothing_yet() -> PainPicture:
    return PainPicture(first=ONSET, last=ONSET + 6 * DAY, now=datetime(2026, 11, 29, 12))  # noqa: DTZ001 - local wall-clock time


@cache
def eight_years() -> PainPicture:
    """One entry a day from 2015 to 2023, a slow wander, with a few weeks missing."""
    chance = random.Random(2015)
    first, pain, entries = date(2015, 11, 25), 3.0, []
    for number in range(2_907):
        pain = min(9, max(0, pain + chance.gauss(0, 0.3)))
        if not 1_200 <= number < 1_290:
            entries.append(a_pain_entry(first + number * DAY, round(pain, 1)))
    last = first + 2_906 * DAY
    return pain_picture(entries, [], SITE, (first, last), Moment.of(datetime.combine(last, time(20), tzinfo=UTC), ZONE))


@cache
def eight_years_of_deeds() -> PainPicture:
    """The same with a session most days, a flare a month and doses now and then."""
    chance = random.Random(2016)
    first = eight_years().first
    days = [first + number * DAY for number in range(2_907)]
    kinds = ("ice", "heat", "pelvic tilt")
    deeds = [a_session(day, chance.choice(kinds)) for day in days if chance.random() < 0.6]
    deeds += [a_dose(day) for day in days if chance.random() < 0.2] + [a_flare(day) for day in days if chance.random() < 0.04]
    marks = pain_picture(deeds, [], SITE, (first, days[-1]), a_moment(days[-1], 20)).marks
    return replace(eight_years(), marks=marks)


SIX_WEEKS = (ONSET, ONSET + 41 * DAY)
EIGHT_YEARS = (date(2015, 11, 25), date(2023, 11, 9))


def an_intake(day: date, name: str = "ibuprofen", mg: float | None = 400, *, hour: float = 8, on_skin: bool = False) -> Intake:
    return Intake(a_moment(day, hour), name.title(), (Amount(name, mg, MedicineClass.NSAID),), on_skin)


def some_doses(period: tuple[date, date] = SIX_WEEKS, share: float = 0.9) -> DosesPicture:
    """Ibuprofen and paracetamol, less with the days, a gel now and then, and tablets whose mg nobody knows."""
    chance = random.Random(3)
    days = [period[0] + number * DAY for number in range((period[1] - period[0]).days + 1)]
    taken = []
    for number, day in enumerate(days):
        still = share * (1 - number / len(days))
        taken += [an_intake(day, hour=hour) for hour in (8, 14, 20) if chance.random() < still]
        taken += [an_intake(day, "paracetamol", chance.choice((500, 1000)), hour=hour) for hour in (9, 22) if chance.random() < still / 2]
        taken += [an_intake(day, "ibuprofen", None, hour=12, on_skin=True)] * (chance.random() < share / 6)
        taken += [an_intake(day, "paracetamol", None, hour=16)] * (chance.random() < share / 25)
    return doses_picture(taken, period)


def some_function(period: tuple[date, date] = SIX_WEEKS, activities: int = 3, every: int = 7) -> FunctionPicture:
    """The person's own activities scored week by week, all of them getting better, one of them late."""
    chance = random.Random(5)
    names = ["putting on socks", "sitting through a film", "lifting the little one", "cycling to work", "gardening", "running"][:activities]
    scorings = []
    length = (period[1] - period[0]).days
    for number in range(0, length + 1, every):
        scores = [min(10, max(0, round(2 + place / 2 + 6 * number / max(length, 1) + chance.gauss(0, 0.7)))) for place in range(activities)]
        moment = a_moment(period[0] + number * DAY, 18)
        scorings.append(Function(moment=moment, scores=tuple(Score(name, points) for name, points in zip(names, scores, strict=True))))
    return function_picture(scorings, period)


def a_plan_done(period: tuple[date, date] = SIX_WEEKS) -> PlanPicture:
    """Ice for three days by its cycle, heat as it felt good, from the third week on two exercises three times a day as far as they were done."""
    chance = random.Random(9)
    days = []
    for number in range((period[1] - period[0]).days + 1):
        day = period[0] + number * DAY
        if number < 3:
            days.append(PlannedDay(day, "ice", None, chance.randint(4, 7)))
        if number >= 3:
            days.append(PlannedDay(day, "heat", None, chance.choice((0, 1, 2, 2, 3, 3, 4)) if number % 42 < 30 else 0))
        if number >= 14:
            tilts = chance.choice((0, 1, 2, 3, 3))
            days += [PlannedDay(day, "exercises", 3, tilts, "Pelvic tilt"), PlannedDay(day, "exercises", 3, (tilts + number) % 5, "Cat-cow")]
    return plan_picture(days, period)
