"""The charts of a diary: each for any period, with its words and its table, and as a file."""

import io
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.builders import LEFT, RIGHT, a_day_note, a_dose, a_function, a_moment, a_session, an_activity, an_entry
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.app import Tracker
from tracker.charts.chart import ALL_MARKED, ChartKind, Marked
from tracker.charts.drawers import DRAWERS
from tracker.charts.registry import FORMS
from tracker.domain.periods import Period, SiteChoice
from tracker.errors import Refused

WEEK = Period(date(2026, 11, 19), date(2026, 11, 25))
STARTS = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}


@pytest.fixture
def week(tracker: Tracker, clock: FakeClock) -> Tracker:
    """A diary with something of everything in its last week, and an episode since the 23rd."""
    tracker.planner.start_episode(a_moment("2026-11-23T14:10"))
    entries = [
        *(an_entry(7, f"2026-11-{day}T08:00", sites={LEFT: 7, RIGHT: 2}) for day in (23, 24, 25)),
        an_entry(3, "2026-11-02T08:00", sites=(RIGHT,)),
        a_day_note("2026-11-23T20:00", flare=True),
        a_session("ice", "2026-11-23T15:00"),
        a_session("ice", "2026-11-24T15:00"),
        a_session("ice", "2026-11-25T09:00"),
        a_session("physiotherapy", "2026-11-24T16:00"),
        an_activity("walking", "2026-11-24T10:00"),
        a_dose("Panadol", "2026-11-24T09:00"),
        a_function({"lifting": 4}, "2026-11-24T11:00"),
    ]
    tracker.diary.entries.put(entries, clock.now())
    return tracker


def test_every_kind_has_a_name_a_drawing_words_and_a_table(week: Tracker) -> None:
    assert list(FORMS) == list(DRAWERS) == list(ChartKind)
    for kind in ChartKind:
        chart = week.charting.chart(kind, WEEK)
        assert chart.kind == kind
        assert chart.name
        assert FORMS[kind].short_name
        assert chart.words.strip()
        assert all(len(row) == len(chart.table.headers) for row in chart.table.rows)


def test_an_empty_diary_has_every_chart_too(tmp_path: Path, clock: FakeClock) -> None:
    tracker = opened(tmp_path / "empty", clock)
    for kind in ChartKind:
        chart = tracker.charting.chart(kind, WEEK)
        assert chart.words.strip()
        assert chart.table.headers
    tracker.close()


def test_only_the_chosen_marks_are_shown(week: Tracker) -> None:
    def kinds(*marks: Marked) -> set[str]:
        return {mark.kind.value for mark in week.charting.chart(ChartKind.PAIN, WEEK, marks=marks).picture.chosen_marks}

    assert kinds(*ALL_MARKED) == {"onset", "flare", "physio", "session", "dose"}
    # The onset is no choice: the line breaks there.
    assert [kinds(mark) - {"onset"} for mark in Marked] == [set(), {"flare"}, {"physio"}, {"session"}, {"dose"}]
    assert kinds() == {"onset"}
    assert week.charting.chart(ChartKind.PAIN, WEEK, marks=[Marked.PHASES]).picture.with_phases
    assert not week.charting.chart(ChartKind.PAIN, WEEK, marks=[]).picture.with_phases


def test_pain_is_drawn_of_the_usual_site_of_a_named_one_or_of_each(week: Tracker) -> None:
    def sites(choice: SiteChoice | None) -> list[str | None]:
        return [course.site for course in week.charting.chart(ChartKind.PAIN, WEEK, choice).picture.courses]

    assert sites(SiteChoice()) == week.periods.sites(WEEK)[:1]
    assert sites(SiteChoice(RIGHT, usual=False)) == [RIGHT]
    assert sites(None) == week.periods.sites(WEEK)
    for kind in (kind for kind, form in FORMS.items() if form.has_sites):
        assert RIGHT in week.charting.chart(kind, WEEK, SiteChoice(RIGHT, usual=False)).words


def test_the_plan_is_of_the_days_of_an_episode_that_are_over(week: Tracker) -> None:
    days = week.charting.chart(ChartKind.PLAN, WEEK).picture.days
    assert [(planned.day.day, planned.kind, planned.done) for planned in days] == [(23, "ice", 1), (24, "ice", 1)]


def test_a_dose_counts_for_its_ingredient(week: Tracker) -> None:
    assert "aracetamol" in week.charting.chart(ChartKind.DOSES, WEEK).words


def test_an_episode_is_whole_whatever_the_period_is(week: Tracker) -> None:
    long_ago = Period(date(2020, 1, 1), date(2020, 1, 7))
    choice = SiteChoice(LEFT, usual=False)
    assert week.charting.chart(ChartKind.EPISODES, long_ago, choice).picture == week.charting.chart(ChartKind.EPISODES, WEEK, choice).picture


def test_a_file_is_of_the_kind_its_ending_says_and_white_as_paper(week: Tracker, tmp_path: Path) -> None:
    week.settings.choose(theme="dark")
    chart = week.charting.chart(ChartKind.PAIN, WEEK)
    for ending, start in STARTS.items():
        file = tmp_path / f"chart{ending}"
        week.charting.write(file, chart)
        assert file.read_bytes().startswith(start)
    png = week.charting.png(chart)
    assert png == (tmp_path / "chart.png").read_bytes()
    corner = np.asarray(Image.open(io.BytesIO(png)).convert("RGB"))[0, 0]
    assert corner.tolist() == [255, 255, 255]


def test_a_file_of_another_kind_is_refused_and_what_was_there_stays(week: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "chart.jpg"
    file.write_text("mine")
    with pytest.raises(Refused, match="Nothing was written"):
        week.charting.write(file, week.charting.chart(ChartKind.PAIN, WEEK))
    assert file.read_text() == "mine"


@pytest.mark.parametrize("kind", [ChartKind.PAIN, ChartKind.HOURS, ChartKind.BODY, ChartKind.NEXT_DAY])
def test_days_before_the_diary_began_are_not_counted_as_missing(tracker: Tracker, clock: FakeClock, kind: ChartKind) -> None:
    days = [f"2026-11-{day}T09:00" for day in (*range(10, 15), *range(17, 26))]
    tracker.diary.entries.put([an_entry(5, at) for at in days] + [an_activity("walking", at) for at in days], clock.now())
    chart = tracker.charting.chart(kind, Period(date(2026, 9, 1), date(2026, 11, 25)))
    assert "2 days without a pain entry" in chart.words
