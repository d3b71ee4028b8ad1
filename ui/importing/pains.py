"""The further columns of pain that were found in a table, each of its time of the day: taken unless it is unticked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.formats.joining import with_brackets, with_colon, with_comma
from tracker.formats.texts import time_text
from tracker.importers.table.column_ways import PainColumn
from tracker.language import _
from ui.widgets.wrapping_check_box import WrappingCheckBox

SPACE = 12


class PainList(QWidget):
    """Shows the further columns of pain and reads back those that are taken."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[tuple[PainColumn, WrappingCheckBox]] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)
        self.hide()

    def show_pains(self, pains: Sequence[PainColumn]) -> None:
        """Show these columns, all of them taken."""
        for _pain, box in self.boxes:
            self._layout.removeWidget(box)
            box.deleteLater()
        self.boxes = [(pain, WrappingCheckBox(with_colon(_("Pain"), _words(pain)))) for pain in pains]
        for _pain, box in self.boxes:
            box.setChecked(True)
            box.clicked.connect(self.changed)
            self._layout.addWidget(box)
        self.setVisible(bool(self.boxes))

    def pains(self) -> tuple[PainColumn, ...]:
        """The columns that are taken."""
        return tuple(pain for pain, box in self.boxes if box.isChecked())


def _words(pain: PainColumn) -> str:
    told = [*([time_text(pain.at)] if pain.at is not None else []), *([pain.site] if pain.site else [])]
    return with_brackets(pain.column, with_comma(*told)) if told else pain.column
