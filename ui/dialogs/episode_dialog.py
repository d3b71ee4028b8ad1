"""Begins an episode, or moves its onset; the help list is shown with every new one."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tracker.domain.settings import Settings
from tracker.errors import TrackerError
from tracker.language import _
from tracker.library.safety import safety
from ui.widgets.buttons import main_button, ordinary_button
from ui.widgets.fields.onset_fields import OnsetFields
from ui.widgets.help_list import HelpList
from ui.widgets.labels import HairLine, plain_label
from ui.widgets.layouts import resize_within_screen

MARGIN = 24
SPACE = 16
# px; LOW where an onset is only moved, and the help list does not stand beneath.
WIDTH, HEIGHT, LOW = 620, 700, 260

Action = Callable[[OnsetFields], None]


class EpisodeDialog(QDialog):
    """Asks when it began; `action` is given the fields, and what it refuses is said beside them. With the help list where it is given settings."""

    def __init__(self, title: str, button: str, action: Action, *, new_with: Settings | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Opened without waiting: nobody holds it to delete it, and each one left would keep its fields.
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._action = action
        self.fields = OnsetFields(only_time=new_with is None)
        self.begin_button = main_button(button)
        # Our buttons are no auto-default, so that Enter does what this one says from whatever field has the focus.
        self.begin_button.setDefault(True)
        self.begin_button.clicked.connect(self._on_begin)
        self.cancel_button = ordinary_button(_("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        resize_within_screen(self, WIDTH, HEIGHT if new_with else LOW)
        self._lay_out(title, new_with)

    def show_time(self, local: datetime, latest: datetime) -> None:
        """Begin from a wall-clock time; no day after `latest` can be chosen."""
        self.fields.when.limit_to(latest)
        self.fields.show_time(local)

    def _on_begin(self) -> None:
        try:
            self._action(self.fields)
        except TrackerError as problem:
            self.fields.show_problem(problem)
            return
        self.accept()

    def _lay_out(self, title: str, new_with: Settings | None) -> None:
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(MARGIN, MARGIN, MARGIN, 0)
        inner.setSpacing(SPACE)
        inner.addWidget(plain_label(title, "title"))
        inner.addWidget(self.fields)
        if new_with:
            inner.addWidget(HairLine())
            inner.addWidget(plain_label(_(safety().title), "title"))
            inner.addWidget(HelpList(new_with))
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        # Else Tab would stop at the scroll area itself, with nothing to do there; the fields bring themselves into view.
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(title)
        area.setWidget(content)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        buttons.setSpacing(SPACE)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.begin_button)
        # The buttons lie beneath the scrolling part, in view however far the help list is scrolled.
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(area, 1)
        layout.addLayout(buttons)
