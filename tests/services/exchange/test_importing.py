"""Files of others brought in once and only once, looked at before, taken back after."""

import stat
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tests.storage.diaries import all_rows, one_of_each, untouched
from tracker.app import Tracker
from tracker.changes import Touched
from tracker.domain.entries import DayNote, PainEntry
from tracker.errors import Refused
from tracker.importers.table.mapping import DayField, Mapping, Unit, mapping_of, read_mapping
from tracker.importers.table.mapping_text import mapping_text
from tracker.services.exchange.importing import ImportResult, ReadOptions
from tracker.storage.staging import Stage

FILES = Path(__file__).parent.parent.parent / "importers" / "files"
MAPPING = '[columns]\ndate = "day"\npain = "score"\nnote = "text"\n[pain]\nscale = [0, 10]\n[dates]\ntime = "20:00"\n'
OWN_MAPPING = """
columns = { date = "a \\"b\\" \\u007f", time = "t", pain = "p", medicine = "m" }
pain = { scale = [0, 4] }
dates = { format = "%d/%m/%Y", time = "08:30", zone = "Europe/Paris" }
activities = [{ column = "x", kind = "driving", unit = "hours", missing = [0, "-"] }]
day_notes = [{ column = "mood", field = "mood", scale = [0, 8], missing = [0] }]
"""
TABLE = "day,score,text\n2026-11-20,5,first\n2026-11-21,6,second\n2026-02-30,4,never\n2026-11-22,eleven,no\n2026-11-23,7,third\n2026-11-23,7,third\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "table.csv"
    file.write_text(TABLE, encoding="utf-8")
    return file


@pytest.fixture
def options() -> ReadOptions:
    return ReadOptions(mapping=mapping_of(MAPPING, "mapping.toml"))


@pytest.fixture
def other(tmp_path: Path, clock: FakeClock) -> Iterator[Tracker]:
    """Another diary, empty."""
    tracker = opened(tmp_path / "other", clock)
    yield tracker
    tracker.close()


def _pains(tracker: Tracker) -> list[float]:
    return [entry.pain for entry in tracker.journal.pain_entries()]


def _counts(result: ImportResult) -> tuple[int, int, int, int]:
    return result.read, result.added, result.already_there, result.refused_count


def test_refused_rows_are_told_and_do_not_stop_the_rest(tracker: Tracker, table: Path, options: ReadOptions) -> None:
    result = tracker.importing.run(table, options)
    assert (*_counts(result), result.touched) == (6, 4, 0, 2, Touched.DIARY)
    assert [line for line, _reason in result.refused] == [4, 5]
    assert _pains(tracker) == [5, 6, 7, 7]


def test_a_dry_run_counts_the_same_and_changes_nothing(tracker: Tracker, table: Path, options: ReadOptions) -> None:
    with untouched(tracker.diary.paths.diary):
        dry = tracker.importing.run(table, options, dry_run=True)
    wet = tracker.importing.run(table, options)
    assert (_counts(dry), dry.refused) == (_counts(wet), wet.refused)
    assert (dry.touched, dry.import_id) == (Touched.NONE, None)


def test_importing_again_adds_nothing_even_to_what_was_edited_binned_or_purged(tracker: Tracker, table: Path, options: ReadOptions) -> None:
    tracker.importing.run(table, options)
    first, second = tracker.journal.pain_entries()[:2]
    tracker.journal.change(an_entry(1, first.moment.at, id=first.id))
    tracker.journal.delete([second.id])
    tracker.diary.entries.purge(tracker.clock.now().replace(year=2030), tracker.clock.now())
    with untouched(tracker.diary.paths.diary):
        again = tracker.importing.run(table, options)
    assert (*_counts(again), again.touched) == (6, 0, 4, 2, Touched.NONE)
    assert _pains(tracker) == [1, 7, 7]


def test_the_same_rows_in_another_file_are_already_there(tracker: Tracker, table: Path, options: ReadOptions, tmp_path: Path) -> None:
    tracker.importing.run(table, options)
    longer = tmp_path / "longer.csv"
    longer.write_text("day,score,text\n2026-11-24,3,new\n" + TABLE.partition("\n")[2], encoding="utf-8")
    assert _counts(tracker.importing.run(longer, options)) == (7, 1, 4, 2)


@pytest.mark.parametrize("spoil", ["missing column", "no file", "no mapping"])
def test_a_file_refused_as_a_whole_changes_nothing(tracker: Tracker, table: Path, options: ReadOptions, spoil: str) -> None:
    if spoil == "missing column":
        table.write_text("day,text\n2026-11-20,x\n", encoding="utf-8")
    elif spoil == "no file":
        table.unlink()
    else:
        options = ReadOptions()
    with untouched(tracker.diary.paths.diary), pytest.raises(Refused):
        tracker.importing.run(table, options)


def test_an_import_that_fails_while_it_is_brought_in_keeps_nothing_of_it(
    tracker: Tracker, table: Path, options: ReadOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Stage._copy

    def fail_last(self: Stage, name: str) -> None:
        if name == "imported_rows":
            raise Refused("no more")
        copy(self, name)

    monkeypatch.setattr(Stage, "_copy", fail_last)
    before = all_rows(tracker.diary.paths.diary)
    with pytest.raises(Refused):
        tracker.importing.run(table, options)
    assert all_rows(tracker.diary.paths.diary) == before


def test_an_import_given_up_midway_changes_nothing_and_leaves_nothing_behind(tracker: Tracker, table: Path, options: ReadOptions) -> None:
    with untouched(tracker.diary.paths.diary):
        steps = tracker.importing.steps(table, options)
        progress = next(steps)
        steps.close()
    assert 0 < progress.done <= progress.total == len(TABLE)


def test_the_diary_stays_free_while_a_file_is_read(tracker: Tracker, table: Path, options: ReadOptions) -> None:
    steps = tracker.importing.steps(table, options)
    next(steps)
    tracker.journal.add(an_entry(9))
    for _progress in steps:
        pass
    assert sorted(_pains(tracker)) == [5, 6, 7, 7, 9]


def test_an_import_is_undone_in_a_later_session_and_then_can_be_done_again(
    clock: FakeClock, tmp_path: Path, table: Path, options: ReadOptions
) -> None:
    tracker = opened(tmp_path / "data", clock)
    kept = an_entry(9)
    tracker.journal.add(kept)
    tracker.importing.run(table, options)
    changed = tracker.journal.pain_entries()[0]
    clock.advance(minutes=1)
    tracker.journal.change(replace(changed, note="mine"))
    tracker.close()
    tracker = opened(tmp_path / "data", clock)
    (past,) = tracker.importing.imports()
    assert (past.format, past.entries) == ("csv", 4)
    change = tracker.importing.undo_import(past.id[:8])
    assert "4 entries deleted" in change.remark
    assert "1 of them" in change.remark
    assert (_pains(tracker), len(tracker.journal.binned()), tracker.importing.imports()) == ([9], 4, [])
    assert tracker.importing.run(table, options).added == 4
    assert sorted(_pains(tracker)) == [5, 6, 7, 7, 9]
    assert tracker.journal.binned() == []
    tracker.close()


def test_what_was_undone_and_emptied_from_the_bin_can_be_imported_again(
    tracker: Tracker, table: Path, options: ReadOptions, clock: FakeClock
) -> None:
    tracker.importing.undo_import(tracker.importing.run(table, options).import_id or "")
    tracker.diary.entries.purge(clock.now().replace(year=2030), clock.now())
    assert tracker.importing.run(table, options).added == 4
    assert len(_pains(tracker)) == 4


@pytest.mark.parametrize("start", ["", "nowhere"])
def test_an_import_that_is_not_there_is_not_undone(tracker: Tracker, table: Path, options: ReadOptions, start: str) -> None:
    tracker.importing.run(table, options)
    with untouched(tracker.diary.paths.diary), pytest.raises(Refused, match="not in the list"):
        tracker.importing.undo_import(start)


def test_our_own_table_into_an_empty_diary_gives_the_same_table_again(tracker: Tracker, other: Tracker, clock: FakeClock, tmp_path: Path) -> None:
    entries = [
        *one_of_each()[:6],
        *one_of_each()[7:],
        an_entry(3, note="=1+1"),
        an_entry(2, sites={"a=b; c": 2}, words=("'quoted", "-x"), note="@a\r\n\tb"),
    ]
    tracker.diary.entries.put(entries, clock.now())
    clock.advance(hours=3)
    first, second = tmp_path / "first.csv", tmp_path / "second.csv"
    tracker.exporting.export(first)
    result = other.importing.run(first)
    other.exporting.export(second)
    assert _counts(result) == (len(entries), len(entries), 0, 0)
    assert second.read_bytes() == first.read_bytes()
    with untouched(tracker.diary.paths.diary):
        assert _counts(tracker.importing.run(first)) == (len(entries), 0, len(entries), 0)


def test_an_archive_and_a_backup_are_merged_and_taken_back(tracker: Tracker, other: Tracker, tmp_path: Path) -> None:
    tracker.journal.add(an_entry(4))
    archive, backup = tmp_path / "diary.json", tmp_path / "kept.sqlite3"
    tracker.merging.export(archive)
    tracker.backups.back_up(backup)
    assert [other.importing.look(file).format.key for file in (archive, backup)] == ["archive", "backup"]
    assert other.importing.run(archive).added == 1
    again = other.importing.run(backup)
    assert (again.added, again.refused_count) == (0, 0)
    assert _pains(other) == [4]
    (past,) = other.importing.imports()
    other.importing.undo_import(past.id)
    assert _pains(other) == []
    assert other.importing.run(backup).added == 1
    assert _pains(other) == [4]


def test_a_look_shows_the_first_rows_and_what_they_would_become(tracker: Tracker) -> None:
    with untouched(tracker.diary.paths.diary):
        preview = tracker.importing.look(FILES / "daylio.csv")
    assert (preview.format.key, preview.needs_mapping, preview.asks_severity) == ("daylio", False, False)
    assert (preview.columns[0], preview.rows[0][0]) == ("full_date", "2026-05-20")
    assert len(preview.entries) == 5


def test_a_look_guesses_the_mapping_of_a_table_nobody_described(tracker: Tracker) -> None:
    preview = tracker.importing.look(FILES / "any.csv")
    assert preview.needs_mapping
    mapping = preview.mapping
    assert mapping is not None
    columns = mapping.columns
    assert (columns.date, columns.pain, columns.site, columns.note) == ("Datum", "Schmerz", "Ort", "Notiz")
    assert (mapping.scale, mapping.dates.format) == ((0, 100), "%d.%m.%Y")
    assert [(one.column, one.kind, one.unit) for one in mapping.activities] == [
        ("Schritte", "steps", Unit.COUNT),
        ("Autofahren Minuten", "autofahren", Unit.MINUTES),
    ]
    assert [(one.column, one.field) for one in mapping.day_notes] == [("Stimmung", DayField.MOOD)]
    pains = [entry.pain for entry in preview.entries if isinstance(entry, PainEntry)]
    assert pains == [0.35, 4]


def test_a_look_at_a_table_of_which_nothing_is_known_asks_for_a_mapping(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("this,that\n1,2\n", encoding="utf-8")
    preview = tracker.importing.look(file)
    assert (preview.needs_mapping, preview.mapping, preview.entries, preview.rows) == (True, None, (), (("1", "2"),))


def test_a_look_says_why_a_guess_will_not_do(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "unclear.csv"
    file.write_text("date,pain\n01/02/2026,2\n", encoding="utf-8")
    preview = tracker.importing.look(file)
    assert "more than one way" in preview.remark
    assert preview.mapping is not None


def test_apple_health_asks_what_a_severity_is_worth(tracker: Tracker) -> None:
    assert tracker.importing.look(FILES / "apple-health.xml").asks_severity


@pytest.mark.parametrize("name", ["real", "Meine Tabelle (2)"])
def test_a_mapping_is_kept_under_its_name(tracker: Tracker, options: ReadOptions, name: str) -> None:
    assert options.mapping is not None
    tracker.importing.mappings.keep(name, options.mapping)
    assert (tracker.importing.mappings.names(), tracker.importing.mappings.get(name)) == ([name], options.mapping)
    (file,) = (tracker.diary.paths.data / "mappings").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    tracker.importing.mappings.forget(name)
    assert tracker.importing.mappings.names() == []


@pytest.mark.parametrize("name", ["", "../out", "a/b", ".hidden", "x" * 61, "nul\0"])
def test_a_name_that_could_mean_another_place_is_refused(tracker: Tracker, options: ReadOptions, name: str) -> None:
    assert options.mapping is not None
    with pytest.raises(Refused):
        tracker.importing.mappings.keep(name, options.mapping)


def test_every_mapping_is_written_as_it_is_read() -> None:
    from tracker.library.resources import resource

    own = mapping_of(OWN_MAPPING, "own.toml")
    kept: list[Mapping] = [own, *(read_mapping(resource("importers", name)) for name in ("daylio.toml", "headi.toml"))]
    assert [mapping_of(mapping_text(mapping), "again.toml") for mapping in kept] == kept


def test_of_endless_reasons_the_first_thousand_are_kept_and_all_counted(tracker: Tracker, options: ReadOptions, tmp_path: Path) -> None:
    file = tmp_path / "bad.csv"
    file.write_text("day,score,text\n" + "2026-02-30,1,x\n" * 1_500, encoding="utf-8")
    result = tracker.importing.run(file, options)
    assert (len(result.refused), result.refused_count, result.read) == (1_000, 1_500, 1_500)


def test_rows_another_program_brought_meanwhile_are_not_doubled(tracker: Tracker, table: Path, options: ReadOptions, clock: FakeClock) -> None:
    second = opened(tracker.diary.paths.data, clock)
    steps = tracker.importing.steps(table, options)
    next(steps)
    second.importing.run(table, options)
    second.close()
    with pytest.raises(Refused):
        list(steps)
    assert len(_pains(tracker)) == 4


def test_what_another_computer_deleted_is_not_brought_back_by_the_file_it_came_from(
    tracker: Tracker, other: Tracker, table: Path, options: ReadOptions, clock: FakeClock, tmp_path: Path
) -> None:
    tracker.importing.run(table, options)
    in_bin, purged = tracker.journal.pain_entries()[:2]
    tracker.journal.delete([purged.id])
    clock.advance(days=31)
    tracker.journal.empty_old_bin()
    tracker.journal.delete([in_bin.id])
    tracker.merging.export(tmp_path / "tracker.json")
    other.importing.run(tmp_path / "tracker.json")
    with untouched(other.diary.paths.diary):
        assert _counts(other.importing.run(table, options)) == (6, 0, 4, 2)
    assert _pains(other) == [7, 7]
    (past,) = tracker.importing.imports()
    tracker.importing.undo_import(past.id)
    assert _counts(tracker.importing.run(table, options)) == (6, 4, 0, 2)
    assert _pains(tracker) == [5, 6, 7, 7]
    with untouched(tracker.diary.paths.diary):
        assert tracker.importing.run(table, options).added == 0


def test_what_was_brought_back_after_its_import_was_undone_and_deleted_then_stays_deleted(
    tracker: Tracker, table: Path, options: ReadOptions, clock: FakeClock
) -> None:
    tracker.importing.undo_import(tracker.importing.run(table, options).import_id or "")
    (brought_back, _gone_at) = tracker.diary.entries.binned()[0]
    tracker.journal.bring_back(brought_back.id)
    clock.advance(minutes=1)
    tracker.journal.delete([brought_back.id])
    assert _counts(tracker.importing.run(table, options)) == (6, 3, 1, 2)
    assert brought_back.id not in {entry.id for entry in tracker.journal.entries()}


def test_a_mood_is_asked_for_once_and_known_in_every_later_file(tracker: Tracker, tmp_path: Path) -> None:
    file = tmp_path / "daylio.csv"
    file.write_text("full_date,date,weekday,time,mood,activities\n2026-11-20,November 20,Friday,9:00,Ecstatic,\n", encoding="utf-8")
    assert tracker.importing.look(file).unknown_moods == ("ecstatic",)
    assert tracker.importing.look(file, ReadOptions(moods={"ecstatic": 4})).unknown_moods == ()
    tracker.importing.moods.keep({"Ecstatic ": 4})
    preview = tracker.importing.look(file)
    assert (preview.unknown_moods, [entry.mood for entry in preview.entries if isinstance(entry, DayNote)]) == ((), [7.5])
    with pytest.raises(Refused, match="1 to 5"):
        tracker.importing.moods.keep({"low": 6})
    assert tracker.importing.moods.all() == {"ecstatic": 4}
