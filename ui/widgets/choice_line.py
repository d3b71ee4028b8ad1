"""A question in place, answered by one of a few buttons; it stands calmly and takes no focus."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

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
        row = FlowLayout(spacing=SPACE)
        for key, button in self.buttons.items():
            button.clicked.connect(partial(self._on_clicked, key))
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(SPACE)
        layout.addWidget(self._text)
        layout.addLayout(row)
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

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        self.chosen.emit(key)
