"""A recovery code, shown once, and asked back once: only what was written down can be typed back."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.language import _, pgettext
from ui.assets import set_role
from ui.password.secret_fields import NEAR, named, secret_field
from ui.widgets.buttons import quiet_button
from ui.widgets.labels import FieldIssue, plain_label

SPACE = 12


class ShownCode(QWidget):
    """`entered` follows Enter in the field that asks it back."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = secret_field(_("Recovery code"), is_shown=True)
        self.code.setReadOnly(True)
        set_role(self.code, "strong")
        self.copy_button = quiet_button(pgettext("button", "Copy"))
        self.copy_button.clicked.connect(self._on_copy)
        self.typed = secret_field(_("The recovery code, typed once more"), is_shown=True)
        self.typed.returnPressed.connect(self.entered)
        self.issue = FieldIssue(self.typed)
        beside = QHBoxLayout()
        beside.setSpacing(NEAR)
        beside.addWidget(self.code, 1)
        beside.addWidget(self.copy_button)
        label = plain_label(_("Recovery code"))
        label.setBuddy(self.code)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(
            plain_label(
                _("Write it down and keep it apart from this computer: it opens the diary where the password is forgotten. It is shown only now.")
            )
        )
        layout.addWidget(label)
        layout.addLayout(beside)
        layout.addLayout(named(self.typed))
        layout.addWidget(self.issue)

    def show_code(self, code: str) -> None:
        """Show a code, or none any more."""
        self.code.setText(code)
        self.code.setCursorPosition(0)
        self.typed.clear()
        self.issue.clear()

    def show_issue(self, sentence: str) -> None:
        """What was typed is another."""
        self.issue.show_issue(sentence)
        self.issue.focus_field()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.text())
