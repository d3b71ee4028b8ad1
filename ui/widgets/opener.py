"""A quiet button that shows what stands beneath it and hides it again; the mark before its words says which, and so does a screen reader."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.accessible_roles import show_open
from ui.widgets.buttons import ActionButton


class Opener(ActionButton):
    """Takes its words and what it shows, which is hidden at first; `opened` brings that when a press showed it.

    `shown` follows each showing and hiding.
    """

    shown = Signal()
    opened = Signal(QWidget)

    def __init__(self, text: str, shown: QWidget) -> None:
        super().__init__(text, "quiet-small", icon_name="next")
        self._shown = shown
        self.clicked.connect(self._on_clicked)
        self.set_open(is_open=False)

    def set_open(self, *, is_open: bool) -> None:
        """Show what it stands for, or hide it."""
        self._shown.setVisible(is_open)
        show_open(self, is_open=is_open)
        self.set_icon_name("down" if is_open else "next")
        self.shown.emit()

    def _on_clicked(self) -> None:
        self.set_open(is_open=self._shown.isHidden())
        if self._shown.isVisible():
            self.opened.emit(self._shown)
