"""Makes the parts of the plan's page: what stands behind a press is imported when that is first pressed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tracker.app import Tracker
from tracker.domain.plan.protocol import Phase
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.pages.plan.days_card import PlanDaysCard
    from ui.pages.plan.exercises.exercise_set import ExerciseSet
    from ui.pages.plan.files_card import PlanFilesCard
    from ui.pages.plan.keeping_well import KeepingWell
    from ui.sessions.strength_questions import StrengthQuestions


class WindowPlanMakers:
    """Gives each part the services it uses; it is the `PlanMakers` of the page."""

    def __init__(self, desk: Desk, tracker: Tracker, questions: "Callable[[], StrengthQuestions]") -> None:
        self._desk = desk
        self._tracker = tracker
        self._questions = questions

    def exercises(self) -> "ExerciseSet":
        """The stretches."""
        return self._set(Phase.STRETCH)

    def is_exercise_begun(self) -> bool:
        """Whether one of the stretches was begun, or changed, and never saved."""
        from ui.forms.draft_keeper import is_begun
        from ui.pages.plan.exercises.form_name import exercise_form_name

        return is_begun(self._desk, self._tracker.form_drafts, exercise_form_name(Phase.STRETCH))

    def well(self) -> "KeepingWell":
        """What comes after the episode."""
        from ui.pages.plan.activity_card import ActivityCard
        from ui.pages.plan.habits_card import HabitsCard
        from ui.pages.plan.keeping_well import KeepingWell

        activity = ActivityCard(self._desk, self._tracker.journal, self._tracker.plans)
        return KeepingWell(self._set(Phase.WELL), self._questions(), activity, HabitsCard())

    def days(self) -> "PlanDaysCard":
        """What the last days had planned."""
        from ui.pages.plan.days_card import PlanDaysCard

        return PlanDaysCard(self._desk, self._tracker.reminders)

    def files(self) -> "PlanFilesCard":
        """The plan as a file."""
        from ui.pages.plan.files_card import PlanFilesCard

        return PlanFilesCard(self._desk, self._tracker.plans, self._tracker.planner)

    def _set(self, phase: Phase) -> "ExerciseSet":
        from ui.pages.plan.exercises.exercise_set import ExerciseSet

        return ExerciseSet(self._desk, self._tracker.form_drafts, self._tracker.plans, phase)
