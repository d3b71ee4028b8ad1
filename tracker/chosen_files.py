"""Files a person named for something to be written into; the app's own folder is not a place for them."""

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

from tracker.data_folder import NoSuchFolder
from tracker.errors import Refused
from tracker.files import atomic_produce, real_target
from tracker.language import _
from tracker.paths import usual_paths


class ChosenFiles:
    """Writes files of a person's choice, none of them in the data folder `own` or in the usual one, whatever way leads there."""

    def __init__(self, own: Path) -> None:
        self._own = own

    def write(self, file: Path, content: bytes) -> None:
        """Replace a chosen file whole or not at all; raises Refused, the old file unchanged."""

        def write(beside: Path) -> None:
            beside.write_bytes(content)

        self.produce(file, write)

    def produce(self, file: Path, produce: Callable[[Path], None]) -> None:
        """Let `produce` write a file beside the chosen one and swap it in; raises Refused, the old file unchanged."""
        atomic_produce(file, produce, lambda target: self._refuse_target(file, target))

    def refuse_own(self, file: Path) -> None:
        """Raise Refused where a file lies in the data folder or is one of those there.

        Files and folders are told by what they are and not by name alone: the same one may be spelt in capitals, mounted elsewhere, or
        be a second (hard) link to the diary or to a backup.
        """
        self._refuse_target(file, real_target(file))

    def _refuse_target(self, file: Path, target: Path) -> None:
        if self.holds(target):
            raise Refused(_("{file} leads into the app's own folder. Nothing was changed; choose another folder.").format(file=file))

    def holds(self, path: Path) -> bool:
        """Whether a file or a folder, all links followed, is a data folder, lies in one or is one of the files there; raises Refused."""
        try:
            own = {identity for place in self._own_places() if (identity := _identity(place)) is not None}
        # Where it cannot be told, it may well be.
        except OSError as problem:
            raise Refused(
                _("{file} cannot be used ({reason}). Nothing was changed; check the folder and its permissions, or choose another.").format(
                    file=self._own, reason=problem.strerror or type(problem).__name__
                )
            ) from problem
        # The folders above it as well: a link or a mount may lead into the data folder anywhere on the way.
        return any(_identity(place) in own for place in (path, *path.parents))

    def _own_places(self) -> Iterator[Path]:
        # A made-up diary and one in a folder of its own are open beside the person's real one, which is as precious.
        for folder in {self._own, *_usual()}:
            yield folder
            for path in _inside(folder):
                yield path
                yield from _inside(path)  # what the app keeps lies no deeper: backups and mappings


def _usual() -> Iterator[Path]:
    with contextlib.suppress(NoSuchFolder):  # a computer that tells of no home has none
        yield usual_paths().data


def _inside(folder: Path) -> Iterator[Path]:
    """What lies in a folder; a folder that is only linked to from there is the person's own."""
    return (path for path in folder.glob("*") if not (path.is_symlink() and path.is_dir()))


def _identity(path: Path) -> tuple[int, int] | None:
    """What a file or folder is to the system, links followed; None where there is none, or none that can be looked at."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
