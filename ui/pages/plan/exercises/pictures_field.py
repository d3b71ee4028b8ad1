"""The pictures of an exercise of one's own, chosen from PNG or SVG files."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tracker.domain.exercises import Exercise
from tracker.errors import Refused
from tracker.language import _
from tracker.library.own_pictures import MOST_BYTES, own_picture
from ui.dialogs.file_saving import files_of_kind, folder_of
from ui.widgets.buttons import small_button
from ui.widgets.exercise_picture import NO_EXERCISE, ExercisePicture
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.layouts import FlowLayout

MOST = 4
HEIGHT = 120
SPACE = 8


class PicturesField(QWidget):
    """Holds up to four pictures as an exercise keeps them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pictures: tuple[str, ...] = ()
        self.shown = ExercisePicture(NO_EXERCISE)
        self.shown.setFixedHeight(HEIGHT)
        self.add_button = small_button(_("Choose a picture"))
        self.add_button.clicked.connect(self._on_add)
        self.remove_button = small_button(_("Remove the pictures"))
        self.remove_button.clicked.connect(self._on_remove)
        self.issue = FieldIssue(self.add_button)
        buttons = FlowLayout()
        buttons.addWidget(self.add_button)
        buttons.addWidget(self.remove_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(_("Pictures, as PNG or SVG: one, or start and end"), "strong"))
        layout.addWidget(self.shown)
        layout.addLayout(buttons)
        layout.addWidget(self.issue)
        layout.addStretch(1)
        self.show_pictures(())

    def pictures(self) -> tuple[str, ...]:
        """The pictures chosen."""
        return self._pictures

    def show_pictures(self, pictures: tuple[str, ...]) -> None:
        """Show other pictures, without a signal."""
        self._pictures = pictures
        self.shown.show_exercise(Exercise("", _("Pictures"), "", (), is_sided=False, pictures=pictures, source="", is_own=True))
        self.shown.setVisible(bool(pictures))
        self.remove_button.setVisible(bool(pictures))
        self.add_button.setVisible(len(pictures) < MOST)
        self.issue.clear()

    def add_file(self, file: Path) -> None:
        """Add the picture of a file, or say why it cannot be shown."""
        try:
            picture = _fitting(own_picture(_content(file)))
        except Refused as problem:
            self.issue.show_issue(str(problem))
            return
        self.show_pictures((*self._pictures, picture))
        self.changed.emit()

    def _on_add(self) -> None:
        folder = folder_of(QStandardPaths.StandardLocation.PicturesLocation)
        name, _kind = QFileDialog.getOpenFileName(self, _("Choose a picture"), folder, files_of_kind("*.png *.svg"))
        if name:
            self.add_file(Path(name))

    def _on_remove(self) -> None:
        self.show_pictures(())
        self.add_button.setFocus()
        self.changed.emit()


def _content(file: Path) -> bytes:
    """As much of a file as a picture may have, and one byte more; raises Refused."""
    from tracker.importers.source import open_source

    with open_source(file) as source:
        # One byte more tells a file that is too large, without reading all of it.
        return source.read(MOST_BYTES + 1)


def _fitting(picture: str) -> str:
    """The picture as a plan's file can hold it; raises Refused."""
    from tracker.importers.plan.pictures import Unfit, picture_of

    try:
        return picture_of(picture)
    except Unfit as problem:
        raise Refused(
            _("This picture cannot be shown, so nothing was changed. Choose a PNG picture, or a plain SVG drawing, of at most 1 MB.")
        ) from problem
