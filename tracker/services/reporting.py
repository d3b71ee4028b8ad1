"""Charts and the report for the physiotherapist, for any period and one site at a time."""

from collections.abc import Generator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tracker.charts.chart import CHART_DPI, CHART_INCHES, CHART_KINDS, Chart, ChartKind
from tracker.chosen_files import ChosenFiles
from tracker.domain.entries import Entry, PainEntry, Session
from tracker.domain.episodes import Episode
from tracker.domain.periods import USUAL, Period, SiteChoice
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.session_offers import strength_exercises
from tracker.domain.redaction import LeftOut, leave_out
from tracker.domain.statistics.figures import DAY, usual_site
from tracker.domain.statistics.stretches import onsets_of
from tracker.domain.statistics.treatments import treatments
from tracker.domain.times import Clock, day_bounds, moment_now
from tracker.errors import Refused
from tracker.language import _
from tracker.library.look import palette
from tracker.reports.choices import Part, ReportChoices
from tracker.services.journal import Journal
from tracker.services.medicines import KnownMedicines
from tracker.services.planner import Planner
from tracker.services.visits import Visits
from tracker.steps import Progress, run_to_end
from tracker.wording.entries import entry_words

if TYPE_CHECKING:
    from tracker.charts.pain.picture import PainPicture
    from tracker.reports.facts import DiaryRow, ReportFacts
    from tracker.reports.typesetting import Typeset

ROWS_AT_ONCE = 300
MONTHS_AT_ONCE = timedelta(days=200)  # of pain, read in some ten milliseconds
PAGE_ONE = ReportChoices()


class Charts(Protocol):
    """Makes the chart of a kind for a period and a site."""

    def __call__(self, kind: ChartKind, period: Period, site: SiteChoice) -> Chart[Any]:
        """Make it."""
        ...


class Reporting:
    """What is drawn and handed over."""

    def __init__(
        self, journal: Journal, planner: Planner, visits: Visits, medicines: KnownMedicines, clock: Clock, charts: Charts, files: ChosenFiles
    ) -> None:
        self._journal = journal
        self._planner = planner
        self._visits = visits
        self._medicines = medicines
        self._clock = clock
        self._charts = charts
        self._files = files

    def write_chart(self, file: Path, period: Period, site: SiteChoice = USUAL, without: AbstractSet[LeftOut] = frozenset()) -> None:
        """Save the chart alone, ready to attach, in the kind its ending says; raises Refused, the old file unchanged."""
        from tracker.charts.drawing.files import chart_bytes
        from tracker.charts.pain.draw import draw_pain

        kind = CHART_KINDS[file.suffix.lower()]
        picture = self._charts(ChartKind.PAIN, period, site).picture
        if LeftOut.MEDICINES in without:
            picture = _without_doses(picture)
        title = _("Pain diary, {period}").format(period=period.words)
        draw = partial(draw_pain, picture=picture, palette=palette("light"), title=title)
        self._files.write(file, chart_bytes(draw, kind, CHART_INCHES, CHART_DPI, title))

    def report(self, period: Period, site: SiteChoice = USUAL, choices: ReportChoices = PAGE_ONE, *, person: str = "") -> "Typeset":
        """The report for the physiotherapist; a person named here goes before the one among the choices."""
        return run_to_end(self.report_steps(period, site, replace(choices, person=person or choices.person)))

    def report_steps(self, period: Period, site: SiteChoice = USUAL, choices: ReportChoices = PAGE_ONE) -> Generator[Progress, None, "Typeset"]:
        """The report step by step, to show how far it is and to leave it between two steps; the generator returns it."""
        from tracker.reports.content import report_content_steps
        from tracker.reports.typesetting import typeset_steps

        kinds = self._kinds(choices)
        charts: dict[ChartKind, Chart[Any]] = {}
        steps = [Progress(number, 2 * len(kinds) + 4, _("Making the pages")) for number in range(len(kinds) + 1)]
        # One step more than there are charts: the last is for the entries.
        for step, kind in zip(steps, kinds, strict=False):
            yield step
            charts[kind] = self._chart(kind, period, site, choices)
        yield steps[-1]
        before = yield from self._pain_before(period.first, steps[-1])
        facts = self._facts(period, site, choices, charts, before)
        if not choices.parts.isdisjoint({Part.DIARY, Part.NOTES}):
            facts = replace(facts, diary=(yield from _rows(facts.inside, steps[-1])))
        yield steps[-1]
        content = yield from report_content_steps(facts, steps[-1])
        return (yield from typeset_steps(content, len(kinds)))

    def write_report(
        self,
        file: Path,
        period: Period,
        site: SiteChoice = USUAL,
        choices: ReportChoices = PAGE_ONE,
        *,
        person: str = "",
        without: AbstractSet[LeftOut] = frozenset(),
        password: str | None = None,
    ) -> str:
        """Save the report as PDF; the answer is a remark where there is one to make. Raises as `save_report`, the old file unchanged."""
        less = replace(choices, leave_out=choices.leave_out | without)
        made = self.report(period, site, less, person=person)
        self.save_report(file, made, password)
        return made.remark

    def save_report(self, file: Path, made: "Typeset", password: str | None = None) -> None:
        """Write a report aside, look whether it can be opened and is whole, and only then swap it in; raises Refused, the old file unchanged.

        With a password nothing is written but what that opens; raises DiaryUnavailable where what it needs is not installed.
        """
        if password is not None:
            self.refuse_sealing(file, password)
        pdf = made.pdf if password is None else _sealed(made.pdf, password)

        def write(beside: Path) -> None:
            beside.write_bytes(pdf)
            if not _is_whole(beside, pdf, made.pages, password):
                raise Refused(_("The report could not be written whole. The old file is unchanged; try another folder."))

        self._files.produce(file, write)

    def refuse_sealing(self, file: Path, password: str | None = None) -> None:
        """Raise Refused for a file in the app's own folder and a password that cannot be taken, DiaryUnavailable where what one needs is missing."""
        from tracker.reports.sealed_pdf import refuse_sealing

        self._files.refuse_own(file)
        refuse_sealing(password)

    def _kinds(self, choices: ReportChoices) -> list[ChartKind]:
        """The charts that are wanted: those page one is made from, and those of the parts chosen; those of a part of their own last."""
        from tracker.charts.registry import FORMS
        from tracker.reports.sections import chart_part

        wanted = [kind for kind, form in FORMS.items() if form.on_page_one or chart_part(kind) in choices.parts]
        allowed = [kind for kind in wanted if kind is not ChartKind.DOSES or choices.has_medicines]
        # The sort keeps the order among charts of one place.
        return sorted(allowed, key=lambda kind: chart_part(kind) is not Part.CHARTS)

    def _chart(self, kind: ChartKind, period: Period, site: SiteChoice, choices: ReportChoices) -> Chart[Any]:
        chart = self._charts(kind, period, site)
        if kind is ChartKind.PAIN and not choices.has_medicines:
            chart = replace(chart, picture=_without_doses(chart.picture))
        return chart

    def _pain_before(self, day: date, step: Progress) -> Generator[Progress, None, list[PainEntry]]:
        """The pain before a day, which the line and what was typical before an onset look back at: some months of it at each step."""
        found: list[PainEntry] = []
        first, after = None, self._journal.first_pain_day()
        while after is not None and after < day:
            after = min(after + MONTHS_AT_ONCE, day)
            found += self._journal.pain_entries(first, after - DAY)
            first = after
            yield step
        # Who travelled may have been a day earlier later on.
        return sorted(found, key=lambda entry: entry.moment.at)

    def _facts(
        self, period: Period, site: SiteChoice, choices: ReportChoices, charts: dict[ChartKind, Chart[Any]], before: Sequence[PainEntry]
    ) -> "ReportFacts":
        from tracker import __version__
        from tracker.reports.facts import ReportFacts

        help_shown = self._planner.help_last_shown()
        entries = leave_out([*before, *self._journal.entries(period.first, period.last)], choices.leave_out)
        return ReportFacts(
            first=period.first,
            last=period.last,
            now=moment_now(self._clock),
            version=__version__,
            choices=choices,
            entries=entries,
            episodes=tuple(self._courses(period)),
            activity_aim=aim.value if (aim := self._planner.plan_now().phases[Phase.WELL].activity) else None,
            onsets=onsets_of(self._planner.episodes()),
            help_shown=help_shown.day if help_shown else None,
            site=self._site(period, site),
            questions=tuple(question.text for question in self._visits.questions() if question.asked_at is None),
            appointments=tuple(self._visits.appointments()),
            charts=tuple(charts.values()),
            function=_picture(charts, ChartKind.FUNCTION),
            plan=_picture(charts, ChartKind.PLAN),
            doses=_picture(charts, ChartKind.DOSES),
            hours=_picture(charts, ChartKind.HOURS),
            treatments=treatments((entry for entry in entries if isinstance(entry, Session)), strength_exercises(self._planner.versions())),
            label_limits=self._label_limits(),
        )

    def _site(self, period: Period, site: SiteChoice) -> str | None:
        return usual_site(self._journal.pain_entries(period.first, period.last)) if site.usual else site.name

    def _label_limits(self) -> dict[str, float]:
        """The most of each ingredient in 24 hours that a label allows, in mg."""
        limits = {listed.name: listed.limit.mg_in_24_hours for listed in self._medicines.ingredients() if listed.limit is not None}
        return {name: bound.value for name, bound in limits.items() if bound is not None}

    def _courses(self, period: Period | None = None) -> list[tuple[Episode, tuple[PhaseSpan, ...]]]:
        """The episodes whose phases touch a period, keeping well after them among these; without a period all."""
        courses = [(episode, tuple(spans)) for episode, spans in self._planner.courses()]
        return courses if period is None else [course for course in courses if _touches(course[1], period, self._clock.zone())]


def _touches(spans: Sequence[PhaseSpan], period: Period, zone: str) -> bool:
    first, last = day_bounds(period.first, zone)[0], day_bounds(period.last, zone)[1]
    return any(span.start < last and (span.end is None or span.end > first) for span in spans)


def _picture(charts: dict[ChartKind, Chart[Any]], kind: ChartKind) -> Any:  # noqa: ANN401 - each kind has a picture of its own
    return charts[kind].picture if kind in charts else None


def _sealed(pdf: bytes, password: str) -> bytes:
    from tracker.reports.sealed_pdf import sealed_pdf

    return sealed_pdf(pdf, password)


def _is_whole(file: Path, pdf: bytes, pages: int, password: str | None) -> bool:
    """Whether the file holds these bytes, and can be opened, with all its pages."""
    from tracker.domain.passwords import composed
    from tracker.reports.pages import page_count

    written = file.read_bytes()
    try:
        # Read back from the disk: the old file is let go of only for one that can be opened.
        return written == pdf and page_count(written, None if password is None else composed(password)) == pages
    except ValueError:
        return False


def _without_doses(picture: "PainPicture") -> "PainPicture":
    from tracker.charts.pain.marks import MarkKind

    return replace(picture, shown_marks=picture.shown_marks - {MarkKind.DOSE})


def _rows(entries: Sequence[Entry], step: Progress) -> Generator[Progress, None, tuple["DiaryRow", ...]]:
    """The entries as rows of the diary, with a rest now and then."""
    rows: list[DiaryRow] = []
    for start in range(0, len(entries), ROWS_AT_ONCE):
        yield step
        rows += map(_row, entries[start : start + ROWS_AT_ONCE])
    return tuple(rows)


def _row(entry: Entry) -> "DiaryRow":
    """An entry in the words of the diary, its note apart."""
    from tracker.reports.facts import DiaryRow

    words = entry_words(replace(entry, note=""))
    return DiaryRow(entry.moment.day, words.time, words.what, words.text, entry.note)
