"""Tombstones in little memory: an archive of many years has a great many, and hardly any of them bears upon what is there."""

from collections.abc import Iterator

from tracker.domain.sync.records import Tombstone

# What an instant and a UUID take as text; each is of one width, and of letters of one byte.
INSTANT, ID = 32, 36
EACH = 2 * INSTANT + ID


class PackedTombstones:
    """Tombstones in the order they were added, in 100 bytes each; as objects they take four times as much."""

    def __init__(self) -> None:
        self._texts = bytearray()

    def __len__(self) -> int:
        return len(self._texts) // EACH

    def __iter__(self) -> Iterator[Tombstone]:
        for start in range(0, len(self._texts), EACH):
            text = self._texts[start : start + EACH].decode("ascii")
            yield Tombstone(text[:INSTANT], text[INSTANT : 2 * INSTANT], text[2 * INSTANT :])

    def add(self, stone: Tombstone) -> None:
        """Add one; raises ValueError for an instant or an id that is not of the width in which they are written."""
        text = "".join(stone).encode("ascii")
        if len(text) != EACH or len(stone.id) != ID or len(stone.created_at) != INSTANT:
            raise ValueError(stone.id)
        self._texts += text
