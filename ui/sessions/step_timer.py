"""A course as it runs: what to do now, for how long, which side, and what comes next."""

from collections.abc import Callable
from datetime import datetime, timedelta
from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from tracker.domain.exercise_steps import ExerciseSteps, Position, Run, StepKind, begin
from tracker.language import _, pgettext
from tracker.wording.exercise_steps import count_words, next_words, spoken_step, step_words
from ui.commands.shortcuts import add_shortcuts
from ui.widgets.accessible_roles import hear_as
from ui.widgets.announcement import Urgency, announce
from ui.widgets.buttons import ordinary_button
from ui.widgets.exercise_picture import NO_EXERCISE, ExercisePicture
from ui.widgets.fitted_text import FittedText
from ui.widgets.layouts import FlowLayout

SECOND = timedelta(seconds=1)
A_LITTLE_LATER_MS = 15  # so that the turn of a second is surely over
# Times the desktop's type: so large the lines around the figure are at most, or, on a screen, as large as can be read from three metres.
ACTION, COUNT, COMING = 6.0, 4.0, 3.0
READABLE = 1 / 16  # of the height, for a line: its capitals are 1/30 or more then
# How many times wider than high it has to be for picture and words to stand side by side.
WIDE = 1.4
COLOURS = {StepKind.HOLD: "accent", StepKind.REPETITION: "accent", StepKind.OPEN: "accent", StepKind.READY: "muted", StepKind.REST: "muted"}
TURN_COLOURS = ("heat", "ice")


class StepTimer(QWidget):
    """Takes a clock, a callable that gives the instant; scales from a card to a full screen.

    Space pauses and goes on, or moves on from a step at one's own pace; left goes a step back, right a step on.
    """

    announced = Signal(str)
    sound_wanted = Signal()
    finished = Signal()
    stopped = Signal()

    def __init__(self, now: Callable[[], datetime], *, ground: str = "surface", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._run: Run | None = None
        self._shown: int | None = None
        self.may_be_main = True  # whether what moves on is drawn filled: one button of a page is
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.refresh)
        self.picture = ExercisePicture(NO_EXERCISE, ground=ground)
        self.action = FittedText(most=ACTION, strong=True)
        self.figure = FittedText("accent", least=2, most=60, strong=True)
        self.count = FittedText(most=COUNT)
        self.coming = FittedText("muted", most=COMING)
        self.pause_button = ordinary_button(_("Pause"))
        self.next_button = ordinary_button(pgettext("button", "Next"), icon_name="next")
        self.stop_button = ordinary_button(pgettext("button", "Stop"), icon_name="stop")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        hear_as(self, "group")
        self._lay_out()
        self._connect()

    def start(self, course: ExerciseSteps) -> None:
        """Begin a course now."""
        self._run = begin(course, self._now())
        self._shown = None
        self.refresh()

    def stop(self) -> None:
        """End before the end."""
        self._timer.stop()
        if self._run is not None:
            self._run = None
            self.stopped.emit()

    @property
    def run(self) -> Run | None:
        """The course as it runs; None before, after and when stopped."""
        return self._run

    def pause_or_go_on(self) -> None:
        """Stand still, or go on."""
        if self._run is not None:
            now = self._now()
            self._run = self._run.go_on(now) if self._run.is_paused else self._run.pause(now)
            self._say(_("Paused") if self._run.is_paused else _("Going on"))
            self.refresh()

    def next_step(self) -> None:
        """The next step at once."""
        if self._run is not None:
            self._run = self._run.next(self._now())
            self._show(by_hand=True)

    def previous_step(self) -> None:
        """The step before at once."""
        if self._run is not None:
            self._run = self._run.previous(self._now())
            self._show(by_hand=True)

    def do_main_action(self) -> None:
        """What the space bar does."""
        if self._run is not None:
            waits = self._run.at(self._now()).left is None and not self._run.is_paused
            self.next_step() if waits else self.pause_or_go_on()

    def refresh(self) -> None:
        """Look at the clock; it does so by itself whenever the figure changes."""
        self._show(by_hand=False)

    def _show(self, *, by_hand: bool) -> None:
        if self._run is None:
            return
        position = self._run.at(self._now())
        if position.number != self._shown:
            is_first, self._shown = self._shown is None, position.number
            self._show_step(position)
            self._tell(position, is_heard=not (by_hand or is_first))
        if not position.is_over:
            self._go_on_showing(position)

    def _go_on_showing(self, position: Position) -> None:
        run = self._run  # whoever heard of the step may have stopped
        if run is not None:
            self._show_figure(position, is_paused=run.is_paused)
            self._wait(position, is_paused=run.is_paused)

    def _show_step(self, position: Position) -> None:
        step = position.step
        if self.picture.exercise is not step.exercise:
            self.picture.show_exercise(step.exercise)
        self.picture.show_only(step.turn if step.kind is StepKind.TURN else None)
        self.action.set_text(step_words(step))
        self.count.set_text(count_words(step))
        self.coming.set_text(next_words(position))

    def _say(self, words: str) -> None:
        announce(self, words, Urgency.URGENT)  # a hold that is told of late is held too short
        self.announced.emit(words)

    def _tell(self, position: Position, *, is_heard: bool) -> None:
        words = spoken_step(position.step)
        self.setAccessibleName(words)
        self._say(words)
        if is_heard or position.is_over:
            self.sound_wanted.emit()
        if position.is_over:
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._run = None
        self.figure.set_text("")
        for button in (self.pause_button, self.next_button, self.stop_button):
            button.setEnabled(False)
        self.finished.emit()

    def _show_figure(self, position: Position, *, is_paused: bool) -> None:
        step = position.step
        colour = TURN_COLOURS[step.turn % len(TURN_COLOURS)] if step.kind is StepKind.TURN else COLOURS[step.kind]
        own_pace = str(step.repetition) if step.kind is StepKind.REPETITION else "\N{MIDLINE HORIZONTAL ELLIPSIS}"
        self.figure.set_text(own_pace if position.left is None else _seconds(position.left), "muted" if is_paused else colour)
        for button in (self.pause_button, self.next_button, self.stop_button):
            button.setEnabled(True)
        self.pause_button.setText(_("Go on") if is_paused else _("Pause"))
        waits = position.left is None and not is_paused
        self.next_button.set_kind("main" if waits and self.may_be_main else "ordinary")

    def _wait(self, position: Position, *, is_paused: bool) -> None:
        """Look again when the figure changes."""
        self._timer.stop()
        if position.left is not None and not is_paused:
            # To the turn of the shown second, not a second on: ticks of a second would drift, and now and then skip a figure.
            until = position.left % SECOND or SECOND
            self._timer.start(ceil(until / timedelta(milliseconds=1)) + A_LITTLE_LATER_MS)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(4)
        # The figure takes about half of the height: it is what is read from the floor.
        for text, share in ((self.action, 3), (self.figure, 8), (self.count, 2), (self.coming, 2)):
            words.addWidget(text, share)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._both.setSpacing(12)
        self._both.addWidget(self.picture, 5)
        self._both.addLayout(words, 6)
        buttons = FlowLayout(spacing=8, is_centred=True)
        for button in (self.pause_button, self.next_button, self.stop_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addLayout(self._both, 1)
        layout.addLayout(buttons)

    def _connect(self) -> None:
        self.pause_button.clicked.connect(self.pause_or_go_on)
        self.next_button.clicked.connect(self.next_step)
        self.stop_button.clicked.connect(self.stop)
        ways = {"go on": self.do_main_action, "next step": self.next_step, "previous step": self.previous_step}
        add_shortcuts(self, ways, within=True, repeats=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the words beside the picture where there is room, else beneath."""
        super().resizeEvent(event)
        is_wide = self.width() > WIDE * self.height()
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom)
        for text, least in ((self.action, ACTION), (self.count, COUNT), (self.coming, COMING)):
            text.set_tallest_line(self.window().height() * READABLE, least=least)


def _seconds(left: timedelta) -> str:
    """Whole seconds, rounded up, so that the end is shown at the end."""
    return str(ceil(left / SECOND))
