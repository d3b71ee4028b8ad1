"""Said in the place of the window when the diary, or the window itself, cannot be opened: what happened, and to try again or quit."""

from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout

from tracker.language import _
from ui.widgets.announcement import announce_once_shown
from ui.widgets.buttons import ordinary_button
from ui.widgets.labels import breakable, plain_label
from ui.widgets.layouts import FlowLayout

MARGIN = 24
SPACE = 16
WIDTH = 560


class RefusalDialog(QDialog):
    """Shows a title and a sentence; accepted means: try again. With `details`, what a maintainer needs to know can be copied."""

    remark = ""  # nothing was done that the window would have to tell
    renewed: tuple[str, str] | None = None  # as of a lock screen
    entry_waits = False  # likewise

    def __init__(self, title: str, sentence: str, details: str = "") -> None:
        super().__init__()
        self._details = details
        self.setWindowTitle(_("Recovery Tracker"))
        self.setMinimumWidth(WIDTH)
        self.sentence = plain_label(breakable(sentence))
        self.quit_button = ordinary_button(_("Quit"))
        self.quit_button.clicked.connect(self.reject)
        self.again_button = ordinary_button(_("Try again"))
        self.again_button.clicked.connect(self.accept)
        self.copy_button = ordinary_button(_("Copy details"))
        self.copy_button.clicked.connect(self._on_copy)
        self.copy_button.setVisible(bool(details))
        buttons = FlowLayout(spacing=SPACE)
        for button in (self.quit_button, self.again_button, self.copy_button):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(title, "title"))
        layout.addWidget(self.sentence)
        layout.addLayout(buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """What happened is said, not only written: the focus is on a button beneath."""
        super().showEvent(event)
        # On a small screen Qt makes it narrower than it asks to be, and no higher for it.
        self.resize(self.width(), max(self.height(), self.heightForWidth(self.width())))
        announce_once_shown(self, self.sentence.text())

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
