"""A row of joined buttons of which one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.assets import set_style_property
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import ActionButton, show_checked


class SegmentedBar(QWidget):
    """Takes its options as (key, text) and its own name; the arrow keys move the choice."""

    chosen = Signal(str)

    def __init__(self, options: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        hear_as(self, "group")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, ActionButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for key, text in options:
            button = self._segment(text)
            self._buttons[key] = button
            button.toggled.connect(lambda is_on, key=key: self.chosen.emit(key) if is_on else None)
            layout.addWidget(button)
        self._round_ends()
        if options:
            self.choose(options[0][0])

    def chosen_key(self) -> str:
        """The key of the chosen option; empty where there is none."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose an option without a signal; raises KeyError where there is no such option."""
        show_checked(self._buttons[key], is_checked=True)

    def segment(self, key: str) -> ActionButton:
        """The button of an option."""
        return self._buttons[key]

    def changeEvent(self, event: QEvent) -> None:
        """Read from the right, the first is the one at the right."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self._round_ends()

    def _round_ends(self) -> None:
        buttons = list(self._buttons.values())
        for place, button in enumerate(reversed(buttons) if self.isRightToLeft() else buttons):
            set_style_property(button, "place", _place(place, len(buttons)))

    def _segment(self, text: str) -> ActionButton:
        button = ActionButton(text, "segment")
        button.setCheckable(True)
        # The group alone decides; without this Qt would have a screen reader say "check box".
        button.setAutoExclusive(True)
        self._group.addButton(button)
        return button


def _place(place: int, count: int) -> str:
    """Where a segment stands, counted from the left, since a style sheet knows no other edges."""
    if count == 1:
        return "only"
    return {0: "left", count - 1: "right"}.get(place, "middle")
