"""Which column holds what, kept under a name: chosen again, or kept now."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.errors import TrackerError
from tracker.importers.table.mapping import Mapping
from tracker.language import _
from tracker.services.exchange.import_mappings import LONGEST_NAME, Mappings
from ui.importing.choices import under_label
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import FieldIssue, breakable

SPACE = 16
GUESSED = ""


class KeptChoices(QWidget):
    """Offers what was kept, and a name to keep the present choice under."""

    changed = Signal()

    def __init__(self, mappings: Mappings) -> None:
        super().__init__()
        self._mappings = mappings
        self.kept: ChoiceBox[str] = ChoiceBox(_("Read as before"))
        self.kept.chosen.connect(self.changed)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Remember the choice as (optional)"))
        self.name.setMaxLength(LONGEST_NAME)
        self.issue = FieldIssue(self.name)
        self._offer = under_label(self.kept)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(under_label(self.name), 1)
        row.addWidget(self._offer, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.issue)

    def offer(self, columns: Sequence[str]) -> Mapping | None:
        """Offer the names there are for a new table, and choose the one that uses most of its columns; the answer is what is kept under it."""
        found = {name: mapping for name in self._mappings.names() if (mapping := self._read(name)) is not None}
        used = {name: {column.strip() for column in mapping.mapped()} for name, mapping in found.items()}
        fitting = max((name for name in used if used[name] <= set(columns)), key=lambda name: len(used[name]), default=GUESSED)
        self.kept.set_options([(GUESSED, _("As the names of the columns suggest")), *((name, breakable(name)) for name in found)])
        self.kept.choose(fitting)
        self._offer.setVisible(bool(found))
        self.name.setText(fitting)
        self.issue.clear()
        return found.get(fitting)

    def chosen_mapping(self) -> Mapping | None:
        """What is kept under the chosen name; None for the guess, and where it can no longer be read."""
        name = self.kept.value()
        self.name.setText(name)
        return self._read(name) if name != GUESSED else None

    def keep(self, mapping: Mapping) -> bool:
        """Keep the choice under the name typed, if one was; False where the name will not do, which is said beside it."""
        self.issue.clear()
        name = self.name.text().strip()
        if not name:
            return True
        try:
            self._mappings.keep(name, mapping)
        except TrackerError as problem:
            self.issue.show_issue(problem.sentence)
            self.name.setFocus()
            return False
        return True

    def _read(self, name: str) -> Mapping | None:
        try:
            return self._mappings.get(name)
        # One that can no longer be read is not offered: the guess takes its place, and nothing is lost.
        except TrackerError:
            return None
