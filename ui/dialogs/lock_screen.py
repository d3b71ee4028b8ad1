"""Stands in the place of the window where the diary is locked: its password, or the recovery code and a new password."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout

from tracker.domain.settings import Settings
from tracker.language import _
from ui.dialogs.help_dialog import HelpDialog
from ui.password.lock_body import LockBody
from ui.password.unlock_panel import Trial
from ui.widgets.announcement import announce_once_shown
from ui.widgets.layouts import resize_within_screen

WIDTH, HEIGHT = 560, 420


class LockScreen(QDialog):
    """Takes what tries a secret, and what tells how long nobody may try; accepted means that the diary can be opened.

    `renewed` has the recovery code and the new password, where it was opened by the code.
    """

    remark = ""  # nothing was done that the window would have to tell

    def __init__(self, try_steps: Trial, wait: Callable[[], timedelta], settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self.renewed: tuple[str, str] | None = None
        self.setWindowTitle(_("Recovery Tracker"))
        self.body = LockBody(try_steps, wait)
        self.body.unlocked.connect(self._on_unlocked)
        self.panel = self.body.panel
        self.panel.help_wanted.connect(self._on_help)
        self.panel.left.connect(self.reject)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is within brings itself into view
        area.setWidget(self.body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        resize_within_screen(self, WIDTH, HEIGHT)
        self.panel.field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What happened is said, not only written: the focus is in the field beneath."""
        super().showEvent(event)
        announce_once_shown(self, " ".join(filter(None, (self.panel.title.text(), self.body.waiting.text()))))

    def done(self, result: int) -> None:
        """Keep nothing that was typed in it."""
        self.body.stop()
        super().done(result)

    @property
    def entry_waits(self) -> bool:
        """Whether the small window for an entry was asked for meanwhile."""
        return self.body.entry_waits

    def _on_unlocked(self, renewed: tuple[str, str] | None) -> None:
        self.renewed = renewed
        self.accept()

    def _on_help(self) -> None:
        dialog = HelpDialog(self._settings, self)
        dialog.guide_button.hide()  # it opens with the diary
        dialog.open()
