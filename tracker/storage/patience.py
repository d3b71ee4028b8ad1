"""A connection that waits for another program's lock once, and not at each of the statements that follow."""

import sqlite3
from typing import Any

from tracker.storage.sqlite_errors import primary_code


class PatientConnection(sqlite3.Connection):
    """With `wait_once`, a statement that waited in vain is the last to wait until one of its kind gets through again.

    All that a window asks in one turn would else wait one after the other, and the window with it: five seconds for a save, five more for
    what is read anew after it.
    """

    _patience_ms: int | None = None
    _gave_up_at = ""

    def wait_once(self, seconds: float) -> None:
        """Wait so long from now on, and not again while it is in vain."""
        self._patience_ms = round(seconds * 1000)
        self._wait(self._patience_ms)

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 - as sqlite3 takes them
        """Do one statement."""
        if self._patience_ms is None:
            return super().execute(sql, parameters)
        try:
            cursor = super().execute(sql, parameters)
        except sqlite3.OperationalError as problem:
            if not self._gave_up_at and primary_code(problem) == sqlite3.SQLITE_BUSY:
                self._gave_up_at = _kind(sql)
                self._wait(0)
            raise
        if self._gave_up_at and self._gave_up_at == _kind(sql):
            self._gave_up_at = ""
            self._wait(self._patience_ms)
        return cursor

    def _wait(self, milliseconds: int) -> None:
        super().execute(f"PRAGMA busy_timeout = {milliseconds}")


def _kind(sql: str) -> str:
    """What a statement begins with: a bare BEGIN takes no lock, BEGIN IMMEDIATE does; who may read may still not write."""
    return " ".join(sql.split(maxsplit=2)[:2]) if sql.startswith("BEGIN") else sql.split(maxsplit=1)[0]
