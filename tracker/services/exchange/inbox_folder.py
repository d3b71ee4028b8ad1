"""The inbox as a folder: which files lie still in it, and where they go once they were looked at."""

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

from tracker.errors import Refused
from tracker.files import atomic_write, flush_folder
from tracker.language import _

DONE, REFUSED = "done", "refused"
# A file that is still being written or synced changes within that time.
LIES_STILL = timedelta(seconds=2)
# Nobody looked for so long: the computer may have slept, and whoever was writing a file with it.
LONGEST_GAP = timedelta(minutes=1)
REASON = ".reason.txt"
# Bytes of a name, which no file system has more than 255 of: room for a number and the ending of the reason.
LONGEST_NAME = 230
# What programs write while a file is under way, and what systems leave behind.
_UNDER_WAY = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", "~")
_NOBODYS = frozenset({"desktop.ini", "thumbs.db"})


class Found(NamedTuple):
    """A file in the inbox as it was when it was looked at; another size or time is another file.

    Not by its inode: where a folder is shared by a network or a phone, a file may have another one at each look.
    """

    path: Path
    size: int
    changed_ns: int

    @property
    def name(self) -> str:
        """What it is called, fit to be shown: a name may hold what no text can."""
        return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in self.path.name)


class ChangedMeanwhile(Refused):
    """A file is no longer what it was when it was looked at: it waits for the next look."""


class InboxFolder:
    """Remembers from look to look how long the files have lain still. Links are not followed, folders in it not entered."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.waiting: list[Found] = []
        self._seen: dict[str, tuple[Found, timedelta]] = {}
        self._looked = timedelta(0)
        self._left: set[Found] = set()

    def still(self, now: timedelta) -> list[Found]:
        """The files that have not changed for two seconds, the oldest first; `waiting` are the others. Raises Refused.

        `now` is read from the clock that nobody can set.
        """
        there = {found.path.name: found for found in self.files()}
        before, self._looked = self._seen if now - self._looked <= LONGEST_GAP else {}, now
        self._seen = {name: before[name] if name in before and before[name][0] == found else (found, now) for name, found in there.items()}
        self._left &= set(there.values())
        fresh = [(found, since) for found, since in self._seen.values() if found not in self._left]
        self.waiting = [found for found, since in fresh if now - since < LIES_STILL]
        return sorted((found for found, since in fresh if now - since >= LIES_STILL), key=lambda found: (found.changed_ns, found.path.name))

    def files(self) -> Iterator[Found]:
        """The files that somebody put there; raises Refused where the folder cannot be looked into."""
        try:
            with os.scandir(self.path) as entries:
                for entry in entries:
                    if _is_put_there(entry.name) and (found := _found(Path(entry.path))) is not None:
                        yield found
        except OSError as problem:
            raise self._not_reached(problem) from problem

    def make_ready(self) -> None:
        """Make the two folders in it; raises Refused where files could not be moved into them. The inbox itself is never made."""
        for folder in (self.path, self.path / DONE, self.path / REFUSED):
            try:
                if folder != self.path:
                    folder.mkdir(exist_ok=True)
                mode = folder.lstat().st_mode
            except OSError as problem:
                raise self._not_reached(problem) from problem
            if not stat.S_ISDIR(mode):
                raise Refused(_("{folder} is not a folder of its own. Nothing was changed; choose another.").format(folder=folder))
            if not os.access(folder, os.W_OK | os.X_OK):
                raise Refused(
                    _("{file} cannot be used ({reason}). Nothing was changed; check the folder and its permissions, or choose another.").format(
                        file=folder, reason=os.strerror(errno.EACCES)
                    )
                )

    @contextlib.contextmanager
    def alone(self) -> Iterator[bool]:
        """Whether no other program of this computer takes in what is there meanwhile: the window and the command line may look at once."""
        if sys.platform == "win32":  # it has other locks, and what came in twice at once is still known again
            yield True
            return
        import fcntl

        with contextlib.ExitStack() as stack:
            try:
                handle = os.open(self.path, os.O_RDONLY)
                stack.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            except OSError:
                pass  # nor have some file systems
            yield True

    def has_its_folders(self) -> bool:
        """Whether it was an inbox before."""
        # Both: a folder called "done" is found among many a person's papers.
        return all((self.path / name).is_dir() for name in (DONE, REFUSED))

    def refuse_changed(self, found: Found) -> None:
        """Raise ChangedMeanwhile where the file is not as it was found."""
        if _found(found.path) != found:
            raise ChangedMeanwhile(_("{file} is still being written. It is looked at again later.").format(file=found.name))

    def put_away(self, found: Found, place: str, reason: str = "") -> None:
        """Move a file into one of the two folders, never over another one; what could not be used of it is written into the second.

        Raises Refused where it stays where it is: it is not looked at again before it changes.
        """
        name = self._free_name(place, found.path.name)
        try:
            if reason:
                # Before the move: after a power cut between the two, the file is looked at again and the same is written once more.
                atomic_write(self._reason_of(name), f"{reason}\n".encode("utf-8", "replace"))
            self.refuse_changed(found)
            moved = self.path / place / name
            found.path.rename(moved)
            flush_folder(moved.parent)
            self._bring_back_another(found, moved)
        except ChangedMeanwhile:
            raise
        except (OSError, Refused) as problem:
            self.leave(found)
            words = problem.sentence if isinstance(problem, Refused) else problem.strerror or type(problem).__name__
            raise Refused(_("{file} could not be moved and stays in the inbox: {reason}").format(file=found.name, reason=words)) from problem
        self._seen.pop(found.path.name, None)

    def leave(self, found: Found) -> None:
        """Look at a file no more before it changes."""
        self._left.add(found)

    def _bring_back_another(self, found: Found, moved: Path) -> None:
        """Between the last look and the move another file may have come under its name: that one was not read, and goes back."""
        if _found(moved) != found._replace(path=moved):
            moved.rename(self.path / self._free_name("", found.path.name))

    def _reason_of(self, name: str) -> Path:
        """What is written beside a file that was refused; never through a link, which others may have laid to a file of the person's."""
        return self.path / REFUSED / f"{name}{REASON}"

    def _free_name(self, place: str, name: str) -> str:
        stem, ending = Path(name).stem, Path(name).suffix
        if place and len(os.fsencode(name)) > LONGEST_NAME:
            stem = os.fsencode(stem)[: LONGEST_NAME - len(os.fsencode(ending))].decode("utf-8", "ignore")
            name = f"{stem}{ending}"
        number = 1
        while os.path.lexists(self.path / place / name) or self._reason_of(name).is_symlink():  # a link that leads nowhere is in the way, too
            number += 1
            name = f"{stem} ({number}){ending}"
        return name

    def _not_reached(self, problem: OSError) -> Refused:
        return Refused(
            _("{file} cannot be used ({reason}). Nothing was changed; check the folder and its permissions, or choose another.").format(
                file=self.path, reason=problem.strerror or type(problem).__name__
            )
        )


def _is_put_there(name: str) -> bool:
    return not name.startswith((".", "~")) and not name.casefold().endswith(_UNDER_WAY) and name.casefold() not in _NOBODYS


def _found(path: Path) -> Found | None:
    """A file as it is now; None for what is no file, for one without content yet, and where it is gone."""
    try:
        seen = path.lstat()
    except OSError:
        return None
    if not stat.S_ISREG(seen.st_mode) or not seen.st_size:
        return None
    return Found(path, seen.st_size, seen.st_mtime_ns)
