"""A later Apple Health export brings a day that was half over up to its full count, if nobody edited it, and can be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.app import Tracker
from tracker.domain.entries import Activity

STEPS = "HKQuantityTypeIdentifierStepCount"


def _export(folder: Path, name: str, *records: tuple[str, str, int]) -> Path:
    file = folder / name
    lines = (
        f'<Record type="{kind}" sourceName="Phone" startDate="2026-11-{day} +0000" endDate="2026-11-{day} +0000" value="{value}"/>'
        for kind, day, value in records
    )
    file.write_text("\n".join(("<HealthData>", '<Me a="b"/>', *lines, "<Workout/>", "</HealthData>")), encoding="utf-8")
    return file


MORNING = ((STEPS, "02 09:00:00", 3000), (STEPS, "01 09:00:00", 500))
EVENING = (*MORNING, (STEPS, "02 17:00:00", 6000), ("HKQuantityTypeIdentifierHeartRate", "02 17:00:00", 60))
NEXT = (*EVENING, (STEPS, "02 23:00:00", 1000), (STEPS, "03 08:00:00", 10))


@pytest.fixture
def tracker(tmp_path: Path, clock: FakeClock) -> Iterator[Tracker]:
    tracker = opened(tmp_path / "diary", clock)
    yield tracker
    tracker.close()


def _steps(tracker: Tracker) -> dict[int, float | None]:
    return {entry.moment.day.day: entry.count for entry in tracker.journal.entries() if isinstance(entry, Activity)}


def test_a_day_comes_up_to_its_full_count_and_down_again_where_that_is_undone(tracker: Tracker, tmp_path: Path, clock: FakeClock) -> None:
    morning, evening, after = (_export(tmp_path, name, *records) for name, records in (("a", MORNING), ("b", EVENING), ("c", NEXT)))
    tracker.importing.run(morning)
    assert _steps(tracker) == {1: 500, 2: 3000}
    clock.advance(minutes=60)
    dry = tracker.importing.run(evening, dry_run=True)
    assert ((dry.read, dry.added, dry.already_there, dry.raised), _steps(tracker)) == ((3, 0, 1, 1), {1: 500, 2: 3000})
    result = tracker.importing.run(evening)
    assert (result.raised, result.unread, _steps(tracker)) == (1, (("HeartRate", 1), ("Workout", 1)), {1: 500, 2: 9000})
    # Neither the same file nor the earlier one changes anything.
    for file in (evening, morning):
        again = tracker.importing.run(file)
        assert (again.added, again.raised, _steps(tracker)) == (0, 0, {1: 500, 2: 9000})
    clock.advance(minutes=60)
    assert tracker.importing.run(after).raised == 1
    assert _steps(tracker) == {1: 500, 2: 10000, 3: 10}
    # Of the two that brought it up the first is taken back, then the second: it is as it was first, and comes up again.
    first = next(past for past in tracker.importing.imports() if past.id == result.import_id)
    tracker.importing.undo_import(first.id)
    assert _steps(tracker) == {1: 500, 2: 10000, 3: 10}
    change = tracker.importing.undo_import(tracker.importing.imports()[0].id)
    assert "1 day has its former count again." in change.remark
    assert _steps(tracker) == {1: 500, 2: 3000}
    clock.advance(minutes=60)
    assert (tracker.importing.run(evening).raised, _steps(tracker)) == (1, {1: 500, 2: 9000})


def test_a_day_somebody_edited_or_deleted_stays_as_it_is(tracker: Tracker, tmp_path: Path, clock: FakeClock) -> None:
    tracker.importing.run(_export(tmp_path, "a", *MORNING))
    clock.advance(minutes=60)
    entries = {entry.moment.day.day: entry for entry in tracker.journal.entries() if isinstance(entry, Activity)}
    tracker.journal.change(replace(entries[2], count=3500, note="the phone lay at home"))
    result = tracker.importing.run(_export(tmp_path, "b", *EVENING))
    assert ((result.added, result.already_there, result.raised), _steps(tracker)) == ((0, 3, 0), {1: 500, 2: 3500})
    tracker.journal.delete([entries[2].id])
    assert (tracker.importing.run(_export(tmp_path, "c", *NEXT)).raised, _steps(tracker)) == (0, {1: 500, 3: 10})


def test_the_first_import_undone_and_done_again_lets_the_later_file_bring_it_up_again(tracker: Tracker, tmp_path: Path, clock: FakeClock) -> None:
    morning, evening = _export(tmp_path, "a", *MORNING), _export(tmp_path, "b", *EVENING)
    first = tracker.importing.run(morning)
    clock.advance(minutes=60)
    tracker.importing.run(evening)
    tracker.importing.undo_import(str(first.import_id))
    assert _steps(tracker) == {}
    clock.advance(minutes=60)
    tracker.importing.run(morning)
    tracker.importing.run(evening)
    assert _steps(tracker) == {1: 500, 2: 9000}
