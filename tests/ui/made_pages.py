"""Pages of a report without the report: quick to make, each with its number on it."""

from PySide6.QtCore import QBuffer, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from tracker.reports.typesetting import Typeset


def made_pages(count: int) -> Typeset:
    """A document of so many pages of A4, as the report comes when it is set."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()))
    writer.setResolution(72)
    painter = QPainter(writer)
    for number in range(1, count + 1):
        if number > 1:
            writer.newPage()
        painter.fillRect(60, 60, 20 * number, 40, "black")
    painter.end()
    return Typeset(buffer.data().data(), standard=True, pages=count)
