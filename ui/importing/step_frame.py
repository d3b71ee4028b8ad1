"""A dialog in steps: a title that says which, the step itself, and beneath it the ways back, out and on."""

from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tracker.language import _, pgettext
from ui.widgets.buttons import main_button, ordinary_button
from ui.widgets.labels import plain_label
from ui.widgets.run_progress import RunProgress

MARGIN, SPACE = 24, 16
SIZE, LEAST = QSize(820, 680), QSize(560, 420)
# So much narrower and lower than the window beneath, which stays to be seen around the dialog.
AROUND = QSize(24, 24)


class StepFrame(QDialog):
    """Takes its title and its steps; Escape is the button Cancel, and a file can be dropped where that is allowed."""

    cancel_wanted = Signal()
    file_dropped = Signal(object)  # Path
    put_away = Signal()

    def __init__(self, title: str, steps: Sequence[QWidget], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._steps = tuple(steps)
        self.title = plain_label("", "title")
        self.missing = plain_label("", "muted")
        self.progress = RunProgress()
        self.back_button = ordinary_button(pgettext("button", "Back"))
        self.cancel_button = ordinary_button(_("Cancel"))
        self.cancel_button.clicked.connect(self.cancel_wanted)
        self.next_button = main_button(_("Continue"))
        self.next_button.setDefault(True)
        self.holder = QWidget()
        self._area = QScrollArea()
        self._lay_out()
        cast("QApplication", QApplication.instance()).focusChanged.connect(self._on_focus_changed)
        self.setMinimumSize(LEAST)
        around = self.screen().availableSize() if parent is None else parent.window().size()
        self.resize(SIZE.boundedTo(around - AROUND))

    def bring_step(self, place: int, title: str) -> None:
        """Bring a step into view."""
        for number, step in enumerate(self._steps):
            step.setVisible(number == place)
        self.title.setText(title)
        self._area.setAccessibleName(title)
        self._area.verticalScrollBar().setValue(0)

    def say_missing(self, sentence: str) -> None:
        """Say beside the buttons why it does not go on yet; nothing where it does."""
        self.missing.setText(sentence)
        self.missing.setVisible(bool(sentence))

    def leave(self) -> None:
        """Close, with nothing done."""
        super().reject()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A step scrolls by itself while Tab moves within it, but not where Tab comes in from the buttons."""
        if now is not None and self.holder.isAncestorOf(now) and now.visibleRegion().isEmpty():
            self._area.ensureWidgetVisible(now)

    def _lay_out(self) -> None:
        inner = QVBoxLayout(self.holder)
        inner.setContentsMargins(MARGIN, 0, MARGIN, SPACE)
        for step in self._steps:
            inner.addWidget(step)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(self.holder)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.back_button)
        buttons.addWidget(self.missing, 1)
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.next_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(_indented(self.title, above=MARGIN))
        layout.addWidget(self._area, 1)
        layout.addWidget(_indented(self.progress))
        foot = QVBoxLayout()
        foot.setContentsMargins(MARGIN, 0, MARGIN, MARGIN)
        foot.addLayout(buttons)
        layout.addLayout(foot)

    def reject(self) -> None:
        """Escape is as good as the button."""
        self.cancel_wanted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped, wherever on the dialog."""
        if _dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A file was dropped."""
        file = _dropped_file(event.mimeData())
        if file is not None:
            event.acceptProposedAction()
            self.file_dropped.emit(file)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell that nobody sees it any more, unless it is only minimised."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.put_away.emit()


def _indented(widget: QWidget, above: int = 0) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(MARGIN, above, MARGIN, 0)
    layout.addWidget(widget)
    return holder


def _dropped_file(data: QMimeData) -> Path | None:
    """The one file on this computer that is being dropped; None where it is something else."""
    places = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return places[0] if len(places) == 1 else None
