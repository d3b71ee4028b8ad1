"""A quiet button that shows what stands beneath it and hides it again; the mark before its words says which, and so does a screen reader."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.accessible_roles import show_open
from ui.widgets.buttons import ActionButton, in_lines


class Opener(ActionButton):
    """Takes its words, which wrap, and what it shows, which is hidden at first; `opened` brings that when a press showed it.

    `shown` follows each showing and hiding.
    """

    shown = Signal()
    opened = Signal(QWidget)

    def __init__(self, text: str, shown: QWidget) -> None:
        super().__init__(text, "opener", icon_name="closed")
        self._shown = shown
        self._words = text
        # By width: Qt asks for the same ones a hundred times while a page is laid out.
        self._heights: dict[int, int] = {}
        self.setAccessibleName(text)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.clicked.connect(self._on_clicked)
        self.set_open(is_open=False)

    def set_open(self, *, is_open: bool) -> None:
        """Show what it stands for, or hide it."""
        self._shown.setVisible(is_open)
        show_open(self, is_open=is_open)
        self.set_icon_name("opened" if is_open else "closed")
        self.shown.emit()

    def is_around(self, widget: QWidget) -> bool:
        """Whether a widget is in what it shows, or is this itself while that is shown."""
        return self.isVisible() and self._shown.isVisible() and (widget is self or self._shown is widget or self._shown.isAncestorOf(widget))

    def holds(self, other: "Opener") -> bool:
        """Whether another stands in what this shows."""
        return self._shown.isAncestorOf(other)

    def close_up(self) -> None:
        """Hide what it shows; the focus is here then."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.set_open(is_open=False)

    def sizeHint(self) -> QSize:
        """In one line."""
        return QSize(self._beside_words() + self._longest(self._words), self._height(1))

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest word."""
        return QSize(self._beside_words() + max(self._longest(word) for word in self._words.split()), self._height(1))

    def heightForWidth(self, width: int) -> int:
        """As high as its lines, in a width in px."""
        if width not in self._heights:
            self._heights[width] = self._height(self._wrapped(width).count("\n") + 1)
        return self._heights[width]

    def changeEvent(self, event: QEvent) -> None:
        """Another font makes other heights."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._heights.clear()
            self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the words anew."""
        super().resizeEvent(event)
        self.setText(self._wrapped(self.width()))

    def _wrapped(self, width: int) -> str:
        return in_lines(self._words, self.fontMetrics(), width - self._beside_words())

    def _beside_words(self) -> int:
        """The width of all but the words, in px."""
        return super().sizeHint().width() - self._longest(self.text())

    def _height(self, lines: int) -> int:
        return super().sizeHint().height() + (lines - self.text().count("\n") - 1) * self.fontMetrics().lineSpacing()

    def _longest(self, text: str) -> int:
        return max(self.fontMetrics().horizontalAdvance(line) for line in text.split("\n"))

    def _on_clicked(self) -> None:
        self.set_open(is_open=self._shown.isHidden())
        if self._shown.isVisible():
            self.opened.emit(self._shown)
