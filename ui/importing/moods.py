"""How good the moods are that a person named themselves in another app: asked once."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tracker.language import _
from tracker.services.exchange.mood_words import BEST, WORST
from ui.importing.choices import under_label
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import plain_label

SPACE, ROW_SPACE = 16, 8
IN_A_ROW = 3
# More than any app lets a person name; in a column of something else each row has another.
MOST = 12


class MoodFields(QWidget):
    """Asks for each name what it is worth, from 1 to 5; without a worth it stands in the note of its day."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, ChoiceBox[int | None]] = {}
        self._holders: list[QWidget] = []
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(SPACE)
        self._layout.setVerticalSpacing(ROW_SPACE)
        self._layout.addWidget(plain_label(_("How good each of your own moods is, from 1 to 5"), "heading"), 0, 0, 1, IN_A_ROW)
        words = _("It is asked once. Without a value the mood stands in the note of its day.")
        self._layout.addWidget(plain_label(words, "muted"), 1, 0, 1, IN_A_ROW)
        self.hide()

    def ask(self, moods: Sequence[str]) -> None:
        """Ask for these names; hidden where there are none."""
        for holder in self._holders:
            holder.hide()
            holder.deleteLater()
        self._holders, self.boxes = [], {}
        for place, mood in enumerate(moods[:MOST]):
            box: ChoiceBox[int | None] = ChoiceBox(mood)
            box.set_options([(None, _("No value")), *((worth, _worth_words(worth)) for worth in range(WORST, BEST + 1))])
            box.chosen.connect(self.changed)
            holder = under_label(box)
            self._layout.addWidget(holder, 2 + place // IN_A_ROW, place % IN_A_ROW)
            self._holders.append(holder)
            self.boxes[mood] = box
        self.setVisible(bool(moods))

    def worths(self) -> dict[str, float]:
        """What was said of the names, in small letters."""
        return {mood: float(worth) for mood, box in self.boxes.items() if (worth := box.value()) is not None}


def _worth_words(worth: int) -> str:
    return {WORST: _("1, the worst"), BEST: _("5, the best")}.get(worth, str(worth))
