"""What was read from the diary, given again until a table it was read from is written."""

import re
from collections import OrderedDict
from collections.abc import Callable, Hashable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import TypeVar, cast

from tracker.storage.version import TABLES

T = TypeVar("T")

# Results of reading; a look at all that a window shows takes some forty.
REMEMBERED_AT_MOST = 200
# A row that goes takes the rows that refer to it along, or empties the reference, and no statement names their tables.
FOLLOWING = {
    "entries": frozenset(
        {
            *("pain", "pain_sites", "pain_words", "sessions", "session_elapsed", "activities", "day_notes"),
            *("doses", "dose_ingredients", "function_scores"),
        }
    ),
    "episodes": frozenset({"episode_sites", "phase_events", "notices_shown"}),
}
WORD = re.compile(r"\w+")


class Memory:
    """Results of reading by their keys, each with the tables whose names its statements had."""

    def __init__(self) -> None:
        self._results: OrderedDict[Hashable, tuple[object, frozenset[str]]] = OrderedDict()
        self._sources: list[set[str]] = []  # of the results that are being read, the innermost last
        self._times_forgotten = 0

    def note(self, sql: str) -> None:
        """A statement is done: what is being read came from its tables too."""
        if self._sources:
            self._sources[-1] |= tables_named(sql)

    def result(self, key: Hashable, read: Callable[[], T]) -> T:
        """What `read` gave the last time, or gives now."""
        if key in self._results:
            self._results.move_to_end(key)
            result, tables = self._results[key]
        else:
            result, tables = self._read(key, read)
        # One that is read within another is a source of that too.
        if self._sources:
            self._sources[-1] |= tables
        return cast("T", result)

    def forget(self, written: AbstractSet[str] = TABLES) -> None:
        """Forget what came from these tables."""
        self._times_forgotten += 1
        for key in [key for key, (_result, tables) in self._results.items() if tables & written]:
            del self._results[key]

    def _read(self, key: Hashable, read: Callable[[], T]) -> tuple[T, frozenset[str]]:
        before = self._times_forgotten
        self._sources.append(set())
        try:
            result = read()
        finally:
            sources = self._sources.pop()
        # One whose statements were not heard may come from anywhere.
        found = result, frozenset(sources) or TABLES
        # Where somebody has written meanwhile, a part of it is of before that.
        if self._times_forgotten == before:
            self._results[key] = found
            if len(self._results) > REMEMBERED_AT_MOST:
                self._results.popitem(last=False)
        return found


@lru_cache(maxsize=500)
def tables_named(sql: str) -> frozenset[str]:
    """The tables whose names a statement has: all that it reads, and maybe some it does not, where a column is called the same."""
    return TABLES.intersection(WORD.findall(sql))


@lru_cache(maxsize=500)
def tables_written(sql: str) -> frozenset[str]:
    """The tables that a statement may have changed: those it names, and where it deletes or replaces rows those that follow."""
    named = tables_named(sql)
    goes = {"DELETE", "REPLACE"}.intersection(WORD.findall(sql.upper()))
    return named.union(*(FOLLOWING.get(table, ()) for table in named)) if goes else named
