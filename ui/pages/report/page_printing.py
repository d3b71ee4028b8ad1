"""Pages on paper: the very ones that are shown, drawn as finely as the printer prints."""

from collections.abc import Generator, Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from tracker.errors import Refused
from tracker.language import _
from tracker.reports.pages import page_image
from tracker.steps import Progress

FINEST = 600  # dots an inch: finer ones nobody sees, and a page of them would take hundreds of megabytes
POINTS_AN_INCH = 72


def printer_for(paper: QPageSize.PageSizeId, name: str) -> QPrinter:
    """The usual printer of this computer, for a paper, which is used to its edges: the pages have margins of their own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(paper))
    printer.setFullPage(True)
    printer.setDocName(name)
    return printer


def print_dialog(printer: QPrinter, count: int, parent: QWidget) -> QPrintDialog:
    """The dialog of this desktop for printing so many pages; it is not opened yet, and goes when it is closed."""
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setMinMax(1, count)
    dialog.setWindowTitle(_("Print report"))
    return dialog


def pages_wanted(printer: QPrinter, count: int) -> list[int]:
    """The pages chosen in the dialog, from 0, in the order they are to be printed in."""
    ranges = printer.pageRanges()
    is_part = printer.printRange() == QPrinter.PrintRange.PageRange and not ranges.isEmpty()
    wanted = [number for number in range(count) if not is_part or ranges.contains(number + 1)]
    return wanted[::-1] if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst else wanted


def print_steps(printer: QPrinter, pdf: bytes, numbers: Sequence[int]) -> Generator[Progress, None, int]:
    """Print pages one at a time, and tell how many are done, of how many; the generator returns their number.

    Closed between two pages it takes the job back, as far as the printer lets it. Raises Refused where the printer does not take a page.
    """
    painter = QPainter()
    if not painter.begin(printer):
        raise Refused(_("The printer did not take the report. Nothing was printed; choose another printer."))
    try:
        for done, number in enumerate(numbers):
            if done and not printer.newPage():
                raise Refused(_("The printer stopped after {count} of the pages. The report is unchanged; print the rest again.").format(count=done))
            yield Progress(done, len(numbers))
            _print_page(painter, printer, pdf, number)
    # The generator was closed between two pages: the person cancelled.
    except GeneratorExit:
        printer.abort()
        raise
    finally:
        painter.end()
    return len(numbers)


def _print_page(painter: QPainter, printer: QPrinter, pdf: bytes, number: int) -> None:
    made = page_image(pdf, number, min(FINEST, printer.resolution()) / POINTS_AN_INCH)
    image = QImage(made.rgb, made.width, made.height, 3 * made.width, QImage.Format.Format_RGB888)
    paper = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    size = QSizeF(image.size()).scaled(paper.size(), Qt.AspectRatioMode.KeepAspectRatio)
    target = QRectF(0, 0, size.width(), size.height())
    target.moveCenter(paper.center())
    painter.drawImage(target, image)
