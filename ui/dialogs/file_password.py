"""Asks twice for the password that a file is to have, and says before how far it goes."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tracker.domain.passwords import sealing_words
from tracker.errors import Refused
from tracker.language import _
from ui.password.new_password import NewPassword
from ui.widgets.buttons import main_button, ordinary_button
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout

MARGIN, SPACE = 24, 16
WIDTH = 480  # px


class FilePassword(QDialog):
    """Takes what raises Refused for a password that the file cannot have; accepted, `password` is the one."""

    def __init__(self, refuse: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Recovery Tracker"))
        self.setMinimumWidth(WIDTH)
        self._refuse = refuse
        self.password = ""
        self.new = NewPassword()
        self.save_button, self.cancel_button = main_button(_("Continue")), ordinary_button(_("Cancel"))
        self.save_button.clicked.connect(self._on_save)
        self.new.entered.connect(self._on_save)
        self.cancel_button.clicked.connect(self.reject)
        buttons = FlowLayout(spacing=SPACE)
        for button in (self.save_button, self.cancel_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(SPACE)
        words = plain_label(sealing_words())
        layout.addWidget(words)
        layout.addWidget(self.new)
        layout.addLayout(buttons)
        self.setAccessibleDescription(words.text())
        self.new.first.setFocus()

    def done(self, result: int) -> None:
        """Keep nothing that was typed in its fields."""
        self.new.clear()
        super().done(result)
        self.deleteLater()  # in a turn after that in which the answer is read

    def _on_save(self) -> None:
        password = self.new.taken()
        if password is None:
            return
        try:
            self._refuse(password)
        except Refused as problem:
            self.new.issue.show_issue(problem.sentence)
            self.new.issue.focus_field()
            return
        self.password = password
        self.accept()
