"""The session of the phase: what starts it, its countdown or its steps while it runs, and the way to every other session."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tracker.domain.entries import EndedBy, Session
from tracker.domain.plan.protocol import Phase, PlannedExercise
from tracker.domain.plan.session_offers import CAUTIOUS, planned_exercises, session_length
from tracker.domain.status import PHASE_OF, Status
from tracker.domain.words import points_words
from tracker.language import _
from tracker.library.exercises import exercise_of
from tracker.services.journal import Journal
from tracker.services.planner import Planner
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.sessions.controls import AFTER, ANOTHER, BEFORE, LARGE, READ, STOP, SessionControls
from ui.sessions.face import CardFace, Middle, cautions_face, practice_face, ready_face, running_face
from ui.sessions.large_view_opener import LargeViewDoor
from ui.sessions.panels import SessionPanels
from ui.sessions.runner import SessionRunner
from ui.sessions.stage import SessionStage
from ui.widgets.card import Card
from ui.widgets.labels import plain_label

Start = Callable[[float | None], bool]  # takes the pain before, 0-10 points; whether it was done

# The words follow the eye: beneath a ring they stand in the middle, beneath text or a picture at the left.
ROUND = {Middle.COUNTDOWN, Middle.READY}  # what stands beneath a ring stands in the middle


class SessionCard(Card):
    """Starts and stops sessions and exercises; before the first ice or warmth of an episode it shows the cautions in place."""

    exercising_changed = Signal(bool)
    sound_wanted = Signal()

    def __init__(self, desk: Desk, timekeeper: Timekeeper, planner: Planner, journal: Journal, settings: ChosenSettings) -> None:
        super().__init__()
        self._desk = desk
        self._timekeeper = timekeeper
        self._planner = planner
        self._journal = journal
        self._status: Status | None = None
        self._waiting: Start | None = None  # until the cautions are read
        self.runner = SessionRunner(desk, timekeeper, planner, journal, self)
        self.door = LargeViewDoor(desk, timekeeper, planner, settings, self._start_read, self.runner.stop, self)
        self.stage, self.panels, self.controls = SessionStage(), SessionPanels(), SessionControls()
        self.explanation = plain_label("", "muted")
        for widget in (self.stage, self.panels, self.explanation, self.controls):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._connect()

    def show_status(self, status: Status) -> None:
        """Show what runs, or what the phase offers."""
        # That a session has ended is seen by its going: it may have ended by its length, by hand, or through another program.
        former, self._status = self._status, status
        self.runner.follow(status.session)
        if former is not None and former.session is not None and (status.session is None or status.session.id != former.session.id):
            self._on_ended(next((one for one in status.sessions if one.id == former.session.id), None))
        self.panels.forget_answered(status.sessions)
        self._show()

    def tick(self) -> None:
        """Show the time that is left."""
        if self._status is not None and self._status.session is not None:
            self._show_middle(self._status, self._face(self._status))

    def start(self, offer: str | PlannedExercise) -> None:
        """Start a kind of session, after the cautions where they are due, or one exercise."""
        if isinstance(offer, PlannedExercise):
            self.start_exercises([offer])
            return
        is_due = offer in CAUTIOUS and bool(self._desk.ask(self._planner.needs_cautions))
        self._begin(partial(self.runner.start, offer), is_due=is_due)

    def start_exercises(self, planned: Sequence[PlannedExercise]) -> None:
        """Start exercises of the plan one after another."""
        self._begin(partial(self.runner.start_exercises, planned))

    def open_large_view(self) -> None:
        """Fill the screen with what runs or is offered."""
        self.door.open(self.runner.timer, self.runner.toggle)

    def _begin(self, start: Start, *, is_due: bool = False) -> None:
        self.panels.open_key = ""
        self._waiting = start if is_due else None
        is_started = not is_due and start(self.panels.before.scale.value())
        if is_started:
            # The pain before belongs to one session; left standing it would be saved with the next one too.
            self.panels.before.scale.set_value(None)
            self._on_before_changed()
        self._show()
        if is_started and self.runner.timer is not None:
            self._focus_first()  # space leads through it

    def _start_read(self, kind: str) -> None:
        """The large view has shown the cautions itself."""
        self._begin(partial(self.runner.start, kind))

    def _on_read(self) -> None:
        start = self._waiting
        if start is not None and self._desk.tell_failures(self._planner.shown_cautions):
            self._begin(start)

    def _on_pressed(self, key: str) -> None:
        actions: dict[str, Callable[[], object]] = {READ: self._on_read, STOP: self.runner.stop, LARGE: self.open_large_view}
        if key in {ANOTHER, BEFORE, AFTER}:
            self.panels.turn(key)
        elif key in actions:
            actions[key]()
        else:
            self.start(key)

    def _on_before_submitted(self) -> None:
        """Enter on the scale starts what the phase offers first."""
        kind = next((kind for kind, button in self.controls.start_buttons.items() if not button.isHidden()), "")
        if kind:
            self.start(kind)

    def _on_before_changed(self) -> None:
        value = self.panels.before.scale.value()
        self.controls.name_before(_("Pain before") if value is None else _("Pain before: {value}").format(value=points_words(value)))

    def _on_ended(self, session: Session | None) -> None:
        self.door.show_timer_no_more()
        if session is not None and session.ended_by is EndedBy.PLANNED:
            self.door.tell_end(session)
        self.panels.tell_ended(session)

    def _on_practice_over(self, last: Session | None) -> None:
        self.door.leave_timer_until_space()
        self.panels.tell_ended(last)
        self._show()

    def _keep_after(self, session_id: str, value: float) -> None:
        """Save the pain after a session, in points 0-10."""
        session = self._desk.ask(lambda: self._journal.get(session_id))
        if isinstance(session, Session):
            self._desk.run(lambda: self._journal.change(replace(session, after=value)))

    def _face(self, status: Status) -> CardFace:
        practice = self.runner.practice
        if practice is not None:
            return practice_face(status, practice, self.runner.kind)
        if status.session is not None:
            return running_face(status)
        return cautions_face() if self._waiting is not None else ready_face(status, may_tell_after=self.panels.ended is not None)

    def _show(self) -> None:
        status = self._status
        if status is None:
            return
        held, face = QApplication.focusWidget(), self._face(status)
        is_panel_open = self.panels.show_open(status, is_ready=face.is_ready)
        self.set_heading(_("Another session") if face.is_ready and self.panels.open_key == ANOTHER else face.heading)
        self.explanation.setText(face.words)
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignHCenter if face.middle in ROUND else Qt.AlignmentFlag.AlignLeft)
        self.explanation.setVisible(bool(face.words) and not (face.is_ready and is_panel_open))
        self.controls.show_only(face.keys, face.main)
        self._show_middle(status, face)
        if self.door.is_open:
            self.door.follow(self.runner.timer, self.runner.toggle)
        # Qt hands the focus of a hidden button to the next widget of the page; here it stays within the card.
        if held is not None and self.isAncestorOf(held) and not held.isVisible():
            self._focus_first()

    def _show_middle(self, status: Status, face: CardFace) -> None:
        timer, session = self.runner.timer, status.session
        is_free = not (face.is_ready and self.panels.open_key)
        if face.middle is Middle.TIMER and timer is not None:
            self.stage.show_timer(timer)
        elif face.middle is Middle.COUNTDOWN and session is not None:
            self.stage.show_time(self._timekeeper.left(session), session.planned, PHASE_OF.get(session.kind, Phase.HEAT))
        elif face.middle is Middle.READY and is_free and (length := session_length(status.plan, face.main)):
            self.stage.show_time(length, length, PHASE_OF[face.main], _("when you are ready"))
        elif face.middle is Middle.PICTURE and is_free and (planned := planned_exercises(status.plan, status.state.phase)):
            self.stage.show_picture(exercise_of(planned[0]))
        else:
            self.stage.show_nothing()

    def _focus_first(self) -> None:
        timer = self.runner.timer
        if timer is not None and timer.isVisible():
            timer.setFocus()
        else:
            self.controls.focus_first()

    def _connect(self) -> None:
        self.controls.pressed.connect(self._on_pressed)
        self.panels.changed.connect(self._show)
        self.panels.choices.chosen.connect(self.start)
        self.panels.before.scale.changed.connect(self._on_before_changed)
        self.panels.before.submitted.connect(self._on_before_submitted)
        self.panels.after.given.connect(self._keep_after)
        self.runner.went_on.connect(self._show)
        self.runner.practice_over.connect(self._on_practice_over)
        self.runner.exercising_changed.connect(self.exercising_changed)
        self.runner.sound_wanted.connect(self.sound_wanted)
        self.door.given_back.connect(self.stage.take_back)
        self.door.closed.connect(self._focus_first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what was opened."""
        if event.key() == Qt.Key.Key_Escape and self.panels.open_key:
            self.panels.close_panel()
        else:
            super().keyPressEvent(event)
