"""What a locked diary shows: its password is asked, and after its recovery code a new one."""

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.language import _
from ui.password.new_password import NewPassword
from ui.password.unlock_panel import Trial, UnlockPanel
from ui.widgets.announcement import announce
from ui.widgets.buttons import main_button
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout

if TYPE_CHECKING:
    from ui.password.locked_number import LockedNumber

MARGIN, SPACE = 24, 16


class LockBody(QWidget):
    """Takes what tries a secret, and what tells how long nobody may try.

    `unlocked` brings the recovery code and the new password where it was opened by the code, else nothing; `entry_waits` tells whether the small
    window for an entry was asked for meanwhile.
    """

    unlocked = Signal(object)  # tuple of two texts, or None

    def __init__(self, try_steps: Trial, wait: Callable[[], timedelta]) -> None:
        super().__init__()
        self._code = ""
        self.entry_waits = False
        self.number: LockedNumber | None = None
        self.panel = UnlockPanel(_("The diary is locked"), try_steps, wait)
        self.panel.opened.connect(self._on_opened)
        self.new = NewPassword()
        self.new.entered.connect(self._on_new)
        self.new_button = main_button(_("Set the password"))
        self.new_button.clicked.connect(self._on_new)
        self._renewal = self._renewal_part()
        self.waiting = plain_label()
        self.waiting.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(SPACE)
        layout.addWidget(self.waiting)
        layout.addWidget(self.panel)
        layout.addWidget(self._renewal)
        layout.addStretch(1)

    def put_above(self, widget: QWidget) -> None:
        """Show something above what is asked."""
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, widget)

    def ask_for_number(self, keep: Callable[[int], str]) -> None:
        """Take the pain of the entry that was asked for now, where it can be kept; once at most, since a second would replace it."""
        if self.number is not None:
            return
        from ui.password.locked_number import LockedNumber  # seldom asked for

        self.entry_waits = True
        self.number = LockedNumber(keep)
        self.number.taken.connect(self.panel.field.setFocus)
        self.put_above(self.number)
        self.number.scale.setFocus()
        announce(self, self.number.title.text())

    def tell_of_entry(self) -> None:
        """Say that the small window for an entry, which was asked for, comes later."""
        self.entry_waits = True
        self.waiting.setText(_("Nothing can be entered while the diary is locked. The entry opens once it is unlocked."))
        self.waiting.show()
        announce(self, self.waiting.text())

    def stop(self) -> None:
        """Keep nothing that was typed."""
        self.panel.stop()
        self.new.clear()
        self._code = ""

    def _renewal_part(self) -> QWidget:
        part = QWidget()
        buttons = FlowLayout(spacing=SPACE)
        buttons.addWidget(self.new_button)
        layout = QVBoxLayout(part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(_("Choose a new password"), "title"))
        layout.addWidget(self.new)
        layout.addLayout(buttons)
        part.hide()
        return part

    def _on_opened(self, secret: str, is_code: bool) -> None:
        if not is_code:
            self.unlocked.emit(None)
            return
        # Whoever needed the code does not know the password any more.
        self._code = secret
        self.panel.hide()
        self._renewal.show()
        self.new.first.setFocus()
        announce(self, _("Choose a new password"))

    def _on_new(self) -> None:
        password = self.new.taken()
        if password is not None:
            self.unlocked.emit((self._code, password))
