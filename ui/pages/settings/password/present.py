"""The present password, asked before anything about it is changed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.language import _
from ui.password.secret_fields import ShowBox, named, secret_field
from ui.widgets.labels import FieldIssue

SPACE = 12


class PresentPassword(QWidget):
    """One field, and what is wrong with it."""

    def __init__(self) -> None:
        super().__init__()
        self.field = secret_field(_("Present password"))
        self.issue = FieldIssue(self.field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(named(self.field))
        layout.addWidget(self.issue)
        layout.addWidget(ShowBox((self.field,)), 0, Qt.AlignmentFlag.AlignLeft)

    def clear(self) -> None:
        """Keep nothing that was typed."""
        self.field.clear()
        self.issue.clear()

    def show_issue(self, sentence: str) -> None:
        """It is not the password."""
        self.issue.show_issue("")
        self.issue.show_issue(sentence)
        self.field.selectAll()
        self.issue.focus_field()
