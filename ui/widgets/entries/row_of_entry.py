"""Entries as rows of a list."""

from collections.abc import Iterable

from tracker.domain.entries import Entry, PainEntry, Session
from tracker.wording.entries import entry_words
from ui.widgets.entries.entry_list import EntryRow


def entry_row(entry: Entry) -> EntryRow:
    """The row of an entry; a session that runs cannot be edited."""
    words = entry_words(entry)
    is_running = isinstance(entry, Session) and entry.ended_at is None
    return EntryRow(
        id=entry.id,
        time_text=words.time,
        pain=entry.pain if isinstance(entry, PainEntry) else None,
        what=words.what,
        text=words.text,
        name=words.sentence,
        editable=not is_running,
    )


class EntryRows:
    """Makes the rows of a list that is shown again and again; of an entry that is the same object as before, its row is too."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Entry, EntryRow]] = {}

    def of(self, entries: Iterable[Entry]) -> list[EntryRow]:
        """The rows of these entries, in their order."""
        made = {entry.id: self._made_of(entry) for entry in entries}
        self._made = made
        return [row for _entry, row in made.values()]

    def _made_of(self, entry: Entry) -> tuple[Entry, EntryRow]:
        known = self._made.get(entry.id)
        return known if known is not None and known[0] is entry else (entry, entry_row(entry))
