"""Asks for the password that a file from elsewhere has: a backup that the diary's own does not open, or an archive."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tracker.language import _
from tracker.services.password import unlock_backup
from ui.password.unlock_panel import UnlockPanel

MARGIN = 24


class AskedPassword(QDialog):
    """Takes what it says and what tries a secret, raising Refused for a wrong one; accepted, the file can be read."""

    def __init__(self, title: str, unlock: Callable[[str], None], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Recovery Tracker"))
        self.panel = UnlockPanel(title, unlock, lambda: timedelta(0), _("Cancel"))
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


class BackupPassword(AskedPassword):
    """Takes the backup; accepted means that it can be read now."""

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(_("This backup has a password"), lambda secret: unlock_backup(file, secret), parent)


class ArchivePassword(AskedPassword):
    """Takes what looks at the archive by a password; accepted, `password` is the one that opens it."""

    def __init__(self, look: Callable[[str], object], parent: QWidget | None = None) -> None:
        self.password = ""

        def unlock(secret: str) -> None:
            look(secret)
            self.password = secret

        super().__init__(_("This archive has a password"), unlock, parent)
        self.panel.code_button.hide()
