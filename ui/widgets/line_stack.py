"""Lines one beneath another, exchanged as a whole; the focus stays at its place."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.assets import set_style_property
from ui.widgets.buttons import ActionButton, icon_button
from ui.widgets.labels import HairLine
from ui.widgets.laid_out import clear
from ui.widgets.tab_order import order_tabs


class LineStack(QWidget):
    """Takes its name; each line says by its focus proxy what gets the focus."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._lines: list[QWidget] = []
        # Remembered, because `order_tabs` takes the proxies of compounds away.
        self._firsts: list[QWidget | None] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def set_lines(self, lines: Sequence[QWidget]) -> None:
        """Show these lines."""
        place = self._place_of_focus()
        self.hide()  # else the whole page would be laid out anew for each line
        clear(self._layout)
        self._lines = list(lines)
        self._firsts = [line.focusProxy() for line in lines]
        for widget in (widget for line in lines for widget in (HairLine(), line)):
            self._layout.addWidget(widget)
            widget.show()
        order_tabs(self)
        self.setVisible(bool(lines))
        if place is not None and lines:
            self.focus_line(min(place, len(lines) - 1))

    def focus_line(self, place: int) -> None:
        """Put the focus on a line."""
        first = self._firsts[place]
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_of_focus(self) -> int | None:
        now = QApplication.focusWidget()
        return next((place for place, line in enumerate(self._lines) if now is not None and line.isAncestorOf(now)), None)


def row_button(icon_name: str, name: str, about: str) -> ActionButton:
    """A button in a line, named by what it does; `about` tells a screen reader which line it belongs to."""
    button = icon_button(icon_name, name)
    set_style_property(button, "kind", "bare")
    button.setAccessibleDescription(about)
    return button
