"""Asks twice for the password that a file is to have, says before how far it goes, and has the file written: the window answers meanwhile."""

from collections.abc import Callable, Generator
from typing import Generic, TypeVar

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tracker.domain.passwords import sealing_words
from tracker.errors import Refused, TrackerError
from tracker.language import _
from ui.password.new_password import NewPassword
from ui.stepper import Stepper
from ui.widgets.announcement import announce
from ui.widgets.buttons import main_button, ordinary_button
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout

T = TypeVar("T")
MARGIN, SPACE = 24, 16
WIDTH = 480  # px


class FilePassword(QDialog, Generic[T]):
    """Takes what raises Refused for a password that the file cannot have, and what gives the work that writes it under one.

    Accepted, `written` holds what that gave; else nothing was written, and `problem` is why, where it was not the person.
    """

    def __init__(
        self, refuse: Callable[[str], None], write_steps: Callable[[str], Generator[object, None, T]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Recovery Tracker"))
        self.setMinimumWidth(WIDTH)
        self._refuse = refuse
        self._write_steps = write_steps
        self._stepper: Stepper | None = None
        self.written: tuple[T] | None = None
        self.problem: TrackerError | None = None
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

    def _on_save(self) -> None:
        password = None if self._stepper else self.new.taken()
        if password is None:
            return
        try:
            self._refuse(password)
        except Refused as problem:
            self.new.issue.show_issue(problem.sentence)
            self.new.issue.focus_field()
            return
        self._write(password)

    def _write(self, password: str) -> None:
        self._stepper = Stepper(self._write_steps(password), self, turn_ms=0)
        self._stepper.finished.connect(self._on_written)
        self._stepper.failed.connect(self._on_failed)
        # First: what is disabled hands the focus on, to wherever comes next.
        self.cancel_button.setFocus()
        self.new.setEnabled(False)
        self.save_button.setEnabled(False)
        self.save_button.setText(_("One moment..."))
        announce(self, self.save_button.text())
        self._stepper.start()

    def _on_written(self, result: T) -> None:
        self.written = (result,)
        self.accept()

    def _on_failed(self, problem: Exception) -> None:
        self.problem = problem if isinstance(problem, TrackerError) else None
        self.reject()
        # A fault of the app, not of the file: raised on, it reaches the hook that reports such faults.
        if self.problem is None:
            raise problem

    def hideEvent(self, event: QHideEvent) -> None:
        """Closed, or hidden by the lock: it is over. Nothing that was typed is kept, and what is not written yet is given up."""
        super().hideEvent(event)
        if event.spontaneous():
            return
        if self._stepper is not None:
            self._stepper.cancel()
        self.new.clear()
        self.deleteLater()  # in a turn after that in which the answer is read
