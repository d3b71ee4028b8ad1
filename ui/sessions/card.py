"""The session of the phase: what starts it, its countdown or its steps while it runs, and the way to every other session."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication

from tracker.domain.entries import EndedBy, Session
from tracker.domain.plan.protocol import Phase, PlannedExercise
from tracker.domain.plan.session_offers import planned_exercises, session_length
from tracker.domain.sessions import ICE, ends_at
from tracker.domain.status import PHASE_OF, Status
from tracker.language import _
from tracker.library.exercises import exercise_of
from tracker.services.journal import Journal
from tracker.services.planner import Planner
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from tracker.wording.sessions import of_which_until_words, until_words, wall_time
from ui.assets.focus_ring import OWN_FOCUS
from ui.desk import Desk
from ui.sessions.body import SessionBody
from ui.sessions.controls import AFTER, ANOTHER, CANCEL, EARLIER, KEEP_RESTING, LARGE, READ, START_NOW, STOP
from ui.sessions.face import CardFace, Middle, practice_face, question_face, ready_face, rest_face, running_face
from ui.sessions.large_view_opener import LargeViewDoor
from ui.sessions.panels import SessionPanels
from ui.sessions.runner import SessionRunner
from ui.sessions.start_question import Doubt, StartQuestion, question_before
from ui.widgets.card import Card
from ui.widgets.next_change import of_minutes, of_seconds

Start = Callable[[float | None], bool]  # takes the pain before, 0-10 points; whether it was done


class SessionCard(Card):
    """Starts and stops sessions and exercises; before the first ice or warmth of an episode it shows the cautions in place.

    `panels.turn` opens in it another session (ANOTHER) or the pain before one (BEFORE): the ways to them stand elsewhere on the page.
    """

    exercising_changed = Signal(bool)
    sound_wanted = Signal()

    def __init__(self, desk: Desk, timekeeper: Timekeeper, planner: Planner, journal: Journal, settings: ChosenSettings) -> None:
        super().__init__()
        self._desk = desk
        self._timekeeper = timekeeper
        self._planner = planner
        self._journal = journal
        self._status: Status | None = None
        self._question: StartQuestion | None = None
        self._middle = Middle.NOTHING
        self._is_main, self._is_compact = True, False
        self.runner = SessionRunner(desk, timekeeper, planner, journal, self)

        def start_read(kind: str) -> None:
            """The large view has asked by itself what is to be asked."""
            self._begin(partial(self.runner.start, kind))

        self.door = LargeViewDoor(desk, timekeeper, planner, settings, start_read, self.runner.stop, self)
        self.panels = SessionPanels(desk, journal)
        self.parts = SessionBody(self.panels)
        self.stage, self.controls = self.parts.stage, self.parts.controls
        self.setProperty(OWN_FOCUS, True)  # it has the focus only where nothing in it is to be pressed
        self.body.addWidget(self.parts)
        self.body.addStretch(1)
        self._connect()

    def show_status(self, status: Status) -> None:
        """Show what runs, or what the phase offers."""
        # That a session has ended is seen by its going: it may have ended by its length, by hand, or through another program.
        former, self._status = self._status, status
        self.runner.follow(status.session)
        if former is not None and former.session is not None and (status.session is None or status.session.id != former.session.id):
            self._on_ended(next((session for session in status.sessions if session.id == former.session.id), None))
        self.panels.forget_answered(status.sessions)
        self._show()

    def set_main(self, is_main: bool) -> None:
        """Have what starts, or goes on, drawn filled, or not: where something else on the page matters more now."""
        if is_main != self._is_main:
            self._is_main = is_main
            self._show_main()

    def set_compact(self, is_compact: bool) -> None:
        """Be a strip, for a narrow window, or a card."""
        if is_compact != self._is_compact:
            self._is_compact = is_compact
            self._show()

    def tick(self) -> None:
        """Show the time that is left of what runs, or of the rest."""
        status = self._status
        if status is None or (status.session is None and self._middle is not Middle.REST):
            return
        face = self._face(status)
        if face.middle is self._middle:
            self._show_middle(status, face)
        else:
            self._show()  # the rest is over

    def changes_in(self) -> timedelta | None:
        """How long the time that is shown stays as it is; exercises look at the clock by themselves."""
        status = self._status
        if status is None:
            return None
        if status.session is not None:
            return of_seconds(self._timekeeper.left(status.session))
        now = self._desk.clock.now()
        over = status.rests_until(now) if self._middle is Middle.REST else None
        return None if over is None else of_minutes(over - now)

    def start(self, offer: str | PlannedExercise, *, in_rest: bool = False) -> None:
        """Start a kind of session, after what is asked before it, or one exercise. `in_rest`: though the rest after ice is not over."""
        status, now = self._status, self._desk.clock.now()
        if isinstance(offer, PlannedExercise):
            self.start_exercises([offer])
        elif status is not None:
            asked = self._desk.ask(lambda: question_before(offer, status, now, self._planner.needs_cautions, in_rest=in_rest))
            self._begin(partial(self.runner.start, offer)) if asked is None else self._ask(asked)

    def toggle(self) -> None:
        """Stop what runs, or start what the plan has now, after what is asked before it."""
        if self._runs():
            self.runner.stop()
        elif self._status is not None and self._status.main_session:
            self.start(self._status.main_session)

    def toggle_words(self) -> str:
        """What `toggle` would do: "Start ice"; empty where the plan has nothing now."""
        if self._runs():
            return _("Stop what runs")
        kind = self._status.main_session if self._status is not None else ""
        return self.controls.start_buttons[kind].text() if kind in self.controls.start_buttons else ""

    def toggle_note(self) -> str:
        """What is asked before that: "rest until 15:25: asks first"; empty where nothing is."""
        status = self._status
        over = None if status is None or self._runs() else status.rests_until(self._desk.clock.now())
        if status is None or over is None or status.main_session != ICE:
            return ""
        return _("rest until {time}: asks first").format(time=wall_time(status, over))

    def _runs(self) -> bool:
        return self.runner.practice is not None or (self._status is not None and self._status.session is not None)

    def leave(self) -> None:
        """The page is left: nothing is asked any more."""
        self._ask(None)

    def start_exercises(self, planned: Sequence[PlannedExercise]) -> None:
        """Start exercises of the plan one after another."""
        self._begin(partial(self.runner.start_exercises, planned))

    def open_large_view(self) -> None:
        """Fill the screen with what runs or is offered."""
        self.door.open(self.runner.timer, self.runner.toggle)

    def _begin(self, start: Start) -> None:
        self.panels.open_key = ""
        self._question = None
        is_started = start(self.panels.before_value)
        if is_started:
            # The pain before belongs to one session; left standing it would be saved with the next one too.
            self.panels.forget_before()
        self._show()
        if is_started and self.runner.timer is not None:
            self._focus_calmly()  # space leads through it

    def _ask(self, question: StartQuestion | None) -> None:
        if question is None and self._question is None:
            return
        self.panels.open_key = ""
        self._question = question
        self._show()
        if question is not None and question.doubt is Doubt.CAUTIONS:
            self.take_focus()  # on the cautions: pressed twice, Enter must not say that they were read
        elif question is not None:
            self.controls.focus_first()
        elif self.hasFocus():
            self._focus_calmly()  # from the cautions to what stands there now, which is brought into view with it

    def _on_read(self) -> None:
        question = self._question
        if question is not None and self._desk.tell_failures(self._planner.shown_cautions):
            self._begin(partial(self.runner.start, question.kind))

    def _on_pressed(self, key: str) -> None:
        actions: dict[str, Callable[[], object]] = {READ: self._on_read, STOP: self.runner.stop, LARGE: self.open_large_view}
        actions |= {
            CANCEL: self.leave,
            KEEP_RESTING: self.leave,
            EARLIER: partial(self.start, ICE),
            START_NOW: partial(self.start, ICE, in_rest=True),
        }
        if key == AFTER:
            self.panels.turn(key)
        elif key in actions:
            actions[key]()
        else:
            self.start(key)

    def _on_ended(self, session: Session | None) -> None:
        self.door.show_timer_no_more()
        if session is not None and session.ended_by is EndedBy.PLANNED:
            self.door.tell_end(session)
        self.panels.tell_ended(session)

    def _on_practice_over(self, last: Session | None) -> None:
        self.door.leave_timer_until_space()
        self.panels.tell_ended(last)
        self._show()

    def _face(self, status: Status) -> CardFace:
        practice, now = self.runner.practice, self._desk.clock.now()
        if practice is not None:
            return practice_face(status, practice, self.runner.kind)
        if status.session is not None:
            return running_face(status)
        if self._question is not None and self._question.still_stands(status, now):
            return question_face(status, self._question, now)
        may_tell_after, over = self.panels.ended is not None, status.rests_until(now)
        return ready_face(status, may_tell_after=may_tell_after) if over is None else rest_face(status, over, now, may_tell_after=may_tell_after)

    def _show(self) -> None:
        status = self._status
        if status is None:
            return
        if self._question is not None and not self._question.still_stands(status, self._desk.clock.now()):
            self._question = None
        held, face = QApplication.focusWidget(), self._face(status)
        self._middle = face.middle
        has_panel = self.panels.show_open(status, is_ready=face.is_ready)
        before = self.panels.before_words if face.is_ready else ""  # chosen and put away, it goes with what is started next
        self.parts.show_face(face, before or face.words, is_compact=self._is_compact, has_panel=has_panel)
        heading = _("Another session") if face.is_ready and self.panels.open_key == ANOTHER else face.heading
        self.set_heading("" if self.parts.is_strip else heading)  # a strip has it beside its ring
        self.setAccessibleName(heading)
        self.controls.show_only(face.keys, face.main)
        self._show_main()
        self.controls.show_opened(self.panels.open_key)
        self._show_middle(status, face)
        self.parts.give_way()
        if self.door.is_open:
            self.door.follow(self.runner.timer, self.runner.toggle)
        # Qt hands the focus of a hidden button to the next widget of the page; here it stays within the card.
        if held is not None and self.isAncestorOf(held) and not held.isVisible():
            self._focus_calmly()

    def _show_main(self) -> None:
        if self.runner.timer is not None:
            self.runner.timer.may_be_main = self._is_main
        self.controls.propose(self._is_main)

    def _show_middle(self, status: Status, face: CardFace) -> None:
        timer, session = self.runner.timer, status.session
        is_free = not (face.is_ready and self.panels.open_key)
        if face.middle is Middle.TIMER and timer is not None:
            self.stage.show_timer(timer)
        elif face.middle is Middle.COUNTDOWN and session is not None:
            left = self._timekeeper.left(session)
            until = ends_at(session, self._desk.clock.now(), left)
            self.stage.show_time(left, session.planned, PHASE_OF.get(session.kind, Phase.HEAT), until_words(status, until))
            self.parts.show_time(of_which_until_words(status, session.planned, until))
        elif face.middle is Middle.REST and is_free and face.rest_over is not None and (rest := status.plan.phases[Phase.ICE].rest):
            self.stage.show_rest(face.rest_over - self._desk.clock.now(), rest.minutes, face.caption)
            self.parts.show_time(face.caption)
        elif face.middle is Middle.READY and is_free and (length := session_length(status.plan, face.main)):
            self.stage.show_ready(length, PHASE_OF[face.main], _("when you are ready"))
            self.parts.show_time(_("when you are ready"))
        elif face.middle is Middle.PICTURE and is_free and (planned := planned_exercises(status.plan, status.state.phase)):
            self.stage.show_picture(exercise_of(planned[0]))
        else:
            self.stage.show_nothing()

    def _focus_calmly(self) -> None:
        """Put the focus where one more Enter starts nothing and stops nothing: the button it was meant for is gone."""
        timer = self.runner.timer
        if timer is not None and timer.isVisible():
            timer.setFocus()
        elif self._question is not None:
            self.controls.focus_first()
        elif self.stage.ring.isVisible():
            self.stage.ring.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.take_focus()

    def _connect(self) -> None:
        self.controls.pressed.connect(self._on_pressed)
        self.panels.changed.connect(self._show)
        self.parts.room_changed.connect(self._show)
        self.panels.choices.chosen.connect(self.start)
        self.panels.submitted.connect(lambda: self.start(kind) if (kind := self.controls.first_start()) else None)
        self.runner.went_on.connect(self._show)
        self.runner.practice_over.connect(self._on_practice_over)
        self.runner.exercising_changed.connect(self.exercising_changed)
        self.runner.sound_wanted.connect(self.sound_wanted)
        self.door.given_back.connect(self.stage.take_back)
        self.door.closed.connect(self._focus_calmly)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons of a strip stand beside each other or one beneath the other."""
        super().resizeEvent(event)
        self.parts.controls.fit(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes what was opened, and starts nothing of what was asked about."""
        if event.key() == Qt.Key.Key_Escape and self._question is not None:
            self.leave()
        elif event.key() == Qt.Key.Key_Escape and self.panels.open_key:
            self.panels.close_panel()
        else:
            super().keyPressEvent(event)
