"""An exercise as the plan offers it, and how it goes: positions large, steps, when to stop, sources."""

from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.exercises import Exercise
from tracker.domain.plan.figures import PlanFigure
from tracker.domain.plan.protocol import Phase, PlannedExercise
from tracker.domain.sourced_number import BY_YOU
from tracker.formats.joining import sentence, with_space
from tracker.language import _
from tracker.library.exercises import advice
from tracker.wording.plan import figure_line
from ui.widgets.exercise_picture import ExercisePicture
from ui.widgets.labels import breakable, plain_label
from ui.widgets.layouts import ResponsiveColumns

SPACE = 12
# Pixels: the height of the picture, and below which width it stands above the words.
LARGE_HEIGHT = 230
NARROW = 720


@dataclass(frozen=True, slots=True)
class ExerciseOffer:
    """An exercise of a phase with its figures; `is_planned`: in the plan itself, so that it can be changed and removed."""

    phase: Phase
    planned: PlannedExercise
    places: tuple[PlanFigure, ...] = ()
    about: str = ""
    is_planned: bool = True


class ExerciseDetails(QWidget):
    """The positions large, the steps, when to stop, and where each figure comes from."""

    def __init__(self, exercise: Exercise, places: tuple[PlanFigure, ...]) -> None:
        super().__init__()
        words, layout = QWidget(), QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(SPACE // 2)
        for text, role in (*_texts(exercise), *((figure_line(place), "small") for place in places if place.figure is not None)):
            lines.addWidget(plain_label(breakable(text), role))
        lines.addStretch(1)
        picture = ExercisePicture(exercise)
        picture.setFixedHeight(LARGE_HEIGHT)
        layout.addWidget(ResponsiveColumns(picture, words, stretch=(1, 1), narrow_below=NARROW) if picture.has_pictures else words)


def _texts(exercise: Exercise) -> list[tuple[str, str]]:
    steps = [exercise.words(text) for text in (exercise.position, *exercise.steps) if text]
    numbered = [(with_space(sentence(str(number)), step), "body") for number, step in enumerate(steps, start=1)]
    easier = [(exercise.words(exercise.easier), "muted")] if exercise.easier else []
    stop = exercise.words(exercise.stop) if exercise.stop else _(advice().stop)
    leaflet = [(exercise.words(exercise.leaflet), "small")] if exercise.leaflet else []
    return [*numbered, *easier, (stop, "strong"), *leaflet, *_source(exercise)]


def _source(exercise: Exercise) -> list[tuple[str, str]]:
    if not exercise.source:
        return []
    source = _("Written by you.") if exercise.source == BY_YOU else _("From {source}.").format(source=exercise.words(exercise.source))
    return [(source, "small")]
