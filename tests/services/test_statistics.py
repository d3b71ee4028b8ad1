"""Every figure of a period and a site, asked of a whole diary."""

import re
from datetime import date, datetime, time, timedelta

import pytest

from tests.builders import LEFT, RIGHT, a_function, a_moment, a_session, a_week_of_pain, an_activity, an_entry, six_weeks
from tests.domain.statistics.independent import fitted
from tests.fakes import FakeClock
from tracker.app import Tracker
from tracker.charts.chart import ChartKind
from tracker.cli.figure_words import figure_paragraphs, next_day_words, treatment_words, trend_words
from tracker.domain.entries import PainEntry
from tracker.domain.periods import Period, SiteChoice
from tracker.domain.statistics.figures import day_values
from tracker.domain.statistics.recovery import half_way
from tracker.domain.times import local_moment
from tracker.errors import Refused
from tracker.services.statistics import Figures

FIRST, LAST = date(2026, 10, 14), date(2026, 11, 24)
DAY = timedelta(days=1)
FORBIDDEN = (
    "monitor",
    "detect",
    "diagnos",
    "predict",
    "treat",
    "prescri",
    "cure",
    "safe to",
    "recommended",
    "you can take",
    "ahead",
    "behind",
    "risk",
)


@pytest.fixture
def figures(tracker: Tracker) -> Figures:
    """Those of six weeks of an episode, at the site logged most."""
    tracker.planner.start_episode(a_moment("2026-10-14T07:00"), (LEFT,))
    tracker.diary.entries.put(six_weeks(), tracker.clock.now())
    return tracker.statistics.figures(Period(FIRST, LAST))


def _daily() -> dict[date, float]:
    return day_values((entry for entry in six_weeks() if isinstance(entry, PainEntry)), LEFT)


def test_the_site_logged_most_is_the_one_looked_at(figures: Figures, tracker: Tracker) -> None:
    assert figures.site == LEFT
    assert tracker.statistics.sites(Period(FIRST, LAST)) == [LEFT, RIGHT]
    assert tracker.statistics.figures(Period(FIRST, LAST), SiteChoice(RIGHT, usual=False)).comparison().site == RIGHT


def test_a_site_is_known_by_the_name_it_is_shown_by(figures: Figures, tracker: Tracker) -> None:
    assert figures.site == LEFT
    period = Period(FIRST, LAST)
    assert tracker.statistics.site_named("  Lower  Back RIGHT ", period) == RIGHT
    with pytest.raises(Refused, match=rf"“elbow” in .*: {LEFT}, {RIGHT}\.$"):
        tracker.statistics.site_named("elbow", period)
    with pytest.raises(Refused, match="No pain is logged in 1 Jan 2020"):
        tracker.statistics.site_named(LEFT, Period(date(2020, 1, 1), date(2020, 1, 1)))


def test_entries_that_name_no_site_are_asked_for_by_an_empty_name(tracker: Tracker) -> None:
    tracker.diary.entries.put([*a_week_of_pain(), an_entry(3, "2026-11-24T08:00", sites=("Knee",))], tracker.clock.now())
    period = tracker.periods.whole_diary()
    assert tracker.statistics.site_named("", period) is None
    assert tracker.statistics.site_named("knee", period) == "Knee"


def test_slope_p_and_interval_are_those_of_an_independent_computation(figures: Figures) -> None:
    found, expected = figures.trend(), fitted(_daily())
    assert found.enough
    assert (found.slope, found.p, found.rho) == (pytest.approx(expected.slope), pytest.approx(expected.p), pytest.approx(expected.rho))
    assert found.interval == pytest.approx(expected.interval)


def test_days_before_the_period_keep_its_line_and_its_usual_true(figures: Figures, tracker: Tracker) -> None:
    later = Period(FIRST + 20 * DAY, LAST)
    found = tracker.statistics.figures(later)
    line, whole = ([point for segment in each.line() for point in segment] for each in (found, figures))
    assert line == [point for point in whole if point[0] >= later.first]
    assert found.higher_days().judged == found.higher_days().n > 0


def test_the_episode_is_counted_whole_whatever_the_period(figures: Figures, tracker: Tracker) -> None:
    expected = half_way(_daily(), FIRST, date(2026, 11, 25))
    for period in (figures.period, Period(LAST - 3 * DAY, LAST)):
        (course,) = tracker.statistics.figures(period).courses()
        assert course.half == expected
        assert course.half.enough
    assert tracker.statistics.figures(Period(FIRST - 9 * DAY, FIRST - DAY)).courses() == ()


def test_hours_body_sessions_activities_and_function_are_those_of_the_period(figures: Figures, tracker: Tracker) -> None:
    tracker.diary.entries.put([a_function(at="2026-11-20T10:00")], tracker.clock.now())
    assert {hour.hour for hour in figures.by_hour() if hour.n} == {8, 20}
    assert [place.site for place in figures.body()] == [LEFT, RIGHT]
    assert {tried.kind: tried.relief.enough for tried in figures.treatments()} == {"ice": False, "heat": True}
    (walking,) = figures.next_day().pairings
    assert (walking.activity, walking.measure) == ("walking", "minutes")
    assert figures.function().n == 1
    few = tracker.statistics.figures(Period(FIRST, FIRST + DAY))
    assert sum(hour.n for hour in few.by_hour()) == few.comparison().n <= 4
    assert few.function().n == 0


def test_what_was_tried_in_the_whole_diary_is_what_its_figures_tell(figures: Figures, tracker: Tracker) -> None:
    assert tracker.statistics.treatments() == tracker.statistics.figures(tracker.periods.whole_diary()).treatments()
    assert {tried.kind for tried in tracker.statistics.treatments()} >= {tried.kind for tried in figures.treatments()} > set()


def test_the_figures_are_told_in_a_paragraph_each(figures: Figures) -> None:
    told = figure_paragraphs(figures)
    logged = figures.logged()
    assert told[0].startswith(f"Pain, {LEFT}, 14 Oct to 24 Nov 2026. {logged.n} entries on {logged.days_logged} of 42 days; ")
    assert told[0].endswith(f"{42 - logged.days_logged} days without a pain entry.")
    assert [paragraph.partition(".")[0] for paragraph in told[1:]] == [
        "How it is going", "Trend", "The 7-day line", "Pain through the day", "Body", "Days to half", "Higher days", "What I tried",
        "Activity and the next day",
    ]  # fmt: skip
    assert re.search(r"Ice: \d+ times, the last on [^;]+; pain [^;]+ before, [^;]+ after; too early to say", told[8])
    assert "Pain often falls by itself; this cannot show cause." in told[8]
    assert "compared" in told[9]


def test_no_word_claims_more_than_a_diary_can(figures: Figures, tracker: Tracker) -> None:
    for period in (figures.period, Period(FIRST, FIRST + 5 * DAY), Period(FIRST - 9 * DAY, FIRST - 2 * DAY)):
        told = " ".join(figure_paragraphs(tracker.statistics.figures(period))).lower()
        assert [word for word in FORBIDDEN if word in told] == []


def test_of_an_empty_diary_every_answer_is_a_full_one(tracker: Tracker) -> None:
    told = figure_paragraphs(tracker.statistics.figures(tracker.periods.whole_diary()))
    assert len(told) == 10
    assert sum("oo early to say" in paragraph for paragraph in told) == 6
    assert told[2] == "Trend. Too early to say whether it rises or falls: that takes 28 days, 70 % of them logged; here are 1 day, 0 logged."
    assert "None" not in " ".join(told)


def test_a_trend_and_a_pair_that_stand_out_are_told_with_their_numbers(tracker: Tracker, clock: FakeClock) -> None:
    walked = [number * 7 % 5 < 2 for number in range(56)]
    start = date(2026, 9, 28)
    at = [local_moment(datetime.combine(start + number * DAY, time(20)), clock.zone()).moment.at for number in range(56)]
    pain = [an_entry(8 - number // 14 - (2 if number and walked[number - 1] else 0), at[number], sites=(LEFT,)) for number in range(56)]
    walks = [an_activity(at=at[number], minutes=30) for number in range(56) if walked[number]]
    ices = [a_session("heat", at[number], before=7, after=6 if number % 3 else 5.5) for number in range(12)]
    tracker.diary.entries.put([*pain, *walks, *ices], clock.now())
    figures = tracker.statistics.figures(Period(start, start + 55 * DAY))
    trend = figures.trend()
    assert trend.shown
    assert trend_words(trend).startswith(f"Trend. Day by day the line falls by about {abs(trend.slope_per_week or 0):.1g} points a week (")
    assert "56 of 56 days). People usually notice 2 points or 30 %. Pain often eases by itself." in trend_words(trend)
    assert next_day_words(figures.next_day()) == (
        "Activity and the next day. Walking: tended to go with lower pain; median 4.5 after 22 days (with it), 6 after 33 days (without it). "
        "No other activity was compared."
    )
    assert treatment_words(figures.treatments()) == (
        "What I tried. Damp heat: 12 times, the last on 9 Oct 2026; pain 7 before, 6 after; "
        "usually 1 lower (1 to 1.5); lower after 12 of 12 sessions. Pain often falls by itself; this cannot show cause."
    )


def test_exercises_that_the_plan_has_for_keeping_well_are_told_apart_from_stretches(tracker: Tracker, clock: FakeClock) -> None:
    tracker.diary.entries.put([a_session(kind, "2026-11-20T10:00") for kind in ("Bridge", "Cat-cow", "yoga")], clock.now())
    figures = tracker.statistics.figures(Period(LAST - 9 * DAY, LAST))
    assert treatment_words(figures.treatments()).count("Strength exercises: 1 time, ") == 1
    assert [(tried.kind, tried.times) for tried in figures.treatments()] == [("stretch", 1), ("strength", 1), ("yoga", 1)]
    assert [kind.kind for kind in tracker.charting.chart(ChartKind.SESSIONS, figures.period).picture.kinds] == ["stretch", "strength", "yoga"]
