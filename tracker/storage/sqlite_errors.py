"""SQLite's errors and those of the disk put in words for a person."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from tracker.errors import DiaryBusy, DiaryDamaged, DiaryUnavailable, Refused, TrackerError
from tracker.language import _

# SQLite's extended codes have the primary one in their lowest eight bits.
PRIMARY_CODE = 0xFF
# SQLite's message may repeat what it found of a table, in letters that are none.
OF_DAMAGE = (sqlite3.DatabaseError, UnicodeDecodeError)


@contextlib.contextmanager
def errors_in_words(folder: Path | Callable[[], Path] | None = None) -> Iterator[None]:
    """Turn SQLite's errors and those of the disk into sentences for a person; `folder`, or what tells it, is named where it is the reason."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise  # our bug, not a damaged file
    # The particular kinds come before DatabaseError, which holds them all and would call each of them damage.
    except sqlite3.IntegrityError as problem:
        raise Refused(_("The diary refused that, so nothing was saved. Check what was typed and try again.")) from problem
    except sqlite3.OperationalError as problem:
        if is_wrong_sql(problem):
            raise  # our bug, not the world's fault
        raise operational(problem, folder() if callable(folder) else folder) from problem
    except OF_DAMAGE as problem:
        raise DiaryDamaged(_("The diary file is damaged. It was left as it is; restore the newest backup.")) from problem
    except OSError as problem:
        raise DiaryUnavailable(
            _("{file} cannot be used ({reason}). Nothing was changed; check the folder and its permissions, or choose another.").format(
                file=problem.filename or (folder() if callable(folder) else folder) or _("The diary"),
                reason=problem.strerror or type(problem).__name__,
            )
        ) from problem


def moved_away(folder: Path | str) -> DiaryUnavailable:
    """The refusal of all that would be written where an open diary lay once."""
    sentence = _(
        "The diary is no longer in {folder}: it was moved, renamed or deleted while it was open. Nothing was saved; put it back, then try again."
    )
    return DiaryUnavailable(sentence.format(folder=folder))


def primary_code(problem: sqlite3.Error) -> int | None:
    """What kind of error it is to SQLite; None where Python raised it on its own."""
    code: int | None = getattr(problem, "sqlite_errorcode", None)
    return None if code is None else code & PRIMARY_CODE


def is_wrong_sql(problem: sqlite3.OperationalError) -> bool:
    """Whether a statement is wrong; that a savepoint or a transaction is gone says that SQLite took all of it back, since the disk failed."""
    taken_back = str(problem).startswith(("no such savepoint", "cannot commit - no transaction"))
    return primary_code(problem) == sqlite3.SQLITE_ERROR and not taken_back


def operational(problem: sqlite3.OperationalError, folder: Path | None = None) -> TrackerError:
    """The sentence for what the computer, not the diary, is to blame for."""
    code = primary_code(problem)
    where = folder or _("its folder")
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return DiaryBusy(_("Another program is using the diary, so nothing was saved. Close it or wait a moment, then try again."))
    if code == sqlite3.SQLITE_FULL:
        return DiaryUnavailable(_("The disk is full, so nothing was saved. What was saved before is safe; free some space and try again."))
    # SQLite sees that its file is no longer the one of that name: what it would save now would be looked for in vain.
    if getattr(problem, "sqlite_errorcode", None) == sqlite3.SQLITE_READONLY_DBMOVED:
        return moved_away(where)
    if code in {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN}:
        return DiaryUnavailable(
            _(
                "The diary cannot be reached or written, so nothing was saved. Check that {folder} is there and can be written, then try again."
            ).format(folder=where)
        )
    return DiaryUnavailable(_("The disk reported an error, so nothing was saved. What was saved before is safe; try again."))
