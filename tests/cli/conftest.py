"""A command line for each test."""

from pathlib import Path

import pytest

from tests.cli.command import CommandLine
from tests.fakes import FakeClock


@pytest.fixture
def command(tmp_path: Path, clock: FakeClock, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    """The command line of an empty diary, at 13:05 on 25 November 2026 in London."""
    line = CommandLine(tmp_path / "data", clock, capsys)
    line.done("entries")
    return line
