"""Keeping well on the plan's page, once the episode is over: its cards."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.status import Status
from ui.pages.plan.activity_card import ActivityCard
from ui.pages.plan.exercises.exercise_set import ExerciseSet
from ui.pages.plan.habits_card import HabitsCard
from ui.sessions.strength_questions import StrengthQuestions
from ui.widgets.layouts import ResponsiveColumns

SPACE = 16


class KeepingWell(QWidget):
    """Takes its cards; the strength set first, for that is what is started here."""

    guide_wanted = Signal(str)

    def __init__(self, strength: ExerciseSet, questions: StrengthQuestions, activity: ActivityCard, habits: HabitsCard) -> None:
        super().__init__()
        self.strength, self.questions, self.activity, self.habits = strength, questions, activity, habits
        self.habits.guide_wanted.connect(self.guide_wanted)
        strength.body.insertWidget(0, questions)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(strength)
        layout.addWidget(ResponsiveColumns(habits, activity, stretch=(1, 1)))

    def refresh(self, status: Status) -> None:
        """Show the plan in force, today and this week."""
        for card in (self.strength, self.questions, self.activity, self.habits):
            card.refresh(status)
