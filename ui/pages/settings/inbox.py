"""The inbox as a row: off, or its folder, which is chosen here."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from tracker.language import _
from tracker.services.exchange.inbox import Inbox
from ui.desk import Desk
from ui.dialogs.file_saving import folder_of
from ui.messages import MessageKind
from ui.pages.settings.rows import SettingRow, buttons_in_a_row
from ui.widgets.buttons import ordinary_button
from ui.widgets.labels import plain_label


class InboxRow(SettingRow):
    """Takes the inbox: chooses its folder, opens it, and turns it off."""

    def __init__(self, desk: Desk, inbox: Inbox) -> None:
        super().__init__(_("Inbox"))
        self._desk = desk
        self._inbox = inbox
        what = _(
            "What a phone, a form or a file sync puts into this folder comes into the diary by itself: a line such as "
            "“6 lower back left stiff after sitting”, a table whose columns you named once, or an archive."
        )
        after = _("What came in is moved to “done” in that folder, what could not be used to “refused”, with the reason. Each file can be undone.")
        self.choose_button = ordinary_button(_("Choose a folder..."))
        self.choose_button.clicked.connect(self._on_choose)
        self.open_button = ordinary_button(_("Open folder"))
        self.open_button.clicked.connect(self._on_open)
        self.off_button = ordinary_button(_("Turn the inbox off"))
        self.off_button.clicked.connect(self._on_turn_off)
        buttons = buttons_in_a_row(self.choose_button, self.open_button, self.off_button)
        self.add(plain_label(what, "muted"), plain_label(after, "muted"), buttons)
        self.refresh()

    def refresh(self) -> None:
        """Show whether it is on, and where it lies."""
        folder = self._inbox.folder
        self.show_state("" if folder is None else str(folder), is_on=folder is not None)
        for button in (self.open_button, self.off_button):
            button.setVisible(folder is not None)

    def choose(self, folder: Path) -> None:
        """Use a folder from now on, and say so."""
        if self._desk.tell_failures(lambda: self._inbox.choose(folder)):
            self.refresh()
            self._desk.messages.say(_("From now on, what is put into {folder} comes in.").format(folder=folder), kind=MessageKind.DONE)

    def _on_choose(self) -> None:
        start = str(self._inbox.folder or folder_of(QStandardPaths.StandardLocation.HomeLocation))
        name = QFileDialog.getExistingDirectory(self, _("Choose a folder..."), start)
        if name:
            self.choose(Path(name))

    def _on_open(self) -> None:
        if self._inbox.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._inbox.folder)))

    def _on_turn_off(self) -> None:
        if self._desk.tell_failures(self._inbox.turn_off):
            self.refresh()
            self.choose_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._desk.messages.say(_("The inbox is off. What lies in its folder stays there."), kind=MessageKind.DONE)
