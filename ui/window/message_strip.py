"""Messages in place, over the foot of the page: what was done, with a way to take it back, and what went wrong."""

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tracker.library.look import sizes
from ui.messages import Message, MessageKind
from ui.widgets.notice import Notice, NoticeKind
from ui.widgets.tab_order import give_focus_back

KINDS: dict[MessageKind, NoticeKind] = {
    MessageKind.DONE: "calm",
    MessageKind.NOTE: "calm",
    MessageKind.REFUSED: "warning",
    MessageKind.FAULT: "danger",
    MessageKind.CRASH: "danger",
}
CALM_MS = 12_000
MARGIN = 24


class MessageStrip(QWidget):
    """Lies over its parent, so that no page moves; one message at a time. A calm one goes by itself, one about trouble stays until it is closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.notice = Notice()
        self._message: Message | None = None
        self._away = QTimer(self)
        self._away.setSingleShot(True)
        self._away.setInterval(CALM_MS)
        self._away.timeout.connect(self.notice.dismiss)
        self.notice.action_chosen.connect(self._on_action)
        self.notice.dismissed.connect(self._leave)
        self._came_from: QWidget | None = None
        self._passed: QWidget | None = None
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.notice)
        parent.installEventFilter(self)
        self.hide()

    def show_message(self, message: Message) -> None:
        """Show a message in place of the one before."""
        self._message = message
        if not self._holds(QApplication.focusWidget()):
            self._came_from = QApplication.focusWidget()
        kind = KINDS[message.kind]
        self.notice.show_notice(message.text, kind, message.action_label)
        self.show()
        self._place()
        if kind == "calm":
            self._away.start()
        else:
            self._away.stop()

    def drop_overtaken(self) -> None:
        """Take away a message whose action would not do any more what it says."""
        if self._message is not None and not self._message.stands():
            self.notice.dismiss()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The strip follows the size of what it lies over."""
        if watched is self.parent() and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        """Go; the focus goes back to where it was when the message came, past which Tab only led here; else to where it was before it came here."""
        if self._holds(QApplication.focusWidget()):
            give_focus_back(self._passed)
            give_focus_back(self._came_from)
        self.hide()

    def _holds(self, widget: QWidget | None) -> bool:
        return widget is not None and self.isAncestorOf(widget)

    def _on_focus_changed(self, before: QWidget | None, now: QWidget | None) -> None:
        if self._holds(now) and not self._holds(before):
            self._passed = before

    def _on_action(self) -> None:
        message = self._message
        self.notice.dismiss()
        if message is not None and message.action is not None:
            message.action()

    def _place(self) -> None:
        ground = self.parentWidget()
        if ground is None or self.isHidden():
            return
        width = min(ground.width() - 2 * MARGIN, sizes().content_width)
        height = max(self.notice.heightForWidth(width), self.notice.minimumSizeHint().height())
        self.setGeometry(MARGIN, ground.height() - height - MARGIN, width, height)
        self.raise_()
