"""The diary: recording, changing and deleting entries, with undo."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.domain.drafts import PainDraft
from tracker.domain.entries import Entry, time_issues
from tracker.domain.times import Clock
from tracker.errors import Refused
from tracker.language import _, ngettext
from tracker.services.deeds import Deed, History, Step, changes_of
from tracker.services.reading import BIN_DAYS, Reading, places_of
from tracker.storage.entries import EntryStore

__all__ = ["Journal", "places_of"]


class Journal(Reading):
    """The deeds on entries; each answers with what it changed."""

    def __init__(self, entries: EntryStore, clock: Clock, history: History) -> None:
        super().__init__(entries, clock)
        self._history = history

    def record(self, draft: PainDraft) -> Deed:
        """Save a pain entry; a draft with issues comes back with them and nothing is saved."""
        if issues := draft.issues(self._clock.now()):
            return Deed(issues=issues)
        return self.add(draft.entry())

    def add(self, entry: Entry) -> Deed:
        """Save a new entry of any kind; raises Refused for a time to come."""
        if issues := time_issues(entry.moment, self._clock.now()):
            raise Refused(issues[0].message)
        return self._put(_("Entry saved"), [None], [entry])

    def change(self, entry: Entry) -> Deed:
        """Save a changed entry in place of the old one; raises Refused where it is gone or its time is to come."""
        before = self.get(entry.id)
        if issues := time_issues(entry.moment, self._clock.now()):
            raise Refused(issues[0].message)
        return self._put(_("Entry changed"), [before], [entry])

    def delete(self, ids: Iterable[str]) -> Deed:
        """Move entries to the bin, where they lie for 30 days."""
        before = [self.get(id_) for id_ in ids]
        if not before:
            return Deed()
        name = ngettext("Entry deleted", "{count} entries deleted", len(before)).format(count=len(before))
        return self._put(name, before, [None] * len(before))

    def undo(self) -> Deed | None:
        """Take back the last deed of this window, of whatever kind."""
        return self._history.undo()

    def redo(self) -> Deed | None:
        """Do the deed taken back last once more."""
        return self._history.redo()

    def bring_back(self, start: str) -> Deed:
        """Take the entry whose id begins so out of the bin; raises Refused where it is not there."""
        id_ = self._one_id(start, in_bin=True)
        entry = next(entry for entry, _gone_at in self._entries.binned() if entry.id == id_)
        return self._put(_("Entry brought back"), [None], [entry])

    def empty_old_bin(self) -> int:
        """Forget what has lain in the bin for 30 days, for good; the answer is how many entries."""
        now = self._clock.now()
        return self._entries.purge(now - BIN_DAYS, now)

    def _put(self, name: str, before: Sequence[Entry | None], after: Sequence[Entry | None]) -> Deed:
        now = self._clock.now()
        after = [entry and replace(entry, created_at=entry.created_at or now) for entry in after]
        self._apply(before, after)
        changes = changes_of((*before, *after))
        self._history.keep(Step(name, changes, lambda: self._apply(after, before), lambda: self._apply(before, after)))
        entry = after[0] if after else None
        return Deed(changes, entry, remark=name)

    def _apply(self, before: Sequence[Entry | None], after: Sequence[Entry | None]) -> None:
        now = self._clock.now()
        kept = [entry for entry in after if entry is not None]
        gone = {entry.id for entry in before if entry is not None} - {entry.id for entry in kept}
        self._entries.exchange(kept, sorted(gone), now)
