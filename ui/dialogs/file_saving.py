"""A file of the person's own: asked for, never written over unasked, written, and told of. Every file a person chooses to write goes this way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.errors import Refused
from tracker.language import _
from ui.desk import Desk
from ui.messages import MessageKind
from ui.widgets.labels import breakable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileKind:
    """How a file may be written: its ending, and the words the dialog lists it by, with the ending in brackets."""

    ending: str
    words: str


def table_kind() -> FileKind:
    """Entries as a table."""
    return FileKind(".csv", _("Tables (*.csv)"))


def clinic_kind() -> FileKind:
    """Entries as FHIR."""
    return FileKind(".fhir.json", _("FHIR, for a clinic (*.fhir.json)"))


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """The file to write; it must be new where the dialog has not asked whether this very one may be replaced."""

    path: Path
    must_be_new: bool = False


def folder_of(location: QStandardPaths.StandardLocation) -> str:
    """The person's folder of that kind, else their home: Qt names one that is not there, and its dialog would begin where the app happens to run."""
    found = QStandardPaths.writableLocation(location)
    return found if Path(found).is_dir() else str(Path.home())


def documents() -> str:
    """The folder a dialog begins in."""
    return folder_of(QStandardPaths.StandardLocation.DocumentsLocation)


def save_file(
    desk: Desk,
    parent: QWidget,
    title: str,
    stem: str,
    kinds: Sequence[FileKind],
    write: Callable[[Path], T],
    words: Callable[[Path, T], str],
    *,
    opens_folder: bool = False,
) -> None:
    """Ask for a file of one of these kinds, by default the first; write it, and say what `words` make of it and of what `write` gave."""
    chosen = ask_for_file(parent, title, stem, kinds)
    if chosen is None:
        return
    # In a tuple: `ask` answers None where it failed, and what was written may itself be None.
    written = desk.ask(lambda: (written_to(chosen, write),))
    if written is not None:
        # A path can be one long word, wider than the strip it is told in.
        said = breakable(words(chosen.path, written[0]))
        if opens_folder:
            desk.messages.say(said, kind=MessageKind.DONE, action_label=_("Open folder"), action=lambda: open_folder(chosen.path))
        else:
            desk.messages.say(said, kind=MessageKind.DONE)


def ask_for_file(parent: QWidget | None, title: str, stem: str, kinds: Sequence[FileKind]) -> ChosenFile | None:
    """Ask for a file; None where the person thinks better of it.

    An ending that was typed counts; else the kind chosen in the dialog does, for a name that was suggested too.
    """
    suggested = str(Path(documents()) / stem) + kinds[0].ending
    # Qt's dialog adds no ending by itself, and leaves a suggested name as it is when another kind is chosen beneath it.
    name, chosen = QFileDialog.getSaveFileName(parent, title, suggested, ";;".join(kind.words for kind in kinds))
    if not name:
        return None
    ending = next((kind.ending for kind in kinds if kind.words == chosen), kinds[0].ending)
    typed = next((kind.ending for kind in kinds if name.lower().endswith(kind.ending)), "")
    # The dialog has asked whether this very name may be replaced; one that is changed from here on, it has not.
    if typed and (typed == ending or name != suggested):
        return ChosenFile(Path(name))
    last_part = ending[ending.rfind(".") :]  # of ".fhir.json" somebody may have typed ".json"
    return ChosenFile(Path(name.removesuffix(typed or last_part) + ending), must_be_new=True)


def open_folder(file: Path) -> None:
    """Show the folder of a file as the desktop does."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))


def written_to(chosen: ChosenFile, write: Callable[[Path], T]) -> T:
    """What writing a file gave; raises Refused where it must be new and is not."""
    if chosen.must_be_new and chosen.path.exists():
        raise Refused(_("There is a file {file} already. Nothing was written; choose that one, or another name.").format(file=chosen.path.name))
    return write(chosen.path)
