"""The shared libraries the app stands on that pip does not bring, and what to say where one of them cannot be loaded."""

import re
from collections.abc import Sequence
from typing import NamedTuple, Self

from tracker.formats.texts import in_a_row
from tracker.language import _
from tracker.library.resources import resource

LOADER_WORDS = r"(\S+\.so[.\d]*): (.+)"  # glibc's, in English: Python asks for no other language of the C library
NOT_FOUND = "cannot open shared object file"


class SharedLibrary(NamedTuple):
    """A library by the name the loader knows, the Debian package that brings it, and who needs it."""

    name: str
    package: str
    needed_by: str  # window, xcb, wayland or beneath


class LoadFailure(NamedTuple):
    """A library that cannot be loaded, and the loader's reason; without a reason it is not there."""

    name: str
    reason: str = ""

    @classmethod
    def of(cls, words: str) -> Self | None:
        """The failure the loader tells of; None where the words are about something else."""
        found = re.search(LOADER_WORDS, words)
        if found is None:
            return None
        # By the file's name alone: the loader tells the path where it found a library, and the name where it found none.
        return cls(found[1].rpartition("/")[2], "" if found[2].startswith(NOT_FOUND) else found[2])


def shared_libraries() -> tuple[SharedLibrary, ...]:
    """All that are known, in the order of the table."""
    lines = resource("libraries", "debian.txt").read_text(encoding="ascii").splitlines()
    return tuple(SharedLibrary(*line.split()) for line in lines if line and not line.startswith("#"))


def sentence_of(failures: Sequence[LoadFailure]) -> str:
    """What cannot be loaded, and what brings it; all that are not there in one, else the first that is damaged."""
    # Each once, in the order they were met: several may want the same.
    absent = list(dict.fromkeys(failure.name for failure in failures if not failure.reason))
    if not absent:
        return _("Recovery Tracker needs {library}, which cannot be loaded ({reason}). The diary is safe; install that library again.").format(
            library=failures[0].name, reason=failures[0].reason
        )
    packages = {library.name: library.package for library in shared_libraries()}
    wanted = sorted({packages[name] for name in absent if name in packages})
    if not wanted:
        return _("Recovery Tracker needs {libraries}, which this computer lacks. The diary is safe; install the package that holds it.").format(
            libraries=in_a_row(absent)
        )
    return _(
        "Recovery Tracker needs {libraries}, which this computer lacks. The diary is safe; "
        "on Debian or Ubuntu install what is missing with: sudo apt-get install {packages}"
    ).format(libraries=in_a_row(absent), packages=" ".join(wanted))


def sentence_of_import(problem: ImportError) -> str | None:
    """What cannot be loaded where an import failed for want of a shared library; None where it failed for another reason."""
    reason: BaseException | None = problem
    while reason is not None:
        if failure := LoadFailure.of(str(reason)):
            return sentence_of([failure])
        # The loader's words may be beneath an error that a package raised of its own.
        reason = reason.__cause__ or reason.__context__
    return None
