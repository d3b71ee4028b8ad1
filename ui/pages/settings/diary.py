"""Where the diary lies, and its backups: written, and brought back."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog

from tracker.changes import Touched
from tracker.domain.backups import newest
from tracker.errors import PasswordNeeded
from tracker.language import _
from tracker.services.backups import Backups
from tracker.services.history import Change
from tracker.wording.backups import made_words
from ui.desk import Desk
from ui.dialogs.file_saving import files_of_kind
from ui.messages import MessageKind
from ui.pages.settings.backups import BackupList
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
        restore_button.clicked.connect(self.choose_backup)
        self.backup = SettingRow(
            _("Backups"),
            plain_label(_("One is written when the app is closed, and every 30 minutes at most."), "muted"),
            buttons_in_a_row(back_up_button, restore_button),
        )
        self.list: BackupList | None = None
        self.backup.opened.connect(self._list_backups)
        self.add(self.folder, self.backup)

    def refresh(self) -> None:
        """Show where the diary lies, and how old the newest backup is."""
        self.folder.show_state(str(self._backups.folder))
        self._show_state()
        if self.backup.is_open:
            self._list_backups()

    def open_backups(self) -> None:
        """Open the row of the backups."""
        self.backup.set_open(is_open=True)
        self._list_backups()

    def restore(self, file: Path) -> None:
        """Put a backup in the place of the diary; it can be undone."""
        self._desk.run(lambda: self._restored(file))

    def back_up(self) -> None:
        """Write a backup now, and say so."""
        back_up_now(self._desk, self._backups)

    def _restored(self, file: Path) -> Change | None:
        try:
            return self._backups.restore(file)
        except PasswordNeeded:
            from ui.dialogs.backup_password import BackupPassword  # few backups come from a diary with another password

            return self._backups.restore(file) if BackupPassword(file, self).exec() == QDialog.DialogCode.Accepted else None

    def _show_state(self) -> None:
        """How old the newest backup is, of those that are not dated ahead, and not found to be damaged."""
        backups = self._desk.ask(self._backups.all) or []
        damaged = self.list.damaged() if self.list is not None else set()
        found = newest((backup for backup in backups if backup.path not in damaged), self._desk.clock.now())
        if found is not None:
            # Translators: {when} is a day and a time: "25 Nov 2026, 13:05".
            self.backup.show_state(_("the newest is of {when}").format(when=made_words(found, self._desk.clock.zone())))
        else:
            self.backup.show_state(_("none but damaged ones, or some dated ahead of the clock") if backups else _("none yet"))

    def _list_backups(self) -> None:
        if self.list is None:
            self.list = BackupList()
            self.list.chosen.connect(lambda backup: self.restore(backup.path))
            self.list.looked.connect(self._show_state)
            self.backup.add(self.list)
        self.list.show_backups(self._backups.all(), self._desk.clock.zone())

    def _on_open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._backups.folder)))

    def choose_backup(self) -> None:
        """Ask for the file of a backup, and bring it back."""
        folder = self._backups.folder / "backups"
        start = folder if folder.is_dir() else Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
        name, _kind = QFileDialog.getOpenFileName(self, _("Restore a backup"), str(start), files_of_kind("*.sqlite3"))
        if name:
            self.restore(Path(name))


def back_up_now(desk: Desk, backups: Backups) -> None:
    """Write a backup, and say so."""

    def back_up() -> Change:
        backups.back_up()
        return Change(Touched.DIARY)

    if desk.run_quietly(back_up) is not None:
        desk.messages.say(_("A backup was written and checked."), kind=MessageKind.DONE)
