"""Trends: what is drawn follows the choices, and stands beside it in words."""

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog

from tests.builders import LEFT, RIGHT, an_entry
from tests.ui.hands import settle
from ui.widgets.chart_canvas import ChartCanvas


@pytest.fixture
def trends(opened, keep):
    keep(
        *(an_entry(7, f"2026-11-{day}T08:00", sites={LEFT: 7, RIGHT: 2}) for day in (22, 23, 24)),
        *(an_entry(4, f"2026-11-{day}T08:00", sites=(LEFT,)) for day in ("08", "09", "10")),
        *(an_entry(9, f"2026-01-{day}T08:00", sites=(LEFT,)) for day in ("08", "09", "10")),
        onset="2026-11-23T14:10",
    )
    window = opened()
    window.go_to("Trends")
    return window


def drawn(window):
    """How many marks of readings the chart has, and the days it reaches over."""
    axes = window.control("Pain over time", ChartCanvas).figure.axes[0]
    return axes.get_xlim()


def said(window):
    return window.control("Pain over time", ChartCanvas).accessibleDescription()


@pytest.mark.parametrize(("period", "entries"), [("7 days", "3 "), ("14 days", "3 "), ("6 weeks", "6 "), ("All", "9 ")])
def test_the_period_changes_what_is_drawn_and_said(trends, period, entries):
    trends.press(period)
    assert entries in said(trends)
    assert trends.says(said(trends))


def test_each_period_draws_another_stretch_of_days(trends):
    seen = []
    for period in ("7 days", "14 days", "6 weeks", "This episode", "All"):
        trends.press(period)
        left, right = drawn(trends)
        seen.append(round(right - left, 1))
    assert len(set(seen)) == 5
    assert seen[0] < seen[1] < seen[2] < seen[4]


def test_the_site_changes_what_is_said(trends):
    usual = said(trends)
    sites = trends.control("Site", QComboBox)
    sites.setCurrentText(RIGHT)
    sites.activated.emit(sites.currentIndex())
    settle()
    assert said(trends) != usual
    assert RIGHT in said(trends)
    assert "2" in said(trends)


def test_the_chosen_site_outlives_a_change_of_period(trends):
    sites = trends.control("Site", QComboBox)
    sites.setCurrentText(RIGHT)
    sites.activated.emit(sites.currentIndex())
    trends.press("14 days")
    assert trends.control("Site", QComboBox).currentText() == RIGHT
    assert RIGHT in said(trends)


def test_a_new_entry_is_drawn_when_the_page_is_looked_at_again(trends):
    before = said(trends)
    trends.go_to("Today")
    trends.strike("1")
    trends.press("Save entry")
    trends.go_to("Trends")
    assert said(trends) != before


def test_an_empty_diary_says_that_nothing_was_logged(opened, keep):
    keep(onset="2026-11-24T10:00")
    window = opened()
    window.go_to("Trends")
    assert "nothing" in said(window).lower() or "no " in said(window).lower()


def test_the_chart_is_saved_as_the_kind_its_name_says(trends, tmp_path, monkeypatch):
    for name, start in (("chart.png", b"\x89PNG"), ("chart.svg", b"<?xml"), ("chart", b"\x89PNG")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, name=name: (str(tmp_path / name), ""))
        trends.press("Save chart")
        file = tmp_path / (name if "." in name else name + ".png")
        assert file.read_bytes().startswith(start)
        assert trends.says(f"The chart was saved as {file.name}.")


def test_a_folder_that_is_not_there_is_said_and_the_window_goes_on(trends, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(tmp_path / "gone" / "chart.png"), ""))
    trends.press("Save chart")
    assert trends.window.strip.notice.isVisible()
    assert not trends.says("The chart was saved")
