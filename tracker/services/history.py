"""What came of a change, and the history that takes changes back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tracker.changes import Touched
from tracker.domain.entries import Entry, Issue
from tracker.language import _

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """What came of a change: what it touched, the entry, or the issues that kept it from being done; a remark to show."""

    touched: Touched = Touched.NONE
    entry: Entry | None = None
    issues: tuple[Issue, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class UndoableChange:
    """One change: its name as a person reads it, and how it is taken back and done again; without `again` only taken back."""

    name: str
    back: Callable[[], object]
    again: Callable[[], object] | None


class History:
    """The changes of this window in order, of every kind, to be taken back and done again."""

    def __init__(self) -> None:
        self._done: list[UndoableChange] = []
        self._undone: list[UndoableChange] = []

    def do(self, name: str, *, back: Callable[[], object], again: Callable[[], object]) -> Change:
        """Make a change by what would do it again, and remember it; where that raises there is nothing to take back."""
        again()
        return self.remember(name, back=back, again=again)

    def exchange(self, name: str, before: T | None, after: T | None, put: Callable[[T], object], remove: Callable[[T], object]) -> Change:
        """Make the change that puts one thing in the place of another; None before it is added, None after it is removed."""

        def become(new: T | None, old: T | None) -> None:
            if new is not None:
                put(new)
            elif old is not None:
                remove(old)

        return self.do(name, back=lambda: become(before, after), again=lambda: become(after, before))

    def remember(self, name: str, *, back: Callable[[], object], again: Callable[[], object] | None) -> Change:
        """Remember a change that is done and committed; what was taken back before cannot be done again after it."""
        self._done.append(UndoableChange(name, back, again))
        self._undone.clear()
        return Change(Touched.DIARY, remark=name)

    def forget(self) -> None:
        """Forget all changes: so much has changed beneath them that taking one back would not bring back what was."""
        self._done.clear()
        self._undone.clear()

    def undo(self) -> Change | None:
        """Take back the last change, if there is one; where that is refused it stays the last."""
        if not self._done:
            return None
        step = self._done[-1]
        # Before it leaves the list: where this raises, the change is still there to be taken back.
        step.back()
        # What was done before it may have been done to what is gone with it.
        if step.again is None:
            self.forget()
        else:
            self._undone.append(self._done.pop())
        return Change(Touched.DIARY, remark=_("Taken back: {change}").format(change=step.name))

    def redo(self) -> Change | None:
        """Make the change taken back last once more, if there is one."""
        if not self._undone:
            return None
        step = self._undone[-1]
        if step.again is not None:
            step.again()
        self._done.append(self._undone.pop())
        return Change(Touched.DIARY, remark=_("Done again: {change}").format(change=step.name))
