from tests.charts.diaries import SIX_WEEKS, nothing_yet
from tests.reports.facts import EVERY_PART, everything, facts, some_rows
from tracker.charts.body.picture import body_picture
from tracker.charts.chart import Chart, ChartKind
from tracker.charts.hours.picture import hours_picture
from tracker.charts.registry import FORMS
from tracker.domain.redaction import LeftOut
from tracker.reports.choices import Part, ReportChoices
from tracker.reports.content import report_content


def content(*parts, leave_out=(), **fields):
    return report_content(everything(choices=ReportChoices(parts=frozenset(parts), leave_out=frozenset(leave_out)), **fields))


def cells(section):
    return [cell for day in section.days for row in day.rows for cell in row]


def test_with_no_part_chosen_there_is_the_first_page_alone():
    one = content()
    assert (one.charts, one.tables, one.no_charts) == ((), (), "")


def test_every_chart_has_its_heading_and_its_words():
    charts = content(Part.CHARTS).charts
    assert [each.chart.kind.value for each in charts] == ["pain", "hours", "sessions", "function", "plan", "doses"]
    assert all(each.heading == each.chart.name and each.words == tuple(each.chart.words.splitlines()) for each in charts)


def test_the_body_is_a_part_of_its_own():
    assert [each.chart.kind for each in content(Part.BODY).charts] == [ChartKind.BODY]


def test_a_chart_without_data_is_named_and_not_shown():
    empty = {
        ChartKind.PAIN: nothing_yet(),
        ChartKind.HOURS: hours_picture([], None, SIX_WEEKS),
        ChartKind.BODY: body_picture([], SIX_WEEKS),
    }
    one = report_content(facts(choices=ReportChoices(parts=EVERY_PART), charts=[Chart(FORMS[kind], picture) for kind, picture in empty.items()]))
    assert one.charts == ()
    assert one.no_charts == "Nothing to draw in these days: Pain over time, Pain through the day, Pain by place."


def test_the_diary_is_a_table_day_by_day_with_the_notes_in_it():
    (diary,) = content(Part.DIARY).tables
    assert diary.headers == ("Time", "What", "In words")
    assert [day.heading for day in diary.days] == ["23 Nov 2026", "24 Nov 2026", "25 Nov 2026"]
    assert diary.days[0].rows == (("08:00", "Pain 7", "words of Pain 7 on day 0. after lifting the box"), ("20:00", "Ice", "words of Ice on day 0"))
    assert diary.lead.startswith("6 entries, 23 Nov 2026 to 3 Jan 2027.")


def test_the_notes_are_those_entries_that_have_one():
    (notes,) = content(Part.NOTES).tables
    assert notes.headers == ("Time", "What", "Note")
    assert notes.lead == "2 entries with a note, 23 Nov 2026 to 3 Jan 2027."
    assert [(day.heading, day.rows) for day in notes.days] == [
        ("23 Nov 2026", (("08:00", "Pain 7", "after lifting the box"),)),
        ("24 Nov 2026", (("20:00", "Ice", "too cold"),)),
    ]


def test_with_both_each_note_is_said_once():
    diary, notes = content(Part.DIARY, Part.NOTES).tables
    assert "too cold" in cells(notes)
    assert not [cell for cell in cells(diary) if "too cold" in cell]


def test_left_out_notes_are_neither_in_the_diary_nor_a_part():
    (diary,) = content(Part.DIARY, Part.NOTES, leave_out=[LeftOut.NOTES]).tables
    assert not [cell for cell in cells(diary) if "too cold" in cell]


def test_an_empty_diary_says_so():
    diary, notes = content(Part.DIARY, Part.NOTES, diary=()).tables
    assert diary.lead == notes.lead == "Nothing is written down here from 23 Nov 2026 to 3 Jan 2027."


def test_days_come_one_by_one_however_many():
    (diary,) = content(Part.DIARY, diary=some_rows(400)).tables
    assert len(diary.days) == 400
    assert diary.days[-1].heading == "27 Dec 2027"
