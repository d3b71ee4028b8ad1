"""Starts and stops whatever the session card offers: sessions by the clock, and exercises step by step."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from tracker.domain.entries import Session
from tracker.domain.plan.protocol import PlannedExercise
from tracker.domain.plan.session_offers import exercises_in_turn, in_turns_of, session_length
from tracker.domain.sessions import CONTRAST, PRESSURE, STRENGTH, STRETCHES
from tracker.domain.times import SteadyTime
from tracker.errors import Refused
from tracker.language import _
from tracker.library.exercises import exercise, exercise_of
from tracker.services.history import Change
from tracker.services.journal import Journal
from tracker.services.planner import Planner
from tracker.services.sessions import Timekeeper
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.sessions.exercises import Practice
    from ui.sessions.step_timer import StepTimer
    from ui.sessions.turn_timer import TurnTimer

A_MINUTE = 60.0


class SessionRunner(QObject):
    """A session by the clock lies in the diary from its start; exercises lie there once they are done."""

    went_on = Signal()
    practice_over = Signal(object)  # the last Session kept, or None
    exercising_changed = Signal(bool)
    sound_wanted = Signal()

    def __init__(self, desk: Desk, timekeeper: Timekeeper, planner: Planner, journal: Journal, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timekeeper = timekeeper
        self._planner = planner
        self._journal = journal
        self._practice: Practice | None = None
        self._turns: TurnTimer | None = None
        self._time = SteadyTime(desk.clock)  # by which the turns go
        self.kind = ""

    @property
    def practice(self) -> "Practice | None":
        """The exercises being done now."""
        return self._practice if self._practice is not None and self._practice.is_on else None

    @property
    def timer(self) -> "StepTimer | None":
        """The timer that runs: of exercises, or of a contrast shower."""
        if self.practice is not None:
            return self.practice.timer
        return self._turns if self._turns is not None and self._turns.run is not None else None

    @property
    def toggle(self) -> Callable[[], object] | None:
        """What the space bar does to the timer that runs."""
        return self.timer.do_main_action if self.timer is not None else None

    def start(self, kind: str, before: float | None = None) -> bool:
        """Start a session of a kind; whether it was done. `before`: the pain before it, 0-10 points."""
        planner, now = self._planner, self._desk.clock.now()
        asked = self._desk.ask(lambda: (planner.plan_now(), planner.state(now).phase))
        if asked is None:
            return False
        plan, phase = asked
        if kind in {STRETCHES, STRENGTH}:
            return self.start_exercises(exercises_in_turn(plan, phase, kind), before)
        if kind == PRESSURE:
            from tracker.domain.exercise_run import pressure_course

            known = exercise(PRESSURE)
            return known is not None and self._practise(lambda practice: practice.start(pressure_course(known), before), kind)
        self.stop_practice()
        length = session_length(plan, kind)
        minutes = None if length is None else length.total_seconds() / A_MINUTE
        return self._desk.run(lambda: self._timekeeper.start_session(kind, minutes, before=before)) is not None

    def start_exercises(self, planned: Sequence[PlannedExercise], before: float | None = None) -> bool:
        """Start exercises of the plan one after another; whether it was done."""
        if not planned:
            self._desk.messages.report(Refused(_("The plan has no exercises yet. The page Plan adds them.")))
            return False
        from tracker.domain.exercise_run import exercises_course

        course = exercises_course([(entry, exercise_of(entry)) for entry in planned])
        return self._practise(lambda practice: practice.start(course, before), STRETCHES)

    def stop(self) -> Change | None:
        """End what runs."""
        self.stop_practice()
        return self._desk.run(self._timekeeper.stop_session)

    def stop_practice(self) -> None:
        """End the exercises being done; what was done is kept."""
        if self.practice is not None:
            self.practice.stop()

    def follow(self, session: Session | None) -> None:
        """A contrast shower that runs has its turns told; another session ends the exercises."""
        if session is not None:
            self.stop_practice()
        if session is not None and session.kind == CONTRAST:
            self._tell_turns(session)
        elif self._turns is not None:
            self._turns.stop()

    def _tell_turns(self, session: Session) -> None:
        # One that has run its time has no turn left, though the clock has not yet written down its end.
        known, left = exercise(CONTRAST), self._timekeeper.left(session)
        plan = self._desk.ask(self._planner.plan_now)
        if known is None or plan is None or not left or (self._turns is not None and self._turns.run is not None):
            return
        from tracker.domain.exercise_run import contrast_course

        if self._turns is None:
            from ui.sessions.turn_timer import TurnTimer

            self._turns = TurnTimer(self._time.now)
            self._turns.stopped.connect(self._on_turns_stopped)
            self._turns.sound_wanted.connect(self._on_turn)
        self._time.begin()
        self._turns.start(contrast_course(in_turns_of(plan, known), session.planned, session.planned - left))

    def _practise(self, begin: "Callable[[Practice], None]", kind: str) -> bool:
        if self._timekeeper.running_session() is not None:
            self._desk.messages.report(Refused(_("A session is running already. Nothing was changed; stop it first.")))
            return False
        if self._practice is None:
            from ui.sessions.exercises import Practice

            self._practice = Practice(self._desk, self._journal, self)
            self._practice.went_on.connect(self.went_on)
            self._practice.over.connect(self._on_practice_over)
            self._practice.timer.sound_wanted.connect(self.sound_wanted)
        self._practice.stop()
        self.kind = kind
        begin(self._practice)
        self.exercising_changed.emit(True)
        return True

    def _on_practice_over(self, last: Session | None) -> None:
        self.exercising_changed.emit(False)
        self.practice_over.emit(last)

    def _on_turns_stopped(self) -> None:
        session = self._timekeeper.running_session()
        if session is not None and session.kind == CONTRAST:
            self._desk.run(self._timekeeper.stop_session)

    def _on_turn(self) -> None:
        """At the last change the end of the session sounds by itself."""
        run = self._turns.run if self._turns is not None else None
        if run is not None and not run.at(self._time.now()).is_over:
            self.sound_wanted.emit()
