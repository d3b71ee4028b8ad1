"""The file of the log: for its owner alone, and turned over before it grows large."""

import contextlib
import logging
import os
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path

from tracker.files import PRIVATE_FILE

# With KEPT it takes 1.5 MB at most: a fault that repeats must not fill the disk the diary is saved to.
BIGGEST = 500_000  # bytes
KEPT = 2  # older files


class PrivateFile(RotatingFileHandler):
    """Keeps the last lines: what is written over stays small."""

    def __init__(self, file: Path) -> None:
        super().__init__(file, maxBytes=BIGGEST, backupCount=KEPT, encoding="utf-8", delay=True, errors="backslashreplace")
        self.setLevel(logging.WARNING)

    def handleError(self, record: logging.LogRecord) -> None:
        """Stay silent: a full disk is told to the person where it matters to them."""

    def _open(self) -> TextIOWrapper:
        file = open(self.baseFilename, "a", encoding=self.encoding, errors=self.errors, opener=_private_opener)  # noqa: SIM115 - the handler closes it
        with contextlib.suppress(OSError):
            # The opener's mode counts for a new file alone; one from before, or copied here, may be open to others.
            os.chmod(self.baseFilename, PRIVATE_FILE)  # noqa: PTH101 - the handler knows the name as text
        return file


def _private_opener(name: str, flags: int) -> int:
    return os.open(name, flags, PRIVATE_FILE)
