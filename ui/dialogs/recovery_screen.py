"""Stands in the place of the window where the diary is damaged: its backups, the newest sound one first, and what else can be done."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from tracker.domain.backups import Backup
from tracker.domain.times import Clock
from tracker.errors import DiaryUnavailable, PasswordNeeded, TrackerError
from tracker.language import _
from tracker.paths import Paths
from tracker.services.backups import bring_back
from tracker.services.rescue import backups_to_open, looking_through, save_readable
from tracker.wording.counts import entries_words
from ui.dialogs.backup_list import BackupList, backup_words
from ui.dialogs.file_saving import FileKind, ask_for_file, documents, written_to
from ui.widgets.announcement import Urgency, announce, announce_once_shown
from ui.widgets.buttons import main_button, ordinary_button, quiet_button
from ui.widgets.labels import breakable, plain_label
from ui.widgets.layouts import FlowLayout, resize_within_screen

WIDTH, HEIGHT = 640, 600
MARGIN, SPACE, NEAR = 24, 16, 8


class RecoveryScreen(QDialog):
    """Shows the sentence of the error; accepted means that there is a diary to be opened, or that opening it is tried again."""

    renewed: tuple[str, str] | None = None  # as of a lock screen
    entry_waits = False  # likewise

    def __init__(self, problem: DiaryUnavailable, paths: Paths, clock: Clock) -> None:
        super().__init__()
        self._paths = paths
        self._clock = clock
        self._is_awaited = False
        self.remark = ""  # what was done, to be said in the window that comes after it
        self._backups = backups_to_open(paths, clock)
        self.setWindowTitle(_("Recovery Tracker"))
        self.sentence = plain_label(breakable(problem.sentence))
        self.newest_button = main_button(_("Open the newest sound backup"))
        self.newest_button.clicked.connect(self._on_newest)
        self.newest = plain_label("", "muted")
        self.backups = BackupList(clock.zone())
        self.backups.chosen.connect(self._show_choice)
        self.backups.opened.connect(self._on_chosen)
        self.chosen_button = ordinary_button(_("Open the chosen one"))
        self.chosen_button.clicked.connect(self._on_chosen)
        self.save_button = ordinary_button(_("Save what can be read"))
        self.save_button.clicked.connect(self._on_save)
        self.file_button = ordinary_button(_("Open another file"))
        self.file_button.clicked.connect(self._on_file)
        self.again_button = quiet_button(_("Try again"))
        self.again_button.clicked.connect(self.accept)
        self.quit_button = quiet_button(_("Quit"))
        self.quit_button.clicked.connect(self.reject)
        self._list_parts = (plain_label(_("Backups"), "heading"), self.backups, self.chosen_button)
        self._lay_out()
        resize_within_screen(self, WIDTH, HEIGHT)
        self.backups.show_backups(self._backups)
        # A part of one backup at each turn of the event loop: the screen shows at once, however many there are and however long each takes.
        self._look: Iterator[Backup | None] | None = None
        self._looks = QTimer(self)
        self._looks.timeout.connect(self._look_at_next)
        self._looks.start(0)
        self._show_newest()
        self.newest_button.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What happened is said, not only written: the focus is on the button beneath."""
        super().showEvent(event)
        announce_once_shown(self, self.sentence.text())

    def done(self, result: int) -> None:
        """Look at no more backups once it is left."""
        self._looks.stop()
        super().done(result)

    def _lay_out(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(_("The diary could not be opened"), "title"))
        layout.addWidget(self.sentence)
        layout.addLayout(_row(self.newest_button))
        layout.addWidget(self.newest)
        heading, backups, chosen = self._list_parts
        layout.addWidget(heading)
        layout.addWidget(backups)
        layout.addLayout(_row(chosen))
        layout.addLayout(_row(self.save_button, self.file_button))
        layout.addLayout(_row(self.again_button, self.quit_button))
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the buttons within bring themselves into view
        area.setWidget(content)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def _look_at_next(self) -> None:
        place = next((place for place, backup in enumerate(self._backups) if backup.is_sound is None), None)
        if place is None:
            self._looks.stop()
        else:
            self._look = self._look or looking_through(self._backups[place])
            found = next(self._look)
            if found is None:  # a part of it, and more in the next turn
                return
            self._look = None
            self._set(place, found)
        self._show_newest()
        if self._is_awaited and self._newest() is not None:
            self._on_newest()

    def _set(self, place: int, backup: Backup) -> None:
        self._backups[place] = backup
        self.backups.show_backups(self._backups)

    def _newest(self) -> Backup | None:
        """The newest sound backup, as soon as it is known to be: once all that are newer were looked at."""
        first = next((backup for backup in self._backups if backup.is_sound is not False), None)
        return first if first is not None and first.is_sound else None

    def _show_newest(self) -> None:
        newest = self._newest()
        is_looking = self._looks.isActive()
        has_one = newest is not None or is_looking
        had_focus = self.focusWidget() is self.newest_button  # within this window, which may not have the keyboard yet
        self.newest_button.setVisible(has_one)
        if newest is not None:
            words = backup_words(newest, self._clock.zone())
            if self.newest.text() != words:  # it is another one than before
                self.newest.setText(words)
                self.backups.choose(newest)
        elif is_looking:
            self.newest.setText(_("The backups are being looked at."))
        else:
            self.newest.setText(_("There is no backup that can be read. Nothing was changed."))
            if had_focus:
                self.save_button.setFocus()
                announce(self, self.newest.text())
        # Where there is none, what is first among the rest is the one main button.
        self.save_button.set_kind("ordinary" if has_one else "main")
        for part in self._list_parts:
            part.setVisible(bool(self._backups))

    def _show_choice(self) -> None:
        backup = self.backups.chosen_backup()
        self.chosen_button.setEnabled(backup is not None and backup.is_sound is not False)

    def _on_newest(self) -> None:
        newest = self._newest()
        # Pressed before it is found: then it is opened as soon as it is.
        self._is_awaited = newest is None
        if newest is not None:
            self._open(newest)

    def _on_chosen(self) -> None:
        backup = self.backups.chosen_backup()
        if backup is not None and backup.is_sound is not False:
            self._open(backup)

    def _open(self, backup: Backup) -> None:
        if not self._brought_back(backup.path):
            # It looked whole and is not: the next one is offered in its place.
            self._look = None
            self._set(self._backups.index(backup), backup._replace(is_sound=False))
            self._show_newest()

    def _on_file(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Open another file"), documents(), _("Backups (*.sqlite3)"))
        if name:
            self._brought_back(Path(name))

    def _brought_back(self, file: Path) -> bool:
        try:
            self.remark = bring_back(self._paths, self._clock, file)
        except PasswordNeeded as problem:
            from ui.dialogs.backup_password import BackupPassword  # few backups come from a diary with another password

            if BackupPassword(file, self).exec() == QDialog.DialogCode.Accepted:
                return self._brought_back(file)
            self._say(problem.sentence)
            return False
        except TrackerError as problem:
            # The screen stays, with the diary as it was.
            self._say(problem.sentence)
            return False
        self.accept()
        return True

    def _on_save(self) -> None:
        chosen = ask_for_file(self, _("Save what can be read"), "recovery-tracker", [FileKind(".sqlite3", _("Backups (*.sqlite3)"))])
        if chosen is None:
            return
        try:
            count = written_to(chosen, lambda file: save_readable(self._paths, file))
        except TrackerError as problem:
            self._say(problem.sentence)
            return
        said = _("Saved as {file} in {folder}: {what}.")
        self._say(said.format(file=chosen.path.name, folder=chosen.path.parent, what=entries_words(count)))

    def _say(self, sentence: str) -> None:
        self.sentence.setText(breakable(sentence))
        announce(self, sentence, Urgency.URGENT)


def _row(*buttons: QWidget) -> FlowLayout:
    row = FlowLayout(spacing=NEAR)
    for button in buttons:
        row.addWidget(button)
    return row
