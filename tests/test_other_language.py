"""Whatever a person reads outside the window is in the chosen language: charts, report, calendar, clinic's file, notifications."""

import json
import re
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import icalendar
import pytest

from tests.builders import a_day_note, a_dose, a_function, an_activity, an_entry
from tests.charts.seen import all_text, drawn
from tests.fakes import FakeClock, local
from tests.other_letters import in_other_letters, not_translated
from tests.reports.facts import EVERY_PART
from tracker.app import Tracker, open_tracker
from tracker.charts.chart import ChartKind
from tracker.charts.registry import FORMS
from tracker.domain.entries import Entry, Kind
from tracker.domain.reminders.facts import Group, How, Raised
from tracker.domain.reminders.rules import ReminderKind
from tracker.domain.times import moment_now
from tracker.language import _, choose_language
from tracker.paths import Paths
from tracker.reports import typesetting
from tracker.reports.choices import ReportChoices
from tracker.services.demo.fill import Demonstration
from tracker.services.exchange.exporting import Selection
from tracker.wording.reminders import group_words

pytestmark = pytest.mark.usefixtures("translated")

PERIODS = ("whole_diary", "usual_period", "last_days")
OWN_WORDS = ("Nurofen", "Panadol", "Recovery Tracker")
CODES_AND_DRAWINGS = ("language", "region", "paper", "bars", "chart", "chart_format", "image", "format", "body", "shades")


@pytest.fixture
def empty(tmp_path: Path, clock: FakeClock) -> Iterator[Tracker]:
    """A diary in which nothing is written down."""
    tracker = open_tracker(Paths(tmp_path / "empty"), clock)
    yield tracker
    tracker.close()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory, other_letters: Path) -> Iterator[Tracker]:
    """The made-up diary, and with it what that has none of: a dose of two ingredients, pain at no place, more words of the app's."""
    choose_language(other_letters, ["de"])  # what the made-up person wrote is in the language too
    clock = FakeClock.at()
    with closing(open_tracker(Paths(tmp_path_factory.mktemp("full")), clock)) as tracker:
        Demonstration(tracker.diary, clock).fill()
        tracker.diary.entries.put(some_more(), clock.now())
        yield tracker


def some_more() -> list[Entry]:
    return [
        a_dose("Panadol", "2026-11-24T21:00", ingredients={"paracetamol": 500, "caffeine": 65}, units=1),
        an_entry(4, "2026-11-24T22:00", words=("dull", "tingling"), worst=6, least=2, average=4, woke=True),
        an_entry(4, "2026-11-24T23:00", sites=("sacrum", "hip left")),
        a_day_note("2026-11-23T22:00", note="", mood=4, sleep_minutes=400, sleep_quality=3, fluids=1, flare=True, stiff_minutes=45),
        a_function({in_other_letters("put on socks"): 4}, "2026-11-24T19:00"),
        an_activity("missed work", "2026-11-24T12:00", minutes=None),
    ]


def period_of(tracker: Tracker, name: str) -> Any:
    return tracker.periods.last_days(3) if name == "last_days" else getattr(tracker.periods, name)()


def all_said(chart: Any) -> list[str]:
    """Every text of a chart: its name, its words, its table, what is drawn, and what its points say."""
    figure, drawing = drawn(chart.form.drawer(chart.kind), chart.picture, (1000, 600), title=chart.name)
    table = [cell for row in (chart.table.headers, *chart.table.rows) for cell in row]
    return [chart.name, *chart.words.splitlines(), *table, *all_text(figure).splitlines(), *(point.words for point in drawing.points)]


@pytest.mark.parametrize("period", PERIODS)
@pytest.mark.parametrize("kind", ChartKind)
def test_a_chart_says_everything_in_the_chosen_language(full, kind, period):
    said = all_said(full.charting.chart(kind, period_of(full, period)))
    assert len(said) > 10
    assert not_translated([*said, _(FORMS[kind].short_name)], OWN_WORDS) == []


@pytest.mark.parametrize("period", PERIODS)
def test_so_do_the_lines_of_all_places(full, period):
    chart = full.charting.chart(ChartKind.PAIN, period_of(full, period), None)
    assert not chart.picture.is_of_one_site
    assert not_translated(all_said(chart), OWN_WORDS) == []


@pytest.mark.parametrize("kind", ChartKind)
def test_so_does_a_chart_that_has_nothing_to_show(empty, kind):
    assert not_translated(all_said(empty.charting.chart(kind, empty.periods.last_days(42))), OWN_WORDS) == []


@pytest.fixture
def page_data(monkeypatch):
    """The data handed to the typesetting of each report."""
    handed = []

    def note(make):
        def made(*given):
            data = make(*given)
            handed.append(data)
            return data

        return made

    for name in ("page_data", "page_one_chart", "section_chart"):
        monkeypatch.setattr(typesetting, name, note(getattr(typesetting, name)))
    return handed


def words_for(data: object) -> Iterator[str]:
    """The words of that data; the page numbers are not in them yet."""
    match data:
        case str():
            yield re.sub(r"\{(number|count)\}", "", data)
        case dict():
            yield from words_for([value for key, value in data.items() if key not in CODES_AND_DRAWINGS])
        case list() | tuple():
            for each in data:
                yield from words_for(each)


def words_of_pdf(pdf: bytes) -> list[str]:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True, timeout=60)
    return done.stdout.decode().splitlines()


@pytest.mark.parametrize("period", ["whole_diary", "last_days"])
def test_the_report_is_in_the_chosen_language_from_its_data_to_its_pages(full, page_data, period):
    choices = ReportChoices(parts=EVERY_PART, person=in_other_letters("A. Example"), language="de")
    made = full.reporting.report(period_of(full, period), choices=choices)
    words, pages = list(words_for(page_data)), words_of_pdf(made.pdf)
    assert min(len(words), len(pages)) > 100
    assert not_translated([*words, *pages], OWN_WORDS) == []


def test_so_is_the_report_of_an_empty_diary(empty, page_data):
    pages = words_of_pdf(empty.reporting.report(empty.periods.last_days(42), choices=ReportChoices(parts=EVERY_PART, language="de")).pdf)
    assert not_translated([*words_for(page_data), *pages], OWN_WORDS) == []


@pytest.mark.parametrize("neutral", [False, True])
def test_a_calendar_is_in_the_chosen_language(full, tmp_path, neutral):
    file = tmp_path / "calendar.ics"
    full.calendar.write(file, full.calendar.daily(full.reminders.rules()), neutral=neutral)
    parts = [part for part in icalendar.Calendar.from_ical(file.read_bytes()).walk() if part.name in {"VEVENT", "VALARM"}]
    said = [str(part[name]) for part in parts for name in ("SUMMARY", "DESCRIPTION") if name in part]
    assert len(said) > 5
    assert not_translated(said, OWN_WORDS) == []


def test_the_file_for_a_clinic_tells_people_in_the_chosen_language_and_machines_by_code(full, tmp_path):
    file = tmp_path / "clinic.fhir.json"
    full.exporting.export(file, Selection(kinds=tuple(Kind)))
    told = list(told_to_people(json.loads(file.read_bytes())))
    assert len(told) > 500
    assert not_translated(told, OWN_WORDS) == []


def told_to_people(data: object, key: str = "") -> Iterator[str]:
    """The texts that FHIR has for people; what a code is called belongs to its list of codes."""
    match data:
        case str() if key in {"text", "valueString"}:
            yield data
        case dict():
            for name, value in data.items():
                yield from told_to_people(value, name)
        case list():
            for each in data:
                yield from told_to_people(each, key)


def raised(kind: ReminderKind, how: How) -> Raised:
    """A reminder that was due an hour ago; an own one, and an appointment, with what the person calls it."""
    due = local("2026-11-25T12:00")
    text = in_other_letters("call the surgery" if kind is ReminderKind.OWN else "Fri 10:30, Dr Grey")
    return Raised(rule_id="a rule", kind=kind, due_at=due, first_due_at=due, raised_at=due, how=how, text=text)


@pytest.mark.parametrize("how", How)
@pytest.mark.parametrize("together", [False, True])
def test_a_reminder_is_in_the_chosen_language(clock, how, together):
    reminders = [raised(kind, how) for kind in ReminderKind]
    groups = [Group(tuple(reminders))] if together else [Group((one,)) for one in reminders]
    said = [text for group in groups for text in group_words(group, moment_now(clock))]
    assert not_translated(said) == []
