"""What is noted beside a backup: its fingerprint and counts, why it is kept, and when it was written by a clock that nobody can set."""

import contextlib
import json
import stat
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tracker.domain.backups import Why
from tracker.domain.times import BootTime, can_be_reckoned_with
from tracker.files import atomic_write

FINGERPRINT, ROWS, ENTRIES = "sha256", "rows", "entries"
CONVERTED = "sha256_converted"  # of the same backup with a password, or without the one it had
REPLACED, BEFORE = "replaced_at", "before"  # when another content took the place of what the backup holds, and what brought it
LARGEST = 100_000  # bytes
BOOT, SINCE_BOOT = "boot", "boot_seconds"


class Replaced(NamedTuple):
    """When another content took the place of what a backup holds, and why."""

    at: datetime
    why: Why

    def as_noted(self) -> dict[str, object]:
        """What is written down of it."""
        return {REPLACED: self.at.isoformat(), BEFORE: self.why.value}


def note_of(path: Path) -> Path:
    """Where the note of a backup lies."""
    return path.with_name(path.name + ".json")


def is_ordinary(path: Path) -> bool:
    """Whether a file is one of its own, and no link; reading from a pipe or a device would wait for ever. Raises OSError where it is gone."""
    return stat.S_ISREG(path.lstat().st_mode)


def read_note(path: Path) -> dict[str, object]:
    """What is noted beside a backup; nothing where it cannot be read."""
    note = note_of(path)
    try:
        noted = json.loads(note.read_text(encoding="utf-8")) if is_ordinary(note) and note.stat().st_size <= LARGEST else None
    except (OSError, ValueError, RecursionError):
        return {}
    return noted if isinstance(noted, dict) else {}


def write_note(path: Path, noted: Mapping[str, object]) -> None:
    """Replace the note of a backup; raises Refused."""
    atomic_write(note_of(path), json.dumps(noted).encode())


def fits_note(noted: Mapping[str, object], digest: str) -> bool:
    """Whether the fingerprint of a backup is one that was written down for it."""
    return any(noted.get(name) == digest for name in (FINGERPRINT, CONVERTED))  # somebody else may have written what no set holds


def boot_as_noted(boot: BootTime | None) -> dict[str, object]:
    """What is written down of the clock that nobody can set."""
    return {} if boot is None else {BOOT: boot.boot, SINCE_BOOT: boot.since.total_seconds()}


def boot_of(noted: Mapping[str, object]) -> BootTime | None:
    """When a backup was written by the clock that nobody can set; None where nothing of it is noted."""
    boot, seconds = noted.get(BOOT), noted.get(SINCE_BOOT)
    with contextlib.suppress(OverflowError, ValueError):  # more than any length, or no number at all
        if isinstance(boot, str) and isinstance(seconds, int | float):
            return BootTime(boot, timedelta(seconds=seconds))
    return None


def replaced_of(noted: Mapping[str, object]) -> Replaced | None:
    """When and by what another content took the place of what a backup holds; None where nothing of it is noted."""
    try:
        at = datetime.fromisoformat(str(noted[REPLACED])).astimezone(UTC)
    except (KeyError, ValueError, OverflowError):
        return None
    if not can_be_reckoned_with(at):
        return None
    try:
        return Replaced(at, Why(str(noted[BEFORE])))
    # Earlier versions noted no reason: what they kept was kept before a restore, or a rescue, which is one.
    except (KeyError, ValueError):
        return Replaced(at, Why.RESTORE)


def entries_of(noted: Mapping[str, object]) -> int | None:
    """How many entries a backup holds outside of the bin; None where that is not noted."""
    entries = noted.get(ENTRIES)
    return entries if isinstance(entries, int) and not isinstance(entries, bool) else None
