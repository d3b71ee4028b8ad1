"""What stands where a diary is locked: a field for its password, or for the recovery code in place of that."""

from collections.abc import Callable, Generator
from datetime import timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tracker.domain.passwords import wait_words
from tracker.errors import TrackerError
from tracker.language import _, pgettext
from ui.commands.table import name_of
from ui.password.secret_fields import HIDDEN, SHOWN, ShowBox, beneath, secret_field
from ui.stepper import Stepper
from ui.widgets.announcement import announce
from ui.widgets.buttons import ActionButton, main_button, quiet_button
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.layouts import FlowLayout

SECOND_MS = 1000
SPACE, NEAR = 16, 8
WIDEST = 480  # px
Trial = Callable[[str], Generator[object, None, object]]


class UnlockPanel(QWidget):
    """Takes the title, what gives the work that tries a secret and raises Refused for a wrong one, and what tells how long nobody may try one.

    The window answers meanwhile, and it can be given up. `opened` brings the secret that was right, and whether it was the recovery code:
    what the work gave.
    """

    opened = Signal(str, bool)
    help_wanted = Signal()
    left = Signal()

    def __init__(self, title: str, try_steps: Trial, wait: Callable[[], timedelta], leave: str = "") -> None:
        super().__init__()
        self._try_steps = try_steps
        self._stepper: Stepper | None = None
        self._wait = wait
        self._is_code = False
        self.title = plain_label(title, "title")
        self.field = secret_field(_("Password"))
        self.field.returnPressed.connect(self._on_open)
        self._label = plain_label(_("Password"))
        self.show_box = ShowBox((self.field,))
        self.issue = FieldIssue(self.field)
        self.open_button = main_button(pgettext("button", "Open"))
        self.open_button.clicked.connect(self._on_open)
        self.code_button = quiet_button(_("Use the recovery code"))
        self.code_button.clicked.connect(self._on_other_way)
        self.help_button = ActionButton(name_of("help"), "help", icon_name="warning")
        self.help_button.clicked.connect(self.help_wanted)
        self.leave_button = quiet_button(leave or name_of("quit"))
        self.leave_button.clicked.connect(self.left)
        # Runs only while somebody has to wait, to say how long still.
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self.count)
        self.setMaximumWidth(WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._lay_out()
        self.count()

    @property
    def is_trying(self) -> bool:
        """Whether a secret is being tried."""
        return self._stepper is not None

    def count(self) -> None:
        """Show how long nobody may try a password, and that it is over."""
        wait = self._wait()
        was_counting = self._second.isActive()
        if wait and not was_counting:
            self._second.start()
            self.issue.show_issue(wait_words(wait))
        elif wait:
            self._show_without_a_word(wait_words(wait))
        elif was_counting:
            self._second.stop()
            self.issue.clear()

    def stop(self) -> None:
        """Count no more, give up what is being tried, and keep nothing that was typed."""
        self._second.stop()
        self._end_try()
        self.field.clear()

    def _lay_out(self) -> None:
        ways, others = FlowLayout(spacing=NEAR), FlowLayout(spacing=NEAR)
        for button in (self.open_button, self.code_button):
            ways.addWidget(button)
        for button in (self.help_button, self.leave_button):
            others.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.title)
        layout.addLayout(beneath(self._label, self.field))
        layout.addWidget(self.issue)
        layout.addWidget(self.show_box, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(ways)
        layout.addLayout(others)

    def _on_other_way(self) -> None:
        self._is_code = not self._is_code
        name = _("Recovery code") if self._is_code else _("Password")
        self._label.setText(name)
        self.field.setAccessibleName(name)
        self.field.clear()
        if not self._second.isActive():
            self.issue.clear()  # it was of the other way
        # A code is compared with the paper it stands on, and is of no use to who looks over a shoulder for a moment.
        self.show_box.setVisible(not self._is_code)
        self.field.setEchoMode(SHOWN if self._is_code or self.show_box.isChecked() else HIDDEN)
        self.code_button.setText(_("Use the password") if self._is_code else _("Use the recovery code"))
        self.field.setFocus()

    def _on_open(self) -> None:
        if self.is_trying:
            return
        secret = self.field.text()
        if not secret:
            self.field.setFocus()
            return
        self.open_button.setText(_("One moment..."))
        announce(self, self.open_button.text())
        self.field.setReadOnly(True)
        self._stepper = Stepper(self._try_steps(secret), self, turn_ms=0)
        self._stepper.finished.connect(lambda answer: self._let_in(secret, is_code=bool(answer)))
        self._stepper.failed.connect(self._on_failed)
        self._stepper.start()

    def _let_in(self, secret: str, *, is_code: bool) -> None:
        self.stop()
        self.issue.clear()
        self.opened.emit(secret, is_code)

    def _on_failed(self, problem: Exception) -> None:
        self._end_try()
        # A fault of the app, not of the file: raised on, it reaches the hook that reports such faults.
        if not isinstance(problem, TrackerError):
            raise problem
        self._refuse(problem.sentence)

    def _end_try(self) -> None:
        stepper, self._stepper = self._stepper, None
        if stepper is not None:
            stepper.cancel()
            stepper.deleteLater()
        self.field.setReadOnly(False)
        self.open_button.setText(pgettext("button", "Open"))

    def _refuse(self, sentence: str) -> None:
        self.issue.show_issue("")
        self.issue.show_issue(sentence)
        self.field.selectAll()
        self.issue.focus_field()
        self.count()

    def _show_without_a_word(self, sentence: str) -> None:
        """Each second the sentence is another: it was said once, and is there for who asks for it."""
        if self.field.accessibleDescription() == self.issue.text():
            self.field.setAccessibleDescription(sentence)
        self.issue.setText(sentence)
