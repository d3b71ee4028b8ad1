"""Where to write what a person exports: a file chosen by its kind, whose ending then says how it is written."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.language import N_, _

CSV, ARCHIVE, FHIR = ".csv", ".json", ".fhir.json"
FILTERS = {CSV: N_("Tables (*.csv)"), FHIR: N_("FHIR, for a clinic (*.fhir.json)"), ARCHIVE: N_("Archives (*.json)")}


def ask_for_file(parent: QWidget, title: str, stem: str, *endings: str) -> Path | None:
    """Ask for a file with one of these endings, by default the first; None where the person thinks better of it.

    An ending that was typed counts; else the kind chosen in the dialog does. A file the dialog did not ask about is not written over.
    """
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = {_(FILTERS[ending]): ending for ending in endings}
    suggested = str(Path(folder) / stem) + endings[0]
    name, kind = QFileDialog.getSaveFileName(parent, title, suggested, ";;".join(kinds))
    ending = kinds.get(kind, endings[0])
    if not name or name.lower().endswith(ending) or (_ending_of(name, endings) and name != suggested):
        return Path(name) if name else None
    return _free(Path(name.removesuffix(_ending_of(name, endings) or ending[ending.rfind(".") :])), ending)


def _ending_of(name: str, endings: Sequence[str]) -> str:
    return next((ending for ending in endings if name.lower().endswith(ending)), "")


def _free(path: Path, ending: str) -> Path:
    """The file of that name, or with the first number after it that is not taken."""
    file = path.with_name(path.name + ending)
    numbers = count(2)
    while file.exists():
        file = path.with_name(f"{path.name}-{next(numbers)}{ending}")
    return file
