"""Deeds that a power cut interrupts, beside those that test_faults kills: each with what may be seen afterwards."""

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.end_to_end.password_deeds import SEALED
from tests.end_to_end.processes import MAIN, ROOT, app, kept_notes
from tests.end_to_end.test_faults import DEEDS, Deed, _a_diary, _command
from tests.fakes import FakeClock
from tests.password import PASSWORD, options_by
from tests.storage.diaries import open_in
from tracker.app import open_tracker
from tracker.paths import Paths
from tracker.services.backups import all_backups, looked_at
from tracker.services.password import unlock, unlock_backup
from tracker.storage.connection import key_of, open_file
from tracker.storage.drafts import DraftStore

DAMAGED = b"damaged"
SAVED = "saved.sqlite3"


@dataclass(frozen=True)
class PowerDeed:
    """A deed: how its folder is made, its arguments, what is seen of the folder, and what may be seen before and after it."""

    name: str
    prepare: Callable[[Path], object]
    arguments: Callable[[Path], list[str]]
    before: object
    after: object
    seen: Callable[[Path], object] = kept_notes
    script: str = ""
    opened: Callable[[Path], sqlite3.Connection] = sqlite3.connect  # how a backup is
    within: str = ""  # where in the folder the data folder is, if it is not the folder itself

    def command(self, folder: Path) -> list[str]:
        """The whole command, the folder named."""
        program = ["-c", self.script, str(folder)] if self.script else [str(MAIN), "--data-dir", str(folder / self.within)]
        return [sys.executable, *program, *self.arguments(folder)]


def _of(deed: Deed) -> PowerDeed:
    return PowerDeed(deed.name, deed.prepare, lambda folder: _command(deed, folder), deed.before, deed.after)


def _arguments(*fixed: str) -> Callable[[Path], list[str]]:
    return lambda _folder: list(fixed)


def _a_diary_and_a_table(folder: Path) -> None:
    other, table = folder.parent / "other", folder.parent / "table.csv"
    assert app(other, "log", "6", "--note", "imported").returncode == 0
    assert app(other, "export", str(table)).returncode == 0
    _a_diary(folder)
    table.rename(folder / "table.csv")


def _an_import_to_take_back(folder: Path) -> None:
    _a_diary_and_a_table(folder)
    assert app(folder, "import", str(folder / "table.csv")).returncode == 0


def _undoing(folder: Path) -> list[str]:
    told = app(folder, "imports", "list").stdout
    return ["imports", "undo", next(iter(re.findall(r"[0-9a-f]{8,}", told)))]


def _a_diary_and_an_inbox(folder: Path) -> None:
    folder.mkdir()
    _a_diary(folder / "data")
    phone = folder / "phone"
    for name in ("done", "refused"):
        (phone / name).mkdir(parents=True)
    (phone / "line.txt").write_text("2020-01-01T08:00 6 neck after sitting", encoding="utf-8")


def _taken_in(folder: Path) -> object:
    """The notes; and the file lies in the inbox or in its folder of what came in, or in both, where it is known and comes in no second time."""
    assert {file.read_text(encoding="utf-8")[:4] for file in (folder / "phone").rglob("line*.txt")} == {"2020"}
    return kept_notes(folder / "data")


def _a_damaged_diary_and_a_backup(folder: Path) -> None:
    _a_diary(folder)
    assert app(folder, "backup").returncode == 0
    (folder / "diary.sqlite3").write_bytes(DAMAGED)


def _rescued(folder: Path) -> object:
    """The notes once the backup is in place; till then the backup is sound. The damaged file is there under one name or another."""
    diary = folder / "diary.sqlite3"
    assert DAMAGED in [file.read_bytes() for file in (diary, *folder.glob("damaged-*")) if file.exists()]
    if diary.exists() and diary.read_bytes() != DAMAGED:
        return kept_notes(folder)
    assert [looked_at(backup).is_sound for backup in all_backups(Paths(folder), FakeClock.at())] == [True]
    return "damaged"


def _a_spoilt_diary(folder: Path) -> None:
    _a_diary(folder)
    assert app(folder, "log", "6", "--note", "spoilt").returncode == 0
    with closing(sqlite3.connect(folder / "diary.sqlite3")) as conn, conn:
        conn.execute("UPDATE entries SET note = 'spoils' WHERE note = 'spoilt'")


def _let_go(folder: Path) -> object:
    """The notes as they stand; once one was let go, a copy of the damaged file has both, and the diary is whole."""
    notes = _rows_of(folder / "diary.sqlite3")
    if notes == ["old"]:
        assert kept_notes(folder) == notes
        assert ["old", "spoils"] in [_rows_of(file) for file in folder.glob("damaged-*.sqlite3")]
    return notes


def _readable_saved(folder: Path) -> object:
    """What the file holds into which all that can be read is saved, none where it is not there; the diary is as it was."""
    assert _rows_of(folder / "diary.sqlite3") == ["old", "spoils"]
    return _rows_of(folder / SAVED) if (folder / SAVED).exists() else None


def _rows_of(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as conn:
        assert conn.execute("PRAGMA integrity_check").fetchone() == ("ok",), file.name
        return [note for (note,) in conn.execute("SELECT note FROM entries ORDER BY note")]


def _a_draft(folder: Path) -> None:
    _a_diary(folder)
    subprocess.run([sys.executable, "-c", KEEP_A_DRAFT, str(folder), "half"], cwd=ROOT, check=True, capture_output=True)


def _draft(folder: Path) -> object:
    assert kept_notes(folder) == ["old"]
    with closing(open_in(folder)) as database:
        return DraftStore(database).kept("pain")


def _settings(folder: Path) -> None:
    folder.mkdir()
    (folder / "settings.json").write_text('{"country": "GB"}')


def _a_diary_with_a_password(folder: Path) -> None:
    _a_diary(folder)
    subprocess.run([sys.executable, "-c", ON_A_LOCKED_ONE, str(folder), "on"], cwd=ROOT, check=True, capture_output=True)


def _kept_by_its_key(folder: Path) -> object:
    """The notes of a diary with a password, once it is seen to be whole, and how many backups it has."""
    paths, clock = Paths(folder), FakeClock.at()
    unlock(paths, clock, PASSWORD)
    with closing(open_tracker(paths, clock)) as tracker:
        tracker.backups.check()
        return sorted(entry.note for entry in tracker.journal.entries()), len(tracker.diary.backups())


def _a_sealed_archive(folder: Path) -> None:
    """A diary with two entries, and an archive of it that has the first."""
    folder.mkdir()
    _a_diary(folder / "data")
    (folder / "out").mkdir()
    subprocess.run([sys.executable, "-c", SEAL, str(folder)], cwd=ROOT, check=True, capture_output=True)
    assert app(folder / "data", "log", "6", "--note", "since").returncode == 0


def _in_the_archive(folder: Path) -> object:
    """The notes of what is in the archive, taken in elsewhere; the diary has both."""
    assert kept_notes(folder / "data") == ["old", "since"]
    with TemporaryDirectory() as elsewhere, closing(open_tracker(Paths(Path(elsewhere)), FakeClock.at())) as tracker:
        tracker.importing.run(file := folder / "out" / SEALED["archive"], options_by(tracker, file))
        return sorted(entry.note for entry in tracker.journal.entries())


def _opened_by_its_keys(backup: Path) -> sqlite3.Connection:
    unlock_backup(backup, PASSWORD)
    return open_file(backup, "mode=ro", key_of(backup))


KEEP_A_DRAFT = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from tracker.paths import Paths
from tracker.storage.diary import Diary
Diary(Paths(Path(sys.argv[1]))).drafts.keep("pain", {"note": sys.argv[2]}, datetime(2026, 11, 25, tzinfo=UTC))
print("kept", flush=True)
"""
ON_A_LOCKED_ONE = """
import sys
from pathlib import Path
from tests.end_to_end.password_deeds import do
do(Path(sys.argv[1]), sys.argv[2])
print("done", flush=True)
"""
SAVE_READABLE = f"""
import sys
from pathlib import Path
from tracker.files import atomic_produce
from tracker.storage.backups.salvage import copy_readable
folder = Path(sys.argv[1])
# Into the folder that is watched, where the app itself would refuse it.
atomic_produce(folder / "{SAVED}", lambda beside: copy_readable(folder / "diary.sqlite3", folder, beside))
print("saved", flush=True)
"""
SEAL = """
import sys
from pathlib import Path
from tests.age_by_hand import sealed
from tests.end_to_end.password_deeds import do
from tracker import age_format
# In this process: the record can tell no two apart, and the other one writes nothing.
def done(_deed, content, password):
    yield from ()
    return sealed(content, password)
age_format._done = done
do(Path(sys.argv[1]) / "data", "archive")
print("written", flush=True)
"""
KEEP_SETTINGS = """
import sys
from pathlib import Path
from tracker.domain.settings import Settings
from tracker.storage.settings import SettingsFile
SettingsFile(Path(sys.argv[1]) / "settings.json").write(Settings(country="DE"))
print("saved", flush=True)
"""


def _country(folder: Path) -> object:
    return json.loads((folder / "settings.json").read_bytes())["country"]


POWER_DEEDS = [
    *map(_of, DEEDS),
    PowerDeed("import", _a_diary_and_a_table, lambda folder: ["import", str(folder / "table.csv")], ["old"], ["imported", "old"]),
    PowerDeed("import undone", _an_import_to_take_back, _undoing, ["imported", "old"], ["old"]),
    PowerDeed(
        "inbox",
        _a_diary_and_an_inbox,
        lambda folder: ["inbox", str(folder / "phone")],
        ["old"],
        ["after sitting", "old"],
        _taken_in,
        within="data",
    ),
    PowerDeed(
        "rescue",
        _a_damaged_diary_and_a_backup,
        lambda folder: ["restore", str(next((folder / "backups").glob("*.sqlite3")))],
        "damaged",
        ["old"],
        _rescued,
    ),
    PowerDeed("let go", _a_spoilt_diary, _arguments("check", "--let-go"), ["old", "spoils"], ["old"], _let_go),
    PowerDeed("save what can be read", _a_spoilt_diary, _arguments(), None, ["old"], _readable_saved, SAVE_READABLE),
    PowerDeed("draft", _a_draft, _arguments("half and more"), {"note": "half"}, {"note": "half and more"}, _draft, KEEP_A_DRAFT),
    PowerDeed("settings", _settings, _arguments(), "GB", "DE", _country, KEEP_SETTINGS),
]
# Of a diary with a password.
LOCKED_DEEDS = [
    PowerDeed(
        f"{deed} with a password", _a_diary_with_a_password, _arguments(deed), before, after, _kept_by_its_key, ON_A_LOCKED_ONE, _opened_by_its_keys
    )
    for deed, before, after in (("save", (["old"], 0), (["of the deed itself", "old"], 0)), ("backup", (["old"], 0), (["old"], 1)))
]
SEALED_DEED = PowerDeed("archive under a password", _a_sealed_archive, _arguments(), ["old"], ["old", "since"], _in_the_archive, SEAL, within="data")
