"""The tables of the diary, one decorated function a step; append only, a released step is never changed."""

import contextlib

from sqlite_utils import Database, Migrations

from tracker.storage.version import VERSION

STEPS = Migrations("recovery-tracker")

# The lengths that are checked below: 32 characters for an instant (2026-01-31T07:30:00.000000+00:00), 10 for a day, 36 for a UUID,
# 64 for a SHA-256 in hexadecimal digits.
MOMENT = """
    at TEXT NOT NULL CHECK (length(at) = 32),
    offset_seconds INTEGER NOT NULL CHECK (abs(offset_seconds) < 86400),
    zone TEXT NOT NULL CHECK (zone <> ''),
    day TEXT NOT NULL CHECK (length(day) = 10)"""
ENDED = """
    ended_at TEXT CHECK (length(ended_at) = 32),
    ended_offset_seconds INTEGER CHECK (abs(ended_offset_seconds) < 86400),
    ended_zone TEXT CHECK (ended_zone <> ''),
    ended_day TEXT CHECK (length(ended_day) = 10)"""
STAMPS = """
    created_at TEXT NOT NULL CHECK (length(created_at) = 32),
    updated_at TEXT NOT NULL CHECK (length(updated_at) = 32)"""
OWNER = "entry_id TEXT NOT NULL REFERENCES entries(id) ON DELETE CASCADE"


@STEPS()
def entries(database: Database) -> None:
    """What all entries share: when, where in time, the note; and the bin."""
    database.execute(
        f"""CREATE TABLE entries (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
            kind TEXT NOT NULL CHECK (kind <> ''),{MOMENT},
            note TEXT NOT NULL CHECK (length(note) <= 10000),{STAMPS},
            deleted_at TEXT CHECK (length(deleted_at) = 32)
        ) STRICT"""
    )
    database.execute("CREATE INDEX entries_by_day ON entries(day)")
    database.execute("CREATE INDEX entries_by_time ON entries(at)")
    database.execute("CREATE INDEX entries_in_bin ON entries(deleted_at) WHERE deleted_at IS NOT NULL")
    database.execute(f"CREATE TABLE tombstones (id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),{STAMPS}) STRICT")


@STEPS()
def pain(database: Database) -> None:
    """Pain entries, their sites and their words."""
    database.execute(
        f"""CREATE TABLE pain (
            {OWNER} PRIMARY KEY,
            pain {_points("pain")} NOT NULL, worst {_points("worst")}, least {_points("least")}, average {_points("average")},
            original_value REAL, original_least REAL, original_most REAL,
            CHECK (least IS NULL OR least <= coalesce(average, worst, 10)), CHECK (average IS NULL OR average <= coalesce(worst, 10))
        ) STRICT"""
    )
    database.execute(
        f"""CREATE TABLE pain_sites (
            {OWNER}, position INTEGER NOT NULL, name TEXT NOT NULL CHECK (name <> ''), pain {_points("pain")} NOT NULL,
            PRIMARY KEY (entry_id, position), UNIQUE (entry_id, name)
        ) STRICT"""
    )
    database.execute(
        f"""CREATE TABLE pain_words (
            {OWNER}, role TEXT NOT NULL CHECK (role IN ('words', 'worse_with', 'eased_by')),
            position INTEGER NOT NULL, text TEXT NOT NULL CHECK (text <> ''), PRIMARY KEY (entry_id, role, position)
        ) STRICT"""
    )


@STEPS()
def sessions_activities_day_notes(database: Database) -> None:
    """Sessions, activities and notes about the day."""
    database.execute(
        f"""CREATE TABLE sessions (
            {OWNER} PRIMARY KEY, kind TEXT NOT NULL CHECK (kind <> ''), planned_seconds REAL NOT NULL CHECK (planned_seconds > 0),
            ended_at TEXT CHECK (length(ended_at) = 32),
            ended_by TEXT CHECK (ended_by IN ('button', 'planned', 'presumed', 'by_hand')),
            before {_points("before")}, after {_points("after")},
            CHECK ((ended_at IS NULL) = (ended_by IS NULL))
        ) STRICT"""
    )
    database.execute(
        f"""CREATE TABLE activities (
            {OWNER} PRIMARY KEY, kind TEXT NOT NULL CHECK (kind <> ''),
            minutes REAL CHECK (minutes >= 0), count REAL CHECK (count >= 0), effort {_points("effort")}
        ) STRICT"""
    )
    database.execute(
        f"""CREATE TABLE day_notes (
            {OWNER} PRIMARY KEY, mood {_points("mood")}, sleep_minutes REAL CHECK (sleep_minutes >= 0),
            sleep_quality {_points("sleep_quality")}, fluids REAL CHECK (fluids >= 0), flare INTEGER CHECK (flare IN (0, 1))
        ) STRICT"""
    )


@STEPS()
def episodes(database: Database) -> None:
    """Episodes, what the person did to the plan, and the plan itself in its versions."""
    database.execute(
        f"""CREATE TABLE episodes (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),{MOMENT},{ENDED},
            cause TEXT NOT NULL,{STAMPS},
            CHECK (ended_at IS NULL OR ended_at > at)
        ) STRICT"""
    )
    # Unique over a constant: of the rows without an end there can be one.
    database.execute("CREATE UNIQUE INDEX one_open_episode ON episodes((1)) WHERE ended_at IS NULL")
    database.execute(
        """CREATE TABLE episode_sites (
            episode_id TEXT NOT NULL REFERENCES episodes(id) ON DELETE CASCADE, position INTEGER NOT NULL,
            name TEXT NOT NULL CHECK (name <> ''), PRIMARY KEY (episode_id, position)
        ) STRICT"""
    )
    database.execute(
        f"""CREATE TABLE phase_events (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),
            episode_id TEXT NOT NULL REFERENCES episodes(id) ON DELETE CASCADE,{MOMENT},
            kind TEXT NOT NULL CHECK (kind IN ('ice', 'heat', 'stretch', 'ticks')),
            eased INTEGER CHECK (eased IN (0, 1)), checked INTEGER CHECK (checked IN (0, 1)), reason TEXT NOT NULL,{STAMPS}
        ) STRICT"""
    )
    database.execute(
        f"""CREATE TABLE plan_versions (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36), since TEXT NOT NULL CHECK (length(since) = 32),
            content TEXT NOT NULL CHECK (content <> ''),{STAMPS}
        ) STRICT"""
    )


@STEPS()
def notices_and_imports(database: Database) -> None:
    """What was shown when, which reminders were raised, and which rows of which files are in already."""
    database.execute(
        f"""CREATE TABLE notices_shown (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36), kind TEXT NOT NULL CHECK (kind IN ('help', 'cautions')),
            episode_id TEXT REFERENCES episodes(id) ON DELETE SET NULL,{MOMENT},{STAMPS}
        ) STRICT"""
    )
    database.execute(
        f"""CREATE TABLE reminders_raised (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36), kind TEXT NOT NULL CHECK (kind <> ''),
            due_at TEXT NOT NULL CHECK (length(due_at) = 32), answer TEXT, answered_at TEXT CHECK (length(answered_at) = 32),{STAMPS},
            UNIQUE (kind, due_at)
        ) STRICT"""
    )
    database.execute(f"CREATE TABLE imports (id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36), format TEXT NOT NULL,{STAMPS}) STRICT")
    database.execute(
        """CREATE TABLE imported_rows (
            key TEXT PRIMARY KEY NOT NULL CHECK (length(key) = 64), import_id TEXT NOT NULL REFERENCES imports(id)
        ) STRICT, WITHOUT ROWID"""
    )
    database.execute(
        # No reference to the entries: an id stays when its entry is purged, so that importing again does not bring it back.
        """CREATE TABLE imported_entries (
            entry_id TEXT PRIMARY KEY NOT NULL CHECK (length(entry_id) = 36), import_id TEXT NOT NULL REFERENCES imports(id)
        ) STRICT, WITHOUT ROWID"""
    )


@STEPS()
def doses_function_visits_drafts(database: Database) -> None:
    """Doses and own medicines, function, questions and appointments, and forms not yet saved."""
    database.execute("ALTER TABLE pain ADD COLUMN woke INTEGER CHECK (woke IN (0, 1))")
    _doses_and_function(database)
    _medicines(database)
    _visits_and_drafts(database)


@STEPS()
def reminders(database: Database) -> None:
    """The person's reminders, since when somebody looks, the pause, and of each raised one its rule, how it was raised and the snooze."""
    database.execute(
        f"""CREATE TABLE reminder_rules (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36), kind TEXT NOT NULL CHECK (kind <> ''),
            content TEXT NOT NULL CHECK (content <> ''),{STAMPS}
        ) STRICT"""
    )
    database.execute(
        f"""CREATE TABLE reminder_watch (
            name TEXT PRIMARY KEY NOT NULL CHECK (name IN ('watch', 'pause')), at TEXT NOT NULL CHECK (length(at) = 32),
            until TEXT CHECK (length(until) = 32), zone TEXT CHECK (zone <> ''),{STAMPS}
        ) STRICT"""
    )
    _raised_by_rule(database)


@STEPS()
def merging(database: Database) -> None:
    """What came of merging: losing texts to look at, records that cannot stand as they are, what was there before; and what imports are undone."""
    database.execute(
        f"""CREATE TABLE conflicts (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36), section TEXT NOT NULL CHECK (section <> ''),
            record_id TEXT NOT NULL CHECK (length(record_id) = 36), content TEXT NOT NULL CHECK (content <> ''),{STAMPS}
        ) STRICT"""
    )
    database.execute("CREATE INDEX conflicts_by_record ON conflicts(record_id)")
    database.execute(
        f"""CREATE TABLE set_aside (
            id TEXT NOT NULL CHECK (length(id) = 36), section TEXT NOT NULL CHECK (section <> ''),
            content TEXT NOT NULL CHECK (content <> ''),{STAMPS}, PRIMARY KEY (id, section)
        ) STRICT"""
    )
    database.execute(
        """CREATE TABLE merged_records (
            import_id TEXT NOT NULL REFERENCES imports(id), section TEXT NOT NULL CHECK (section <> ''),
            record_id TEXT NOT NULL CHECK (length(record_id) = 36), former TEXT NOT NULL, result TEXT NOT NULL CHECK (length(result) = 64),
            merged_at TEXT NOT NULL CHECK (length(merged_at) = 32), PRIMARY KEY (import_id, section, record_id)
        ) STRICT"""
    )
    database.execute("CREATE INDEX merged_records_by_record ON merged_records(record_id)")
    database.execute("CREATE TABLE undone_entries (entry_id TEXT PRIMARY KEY NOT NULL CHECK (length(entry_id) = 36)) STRICT, WITHOUT ROWID")


@STEPS()
def medicine_classes(database: Database) -> None:
    """Opioids, muscle relaxants and herbal medicines are classes, too: the table is made anew with them, and keeps its rows."""
    # SQLite cannot change a CHECK.
    database.execute("ALTER TABLE dose_ingredients RENAME TO dose_ingredients_before")
    database.execute(
        f"""CREATE TABLE dose_ingredients (
            {OWNER}, position INTEGER NOT NULL, ingredient TEXT NOT NULL CHECK (ingredient <> ''), mg REAL CHECK (mg > 0),
            kind TEXT NOT NULL CHECK (kind IN ('analgesic', 'nsaid', 'opioid', 'muscle_relaxant', 'herbal', 'other')),
            PRIMARY KEY (entry_id, position)
        ) STRICT"""
    )
    columns = "entry_id, position, ingredient, mg, kind"
    database.execute(f"INSERT INTO dose_ingredients ({columns}) SELECT {columns} FROM dose_ingredients_before")  # noqa: S608 - names of our own
    database.execute("DROP TABLE dose_ingredients_before")


@STEPS()
def session_elapsed(database: Database) -> None:
    """How far a session that runs had come at the last look, and what the clock of that start of the computer showed; in seconds."""
    # A table of its own and no column: it is of this computer and no part of the entry, which is merged and archived as it was.
    database.execute(
        f"""CREATE TABLE session_elapsed (
            {OWNER} PRIMARY KEY, elapsed_seconds REAL NOT NULL CHECK (elapsed_seconds >= 0),
            counted_seconds REAL NOT NULL CHECK (counted_seconds >= 0),
            boot TEXT NOT NULL CHECK (boot <> ''), boot_seconds REAL NOT NULL CHECK (boot_seconds >= 0),{STAMPS}
        ) STRICT"""
    )


@STEPS()
def morning_stiffness(database: Database) -> None:
    """How many minutes it took in the morning until the back moved freely."""
    database.execute("ALTER TABLE day_notes ADD COLUMN stiff_minutes REAL CHECK (stiff_minutes >= 0)")


@STEPS()
def indexes_of_long_diaries(database: Database) -> None:
    """The last entry of a kind, the sessions that run and a word in a note are found without going through all that was ever kept."""
    database.execute("CREATE INDEX entries_by_kind ON entries(kind, at, created_at) WHERE deleted_at IS NULL")
    database.execute("CREATE INDEX entries_with_note ON entries(at) WHERE deleted_at IS NULL AND note <> ''")
    database.execute("CREATE INDEX sessions_that_run ON sessions(entry_id) WHERE ended_at IS NULL")


@STEPS()
def counts_brought_up(database: Database) -> None:
    """The counts of a day that a later file brought up, by which row of it, and what they were before; NULL where that was undone."""
    database.execute(
        """CREATE TABLE brought_up (
            entry_id TEXT NOT NULL CHECK (length(entry_id) = 36), import_id TEXT NOT NULL REFERENCES imports(id),
            key TEXT NOT NULL CHECK (length(key) IN (0, 64)), former REAL CHECK (former >= 0),
            updated_at TEXT NOT NULL CHECK (length(updated_at) = 32), PRIMARY KEY (entry_id, import_id)
        ) STRICT, WITHOUT ROWID"""
    )


@STEPS()
def checksums(database: Database) -> None:
    """A checksum for each record, and tallies of the records there are; `sealing.py` fills them in once all steps are done."""
    # Empty is what cannot be read: it has no checksum to fit.
    for table in (
        *("entries", "episodes", "phase_events", "plan_versions", "notices_shown", "medicines", "medicine_limits", "function_activities"),
        *("questions", "appointments", "reminder_rules", "reminders_raised", "reminder_watch", "imports", "conflicts", "set_aside"),
        *("drafts", "session_elapsed"),
    ):
        database.execute(f"ALTER TABLE {table} ADD COLUMN checksum INTEGER")
    tally = "rows INTEGER NOT NULL, ids INTEGER NOT NULL"
    for table in ("tallies", "passing_tallies"):
        database.execute(f"CREATE TABLE {table} (part TEXT PRIMARY KEY NOT NULL CHECK (part <> ''), {tally}) STRICT")
    database.execute(f"CREATE TABLE entry_tallies (day TEXT PRIMARY KEY NOT NULL, {tally}) STRICT")


def migrate(database: Database, version: int = VERSION) -> None:
    """Apply the steps that are missing up to a version and write it down; the caller made sure the file is no newer."""
    # An empty database is asked: in one that was migrated the steps that are done are no longer pending.
    with contextlib.closing(Database(memory=True)) as empty:
        names = [step.name for step in STEPS.pending(empty)]
    with database.atomic():  # the disk is waited for once, not at each step
        STEPS.apply(database, stop_before=names[version:])
        database.conn.execute(f"PRAGMA user_version = {version}")


def _raised_by_rule(database: Database) -> None:
    """Two own reminders may be due at one instant: the table is made anew, once for each rule, and keeps its rows."""
    columns = "id, kind, due_at, answer, answered_at, created_at, updated_at"
    # SQLite cannot take a UNIQUE constraint from a table.
    database.execute("ALTER TABLE reminders_raised RENAME TO reminders_raised_before")
    database.execute(
        f"""CREATE TABLE reminders_raised (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36), kind TEXT NOT NULL CHECK (kind <> ''),
            due_at TEXT NOT NULL CHECK (length(due_at) = 32), answer TEXT, answered_at TEXT CHECK (length(answered_at) = 32),{STAMPS},
            rule_id TEXT CHECK (length(rule_id) = 36), about TEXT, first_due_at TEXT CHECK (length(first_due_at) = 32),
            how TEXT CHECK (how IN ('raised', 'grouped', 'late')), text TEXT, round INTEGER CHECK (round >= 0),
            snoozed_until TEXT CHECK (length(snoozed_until) = 32), UNIQUE (rule_id, due_at, about)
        ) STRICT"""
    )
    database.execute(f"INSERT INTO reminders_raised ({columns}) SELECT {columns} FROM reminders_raised_before")  # noqa: S608 - names of our own
    database.execute("DROP TABLE reminders_raised_before")
    database.execute("CREATE INDEX reminders_raised_by_due ON reminders_raised(due_at)")


def _doses_and_function(database: Database) -> None:
    database.execute(f"CREATE TABLE doses ({OWNER} PRIMARY KEY, name TEXT NOT NULL CHECK (name <> ''), units REAL CHECK (units > 0)) STRICT")
    database.execute(
        f"""CREATE TABLE dose_ingredients (
            {OWNER}, position INTEGER NOT NULL, ingredient TEXT NOT NULL CHECK (ingredient <> ''), mg REAL CHECK (mg > 0),
            kind TEXT NOT NULL CHECK (kind IN ('analgesic', 'nsaid', 'other')), PRIMARY KEY (entry_id, position)
        ) STRICT"""
    )
    database.execute(
        f"""CREATE TABLE function_scores (
            {OWNER}, position INTEGER NOT NULL, activity TEXT NOT NULL CHECK (activity <> ''),
            points REAL NOT NULL CHECK (points BETWEEN 0 AND 10), PRIMARY KEY (entry_id, position)
        ) STRICT"""
    )


def _medicines(database: Database) -> None:
    database.execute(
        f"""CREATE TABLE medicines (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36), name TEXT NOT NULL CHECK (name <> ''),
            content TEXT NOT NULL CHECK (content <> ''),{STAMPS}
        ) STRICT"""
    )
    database.execute(
        f"""CREATE TABLE medicine_limits (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36), ingredient TEXT NOT NULL UNIQUE CHECK (ingredient <> ''),
            gap_hours REAL CHECK (gap_hours >= 0), mg_in_24_hours REAL CHECK (mg_in_24_hours >= 0),
            doses_in_24_hours REAL CHECK (doses_in_24_hours >= 0),{STAMPS}
        ) STRICT"""
    )


def _visits_and_drafts(database: Database) -> None:
    database.execute(
        f"""CREATE TABLE function_activities (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36), position INTEGER NOT NULL, text TEXT NOT NULL CHECK (text <> ''),{STAMPS}
        ) STRICT"""
    )
    database.execute(
        f"""CREATE TABLE questions (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36), text TEXT NOT NULL CHECK (text <> ''),
            asked_at TEXT CHECK (length(asked_at) = 32),{STAMPS}
        ) STRICT"""
    )
    database.execute(
        f"""CREATE TABLE appointments (
            id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 36),{MOMENT}, whom TEXT NOT NULL CHECK (whom <> ''), note TEXT NOT NULL,{STAMPS}
        ) STRICT"""
    )
    database.execute(f"CREATE TABLE drafts (form TEXT PRIMARY KEY NOT NULL CHECK (form <> ''), content TEXT NOT NULL,{STAMPS}) STRICT")


def _points(name: str) -> str:
    return f"REAL CHECK ({name} BETWEEN 0 AND 10)"
