"""The report of a diary: what goes on it by choice, what stays off it, and how it comes into its file."""

import re
from collections.abc import Generator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from tests.builders import LEFT, RIGHT, a_day_note, a_dose, a_function, a_moment, a_session, an_activity, an_entry
from tests.fakes import FakeClock
from tests.reports.facts import words_of
from tests.services.diaries import opened
from tracker.app import Tracker
from tracker.domain.periods import Period
from tracker.domain.redaction import LeftOut
from tracker.errors import Refused
from tracker.reports.choices import Paper, Part, ReportChoices
from tracker.reports.content import ReportContent
from tracker.reports.typesetting import Typeset
from tracker.services.reporting import Reporting
from tracker.steps import Progress

WEEK = Period(date(2026, 11, 19), date(2026, 11, 25))
EVERY_PART = frozenset(Part)


@pytest.fixture
def week(tracker: Tracker, clock: FakeClock) -> Tracker:
    """A diary with something of everything in its last week, and an episode since the 23rd."""
    tracker.planner.start_episode(a_moment("2026-11-23T14:10"), cause="lifting a box")
    entries = [
        *(an_entry(7, f"2026-11-{day}T08:00", sites={LEFT: 7, RIGHT: 2}, worse_with=("sitting",)) for day in (23, 24, 25)),
        an_entry(6, "2026-11-24T18:00", sites=(LEFT,), note="pulled a weed"),
        a_day_note("2026-11-23T20:00", mood=3),
        a_day_note("2026-11-24T20:00", flare=True, mood=2.5, note="slept on the sofa"),
        a_session("ice", "2026-11-23T15:00"),
        a_session("ice", "2026-11-25T09:00"),
        an_activity("walking", "2026-11-24T10:00"),
        a_dose("Panadol", "2026-11-24T09:00", ingredients={"paracetamol": 500}),
        a_function({"lifting": 4}, "2026-11-24T11:00"),
    ]
    tracker.diary.entries.put(entries, clock.now())
    tracker.visits.ask("May I drive to Aberdeen?")
    tracker.visits.ask("Was it the weed?")
    tracker.visits.tick_question(tracker.visits.questions()[-1].id, asked=True)
    tracker.visits.arrange(a_moment("2026-11-27T09:00"), "Dr Grey")
    return tracker


def reporting_of(tracker: Tracker) -> Reporting:
    return tracker.reporting


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return re.sub(r"[\s\u200b\ufffe\x02]+", " ", " ".join(pages))


def content_of(tracker: Tracker, **choices: Any) -> ReportContent:
    """The report as it goes to be set."""
    handed_on = []

    def set_nothing(content: ReportContent, _before: int) -> Generator[None, None, Typeset]:
        handed_on.append(content)
        yield
        return Typeset(b"", standard=True)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tracker.reports.typesetting.typeset_steps", set_nothing)
        reporting_of(tracker).report(WEEK, choices=ReportChoices(**choices))
    return handed_on[0]


def told(tracker: Tracker, **choices: Any) -> str:
    """Every word of the report."""
    return re.sub(r"\s+", " ", words_of(content_of(tracker, **choices)))


def test_the_first_page_is_made_of_the_diary_the_plan_the_notebook_and_the_charts(week: Tracker) -> None:
    text = told(week, person="A. Example", birth_date=date(1980, 5, 3))
    for words in (
        "A. Example born 3 May 1980 19 Nov to 25 Nov 2026 for the appointment on Fri, 27 Nov 2026",
        "It began with: lifting a box",
        "Pain now lower back left",
        "lower back right 3 2 2, 25 Nov",
        "lifting 4",
        "Worse with sitting 3",
        "Paracetamol, 1 dose last 24 Nov; Most in 24 hours: 500 mg; limit on the label: 4,000 mg",
        "Planned and done",
        "From 08:00: typically 7, 3 entries",
        "24 Nov 2026: slept on the sofa",
        "Walking: 1 time",
    ):
        assert words in text, words


def test_open_questions_are_on_it_and_those_asked_are_not(week: Tracker) -> None:
    text = told(week)
    assert len(re.findall("Aberdeen|weed", text)) == 1


def test_each_part_is_there_when_chosen_and_not_otherwise(week: Tracker) -> None:
    marks = {Part.CHARTS: "Pain over time", Part.BODY: "Pain by place", Part.DIARY: "Time What In words", Part.NOTES: "Time What Note"}
    for part, words in marks.items():
        assert words in told(week, parts=frozenset({part}))
        assert words not in told(week, parts=EVERY_PART - {part})


def test_every_entry_has_its_row_in_the_diary(week: Tracker) -> None:
    text = told(week, parts=frozenset({Part.DIARY}))
    assert "11 entries, 19 Nov to 25 Nov 2026." in text
    assert "08:00 Pain 7" in text
    assert "mood 2.5 of 10, a flare. slept on the sofa" in text
    assert "09:00 Panadol paracetamol 500 mg" in text


@pytest.mark.parametrize(
    ("without", "gone"),
    [
        (LeftOut.NOTES, ["weed", "sofa"]),
        (LeftOut.MEDICINES, ["anadol", "aracetamol", "500 mg"]),
        (LeftOut.MOOD, ["mood 2.5", "mood 3"]),
    ],
)
def test_what_is_left_out_is_nowhere_on_any_page(week: Tracker, without: LeftOut, gone: list[str]) -> None:
    whole = told(week, parts=EVERY_PART)
    less = told(week, parts=EVERY_PART, leave_out=frozenset({without}))
    assert [words for words in gone if words in whole] == gone
    assert not [words for words in gone if words in less]
    assert "Aberdeen" in less
    assert f"Left out by choice: {without.capitalize()}." in less


def test_what_is_left_out_is_nowhere_in_the_file(week: Tracker) -> None:
    choices = ReportChoices(parts=EVERY_PART - {Part.CHARTS}, leave_out=frozenset(LeftOut))
    made = reporting_of(week).report(WEEK, choices=choices)
    assert not re.findall("weed|sofa|mood [23]|anadol|aracetamol", text_of(made.pdf))
    assert not [word for word in (b"weed", b"sofa", b"anadol") if word in made.pdf]


def test_left_out_medicines_are_not_among_the_marks_of_the_charts(week: Tracker) -> None:
    def marks(*leave_out: LeftOut) -> set[str]:
        charts = content_of(week, parts=EVERY_PART, leave_out=frozenset(leave_out)).charts
        return {mark.kind.value for section in charts if section.chart.kind == "pain" for mark in section.chart.picture.chosen_marks}

    assert marks() - marks(LeftOut.MEDICINES) == {"dose"}
    assert "session" in marks(LeftOut.MEDICINES)


def test_left_out_medicines_are_not_among_the_marks_of_a_chart_alone(week: Tracker, tmp_path: Path) -> None:
    reporting = reporting_of(week)
    reporting.write_chart(tmp_path / "whole.svg", WEEK)
    reporting.write_chart(tmp_path / "less.svg", WEEK, without={LeftOut.MEDICINES})
    assert len((tmp_path / "less.svg").read_bytes()) < len((tmp_path / "whole.svg").read_bytes())


def test_the_report_says_what_was_left_out(week: Tracker, tmp_path: Path) -> None:
    reporting_of(week).write_report(tmp_path / "report.pdf", WEEK, without={LeftOut.NOTES})
    assert "Left out by choice: Notes." in text_of((tmp_path / "report.pdf").read_bytes())


def test_the_paper_may_be_letter(week: Tracker) -> None:
    document = pypdfium2.PdfDocument(reporting_of(week).report(WEEK, choices=ReportChoices(paper=Paper.LETTER)).pdf)
    try:
        assert document[0].get_size() == (612, 792)
    finally:
        document.close()


def test_a_name_given_apart_goes_before_the_one_among_the_choices(week: Tracker) -> None:
    reporting = reporting_of(week)
    assert "B. Other" in text_of(reporting.report(WEEK, choices=ReportChoices(person="A. Example"), person="B. Other").pdf)


def test_an_empty_diary_has_its_page_too(tmp_path: Path, clock: FakeClock) -> None:
    tracker = opened(tmp_path / "empty", clock)
    made = reporting_of(tracker).report(WEEK, choices=ReportChoices(parts=EVERY_PART))
    tracker.close()
    assert (made.pages, made.standard) == (1, True)
    assert "Not written down in these days: What you can do; Sessions; Questions" in text_of(made.pdf)


def test_the_steps_count_up_say_what_is_done_and_end_in_the_same_report(week: Tracker) -> None:
    reporting, choices = reporting_of(week), ReportChoices(parts=frozenset({Part.BODY, Part.DIARY}))
    steps, taken = reporting.report_steps(WEEK, choices=choices), []
    made = None
    while made is None:
        try:
            taken.append(next(steps))
        except StopIteration as end:
            made = end.value
    done = [step.done for step in taken]
    assert done == sorted(done)
    assert all(step.done < step.total and step.words for step in taken)
    assert made == reporting.report(WEEK, choices=choices)


def test_years_of_pain_before_are_read_some_months_at_a_step_and_none_is_missed(week: Tracker, clock: FakeClock) -> None:
    days = sorted(WEEK.first - timedelta(days=number) for number in (1, 2, 200, 201, 399, 400, 401, 2_000))
    week.diary.entries.put([an_entry(5, f"{day}T08:00") for day in days], clock.now())
    steps, taken = reporting_of(week)._pain_before(WEEK.first, Progress(0)), 0
    try:
        while next(steps):
            taken += 1
    except StopIteration as end:
        found = [entry.moment.day for entry in end.value]
    assert (found, taken) == (days, 10)


def test_a_report_left_half_way_leaves_nothing_behind(week: Tracker) -> None:
    steps = reporting_of(week).report_steps(WEEK, choices=ReportChoices(parts=EVERY_PART))
    for _step in range(7):
        next(steps)
    steps.close()
    assert next(steps, None) is None


def test_a_report_is_swapped_in_whole(week: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"old")
    assert reporting_of(week).write_report(file, WEEK) == ""
    assert text_of(file.read_bytes()).startswith("Patient diary, self-reported")
    assert list(tmp_path.glob("*.part")) == []


@pytest.mark.parametrize("spoilt", [{"pdf": b"%PDF-1.7 torn"}, {"pages": 4}])
def test_a_report_that_is_not_whole_is_not_swapped_in(week: Tracker, tmp_path: Path, spoilt: dict[str, Any]) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(b"old")
    reporting = reporting_of(week)
    made: Typeset = replace(reporting.report(WEEK), **spoilt)
    with pytest.raises(Refused, match=r"could not be written whole"):
        reporting.save_report(file, made)
    assert file.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir() if each.is_file() and each.suffix in {".pdf", ".part"}] == ["report.pdf"]


def test_opening_the_reporting_loads_no_drawing_library() -> None:
    import subprocess
    import sys

    code = "import sys, tracker.services.reporting; print([name for name in ('matplotlib', 'typst', 'numpy') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
