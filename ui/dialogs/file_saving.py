"""A file of the person's own: asked for, never written over unasked, written, and told of. Every file a person chooses to write goes this way."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

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
    has_password: bool = False


@dataclass(frozen=True, slots=True)
class Sealing(Generic[T]):
    """How a file is written under a password: what writes it, step by step, and what raises Refused for a file that cannot be written and for a
    password it cannot have, or for None where none can.
    """

    steps: Callable[[Path, str], Generator[object, None, T]]
    refuse: Callable[[Path, str | None], None]


def files_of_kind(patterns: str) -> str:
    """What a file dialog offers to choose from: "Files (*.csv)"; Qt reads the patterns between these very brackets."""
    return _("Files") + f" ({patterns})"


def sealed_kind(ending: str) -> FileKind:
    """A file of this ending that has a password."""
    return FileKind(ending, _("With a password") + f" (*{ending})", has_password=True)


def table_kind() -> FileKind:
    """Entries as a table."""
    return FileKind(".csv", files_of_kind("*.csv"))


def clinic_kind() -> FileKind:
    """Entries as FHIR."""
    return FileKind(".fhir.json", files_of_kind("*.fhir.json"))


@dataclass(frozen=True, slots=True)
class ChosenFile:
    """The file to write; it must be new where the dialog has not asked whether this very one may be replaced."""

    path: Path
    must_be_new: bool = False
    has_password: bool = False


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
    sealing: Sealing[T] | None = None,
) -> None:
    """Ask for a file of one of these kinds, by default the first; write it, and say what `words` make of it and of what `write` gave.

    With `sealing` one of the kinds may have a password, which is asked for then.
    """
    chosen = ask_for_file(parent, title, stem, kinds)
    if chosen is None:
        return
    # In a tuple: the answer is None where it failed, and what was written may itself be None.
    if sealing is not None and chosen.has_password:
        written = desk.ask(lambda: _sealed(parent, chosen, sealing))
    else:
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
    kind = next((kind for kind in kinds if kind.words == chosen), kinds[0])
    typed = next((kind for kind in kinds if name.lower().endswith(kind.ending)), None)
    # The dialog has asked whether this very name may be replaced; one that is changed from here on, it has not.
    if typed is not None and typed.ending == kind.ending:
        return ChosenFile(Path(name), has_password=kind.has_password)
    # Whoever has chosen a password gets no file without one, whatever was typed.
    if typed is not None and name != suggested and not kind.has_password:
        return ChosenFile(Path(name), has_password=typed.has_password)
    ending = kind.ending
    last_part = ending[ending.rfind(".") :]  # of ".fhir.json" somebody may have typed ".json"
    whole = Path(name.removesuffix(typed.ending if typed else last_part) + ending)
    return ChosenFile(whole, must_be_new=True, has_password=kind.has_password)


def _sealed(parent: QWidget, chosen: ChosenFile, sealing: Sealing[T]) -> tuple[T] | None:
    """What writing under a password that is asked for gave; None where it was given up. Raises Refused, or where what it needs is missing."""
    sealing.refuse(chosen.path, None)
    from ui.dialogs.file_password import FilePassword  # few files have one

    dialog = FilePassword(partial(sealing.refuse, chosen.path), partial(_steps_to, chosen, sealing), parent.window())
    if dialog.exec() == QDialog.DialogCode.Accepted:
        return dialog.written
    if dialog.problem is not None:
        raise dialog.problem
    return None


def _steps_to(chosen: ChosenFile, sealing: Sealing[T], password: str) -> Generator[object, None, T]:
    _refuse_another(chosen)
    return (yield from sealing.steps(chosen.path, password))


def open_folder(file: Path) -> None:
    """Show the folder of a file as the desktop does."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))


def written_to(chosen: ChosenFile, write: Callable[[Path], T]) -> T:
    """What writing a file gave; raises Refused where it must be new and is not."""
    _refuse_another(chosen)
    return write(chosen.path)


def _refuse_another(chosen: ChosenFile) -> None:
    if chosen.must_be_new and chosen.path.exists():
        raise Refused(_("There is a file {file} already. Nothing was written; choose that one, or another name.").format(file=chosen.path.name))
