"""When an entry was: now, or earlier at a time to be given."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from tracker.language import _
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import show_checked
from ui.widgets.chips import Chip
from ui.widgets.fields.when_fields import WHEN_WIDTH, WhenFields
from ui.widgets.labels import FieldIssue
from ui.widgets.layouts import FlowLayout

SPACE = 8


class EntryTime(QWidget):
    """Two chips, of which the second shows day and time; takes what stands beside them. Without a now, day and time always show."""

    changed = Signal()

    def __init__(self, *beside: QWidget) -> None:
        super().__init__()
        self.setAccessibleName(_("When"))
        hear_as(self, "group")
        self.now_chip, self.earlier_chip = Chip(_("Now"), kind="toggle"), Chip(_("Another time"), kind="toggle")
        self.fields = WhenFields()
        self.fields.setMaximumWidth(WHEN_WIDTH)
        self.issue = FieldIssue(self.fields.time)
        self._may_be_now = True
        self._pair = QButtonGroup(self)
        row = FlowLayout(spacing=SPACE)
        for chip in (self.now_chip, self.earlier_chip):
            hear_as(chip, "choice")
            self._pair.addButton(chip)
            row.addWidget(chip)
        for widget in beside:
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(row)
        layout.addWidget(self.fields)
        layout.addWidget(self.issue)
        self._show_choice(is_now=True)
        self.earlier_chip.toggled.connect(self._on_toggled)
        self.fields.changed.connect(self.changed)

    def offer_now(self, *, may_be_now: bool) -> None:
        """Offer now beside another time, or that alone."""
        self._may_be_now = may_be_now

    def show_time(self, when: datetime | None, now: datetime) -> None:
        """Show the wall-clock time chosen, or none: then another would begin at now."""
        blocked = self.fields.blockSignals(True)
        self.fields.show_time(when or now)
        self.fields.blockSignals(blocked)
        self._show_choice(is_now=when is None and self._may_be_now)

    def chosen_time(self) -> datetime | None:
        """The wall-clock time chosen; None for now."""
        return None if self.now_chip.isChecked() else self.fields.chosen_time()

    def choose_earlier(self) -> None:
        """Go on to the time of day."""
        self.earlier_chip.setChecked(True)
        self.fields.time.setFocus()

    def _show_choice(self, *, is_now: bool) -> None:
        # Of two exclusive buttons Qt unchecks none by itself while their signals are held back.
        self._pair.setExclusive(False)
        show_checked(self.now_chip, is_checked=is_now)
        show_checked(self.earlier_chip, is_checked=not is_now)
        self._pair.setExclusive(True)
        for chip in (self.now_chip, self.earlier_chip):
            chip.setVisible(self._may_be_now)
        self.fields.setVisible(not is_now)

    def _on_toggled(self, is_earlier: bool) -> None:
        self.fields.setVisible(is_earlier)
        if is_earlier and self.earlier_chip.hasFocus():
            self.fields.time.setFocus()
        self.changed.emit()
