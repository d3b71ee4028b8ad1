"""The choice of a chart: a list beside it, or a field above it where there is no room for a list."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QVBoxLayout, QWidget

from tracker.language import _
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import ActionButton, show_checked

SPACE = 4


class ChartKinds(QObject):
    """Takes the charts as (key, name); `list` and `field` are two faces of one choice."""

    chosen = Signal()

    def __init__(self, kinds: Sequence[tuple[str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._keys = [key for key, _name in kinds]
        self.list, self.field = QWidget(), QComboBox()
        self.list.setAccessibleName(_("Chart"))
        hear_as(self.list, "group")
        rows = QVBoxLayout(self.list)
        rows.setSpacing(SPACE)
        rows.setContentsMargins(0, 0, 0, 0)
        self.field.setAccessibleName(_("Chart"))
        self.field.setAccessibleDescription(_("Chart"))  # a desktop takes the value shown for the name
        self.field.hide()
        self.field.addItems([name for _key, name in kinds])
        self._buttons: dict[str, ActionButton] = {}
        self._group = QButtonGroup(self)
        for key, name in kinds:
            button = self._buttons[key] = ActionButton(name, "navigation")
            button.setCheckable(True)
            # The group alone decides; without this Qt would have a screen reader say "check box".
            button.setAutoExclusive(True)
            button.toggled.connect(lambda is_on, key=key: self._on_chosen(key) if is_on else None)
            self._group.addButton(button)
            rows.addWidget(button)
        rows.addStretch(1)
        self.field.currentIndexChanged.connect(lambda place: self._on_chosen(self._keys[place]))
        self.key = ""
        self.choose(self._keys[0])

    def choose(self, key: str) -> None:
        """Choose a chart without a signal; raises KeyError where there is no such chart."""
        self.key = key
        show_checked(self._buttons[key], is_checked=True)
        self.field.setCurrentIndex(self._keys.index(key))

    def _on_chosen(self, key: str) -> None:
        if key != self.key:
            self.choose(key)
            self.chosen.emit()
