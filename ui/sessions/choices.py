"""The sessions that are not the phase's own, each a chip: one step away."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.plan.protocol import PlannedExercise
from tracker.domain.sessions import STRETCHES
from tracker.domain.words import session_name
from tracker.language import _
from tracker.wording.plan import exercise_name
from ui.widgets.chips import Chip
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout

SPACE = 8


class SessionChoices(QWidget):
    """Takes what may be started; its chips stay and take other names. `about` says what the plan has instead."""

    chosen = Signal(object)  # a kind of session, or a PlannedExercise

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Another session"))
        self._offers: tuple[str | PlannedExercise, ...] = ()
        self._chips: list[Chip] = []
        self.about = plain_label("", "muted")
        self._flow = FlowLayout(spacing=SPACE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.about)
        layout.addLayout(self._flow)

    def show_offers(self, offers: Sequence[str | PlannedExercise], about: str) -> None:
        """Offer these."""
        self.about.setText(about)
        self.about.setVisible(bool(about))
        if tuple(offers) == self._offers:
            return
        self._offers = tuple(offers)
        while len(self._chips) < len(offers):
            self._add_chip()
        for place, chip in enumerate(self._chips):
            chip.setText(_words(offers[place]) if place < len(offers) else "")
            chip.setVisible(place < len(offers))
            # A chip with another text has another width, and the flow measures it anew only when it is told.
            chip.updateGeometry()
        self._flow.invalidate()

    def focus_first(self) -> None:
        """Put the focus on the first."""
        if self._offers:
            self._chips[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_chip(self) -> None:
        chip = Chip("", parent=self)
        chip.clicked.connect(partial(self._on_chip_clicked, len(self._chips)))
        self._flow.addWidget(chip)
        self._chips.append(chip)

    def _on_chip_clicked(self, place: int) -> None:
        self.chosen.emit(self._offers[place])


def _words(offer: str | PlannedExercise) -> str:
    if isinstance(offer, PlannedExercise):
        return exercise_name(offer)
    return _("All exercises") if offer == STRETCHES else session_name(offer)
