"""Makes the pages: each is imported and made when it is first looked at, of the services it uses, a little at each step."""

from collections.abc import Callable, Generator, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from tracker.app import Tracker
from tracker.domain.plan.protocol import COUNTED_PHASES
from ui.desk import Desk
from ui.window.page_imports import PageImports
from ui.window.page_wishes import PageWishes

if TYPE_CHECKING:
    from tracker.domain.statistics.treatments import Treatment
    from ui.forms.forms_by_kind import FormMaker
    from ui.pages.today.page import TodayCards
    from ui.sessions.strength_questions import StrengthQuestions
    from ui.window.page_stack import Making

FIRST_RUN = "first run"


class PageFactory:
    """Gives each page what it uses, and passes on what the page asks for."""

    def __init__(self, desk: Desk, tracker: Tracker, wishes: PageWishes, *, is_demo: bool = False) -> None:
        self._desk = desk
        self._tracker = tracker
        self._wishes = wishes
        self._is_demo = is_demo
        self.imports = PageImports()

    def makers(self) -> "dict[str, Callable[[], Making]]":
        """What makes each page, by its name."""
        return {
            "today": self._today,
            "diary": self._diary,
            "plan": self._plan,
            "trends": self._trends,
            "report": self._report,
            "settings": self._settings,
            FIRST_RUN: self._first_run,
        }

    def _today(self) -> "Making":
        yield from self.imports.steps("today")
        from ui.pages.today.page import TodayPage

        tracker, wishes, settings = self._tracker, self._wishes, self._tracker.settings
        cards = yield from self._today_cards()
        page = TodayPage(self._desk, cards, tracker.journal, tracker.planner, tracker.timekeeper, settings)
        page.edit_wanted.connect(wishes.edit_wanted)
        page.start_wanted.connect(wishes.start_wanted)
        card = page.session_card
        card.exercising_changed.connect(wishes.exercising_changed)
        card.sound_wanted.connect(lambda: wishes.sound_wanted.emit() if settings.now.sound else None)
        card.door.silence_wanted.connect(wishes.silence_wanted)
        return page

    def treatments(self) -> "Sequence[Treatment]":
        """What was tried, by the whole diary."""
        return self._desk.ask(self._tracker.statistics.treatments) or ()

    @cached_property
    def _forms(self) -> "FormMaker":
        from ui.forms.forms_by_kind import FormMaker

        tracker = self._tracker
        return FormMaker(self._desk, tracker.form_drafts, tracker.journal, tracker.planner, tracker.medicines, tracker.visits)

    def _today_cards(self) -> "Generator[None, None, TodayCards]":
        from ui.forms.all_forms import AddForms
        from ui.forms.function_card import FunctionPrompt
        from ui.pages.today.medicines import MedicinesCard
        from ui.pages.today.page import TodayCards
        from ui.pages.today.pain_entry import PainCard
        from ui.pages.today.planned import PlannedCard
        from ui.sessions.card import SessionCard

        desk, tracker = self._desk, self._tracker
        pain = PainCard(desk, tracker.form_drafts, tracker.journal, tracker.planner)
        yield
        session = SessionCard(desk, tracker.timekeeper, tracker.planner, tracker.journal, tracker.settings)
        yield
        return TodayCards(
            pain=pain,
            session=session,
            prompt=FunctionPrompt(desk, tracker.form_drafts, tracker.journal, tracker.visits),
            forms=AddForms(desk, tracker.form_drafts, self._forms),
            strength=self._strength_questions(),
            planned=PlannedCard(desk, tracker.reminders),
            medicines=MedicinesCard(desk, tracker.medicines),
        )

    def _diary(self) -> "Making":
        yield from self.imports.steps("diary")
        from ui.pages.diary.forms import DiaryForms
        from ui.pages.diary.page import DiaryPage

        tracker = self._tracker
        page = DiaryPage(self._desk, tracker.journal, tracker.planner, tracker.exporting, tracker.medicines, DiaryForms(self._forms))
        page.side.form_left.connect(lambda _day, id_: self._wishes.edit_left.emit(id_))
        return page

    def _plan(self) -> "Making":
        yield from self.imports.steps("plan")
        from ui.pages.plan.page import PlanPage
        from ui.pages.plan.phase_card import PhaseCard
        from ui.window.plan_makers import WindowPlanMakers

        tracker, wishes = self._tracker, self._wishes
        phases = {}
        for phase in COUNTED_PHASES:
            phases[phase] = PhaseCard(self._desk, tracker.form_drafts, tracker.plans, phase)
            yield
        makers = WindowPlanMakers(self._desk, tracker, self._strength_questions)
        page = PlanPage(self._desk, phases, makers, tracker.planner, tracker.timekeeper, tracker.settings)
        page.start_wanted.connect(wishes.start_wanted)
        page.onset_wanted.connect(wishes.onset_wanted)
        page.exercise_wanted.connect(wishes.exercise_wanted)
        page.exercises_wanted.connect(wishes.exercises_wanted)
        page.log_wanted.connect(wishes.log_wanted)
        page.guide_wanted.connect(wishes.guide_wanted)
        return page

    def _strength_questions(self) -> "StrengthQuestions":
        from ui.sessions.strength_questions import StrengthQuestions

        tracker = self._tracker
        return StrengthQuestions(self._desk, tracker.planner, tracker.plans, tracker.reminders, tracker.personal)

    def _trends(self) -> "Making":
        yield from self.imports.steps("trends")
        from ui.pages.trends.page import TrendsPage

        page = TrendsPage(self._desk, self._tracker.charting, self._tracker.periods, self._charts_to_come)
        page.entry_wanted.connect(lambda: self._wishes.page_wanted.emit("today"))
        return page

    def _charts_to_come(self) -> "Generator[None, None, None] | None":
        """What brings that with which charts are drawn; None where it is there."""
        return None if self.imports.are_charts_there else self.imports.charts()

    def _report(self) -> "Making":
        yield from self.imports.steps("report")
        from ui.pages.report.page import ReportPage

        tracker = self._tracker
        return ReportPage(
            self._desk,
            tracker.form_drafts,
            lambda: tracker.reporting,
            tracker.periods,
            tracker.journal,
            tracker.visits,
            tracker.personal,
            tracker.chosen_files,
        )

    def _settings(self) -> "Making":
        yield from self.imports.steps("settings")
        from ui.pages.settings.page import SettingsPage
        from ui.pages.settings.parts import SettingsParts
        from ui.window.settings_makers import SettingsMakers

        page = SettingsPage(self._desk, SettingsParts(SettingsMakers(self._desk, self._tracker, is_demo=self._is_demo)))
        page.sound_test_wanted.connect(self._wishes.sound_wanted)
        page.in_view_wanted.connect(partial(self._wishes.page_wanted.emit, "settings"))
        return page

    def _first_run(self) -> "Making":
        from ui.pages.today.first_run import FirstRunPage

        yield
        page = FirstRunPage(self._desk, self._tracker.planner, self._tracker.importing, self._tracker.settings)
        page.done.connect(partial(self._wishes.page_wanted.emit, "today"))
        return page
