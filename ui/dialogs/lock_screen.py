"""Stands in the place of the window where the diary is locked: its password, or the recovery code and a new password."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from tracker.domain.settings import Settings
from tracker.language import _
from ui.dialogs.help_dialog import HelpDialog
from ui.password.new_password import NewPassword
from ui.password.unlock_panel import UnlockPanel
from ui.widgets.announcement import announce, announce_once_shown
from ui.widgets.buttons import main_button
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout, resize_within_screen

WIDTH, HEIGHT = 560, 420
MARGIN, SPACE = 24, 16


class LockScreen(QDialog):
    """Takes what tries a secret, and what tells how long nobody may try; accepted means that the diary can be opened.

    `renewed` has the recovery code and the new password, where it was opened by the code.
    """

    remark = ""  # nothing was done that the window would have to tell

    def __init__(self, unlock: Callable[[str], bool], wait: Callable[[], timedelta], settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._code = ""
        self.renewed: tuple[str, str] | None = None
        self.setWindowTitle(_("Recovery Tracker"))
        self.panel = UnlockPanel(_("The diary is locked"), unlock, wait)
        self.panel.opened.connect(self._on_opened)
        self.panel.help_wanted.connect(self._on_help)
        self.panel.left.connect(self.reject)
        self.new = NewPassword()
        self.new.entered.connect(self._on_new)
        self.new_button = main_button(_("Set the password"))
        self.new_button.clicked.connect(self._on_new)
        self._renewal = self._renewal_part()
        self._lay_out()
        resize_within_screen(self, WIDTH, HEIGHT)
        self.panel.field.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What happened is said, not only written: the focus is in the field beneath."""
        super().showEvent(event)
        announce_once_shown(self, self.panel.title.text())

    def done(self, result: int) -> None:
        """Keep nothing that was typed in it."""
        self.panel.stop()
        self.new.clear()
        super().done(result)

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

    def _lay_out(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.addWidget(self.panel)
        layout.addWidget(self._renewal)
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is within brings itself into view
        area.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _on_opened(self, secret: str, is_code: bool) -> None:
        if not is_code:
            self.accept()
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
            self.renewed = self._code, password
            self.accept()

    def _on_help(self) -> None:
        dialog = HelpDialog(self._settings, self)
        dialog.guide_button.hide()  # it opens with the diary
        dialog.open()
