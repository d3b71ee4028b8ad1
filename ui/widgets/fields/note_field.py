"""A note of at most 10,000 characters, with a counter; what is pasted is cut before it gets in."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.entries import NOTE_LIMIT
from tracker.formats.texts import number_text
from tracker.language import _
from tracker.library.look import sizes
from ui.widgets.keys import ENTER
from ui.widgets.labels import plain_label

# Beyond these it scrolls: higher, it would push what follows out of view.
MOST_LINES = 6
AROUND = 22  # px; above and beneath a line in the field: its edge, its padding in app.qss and the margin of a document
# What a document has between its lines; toPlainText would put it right, but would turn hard spaces into plain ones too.
LINE_BREAK = "\N{PARAGRAPH SEPARATOR}"


class NoteText(QPlainTextEdit):
    """The text itself: one line high while it is short; where Enter saves, Shift+Enter begins a line."""

    save_requested = Signal()

    def __init__(self, name: str, *, enter_saves: bool, least_lines: int) -> None:
        super().__init__()
        self._enter_saves = enter_saves
        self._least_lines = least_lines
        # Qt changes what it is given (the line ends): a note nobody touched must be given back as it was kept.
        self._given, self._given_shown = "", ""
        # Else Tab would be typed, and nobody could leave the field by keyboard.
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if enter_saves:
            self.setToolTip(_("Enter saves, Shift+Enter begins a new line"))
        self.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """The note as it was given, or as it was typed since; lines end with a line feed."""
        shown = self._shown_text()
        return self._given if shown == self._given_shown else shown

    def set_text(self, text: str) -> None:
        """Show a note; what was typed before is not brought back by undoing."""
        if text == self.text() and not self.document().isUndoAvailable() and not self.document().isRedoAvailable():
            return  # each change of the diary shows the fields afresh
        self.setPlainText(text[:NOTE_LIMIT])
        self._given, self._given_shown = text[:NOTE_LIMIT], self._shown_text()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take of what is pasted or dropped as much as there is room for; a megabyte in one line would hold the window up for minutes."""
        if source.hasText():
            room = NOTE_LIMIT - len(self._shown_text()) + len(self.textCursor().selectedText())
            # A zero character cannot be kept, and nobody sees it to take it away.
            self.insertPlainText(source.text().replace("\0", "")[: max(0, room)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves where it is to; with Shift, and elsewhere, it begins a line."""
        if event.key() in ENTER and self._enter_saves and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.save_requested.emit()
            return
        # Qt makes of Shift+Enter a line separator within the paragraph, which would be kept in the note as U+2028.
        if event.key() in ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.insertPlainText("\n")
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower one needs more lines."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as its lines, within bounds."""
        return QSize(super().sizeHint().width(), self._height())

    def _shown_text(self) -> str:
        return self.document().toRawText().replace(LINE_BREAK, "\n")

    def _on_text_changed(self) -> None:
        # For what does not come by the clipboard: keys, and an input method that writes several letters at once.
        too_many = len(self._shown_text()) - NOTE_LIMIT
        if too_many > 0:
            cursor = self.textCursor()
            # What is too much is taken away before the cursor, where it was typed; with too little before it, from the end.
            if cursor.position() < too_many:
                cursor.movePosition(QTextCursor.MoveOperation.End)
            cursor.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, too_many)
            cursor.removeSelectedText()
        self._fit()

    def _fit(self) -> None:
        """Grow with the text; a scroll bar is there only for what no longer fits: in one line it would be all handle."""
        # QPlainTextDocumentLayout gives its height in lines, not in px.
        fits = self.document().size().height() <= MOST_LINES
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        # Setting the height brings a resize event, which comes back here.
        if self.height() != self._height():
            self.setFixedHeight(self._height())

    def _height(self) -> int:
        line = self.fontMetrics().lineSpacing()
        lines = min(MOST_LINES, max(self._least_lines, int(self.document().size().height())))
        # One line is as high as any other control, padding and all; each more adds its own spacing.
        return max(sizes().control, line + AROUND) + (lines - 1) * line


class NoteField(QWidget):
    """Takes its name; the note and, once it holds something, how many characters of the limit it has."""

    changed = Signal()
    save_requested = Signal()

    def __init__(self, name: str, *, enter_saves: bool = False, least_lines: int = 2) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.edit = NoteText(name, enter_saves=enter_saves, least_lines=least_lines)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.save_requested.connect(self.save_requested)
        self.counter = plain_label("", "small", wrap=False)
        self.counter.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.edit)
        layout.addWidget(self.counter, 0, Qt.AlignmentFlag.AlignRight)
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """The note."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Show a note without a signal."""
        self.edit.blockSignals(True)
        self.edit.set_text(text)
        self.edit.blockSignals(False)
        self._count()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The focus is for the text, whether or not it stands proxy."""
        self.edit.setFocus(event.reason())

    def _on_text_changed(self) -> None:
        self._count()
        self.changed.emit()

    def _count(self) -> None:
        length = len(self.text())
        if length:
            self.counter.setText(_("{count} of {limit} characters").format(count=number_text(length), limit=number_text(NOTE_LIMIT)))
        self.counter.setVisible(bool(length))
