"""Diary files to try storage on: one entry of each kind, files left untouched, made-up databases."""
# ruff: noqa: S608 - made-up diaries are filled with text of our own

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.builders import ONSET, a_day_note, a_dose, a_function, a_moment, a_session, an_activity, an_entry, an_episode, an_event
from tracker.domain.entries import Amount, EndedBy, Entry, MedicineClass, Scale
from tracker.domain.episodes import Episode
from tracker.storage.checksums import CHECKSUM
from tracker.storage.database import Database
from tracker.storage.opening import open_diary

NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
HARD_TEXT = "\N{FACE WITH TEARS OF JOY} שלום $x^2$ <b>bold</b> \u202eover\u2028line {0} %s _a_ 'quoted' \"twice\""


def open_in(folder: Path) -> Database:
    """The diary of a data folder, made new where there is none."""
    return open_diary(folder / "diary.sqlite3", folder / "backups")


def one_of_each() -> list[Entry]:
    """Every kind of entry with every field told, in order of time; created when the storage says."""
    return [
        an_entry(
            4.5,
            "2026-11-24T08:00",
            sites={"lower back left": 4.5, "neck": 2},
            worst=8,
            least=1.5,
            average=4,
            words=("dull", "stabbing"),
            worse_with=("sitting",),
            eased_by=("ice", "walking"),
            woke=True,
            original=Scale(45, 0, 100),
            note=HARD_TEXT,
        ),
        a_session("ice", "2026-11-24T09:00", before=7, after=5, note="cold"),
        a_session("heat", "2026-11-24T10:00", "America/New_York", ended_by=EndedBy.PRESUMED),
        an_activity("driving", "2026-11-24T18:30", minutes=12.5, count=3, effort=6),
        a_day_note("2026-11-24T20:00", mood=6, sleep_minutes=435, sleep_quality=3, fluids=5, flare=True, stiff_minutes=35),
        a_day_note("2026-11-24T21:00", note="", flare=False),
        a_session("seated twist", "2026-11-25T13:00", running=True),
        a_dose("Panadol + " + HARD_TEXT, "2026-11-25T13:01", units=2, ingredients={"paracetamol": 1000, HARD_TEXT: 12.5}, note="with food"),
        a_dose("Voltarol gel", "2026-11-25T13:02", ingredients=(Amount("diclofenac", None, MedicineClass.NSAID),)),
        a_function({"put on socks": 4, "lift my child": 2.5, HARD_TEXT: 10}, "2026-11-25T13:03", note="a bad week"),
    ]


def an_eventful_episode() -> Episode:
    """An ended episode with an event of each kind."""
    return an_episode(
        ONSET,
        "2026-11-28T10:00",
        sites=("lower back left", "neck"),
        cause="lifting " + HARD_TEXT,
        events=[
            an_event("ice", "2026-11-24T10:00"),
            an_event("ticks", "2026-11-25T10:00", eased=True, checked=False),
            an_event("heat", "2026-11-26T10:00", reason="felt better"),
            an_event("stretch", "2026-11-27T10:00", eased=True, checked=True, reason="the physio said so"),
        ],
    )


def without_stamps(entry: Entry) -> dict[str, object]:
    """An entry without when its row was made and changed."""
    return {name: getattr(entry, name) for name in _names(entry) if name not in {"created_at", "updated_at"}}


def _names(entry: Entry) -> list[str]:
    return list(entry.__dataclass_fields__)


@contextmanager
def untouched(*files: Path) -> Iterator[None]:
    """The files keep every byte and their time of change, and their folders gain and lose nothing."""
    before = _look(files)
    yield
    assert _look(files) == before


def _look(files: tuple[Path, ...]) -> list[object]:
    return [(file.read_bytes(), file.stat().st_mtime_ns, sorted(other.name for other in file.parent.iterdir())) for file in files]


def a_database(path: Path, *statements: str) -> Path:
    """A SQLite file of somebody else's making."""
    with closing(sqlite3.connect(path)) as conn:
        for statement in statements:
            conn.execute(statement)
        conn.commit()
    return path


def a_filled_diary(folder: Path) -> Path:
    """A data folder whose diary holds one entry of each kind, an episode and a notice; the path of the diary."""
    from tracker.domain.plan.protocol import PlanVersion
    from tracker.domain.visits import Appointment, OwnActivity, Question
    from tracker.library.plans import default_plan
    from tracker.storage.connection import writing
    from tracker.storage.drafts import DraftStore
    from tracker.storage.entries import EntryStore
    from tracker.storage.episodes import EpisodeStore
    from tracker.storage.imports import ImportStore
    from tracker.storage.shown_notices import HELP, OccasionStore
    from tracker.storage.visits import VisitStore

    folder.mkdir(mode=0o700, exist_ok=True)
    with closing(open_in(folder)) as database:
        entries = one_of_each()
        EntryStore(database).put(entries, NOW)
        EntryStore(database).put_in_bin([entries[5].id], LATER)
        episodes = EpisodeStore(database)
        episode = an_eventful_episode()
        episodes.put(episode, NOW)
        episodes.add_plan_version(PlanVersion(episode.onset.at, default_plan()), NOW)
        OccasionStore(database).shown(HELP, a_moment(), NOW, episode.id)
        visits = VisitStore(database)
        visits.put_question(Question(text="May I swim? " + HARD_TEXT), NOW)
        visits.put_appointment(Appointment(moment=a_moment(), whom="the physio", note=HARD_TEXT), NOW)
        visits.set_activities([OwnActivity(text="put on socks"), OwnActivity(text=HARD_TEXT)], NOW)
        DraftStore(database).keep("pain", {"pain": 6, "note": HARD_TEXT}, NOW)
        with writing(database):
            import_id = ImportStore(database).begin("csv", NOW)
            database.table("imported_rows").insert({"key": "a" * 64, "import_id": import_id})
            database.table("imported_entries").insert({"entry_id": entries[0].id, "import_id": import_id})
    return folder / "diary.sqlite3"


def as_later(before: dict[str, list[tuple[object, ...]]], after: dict[str, list[tuple[object, ...]]]) -> dict[str, list[tuple[object, ...]]]:
    """The rows of an older version as a later one has them: in a column added since, nothing is told."""
    added = {name: len(after[name][0]) - len(rows[0]) for name, rows in before.items() if rows and after[name]}
    return {name: sorted(((*row, *[None] * added.get(name, 0)) for row in rows), key=repr) for name, rows in before.items()}


def all_rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table of a database file but the register of migrations, each without its checksum."""
    with closing(sqlite3.connect(path)) as conn:
        names = [name for (name,) in conn.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        return {name: sorted(_rows(conn, name), key=repr) for name in names if not name.startswith("_")}


def _rows(conn: sqlite3.Connection, table: str) -> list[tuple[object, ...]]:
    columns = [name for (name,) in conn.execute("SELECT name FROM pragma_table_info(?)", [table]) if name != CHECKSUM]
    return conn.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall()
