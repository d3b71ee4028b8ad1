"""Which rows of which files are in the diary already, for ever."""

from collections.abc import Iterable
from datetime import datetime

from sqlite_utils import Database

from tracker.storage.telling import told_plainly
from tracker.storage.values import new_id, stamps


class ImportStore:
    """The rows imported so far; used within the transaction that brings their entries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, format_: str, now: datetime) -> str:
        """Note an import; the answer is its id."""
        id_ = new_id()
        self._database.table("imports").insert({"id": id_, "format": format_, **stamps(now)})
        return id_

    def knows(self, key: str) -> bool:
        """Whether the row of this key was imported before."""
        with told_plainly():
            return self._database.execute("SELECT 1 FROM imported_rows WHERE key = ?", [key]).fetchone() is not None

    def add(self, import_id: str, key: str, entry_ids: Iterable[str]) -> None:
        """Note a row and the entries it became."""
        self._database.table("imported_rows").insert({"key": key, "import_id": import_id})
        for entry_id in entry_ids:
            self._database.table("imported_entries").insert({"entry_id": entry_id, "import_id": import_id})
