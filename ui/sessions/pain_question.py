"""Pain before and after a session, in place and only if one likes: one scale, and the way on."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.entries import Session
from tracker.domain.words import points_words, session_name, time_near
from tracker.formats.joining import with_colon
from tracker.language import _
from ui.widgets.buttons import ordinary_button, quiet_button
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.points_scale import PointsScale

SPACE = 8
ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class PainBefore(QWidget):
    """A scale that stands ready until the session is started, which Enter does."""

    submitted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.scale = PointsScale(_("Pain before"), _("0 no pain, 10 worst you can imagine"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(_("{what}, if you like").format(what=_("Pain before")), "strong"))
        layout.addWidget(self.scale)

    @property
    def words(self) -> str:
        """The pain that stands ready: "Pain before: 4"; nothing where there is none."""
        value = self.scale.value()
        return "" if value is None else with_colon(_("Pain before"), points_words(value))

    def forget(self) -> None:
        """Hold no value any more."""
        self.scale.set_value(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter starts."""
        if event.key() in ENTERS:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)


class PainAfter(QWidget):
    """Asks for the pain after one session; Enter saves."""

    given = Signal(str, float)  # id of the session; points 0-10
    put_off = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._session_id = ""
        self._about = plain_label("", "strong")
        self.scale = PointsScale(_("Pain after"), _("0 no pain, 10 worst you can imagine"))
        self.issue = FieldIssue(self.scale)
        self.save_button = ordinary_button(_("Save"))
        self.later_button = quiet_button(_("Leave it out"))
        self.save_button.clicked.connect(self.save)
        self.later_button.clicked.connect(self.put_off)
        self.scale.changed.connect(self.issue.clear)
        buttons = QWidget()
        row = FlowLayout(buttons, SPACE)  # in a narrow card one stands under the other
        for button in (self.save_button, self.later_button):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in (self._about, self.scale, self.issue, buttons):
            layout.addWidget(widget)

    @property
    def session_id(self) -> str:
        """The session it asks about."""
        return self._session_id

    def ask(self, session: Session, today: date) -> None:
        """Ask about a session; its time is told as on `today`. What was chosen for the same one stays."""
        if session.id != self._session_id:
            self._session_id = session.id
            self.scale.set_value(None)
            self.issue.clear()
        words = _("{kind} at {time}. And the pain now, after it?")
        self._about.setText(words.format(kind=session_name(session.kind), time=time_near(session.moment.local, today)))

    def save(self) -> None:
        """Give what is chosen."""
        value = self.scale.value()
        if value is None:
            self.issue.show_issue(_("Choose a number, or leave it out."))
            self.scale.focus_scale()
        else:
            self.given.emit(self._session_id, value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter saves."""
        if event.key() in ENTERS:
            self.save()
        else:
            super().keyPressEvent(event)
