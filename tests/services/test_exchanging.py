"""Importing tables once and only once, and exporting them."""

from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.storage.diaries import all_rows, untouched, without_stamps
from tracker.app import Tracker
from tracker.changes import Changes
from tracker.domain.entries import PainEntry
from tracker.errors import Refused

MAPPING = '[columns]\ndate = "day"\npain = "score"\nnote = "text"\n[pain]\nscale = [0, 10]\n[dates]\ntime = "20:00"\n'
TABLE = "day,score,text\n2026-11-20,5,first\n2026-11-21,6,second\n2026-02-30,4,never\n2026-11-22,eleven,no\n2026-11-23,7,third\n2026-11-23,7,third\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    table, mapping = tmp_path / "table.csv", tmp_path / "mapping.toml"
    table.write_text(TABLE, encoding="utf-8")
    mapping.write_text(MAPPING, encoding="utf-8")
    return table, mapping


def _pains(tracker: Tracker) -> list[float]:
    return [entry.pain for entry in tracker.journal.pain_entries()]


def test_refused_rows_are_told_and_do_not_stop_the_rest(tracker: Tracker, files: tuple[Path, Path]) -> None:
    result = tracker.exchanging.import_table(*files)
    assert (result.read, result.added, result.already_there, result.changes) == (6, 4, 0, Changes.ENTRIES)
    assert [line for line, _reason in result.refused] == [4, 5]
    assert _pains(tracker) == [5, 6, 7, 7]


def test_a_dry_run_counts_the_same_and_changes_nothing(tracker: Tracker, files: tuple[Path, Path]) -> None:
    with untouched(tracker.diary.paths.diary):
        dry = tracker.exchanging.import_table(*files, dry_run=True)
    wet = tracker.exchanging.import_table(*files)
    assert (dry.read, dry.added, dry.already_there, dry.refused) == (wet.read, wet.added, wet.already_there, wet.refused)
    assert dry.changes == Changes.NONE


def test_importing_again_adds_nothing_even_to_what_was_edited_binned_or_purged(tracker: Tracker, files: tuple[Path, Path]) -> None:
    tracker.exchanging.import_table(*files)
    first, second = tracker.journal.pain_entries()[:2]
    tracker.journal.change(an_entry(1, first.moment.at, id=first.id))
    tracker.journal.delete([second.id])
    tracker.diary.entries.purge(tracker.clock.now().replace(year=2030), tracker.clock.now())
    with untouched(tracker.diary.paths.diary):
        again = tracker.exchanging.import_table(*files)
    assert (again.read, again.added, again.already_there, again.changes) == (6, 0, 4, Changes.NONE)
    assert _pains(tracker) == [1, 7, 7]


def test_the_same_rows_in_another_file_are_already_there(tracker: Tracker, files: tuple[Path, Path], tmp_path: Path) -> None:
    tracker.exchanging.import_table(*files)
    longer = tmp_path / "longer.csv"
    longer.write_text("day,score,text\n2026-11-24,3,new\n" + TABLE.partition("\n")[2], encoding="utf-8")
    result = tracker.exchanging.import_table(longer, files[1])
    assert (result.added, result.already_there) == (1, 4)


@pytest.mark.parametrize("spoil", ["missing column", "no file", "bad mapping"])
def test_a_file_refused_as_a_whole_changes_nothing(tracker: Tracker, files: tuple[Path, Path], spoil: str) -> None:
    table, mapping = files
    if spoil == "missing column":
        table.write_text("day,text\n2026-11-20,x\n", encoding="utf-8")
    elif spoil == "no file":
        table.unlink()
    else:
        mapping.write_text("[columns]\n", encoding="utf-8")
    with untouched(tracker.diary.paths.diary), pytest.raises(Refused):
        tracker.exchanging.import_table(table, mapping)


def test_an_import_that_fails_midway_keeps_nothing_of_it(tracker: Tracker, files: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    put, calls = tracker.diary.entries.put, iter(range(2))

    def fail_third(entries: tuple[PainEntry, ...], now: object) -> None:
        if next(calls, None) is None:
            raise Refused("no more")
        put(entries, now)  # type: ignore[arg-type]

    monkeypatch.setattr(type(tracker.diary.entries), "put", lambda _self, entries, now: fail_third(entries, now))
    before = all_rows(tracker.diary.paths.diary)
    with pytest.raises(Refused):
        tracker.exchanging.import_table(*files)
    assert all_rows(tracker.diary.paths.diary) == before


def test_the_entries_of_a_period_are_written_as_csv(tracker: Tracker, files: tuple[Path, Path], tmp_path: Path) -> None:
    tracker.exchanging.import_table(*files)
    days = [without_stamps(entry)["moment"].day for entry in tracker.journal.entries()]  # type: ignore[attr-defined]
    assert tracker.exchanging.export_csv(tmp_path / "out.csv", days[0], days[1]) == 2
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").count("\n") == 3
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(Refused, match="is a folder"):
        tracker.exchanging.export_csv(tmp_path / "folder.csv")
