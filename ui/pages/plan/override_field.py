"""A field for the reason for beginning a phase earlier than the plan says."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT
from tracker.language import _
from ui.widgets.accessible_roles import show_open
from ui.widgets.buttons import link_button, ordinary_button
from ui.widgets.labels import FieldIssue

SPACE = 8


class OverrideField(QWidget):
    """A field for a reason, and its `link`, which stands where the card puts it; a gate is a reminder, never a ban. Escape closes it."""

    reason_given = Signal(str)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.link = link_button(text)
        show_open(self.link, is_open=False)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Reason, for example: physio said heat is fine"))
        self.reason.setMaxLength(NAME_LIMIT)
        # Not the main button: that is the one of the phase that goes on.
        self.begin = ordinary_button(_("Begin now"))
        self.issue = FieldIssue(self.reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in (self.reason, self.issue, self.begin):
            layout.addWidget(widget)
        self._is_offered = False
        self._open(is_open=False)
        self.link.clicked.connect(lambda: self._open(is_open=self.isHidden()))
        self.begin.clicked.connect(self._on_begin)
        self.reason.returnPressed.connect(self._on_begin)

    def offer(self, *, is_offered: bool) -> None:
        """Offer the link, and the field where it was opened; or neither."""
        self._is_offered = is_offered
        self._open(is_open=is_offered and not self.isHidden(), has_focus=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the field; the focus goes back to what opened it."""
        if event.key() == Qt.Key.Key_Escape:
            self._open(is_open=False)
        else:
            super().keyPressEvent(event)

    def _open(self, *, is_open: bool, has_focus: bool = True) -> None:
        self.link.setVisible(self._is_offered)
        show_open(self.link, is_open=is_open)
        if has_focus and not is_open and self.isVisible():
            self.link.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setVisible(is_open)
        if is_open and has_focus:
            self.issue.clear()
            self.reason.setFocus()

    def _on_begin(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.issue.show_issue(_("Write a reason; it is kept in the diary and shown in the report."))
            self.issue.focus_field()
            return
        self.reason.clear()
        self.issue.clear()
        self._open(is_open=False, has_focus=False)
        self.reason_given.emit(reason)
