"""What the words of Apple Health are worth in points."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tracker.domain.entries import MOST_PAIN
from tracker.importers.table.contract import Severity
from tracker.language import N_, _
from ui.importing.choices import under_label
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import plain_label

WORDS = {
    "not_present": N_("Not present"),
    "mild": N_("Mild"),
    "moderate": N_("Moderate"),
    "severe": N_("Severe"),
    "unspecified": N_("Unspecified"),
}
SPACE, ROW_SPACE = 16, 8
IN_A_ROW = 2


class SeverityFields(QWidget):
    """Asks for the points of each word; without points a record becomes a note of its day."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        usual = Severity()
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(SPACE)
        layout.setVerticalSpacing(ROW_SPACE)
        layout.addWidget(plain_label(_("What each word is worth, from 0 to 10"), "heading"), 0, 0, 1, IN_A_ROW)
        layout.addWidget(
            plain_label(_("Apple Health keeps pain as a word. Without a value it becomes a note of its day."), "muted"), 1, 0, 1, IN_A_ROW
        )
        self.boxes: dict[str, ChoiceBox[int | None]] = {}
        for place, (key, word) in enumerate(WORDS.items()):
            box: ChoiceBox[int | None] = ChoiceBox(_(word))
            box.set_options([(None, _("No value")), *((points, str(points)) for points in range(MOST_PAIN + 1))])
            worth = getattr(usual, key)
            box.choose(None if worth is None else int(worth))
            box.chosen.connect(self.changed)
            self.boxes[key] = box
            layout.addWidget(under_label(box), 2 + place // IN_A_ROW, place % IN_A_ROW)

    def severity(self) -> Severity:
        """The points as chosen."""
        return Severity(**{key: box.value() for key, box in self.boxes.items()})
