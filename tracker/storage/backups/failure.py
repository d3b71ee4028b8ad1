"""A note that the backup at quitting failed, for who starts the app next."""

import contextlib
import os
from pathlib import Path

from tracker.errors import Refused
from tracker.files import PRIVATE_FILE, atomic_write

LONGEST = 1_000


class FailureNote:
    """Takes its file; it holds the sentence that nobody could be told, and nothing of the diary."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def put(self, sentence: str) -> None:
        """Note a failure; what cannot be noted either is no reason to stop."""
        try:
            atomic_write(self._file, sentence.encode("utf-8", "replace"))
        # A full disk is the likeliest reason of all: a file without content takes no room on it.
        except Refused:
            with contextlib.suppress(OSError):
                os.close(os.open(self._file, os.O_CREAT | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0), PRIVATE_FILE))

    def take(self) -> str | None:
        """What was noted, empty where there was no room for the sentence; None where nothing failed. From then on nothing is noted."""
        try:
            noted = self._file.read_bytes()[:LONGEST].decode("utf-8", "replace") if self._file.is_file() else None
        except OSError:
            noted = ""
        if noted is not None:
            self.forget()
        return noted

    def forget(self) -> None:
        """Note nothing any more."""
        with contextlib.suppress(OSError):
            self._file.unlink()
