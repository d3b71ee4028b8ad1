"""Damage of every kind to a diary, by seed: what the app gives of it afterwards is what was written, or it tells that it is not.

`tried(pristine, seed, folder)` may be called with any number of seeds; `with_a_key` makes of a pristine diary one with a password.
"""
# ruff: noqa: S608 - made-up diaries are filled with text of our own

import json
import shutil
import sqlite3
import struct
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest import mock

from tests.builders import a_dose, a_moment, an_activity, an_entry, an_episode, an_event
from tests.fakes import FakeClock
from tests.storage.diaries import a_filled_diary
from tracker.app import Tracker, open_tracker
from tracker.domain.entries import Amount, Entry
from tracker.domain.medicines import Medicine
from tracker.domain.reminders.facts import How, Raised
from tracker.domain.reminders.quiet_hours import Pause
from tracker.domain.reminders.rules import ReminderKind, Rule
from tracker.domain.sessions import Elapsed
from tracker.domain.times import BootTime
from tracker.errors import TrackerError
from tracker.paths import Paths
from tracker.storage.checksums import RECORDS
from tracker.storage.connection import key_of, open_file, unlock
from tracker.storage.database import Key
from tracker.storage.version import MIGRATIONS_TABLE

LOOKED_AT_LATER = {"raised", "draft", "elapsed", "pause"}
PAGE = 4096  # bytes, with a password and without
KEY = Key(b"\1" * 8, b"\2" * 32)
HEADER = 100  # what says that a file is a diary, and of which version, is looked at before anything else


class End(StrEnum):
    """What came of damage."""

    UNCHANGED = "what was written is given"
    TOLD = "something is left out, and that is told"
    REFUSED = "the diary is not opened, or not read, with a sentence"
    SILENT = "something else is given, and nothing told"
    CRASHED = "an exception that is no sentence"


class Trial(NamedTuple):
    """One seed: what was done, what came of it, and what was told or raised."""

    seed: int
    deed: str
    end: End
    told: str = ""


def a_diary_to_damage(folder: Path) -> Path:
    """A diary with rows in every table that a reading shows, some weeks long, the same at each run to the last byte; its file."""
    chance = Random(18)
    with mock.patch("os.urandom", chance.randbytes):  # where the ids come from
        file = _filled(folder)
    with closing(sqlite3.connect(file)) as conn:
        conn.execute(f"UPDATE {MIGRATIONS_TABLE} SET applied_at = '2026-11-25'")  # by the computer's clock
        conn.commit()
    return file


def _filled(folder: Path) -> Path:
    file = a_filled_diary(folder)
    clock = FakeClock.at()
    clock.advance(days=2)
    with closing(open_tracker(Paths(folder), clock)) as tracker:
        diary, now = tracker.diary, clock.now()
        days = [now - timedelta(days=number) for number in range(40)]
        diary.entries.put([an_entry(number % 11, at, sites=("neck",), words=("dull",), note=f"day {number}") for number, at in enumerate(days)], now)
        diary.entries.put(_others(days), now)
        diary.episodes.put(an_episode(now - timedelta(hours=20), events=[an_event("heat", now - timedelta(hours=3), reason="it is better")]), now)
        tracker.medicines.add_own(Medicine(name="Mix", amounts=(Amount("ginger", 100),)))
        tracker.medicines.lower_limit("paracetamol", mg=2500)
        tracker.reminders.add(Rule(kind=ReminderKind.OWN, times=(a_moment().local.time(),), text="stretch a little"))
        raised = [
            Raised(rule_id="e" * 36, kind="pain", due_at=at, first_due_at=at, raised_at=at, how=How.RAISED, about="", text="How is it?")
            for at in days
        ]
        diary.reminders.raise_once(raised)
        diary.watch.set_pause(Pause(now, now + timedelta(hours=2)), now)
        diary.watch.watched_since("Europe/London", now)
        running = next(session.id for session in diary.entries.running_sessions())
        diary.elapsed.put(running, Elapsed(timedelta(minutes=5), timedelta(minutes=5), BootTime("a start", timedelta(hours=1))), now)
    return file


def _others(days: list[datetime]) -> list[Entry]:
    # No two of one instant: which of them comes first is told by nothing that was written.
    walks = [an_activity("walking", at - timedelta(hours=1)) for at in days[::3]]
    return [*walks, *(a_dose("Panadol", at - timedelta(hours=2)) for at in days[::7])]


def content_of(tracker: Tracker) -> dict[str, object]:
    """All that a diary gives to whoever asks for it."""
    diary = tracker.diary
    asked: dict[str, Callable[[], object]] = {
        "entries": lambda: [asdict(entry) for entry in diary.entries.between()],
        "a week": lambda: [entry.id for entry in diary.entries.between(tracker.journal.now().day - timedelta(days=7), tracker.journal.now().day)],
        "lately": lambda: [entry.id for entry in diary.entries.since(tracker.clock.now() - timedelta(days=3))],
        "bin": lambda: [(entry.id, at) for entry, at in diary.entries.binned()],
        "days": diary.entries.days,
        "running": lambda: [session.id for session in diary.entries.running_sessions()],
        "last pain": tracker.journal.latest_pain,
        "episodes": tracker.planner.episodes,
        "plans": diary.episodes.plan_versions,
        "phase": lambda: tracker.planner.state(tracker.clock.now()),
        "courses": tracker.planner.courses,
        "medicines": diary.medicines.own,
        "limits": diary.medicines.limits,
        "questions": diary.visits.questions,
        "appointments": diary.visits.appointments,
        "activities": diary.visits.activities,
        "rules": diary.reminders.rules,
        "raised": diary.reminders.raised_ever,
        "pause": diary.watch.pause,
        "arranged": diary.reminders.arranged_at,
        "help": tracker.planner.help_last_shown,
        "imports": diary.imports.past,
        "draft": lambda: diary.drafts.kept("pain"),
        "elapsed": diary.elapsed.all,
        "status": lambda: _status(tracker),
        "archive": lambda: [(name, list(records)) for name, records in diary.archive.sections()],
    }
    return {name: repr(ask()) for name, ask in asked.items()}


def _status(tracker: Tracker) -> tuple[object, ...]:
    status = tracker.timekeeper.status(tracker.settings.now.quiet_hours)
    # What finds the reminder is another function at each start, whatever it finds.
    return (*(value for name, value in status._asdict().items() if name != "find_reminder"), status.reminder)


def tried(pristine: Path, expected: dict[str, object], seed: int, folder: Path) -> Trial:
    """Damage a copy of a diary by a seed and ask it everything."""
    folder.mkdir(mode=0o700)
    file = folder / "diary.sqlite3"
    shutil.copy(pristine, file)
    deed = damaged(file, Random(seed))
    try:
        with closing(open_tracker(Paths(folder), clock_of_trials())) as tracker:
            given = content_of(tracker)
            tracker.diary.note_missing_entries()
            noticed = " ".join(part.words for part in tracker.damage_noticed())
            whole = " ".join(part.words for part in tracker.damage())
    except TrackerError as problem:
        return Trial(seed, deed, End.REFUSED, problem.sentence)
    except Exception as problem:  # noqa: BLE001 - whatever it is, it is what is looked for
        return Trial(seed, deed, End.CRASHED, repr(problem))
    finally:
        shutil.rmtree(folder)
    differing = [name for name in expected if given[name] != expected[name]]
    # No command shows these; the look at everything, which the window makes by itself, tells of them.
    told = whole if set(differing) <= LOOKED_AT_LATER else noticed
    if differing:
        return Trial(seed, deed, End.TOLD if told else End.SILENT, noticed or f"{differing}")
    return Trial(seed, deed, End.UNCHANGED, whole)


def with_a_key(pristine: Path, folder: Path) -> Path:
    """The same diary as one with a password, which is given; its file."""
    from tracker.storage.passwords.conversion import convert  # where what a password needs is not installed, the rest is tried

    folder.mkdir(mode=0o700)
    file = folder / "diary.sqlite3"
    file.touch(mode=0o600)
    convert(pristine, None, file, KEY)
    unlock(KEY)
    return file


def lost_by_letting_go(pristine: Path, seed: int, folder: Path) -> set[str] | None:
    """Damage a copy of a diary by a seed and let go of what cannot be read: the entries that could be and are gone; None where it is not opened."""
    folder.mkdir(mode=0o700)
    shutil.copy(pristine, folder / "diary.sqlite3")
    damaged(folder / "diary.sqlite3", Random(seed))
    try:
        with closing(open_tracker(Paths(folder), clock_of_trials())) as tracker:
            before = {entry.id for entry in tracker.diary.entries.between()}
            tracker.diary.let_go(tracker.clock.now())
        with closing(open_tracker(Paths(folder), clock_of_trials())) as tracker:
            return before - {entry.id for entry in tracker.diary.entries.between()}
    except TrackerError:
        return None
    finally:
        shutil.rmtree(folder)


def clock_of_trials() -> FakeClock:
    """The instant at which every diary is asked."""
    clock = FakeClock.at()
    clock.advance(days=2, minutes=1)
    return clock


def expected_of(pristine: Path, folder: Path) -> dict[str, object]:
    """What a diary gives that nothing has happened to."""
    folder.mkdir(mode=0o700)
    shutil.copy(pristine, folder / "diary.sqlite3")
    with closing(open_tracker(Paths(folder), clock_of_trials())) as tracker:
        given = content_of(tracker)
        assert tracker.damage() == ()
    shutil.rmtree(folder)
    return given


def damaged(file: Path, chance: Random) -> str:
    """Do one thing to a file, and say what."""
    deed = chance.choice(DEEDS)
    return deed(file, chance)


def _opened(file: Path) -> sqlite3.Connection:
    """A file as SQLite gives it, by its key where it has one."""
    return open_file(file, "mode=rw", key_of(file))


def _flip_in_file(file: Path, chance: Random) -> str:
    data = bytearray(file.read_bytes())
    place, bit = chance.randrange(HEADER, len(data)), chance.randrange(8)
    data[place] ^= 1 << bit
    file.write_bytes(data)
    return f"bit {bit} of byte {place}"


def _flip_in_used_part(file: Path, chance: Random) -> str:
    """A bit where something stands: most of a small diary's pages are empty."""
    data = bytearray(file.read_bytes())
    places = [place for place in range(HEADER, len(data)) if data[place]]
    place, bit = chance.choice(places), chance.randrange(8)
    data[place] ^= 1 << bit
    file.write_bytes(data)
    return f"bit {bit} of byte {place}, which is used"


def _flip_in_cell(file: Path, chance: Random) -> str:
    """A bit of one value, past SQLite's checks: the file stays sound to SQLite."""
    with closing(_opened(file)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        names = [name for (name,) in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") if name != MIGRATIONS_TABLE]
        while True:
            table = chance.choice(names)
            column, type_ = chance.choice(conn.execute("SELECT name, type FROM pragma_table_info(?)", [table]).fetchall())
            cells = (
                conn.execute(f"SELECT rowid, CAST({column} AS BLOB), {column} FROM {table} WHERE {column} <> ''").fetchall()
                if _has_rowid(conn, table)
                else []
            )
            if cells:
                break
        number, raw, value = chance.choice(cells)
        if type_ == "TEXT":
            flipped = bytearray(raw)
            flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
            conn.execute(f"UPDATE OR IGNORE {table} SET {column} = CAST(? AS TEXT) WHERE rowid = ?", [bytes(flipped), number])
        elif type_ == "REAL":
            bits = struct.unpack(">Q", struct.pack(">d", value))[0] ^ 1 << chance.randrange(64)
            conn.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE rowid = ?", [struct.unpack(">d", struct.pack(">Q", bits))[0], number])
        else:
            conn.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE rowid = ?", [value ^ 1 << chance.randrange(31), number])
        conn.commit()
    return f"a bit of {table}.{column}"


def _empty_a_cell(file: Path, chance: Random) -> str:
    """What may be empty is, or what is empty is not: an entry goes out of sight, a session ends."""
    with closing(_opened(file)) as conn:
        conn.execute("PRAGMA ignore_check_constraints = ON")
        table = chance.choice(sorted(RECORDS))
        empty = [name for name, notnull in conn.execute('SELECT name, "notnull" FROM pragma_table_info(?)', [table]) if not notnull]
        column = chance.choice(empty)
        value = chance.choice([None, "2026-11-24T08:00:00.000000+00:00", "0"])
        rows = [number for (number,) in conn.execute(f"SELECT rowid FROM {table}")]
        if rows:
            try:
                conn.execute(f"UPDATE OR IGNORE {table} SET {column} = ? WHERE rowid = ?", [value, chance.choice(rows)])
            except sqlite3.IntegrityError:
                return f"{table}.{column} takes no {value!r}"
        conn.commit()
    return f"{table}.{column} is {value!r}"


def _lose_a_row(file: Path, chance: Random) -> str:
    with closing(_opened(file)) as conn:
        names = [name for (name,) in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name") if _has_rowid(conn, name)]
        table = chance.choice([name for name in names if name != MIGRATIONS_TABLE and conn.execute(f"SELECT 1 FROM {name}").fetchone()])
        rows = [number for (number,) in conn.execute(f"SELECT rowid FROM {table}")]
        conn.execute(f"DELETE FROM {table} WHERE rowid = ?", [chance.choice(rows)])
        conn.commit()
    return f"a row of {table} is gone"


def _zero_a_page(file: Path, chance: Random) -> str:
    data = bytearray(file.read_bytes())
    page = chance.randrange(1, len(data) // PAGE)
    data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    file.write_bytes(data)
    return f"page {page + 1} is empty"


def _cut(file: Path, chance: Random) -> str:
    data = file.read_bytes()
    length = chance.randrange(HEADER, len(data))
    file.write_bytes(data[:length])
    return f"cut after {length} bytes"


def _has_rowid(conn: sqlite3.Connection, table: str) -> bool:
    return conn.execute("SELECT wr FROM pragma_table_list(?)", [table]).fetchone() == (0,)


DEEDS = (_flip_in_file, _flip_in_used_part, _flip_in_used_part, _flip_in_cell, _flip_in_cell, _empty_a_cell, _lose_a_row, _zero_a_page, _cut)


def ends(trials: list[Trial]) -> Counter[End]:
    """How many trials ended how."""
    return Counter(trial.end for trial in trials)


if __name__ == "__main__":
    import sys
    import tempfile

    first, last = (int(number) for number in sys.argv[1:3])
    home = Path(tempfile.mkdtemp())
    diary = a_diary_to_damage(home / "pristine")
    if "encrypted" in sys.argv:
        diary = with_a_key(diary, home / "encrypted")
    whole = expected_of(diary, home / "whole")
    all_trials = [tried(diary, whole, seed, home / "trial") for seed in range(first, last)]
    for trial in all_trials:
        if trial.end in {End.SILENT, End.CRASHED}:
            print(json.dumps(trial))  # noqa: T201 - a run by hand
    print(ends(all_trials))  # noqa: T201 - as above
