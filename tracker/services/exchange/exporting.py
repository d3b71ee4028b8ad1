"""Files out: exporting entries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tracker.chosen_files import ChosenFiles
from tracker.domain.entries import Entry, Kind
from tracker.domain.ids import shared_id
from tracker.domain.redaction import LeftOut, leaving_out
from tracker.domain.times import Clock
from tracker.errors import Refused
from tracker.formats.texts import one_of
from tracker.language import _
from tracker.services.journal import Journal

CSV_ENDING, FHIR_ENDING = ".csv", ".fhir.json"


@dataclass(frozen=True, slots=True)
class Selection:
    """Which entries are written: those named, or else those of local days, both included, and kinds; less the parts left out."""

    first: date | None = None
    last: date | None = None
    kinds: tuple[Kind, ...] = tuple(Kind)
    ids: tuple[str, ...] | None = None
    without: frozenset[LeftOut] = frozenset()


EVERYTHING = Selection()


class Exporting:
    """Files for others; nothing in the diary changes."""

    def __init__(self, journal: Journal, clock: Clock, files: ChosenFiles) -> None:
        self._journal = journal
        self._clock = clock
        self._files = files

    def export(self, file: Path, selection: Selection = EVERYTHING, name: str = "", born: date | None = None, *, is_transaction: bool = False) -> int:
        """Write entries, oldest first, as the ending of the file says: .csv or .fhir.json, which tells the person's name and birth date if given.

        FHIR is a collection, or a transaction that a server stores.
        The answer is how many were written. Raises Refused where one is gone or the ending is another, the old file unchanged.
        """
        ending = entries_ending(file)
        count = 0

        def write(beside: Path) -> None:
            nonlocal count
            # Each entry is written as it is read: a diary of many years is never held as a whole.
            entries = leaving_out(self._chosen(selection), selection.without)
            with beside.open("wb") as target:
                if ending == CSV_ENDING:
                    # Imported here, so that a start does not wait for what writes files.
                    from tracker.exporters.entries_csv import write_csv

                    count = write_csv(entries, target)
                else:
                    from tracker.exporters.fhir import Person, write_fhir

                    person = Person(self._patient_id(), name, born)
                    count = write_fhir(entries, target, person, self._clock.now(), is_transaction=is_transaction)

        self._files.produce(file, write)
        return count

    def _chosen(self, selection: Selection) -> Iterable[Entry]:
        if selection.ids is None:
            return self._journal.each(selection.first, selection.last, selection.kinds)
        return sorted((self._journal.get(id_) for id_ in selection.ids), key=_order)

    def _patient_id(self) -> str:
        """A name for the person that stays from one file to the next: it comes from the first entry of the diary."""
        days = self._journal.days()
        first = self._journal.on_day(days[0])[0].id if days else ""
        # Worked out, not drawn: the same diary gives the same person, and the id tells nothing of them.
        return shared_id(f"patient:{first}")


def _order(entry: Entry) -> tuple[datetime, str]:
    """By time, and of one time by id: two copies of a diary give the same file."""
    return entry.moment.at, entry.id


def entries_ending(file: Path) -> str:
    """The ending that says how entries are written; raises Refused for another one."""
    name = file.name.lower()
    # Not Path.suffix, which takes .fhir.json for .json.
    for ending in (CSV_ENDING, FHIR_ENDING):
        if name.endswith(ending):
            return ending
    raise Refused(
        _("{file} has an ending this app does not write. Nothing was written; use {endings}.").format(
            file=file.name, endings=one_of([CSV_ENDING, FHIR_ENDING])
        )
    )
