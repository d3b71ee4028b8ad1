"""Asks for the password of a backup that the diary's own does not open."""

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tracker.language import _, pgettext
from tracker.services.password import unlock_backup
from ui.password.unlock_panel import UnlockPanel

MARGIN = 24


class BackupPassword(QDialog):
    """Takes the backup; accepted means that it can be read now."""

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Recovery Tracker"))
        self.panel = UnlockPanel(
            _("This backup has a password"), lambda secret: unlock_backup(file, secret), lambda: timedelta(0), pgettext("button", "Cancel")
        )
        self.panel.help_button.hide()
        self.panel.opened.connect(lambda _secret, _is_code: self.accept())
        self.panel.left.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.addWidget(self.panel)
        self.panel.field.setFocus()

    def done(self, result: int) -> None:
        """Keep nothing that was typed in it."""
        self.panel.stop()
        super().done(result)
        self.deleteLater()  # in a turn after that in which the answer is read
