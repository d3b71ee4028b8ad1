"""Opening the diary: settings held, foreign and damaged files refused untouched, privacy of files."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.storage.diaries import NOW, a_database, a_filled_diary, all_rows, one_of_each, open_in, untouched
from tracker.errors import DiaryBusy, DiaryDamaged, DiaryFromTheFuture, DiaryUnavailable, Refused
from tracker.storage import connection
from tracker.storage.connection import APPLICATION_ID, SETTINGS, alone, refuse_unsound, writing
from tracker.storage.entries import EntryStore
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.version import TABLES, VERSION

pytestmark = pytest.mark.usefixtures("tables_made_anew")

WANTED = {
    "journal_mode": "delete",
    "synchronous": 3,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "temp_store": 2,
}


def test_an_open_diary_has_the_settings_that_keep_it_whole(tmp_path: Path) -> None:
    with closing(open_in(tmp_path)) as database:
        assert {name: database.conn.execute(f"PRAGMA {name}").fetchone()[0] for name in WANTED} == WANTED
        assert database.conn.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert database.conn.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_a_setting_that_does_not_hold_is_not_accepted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_in(tmp_path).close()
    monkeypatch.setitem(SETTINGS, "synchronous", ("OFF", 3))
    with untouched(tmp_path / "diary.sqlite3"), pytest.raises(DiaryUnavailable, match="keeps it whole"):
        open_in(tmp_path)


def test_all_tables_are_strict_and_listed(tmp_path: Path) -> None:
    with closing(open_in(tmp_path)) as database:
        ours = {name: strict for _schema, name, _type, _columns, _wr, strict in database.conn.execute("PRAGMA table_list") if name in TABLES}
        real = set(database.table_names()) - {"_sqlite_migrations"}
    assert real == TABLES
    assert all(ours.values())


def test_files_can_be_read_by_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "somewhere" / "deep"
    old = os.umask(0)
    try:
        open_in(folder).close()
    finally:
        os.umask(old)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "diary.sqlite3").stat().st_mode) == 0o600
    assert [file.name for file in folder.iterdir()] == ["diary.sqlite3"]


@pytest.mark.parametrize("name", ["with space", "50% off", "what?", "a#b", "emoji \N{SNOWMAN}", "quote'd"])
def test_the_data_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    open_in(tmp_path / name).close()
    with closing(open_in(tmp_path / name)) as database:
        EntryStore(database).put(one_of_each(), NOW)
    assert len(all_rows(tmp_path / name / "diary.sqlite3")["entries"]) == len(one_of_each())


def test_a_folder_whose_name_is_not_text_works(tmp_path: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe"))
    open_in(folder).close()
    open_in(folder).close()
    assert (folder / "diary.sqlite3").exists()


def _newer(path: Path) -> None:
    a_database(path, f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {VERSION + 1}", "CREATE TABLE entries (x)")


def _foreign(path: Path) -> None:
    a_database(path, "CREATE TABLE entries (x)", "INSERT INTO entries VALUES ('mine')")


def _text(path: Path) -> None:
    path.write_text("Dear diary, " * 20, encoding="utf-8")


def _empty(path: Path) -> None:
    path.touch()


def _cut_short(path: Path) -> None:
    path.write_bytes(a_filled_diary(path.parent).read_bytes()[:60])


def _cut_in_the_middle(path: Path) -> None:
    whole = a_filled_diary(path.parent).read_bytes()
    path.write_bytes(whole[: 4096 * 3])


def _damaged_header(path: Path) -> None:
    whole = bytearray(a_filled_diary(path.parent).read_bytes())
    whole[:16] = b"SQLite?format?3\0"
    path.write_bytes(bytes(whole))


def _first_page_zeroed(path: Path) -> None:
    whole = bytearray(a_filled_diary(path.parent).read_bytes())
    whole[100:4096] = bytes(3996)
    path.write_bytes(bytes(whole))


def _one_bit_off(offset: int, bit: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        whole = bytearray(a_filled_diary(path.parent).read_bytes())
        whole[offset] ^= bit
        path.write_bytes(bytes(whole))

    return make


def _of_another_layout(path: Path) -> None:
    whole = bytearray(a_filled_diary(path.parent).read_bytes())
    whole[47] = 9  # of the number of the schema's layout, which goes up to 4
    path.write_bytes(bytes(whole))


def _without_tables(path: Path) -> None:
    a_database(path, f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {VERSION}", "CREATE TABLE entries (x)")


@pytest.mark.parametrize(
    ("make", "error"),
    [
        (_newer, DiaryFromTheFuture),
        (_foreign, DiaryUnavailable),
        (_text, DiaryDamaged),
        (_empty, DiaryDamaged),
        (_cut_short, DiaryDamaged),
        (_cut_in_the_middle, DiaryDamaged),
        (_damaged_header, DiaryDamaged),
        (_one_bit_off(60, 0x40), DiaryDamaged),
        (_one_bit_off(63, 0x80), DiaryDamaged),
        (_one_bit_off(68, 0x80), DiaryDamaged),
        (_one_bit_off(71, 0x01), DiaryDamaged),
        (_first_page_zeroed, DiaryDamaged),
        (_of_another_layout, DiaryDamaged),
        (_without_tables, DiaryDamaged),
    ],
)
def test_a_file_that_is_no_sound_diary_of_ours_is_refused_untouched(tmp_path: Path, make: Callable[[Path], None], error: type[Exception]) -> None:
    path = tmp_path / "diary.sqlite3"
    make(path)
    with untouched(path), pytest.raises(error) as told:
        open_in(tmp_path)
    assert type(told.value) is error
    assert "\n" not in str(told.value)


def _refused_without_waiting(folder: Path) -> str:
    """What is told where the diary of a folder cannot be opened, by a thread that could wait for ever."""
    told: list[str] = []

    def try_it() -> None:
        try:
            open_in(folder)
        except DiaryUnavailable as problem:
            told.append(str(problem))

    thread = threading.Thread(target=try_it, daemon=True)
    thread.start()
    thread.join(30)
    return "".join(told)


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to("/dev/zero"), lambda path: path.symlink_to("nowhere")])
def test_what_is_no_ordinary_file_is_refused_without_waiting(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "diary.sqlite3")
    assert _refused_without_waiting(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["diary.sqlite3"]


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_ordinary_file_in_the_place_of_the_journal_is_refused_without_waiting(tmp_path: Path, make: Callable[[Path], object]) -> None:
    journal = Path(f"{a_filled_diary(tmp_path)}-journal")
    make(journal)
    assert f"{journal} is not an ordinary file" in _refused_without_waiting(tmp_path)


def test_a_missing_diary_is_never_replaced_by_an_empty_one_where_backups_are(tmp_path: Path) -> None:
    (tmp_path / "backups").mkdir()
    (tmp_path / "backups" / "diary-20261125T130500Z.sqlite3").touch()
    with pytest.raises(DiaryDamaged, match="missing"):
        open_in(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["backups"]


def test_a_data_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DiaryUnavailable, match=str(tmp_path / "file")):
        open_in(tmp_path / "file")


def test_a_letter_that_is_damaged_leaves_the_rest_readable(tmp_path: Path) -> None:
    path = a_filled_diary(tmp_path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("UPDATE entries SET note = CAST(x'61FF62' AS TEXT) WHERE kind = 'pain'")
        conn.commit()
    with closing(open_in(tmp_path)) as database:
        assert [entry.note for entry in EntryStore(database).between()][:2] == ["cold", ""]
        assert len(EntryStore(database).unreadable()) == 1


def test_an_entry_that_is_damaged_leaves_the_others_readable(tmp_path: Path) -> None:
    path = a_filled_diary(tmp_path)
    with closing(sqlite3.connect(path)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        conn.execute("UPDATE pain SET pain = 99")
        conn.execute("UPDATE entries SET day = '20#6-11-24' WHERE kind = 'activity'")
        conn.commit()
    with closing(open_in(tmp_path)) as database:
        store = EntryStore(database)
        assert len(store.unreadable()) == 2
        assert len(store.between()) == len(one_of_each()) - 1 - 2


def test_a_lock_held_by_another_program_is_told_after_the_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0.2)
    with closing(open_in(tmp_path)) as database, closing(sqlite3.connect(tmp_path / "diary.sqlite3")) as other:
        other.execute("BEGIN EXCLUSIVE")
        for change in (writing, alone, connection.standing_still):
            with pytest.raises(DiaryBusy), change(database):
                pytest.fail("nobody gets here")
        with pytest.raises(DiaryBusy):
            open_in(tmp_path)
        other.rollback()
        with writing(database), pytest.raises(DiaryBusy), writing(open_in(tmp_path)):
            pytest.fail("nobody gets here")


def test_alone_keeps_others_out_and_lets_them_in_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "WAIT_SECONDS", 0.1)
    with closing(open_in(tmp_path)) as database, closing(open_in(tmp_path)) as other:
        with alone(database), pytest.raises(sqlite3.OperationalError, match="locked"):
            other.conn.execute("SELECT count(*) FROM entries").fetchone()
        EntryStore(other).put(one_of_each(), NOW)
        assert len(EntryStore(database).between()) == len(one_of_each())


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with closing(open_in(tmp_path)) as database:
        store = EntryStore(database)

        def put_and_fail() -> None:
            with writing(database):
                store.put(one_of_each(), NOW)
                database.execute("INSERT INTO tombstones VALUES ('too short', 'a', 'b')")

        with pytest.raises(Refused):
            put_and_fail()
        assert store.between() == []
        store.put(one_of_each(), NOW)
        assert len(store.between()) == len(one_of_each())


def test_a_full_disk_is_told_and_the_diary_works_after(tmp_path: Path) -> None:
    with closing(open_in(tmp_path)) as database:
        store = EntryStore(database)
        (pages,) = database.conn.execute("PRAGMA page_count").fetchone()
        database.conn.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(DiaryUnavailable, match="disk is full"):
            store.put((entry for _number in range(200) for entry in one_of_each()), NOW)
        assert store.between() == []
        database.conn.execute("PRAGMA max_page_count = 100000")
        store.put(one_of_each(), NOW)
        assert len(store.between()) == len(one_of_each())


def test_a_name_of_which_a_letter_is_damaged_is_damage(tmp_path: Path) -> None:
    """What spoilt files found: SQLite quotes the name in its error, which then is no text."""
    file = a_filled_diary(tmp_path)
    content = file.read_bytes()
    place = content.index(b"length(created_at)") + len(b"length(")
    file.write_bytes(content[:place] + b"\xe5" + content[place + 1 :])
    with pytest.raises(DiaryDamaged):
        open_in(tmp_path)


def test_a_rule_of_a_table_of_which_a_letter_is_damaged_is_damage(tmp_path: Path) -> None:
    """Of spoilt files too: the rule calls a function that there is not, which SQLite tells as it tells wrong SQL."""
    file = a_filled_diary(tmp_path)
    content = file.read_bytes()
    assert b"length(created_at)" in content
    file.write_bytes(content.replace(b"length(created_at)", b"lgngth(created_at)"))
    with closing(open_in(tmp_path)) as database, pytest.raises(DiaryDamaged):
        refuse_unsound(database)


def test_our_own_mistakes_are_not_called_damage() -> None:
    with closing(sqlite3.connect(":memory:")) as conn, pytest.raises(sqlite3.OperationalError), errors_in_words():
        conn.execute("SELECT nonsense")
    with pytest.raises(sqlite3.ProgrammingError), errors_in_words():
        conn.execute("SELECT 1")


@pytest.mark.parametrize("sql", ["RELEASE SAVEPOINT gone", "COMMIT"])
def test_a_transaction_that_sqlite_took_back_is_told_as_the_error_of_the_disk_that_it_is(sql: str) -> None:
    """What a write that failed in a file made aside left: sqlite-utils then ends a transaction that is none any more."""
    with closing(sqlite3.connect(":memory:")) as conn, pytest.raises(DiaryUnavailable, match="The disk reported an error"), errors_in_words():
        conn.execute(sql)


def test_what_python_says_of_a_database_without_a_code_is_told_too() -> None:
    with pytest.raises(DiaryUnavailable), errors_in_words():
        raise sqlite3.OperationalError("Could not decode to UTF-8")


def test_a_trouble_of_the_disk_names_the_place(tmp_path: Path) -> None:
    with pytest.raises(DiaryUnavailable, match="/nowhere/at/all"), errors_in_words(tmp_path):
        raise FileNotFoundError(2, "No such file or directory", "/nowhere/at/all")


def test_ten_programs_at_once_make_one_diary(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.storage.diaries import *; from tests.builders import an_entry\n"
        "from tracker.storage.entries import EntryStore\n"
        "sys.stdin.readline(); database = open_in(Path(sys.argv[1])); EntryStore(database).put([an_entry()], NOW); database.close()"
    )
    assert _at_once(script, tmp_path / "new", 10) == [0] * 10
    assert len(all_rows(tmp_path / "new" / "diary.sqlite3")["entries"]) == 10
    assert [file.name for file in (tmp_path / "new").iterdir()] == ["diary.sqlite3"]


def _at_once(script: str, folder: Path, count: int) -> list[int]:
    running = [subprocess.Popen([sys.executable, "-c", script, str(folder)], stdin=subprocess.PIPE) for _number in range(count)]
    for process in running:
        assert process.stdin is not None
        process.stdin.write(b"go\n")
        process.stdin.close()
    return [process.wait(60) for process in running]
