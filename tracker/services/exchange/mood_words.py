"""The names a person gave moods in another app and how good each is: asked once, and kept in a file of the data folder."""

import json
import tomllib
from pathlib import Path

from tracker.domain.entries import range_issue
from tracker.errors import Refused
from tracker.files import atomic_write
from tracker.language import _

# The moods of those apps: 1 is the worst, 5 the best.
WORST, BEST = 1, 5
LARGEST_FILE = 100_000


class MoodWords:
    """The kept names, in small letters, with what each is worth from 1 to 5."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def all(self) -> dict[str, float]:
        """All that are kept; a file that is gone or spoiled has none, so that they are asked for again."""
        try:
            if self._file.stat().st_size > LARGEST_FILE:
                return {}
            kept = tomllib.loads(self._file.read_text(encoding="utf-8")).get("moods", {})
        except (OSError, ValueError):
            return {}
        return {word: float(worth) for word, worth in kept.items() if _is_worth(worth)} if isinstance(kept, dict) else {}

    def keep(self, words: dict[str, float]) -> None:
        """Keep these beside those there are; raises Refused for a worth outside 1 to 5, or where they cannot be written."""
        if not all(map(_is_worth, words.values())):
            raise Refused(range_issue("moods", WORST, BEST).message)
        kept = {**self.all(), **{word.strip().casefold(): float(worth) for word, worth in words.items()}}
        # The escapes of TOML are those of JSON, but for DEL, which TOML wants escaped and JSON does not.
        lines = (f"{json.dumps(word, ensure_ascii=False)} = {worth!r}".replace("\x7f", "\\u007f") for word, worth in kept.items())
        try:
            atomic_write(self._file, "\n".join(("[moods]", *lines, "")).encode())
        except OSError as problem:
            raise Refused(_("That could not be kept ({reason}). Check the data folder.").format(reason=problem.strerror)) from problem


def _is_worth(worth: object) -> bool:
    return isinstance(worth, int | float) and not isinstance(worth, bool) and WORST <= worth <= BEST
