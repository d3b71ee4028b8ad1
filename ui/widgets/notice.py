"""A message in place: what happened, and the one thing that can be done about it."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from tracker.language import N_, _, pgettext
from ui.assets import icon, set_role, set_style_property
from ui.widgets.announcement import Urgency, announce
from ui.widgets.buttons import icon_button, small_button
from ui.widgets.labels import plain_label

NoticeKind = Literal["calm", "warning", "danger"]
LOOKS = {
    "calm": (N_("Information"), "check", "text"),
    "warning": (N_("Notice"), "warning", "heat"),
    "danger": (N_("Important"), "warning", "danger"),
}
ICON_SIZE = 18


class Notice(QFrame):
    """A strip that is hidden until it has something to say."""

    action_chosen = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "notice")
        self._kind: NoticeKind = "calm"
        self._icon = _Icon()
        self._word = plain_label("", "strong", wrap=False)
        self._text = plain_label()
        self._action = small_button("")
        self._action.clicked.connect(self.action_chosen)
        self._close = icon_button("close", pgettext("button", "Close"))
        set_style_property(self._close, "kind", "bare")
        self._close.clicked.connect(self.dismiss)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 6, 6, 6)
        layout.setSpacing(10)
        for widget in (self._icon, self._word):
            layout.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._action)
        layout.addWidget(self._close)
        self.hide()

    def show_notice(self, text: str, kind: NoticeKind = "calm", action: str = "") -> None:
        """Say something, with a button for `action` where there is one; screen readers are told."""
        word, icon_name, colour = LOOKS[kind]
        self._kind = kind
        for widget in (self, self._word):
            set_style_property(widget, "kind", kind)
        self._icon.show_icon(icon(icon_name, colour))
        self._word.setText(_(word))
        self._word.setVisible(kind != "calm")  # its tick says as much
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        # Kind and text in one: the colour and the icon say nothing to a screen reader.
        self.setAccessibleName(f"{_(word)}. {text}")
        self.show()
        # It takes no focus, so a screen reader would not come upon it. What was done can wait for its turn, what went wrong cannot.
        announce(self, self.accessibleName(), Urgency.POLITE if kind == "calm" else Urgency.URGENT)

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def dismiss(self) -> None:
        """Take the message away; told before, since Qt gives the focus of what is hidden to whatever comes next."""
        self.dismissed.emit()
        self.hide()


class _Icon(QWidget):
    """An icon drawn anew each time, in the theme of that time: a picture of it would keep the ink it was made with."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(ICON_SIZE, ICON_SIZE)
        self._shown = QIcon()

    def show_icon(self, shown: QIcon) -> None:
        """Show another icon."""
        self._shown = shown
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon as the theme has it now."""
        self._shown.paint(QPainter(self), self.rect())
