"""Exercises as they are done: the step timer, and the line in the diary for each that was done."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from tracker.domain.entries import Session
from tracker.domain.exercise_run import Share, Tally
from tracker.domain.exercise_steps import ExerciseSteps, Run
from tracker.domain.exercises import Exercise
from tracker.domain.times import SteadyTime
from tracker.language import _
from tracker.services.history import Change
from tracker.services.journal import Journal
from ui.desk import Desk
from ui.messages import MessageKind
from ui.sessions.step_timer import StepTimer


class Practice(QObject):
    """Each exercise is kept as a session as soon as the next one begins, the last when all is over; pain before goes with the last one kept."""

    went_on = Signal()
    over = Signal(object)  # the last Session kept, or None

    def __init__(self, desk: Desk, journal: Journal, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._journal = journal
        # Evenly from the start on: a clock set anew must neither hold an exercise up nor skip it.
        self._time = SteadyTime(desk.clock)
        self._now = self._time.now
        self._tally = Tally()
        self._run: Run | None = None
        self._before: float | None = None
        self._kept: dict[str, Session] = {}
        self.timer = StepTimer(self._now)
        self.timer.announced.connect(self._on_announced)
        self.timer.finished.connect(self._on_over)
        self.timer.stopped.connect(self._on_stopped)

    @property
    def is_on(self) -> bool:
        """Whether exercises are being done."""
        return self.timer.run is not None

    @property
    def exercise(self) -> Exercise | None:
        """The exercise of now."""
        run = self.timer.run
        return run.at(self._now()).step.exercise if run is not None else None

    def place(self) -> tuple[int, int]:
        """The number of the exercise of now, from 1, and how many there are."""
        run = self.timer.run
        keys = list(dict.fromkeys(step.exercise.key for step in run.course.steps)) if run is not None else []
        return (keys.index(run.at(self._now()).step.exercise.key) + 1, len(keys)) if run is not None else (0, 0)

    def start(self, course: ExerciseSteps, before: float | None = None) -> None:
        """Begin now; `before` is the pain before it, 0-10 points."""
        self.timer.stop()
        self._time.begin()
        self._tally, self._kept, self._before = Tally(), {}, before
        self.timer.start(course)

    def stop(self) -> None:
        """End; what was done is kept."""
        self.timer.stop()

    def _on_announced(self) -> None:
        run = self.timer.run
        if run is None:
            return
        self._run = run
        self._tally.see(run, self._now())
        self._keep([share for share in self._tally.shares if share.is_over])
        self.went_on.emit()

    def _on_stopped(self) -> None:
        if self._run is not None:
            self._tally.see(self._run, self._now())
        self._on_over()

    def _on_over(self) -> None:
        self._run = None
        self._keep_all()
        last = next(reversed(self._kept.values()), None)
        if last is not None and self._before is not None:
            last = self._put(replace(last, before=self._before)) or last
        self.over.emit(last)

    def _keep_all(self) -> None:
        self._keep(self._tally.shares)
        if any(share.counts and share.exercise.key not in self._kept for share in self._tally.shares):
            text = _("What you did is not in the diary yet. It is kept as long as the window is open; try again.")
            self._desk.messages.say(text, kind=MessageKind.FAULT, action_label=_("Try again"), action=self._keep_all)

    def _keep(self, shares: Sequence[Share]) -> None:
        """Write down what is new."""
        for share in (share for share in shares if share.counts):
            session = share.session(self._desk.clock.zone())
            known = self._kept.get(share.exercise.key)
            session = replace(session, id=known.id) if known is not None else session
            if known is None or session.length != known.length:
                self._put(session, is_new=known is None, key=share.exercise.key)

    def _put(self, session: Session, *, is_new: bool = False, key: str = "") -> Session | None:
        def kept() -> Change:
            return self._journal.add(session) if is_new else self._journal.change(session)

        done = self._desk.run_quietly(kept)
        if done is None or not isinstance(done.entry, Session):
            return None
        if key:
            # Known by its exercise from now on, so that a share that grows changes this line and adds no second one.
            self._kept[key] = done.entry
        return done.entry
