"""Diaries of older versions open with everything they hold, and never over what others write meanwhile."""
# ruff: noqa: S608 - made-up diaries are filled with text of our own

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from sqlite_utils import Database

from tests.storage.diaries import a_filled_diary, all_rows, as_later, open_in, without_stamps
from tracker.domain.entries import DayNote, PainEntry
from tracker.errors import DiaryDamaged
from tracker.library.plans import default_plan
from tracker.storage import database as diary_database
from tracker.storage.connection import APPLICATION_ID
from tracker.storage.damage import damage_of
from tracker.storage.drafts import DraftStore
from tracker.storage.entries import EntryStore
from tracker.storage.episodes import EpisodeStore
from tracker.storage.migrations import STEPS, migrate
from tracker.storage.shown_notices import HELP, OccasionStore
from tracker.storage.version import MIGRATIONS_TABLE, SEALED_SINCE, TABLES, VERSION
from tracker.storage.visits import VisitStore

pytestmark = pytest.mark.usefixtures("tables_made_anew")

RELEASES = sorted((Path(__file__).parent / "releases").glob("*.sqlite3"))
AT = "2026-11-24T08:00:00.000000+00:00"
MOMENT = f"'{AT}', 0, 'Europe/London', '2026-11-24'"
STAMPS = f"'{AT}', '{AT}'"
ID, OTHER, THIRD, FOURTH, FIFTH = (letter * 36 for letter in "abcde")
PLAN = json.dumps(default_plan().as_data()).replace("'", "''")
PAIN = "entry_id, pain, worst, least, average, original_value, original_least, original_most"
DAY_NOTE = "entry_id, mood, sleep_minutes, sleep_quality, fluids, flare"
RAISED = "id, kind, due_at, answer, answered_at, created_at, updated_at"
ROWS = {
    1: (
        f"INSERT INTO entries VALUES ('{ID}', 'pain', {MOMENT}, 'a note', {STAMPS}, NULL)",
        f"INSERT INTO entries VALUES ('{OTHER}', 'day_note', {MOMENT}, 'binned', {STAMPS}, '{AT}')",
        f"INSERT INTO tombstones VALUES ('{THIRD}', {STAMPS})",
    ),
    2: (
        f"INSERT INTO pain ({PAIN}) VALUES ('{ID}', 6.5, 8, 2, 5, 65, 0, 100)",
        f"INSERT INTO pain_sites VALUES ('{ID}', 0, 'neck', 6.5)",
        f"INSERT INTO pain_words VALUES ('{ID}', 'words', 0, 'dull')",
    ),
    3: (
        f"INSERT INTO day_notes ({DAY_NOTE}) VALUES ('{OTHER}', 4, 400, 5, 3, 1)",
        f"INSERT INTO entries VALUES ('{THIRD}', 'session', {MOMENT}, '', {STAMPS}, NULL)",
        f"INSERT INTO sessions VALUES ('{THIRD}', 'ice', 1200, '{AT}', 'button', 7, 5)",
    ),
    4: (
        f"INSERT INTO episodes VALUES ('{ID}', {MOMENT}, NULL, NULL, NULL, NULL, 'lifting', {STAMPS})",
        f"INSERT INTO episode_sites VALUES ('{ID}', 0, 'neck')",
        f"INSERT INTO phase_events VALUES ('{OTHER}', '{ID}', {MOMENT}, 'ticks', 1, NULL, '', {STAMPS})",
        f"INSERT INTO plan_versions VALUES ('{ID}', '{AT}', '{PLAN}', {STAMPS})",
    ),
    5: (
        f"INSERT INTO notices_shown VALUES ('{ID}', 'help', NULL, {MOMENT}, {STAMPS})",
        f"INSERT INTO reminders_raised ({RAISED}) VALUES ('{ID}', 'ice', '{AT}', 'later', '{AT}', {STAMPS})",
        f"INSERT INTO imports VALUES ('{ID}', 'csv', {STAMPS})",
        f"INSERT INTO imported_rows VALUES ('{'f' * 64}', '{ID}')",
        f"INSERT INTO imported_entries VALUES ('{ID}', '{ID}')",
    ),
    6: (
        "UPDATE pain SET woke = 1",
        f"INSERT INTO entries VALUES ('{FOURTH}', 'dose', {MOMENT}, '', {STAMPS}, NULL)",
        f"INSERT INTO doses VALUES ('{FOURTH}', 'Panadol', 2)",
        f"INSERT INTO dose_ingredients VALUES ('{FOURTH}', 0, 'paracetamol', 1000, 'analgesic')",
        f"INSERT INTO entries VALUES ('{FIFTH}', 'function', {MOMENT}, '', {STAMPS}, NULL)",
        f"INSERT INTO function_scores VALUES ('{FIFTH}', 0, 'put on socks', 4)",
        f"INSERT INTO medicines VALUES ('{ID}', 'Panadol', '{{}}', {STAMPS})",
        f"INSERT INTO medicine_limits VALUES ('{ID}', 'paracetamol', 4, 3000, 4, {STAMPS})",
        f"INSERT INTO function_activities VALUES ('{ID}', 0, 'put on socks', {STAMPS})",
        f"INSERT INTO questions VALUES ('{ID}', 'May I swim?', '{AT}', {STAMPS})",
        f"INSERT INTO appointments VALUES ('{ID}', {MOMENT}, 'the physio', 'bring the report', {STAMPS})",
        f"INSERT INTO drafts VALUES ('pain', '{{}}', {STAMPS})",
    ),
    7: (
        f"INSERT INTO reminder_rules VALUES ('{ID}', 'own', '{{}}', {STAMPS})",
        f"INSERT INTO reminder_watch VALUES ('pause', '{AT}', '{AT}', NULL, {STAMPS})",
        "UPDATE reminders_raised SET how = 'late', about = '', round = 0",
    ),
    8: (
        f"INSERT INTO conflicts VALUES ('{ID}', 'questions', '{ID}', '{{}}', {STAMPS})",
        f"INSERT INTO set_aside VALUES ('{ID}', 'episodes', '{{}}', {STAMPS})",
        f"INSERT INTO merged_records VALUES ('{ID}', 'questions', '{ID}', '[]', '{'f' * 64}', '{AT}')",
        f"INSERT INTO undone_entries VALUES ('{ID}')",
    ),
    9: (f"INSERT INTO dose_ingredients VALUES ('{FOURTH}', 1, 'codeine', 16, 'opioid')",),
    10: (f"INSERT INTO session_elapsed VALUES ('{THIRD}', 300.5, 300.5, 'a start of the computer', 86400.25, {STAMPS})",),
    11: ("UPDATE day_notes SET stiff_minutes = 45",),
    12: ("UPDATE sessions SET ended_at = NULL, ended_by = NULL",),
    13: (f"INSERT INTO brought_up VALUES ('{ID}', '{ID}', '{'f' * 64}', 3000, '{AT}')",),
    14: (),
}
# Filled in once all steps are done.
TALLIES = {"tallies", "entry_tallies", "passing_tallies"}


def an_old_diary(folder: Path, version: int) -> Path:
    """A diary as a version had it, with rows in every table it knew."""
    folder.mkdir(exist_ok=True)
    path = folder / "diary.sqlite3"
    with closing(Database(str(path))) as database:
        database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(database, min(version, SEALED_SINCE - 1))
        for number in range(1, version + 1):
            for row in ROWS[number]:
                database.conn.execute(row)
        database.conn.commit()
        if version >= SEALED_SINCE:
            diary_database.Database(database.conn).migrate(version)
    return path


def test_all_steps_are_one_transaction_so_that_the_disk_is_waited_for_once() -> None:
    with closing(Database(memory=True)) as database:
        said: list[str] = []
        database.conn.set_trace_callback(said.append)
        migrate(database)
        assert [statement for statement in said if statement.startswith(("BEGIN", "COMMIT"))] == ["BEGIN", "COMMIT"]
        assert database.conn.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_the_table_of_the_steps_is_known_by_name() -> None:
    assert STEPS.migrations_table == MIGRATIONS_TABLE


def test_there_is_a_case_for_every_version() -> None:
    assert sorted(ROWS) == list(range(1, VERSION + 1))
    filled = {statement.split()[2] for rows in ROWS.values() for statement in rows if statement.startswith("INSERT")}
    assert filled == TABLES - {"activities"} - TALLIES


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_a_diary_of_every_older_version_opens_with_everything_in_it(tmp_path: Path, version: int) -> None:
    path = an_old_diary(tmp_path, version)
    before = all_rows(path)
    open_in(tmp_path).close()
    after = all_rows(path)
    assert {name: after[name] for name in before} == as_later(before, after)
    assert set(after) == TABLES
    assert [file.name for file in tmp_path.iterdir()] == ["diary.sqlite3"]
    with closing(sqlite3.connect(path)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert conn.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)


def test_what_cannot_be_read_in_an_old_diary_gets_no_checksum_and_is_told(tmp_path: Path) -> None:
    path = an_old_diary(tmp_path, SEALED_SINCE - 1)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("UPDATE entries SET day = '20#6-11-24' WHERE kind = 'dose'")
        conn.execute("UPDATE phase_events SET at = 'x' || substr(at, 2)")
        conn.commit()
    with closing(open_in(tmp_path)) as database:
        found = {part.part: (part.count, part.ids) for part in damage_of(database)}
        assert (found["entries"], found.keys()) == ((1, (FOURTH,)), {"entries", "phase_events", "medicines", "reminder_rules"})
        assert database.rows("SELECT id FROM entries WHERE checksum IS NULL") == [{"id": FOURTH}]


def test_the_tables_of_an_upgraded_diary_are_those_of_a_new_one(tmp_path: Path) -> None:
    an_old_diary(tmp_path / "old", 1)
    schemas = []
    for folder in (tmp_path / "old", tmp_path / "new"):
        open_in(folder).close()
        with closing(sqlite3.connect(folder / "diary.sqlite3")) as conn:
            schemas.append(sorted(conn.execute("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE '%sqlite%'").fetchall()))
    assert schemas[0] == schemas[1]


def test_the_tables_that_other_tests_begin_with_are_those_of_a_new_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_in(tmp_path / "new").close()
    monkeypatch.undo()  # from here on the tables are copied
    open_in(tmp_path / "copied").close()
    held = []
    for folder in (tmp_path / "new", tmp_path / "copied"):
        with closing(sqlite3.connect(folder / "diary.sqlite3")) as conn:
            steps = conn.execute("SELECT migration_set, name FROM _sqlite_migrations ORDER BY id").fetchall()
            tables = conn.execute("SELECT type, name, sql FROM sqlite_schema ORDER BY rowid").fetchall()
            settings = [conn.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version", "page_size", "auto_vacuum")]
            held.append((steps, tables, settings))
    assert held[0] == held[1]


def test_what_another_program_writes_during_a_migration_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = an_old_diary(tmp_path, 3)
    tombstones = iter(["f" * 36, "0" * 36])

    def migrate_slowly(aside: diary_database.Database) -> None:
        migrate(aside.writer)
        if id_ := next(tombstones, None):
            with closing(sqlite3.connect(path)) as other:
                other.execute(f"INSERT INTO tombstones VALUES ('{id_}', {STAMPS})")
                other.commit()

    monkeypatch.setattr(diary_database.Database, "migrate", migrate_slowly)
    open_in(tmp_path).close()
    assert {row[0] for row in all_rows(path)["tombstones"]} == {THIRD, "f" * 36, "0" * 36}
    assert set(all_rows(path)) == TABLES


def test_ten_programs_at_once_bring_a_diary_up_to_date_and_lose_nothing(tmp_path: Path) -> None:
    path = an_old_diary(tmp_path, 2)
    script = (
        "import sys; from pathlib import Path; from tests.storage.diaries import *; from tests.builders import an_entry\n"
        "from tracker.storage.entries import EntryStore\n"
        "sys.stdin.readline(); database = open_in(Path(sys.argv[1])); EntryStore(database).put([an_entry()], NOW); database.close()"
    )
    running = [subprocess.Popen([sys.executable, "-c", script, str(tmp_path)], stdin=subprocess.PIPE) for _number in range(10)]
    for process in running:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.close()
    assert [process.wait(60) for process in running] == [0] * 10
    assert len(all_rows(path)["entries"]) == 2 + 10
    assert [file.name for file in tmp_path.iterdir()] == ["diary.sqlite3"]


def test_a_migration_that_fails_leaves_the_old_diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = an_old_diary(tmp_path, 2)
    before = path.read_bytes()

    def fail(aside: diary_database.Database) -> None:
        migrate(aside.writer)
        raise RuntimeError

    monkeypatch.setattr(diary_database.Database, "migrate", fail)
    with pytest.raises(RuntimeError):
        open_in(tmp_path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["diary.sqlite3"]


def test_tables_that_are_not_those_of_the_version_the_file_has_are_called_damage(tmp_path: Path) -> None:
    """What spoilt files found: where the register of the steps was gone, they stumbled over tables that are there already."""
    database = a_filled_diary(tmp_path)
    with closing(sqlite3.connect(database)) as conn:
        conn.execute(f"DROP TABLE {MIGRATIONS_TABLE}")
        conn.execute("PRAGMA user_version = 5")
    before = database.read_bytes()
    with pytest.raises(DiaryDamaged, match="damaged"):
        open_in(tmp_path)
    assert database.read_bytes() == before


@pytest.mark.parametrize("version", [0, 1, 6, 10, 12, 13, -1])
def test_a_header_that_names_an_older_version_than_its_tables_is_put_right_and_nothing_else(tmp_path: Path, version: int) -> None:
    database = a_filled_diary(tmp_path)
    before = all_rows(database)
    with closing(sqlite3.connect(database)) as conn:
        conn.execute(f"PRAGMA user_version = {version}")
    with closing(open_in(tmp_path)) as diary:
        assert EntryStore(diary).unreadable() == []
        assert diary.conn.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert all_rows(database) == before


def test_a_half_done_migration_that_a_kill_left_is_taken_back_and_done_again(tmp_path: Path) -> None:
    """The header on the disk says "new" while the journal beside it still holds the old state."""
    path = an_old_diary(tmp_path, 2)
    old = all_rows(path)
    new = tmp_path / "new"
    new.mkdir()
    shutil.copy(path, new / "diary.sqlite3")
    open_in(new).close()
    script = f"""
import os, sqlite3
new, live = sqlite3.connect({str(new / "diary.sqlite3")!r}), sqlite3.connect({str(path)!r})
live.execute("PRAGMA cache_size = 1")
new.backup(live, pages=3, progress=lambda status, left, total: left < total / 2 and os._exit(9))
"""
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 9
    assert (tmp_path / "diary.sqlite3-journal").stat().st_size > 0
    open_in(tmp_path).close()
    after = all_rows(path)
    assert {name: after[name] for name in old} == as_later(old, after)
    assert set(after) == TABLES


class Holding(dict[str, object]):
    """Equal to fields that hold all of these, whatever a later version added."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> bool:
        plain = json.loads(json.dumps(_plain(other), default=str))
        return bool({name: plain[name] for name in self} == dict(self))


def _plain(value: object) -> object:
    """Named tuples in words, wherever they are held, as what was kept of the release has them."""
    if isinstance(value, tuple) and hasattr(value, "_asdict"):
        return str(value)
    if isinstance(value, dict):
        return {name: _plain(held) for name, held in value.items()}
    return [_plain(held) for held in value] if isinstance(value, list | tuple) else value


def test_the_diary_of_the_first_release_is_the_one_of_version_5() -> None:
    with closing(sqlite3.connect(f"file:{RELEASES[0]}?mode=ro&immutable=1", uri=True)) as conn:
        assert conn.execute("PRAGMA user_version").fetchone() == (5,)


def test_there_is_a_diary_of_every_release() -> None:
    assert [path.stem for path in RELEASES] == ["0.1.0"]


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.stem)
def test_the_diary_of_a_release_opens_with_counts_and_contents_equal(tmp_path: Path, release: Path) -> None:
    shutil.copy(release, tmp_path / "diary.sqlite3")
    held = json.loads(release.with_suffix(".json").read_text(encoding="utf-8"))
    with closing(open_in(tmp_path)) as database:
        store, episodes = EntryStore(database), EpisodeStore(database)
        assert [without_stamps(entry) for entry in store.between()] == [Holding(entry) for entry in held["entries"]]
        assert [entry.id for entry, _at in store.binned()] == held["binned"]
        assert store.unreadable() == []
        assert [asdict(episode) for episode in episodes.all()] == [Holding(episode) for episode in held["episodes"]]
        assert [version.protocol.name for version in episodes.plan_versions()] == held["plans"]
        assert str(OccasionStore(database).last_shown(HELP)) == held["help_shown"]
        assert {entry.woke for entry in store.between() if isinstance(entry, PainEntry)} == {None}
        assert {entry.stiff_minutes for entry in store.between() if isinstance(entry, DayNote)} == {None}
        visits = VisitStore(database)
        assert (visits.questions(), visits.appointments(), visits.activities(), DraftStore(database).kept("pain")) == ([], [], [], None)
        assert database.conn.execute("PRAGMA user_version").fetchone() == (VERSION,)
    rows = all_rows(tmp_path / "diary.sqlite3")
    assert {name: len(rows[name]) for name in held["rows"]} == held["rows"]
    assert {name for name, table in rows.items() if table} - TALLIES == {name for name, count in held["rows"].items() if count}
