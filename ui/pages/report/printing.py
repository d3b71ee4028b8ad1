"""Printing the report: the dialog of the desktop, then a page at a time."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QDialog, QWidget

from tracker.chosen_files import ChosenFiles
from tracker.language import _
from tracker.reports.choices import Paper
from ui.desk import Desk
from ui.messages import MessageKind
from ui.stepper import Stepper

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from tracker.reports.typesetting import Typeset

SIZES = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


class ReportPrinting(QObject):
    """Prints one report at a time; `ended` comes however it ended."""

    told = Signal(str, int, int)  # what is being done, how many pages are done, of how many
    ended = Signal()

    def __init__(self, desk: Desk, chosen_files: ChosenFiles, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._chosen_files, self._over = desk, chosen_files, parent
        self._printer: QPrinter | None = None
        self._stepper: Stepper | None = None

    @property
    def is_running(self) -> bool:
        """Whether pages are on their way to the printer."""
        return self._stepper is not None and self._stepper.running

    def ask(self, made: "Typeset", paper: Paper, name: str) -> None:
        """Open the dialog of the desktop, and print when it is accepted."""
        from ui.pages.report.page_printing import print_dialog, printer_for

        printer = self._printer = printer_for(SIZES[paper], name)
        dialog = print_dialog(printer, made.pages, self._over)
        dialog.accepted.connect(lambda: self.print_on(printer, made))
        QDialog.open(dialog)  # its own needs a slot to call

    def print_on(self, printer: "QPrinter", made: "Typeset") -> None:
        """Print these very pages, those chosen in the dialog."""
        from ui.pages.report.page_printing import pages_wanted, print_steps

        chosen = printer.outputFileName()  # printed into a file: Qt writes over it, through whatever link
        if chosen and not self._desk.tell_failures(lambda: self._chosen_files.refuse_own(Path(chosen))):
            return
        self._printer = printer  # Qt does not keep it alive
        stepper = self._stepper = Stepper(print_steps(printer, made.pdf, pages_wanted(printer, made.pages)), self)
        stepper.progressed.connect(lambda progress: self.told.emit(_("Printing"), progress.done, progress.total))
        stepper.finished.connect(self._on_finished)
        stepper.failed.connect(self._on_failed)
        stepper.cancelled.connect(self._on_cancelled)
        self.told.emit(_("Printing"), 0, made.pages)
        stepper.start()

    def stop(self) -> None:
        """Print no further page."""
        if self._stepper is not None:
            self._stepper.cancel()

    def _on_finished(self, _count: int) -> None:
        self._desk.messages.say(_("The report was handed to the printer."), kind=MessageKind.DONE)
        self.ended.emit()

    def _on_failed(self, problem: Exception) -> None:
        self._desk.messages.report(problem)
        self.ended.emit()

    def _on_cancelled(self) -> None:
        self._desk.messages.say(_("The printing was cancelled. Pages handed to the printer before may still come."))
        self.ended.emit()
