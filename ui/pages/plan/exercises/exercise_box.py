"""What goes with a phase besides its sessions, such as finger pressure with the ice: its picture, how it goes in two lines, its start."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.exercises import Exercise, Way
from tracker.language import _, pgettext
from tracker.library.exercises import advice
from ui.assets import set_role
from ui.widgets.buttons import small_button
from ui.widgets.exercise_picture import ExercisePicture
from ui.widgets.labels import breakable, plain_label
from ui.widgets.layouts import ResponsiveColumns

PICTURE = (196, 92)  # px
MARGIN, SPACE = 12, 16
NARROW = 420  # px; below it words and start stand beneath the picture


class ExerciseBox(QFrame):
    """Takes an exercise; `start_wanted` asks for its start."""

    start_wanted = Signal()

    def __init__(self, exercise: Exercise) -> None:
        super().__init__()
        set_role(self, "tile")
        self.exercise = exercise
        name = exercise.words(exercise.name)
        self.setAccessibleName(name)
        self.start_button = small_button(pgettext("button", "Start"), icon_name="play")
        self.start_button.setAccessibleDescription(name)
        self.start_button.clicked.connect(self.start_wanted)
        picture = ExercisePicture(exercise, has_captions=False)
        picture.setFixedSize(*PICTURE)
        words = QWidget()
        lines = QVBoxLayout(words)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2)
        lines.addStretch(1)
        lines.addWidget(plain_label(breakable(name), "strong"))
        # Of what goes in turns the steps tell nothing alone; how it is begun does.
        how = exercise.position if exercise.way is Way.TURNS else exercise.steps[0]
        lines.addWidget(plain_label(breakable(exercise.words(how)), "small"))
        # When to stop is no small print.
        lines.addWidget(plain_label(breakable(exercise.words(exercise.stop) if exercise.stop else _(advice().stop))))
        lines.addStretch(1)
        beside = QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(words, 1)
        row.addWidget(self.start_button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.addWidget(ResponsiveColumns(picture, beside, stretch=(0, 1), narrow_below=NARROW))
