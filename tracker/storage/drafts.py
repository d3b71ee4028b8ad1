"""What stands in a form and is not saved yet, so that a crash or a power cut does not lose it."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tracker.storage.connection import writing
from tracker.storage.database import Database, remembered
from tracker.storage.row_writes import delete, upsert
from tracker.storage.sound_reading import sound_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.values import Row, stamps


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
            rows = self._database.rows("SELECT * FROM drafts WHERE form = ?", [form])
        return next(iter(self._read(rows)), (form, None))[1]

    @remembered
    def kept_last(self, beginning: str) -> str | None:
        """The name of the form kept last among those whose names begin so and of which something can still be read."""
        # substr, since LIKE would take a _ in a name for any letter.
        sql = "SELECT * FROM drafts WHERE substr(form, 1, ?) = ? ORDER BY updated_at DESC"
        with errors_in_words():
            rows = self._database.rows(sql, [len(beginning), beginning])
        return next((form for form, _content in self._read(rows)), None)

    def forget(self, form: str) -> None:
        """The form was saved or emptied."""
        with writing(self._database):
            delete(self._database, "drafts", "form = ?", [form])

    def _read(self, rows: Sequence[Row]) -> list[tuple[str, dict[str, Any]]]:
        # Damaged, or nested deeper than Python follows: the form begins empty rather than not at all.
        return sound_rows(self._database, "drafts", rows, lambda row: (row["form"], dict(json.loads(row["content"]).items())))
