"""What came of a change, and the history that takes changes back."""

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from tracker.changes import Touched
from tracker.domain.entries import Entry, Issue
from tracker.domain.sync.sections import Key
from tracker.domain.times import Clock
from tracker.errors import Refused
from tracker.formats.joining import with_brackets
from tracker.language import _

if TYPE_CHECKING:
    from tracker.storage.record_states import RecordStates, State

LONGEST_ABOUT = 60


class UndoableChange(NamedTuple):
    """One change: its name as a person reads it, and how it is taken back and done again; without `again` only taken back."""

    name: str
    back: Callable[[], object]
    again: Callable[[], object] | None
    is_about: Callable[[Key], bool] = lambda _key: False


class Change(NamedTuple):
    """What came of a change: what it touched, the entry, or the issues that kept it from being done; a remark to show, and how it is undone."""

    touched: Touched = Touched.NONE
    entry: Entry | None = None
    issues: tuple[Issue, ...] = ()
    remark: str = ""
    undoable: UndoableChange | None = None


class IntendedChange(NamedTuple):
    """A change about to be made: its name, the records it is about and what makes it; what it is about in a few words.

    Before it is taken back, or done again, `may_return` and `may_repeat` raise Refused where what stands now does not allow it; `fits`
    raises it after that, within the same transaction, where what stands then does not go together.
    """

    name: str
    keys: Iterable[Key]
    make: Callable[[], object]
    about: str = ""
    may_return: Callable[[], object] = lambda: None
    may_repeat: Callable[[], object] = lambda: None
    fits: Callable[[], object] = lambda: None


class History:
    """The changes of this window in order, of every kind, to be taken back and done again."""

    def __init__(self, states: "Callable[[], RecordStates]", clock: Clock) -> None:
        self._states_of_diary = states
        self._clock = clock
        self._done: list[UndoableChange] = []
        self._undone: list[UndoableChange] = []

    @cached_property
    def _states(self) -> "RecordStates":
        # Asked for at the first change: who only looks needs nothing of it.
        return self._states_of_diary()

    @property
    def last(self) -> UndoableChange | None:
        """The change that would be taken back next."""
        return self._done[-1] if self._done else None

    def make(self, decide: Callable[[], IntendedChange]) -> Change:
        """Make a change in one transaction with what it is decided on, and remember how its records stood before and after it.

        Where that raises there is nothing to take back.
        """
        with self._states.writing():
            intended = decide()
            before = self._states.read(keys := (*intended.keys, *self._states.set_aside()))
            intended.make()
            self._states.fit()
            after = self._states.read(keys)
            exchange = _Exchange(self._states, self._clock, _named(intended.name, intended.about), before, after)
        return self.remember(
            exchange.name,
            back=lambda: exchange.turn(exchange.before, intended.may_return, intended.fits),
            again=lambda: exchange.turn(exchange.after, intended.may_repeat, intended.fits),
            is_about=exchange.is_about,
        )

    def remember(
        self, name: str, *, back: Callable[[], object], again: Callable[[], object] | None, is_about: Callable[[Key], bool] = lambda _key: False
    ) -> Change:
        """Remember a change that is done and committed; what was taken back before cannot be done again after it."""
        self._done.append(undoable := UndoableChange(name, back, again, is_about))
        self._undone.clear()
        return Change(Touched.DIARY, remark=name, undoable=undoable)

    def forget_through(self, key: Key) -> None:
        """Forget the last change to a record and all before it: what came of it since was lived, and is no slip to be taken back.

        What was done after it can still be taken back.
        """
        place = next((place for place, change in reversed(tuple(enumerate(self._done))) if change.is_about(key)), None)
        if place is not None:
            del self._done[: place + 1]

    def forget(self) -> None:
        """Forget all changes: so much has changed beneath them that taking one back would not bring back what was."""
        self._done.clear()
        self._undone.clear()

    def undo(self, change: UndoableChange | None = None) -> Change | None:
        """Take back the last change, if there is one, or this one alone; raises Refused where it is not the last. Refused, it stays the last."""
        if change is not None and change is not self.last:
            raise Refused(_("Nothing was changed: something else was done after “{change}”. Undo that first.").format(change=change.name))
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
        return Change(Touched.DIARY, remark=_("Undone: {change}").format(change=step.name))

    def redo(self) -> Change | None:
        """Make the change taken back last once more, if there is one."""
        if not self._undone:
            return None
        step = self._undone[-1]
        if step.again is not None:
            step.again()
        self._done.append(self._undone.pop())
        return Change(Touched.DIARY, remark=_("Redone: {change}").format(change=step.name))


class _Exchange:
    """The records of one change as they stood before and after it, put in the place of each other, unless another program changed them since."""

    def __init__(self, states: "RecordStates", clock: Clock, name: str, before: "dict[Key, State]", after: "dict[Key, State]") -> None:
        self._states = states
        self._clock = clock
        self.name = name
        self.before = before
        self.after = after
        self._expected = after
        self._seen = states.written_elsewhere()

    def turn(self, wanted: "Mapping[Key, State]", may: Callable[[], object], fits: Callable[[], object]) -> None:
        """Put one side in the place of the other; raises Refused, nothing changed, where another program has changed the same records."""
        with self._states.writing():
            self._refuse_changed_elsewhere()
            may()
            self._states.put_back(wanted, self._clock.now())
            fits()
            expected, seen = self._states.read(self.before), self._states.written_elsewhere()
        self._expected, self._seen = expected, seen

    def is_about(self, key: Key) -> bool:
        """Whether the change is about a record."""
        return key in self.after

    def _refuse_changed_elsewhere(self) -> None:
        # What this program wrote of the records since was taken back before, or is no wish of the person.
        if self._states.written_elsewhere() == self._seen:
            return
        now = self._states.read(self.before)
        if not all(now[key].says_as(state) for key, state in self._expected.items()):
            raise Refused(
                _("“{change}” was left as it is: another program, or the command line, has changed the same thing since. Correct it by hand.").format(
                    change=self.name
                )
            )


def _named(name: str, about: str) -> str:
    """What was done and to what, in a few words."""
    line = " ".join(about.split())
    short = line if len(line) <= LONGEST_ABOUT else line[: LONGEST_ABOUT - 1].rstrip() + "…"
    return with_brackets(name, short) if short else name
