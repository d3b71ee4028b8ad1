"""Saving the report: under which name, and what is said then."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from tracker.domain.periods import Period
from tracker.errors import Refused
from tracker.language import _
from ui.desk import Desk
from ui.messages import Kind

if TYPE_CHECKING:
    from tracker.reports.typesetting import Typeset

ENDING = ".pdf"


def save_report(desk: Desk, parent: QWidget, made: "Typeset", period: Period) -> None:
    """Ask for a file, and write these very pages into it."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    suggested = str(Path(folder) / (report_name(period) + ENDING))
    name, _kind = QFileDialog.getSaveFileName(parent, _("Save report"), suggested, _("Documents (*.pdf)"))
    if not name:
        return
    file = Path(name) if name.lower().endswith(ENDING) else Path(name + ENDING)
    if desk.attempted(lambda: _write(desk, file, Path(name), made)):
        words = _("The report was saved as {file}.").format(file=file.name)
        desk.messages.say(words, kind=Kind.DONE, action_label=_("Open folder"), action=lambda: open_folder(file))


def report_name(period: Period) -> str:
    """A name for a report of a period, without its ending; it sorts by the days."""
    return _("Pain diary {first} to {last}").format(first=period.first.isoformat(), last=period.last.isoformat())


def open_folder(file: Path) -> None:
    """Show the folder of a file as the desktop does."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file.parent)))


def _write(desk: Desk, file: Path, asked_for: Path, made: "Typeset") -> None:
    if file != asked_for and file.exists():  # the dialog has not asked whether this one may be replaced
        raise Refused(_("There is a file {file} already. Nothing was written; choose that one, or another name.").format(file=file.name))
    desk.tracker.reporting.save_report(file, made)
