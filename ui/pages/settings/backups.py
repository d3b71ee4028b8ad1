"""The backups there are: listed at once, looked at one by one while the window goes on, each brought back by one press."""

from collections.abc import Generator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.backups import Backup
from tracker.language import _
from tracker.services.backups import looking_at
from tracker.wording.backups import backup_words, made_words
from ui.stepper import Stepper
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import small_button
from ui.widgets.labels import HairLine, plain_label
from ui.widgets.tab_order import order_tabs

SHOWN_AT_ONCE = 6
GAP, LINE_SPACE = 12, 6


class BackupList(QWidget):
    """Those that are kept for what they hold first, then the newest. Its lines are made once and filled anew; a damaged one offers nothing."""

    chosen = Signal(object)  # the Backup to be brought back
    looked = Signal()  # at all that are shown

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Backups"))
        hear_as(self, "list")
        self._backups: list[Backup] = []
        self._found: dict[Backup, Backup] = {}
        self._zone = ""
        self._wanted = SHOWN_AT_ONCE
        self._stepper: Stepper | None = None
        self.lines: list[BackupLine] = []
        self._stack = QVBoxLayout()
        self._stack.setSpacing(0)
        self.more_button = small_button(_("Show more"))
        self.more_button.clicked.connect(self._on_more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(self._stack)
        layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_backups(self, backups: Sequence[Backup], zone: str) -> None:
        """Show these, and look at those that were not looked at yet."""
        # What is sorted was in order of time: among those of one kind it stays so.
        self._backups, self._zone = sorted(backups, key=lambda backup: backup.why is None), zone
        self._found = {backup: found for backup, found in self._found.items() if backup in backups}
        self._show()

    def damaged(self) -> set[Path]:
        """The files that were found not to be as they were written."""
        return {backup.path for backup, found in self._found.items() if not found.is_sound}

    def _show(self) -> None:
        shown = self._backups[: self._wanted]
        while len(self.lines) < len(shown):
            self._add_line()
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(shown))
            if place < len(shown):
                line.show_backup(self._found.get(shown[place], shown[place]), self._zone)
        self.more_button.setVisible(len(self._backups) > len(shown))
        self.setVisible(bool(shown))
        order_tabs(self)
        self._look([backup for backup in shown if backup not in self._found])

    def _add_line(self) -> None:
        line = BackupLine()
        line.button.clicked.connect(partial(self._on_chosen, len(self.lines)))
        self.lines.append(line)
        self._stack.addWidget(line)

    def _look(self, backups: list[Backup]) -> None:
        self._stop()
        if backups:
            self._stepper = Stepper(self._looking(backups), self)
            self._stepper.finished.connect(self.looked)
            self._stepper.start()

    def _looking(self, backups: list[Backup]) -> Generator[None, None, None]:
        # A diary of many years takes its time to be read: some bytes at each turn.
        for backup in backups:
            for found in looking_at(backup):
                if found is not None:
                    self._found[backup] = found
                    self.lines[self._backups.index(backup)].show_backup(found, self._zone)
                yield

    def _stop(self) -> None:
        stepper, self._stepper = self._stepper, None
        if stepper is not None:
            stepper.cancel()
            stepper.deleteLater()

    def _on_chosen(self, place: int) -> None:
        self.chosen.emit(self._backups[place])

    def _on_more(self) -> None:
        first_new = self._wanted
        self._wanted = len(self._backups)
        self._show()
        self.lines[first_new].button.setFocus(Qt.FocusReason.OtherFocusReason)


class BackupLine(QWidget):
    """When one was made and what is known of it, and the button that brings it back."""

    def __init__(self) -> None:
        super().__init__()
        self._made, self._words = plain_label(""), plain_label("", "muted")
        self.button = small_button(_("Bring back"))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._made)
        texts.addWidget(self._words)
        row = QHBoxLayout()
        row.setContentsMargins(0, LINE_SPACE, 0, LINE_SPACE)
        row.setSpacing(GAP)
        row.addLayout(texts, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(HairLine())
        layout.addLayout(row)

    def show_backup(self, backup: Backup, zone: str) -> None:
        """Show a backup."""
        made, words = made_words(backup, zone), backup_words(backup, zone)
        self._made.setText(made)
        self._words.setText(words)
        self.button.setAccessibleDescription(f"{made}, {words}")
        self.button.setVisible(backup.is_sound is not False)
