"""Messages in place, above the page: what was done, with a way to take it back, and what went wrong."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.messages import Kind, Message
from ui.widgets.notice import Notice, NoticeKind

KINDS: dict[Kind, NoticeKind] = {Kind.DONE: "calm", Kind.NOTE: "calm", Kind.REFUSED: "warning", Kind.FAULT: "danger", Kind.CRASH: "danger"}
CALM_MS = 12_000


class MessageStrip(QWidget):
    """Shows one message at a time; a calm one goes by itself, one about trouble stays until it is closed."""

    def __init__(self, standing: str = "") -> None:
        super().__init__()
        self.notice = Notice()
        self.standing = Notice()
        self._message: Message | None = None
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(CALM_MS)
        self._away.timeout.connect(self.notice.dismiss)
        self.notice.action_chosen.connect(self._on_action)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.standing)
        layout.addWidget(self.notice)
        if standing:
            self.standing.show_notice(standing)

    def show_message(self, message: Message) -> None:
        """Show a message in place of the one before."""
        self._message = message
        kind = KINDS[message.kind]
        self.notice.show_notice(message.text, kind, message.action_label)
        if kind == "calm":
            self._away.start()
        else:
            self._away.stop()

    def _on_action(self) -> None:
        message = self._message
        self.notice.dismiss()
        if message is not None and message.action is not None:
            message.action()
