"""A question in place, answered by one of a few buttons beside it, or beneath; it stands calmly and takes no focus."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from ui.assets import set_role, set_style_property
from ui.widgets.buttons import ActionButton, small_button
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout

SPACE = 8


class ChoiceLine(QFrame):
    """Takes the answers as pairs of key and words; `chosen` brings the key of the one pressed."""

    chosen = Signal(str)

    def __init__(self, text: str, answers: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        set_role(self, "notice")
        set_style_property(self, "kind", "calm")
        self._text = plain_label()
        self.buttons: dict[str, ActionButton] = {key: small_button(words) for key, words in answers}
        self._answers = QWidget()
        row = FlowLayout(self._answers, SPACE)
        for key, button in self.buttons.items():
            button.clicked.connect(partial(self._on_clicked, key))
            row.addWidget(button)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._layout.setContentsMargins(14, 4, 14, 4)
        self._layout.setSpacing(SPACE)
        self._layout.addWidget(self._text)
        self._layout.addWidget(self._answers)
        self.set_text(text)
        self.hide()

    def set_text(self, text: str) -> None:
        """Ask it in other words."""
        self._text.setText(text)
        self.setAccessibleName(text)
        for button in self.buttons.values():
            button.setAccessibleDescription(text)

    def text(self) -> str:
        """What it asks."""
        return self._text.text()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest answer, since they can stand beneath the question."""
        margins = self._layout.contentsMargins()
        return QSize(self._answers.minimumSizeHint().width() + margins.left() + margins.right(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The answers stand beside the question where all of it fits into one line."""
        super().resizeEvent(event)
        # Measured by the text, not by the label's hint: a label that wraps asks for less than its line.
        wanted = self._text.fontMetrics().horizontalAdvance(self._text.text()) + 2 * SPACE + self._answers.sizeHint().width()
        is_beside = wanted <= self._layout.contentsRect().width()
        self._layout.setDirection(QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom)
        self._layout.setAlignment(self._answers, Qt.AlignmentFlag.AlignVCenter if is_beside else Qt.AlignmentFlag(0))
        self._layout.setStretchFactor(self._text, 1 if is_beside else 0)

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        self.chosen.emit(key)
