"""The parts of the plan's page that stand behind a press, or wait for their phase: each is made when it is first shown."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.protocol import Phase
from tracker.domain.sessions import STRENGTH, STRETCHES
from tracker.domain.status import Status
from ui.widgets.late_part import LatePart

if TYPE_CHECKING:
    from ui.pages.plan.days_card import PlanDaysCard
    from ui.pages.plan.exercises.exercise_set import ExerciseSet
    from ui.pages.plan.files_card import PlanFilesCard
    from ui.pages.plan.keeping_well import KeepingWell

SPACE = 16


class PlanMakers(Protocol):
    """What makes each part, of what it uses."""

    def exercises(self) -> "ExerciseSet":
        """The stretches."""

    def is_exercise_begun(self) -> bool:
        """Whether one of them was begun, or changed, and never saved."""

    def well(self) -> "KeepingWell":
        """What comes after the episode."""

    def days(self) -> "PlanDaysCard":
        """What the last days had planned."""

    def files(self) -> "PlanFilesCard":
        """The plan as a file."""


class PlanParts(QObject):
    """Takes what makes the parts, and what tells where the person is: with that a part is filled as it is made."""

    opened = Signal(QWidget)
    exercise_wanted = Signal(str)
    exercises_wanted = Signal(str)
    log_wanted = Signal(str)
    guide_wanted = Signal(str)
    checked_wanted = Signal(bool)

    def __init__(self, makers: PlanMakers, status: Callable[[], Status], parent: QObject) -> None:
        super().__init__(parent)
        self._makers = makers
        self._status = status
        self.exercises: LatePart[ExerciseSet] = LatePart(self._made_exercises)
        self.well: LatePart[KeepingWell] = LatePart(self._made_well)
        self.days: LatePart[PlanDaysCard] = LatePart(self._made_days)
        self.files: LatePart[PlanFilesCard] = LatePart(self._made_files, SPACE)

    def refresh(self, status: Status) -> None:
        """Have each part there is show how things are now; what is being typed stays."""
        if self.files.is_made:
            self.files.part.refresh()
        if status.begun_later is not None:
            return
        if self.exercises.is_made:
            self.exercises.part.refresh(status)
        if self.well.is_made and status.state.phase is Phase.WELL:
            self.well.part.refresh(status)
        if self.days.is_made and status.episode is not None:
            self.days.part.refresh(status.episode.onset.day)

    def _made_exercises(self) -> "ExerciseSet":
        exercises = self._makers.exercises()
        self._join(exercises, STRETCHES)
        exercises.refresh(self._status())
        return exercises

    def _made_well(self) -> "KeepingWell":
        well = self._makers.well()
        well.guide_wanted.connect(self.guide_wanted)
        well.habits.opened.connect(self.opened)
        well.strength.checked_wanted.connect(self.checked_wanted)
        self._join(well.strength, STRENGTH)
        well.refresh(self._status())
        return well

    def _made_days(self) -> "PlanDaysCard":
        days, status = self._makers.days(), self._status()
        if status.episode is not None:
            days.refresh(status.episode.onset.day)
        return days

    def _made_files(self) -> "PlanFilesCard":
        files = self._makers.files()
        files.opened.connect(self.opened)
        self.files.add(files.preview)
        files.refresh()
        return files

    def _join(self, exercises: "ExerciseSet", kind: str) -> None:
        exercises.opened.connect(self.opened)
        exercises.exercise_wanted.connect(self.exercise_wanted)
        exercises.set_wanted.connect(partial(self.exercises_wanted.emit, kind))
        exercises.log_wanted.connect(self.log_wanted)
