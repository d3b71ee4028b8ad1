"""What all pages share: the change feed, the door for messages, the clock, and one way to make a change and take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tracker.domain.times import Clock, Moment, moment_now
from tracker.errors import TrackerError
from tracker.language import _
from tracker.services.history import Change, History
from ui.change_feed import ChangeFeed
from ui.messages import Kind, Messages

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """What every page works with, whatever services it uses besides."""

    feed: ChangeFeed
    messages: Messages
    clock: Clock
    history: History

    def now(self) -> Moment:
        """The present moment here."""
        return moment_now(self.clock)

    def run_quietly(self, change: Callable[[], Change | None]) -> Change | None:
        """Make a change and tell of what it changed; an error is told to the person, and the answer is None."""
        try:
            done = change()
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
        if done is not None and not done.issues and done.remark:
            # Without changes there is nothing to undo: Undo would take back the change before.
            if done.touched:
                self.messages.say(done.remark, kind=Kind.DONE, action_label=_("Undo"), action=self.undo)
            else:
                self.messages.say(done.remark)
        return done

    def undo(self) -> None:
        """Take back the last change to entries and say so."""
        self._say_remark(self.run_quietly(self.history.undo))

    def redo(self) -> None:
        """Make the change taken back last once more and say so."""
        self._say_remark(self.run_quietly(self.history.redo))

    def _say_remark(self, change: Change | None) -> None:
        if change is not None and change.remark:
            self.messages.say(change.remark)
