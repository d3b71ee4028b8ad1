"""A command line for each test."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.command import CommandLine
from tests.fakes import FakeClock

# Makes an option of the lines that are to be given to whoever asks.
Told = Callable[..., tuple[str, str]]


@pytest.fixture
def command(tmp_path: Path, clock: FakeClock, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line of an empty diary, at 13:05 on 25 November 2026 in London."""
    line = CommandLine(tmp_path / "data", clock, capsys)
    line.done("entries")
    return line


@pytest.fixture
def told(tmp_path: Path) -> Iterator[Told]:
    """An option that gives these lines to whoever asks, from an open file."""
    opened: list[int] = []

    def tell(*lines: str) -> tuple[str, str]:
        file = tmp_path / f"lines {len(opened)}"
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        opened.append(os.open(file, os.O_RDONLY))
        return "--password-fd", str(opened[-1])

    yield tell
    for number in opened:
        os.close(number)
