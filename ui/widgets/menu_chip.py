"""A chip that says what is chosen of a few, and opens a menu of all of them; it is filled, with its tick, once another than the first is."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from ui.assets import is_focus_shown
from ui.widgets.accessible_roles import show_open
from ui.widgets.chips import Chip

MENU_GAP = 4  # px


class MenuChip(Chip):
    """Takes what is chosen by it ("Kind"); the first option stands for all. `chosen` tells what a person chose, not what was shown by `choose`."""

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__("")
        self.setAccessibleDescription(name)
        self.place = 0
        self.options = QMenu(self)
        self._group = QActionGroup(self.options)
        self.options.triggered.connect(self.options.close)  # pressed by a screen reader, it would stay open
        self.options.aboutToShow.connect(lambda: show_open(self, is_open=True))
        self.options.aboutToHide.connect(lambda: show_open(self, is_open=False))
        show_open(self, is_open=False)
        self.clicked.connect(self._open)

    def set_options(self, texts: Sequence[str], place: int = 0) -> None:
        """Offer these, of which one is chosen."""
        self.options.clear()
        for number, text in enumerate(texts):
            # Two of them would underline a letter.
            action = self.options.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, number=number: self._on_chosen(number))
            self._group.addAction(action)
        self.choose(place)

    def choose(self, place: int) -> None:
        """Show one of them chosen."""
        self.place = place
        action = self.options.actions()[place]
        action.setChecked(True)
        self.setText(action.text().replace("&&", "&"))
        self.setAccessibleName(self.text())
        self.updateGeometry()
        self.update()

    def is_on(self) -> bool:
        """Whether one of them is chosen, and not all."""
        return self.place > 0

    def _on_chosen(self, place: int) -> None:
        if place != self.place:
            self.choose(place)
            self.chosen.emit()

    def _open(self) -> None:
        # Shown, not run: a menu with an event loop of its own would hold up the reminders.
        x = self.width() - self.options.sizeHint().width() if self.isRightToLeft() else 0
        self.options.popup(self.mapToGlobal(QPoint(x, self.height() + MENU_GAP)))
        if is_focus_shown():
            self.options.setActiveAction(self.options.actions()[self.place])
