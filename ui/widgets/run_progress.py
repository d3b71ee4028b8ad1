"""How far long work is: a bar with words above it, told to a screen reader now and then."""

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from tracker.language import _
from ui.widgets.announcement import announce
from ui.widgets.labels import plain_label

WHOLE = 100
# Per cent: a screen reader that said each would talk on without an end.
TOLD_EVERY = 25
SPACE = 8


class RunProgress(QWidget):
    """Hidden until something runs."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._told = 0
        self._label = plain_label("", "muted")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._label)
        layout.addWidget(self.bar)
        self.hide()

    def begin(self, words: str) -> None:
        """Show that something has begun; how long it takes is not known yet."""
        self._words, self._told = words, 0
        self._label.setText(words)
        self.bar.setAccessibleName(words)
        # Empty until it is known how far it is. Qt would have a stripe run to and fro, and nothing here moves by itself: the words say it.
        self.bar.setRange(0, WHOLE)
        self.bar.setValue(0)
        self.show()
        announce(self, words)

    def show_progress(self, done: int, total: int) -> None:
        """Show how far it is, where that is known."""
        if total <= 0:
            return
        share = min(WHOLE, done * WHOLE // total)
        # Steps come far more often than the share turns; what looks the same is not drawn again.
        if share == self.bar.value() and self._label.text() != self._words:
            return
        self.bar.setValue(share)
        said = _("{words} {share} %").format(words=self._words, share=share)
        self._label.setText(said)
        if share // TOLD_EVERY > self._told:
            self._told = share // TOLD_EVERY
            announce(self, said)

    def end(self) -> None:
        """It has ended, in whatever way."""
        self.hide()
