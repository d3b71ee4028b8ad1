"""The first step of an import: the file, chosen or dropped."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from tracker.language import _
from ui.assets import set_role
from ui.dialogs.file_saving import files_of_kind, folder_of
from ui.widgets.buttons import main_button
from ui.widgets.labels import FieldIssue, breakable, plain_label

SPACE = 16
ROOM = 32


class FileStep(QWidget):
    """Asks for a file; what is wrong with it stands beneath."""

    file_chosen = Signal(object)  # Path

    def __init__(self) -> None:
        super().__init__()
        self.choose_button = main_button(_("Choose a file..."))
        self.choose_button.clicked.connect(self._on_choose)
        self.issue = FieldIssue(self.choose_button)
        self.file_label = plain_label("", "muted")
        self.file_label.hide()
        place = set_role(QFrame(), "card")
        inner = QVBoxLayout(place)
        inner.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        inner.setSpacing(SPACE)
        inner.addWidget(plain_label(_("Drop a file here, or choose one."), "heading"))
        readable = _(
            "The app knows a file by what is in it: tables (CSV) of any kind, exports of Bearable, Daylio, Headi, PainTracker and "
            "Track & Graph, Apple Health (export.xml or its zip), lines such as “6 neck stiff”, and this app's own tables, archives and backups."
        )
        inner.addWidget(plain_label(readable))
        inner.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addWidget(self.file_label)
        inner.addWidget(self.issue)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(place)
        layout.addWidget(plain_label(_("Nothing is changed before you have seen what would come in. The file itself is never changed."), "muted"))
        layout.addStretch(1)

    def show_file(self, file: Path | None) -> None:
        """Say which file was chosen, if one was."""
        self.issue.clear()
        self.choose_button.set_kind("ordinary" if file else "main")
        self.file_label.setText(breakable(_("Chosen: {file}").format(file=file.name)) if file else "")
        self.file_label.setVisible(file is not None)

    def show_issue(self, sentence: str) -> None:
        """Say why a file cannot be read."""
        self.issue.show_issue(breakable(sentence))

    def _on_choose(self) -> None:
        folder = folder_of(QStandardPaths.StandardLocation.DownloadLocation)
        name, _kind = QFileDialog.getOpenFileName(self, _("Import a file"), folder, files_of_kind("*"))
        if name:
            self.file_chosen.emit(Path(name))
