"""Keeping well on the plan's page: a line while an episode goes on, and once it is over its cards."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from tracker.domain.plan.protocol import Phase
from tracker.domain.status import Status
from tracker.formats.joining import sentence, with_space
from tracker.language import _
from ui.widgets.card import Card
from ui.widgets.labels import plain_label
from ui.widgets.layouts import ResponsiveColumns

if TYPE_CHECKING:
    from ui.pages.plan.activity_card import ActivityCard
    from ui.pages.plan.exercises.exercise_set import ExerciseSet
    from ui.pages.plan.habits_card import HabitsCard
    from ui.sessions.strength_questions import StrengthQuestions

SPACE = 16


class WellCard(Card):
    """What comes after the episode."""

    def __init__(self) -> None:
        super().__init__(_("Keeping well, when you say it is over"))
        self.set_phase(Phase.WELL)
        self.body.addWidget(plain_label(_what_it_is()))


def well_line() -> QLabel:
    """The same in one line, while it is far away."""
    return plain_label(with_space(sentence(_("Keeping well, when you say it is over")), _what_it_is()), "muted")


def _what_it_is() -> str:
    return _("Walking, strengthening, lifting with care, breaks from sitting.")


class KeepingWell(QWidget):
    """Takes its cards; the strength set first, for that is what is started here."""

    guide_wanted = Signal(str)

    def __init__(self, strength: "ExerciseSet", questions: "StrengthQuestions", activity: "ActivityCard", habits: "HabitsCard") -> None:
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
