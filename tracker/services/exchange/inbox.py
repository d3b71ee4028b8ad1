"""The inbox: what a phone, a form or a file sync drops into a folder of the person's choice comes in, each file as one import."""

import contextlib
from collections.abc import Generator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.chosen_files import ChosenFiles
from tracker.domain.times import Clock
from tracker.errors import DiaryUnavailable, Refused
from tracker.formats.joining import sentence
from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.exchange.import_preview import ReadOptions
from tracker.services.exchange.importing import Importing, ImportResult
from tracker.services.exchange.inbox_folder import DONE, REFUSED, ChangedMeanwhile, Found, InboxFolder
from tracker.services.settings import ChosenSettings
from tracker.steps import Progress

if TYPE_CHECKING:
    from tracker.importers.table.mapping import Mapping

# Bytes. What is dropped on the way is small; a large file is imported by hand, where it is seen first.
LARGEST = 100_000_000
# Files in a folder that was never an inbox: with more of them it is one of another kind.
MOST_THERE = 50


class Outcome(StrEnum):
    """What became of a file: moved to done or to refused, or left where it is."""

    DONE = DONE
    REFUSED = REFUSED
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file of the inbox: what became of it, what came in of it, and why it, or a part of it, did not."""

    file: str
    outcome: Outcome
    result: ImportResult
    reason: str = ""
    is_changing: bool = False  # it was written on meanwhile, and waits for nothing but the next look


class Inbox:
    """Takes in what lies still in the chosen folder; off until one is chosen."""

    def __init__(self, importing: Importing, settings: ChosenSettings, files: ChosenFiles, clock: Clock) -> None:
        self._importing = importing
        self._settings = settings
        self._files = files
        self._clock = clock
        self._folder: InboxFolder | None = None

    @property
    def folder(self) -> Path | None:
        """The chosen folder; None while it is off."""
        return Path(self._settings.now.inbox) if self._settings.now.inbox else None

    @property
    def waiting(self) -> list[str]:
        """The names of the files that did not lie still yet at the last look."""
        return [found.name for found in self._folder.waiting] if self._folder is not None else []

    def choose(self, folder: Path) -> None:
        """Use a folder from now on; raises Refused, the one before in use."""
        ready = self._an_inbox(folder)
        if not ready.has_its_folders() and _holds_others(ready):
            raise _would_be_moved(folder)
        ready.make_ready()
        self._settings.choose(inbox=str(ready.path))
        self._folder = ready

    def turn_off(self) -> None:
        """Look into no folder any more; what lies there stays. Raises Refused."""
        self._settings.choose(inbox="")
        self._folder = None

    def open(self, folder: Path | None = None) -> None:
        """Look into this folder from now on, without keeping the choice, or into the chosen one; raises Refused, also where there is none."""
        chosen = self.folder
        if folder is not None and folder.resolve() != chosen:
            # Whoever names it at the command line means what lies there now: what cannot be used is told, and put aside.
            self._folder = self._an_inbox(folder)
            self._folder.make_ready()
        elif chosen is None:
            raise Refused(_("No folder is chosen for the inbox. Name one, or choose one in Settings under Import and export."))
        elif self._folder is None or self._folder.path != chosen:
            self._folder = InboxFolder(chosen)

    def still(self) -> list[Found]:
        """The files that lie still in the folder that is open; raises Refused."""
        return self._folder.still(self._clock.boot_time().since) if self._folder is not None else []

    def steps(self, files: list[Found]) -> Generator[Progress, None, list[Delivery]]:
        """Take in these files a step at a time, each in a transaction of its own; raises Refused where nothing can be taken in at all.

        Stopped in between, by a power cut or otherwise, each file has come in whole or not at all: the next look finds what is left, and
        what came in already is known.
        """
        folder, deliveries = self._folder, list[Delivery]()
        if folder is None or not files:
            return deliveries
        self._refuse_own(folder.path)
        folder.make_ready()
        with folder.alone() as is_alone:
            reason = ""
            for found in files if is_alone else ():
                # Nothing is wrong with the files: they wait until the diary can be written again, and are not waited for one by one.
                if not reason:
                    try:
                        deliveries.append((yield from self._take(folder, found)))
                        continue
                    except DiaryUnavailable as problem:
                        reason = problem.sentence
                deliveries.append(Delivery(found.name, Outcome.LEFT, ImportResult(), reason))
        return deliveries

    def _take(self, folder: InboxFolder, found: Found) -> Generator[Progress, None, Delivery]:
        name = found.name
        try:
            options = self._options(found)
            result = yield from self._importing.steps(found.path, options, before_change=lambda: folder.refuse_changed(found))
            delivery = _delivery(name, result)
        except ChangedMeanwhile as problem:
            return Delivery(name, Outcome.LEFT, ImportResult(), problem.sentence, is_changing=True)
        except Refused as problem:
            delivery = Delivery(name, Outcome.REFUSED, ImportResult(), problem.sentence)
        try:
            folder.put_away(found, delivery.outcome.value, _told(delivery))
        except Refused as problem:
            return Delivery(name, Outcome.LEFT, delivery.result, problem.sentence, is_changing=isinstance(problem, ChangedMeanwhile))
        return delivery

    def _options(self, found: Found) -> ReadOptions:
        """How a file is to be read; raises Refused for what is not taken in unseen."""
        from tracker.importers.formats.sealed import is_sealed
        from tracker.importers.recognition import ANY_TABLE, APPLE_HEALTH, BACKUP, open_rows, recognise

        name = found.name
        if found.size > LARGEST:
            raise _not_for_the_inbox(name)
        format_ = recognise(found.path)
        if format_.key in {APPLE_HEALTH.key, BACKUP} or is_sealed(found.path):
            raise _not_for_the_inbox(name)
        mapping = self._mapping_for(found.path) if format_ == ANY_TABLE else None
        if format_ == ANY_TABLE and mapping is None:
            if len(open_rows(found.path, format_).header) == 1:
                words = _("{file} is no table and does not begin with a pain from 0 to 10. Nothing was imported; write a line like “{line}”.")
                raise Refused(words.format(file=name, line="6 lower back left"))
            raise Refused(
                _(
                    "Which column of {file} holds what is not known yet. Nothing was imported; import it once in the window and give the "
                    "choice a name, then put it into the inbox again."
                ).format(file=name)
            )
        if format_.read_table is not None and open_rows(found.path, format_, mapping).other_encodings:
            raise Refused(
                _("The letters of {file} can be read in more than one way. Nothing was imported; import the file in the window.").format(file=name)
            )
        return ReadOptions(format=format_.key, mapping=mapping)

    def _mapping_for(self, file: Path) -> "Mapping | None":
        """The kept mapping that uses most of a table's columns, and none that it does not have; None where there is none."""
        from tracker.importers.recognition import ANY_TABLE, open_rows

        fitting = []
        for mapping in self._importing.mappings.all():
            used = {column.strip() for column in mapping.mapped()}
            # Two columns of one name, among those it uses, are refused.
            with contextlib.suppress(Refused):
                if used <= set(open_rows(file, ANY_TABLE, mapping).header):
                    fitting.append((len(used), mapping))
        return max(fitting, key=lambda found: found[0], default=(0, None))[1]

    def _an_inbox(self, folder: Path) -> InboxFolder:
        """A folder that may become an inbox; raises Refused for one that never does, such as that of all a person has."""
        try:
            path = folder.resolve(strict=True)
        except (OSError, RuntimeError) as problem:
            raise Refused(
                _("{file} cannot be used ({reason}). Nothing was changed; check the folder and its permissions, or choose another.").format(
                    file=folder, reason=getattr(problem, "strerror", None) or type(problem).__name__
                )
            ) from problem
        if not path.is_dir():
            raise Refused(_("{folder} is not a folder of its own. Nothing was changed; choose another.").format(folder=folder))
        self._refuse_own(path)
        if path in {Path.home(), *Path.home().parents}:
            raise _would_be_moved(folder)
        return InboxFolder(path)

    def _refuse_own(self, folder: Path) -> None:
        if any(self._files.holds(path) for path in (folder, folder / DONE, folder / REFUSED)):
            raise Refused(_("{file} leads into the app's own folder. Nothing was changed; choose another folder.").format(file=folder))


def _not_for_the_inbox(name: str) -> Refused:
    return Refused(_("The inbox does not take in {file}. Nothing was imported; import it in the window.").format(file=name))


def _would_be_moved(folder: Path) -> Refused:
    words = _("{folder} holds other things, which the inbox would move away. Nothing was changed; choose an empty folder.")
    return Refused(words.format(folder=folder))


def _holds_others(folder: InboxFolder) -> bool:
    """Whether a folder holds what never was meant for an inbox: files that no format knows or that are imported in the window, or too many."""
    from tracker.importers.recognition import APPLE_HEALTH, BACKUP, recognise

    files = list(folder.files())
    if len(files) > MOST_THERE:
        return True
    try:
        return any(recognise(found.path) in {APPLE_HEALTH, BACKUP} for found in files)
    except Refused:
        return True


def _delivery(name: str, result: ImportResult) -> Delivery:
    """A file that was read to its end: it is done where anything of it is in the diary now."""
    if result.changes_something or result.already_there:
        return Delivery(name, Outcome.DONE, result, _left_out(result) if result.refused_count else "")
    reason = sentence(_("Nothing of this file can be used")) if result.read else _("There is nothing in this file.")
    return Delivery(name, Outcome.REFUSED, result, reason)


def _left_out(result: ImportResult) -> str:
    words = ngettext("{count} line of it could not be used.", "{count} lines of it could not be used.", result.refused_count)
    return words.format(count=number_text(result.refused_count))


def _told(delivery: Delivery) -> str:
    """What is written beside the files that could not be used: the sentence, and each line with its reason."""
    lines = [_("Line {line}: {reason}").format(line=line, reason=reason) for line, reason in delivery.result.refused]
    return "\n".join((f"{delivery.file}: {delivery.reason}", *lines)) if delivery.reason else ""
