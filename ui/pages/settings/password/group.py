"""The password of the diary: one row while it is off, and what can be changed of it while it is on."""

from PySide6.QtCore import Qt

from tracker.services.password import Password
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.pages.settings.password.keyring_row import KeyringRow
from ui.pages.settings.password.locking import LockAfterRow, LockWithDesktopRow
from ui.pages.settings.password.rows import ChangeRow, CodeRow, TurnOffRow, TurnOnRow
from ui.pages.settings.rows import RowGroup, SettingRow


class PasswordGroup(RowGroup):
    """Takes the password of the open diary."""

    def __init__(self, desk: Desk, password: Password, settings: ChosenSettings) -> None:
        super().__init__()
        self._password = password
        self.off = TurnOnRow(desk, password)
        self.on, self.code, self.turn_off = ChangeRow(desk, password), CodeRow(desk, password), TurnOffRow(desk, password)
        self.lock_after = LockAfterRow(desk, settings)
        self.lock_with_desktop = LockWithDesktopRow(desk, settings)
        self.keyring = KeyringRow(desk, password)
        self.off.turned.connect(self._on_turned)
        self.turn_off.turned.connect(self._on_turned)
        self.add(self.off, self.on, self.code, self.lock_after, self.lock_with_desktop, self.keyring, self.turn_off)

    def open_row(self, row: SettingRow) -> None:
        """Open one of its rows, with the focus on it."""
        if not row.is_open:
            row.button.click()
        row.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show whether it is on; what is being typed stays."""
        is_on = self._password.is_on
        # What runs has its bar within its row.
        self.off.setVisible(not is_on or self.off.progress.is_running)
        for row in (self.on, self.code, self.lock_after, self.lock_with_desktop, self.keyring):
            row.setVisible(is_on and not self.off.progress.is_running)
        self.turn_off.setVisible((is_on and not self.off.progress.is_running) or self.turn_off.progress.is_running)

        self.lock_after.refresh()
        self.lock_with_desktop.refresh()
        self.keyring.refresh()

    def _on_turned(self) -> None:
        self.refresh()
        (self.on if self._password.is_on else self.off).button.setFocus()
