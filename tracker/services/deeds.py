"""What a deed answers, and the history that takes deeds back."""

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.changes import Changes
from tracker.domain.entries import Entry, Issue, Kind, kind_of

CHANGES_OF = {
    Kind.PAIN: Changes.PAIN,
    Kind.SESSION: Changes.SESSION,
    Kind.ACTIVITY: Changes.ACTIVITY,
    Kind.DAY_NOTE: Changes.DAY_NOTE,
}


@dataclass(frozen=True, slots=True)
class Deed:
    """What came of a deed: what it changed, the entry, or the issues that kept it from being done; a remark to show."""

    changes: Changes = Changes.NONE
    entry: Entry | None = None
    issues: tuple[Issue, ...] = ()
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One deed on entries: what each was before and after; None where it did not exist."""

    name: str
    before: tuple[Entry | None, ...]
    after: tuple[Entry | None, ...]


class History:
    """The deeds of this window in order, to be taken back and done again."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def keep(self, step: Step) -> None:
        """Remember a deed; what was taken back before cannot be done again after it."""
        self._done.append(step)
        self._undone.clear()

    @property
    def last(self) -> Step | None:
        """What undo would take back."""
        return self._done[-1] if self._done else None

    @property
    def next(self) -> Step | None:
        """What redo would do again."""
        return self._undone[-1] if self._undone else None

    def taken_back(self) -> None:
        """The last deed was taken back."""
        self._undone.append(self._done.pop())

    def done_again(self) -> None:
        """The deed taken back last was done again."""
        self._done.append(self._undone.pop())


def changes_of(entries: Sequence[Entry | None]) -> Changes:
    """What changes when these entries do."""
    changes = Changes.NONE
    for entry in entries:
        if entry is not None:
            changes |= CHANGES_OF[kind_of(entry)]
    return changes
