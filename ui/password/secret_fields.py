"""Fields for what nobody else is to read, and the box that shows it."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout

from tracker.language import _
from tracker.library.look import sizes
from ui.widgets.labels import plain_label

LONGEST = 1024  # letters
NEAR = 4
HIDDEN, SHOWN = QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal


def secret_field(name: str, *, is_shown: bool = False) -> QLineEdit:
    """A field whose text is hidden, unless it is to be compared with what was written down, as a recovery code is."""
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setMaxLength(LONGEST)
    field.setEchoMode(SHOWN if is_shown else HIDDEN)
    # No keyboard on the screen is to learn it, or to put another letter in its place.
    field.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase)
    return field


def beneath(label: QLabel, field: QLineEdit) -> QVBoxLayout:
    """A field under its name."""
    label.setBuddy(field)
    layout = QVBoxLayout()
    layout.setSpacing(NEAR)
    layout.addWidget(label)
    layout.addWidget(field)
    return layout


def named(field: QLineEdit) -> QVBoxLayout:
    """A field under the name a screen reader calls it by."""
    return beneath(plain_label(field.accessibleName()), field)


class ShowBox(QCheckBox):
    """Takes the fields whose text it shows while it is ticked."""

    def __init__(self, fields: Iterable[QLineEdit]) -> None:
        super().__init__(_("Show what is typed"))
        self._fields = tuple(fields)
        self.setAccessibleName(self.text())
        self.setMinimumHeight(sizes().least_control)
        self.toggled.connect(self._on_toggled)

    def _on_toggled(self, is_wanted: bool) -> None:
        for field in self._fields:
            field.setEchoMode(SHOWN if is_wanted else HIDDEN)
