"""Trends: what is drawn follows the choices, stands beside it in words and as a table, and can be taken along."""

from threading import Event, Timer

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QDateEdit, QFileDialog, QTableView

from tests.builders import LEFT, RIGHT, a_day_note, a_dose, an_entry
from tests.ui.hands import control, has, in_view, press, settle
from tracker.services.charting import Charting
from ui.pages.trends.chart_canvas import ChartCanvas
from ui.widgets.announcement import Urgency
from ui.window import page_imports
from ui.window.page_imports import PageImports

KINDS = ["Pain", "Time of day", "Body", "After sessions", "Activity", "Episodes", "What you can do", "Plan", "Medicines"]


@pytest.fixture
def trends(opened, keep):
    keep(
        *(an_entry(7, f"2026-11-{day}T08:00", sites={LEFT: 7, RIGHT: 2}) for day in (22, 23, 24)),
        *(an_entry(4, f"2026-11-{day}T08:00", sites=(LEFT,)) for day in ("08", "09", "10")),
        *(an_entry(9, f"2026-01-{day}T08:00", sites=(LEFT,)) for day in ("08", "09", "10")),
        a_day_note("2026-11-23T20:00", flare=True),
        a_dose("Panadol", "2026-11-24T09:00"),
        onset="2026-11-23T14:10",
    )
    window = opened()
    window.go_to("Trends")
    return window


def page(window):
    return window.window.pages["trends"]


def kind(window, name):
    """The button of a kind of chart: a page of the window may have the same name."""
    return control(page(window), name, QAbstractButton)


def canvas(window):
    found = window.window.findChild(ChartCanvas)
    found.ensure_drawn()
    return found


def drawn(window):
    """The days the chart reaches over."""
    left, right = canvas(window).drawing.axes.get_xlim()
    return round(right - left, 1)


def said(window):
    """What a screen reader says of the chart."""
    return canvas(window).accessibleDescription()


def words(window):
    """All its words, whether they are opened or not."""
    return page(window).words.text()


def artists(window):
    axes = canvas(window).drawing.axes
    return len(axes.lines) + len(axes.patches) + len(axes.collections) + len(axes.texts)


def test_beside_the_pain_of_one_place_stands_the_worst_at_any(opened, keep):
    keep(
        *(an_entry(4, f"2026-11-{day}T08:00", sites=(LEFT,)) for day in (22, 23, 24)),
        an_entry(4, "2026-11-25T08:00", sites={LEFT: 4, "calf left": 9}),
    )
    window = opened()
    window.go_to("Trends")
    sentence = "Highest in the period: 9, calf left, on Wed 25 Nov."
    assert window.says(sentence)
    assert sentence in said(window)
    kind(window, "What you can do").click()
    settle()
    assert not window.says(sentence)


def choose(window, field, text):
    box = window.control(field, QComboBox)
    box.setCurrentText(text)  # as a screen reader does, without opening the list
    assert box.currentText() == text
    settle()


def type_day(window, field, day):
    box = window.control(field, QDateEdit)
    box.setDate(QDate.fromString(day, Qt.DateFormat.ISODate))
    settle()


@pytest.mark.parametrize(("onset", "period"), [("2026-11-01T10:00", "This episode"), ("2026-11-23T14:10", "All")])
def test_it_opens_on_the_episode_once_there_is_enough_of_it(opened, keep, onset, period):
    keep(an_entry(5, "2026-10-20T10:00"), an_entry(4, "2026-11-24T10:00"), onset=onset)
    window = opened()
    window.window.show_page("trends")
    settle()
    assert window.control(period).isChecked()


@pytest.mark.parametrize(
    ("entries", "period", "days"), [((), "7 days", 7), (("2026-11-23", "2026-11-05"), "All", 19), (("2026-11-23", "2026-10-01"), "6 weeks", 42)]
)
def test_the_period_ticked_is_the_one_shown_from_the_first_look_on(opened, keep, entries, period, days):
    keep(*(an_entry(5, f"{day}T10:00") for day in entries))
    window = opened()
    window.go_to("Trends")
    assert window.control(period).isChecked()
    assert drawn(window) == days


def test_a_chart_of_the_whole_diary_ticks_all_and_the_period_chosen_comes_back(trends):
    trends.press("Other…")
    type_day(trends, "From", "2026-11-08")
    kind(trends, "Episodes").click()
    settle()
    assert trends.control("All").isChecked()
    kind(trends, "Pain").click()
    settle()
    assert trends.control("Other…").isChecked()
    assert drawn(trends) == 18


def test_each_period_draws_and_says_another_stretch_of_days_also_days_of_ones_own_and_the_place_outlives_it(trends):
    for period, days, entries in (("7 days", 7, "3 "), ("14 days", 14, "3 "), ("6 weeks", 42, "6 "), ("This episode", 3, "2 "), ("All", 321, "9 ")):
        trends.press(period)
        assert drawn(trends) == days
        assert entries in words(trends)
    trends.press("Other…")
    type_day(trends, "From", "2026-11-08")
    type_day(trends, "To", "2026-11-10")
    assert (drawn(trends), "3 " in words(trends)) == (3, True)
    type_day(trends, "To", "2026-11-01")
    assert trends.says("It has to end after it begins.")
    assert "has to end after it begins" in trends.control("To", QDateEdit).accessibleDescription()
    assert drawn(trends) == 3
    type_day(trends, "From", "2026-11-01")
    assert not trends.says("It has to end after it begins.")
    assert drawn(trends) == 1
    trends.press("7 days")
    assert not has(trends.window, "From", QDateEdit)
    choose(trends, "Place", "All places")
    assert "Pain at 2 places" in words(trends)
    trends.press("Time of day")
    assert trends.control("Place", QComboBox).findText("All places") == -1
    trends.press("Pain")
    assert trends.control("Place", QComboBox).currentText() == "All places"
    choose(trends, "Place", "Lower back right")
    trends.press("14 days")
    assert RIGHT in words(trends)
    trends.press("Body")
    assert not has(trends.window, "Place", QComboBox)
    trends.press("Time of day")
    assert RIGHT in words(trends)


def test_of_every_kind_what_it_says_first_stands_over_the_chart_more_words_on_demand_and_it_stays_chosen(trends):
    first, under = page(trends).chart_card.first.text(), page(trends).chart_card.under.text()
    assert first.startswith("New episode since")
    assert said(trends) == f"{first} {under}"
    assert trends.says(first)
    button, opened = trends.control("More in words"), QAccessible.queryAccessibleInterface(trends.control("More in words")).state
    assert not page(trends).words.isVisible()
    assert opened().collapsed
    button.click()
    settle()
    assert page(trends).words.isVisible()
    assert opened().expanded
    trends.press("Marks")
    for opener in ("More in words", "Marks"):
        trends.control(opener).setFocus()
        trends.strike(Qt.Key.Key_Escape)
        assert not trends.control(opener).isChecked()
        assert QApplication.focusWidget() is trends.control(opener)
        trends.press(opener)
    trends.press("Show as table")
    page(trends).chart_card.table.setFocus()
    for reached in ("More in words", "Marks", "Show as table"):
        trends.strike(Qt.Key.Key_Escape)
        assert QApplication.focusWidget() is trends.control(reached)
    button.click()
    for name in KINDS:
        kind(trends, name).click()
        settle()
        assert page(trends).words.isVisible()
        first = page(trends).chart_card.first.text()
        assert words(trends)
        # What stands over the chart is not drawn into it once more; a chart without data says so in the middle.
        assert not first or first not in " ".join(text.get_text() for text in canvas(trends).figure.texts)
    button.click()
    settle()
    assert not page(trends).words.isVisible()
    kind(trends, "Pain").click()
    settle()
    kind(trends, "Pain").setFocus()
    seen = set()
    for name in KINDS:
        assert kind(trends, name).isChecked()
        assert trends.control("7 days").isEnabled() == (name != "Episodes")
        assert said(trends)
        seen.add((canvas(trends).accessibleName(), words(trends)))
        trends.strike(Qt.Key.Key_Down)
    assert len(seen) == len(KINDS)
    press(page(trends), "Medicines")
    trends.press("14 days")
    before = said(trends)
    trends.go_to("Today")
    trends.go_to("Trends")
    assert (said(trends), kind(trends, "Medicines").isChecked(), trends.control("14 days").isChecked()) == (before, True, True)


def test_points_are_walked_to_by_keys_the_table_takes_the_place_of_the_chart_and_marks_are_turned_off(trends):
    canvas(trends).setFocus()
    trends.strike(Qt.Key.Key_End)
    last = canvas(trends).drawing.points[-1]
    assert canvas(trends).point_words() == said(trends) == last.words
    trends.strike("+")
    assert trends.control("Show all days").isVisible()
    trends.press("Show all days")
    assert not canvas(trends).is_closer
    assert not has(trends.window, "Show all days")
    trends.press("7 days")
    trends.press("Copy")
    image = QGuiApplication.clipboard().image()
    assert image.width() > image.height() > 500
    assert image.pixelColor(0, 0).name() == "#ffffff"
    assert trends.says("Copied")
    trends.press("Show as table")
    table = trends.control("Pain over time, as a table", QTableView)
    assert table.model().rowCount() == 3
    assert not has(trends.window, "Pain over time", ChartCanvas)
    trends.press("Body")
    assert table.model().rowCount() == 2
    trends.press("Copy")
    assert LEFT in QGuiApplication.clipboard().text()
    assert trends.says("Copied")
    trends.press("Show chart")
    assert has(trends.window, "Pain by place", ChartCanvas)
    kind(trends, "Pain").click()
    trends.press("6 weeks")
    trends.press("Marks")
    everything, points = artists(trends), len(canvas(trends).drawing.points)
    for name in ("Phases", "Flares", "Doses"):
        trends.press(name)
    assert artists(trends) < everything
    assert len(canvas(trends).drawing.points) < points
    assert not any("Panadol" in point.words or "flare" in point.words for point in canvas(trends).drawing.points)
    trends.press("Body")
    assert not has(trends.window, "Marks")


def test_the_chart_is_saved_as_the_kind_its_name_says_and_nothing_is_replaced_unasked(trends, tmp_path, monkeypatch):
    suggested = []

    def chosen(name, kind=""):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (suggested.append(given[2]), (str(tmp_path / name), kind))[1])
        trends.press("Save chart")

    for name, start in (("chart.png", b"\x89PNG"), ("chart.svg", b"<?xml"), ("chart.PDF", b"%PDF"), ("other", b"\x89PNG")):
        chosen(name)
        file = tmp_path / (name if "." in name else name + ".png")
        assert file.read_bytes().startswith(start)
        assert trends.says(f"Saved as {file.name}.")
    chosen("third", "Files (*.svg)")
    assert (tmp_path / "third.svg").read_bytes().startswith(b"<?xml")
    assert suggested[0].endswith("Pain over time 2026-10-15 to 2026-11-25.png")
    (tmp_path / "chart.png").write_text("mine")
    for name, why in (("chart", "There is a file chart.png already."), ("gone/chart.png", "")):
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, name=name: (str(tmp_path / name), ""))
        trends.press("Save chart")
        assert trends.window.strip.notice.isVisible()
        assert trends.says(why)
        assert not trends.says("The chart was saved")
    assert (tmp_path / "chart.png").read_text() == "mine"


def test_a_new_entry_is_drawn_when_the_page_is_looked_at_again_and_a_narrow_window_has_fields(trends, monkeypatch):
    before = words(trends)
    trends.go_to("Today")
    trends.strike("1")
    trends.press("Save entry")
    trends.go_to("Trends")
    assert words(trends) != before
    trends.window.resize(900, 600)
    settle()
    choose(trends, "Chart", "Body")
    choose(trends, "Period", "7 days")
    assert canvas(trends).accessibleName() == "Pain by place"
    assert "19 Nov" in words(trends)
    choose(trends, "Chart", "Pain")
    choose(trends, "Period", "All")
    assert "Highest in the period: 9, lower back left, on Sat 10 Jan." in trends.words()
    monkeypatch.setattr("ui.pages.trends.page.LOW", 100)  # as if the type were large
    trends.window.resize(900, 580)
    settle()
    assert "Highest in the period: 9, on Sat 10 Jan." in page(trends).chart_card.under.text()
    choose(trends, "Chart", "Body")
    choose(trends, "Period", "7 days")
    trends.window.resize(1280, 800)
    settle()
    assert trends.control("Body").isChecked()
    assert trends.control("7 days").isChecked()


def test_an_empty_diary_says_so_in_every_chart_and_nothing_breaks(opened, keep):
    keep(onset="2026-11-24T10:00")
    window = opened()
    window.go_to("Trends")
    for name in KINDS:
        press(page(window), name)
        QTest.keyClick(canvas(window), Qt.Key.Key_Right)
        assert said(window)
        filled = [button.text() for button in in_view(page(window), QAbstractButton) if button.property("kind") == "main"]
        assert filled == ["Write the first entry"]
        assert has(window.window, "Save chart") is (name == "Plan")
    press(page(window), "Write the first entry")
    assert window.window.stack.current_key == "today"


@pytest.fixture
def charts_there(monkeypatch):
    """Set once what draws the charts is to be there."""
    there = Event()
    monkeypatch.setattr(page_imports, "import_charts", lambda: there.wait(10))
    monkeypatch.setattr(PageImports, "are_charts_there", property(lambda _imports: there.is_set()))
    yield there
    there.set()


def test_all_but_the_drawing_is_there_before_what_draws_and_it_is_said_once_and_never_of_a_page_left(opened, keep, charts_there, spoken):
    keep(*(an_entry(7, f"2026-11-{day}T08:00", sites={LEFT: 7, RIGHT: 2}) for day in (22, 23, 24)))
    window = opened()
    window.window.show_page("trends")
    trends, card = page(window), page(window).chart_card
    assert trends.is_waiting
    assert "" not in {card.first.text(), trends.words.text()}
    spoken.clear()
    trends.show_kind("body")
    assert spoken == [(card.said(), Urgency.POLITE)]
    card.turn_button.click()
    assert card.table.model().rowCount() == 2
    card.turn_button.click()
    spoken.clear()
    window.window.show_page("diary")
    assert card.canvas.drawing is None
    charts_there.set()
    settle()
    assert spoken == []
    window.go_to("Trends")
    assert canvas(window).drawing is not None


def test_a_picture_wanted_meanwhile_waits_for_what_draws_and_does_not_import_it_at_the_same_time(opened, keep, charts_there, monkeypatch):
    keep(an_entry(7, "2026-11-24T08:00"))
    window = opened()
    were_there, png = [], Charting.png
    monkeypatch.setattr(Charting, "png", lambda *what: were_there.append(charts_there.is_set()) or png(*what))
    window.window.show_page("trends")
    comes = Timer(0.05, charts_there.set)
    comes.start()
    page(window).copy_button.click()
    comes.join()
    assert were_there == [True]
    assert window.says("Copied")
    settle()
    assert canvas(window).drawing is not None
