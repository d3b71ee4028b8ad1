"""A period of a long diary is read with the days before it that its figures need, and no figure differs from that of the whole reading."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

import pytest

from tests.builders import LEFT, LONDON, RIGHT, a_moment, an_entry
from tracker.app import Tracker
from tracker.charts.chart import ChartKind
from tracker.domain.entries import Entry, PainEntry
from tracker.domain.periods import Period, SiteChoice
from tracker.domain.statistics.figures import first_day
from tracker.services.statistics import Figures

FIRST = date(2024, 11, 26)
DAYS = 729
DAY = timedelta(days=1)
CHOICES = (SiteChoice(LEFT, usual=False), SiteChoice(RIGHT, usual=False), SiteChoice(None, usual=False), SiteChoice(None, usual=True))


class WholeReading(Figures):
    """The same figures from every pain entry up to the end of the period."""

    def pain_looking_back(self, sites: Sequence[str | None]) -> list[PainEntry]:
        assert sites
        return self._journal.pain_entries(None, self.period.last)

    def began(self) -> date | None:
        return first_day(self._journal.pain_entries(None, self.period.last))


def _years_with_gaps(chance: Random) -> list[Entry]:
    """Two years: two places and none, each logged for a while and then hardly at all."""
    entries: list[Entry] = []
    shares = {LEFT: 0.8, RIGHT: 0.2, None: 0.1}
    for number in range(DAYS):
        if chance.random() < 0.03:
            shares = {site: chance.choice((0.02, 0.2, 0.5, 0.9)) for site in shares}
        for site, share in shares.items():
            if chance.random() < share:
                at = datetime.combine(FIRST + number * DAY, time(chance.randrange(7, 23), chance.randrange(60)))
                entries.append(an_entry(chance.randrange(11), at, sites=() if site is None else (site,)))
    return entries


def _start_episodes(tracker: Tracker, chance: Random) -> None:
    for start in sorted(chance.sample(range(0, DAYS - 60, 30), 6)):
        onset = datetime.combine(FIRST + start * DAY, time(14))
        tracker.planner.start_episode(a_moment(onset))
        tracker.planner.end_episode(a_moment(onset + timedelta(days=chance.randrange(1, 30))))


def _period(chance: Random) -> Period:
    first = FIRST + chance.randrange(DAYS) * DAY
    return Period(first, first + chance.choice((6, 13, 41, 89)) * DAY)


def test_no_figure_of_a_period_differs_from_that_of_the_whole_reading(tracker: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(1)
    tracker.diary.entries.put(_years_with_gaps(chance), tracker.clock.now())
    _start_episodes(tracker, chance)
    for choice in CHOICES * 3:
        period = _period(chance)
        found = tracker.statistics.figures(period, choice)
        whole = WholeReading(tracker.journal, tracker.planner, period, choice, found.today)
        assert (found.line(), found.since_onset(), found.higher_days()) == (whole.line(), whole.since_onset(), whole.higher_days())
        assert found.began() == whole.began()
        with monkeypatch.context() as patched:
            picture = tracker.charting.chart(ChartKind.PAIN, period, None).picture
            patched.setattr("tracker.services.statistics.Figures", WholeReading)
            assert picture == tracker.charting.chart(ChartKind.PAIN, period, None).picture


def test_six_weeks_of_years_are_read_with_few_days_before_them(tracker: Tracker) -> None:
    days = (FIRST + number * DAY for number in range(DAYS))
    tracker.diary.entries.put((an_entry(4, datetime.combine(day, time(9)), LONDON, sites=(LEFT,)) for day in days), tracker.clock.now())
    first = date(2026, 10, 14)
    read = tracker.statistics.figures(Period(first, date(2026, 11, 24))).pain_looking_back([LEFT])
    assert read[0].moment.day == first - 28 * DAY
    assert len(read) == 28 + 42
