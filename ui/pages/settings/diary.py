"""Where the diary lies, and its backups: written, and brought back."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from tracker.changes import Touched
from tracker.domain.times import Moment
from tracker.domain.words import time_words
from tracker.language import _
from tracker.services.backups import Backups
from tracker.services.history import Change
from ui.desk import Desk
from ui.dialogs.file_saving import files_of_kind
from ui.messages import MessageKind
from ui.pages.settings.rows import RowGroup, SettingRow, buttons_in_a_row
from ui.widgets.buttons import ordinary_button
from ui.widgets.labels import plain_label


class DiaryGroup(RowGroup):
    """The folder and the backups."""

    def __init__(self, desk: Desk, backups: Backups) -> None:
        super().__init__()
        self._desk = desk
        self._backups = backups
        open_button = ordinary_button(_("Open folder"))
        open_button.clicked.connect(self._on_open_folder)
        self.folder = SettingRow(
            _("Folder"), plain_label(_("Everything stays in this folder on this computer."), "muted"), buttons_in_a_row(open_button)
        )
        back_up_button, restore_button = ordinary_button(_("Back up now")), ordinary_button(_("Restore a backup"))
        back_up_button.clicked.connect(self.back_up)
        restore_button.clicked.connect(self._on_restore)
        self.backup = SettingRow(
            _("Backups"),
            plain_label(_("One is written when the app is closed, and every 30 minutes at most."), "muted"),
            buttons_in_a_row(back_up_button, restore_button),
        )
        self.add(self.folder, self.backup)

    def refresh(self) -> None:
        """Show where the diary lies, and how old the newest backup is."""
        self.folder.show_state(str(self._backups.folder))
        newest = self._backups.newest_backup_at()
        if newest is None:
            self.backup.show_state(_("none yet"))
        else:
            when = time_words(Moment.of(newest, self._desk.clock.zone()).local)
            # Translators: {when} is a day and a time: "25 Nov 2026, 13:05".
            self.backup.show_state(_("the newest is of {when}").format(when=when))

    def restore(self, file: Path) -> None:
        """Put a backup in the place of the diary."""
        change = self._desk.run_quietly(lambda: self._backups.restore(file))
        if change is not None:
            self._desk.messages.say(change.remark, kind=MessageKind.DONE)

    def back_up(self) -> None:
        """Write a backup now, and say so."""

        def back_up() -> Change:
            self._backups.back_up()
            return Change(Touched.DIARY)

        if self._desk.run_quietly(back_up) is not None:
            self._desk.messages.say(_("A backup was written and checked."), kind=MessageKind.DONE)

    def _on_open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._backups.folder)))

    def _on_restore(self) -> None:
        folder = self._backups.folder / "backups"
        start = folder if folder.is_dir() else Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
        name, _kind = QFileDialog.getOpenFileName(self, _("Restore a backup"), str(start), files_of_kind("*.sqlite3"))
        if name:
            self.restore(Path(name))
