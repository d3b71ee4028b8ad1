"""The command line on a folder of its own, at a clock that stands still."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import FakeClock
from tracker.cli import run
from tracker.cli.context import StartOptions
from tracker.domain.times import Clock
from tracker.paths import Paths

WINDOW_CLOSED = 7
SHARED = ["id", "kind", "at", "day", "zone"]
KEYS = {
    "pain": [*SHARED, "pain", "worst", "least", "average", "sites", "words", "worse_with", "eased_by", "woke", "original", "note"],
    "session": [*SHARED, "session", "minutes", "before", "after", "end", "ended_at", "note"],
    "activity": [*SHARED, "activity", "minutes", "count", "effort", "note"],
    "day_note": [*SHARED, "mood", "sleep_minutes", "sleep_quality", "fluids", "flare", "stiff_minutes", "note"],
    "dose": [*SHARED, "name", "units", "ingredients", "note"],
    "function": [*SHARED, "scores", "note"],
}


@dataclass
class CommandLine:
    """Runs commands and keeps what they told."""

    folder: Path
    clock: FakeClock
    captured: pytest.CaptureFixture[str]
    wishes: list[tuple[Paths, StartOptions]] = field(default_factory=list)
    out: str = ""
    err: str = ""
    translations: Path | None = None

    def __call__(self, *arguments: str) -> int:
        """The exit code of a command."""
        self.captured.readouterr()
        code = run(["--data-dir", str(self.folder), *arguments], self.clock, self._open_window, self.translations)
        self.out, self.err = self.captured.readouterr()
        return code

    def done(self, *arguments: str) -> str:
        """What a command that is done prints; nothing on standard error."""
        assert (self(*arguments), self.err) == (0, "")
        return self.out

    def json(self, *arguments: str) -> Any:
        """What a command prints as JSON."""
        return json.loads(self.done(*arguments, "--json"))

    def refused(self, *arguments: str) -> str:
        """The one sentence of a command that is refused: exit code 1, nothing on standard output and nothing changed."""
        before = self._bytes()
        assert (self(*arguments), self.out) == (1, "")
        assert self._bytes() == before
        lines = self.err.splitlines()
        assert len(lines) == 1, self.err
        assert lines[0].endswith((".", "lists them.")), self.err
        return lines[0]

    def _bytes(self) -> dict[str, bytes]:
        return {str(file): file.read_bytes() for file in sorted(self.folder.rglob("*")) if file.is_file()}

    def _open_window(self, paths: Paths, _clock: Clock, wish: StartOptions) -> int:
        self.wishes.append((paths, wish))
        return WINDOW_CLOSED


def the_only(command: CommandLine) -> dict[str, Any]:
    """The only entry of the diary, as told in JSON."""
    (entry,) = command.json("entries")
    return dict(entry)
