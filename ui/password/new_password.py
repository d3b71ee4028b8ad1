"""A new password, typed twice."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.passwords import refuse_weak
from tracker.errors import Refused
from tracker.language import _
from ui.password.secret_fields import ShowBox, named, secret_field
from ui.widgets.labels import FieldIssue

SPACE = 12


class NewPassword(QWidget):
    """Two fields; `entered` follows Enter in the second."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first, self.again = secret_field(_("New password")), secret_field(_("New password once more"))
        self.first.returnPressed.connect(self.again.setFocus)
        self.again.returnPressed.connect(self.entered)
        self.issue = FieldIssue(self.first)
        self.other = FieldIssue(self.again)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for field, issue in ((self.first, self.issue), (self.again, self.other)):
            layout.addLayout(named(field))
            layout.addWidget(issue)
        layout.addWidget(ShowBox((self.first, self.again)), 0, Qt.AlignmentFlag.AlignLeft)

    def taken(self) -> str | None:
        """The password; None where it is too easy or the two are not the same, which is shown then."""
        self.issue.clear()
        self.other.clear()
        try:
            refuse_weak(self.first.text())
        except Refused as problem:
            self._show(self.issue, problem.sentence)
            return None
        if self.first.text() != self.again.text():
            self._show(self.other, _("The two are not the same. Nothing was changed; type it once more."))
            self.again.selectAll()
            return None
        return self.first.text()

    def clear(self) -> None:
        """Keep nothing that was typed."""
        for part in (self.first, self.again, self.issue, self.other):
            part.clear()

    def _show(self, issue: FieldIssue, sentence: str) -> None:
        issue.show_issue(sentence)
        issue.focus_field()
