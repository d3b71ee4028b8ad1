"""Text in which some places are marked, drawn in lines."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.assets import current_palette


def draw_marked(painter: QPainter, area: QRect, text: str, marks: Iterable[tuple[int, int]]) -> None:
    """Draw the text wrapped into an area, with the marks (place and length in characters) on a wash and underlined."""
    # QTextLayout, since QPainter.drawText knows one format for the whole text, and rich text would read the note as markup.
    layout = QTextLayout(text, painter.font(), painter.device())
    layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop))
    layout.setFormats([_format(text, place, length) for place, length in marks])
    layout.beginLayout()
    bottom = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(area.width())
        line.setPosition(QPointF(0, bottom))
        bottom += line.height()
    layout.endLayout()
    layout.draw(painter, QPointF(area.topLeft()))


def _format(text: str, place: int, length: int) -> QTextLayout.FormatRange:
    """Qt counts in UTF-16 units, of which some characters have two."""
    marked = QTextLayout.FormatRange()
    marked.start = _units(text[:place])
    marked.length = _units(text[place : place + length])
    look = QTextCharFormat()
    colours = current_palette()
    look.setBackground(QColor(colours.selected))
    look.setForeground(QColor(colours.on_selected))
    look.setFontUnderline(True)
    marked.format = look
    return marked


def _units(text: str) -> int:
    # Two bytes a unit; -le, since plain utf-16 puts a byte order mark in front.
    return len(text.encode("utf-16-le")) // 2
