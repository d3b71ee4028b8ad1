"""Made-up diaries to draw: seeded, so that the golden pictures stay the same."""

import random
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from tracker.charts.pain import PainPicture
from tracker.charts.picture import pain_picture
from tracker.domain.entries import DayNote, EndedBy, PainEntry, Session, SiteReading
from tracker.domain.phases import PhaseSpan
from tracker.domain.protocol import Phase
from tracker.domain.times import Moment, local_moment

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


def six_weeks_with_everything(site: str | None = SITE) -> PainPicture:
    last = ONSET + 41 * DAY
    entries = [*six_weeks_of_pain(site), a_flare(ONSET + 18 * DAY), a_session(ONSET + 30 * DAY, "physiotherapy")]
    return pain_picture(entries, the_phases(), site, (ONSET, last), a_moment(last, 23))


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
