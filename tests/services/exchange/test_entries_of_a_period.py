"""Exporting entries."""

from pathlib import Path

import pytest

from tests.builders import a_week_of_pain
from tracker.app import Tracker
from tracker.errors import Refused
from tracker.services.exchange.exporting import Selection


def test_the_entries_of_a_period_are_written_as_csv(tracker: Tracker, tmp_path: Path) -> None:
    for entry in a_week_of_pain("2026-11-18"):
        tracker.journal.add(entry)
    days = [entry.moment.day for entry in tracker.journal.entries()]
    assert tracker.exporting.export(tmp_path / "out.csv", Selection(days[0], days[1])) == 2
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").count("\n") == 3
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(Refused, match="is not an ordinary file"):
        tracker.exporting.export(tmp_path / "folder.csv")
