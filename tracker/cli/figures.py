"""The command on figures: every figure of a period and a site, as sentences or as the plain data of --json."""

from datetime import date
from typing import Any

import click

from tracker.cli.context import Invocation, passing
from tracker.cli.figure_words import figure_paragraphs
from tracker.cli.forms import number
from tracker.cli.terminal import say, say_json
from tracker.cli.translated import Command, Option
from tracker.cli.values import read_period
from tracker.domain.periods import USUAL, SiteChoice
from tracker.domain.statistics.figures import Segment, Week
from tracker.domain.statistics.hours import HourOfDay
from tracker.domain.statistics.next_day import NextDay
from tracker.domain.statistics.places import PlaceFigure
from tracker.domain.statistics.recovery import EpisodeCourse, HigherDays
from tracker.domain.statistics.relief import Relief
from tracker.domain.statistics.treatments import Treatment
from tracker.domain.statistics.trend import Trend
from tracker.domain.statistics.worst import Reached
from tracker.services.statistics import Figures

JsonObject = dict[str, Any]


@click.command(cls=Command)
@click.option("--from", "first", metavar="D")
@click.option("--to", "last", metavar="D")
@click.option("--site", metavar="S", help="The place logged most often, unless given.", cls=Option)
@click.option("--json", "as_json", is_flag=True)
@passing
def figures(invocation: Invocation, first: str | None, last: str | None, site: str | None, *, as_json: bool) -> None:
    """Show the figures of a period at one place, and say where it is too early to tell."""
    tracker = invocation.tracker
    period = tracker.periods.period(*read_period(first, last))
    choice = USUAL if site is None else SiteChoice(tracker.statistics.site_named(site, period), usual=False)
    found = tracker.statistics.figures(period, choice)
    if as_json:
        say_json(figures_json(found))
        return
    say("\n\n".join(figure_paragraphs(found)))


def figures_json(figures: Figures) -> JsonObject:
    """All figures as data, unrounded: each with its n and whether that is enough, and only then with its numbers."""
    logged, tried = figures.logged(), figures.treatments()
    return {
        "site": figures.site,
        "from": figures.period.first.isoformat(),
        "to": figures.period.last.isoformat(),
        "days": logged.days,
        "days_logged": logged.days_logged,
        "progress": _progress(figures),
        "trend": _trend(figures.trend()),
        "line": _line(figures.line()),
        "by_hour": [_hour(hour) for hour in figures.by_hour()],
        "body": [_place(place) for place in figures.body()],
        "days_to_half": _days_to_half(figures.courses()),
        "higher_days": _higher_days(figures.higher_days()),
        "relief": {treatment.kind: _relief(treatment.relief) for treatment in tried},
        "next_day": _next_day(figures.next_day()),
        "worst": _reached(figures.whole_body().highest),
        "treatments": {treatment.kind: _treatment(treatment) for treatment in tried},
    }


def _figure(n: int, enough: bool, **numbers: object) -> JsonObject:
    # A number from too few entries would be read as a finding: a script gets none either.
    return {"n": n, "enough": enough, **(numbers if enough else {})}


def _progress(figures: Figures) -> JsonObject:
    """Of the latest stretch; `new_onset` is the instant of its onset where that lies in the period, less than 14 days back."""
    comparison, onset = figures.comparison(), figures.stretch().onset_inside
    weeks = {"first_week": _week(comparison.first_week), "last_week": _week(comparison.last_week)}
    return {
        "from": comparison.first.isoformat(),
        "new_onset": onset.moment.at.isoformat() if onset is not None and onset.is_new(figures.today) else None,
        **_figure(comparison.n, comparison.enough, **weeks, change=comparison.change, per_cent=comparison.per_cent),
    }


def _week(week: Week) -> JsonObject:
    values = {"typical": week.typical, "worst": week.worst, "least": week.least}
    return {"from": week.first.isoformat(), "to": week.last.isoformat(), "n": week.n, **values}


def _trend(trend: Trend) -> JsonObject:
    numbers = {
        "slope_per_week": trend.slope_per_week,
        "interval": trend.interval_per_week,
        "p": trend.p,
        "rho": trend.rho,
        "change": trend.change,
    }
    return {"from": trend.first.isoformat(), **_figure(trend.n, trend.enough, **numbers), "shown": trend.shown}


def _line(line: list[Segment]) -> list[JsonObject]:
    """Each point with its segment, counted from 0: between two segments more than 3 days are missing."""
    return [{"day": _day(day), "median": value, "segment": number} for number, segment in enumerate(line) for day, value in segment]


def _hour(hour: HourOfDay) -> JsonObject:
    return {"hour": hour.hour, **_figure(hour.n, hour.enough, median=hour.median, lower=hour.lower, upper=hour.upper)}


def _place(place: PlaceFigure) -> JsonObject:
    return {"site": place.site, "days": place.days, **_figure(place.n, place.enough, median=place.median)}


def _reached(reached: Reached | None) -> JsonObject | None:
    """A value with its places; `site` is null where there is not the one."""
    if reached is None:
        return None
    at = reached.moment.at.isoformat(timespec="seconds")
    return {"value": number(reached.points), "site": reached.site, "sites": list(reached.sites), "at": at, "of_24_hours": reached.of_24_hours}


def _days_to_half(courses: tuple[EpisodeCourse, ...]) -> JsonObject:
    """Of each episode that touches the period; n is how many there are."""
    episodes = [_course(course) for course in courses]
    return {"n": len(episodes), "enough": any(episode["enough"] for episode in episodes), "episodes": episodes}


def _course(course: EpisodeCourse) -> JsonObject:
    half = course.half
    numbers = {"first_week": half.first_week, "half": half.half, "reached": _day(half.reached), "day_number": half.day_number}
    return {"onset": _day(course.onset), "ended": _day(course.ended), "days": half.days, **_figure(half.n, half.enough, **numbers)}


def _higher_days(higher: HigherDays) -> JsonObject:
    days = [{"day": _day(higher.day), "value": higher.value, "usual": higher.usual} for higher in higher.days]
    return {"judged": higher.judged, **_figure(higher.n, higher.enough, days=days)}


def _relief(relief: Relief) -> JsonObject:
    return {"sessions": relief.sessions, **_figure(relief.n, relief.enough, difference=relief.difference, interval=relief.interval)}


def _treatment(tried: Treatment) -> JsonObject:
    """`before` and `after` are medians of the `n` sessions with both numbers, null where there is none."""
    relief, last = tried.relief, tried.last.at.isoformat(timespec="seconds")
    medians = {"times": tried.times, "last": last, "before": number(tried.before), "after": number(tried.after)}
    return {**medians, **_figure(relief.n, relief.enough, difference=relief.difference, interval=relief.interval)}


def _next_day(found: NextDay) -> list[JsonObject]:
    return [
        {
            "activity": pairing.activity,
            "measure": pairing.measure,
            "n_with": pairing.n_with,
            "n_without": pairing.n_without,
            "split": pairing.split,
            "tested": found.tested,
            **_figure(
                pairing.n, pairing.enough, n_effective=pairing.n_effective, rho=pairing.rho, p=pairing.p, q=pairing.q, lasting_q=pairing.lasting_q
            ),
            "shown": pairing.shown,
        }
        for pairing in found.pairings
    ]


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
