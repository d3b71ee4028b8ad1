"""Made-up facts for a report, with readable defaults: six weeks of pain with an episode, and, if wanted, something of everything."""

from dataclasses import replace

from tests.charts.diaries import (
    DAY,
    ONSET,
    SITE,
    SIX_WEEKS,
    a_flare,
    a_moment,
    a_plan_done,
    a_session,
    six_weeks_of_deeds,
    six_weeks_of_pain,
    some_doses,
    some_function,
    the_phases,
)
from tracker.charts.body.picture import body_picture
from tracker.charts.chart import Chart, ChartKind
from tracker.charts.doses.picture import doses_picture
from tracker.charts.function.picture import function_picture
from tracker.charts.hours.picture import hours_picture
from tracker.charts.pain.picture import pain_picture
from tracker.charts.plan.picture import plan_picture
from tracker.charts.registry import FORMS
from tracker.charts.sessions.picture import sessions_picture
from tracker.domain.entries import Activity, DayNote, Session
from tracker.domain.episodes import Episode
from tracker.domain.statistics.treatments import treatments
from tracker.domain.visits import Appointment
from tracker.reports.choices import Part, ReportChoices
from tracker.reports.facts import DiaryRow, ReportFacts

LAST = ONSET + 41 * DAY
FORBIDDEN = (
    *("monitor", "detect", "diagnos", "predict", "treat", "prescribe", "cure", "safe to", "recommended", "you can take"),
    *("ahead", "behind"),
)
EVERY_PART = frozenset(Part)


def an_activity(day, kind, **fields):
    return Activity(moment=a_moment(day, 17), kind=kind, **fields)


def a_night(day, quality):
    return DayNote(moment=a_moment(day, 21), sleep_quality=quality, sleep_minutes=400, stiff_minutes=30, mood=5)


def facts(*more, **fields):
    episode = Episode(onset=a_moment(ONSET, 14), sites=(SITE, "left buttock"), cause="lifting a box")
    usual = ReportFacts(
        first=ONSET,
        last=LAST,
        now=a_moment(LAST, 23),
        version="1.2.3",
        entries=[*six_weeks_of_pain(), a_flare(ONSET + 18 * DAY, "Bent down to tie a shoe."), *more],
        episodes=[(episode, the_phases())],
        help_shown=ONSET,
        site=SITE,
        choices=ReportChoices(person="A. Example"),
    )
    return replace(usual, **fields)


def what_was_done():
    return [
        *(a_session(ONSET + number * DAY, "heat", minutes=15) for number in range(5)),
        *(a_session(ONSET + number * DAY, "ice", minutes=minutes) for number, minutes in enumerate((10, 20, 20))),
        an_activity(ONSET, "walking", minutes=20),
        an_activity(ONSET + DAY, "walking", minutes=40),
        an_activity(ONSET, "steps", count=4_000),
    ]


def things_said():
    """Pain entries that say what it feels like, what worsens and what eases."""
    said = [(("sitting", "sneezing"), ("walking",)), (("Sitting",), ("walking", "warm shower")), (("sitting",), ())]
    entries = six_weeks_of_pain()[: len(said)]
    return [replace(entry, words=("numb",), woke=True, worse_with=worse, eased_by=eased) for entry, (worse, eased) in zip(entries, said, strict=True)]


def with_before_and_after(sessions):
    """The sessions of heat with pain a point lower after them."""
    return [replace(deed, before=6, after=5) if getattr(deed, "kind", "") == "heat" else deed for deed in sessions]


def everything(**fields):
    """Six weeks with something of everything: what the first page can hold, and every chart of one's own beside it."""
    deeds = with_before_and_after(six_weeks_of_deeds())
    walks = [an_activity(ONSET + number * DAY, "walking", minutes=30) for number in range(0, 42, 2)]
    nights = [a_night(ONSET + number * DAY, 4 + number / 10) for number in range(0, 42, 3)]
    entries = [*things_said(), *six_weeks_of_pain()[3:], *deeds, *walks, *nights, a_flare(ONSET + 25 * DAY, "Moved a cupboard.")]
    pain = pain_picture(entries, the_phases(), SITE, SIX_WEEKS, a_moment(LAST, 23))
    pictures = {
        ChartKind.PAIN: pain,
        ChartKind.HOURS: hours_picture(entries, SITE, SIX_WEEKS),
        ChartKind.SESSIONS: sessions_picture(entries, SIX_WEEKS),
        ChartKind.FUNCTION: some_function(),
        ChartKind.PLAN: a_plan_done(),
        ChartKind.DOSES: some_doses(),
        ChartKind.BODY: body_picture(entries, SIX_WEEKS),
    }
    usual = facts(
        entries=entries,
        questions=("When may I lift again?", "Is the morning stiffness to be expected?", "Which of the stretches should I drop?"),
        appointments=(Appointment(moment=a_moment(LAST + DAY, 9), whom="Dr Grey"),),
        function=pictures[ChartKind.FUNCTION],
        plan=pictures[ChartKind.PLAN],
        doses=pictures[ChartKind.DOSES],
        hours=pictures[ChartKind.HOURS],
        treatments=treatments(entry for entry in entries if isinstance(entry, Session)),
        charts=[Chart(FORMS[kind], picture) for kind, picture in pictures.items()],
        diary=some_rows(),
    )
    return replace(usual, **fields)


def some_rows(days=3):
    """Two rows a day; the first and the last of the first two days have a note."""
    rows = []
    for number in range(days):
        for clock, what, noted in (("08:00", "Pain 7", {0: "after lifting the box"}), ("20:00", "Ice", {1: "too cold"})):
            rows.append(DiaryRow(ONSET + number * DAY, clock, what, f"words of {what} on day {number}", noted.get(number, "")))
    return rows


def nothing(**fields):
    """A diary in which nothing is written down, looked at in every way."""
    period = SIX_WEEKS
    empty = facts(
        entries=[],
        episodes=[],
        help_shown=None,
        site=None,
        function=function_picture([], period),
        plan=plan_picture([], period),
        doses=doses_picture([], period),
        hours=hours_picture([], None, period),
        treatments=(),
        choices=ReportChoices(),
    )
    return replace(empty, **fields)


def block(content, heading):
    """The lines of a block of the first page; None where there is no such block."""
    found = next((each for each in (*content.blocks, *content.more_blocks) if each.heading == heading), None)
    return None if found is None else tuple(line.text for line in found.lines)


def episode_lines(content):
    """The lines of the first episode on page two."""
    return content.episodes[0].lines


def words_of(content):
    """Every word a reader of the report meets."""
    told = [*content.blocks, *content.more_blocks]
    blocks = [words for each in told for words in (each.heading, each.beside, *each.headers, each.note)]
    blocks += [words for each in told for line in each.lines for words in (line.label, line.text, line.under)]
    blocks += [cell for each in told for row in each.rows for cell in row.cells]
    tiles = [words for tile in content.head.tiles for words in (tile.figure, tile.title, tile.line, tile.under)]
    episodes = [words for each in content.episodes for words in (each.heading, *each.lines)]
    charts = [words for each in content.charts for words in (each.heading, *each.words)]
    tables = [words for each in content.tables for words in (each.heading, each.lead, *each.headers)]
    days = [day for each in content.tables for day in each.days]
    rows = [words for day in days for words in (day.heading, *(cell for row in day.rows for cell in row))]
    head = [content.heading, *content.under_heading, content.head.lead, content.head.under_lead, content.chart_heading, content.chart_words]
    return " ".join((*head, *tiles, *episodes, *blocks, *content.footer, *charts, content.no_charts, *tables, *rows))
