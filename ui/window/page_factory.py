"""Makes the pages: each is imported and made when it is first looked at, of the services it uses."""

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from tracker.app import Tracker
from tracker.domain.plan.protocol import COUNTED_PHASES, Phase
from ui.desk import Desk
from ui.pages.page import Page
from ui.window.page_wishes import PageWishes

if TYPE_CHECKING:
    from tracker.domain.statistics.treatments import Treatment
    from ui.forms.forms_by_kind import FormMaker
    from ui.pages.plan.page import PlanCards
    from ui.pages.settings.parts import PartMakers
    from ui.pages.settings.startup import StartRow
    from ui.pages.today.page import TodayCards, TodayPage
    from ui.sessions.strength_questions import StrengthQuestions

FIRST_RUN = "first run"


class PageFactory:
    """Gives each page what it uses, and passes on what the page asks for."""

    def __init__(self, desk: Desk, tracker: Tracker, wishes: PageWishes, *, is_demo: bool = False) -> None:
        self._desk = desk
        self._tracker = tracker
        self._wishes = wishes
        self._is_demo = is_demo

    def makers(self) -> dict[str, Callable[[], Page]]:
        """What makes each page, by its name."""
        return {
            "today": lambda: self.today,
            "diary": self._diary,
            "plan": self._plan,
            "trends": self._trends,
            "report": self._report,
            "settings": self._settings,
            FIRST_RUN: self._first_run,
        }

    @cached_property
    def today(self) -> "TodayPage":
        """The page Today: made once, since others lead to its parts."""
        from ui.pages.today.page import TodayPage

        tracker, wishes, settings = self._tracker, self._wishes, self._tracker.settings
        page = TodayPage(self._desk, self._today_cards(), tracker.journal, tracker.planner, tracker.timekeeper, settings)
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

    def _today_cards(self) -> "TodayCards":
        from ui.forms.all_forms import AddForms
        from ui.forms.function_card import FunctionPrompt
        from ui.pages.today.medicines import MedicinesCard
        from ui.pages.today.page import TodayCards
        from ui.pages.today.pain_entry import PainCard
        from ui.pages.today.planned import PlannedCard
        from ui.sessions.card import SessionCard

        desk, tracker = self._desk, self._tracker
        return TodayCards(
            pain=PainCard(desk, tracker.form_drafts, tracker.journal, tracker.planner),
            session=SessionCard(desk, tracker.timekeeper, tracker.planner, tracker.journal, tracker.settings),
            prompt=FunctionPrompt(desk, tracker.form_drafts, tracker.journal, tracker.visits),
            forms=AddForms(desk, tracker.form_drafts, self._forms),
            strength=self._strength_questions(),
            planned=PlannedCard(desk, tracker.reminders),
            medicines=MedicinesCard(desk, tracker.medicines),
        )

    def _diary(self) -> Page:
        from ui.pages.diary.forms import DiaryForms
        from ui.pages.diary.page import DiaryPage

        tracker = self._tracker
        page = DiaryPage(self._desk, tracker.journal, tracker.planner, tracker.exporting, tracker.medicines, DiaryForms(self._forms))
        page.side.form_left.connect(lambda _day, id_: self._wishes.edit_left.emit(id_))
        return page

    def _plan(self) -> Page:
        from ui.pages.plan.page import PlanPage

        tracker, wishes = self._tracker, self._wishes
        page = PlanPage(self._desk, self._plan_cards(), tracker.planner, tracker.timekeeper, tracker.settings)
        page.start_wanted.connect(wishes.start_wanted)
        page.onset_wanted.connect(wishes.onset_wanted)
        page.exercise_wanted.connect(wishes.exercise_wanted)
        page.exercises_wanted.connect(wishes.exercises_wanted)
        page.log_wanted.connect(wishes.log_wanted)
        page.guide_wanted.connect(wishes.guide_wanted)
        return page

    def _plan_cards(self) -> "PlanCards":
        from ui.pages.plan.activity_card import ActivityCard
        from ui.pages.plan.days_card import PlanDaysCard
        from ui.pages.plan.exercises.exercise_set import ExerciseSet
        from ui.pages.plan.files_card import PlanFilesCard
        from ui.pages.plan.habits_card import HabitsCard
        from ui.pages.plan.keeping_well import KeepingWell
        from ui.pages.plan.page import PlanCards
        from ui.pages.plan.phase_card import PhaseCard

        desk, drafts, plans, tracker = self._desk, self._tracker.form_drafts, self._tracker.plans, self._tracker
        strength, activity = ExerciseSet(desk, drafts, plans, Phase.WELL), ActivityCard(desk, tracker.journal, plans)
        return PlanCards(
            phases={phase: PhaseCard(desk, drafts, plans, phase) for phase in COUNTED_PHASES},
            well=KeepingWell(strength, self._strength_questions(), activity, HabitsCard()),
            exercises=ExerciseSet(desk, drafts, plans, Phase.STRETCH),
            days=PlanDaysCard(desk, tracker.reminders),
            files=PlanFilesCard(desk, plans, tracker.planner),
        )

    def _strength_questions(self) -> "StrengthQuestions":
        from ui.sessions.strength_questions import StrengthQuestions

        tracker = self._tracker
        return StrengthQuestions(self._desk, tracker.planner, tracker.plans, tracker.reminders, tracker.settings)

    def _trends(self) -> Page:
        from ui.pages.trends.page import TrendsPage

        page = TrendsPage(self._desk, self._tracker.charting, self._tracker.periods)
        page.entry_wanted.connect(lambda: self._wishes.page_wanted.emit("today"))
        return page

    def _report(self) -> Page:
        from ui.pages.report.page import ReportPage

        tracker = self._tracker
        return ReportPage(
            self._desk,
            tracker.form_drafts,
            tracker.reporting,
            tracker.periods,
            tracker.journal,
            tracker.visits,
            tracker.settings,
            tracker.chosen_files,
        )

    def _settings(self) -> Page:
        from ui.pages.settings.page import SettingsPage
        from ui.pages.settings.parts import SettingsParts

        page = SettingsPage(self._desk, SettingsParts(self._settings_makers()))
        page.sound_test_wanted.connect(self._wishes.sound_wanted)
        page.in_view_wanted.connect(partial(self._wishes.page_wanted.emit, "settings"))
        return page

    def _start_row(self) -> "StartRow":
        from tracker.startup import login_start, start_command
        from ui.pages.settings.startup import StartRow

        row = StartRow(self._desk, login_start(start_command(self._tracker.backups.folder)))
        if self._is_demo:
            row.hide()  # a login would open the folder that is thrown away
        return row

    def _settings_makers(self) -> "PartMakers":
        from ui.pages.settings.activities import ActivitiesList
        from ui.pages.settings.appearance import AppearanceGroup
        from ui.pages.settings.calendar import CalendarRow
        from ui.pages.settings.conflicts import ConflictsGroup
        from ui.pages.settings.diary import DiaryGroup
        from ui.pages.settings.export import ExportGroup
        from ui.pages.settings.imports import ImportGroup
        from ui.pages.settings.medicines import MedicinesCard
        from ui.pages.settings.notifications import NotificationsGroup
        from ui.pages.settings.numbers import NumbersRow
        from ui.pages.settings.parts import PartMakers
        from ui.pages.settings.reminders.card import RemindersCard
        from ui.pages.settings.reminders.past import PastRemindersRow
        from ui.pages.settings.reminders.pause import PauseRow
        from ui.pages.settings.reminders.quiet_hours import QuietHoursRow
        from ui.pages.settings.startup import ClosingRow

        desk, tracker, settings = self._desk, self._tracker, self._tracker.settings
        return PartMakers(
            conflicts=lambda: ConflictsGroup(desk, tracker.conflicts),
            diary=lambda: DiaryGroup(desk, tracker.backups),
            exports=lambda: ExportGroup(desk, tracker.exporting, tracker.merging),
            imports=lambda: ImportGroup(desk, tracker.importing, tracker.inbox),
            calendar=lambda: CalendarRow(desk, tracker.calendar, tracker.reminders, settings),
            reminders=lambda: RemindersCard(desk, tracker.form_drafts, tracker.reminders),
            quiet_hours=lambda: QuietHoursRow(desk, settings),
            pause=lambda: PauseRow(desk, tracker.form_drafts, tracker.reminders, settings),
            past=lambda: PastRemindersRow(desk, tracker.reminders),
            notifications=lambda: NotificationsGroup(desk, settings),
            appearance=lambda: AppearanceGroup(desk, settings),
            closing=lambda: ClosingRow(desk, settings),
            start=self._start_row,
            numbers=lambda: NumbersRow(desk, settings),
            medicines=lambda: MedicinesCard(desk, tracker.form_drafts, tracker.medicines),
            activities=lambda: ActivitiesList(desk, tracker.form_drafts, tracker.visits),
        )

    def _first_run(self) -> Page:
        from ui.pages.today.first_run import FirstRunPage

        page = FirstRunPage(self._desk, self._tracker.planner, self._tracker.importing, self._tracker.settings)
        page.done.connect(partial(self._wishes.page_wanted.emit, "today"))
        return page
