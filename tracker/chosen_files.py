"""Files a person named for something to be written into; the app's own folder is not a place for them."""

from collections.abc import Callable, Iterator
from pathlib import Path

from tracker.errors import Refused
from tracker.files import atomic_produce, atomic_write, real_target
from tracker.language import _


class ChosenFiles:
    """Writes files of a person's choice, none of them in the data folder `own`, whatever way leads there."""

    def __init__(self, own: Path) -> None:
        self._own = own

    def write(self, file: Path, content: bytes) -> None:
        """Replace a chosen file whole or not at all; raises Refused, the old file unchanged."""
        self.refuse_own(file)
        atomic_write(file, content)

    def produce(self, file: Path, produce: Callable[[Path], None]) -> None:
        """Let `produce` write a file beside the chosen one and swap it in; raises Refused, the old file unchanged."""
        self.refuse_own(file)
        atomic_produce(file, produce)

    def refuse_own(self, file: Path) -> None:
        """Raise Refused where a file lies in the data folder or is one of those there.

        Files and folders are told by what they are and not by name alone: the same one may be spelt in capitals, mounted elsewhere, or
        be a second (hard) link to the diary or to a backup.
        """
        if self.holds(real_target(file)):
            raise Refused(
                _("{file} leads into the app's own folder, so nothing was written. The diary is unchanged; choose another folder.").format(file=file)
            )

    def holds(self, path: Path) -> bool:
        """Whether a file or a folder, all links followed, is the data folder, lies in it or is one of the files there."""
        own = {identity for place in self._own_places() if (identity := _identity(place)) is not None}
        # The folders above it as well: a link or a mount may lead into the data folder anywhere on the way.
        return any(_identity(place) in own for place in (path, *path.parents))

    def _own_places(self) -> Iterator[Path]:
        yield self._own
        for path in _inside(self._own):
            yield path
            yield from _inside(path)  # what the app keeps lies no deeper: backups and mappings


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
