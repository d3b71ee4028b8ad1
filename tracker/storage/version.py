"""The version of the diary's tables, and their names: what a file is asked for before anything else."""

# One for each step; it is written into the header too, where it can be read without SQLite.
VERSION = 14
# From this version on each record has a checksum.
SEALED_SINCE = 14
TABLES = frozenset(
    {
        *("entries", "tombstones", "pain", "pain_sites", "pain_words", "sessions", "activities", "day_notes"),
        *("episodes", "episode_sites", "phase_events", "plan_versions"),
        *("notices_shown", "reminders_raised", "imports", "imported_rows", "imported_entries"),
        *("doses", "dose_ingredients", "medicines", "medicine_limits", "function_scores"),
        *("function_activities", "questions", "appointments", "drafts"),
        *("reminder_rules", "reminder_watch"),
        *("conflicts", "set_aside", "merged_records", "undone_entries"),
        *("session_elapsed", "brought_up"),
        *("tallies", "entry_tallies", "passing_tallies"),
    }
)
# Where sqlite-utils notes which steps are done.
MIGRATIONS_TABLE = "_sqlite_migrations"
