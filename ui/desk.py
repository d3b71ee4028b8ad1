"""What all pages share: the change feed, the door for messages, the clock, and one way to do a deed and take it back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tracker.domain.times import Clock, Moment, moment_now
from tracker.errors import TrackerError
from tracker.language import _
from tracker.services.history import Deed, History
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

    def attempt(self, deed: Callable[[], Deed | None]) -> Deed | None:
        """Do a deed and tell of what it changed; an error is told to the person, and the answer is None."""
        try:
            done = deed()
        except TrackerError as problem:
            self.messages.report(problem)
            return None
        if done is not None:
            self.feed.publish(done.touched)
        return done

    def attempted(self, deed: Callable[[], object]) -> bool:
        """Do something that changes nothing in the diary; whether it was done. An error is told to the person."""
        try:
            deed()
        except TrackerError as problem:
            self.messages.report(problem)
            return False
        return True

    def asked(self, question: Callable[[], T]) -> T | None:
        """What a service answers; None where it cannot, and the person was told."""
        try:
            return question()
        except TrackerError as problem:
            self.messages.report(problem)
            return None

    def attempt_undoable(self, deed: Callable[[], Deed | None]) -> Deed | None:
        """Do a deed as `attempt` does, and offer to take it back."""
        done = self.attempt(deed)
        # Issues are shown by the form, beside its fields.
        if done is not None and not done.issues and done.remark:
            # Without changes there is nothing to undo: Undo would take back the deed before.
            if done.touched:
                self.messages.say(done.remark, kind=Kind.DONE, action_label=_("Undo"), action=self.undo)
            else:
                self.messages.say(done.remark)
        return done

    def undo(self) -> None:
        """Take back the last deed on entries and say so."""
        self._say_remark(self.attempt(self.history.undo))

    def redo(self) -> None:
        """Do the deed taken back last once more and say so."""
        self._say_remark(self.attempt(self.history.redo))

    def _say_remark(self, deed: Deed | None) -> None:
        if deed is not None and deed.remark:
            self.messages.say(deed.remark)
