"""The backups of a diary that cannot be opened, row by row: of when each is, how much it holds, and whether it is sound."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QSizePolicy

from tracker.domain.backups import Backup
from tracker.formats.texts import in_a_row
from tracker.language import _, pgettext
from tracker.wording.backups import made_words
from tracker.wording.counts import entries_words

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROWS_AT_LEAST, ROWS_AT_MOST = 2, 5


class BackupList(QListView):
    """One stop of the Tab key, walked by the arrows; `chosen` says that another row is, `opened` that Enter or two clicks ask for it."""

    chosen = Signal()
    opened = Signal()

    def __init__(self, zone: str) -> None:
        super().__init__()
        self._rows = _Backups(zone, self)
        self.setModel(self._rows)
        self.setAccessibleName(_("Backups"))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.selectionModel().currentChanged.connect(lambda *_indexes: self.chosen.emit())
        self.activated.connect(lambda _index: self.opened.emit())

    @property
    def backups(self) -> tuple[Backup, ...]:
        """What is shown, the newest first."""
        return self._rows.backups

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Show backups, those looked at as what they were found to be; the chosen row stays."""
        self._rows.show_backups(backups)
        if self.backups and not self.currentIndex().isValid():
            self.setCurrentIndex(self._rows.index(0, 0))
        self.updateGeometry()
        self.chosen.emit()

    def chosen_backup(self) -> Backup | None:
        """The backup of the chosen row."""
        return self.backups[self.currentIndex().row()] if self.currentIndex().isValid() else None

    def choose(self, backup: Backup) -> None:
        """Choose the row of a backup, unless the person is at the list."""
        if not self.hasFocus():
            self.setCurrentIndex(self._rows.index(self.backups.index(backup), 0))

    def sizeHint(self) -> QSize:
        """As high as its rows, up to some; of more the rest is scrolled to."""
        return QSize(super().sizeHint().width(), self._height_of(min(len(self.backups), ROWS_AT_MOST)))

    def minimumSizeHint(self) -> QSize:
        """Room for a row and a half: one sees that there are more."""
        return QSize(super().minimumSizeHint().width(), self._height_of(min(len(self.backups), ROWS_AT_LEAST)))

    def _height_of(self, rows: int) -> int:
        return max(1, rows) * max(1, self.sizeHintForRow(0)) + 2 * self.frameWidth()


class _Backups(QAbstractListModel):
    """Backups as rows. No items of Qt's own: one that Qt deletes leaves a wrapper behind."""

    def __init__(self, zone: str, parent: QObject) -> None:
        super().__init__(parent)
        self._zone = zone
        self.backups: tuple[Backup, ...] = ()

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """Have these rows."""
        if len(backups) == len(self.backups):
            changed = [place for place, pair in enumerate(zip(backups, self.backups, strict=True)) if pair[0] != pair[1]]
            self.backups = tuple(backups)
            for place in changed:  # told alone, so that a screen reader that stands on another row is left where it is
                self.dataChanged.emit(self.index(place, 0), self.index(place, 0))
            return
        self.beginResetModel()
        self.backups = tuple(backups)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """One a backup."""
        return 0 if parent.isValid() else len(self.backups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """What is said of a backup, to the eye and to the ear."""
        return backup_words(self.backups[index.row()], self._zone) if role == Qt.ItemDataRole.DisplayRole else None


def backup_words(backup: Backup, zone: str) -> str:
    """A backup in a line: "25 Nov 2026, 13:05, 214 entries, sound"; of one that was not looked at yet, when it was made."""
    when = made_words(backup, zone)
    if backup.is_sound is None:
        return when
    if not backup.is_sound:
        return in_a_row((when, _("damaged")))
    return in_a_row((when, entries_words(backup.entries or 0), pgettext("backup", "sound")))
