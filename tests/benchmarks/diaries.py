"""The diaries that are measured on: of 1, 10 and 100 years, an empty one, and a table of 100,000 rows to be brought in."""

import csv
from collections.abc import Iterable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from tests.benchmarks.files import ROWS, TABLE
from tests.builders import a_moment, years_of_entries
from tests.fakes import FakeClock
from tracker.app import open_tracker
from tracker.paths import Paths


def fill(home: Path, years: Iterable[int]) -> None:
    """Make the diaries of so many years, each in a folder called by them, and the table where an empty diary is asked for."""
    for count in sorted(years):
        clock = FakeClock.at()
        with closing(open_tracker(Paths(home / f"{count} years"), clock)) as tracker:
            if count:
                tracker.planner.start_episode(a_moment("2026-11-24T14:10"))
                tracker.diary.entries.put(years_of_entries(count), clock.now())
            else:
                _write_table(home / TABLE)


def _write_table(file: Path) -> None:
    chance, at = Random(1), datetime(2004, 1, 1, 8, tzinfo=UTC)
    with file.open("w", encoding="utf-8", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(["kind", "id", "at", "day", "local", "zone", "pain", "sites", "note"])
        for number in range(ROWS):
            at += timedelta(minutes=115 + chance.randrange(5))
            pain, wall = chance.randrange(11), at.replace(tzinfo=None).isoformat()
            id_ = UUID(int=chance.getrandbits(128), version=4)
            writer.writerow(["pain", id_, at.isoformat(), at.date().isoformat(), wall, "UTC", pain, f"neck={pain}", f"note {number}"])
