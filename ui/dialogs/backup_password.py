"""Asks for the password that a file from elsewhere has: a backup that the diary's own does not open, or an archive."""

from collections.abc import Callable, Generator
from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tracker.language import _
from tracker.services.password import unlock_backup_steps
from ui.password.unlock_panel import Trial, UnlockPanel

MARGIN = 24


class AskedPassword(QDialog):
    """Takes the title, and what tries a secret; accepted, the file can be read."""

    def __init__(self, title: str, try_steps: Trial, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Recovery Tracker"))
        self.panel = UnlockPanel(title, try_steps, lambda: timedelta(0), _("Cancel"))
        self.panel.help_button.hide()
        self.panel.opened.connect(lambda _secret, _is_code: self.accept())
        self.panel.left.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.addWidget(self.panel)
        self.panel.field.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Closed, or hidden by the lock: it is over, and nothing that was typed in it is kept."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.panel.stop()
            self.deleteLater()  # in a turn after that in which the answer is read


class BackupPassword(AskedPassword):
    """Takes the backup; accepted means that it can be read now."""

    def __init__(self, file: Path, parent: QWidget | None = None) -> None:
        super().__init__(_("This backup has a password"), partial(unlock_backup_steps, file), parent)


class ArchivePassword(AskedPassword):
    """Takes what opens the archive by a password, step by step; accepted, `content` is what is in it."""

    def __init__(self, open_steps: Callable[[str], Generator[object, None, bytes]], parent: QWidget | None = None) -> None:
        self.content = b""

        def try_steps(secret: str) -> Generator[object, None, None]:
            self.content = yield from open_steps(secret)

        super().__init__(_("This archive has a password"), try_steps, parent)
        self.panel.code_button.hide()
