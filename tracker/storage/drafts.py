"""What stands in a form and is not saved yet, so that a crash or a power cut does not lose it."""

import json
from datetime import datetime
from typing import Any

from tracker.storage.connection import upsert, writing
from tracker.storage.database import Database, remembered
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import stamps


class DraftStore:
    """The half-filled forms, one of each name."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, form: str, content: dict[str, Any], now: datetime) -> None:
        """Keep what stands in a form, in place of what stood there before."""
        with writing(self._database):
            upsert(self._database, "drafts", {"form": form, "content": json.dumps(content), **stamps(now)}, key="form")

    def kept(self, form: str) -> dict[str, Any] | None:
        """What stood in a form, if anything was kept of it that can still be read."""
        with errors_in_words():
            row = self._database.execute("SELECT content FROM drafts WHERE form = ?", [form]).fetchone()
        return _content(row[0]) if row else None

    @remembered
    def kept_last(self, beginning: str) -> str | None:
        """The name of the form kept last among those whose names begin so and of which something can still be read."""
        # substr, since LIKE would take a _ in a name for any letter.
        sql = "SELECT form, content FROM drafts WHERE substr(form, 1, ?) = ? ORDER BY updated_at DESC"
        with errors_in_words():
            rows = self._database.execute(sql, [len(beginning), beginning]).fetchall()
        return next((form for form, text in rows if _content(text) is not None), None)

    def forget(self, form: str) -> None:
        """The form was saved or emptied."""
        with writing(self._database):
            self._database.execute("DELETE FROM drafts WHERE form = ?", [form])


def _content(text: str) -> dict[str, Any] | None:
    try:
        content = json.loads(text)
    # Damaged, or nested deeper than Python follows: the form begins empty rather than not at all.
    except (ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) else None
