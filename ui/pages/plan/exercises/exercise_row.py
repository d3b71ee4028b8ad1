"""An exercise as a row: its picture, its name and dosage, and, opened, how it goes."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.exercises import Exercise
from tracker.domain.plan.figures import PlanFigure
from tracker.domain.plan.protocol import Phase, PlannedExercise
from tracker.domain.sourced_number import BY_YOU
from tracker.language import _
from tracker.library.exercises import advice, exercise_of
from tracker.wording.plan import exercise_name, figure_line
from tracker.wording.plan_page import dosage_words
from ui.widgets.accessible_roles import show_open
from ui.widgets.buttons import small_button
from ui.widgets.exercise_picture import ExercisePicture
from ui.widgets.labels import breakable, plain_label
from ui.widgets.layouts import FlowLayout, ResponsiveColumns
from ui.widgets.line_stack import row_button

SPACE = 12
# Pixels: width and height of the picture in the row, the height of the open one, and below which width buttons go under the words.
SMALL = (88, 66)
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


class ExerciseRow(QWidget):
    """Takes an exercise; asks by its signals for what is to be done with it."""

    start_wanted = Signal()
    change_wanted = Signal()
    remove_wanted = Signal()
    details_wanted = Signal(bool)

    def __init__(self, offer: ExerciseOffer) -> None:
        super().__init__()
        self.offer = offer
        self.name = exercise_name(offer.planned)
        self._exercise = exercise_of(offer.planned)
        self._details: QWidget | None = None
        self.open_button = small_button(_("How it goes"))
        self._layout = QVBoxLayout(self)
        self._lay_out()

    def show_details(self, *, is_open: bool) -> None:
        """Show how it goes, or hide it."""
        if is_open and self._details is None:
            # Made when it is first opened: the pictures of all exercises, drawn large, would hold up the page.
            self._details = ExerciseDetails(self._exercise, self.offer.places)
            self._layout.addWidget(self._details)
        if self._details is not None:
            self._details.setVisible(is_open)
        show_open(self.open_button, is_open=is_open)
        self.open_button.setText(_("Hide how it goes") if is_open else _("How it goes"))

    def _on_open(self) -> None:
        self.details_wanted.emit(self._details is None or self._details.isHidden())

    def _lay_out(self) -> None:
        picture = ExercisePicture(self._exercise)
        picture.setFixedSize(*SMALL)
        words, lines = QWidget(), QVBoxLayout()
        words.setLayout(lines)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addWidget(plain_label(breakable(self.name), "strong"))
        lines.addWidget(plain_label(self.offer.about or dosage_words(self.offer.planned), "muted"))
        lines.addStretch(1)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(ResponsiveColumns(words, self._buttons(), stretch=(1, 0), narrow_below=NARROW), 1)
        self._layout.setContentsMargins(0, SPACE, 0, SPACE)
        self._layout.setSpacing(SPACE)
        self._layout.addLayout(head)

    def _buttons(self) -> QWidget:
        start = small_button(_("Start"), icon_name="play")
        start.setAccessibleDescription(self.name)
        start.clicked.connect(self.start_wanted)
        self.open_button.setAccessibleDescription(self.name)
        self.open_button.clicked.connect(self._on_open)
        held, buttons = QWidget(), FlowLayout()
        held.setLayout(buttons)
        buttons.addWidget(start)
        buttons.addWidget(self.open_button)
        self.setFocusProxy(start)
        if self.offer.is_planned:
            change, remove = row_button("edit", _("Change"), self.name), row_button("bin", _("Remove"), self.name)
            change.clicked.connect(self.change_wanted)
            remove.clicked.connect(self.remove_wanted)
            buttons.addWidget(change)
            buttons.addWidget(remove)
        return held


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
    numbered = [(_("{number}. {step}").format(number=number, step=step), "body") for number, step in enumerate(steps, start=1)]
    easier = [(exercise.words(exercise.easier), "muted")] if exercise.easier else []
    stop = exercise.words(exercise.stop) if exercise.stop else _(advice().stop)
    leaflet = [(exercise.words(exercise.leaflet), "small")] if exercise.leaflet else []
    return [*numbered, *easier, (stop, "strong"), *leaflet, *_source(exercise)]


def _source(exercise: Exercise) -> list[tuple[str, str]]:
    if not exercise.source:
        return []
    source = _("From you.") if exercise.source == BY_YOU else _("From {source}.").format(source=exercise.words(exercise.source))
    return [(source, "small")]
