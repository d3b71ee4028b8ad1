"""Entries as rows of a list."""

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
