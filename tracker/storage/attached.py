"""A finished file beside the diary, seen by the connection of the diary: SQLite alone takes over what it holds."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tracker.storage.database import Database
from tracker.storage.sqlite_errors import errors_in_words


@contextmanager
def attached(live: Database, file: Path, name: str) -> Iterator[None]:
    """Seen under a name, to be read only; outside a transaction, and nobody may write the file any more."""
    with live.held(), errors_in_words(file.parent):
        # immutable: a transaction of the diary is of that one file then. Of two files it would leave a journal that names a third one by its
        # whole path, and after a power cut, on a disk that is mounted elsewhere by then, SQLite would take half of it for the whole.
        live.conn.execute(f"ATTACH DATABASE ? AS {name}", [f"file:{quote(os.fsencode(file))}?mode=ro&immutable=1"])
        try:
            yield
        finally:
            live.conn.execute(f"DETACH DATABASE {name}")
