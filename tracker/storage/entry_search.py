"""Entries found by a text, wherever they hold it: in a note, or in a name they bear."""

import json
from collections.abc import Iterable, Mapping

from tracker.domain.entries import text_issues
from tracker.domain.entry_filter import EVERYTHING, Only
from tracker.domain.words import session_name
from tracker.storage.database import Database, remembered
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.text_search import folded

# The names an entry bears: each table of them, and its column.
NAMES = {
    "pain_sites": "name",
    "pain_words": "text",
    "sessions": "kind",
    "activities": "kind",
    "doses": "name",
    "dose_ingredients": "ingredient",
    "function_scores": "activity",
}
# Nearly always as many as are wanted are among so many, the latest: they are looked at one by one, and the rest only where they hold too few.
LATEST = 2_000
MOST_ONE_BY_ONE = 20_000
BORDER = "SELECT at FROM entries WHERE deleted_at IS NULL AND at > '' ORDER BY at DESC LIMIT 1 OFFSET ?"
# The kinds come as one text with spaces around each, so that the statement is the same for any number of them.
ADMITTED = """e.deleted_at IS NULL AND instr(:kinds, ' ' || e.kind || ' ')
    AND (:site IS NULL OR EXISTS (SELECT 1 FROM pain_sites WHERE entry_id = e.id AND name = :site))
    AND (NOT :unplaced OR e.kind = 'pain' AND NOT EXISTS (SELECT 1 FROM pain_sites WHERE entry_id = e.id))"""


class EntrySearch:
    """Looks for entries by what is written in them."""

    # No full-text index: it keeps words that were deleted, and its triggers fail under trusted_schema = OFF. instr takes a % as it was typed.
    def __init__(self, database: Database) -> None:
        self._database = database

    def holding(self, text: str, limit: int, only: Only = EVERYTHING, *, latest: int = LATEST) -> list[str]:
        """The ids of the latest entries that hold a text anywhere, case and accents folded, the latest first; `latest` is for speed alone."""
        wanted = folded(text)
        # No entry can hold a character that no note may have.
        if not wanted or text_issues("text", wanted):
            return []
        values: dict[str, object] = {"text": wanted, "kinds": f" {' '.join(only.kinds)} ", "site": only.site, "unplaced": int(only.unplaced)}
        with errors_in_words():
            # SQLite's own lower() knows the letters of ASCII alone. Each time: a diary that gets a password goes on with another connection.
            self._database.conn.create_function("folded", 1, folded, deterministic=True)
            named = self._tables_with(wanted)
            values |= {table: json.dumps(names) for table, names in named.items()}
            found, border = self._among_latest(named, values, limit, latest)
            # As many more as it takes, by how many there were; where they are few and far between, none.
            wider = 2 * latest * limit // len(found) if found else MOST_ONE_BY_ONE + 1
            if border and len(found) < limit and wider <= MOST_ONE_BY_ONE:
                found, border = self._among_latest(named, values, limit, wider)
            if border and len(found) < limit:
                found += self._ids(_older(named), {**values, "border": border, "limit": limit - len(found)})
        return found

    def _among_latest(self, named: Iterable[str], values: Mapping[str, object], limit: int, count: int) -> tuple[list[str], str]:
        """What is found among so many entries, the latest; and the instant before which the others are, none where these are all."""
        row = self._database.execute(BORDER, [count]).fetchone()
        border = row[0] if row else ""
        return self._ids(_latest(named), {**values, "border": border, "limit": limit}), border

    def _ids(self, sql: str, values: Mapping[str, object]) -> list[str]:
        return [id_ for (id_,) in self._database.execute(sql, values)]

    def _tables_with(self, wanted: str) -> dict[str, list[str]]:
        """The tables with names that hold a text, and those names: there are few of them, however many entries bear them."""
        found = {table: [name for name in self._names(table) if any(wanted in folded(shown) for shown in _as_shown(table, name))] for table in NAMES}
        return {table: names for table, names in found.items() if names}

    @remembered
    def _names(self, table: str) -> list[str]:
        return [name for (name,) in self._database.execute(f"SELECT DISTINCT {NAMES[table]} FROM {table}")]  # noqa: S608 - names of our own


def _as_shown(table: str, name: str) -> Iterable[str]:
    # "manual-therapy" and "heat" are shown by other words, and those are what a person looks for.
    return (name, session_name(name)) if table == "sessions" else (name,)


def _latest(named: Iterable[str]) -> str:
    bears = (f"OR EXISTS (SELECT 1 FROM {table} WHERE entry_id = e.id AND {_is_named(table)})" for table in named)  # noqa: S608 - names of our own
    return f"SELECT e.id FROM entries e WHERE {ADMITTED} AND e.at >= :border AND (instr(folded(e.note), :text) {' '.join(bears)}) {_in_order()}"  # noqa: S608


def _older(named: Iterable[str]) -> str:
    # Not one by one: of many years that would take as long as there are entries.
    noted = "SELECT id FROM entries WHERE deleted_at IS NULL AND note <> '' AND at < :border AND instr(folded(note), :text)"
    holding = [noted, *(f"SELECT entry_id FROM {table} WHERE {_is_named(table)}" for table in named)]  # noqa: S608 - names of our own
    return f"SELECT e.id FROM entries e WHERE {ADMITTED} AND e.at < :border AND e.id IN ({' UNION '.join(holding)}) {_in_order()}"  # noqa: S608


def _is_named(table: str) -> str:
    return f"{NAMES[table]} IN (SELECT value FROM json_each(:{table}))"  # noqa: S608 - names of our own


def _in_order() -> str:
    return "ORDER BY e.at DESC LIMIT :limit"
