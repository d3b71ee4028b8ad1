"""What follows the first page as chosen: the charts, the body figure, the diary as a table, the notes."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from tracker.charts.body.picture import BodyPicture
from tracker.charts.chart import Chart, ChartKind
from tracker.charts.hours.picture import HoursPicture
from tracker.domain.words import day_words, period_words
from tracker.formats.texts import in_a_row
from tracker.language import _
from tracker.reports.choices import Part
from tracker.reports.facts import DiaryRow, ReportFacts
from tracker.wording.counts import entries_words


@dataclass(frozen=True, slots=True)
class ChartSection:
    """A chart under its heading, with its words line by line."""

    heading: str
    chart: Chart[Any]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableDay:
    """One day of a table and its rows, each as wide as the headers."""

    heading: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TableSection:
    """A table under its heading: what it holds, in a sentence, the headers, and the rows day by day."""

    heading: str
    lead: str
    headers: tuple[str, ...]
    days: tuple[TableDay, ...]


def chart_sections(facts: ReportFacts) -> tuple[ChartSection, ...]:
    """The charts of the parts chosen that have something to show."""
    shown = (chart for chart in facts.charts if chart_part(chart.kind) in facts.choices.parts and has_data(chart))
    return tuple(ChartSection(chart.name, chart, tuple(chart.words.splitlines())) for chart in shown)


def empty_charts(facts: ReportFacts) -> str:
    """The charts of the parts chosen that have nothing to show, in a sentence; nothing where all have."""
    names = [chart.name for chart in facts.charts if chart_part(chart.kind) in facts.choices.parts and not has_data(chart)]
    return _("Nothing to draw in these days: {charts}.").format(charts=in_a_row(names)) if names else ""


def chart_part(kind: ChartKind) -> Part:
    """The part of the report a chart belongs to."""
    return Part.BODY if kind is ChartKind.BODY else Part.CHARTS


def has_data(chart: Chart[Any]) -> bool:
    """Whether there is something in a chart."""
    picture = chart.picture
    if isinstance(picture, HoursPicture | BodyPicture):
        return picture.n > 0
    # Hours and body have rows without any entry, all 24 and every place; of the others a row is something.
    return bool(chart.table.rows)


def table_sections(facts: ReportFacts) -> tuple[TableSection, ...]:
    """The diary and the notes, as far as chosen; where both are, the notes stand among the notes alone."""
    parts = facts.choices.parts
    with_notes = facts.choices.has_notes and Part.NOTES in parts
    diary = [_diary(facts, with_notes=facts.choices.has_notes and not with_notes)] if Part.DIARY in parts else []
    return (*diary, *([_notes(facts)] if with_notes else []))


def _diary(facts: ReportFacts, *, with_notes: bool) -> TableSection:
    rows = [(row, (row.time, row.what, _text_with_note(row, with_notes=with_notes))) for row in facts.diary]
    lead = _lead_sentence(facts, len(rows), _("{entries}, {period}. A day without a row has no entry."))
    return TableSection(_("The diary, every entry"), lead, (_("Time"), _("What"), _("In words")), _by_day(rows))


def _notes(facts: ReportFacts) -> TableSection:
    noted = [(row, (row.time, row.what, row.note.strip())) for row in facts.diary if row.note.strip()]
    lead = _lead_sentence(facts, len(noted), _("{entries} with a note, {period}."))
    return TableSection(_("Notes"), lead, (_("Time"), _("What"), _("Note")), _by_day(noted))


def _lead_sentence(facts: ReportFacts, n: int, words: str) -> str:
    period = period_words(facts.first, facts.last)
    if not n:
        return _("Nothing is written down here from {period}.").format(period=period)
    return words.format(entries=entries_words(n), period=period)


def _text_with_note(row: DiaryRow, *, with_notes: bool) -> str:
    note = row.note.strip() if with_notes else ""
    return ". ".join(part for part in (row.text, note) if part)


def _by_day(rows: Iterable[tuple[DiaryRow, tuple[str, ...]]]) -> tuple[TableDay, ...]:
    groups = groupby(rows, key=lambda row: row[0].day)
    return tuple(TableDay(day_words(day), _cells(own)) for day, own in groups)


def _cells(rows: Iterable[tuple[DiaryRow, tuple[str, ...]]]) -> tuple[tuple[str, ...], ...]:
    return tuple(cells for _row, cells in rows)
