"""Text to read: headings, paragraphs and their sources in one field, to be walked, chosen from and copied by keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import ceil

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from tracker.library.look import sizes
from ui.assets import current_palette, scaled_font, set_role, theme

# px above a paragraph, by what it is: a source stands close under what it is of.
ABOVE = {"heading": 20, "body": 8, "source": 2}
LINE_HEIGHT = 125  # per cent of the font's own: long paragraphs are read lying down
PARAGRAPH_KEYS = {Qt.Key.Key_Down: QTextCursor.MoveOperation.NextBlock, Qt.Key.Key_Up: QTextCursor.MoveOperation.PreviousBlock}
PAGE_KEYS = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Space: 1}


class Part(Enum):
    """What a paragraph is within a text."""

    HEADING = "heading"
    BODY = "body"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class TextLine:
    """One paragraph, and what it is."""

    text: str
    part: Part = Part.BODY


class ReadingText(QTextEdit):
    """As high as its text, in an area that scrolls: `caret_moved` brings where the caret is, `page_wanted` a page down (1) or up (-1).

    One field, and not a label for each paragraph: so it is one stop for Tab, a screen reader walks it by lines and paragraphs, and what is
    chosen may reach over several of them.
    """

    caret_moved = Signal(QRect)
    page_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[TextLine, ...] = ()
        set_role(self, "reading")
        # The caret is there to read by: without the second flag only a mouse could choose text.
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().setUndoRedoEnabled(False)
        self.cursorPositionChanged.connect(self._on_caret_moved)
        if (dress := theme()) is not None:
            dress.palette_changed.connect(self._write)

    def show_lines(self, lines: Sequence[TextLine], name: str) -> None:
        """Show another text, by the name a screen reader says."""
        self._lines = tuple(lines)
        self.setAccessibleName(name)
        self._write()

    def add_lines(self, lines: Sequence[TextLine]) -> None:
        """Go on with these; the caret stays where it is."""
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        blocked = self.blockSignals(True)
        for line in lines:
            _put(cursor, line, is_first=not self._lines)
            self._lines += (line,)
        self.blockSignals(blocked)
        self._fit()

    def lines(self) -> tuple[TextLine, ...]:
        """The text shown."""
        return self._lines

    def put_caret_at(self, height: int) -> None:
        """Put the caret on the line at a height, in px from the top."""
        self.setTextCursor(self.cursorForPosition(QPoint(0, height)))

    def _write(self) -> None:
        """The document anew: it holds colours and sizes itself, which no style sheet reaches."""
        blocked = self.blockSignals(True)
        self.document().clear()
        cursor = QTextCursor(self.document())
        for place, line in enumerate(self._lines):
            _put(cursor, line, is_first=place == 0)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.blockSignals(blocked)
        self._fit()

    def _fit(self) -> None:
        document: QTextDocument = self.document()
        document.setTextWidth(self.viewport().width())
        self.setFixedHeight(ceil(document.size().height()))

    def _on_caret_moved(self) -> None:
        self.caret_moved.emit(self.cursorRect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower, it is higher."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl and an arrow go by paragraphs, with Shift choosing them; pages are those of the area around."""
        keys, modifiers = event.key(), event.modifiers()
        if keys in PARAGRAPH_KEYS and modifiers & Qt.KeyboardModifier.ControlModifier:
            is_choosing = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self.moveCursor(PARAGRAPH_KEYS[Qt.Key(keys)], QTextCursor.MoveMode.KeepAnchor if is_choosing else QTextCursor.MoveMode.MoveAnchor)
        elif keys in PAGE_KEYS:
            back = keys == Qt.Key.Key_Space and bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
            self.page_wanted.emit(-1 if back else PAGE_KEYS[Qt.Key(keys)])
        else:
            super().keyPressEvent(event)


def _put(cursor: QTextCursor, line: TextLine, *, is_first: bool) -> None:
    shape, letters = _shape(line.part, is_first=is_first), _letters(line.part)
    if is_first:
        cursor.setBlockFormat(shape)
    else:
        cursor.insertBlock(shape)
    cursor.setBlockCharFormat(letters)
    cursor.insertText(line.text, letters)


def _shape(part: Part, *, is_first: bool) -> QTextBlockFormat:
    shape = QTextBlockFormat()
    shape.setTopMargin(0 if is_first else ABOVE[part.value])
    shape.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if part is Part.HEADING:
        shape.setHeadingLevel(2)
    return shape


def _letters(part: Part) -> QTextCharFormat:
    size, colours = sizes(), current_palette()
    letters = QTextCharFormat()
    if part is Part.HEADING:
        letters.setFont(scaled_font(size.heading, strong=True))
    elif part is Part.SOURCE:
        letters.setFont(scaled_font(size.small))
    else:
        letters.setFont(scaled_font(1))
    letters.setForeground(QColor(colours.muted if part is Part.SOURCE else colours.text))
    return letters
