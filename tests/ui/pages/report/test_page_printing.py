"""What comes out of the printer are the pages that were shown, all of them or those asked for."""

from pathlib import Path

import pytest
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter

from tests.ui.made_pages import made_pages
from tracker.errors import Refused
from tracker.reports.pages import page_count, page_image
from tracker.steps import Progress
from ui.pages.report.page_printing import FINEST, pages_wanted, print_steps, printer_for

pytestmark = pytest.mark.usefixtures("dressed")

COARSE = 72


@pytest.fixture
def printer(tmp_path):
    """A printer that prints into a file."""
    printer = printer_for(QPageSize.PageSizeId.A4, "Pain diary")
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setResolution(COARSE)
    return printer


def printed(printer, made, numbers):
    steps = list(print_steps(printer, made.pdf, numbers))
    assert steps == [Progress(done, len(numbers)) for done in range(len(numbers))]
    return Path(printer.outputFileName()).read_bytes()


def test_each_page_shown_is_a_page_printed_at_the_same_place(printer):
    made = made_pages(3)
    paper = printed(printer, made, pages_wanted(printer, made.pages))
    assert page_count(paper) == 3
    for number in range(3):
        shown, on_paper = page_image(made.pdf, number), page_image(paper, number)
        assert (on_paper.width, on_paper.height) == pytest.approx((shown.width, shown.height), abs=2)
        assert ink_of(on_paper) == pytest.approx(ink_of(shown), abs=3)


def ink_of(image):
    """Where the black part of a page begins and ends: left, upper, right, lower."""
    places = [divmod(place, image.width) for place in range(image.width * image.height) if image.rgb[3 * place] < 100]
    rows, columns = [row for row, _column in places], [column for _row, column in places]
    return min(columns), min(rows), max(columns), max(rows)


def test_only_the_pages_asked_for_are_printed(printer):
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setPageRanges(QPageRanges.fromString("2-3,5"))
    assert pages_wanted(printer, 6) == [1, 2, 4]
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    assert pages_wanted(printer, 2) == [0, 1]


def test_a_printing_left_after_a_page_prints_no_further_one(printer):
    steps = print_steps(printer, made_pages(3).pdf, [0, 1, 2])
    next(steps)
    next(steps)
    steps.close()
    assert not printer.paintEngine().isActive()


@pytest.mark.qt_log_ignore("Returned false")  # Qt's own word for what the person is told
def test_a_printer_that_does_not_take_the_job_is_refused_in_words(printer, tmp_path):
    printer.setOutputFileName(str(tmp_path / "missing" / "folder" / "printed.pdf"))
    with pytest.raises(Refused, match="did not take the report"):
        list(print_steps(printer, made_pages(1).pdf, [0]))


def test_no_page_is_drawn_finer_than_can_be_seen(printer, monkeypatch):
    scales = []
    monkeypatch.setattr("ui.pages.report.page_printing.page_image", lambda pdf, number, scale: scales.append(scale) or page_image(pdf, number, 1))
    printer.setResolution(2400)
    list(print_steps(printer, made_pages(1).pdf, [0]))
    assert scales == [FINEST / 72]
