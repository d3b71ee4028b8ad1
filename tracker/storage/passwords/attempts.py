"""How often in a row a wrong password was given: kept on the disk, so that closing the app forgives nothing."""

import contextlib
import json
from datetime import UTC, datetime
from pathlib import Path

from tracker.domain.passwords import WrongAttempts
from tracker.errors import Refused
from tracker.files import atomic_write


class AttemptCount:
    """Takes its file; it holds a number and a time."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def so_far(self) -> WrongAttempts:
        """The wrong passwords since the last right one; none where the file is missing or damaged."""
        try:
            told = json.loads(self._file.read_bytes())
            return WrongAttempts(int(told["wrong"]), datetime.fromisoformat(told["last"]).astimezone(UTC))
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return WrongAttempts()

    def add(self, now: datetime) -> None:
        """One more; put down before it is looked at, so that a kill does not take it back."""
        told = {"wrong": self.so_far().wrong + 1, "last": now.isoformat()}
        with contextlib.suppress(Refused):  # where nothing can be written the diary can still be read
            atomic_write(self._file, json.dumps(told).encode())

    def forget(self) -> None:
        """The right one was given."""
        with contextlib.suppress(OSError):
            self._file.unlink()
