"""What all pages share: the change feed, the door for messages, the clock, and one way to make a change and take it back."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from tracker.domain.times import Clock, Moment, moment_now
from tracker.errors import DiaryBusy, TrackerError
from tracker.language import _
from tracker.services.history import Change, History, UndoableChange
from ui.change_feed import ChangeFeed
from ui.messages import MessageKind, Messages

T = TypeVar("T")


class Desk(NamedTuple):
    """What every page works with, whatever services it uses besides."""

    feed: ChangeFeed
    messages: Messages
    clock: Clock
    history: History

    def now(self) -> Moment:
        """The present moment here."""
        return moment_now(self.clock)

    def run_quietly(self, change: Callable[[], Change | None], on_busy: Callable[[DiaryBusy], object] | None = None) -> Change | None:
        """Make a change and tell of what it changed; an error is told to the person, or `on_busy` where another program writes: None then."""
        try:
            done = change()
        except DiaryBusy as problem:
            (on_busy or self.messages.report)(problem)
            return None
        except TrackerError as problem:
            self.messages.report(problem)
            return None
        if done is not None:
            self.feed.publish(done.touched)
        return done

    def tell_failures(self, change: Callable[[], object]) -> bool:
        """Do something that changes nothing in the diary; whether it was done. An error is told to the person."""
        try:
            change()
        except TrackerError as problem:
            self.messages.report(problem)
            return False
        return True

    def ask(self, question: Callable[[], T]) -> T | None:
        """What a service answers; None where it cannot, and the person was told."""
        try:
            return question()
        except TrackerError as problem:
            self.messages.report(problem)
            return None

    def run(self, change: Callable[[], Change | None]) -> Change | None:
        """Make a change as `run_quietly` does, and offer to take it back."""
        done = self.run_quietly(change)
        # Issues are shown by the form, beside its fields.
        if done is not None and not done.issues:
            self.say_done(done)
        return done

    def say_done(self, done: Change) -> None:
        """Say what was done, and offer to take back that and nothing else, for as long as it is what was done last."""
        undoable = done.undoable
        if undoable is None:
            self._say_remark(done)
        else:
            self.messages.say(
                done.remark,
                kind=MessageKind.DONE,
                action_label=_("Undo"),
                action=lambda: self.undo(undoable),
                stands=lambda: self.history.last is undoable,
            )

    def undo(self, change: UndoableChange | None = None) -> None:
        """Take back the last change to the diary, or this one alone, and say so; or that there is none, as after a session that ran its time."""
        if change is None and self.history.last is None:
            self.messages.say(_("There is nothing to undo."))
            return
        self._say_remark(self.run_quietly(lambda: self.history.undo(change)))

    def redo(self) -> None:
        """Make the change taken back last once more and say so."""
        self._say_remark(self.run_quietly(self.history.redo))

    def _say_remark(self, change: Change | None) -> None:
        if change is not None and change.remark:
            self.messages.say(change.remark)
