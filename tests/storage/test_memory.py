"""What a statement reads and writes is told from its text; a result goes with any table it came from."""

from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.storage.diaries import NOW, open_in
from tracker.storage.connection import writing
from tracker.storage.database import Database
from tracker.storage.entries import EntryStore
from tracker.storage.memory import FOLLOWING, Memory, tables_written
from tracker.storage.reminders import ReminderStore
from tracker.storage.row_writes import insert
from tracker.storage.version import TABLES
from tracker.storage.visits import VisitStore


def said_by(database: Database) -> list[str]:
    """The statements from here on, without what asks for other writers."""
    said: list[str] = []
    database.conn.set_trace_callback(lambda sql: None if sql.startswith("PRAGMA") else said.append(sql))
    return said


def test_what_follows_a_row_that_goes_is_what_the_tables_say(tmp_path: Path) -> None:
    with closing(open_in(tmp_path)) as database:
        followed: dict[str, set[str]] = {}
        for table in TABLES:
            for reference in database.rows(f"PRAGMA foreign_key_list({table})"):
                if reference["on_delete"] != "NO ACTION":
                    followed.setdefault(reference["table"], set()).add(table)
    assert followed == FOLLOWING


@pytest.mark.parametrize(
    ("sql", "written"),
    [
        ("INSERT INTO pain (entry_id) VALUES (?)", {"pain"}),
        ("UPDATE drafts SET content = ?", {"drafts"}),
        ("DELETE FROM episodes WHERE id = ?", {"episodes", *FOLLOWING["episodes"]}),
        ("INSERT OR REPLACE INTO episodes VALUES (?)", {"episodes", *FOLLOWING["episodes"]}),
        ("delete from entries", {"entries", *FOLLOWING["entries"]}),
    ],
)
def test_what_a_statement_may_have_changed(sql: str, written: set[str]) -> None:
    assert tables_written(sql) == written


def test_a_write_forgets_what_came_from_its_tables_and_keeps_the_rest(tmp_path: Path) -> None:
    with closing(open_in(tmp_path)) as database:
        entries, visits, reminders = EntryStore(database), VisitStore(database), ReminderStore(database)

        def ask() -> None:
            entries.days()
            visits.questions()
            reminders.rules()

        ask()
        entries.put([an_entry()], NOW)
        said = said_by(database)
        ask()
        assert [sql for sql in said if "entry_tallies" not in sql] == []
        assert len(said) == 1


def test_what_was_written_past_the_statements_that_are_heard_forgets_all(tmp_path: Path) -> None:
    with closing(open_in(tmp_path)) as database:
        visits = VisitStore(database)
        visits.questions()
        said = said_by(database)
        database.table("drafts").insert({"form": "x", "content": "{}", "created_at": "a" * 32, "updated_at": "a" * 32})
        said.clear()
        visits.questions()
        assert [sql.split()[-1] for sql in said] == ["rowid", "tallies"]


def test_what_was_given_up_forgets_no_other_tables(tmp_path: Path) -> None:
    with closing(open_in(tmp_path)) as database:
        visits = VisitStore(database)
        visits.questions()
        row = {"content": "{}", "created_at": "a" * 32, "updated_at": "a" * 32}

        def fail_midway() -> None:
            with writing(database):
                insert(database, "drafts", {"form": "x", **row})
                raise RuntimeError

        with pytest.raises(RuntimeError):
            fail_midway()
        said = said_by(database)
        visits.questions()
        assert said == []


def test_one_result_read_within_another_makes_it_of_both_their_tables() -> None:
    memory, read = Memory(), []

    def inner() -> int:
        read.append("inner")
        memory.note("SELECT 1 FROM drafts")
        return len(read)

    def outer() -> int:
        memory.note("SELECT 1 FROM imports")
        return memory.result("inner", inner)

    assert memory.result("inner", inner) == memory.result("outer", outer) == 1
    memory.forget({"drafts"})
    assert memory.result("outer", outer) == 2


def test_what_was_written_while_it_was_read_is_not_kept_with_it() -> None:
    memory, read = Memory(), []

    def reading() -> int:
        read.append(1)
        memory.note("SELECT 1 FROM drafts")
        if len(read) == 1:
            memory.forget({"drafts"})
        return len(read)

    assert [memory.result("count", reading) for _time in range(3)] == [1, 2, 2]


def test_a_result_of_statements_that_nobody_heard_may_come_from_anywhere() -> None:
    memory, read = Memory(), []
    assert memory.result("count", lambda: read.append(1) or len(read)) == 1
    memory.forget({"drafts"})
    assert memory.result("count", lambda: read.append(1) or len(read)) == 2
