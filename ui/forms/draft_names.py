"""The names by which half-filled forms of entries are kept; known without the forms, which take long to import."""

from tracker.domain.entries import Entry, Kind

ENTRY_FORM = "entry"  # a new entry of the Diary; followed by an id, that of an entry that is changed
FORM_NAMES: dict[Kind, str] = {
    Kind.PAIN: ENTRY_FORM,
    Kind.SESSION: "session",
    Kind.ACTIVITY: "activity",
    Kind.DAY_NOTE: "day note",
    Kind.DOSE: "dose",
    Kind.FUNCTION: "function",
}


def draft_name(entry: Entry) -> str:
    """The name by which half-made changes of an entry are kept."""
    return f"{ENTRY_FORM} {entry.id}"


def entry_id_of_draft(name: str) -> str:
    """The id of the entry whose half-made changes are kept by a name; empty for a new entry."""
    return name.removeprefix(ENTRY_FORM).strip()
