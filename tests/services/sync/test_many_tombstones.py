"""A diary of long years has many tombstones, and many entries: they travel, come in and are taken back a few at a time."""

import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID

import pytest

from tests.builders import an_entry
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.app import Tracker
from tracker.errors import Refused
from tracker.importers.formats import json_stream
from tracker.services.sync import merging
from tracker.storage import record_rows
from tracker.storage.connection import connect
from tracker.storage.sync import remembered, told

MANY = 12_000
# Bytes of Python's own for each tombstone, at most: it was kept in 100 once, and before in 1,500.
MOST_EACH = 20
# The same for each entry.
ENTRIES, MOST_EACH_ENTRY = 1_500, 250
AT = "2026-11-20T10:00:00.000000+00:00"
LATER = "2026-11-21T10:00:00.000000+00:00"


def _id(number: int) -> str:
    return str(UUID(int=number))


def buried(folder: Path, clock: FakeClock, count: int, at: str = AT) -> Path:
    """The backup of a diary of two entries and many tombstones."""
    with closing(opened(folder, clock)) as tracker:
        for number in (1, 2):
            tracker.journal.add(an_entry(number))
        with closing(connect(tracker.diary.paths.diary)) as database, database.conn as conn:
            conn.executemany("INSERT INTO tombstones (id, created_at, updated_at) VALUES (?, ?, ?)", ((_id(n), at, at) for n in range(count)))
        tracker.backups.back_up(folder.parent / f"{folder.name}.sqlite3")
    return folder.parent / f"{folder.name}.sqlite3"


@pytest.fixture
def tracker(tmp_path: Path, clock: FakeClock) -> Iterator[Tracker]:
    """The diary that takes it in."""
    with closing(opened(tmp_path / "here", clock)) as tracker:
        yield tracker


def _stones(tracker: Tracker) -> dict[str, str]:
    with closing(connect(tracker.diary.paths.diary, writable=False)) as database:
        return dict(database.conn.execute("SELECT id, updated_at FROM tombstones").fetchall())


def test_many_tombstones_come_in_and_go_out_in_little_memory(
    tracker: Tracker, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", 4_096)  # what is read of a file at once is not much either, but more than these
    backup = buried(tmp_path / "there", clock, MANY)
    small, other = buried(tmp_path / "small", clock, 1), buried(tmp_path / "other", clock, 2)
    # What is imported and made once is not of them: two small copies before it, the same ways.
    for deed, target in ((tracker.importing.run, None), (tracker.merging.export, tmp_path / "out.json")):
        peaks = []
        for file in (small, other, backup):
            tracemalloc.start()
            deed(target or file)
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert peaks[2] - peaks[1] < MANY * MOST_EACH, peaks
    assert len(_stones(tracker)) == MANY


def test_many_entries_come_in_and_go_again_in_little_memory(
    tracker: Tracker, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_stream, "CHUNK", 4_096)
    for module in (told, remembered, record_rows):
        monkeypatch.setattr(module, "READ_AT_ONCE", 50)
    monkeypatch.setattr(merging, "LOOKED_UP_AT_ONCE", 20)
    archives = []
    for name, count in (("small", 100), ("other", 150), ("long", ENTRIES)):
        with closing(opened(tmp_path / name, clock)) as there:
            there.diary.entries.put([an_entry(number % 11, note="x" * 200) for number in range(count)], clock.now())
            there.merging.export(tmp_path / f"{name}.json")
        archives.append(tmp_path / f"{name}.json")
    peaks = []
    for archive in archives:
        tracemalloc.start()
        result = tracker.merging.merge(archive)
        tracker.merging.undo(result.import_id or "")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert (result.read, result.added, tracker.journal.entries()) == (ENTRIES, ENTRIES, [])
    assert peaks[2] - peaks[1] < ENTRIES * MOST_EACH_ENTRY, peaks


def test_they_are_counted_kept_and_taken_back(tracker: Tracker, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "STONES_AT_ONCE", 300)
    early, late = buried(tmp_path / "early", clock, 700), buried(tmp_path / "late", clock, 900, LATER)
    first = tracker.importing.run(early)
    assert (first.read, first.added, first.already_there) == (702, 2, 700)
    assert tracker.importing.run(early).import_id is None
    second = tracker.importing.run(late)
    assert _stones(tracker) == {_id(number): LATER for number in range(900)}
    # The list of imports is of what a person knows; a tombstone is nothing they wrote.
    assert [past.entries for past in tracker.importing.imports()] == [2, 2]
    # What is earlier than here changes nothing.
    assert tracker.importing.run(early).import_id is None
    assert set(_stones(tracker).values()) == {LATER}
    tracker.importing.undo_import(second.import_id or "")
    assert _stones(tracker) == {_id(number): AT for number in range(700)}
    with closing(connect(tracker.diary.paths.diary)) as database, database.conn as conn:
        conn.execute("UPDATE tombstones SET updated_at = ? WHERE id = ?", [LATER, _id(5)])
    change = tracker.importing.undo_import(first.import_id or "")
    assert (_stones(tracker), tracker.journal.entries()) == ({_id(5): LATER}, [])
    assert change.remark == "The merge was undone. 1 record changed since then stays."


def test_one_that_stands_twice_in_an_archive_is_the_later_and_goes_with_it(tracker: Tracker, tmp_path: Path) -> None:
    stones = ",".join(f'{{"id": "{_id(7)}", "created_at": "{at}", "updated_at": "{at}"}}' for at in (AT, LATER, AT))
    archive = tmp_path / "twice.json"
    archive.write_text(f'{{"format": "recovery-tracker archive", "version": 1, "tombstones": [{stones}]}}', encoding="utf-8")
    result = tracker.importing.run(archive)
    assert (result.read, result.already_there, _stones(tracker)) == (3, 3, {_id(7): LATER})
    tracker.importing.undo_import(result.import_id or "")
    assert _stones(tracker) == {}


def test_more_than_any_diary_has_are_refused_before_they_are_read(
    tracker: Tracker, tmp_path: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = buried(tmp_path / "there", clock, 60)
    monkeypatch.setattr(merging, "MOST_RECORDS", 61)
    monkeypatch.setattr(merging.ArchiveStore, "sections", lambda _store: pytest.fail("it was read"))
    with pytest.raises(Refused, match="larger than any diary"):
        tracker.importing.run(backup)
    assert _stones(tracker) == {}
