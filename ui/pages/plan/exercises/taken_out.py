"""The app's own exercises that the plan has no more."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.protocol import PlannedExercise
from tracker.language import _
from tracker.wording.plan import exercise_name
from ui.widgets.chips import Chip
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.tab_order import order_tabs

SPACE = 8


class TakenOut(QWidget):
    """Puts each back by a press; `wanted` brings its key."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Taken out"))
        self._chips: list[Chip] = []
        self._flow = FlowLayout(self, spacing=SPACE)
        self._flow.addWidget(plain_label(_("Put back:"), "small", wrap=False))
        self.hide()

    def show_exercises(self, exercises: Sequence[PlannedExercise]) -> None:
        """Offer these."""
        for former in self._chips:
            self._flow.removeWidget(former)
            former.hide()
            former.deleteLater()
        self._chips = [Chip(exercise_name(exercise)) for exercise in exercises]
        for chip, exercise in zip(self._chips, exercises, strict=True):
            chip.clicked.connect(partial(self._on_clicked, exercise.key))
            self._flow.addWidget(chip)
        order_tabs(self)
        self.setVisible(bool(exercises))

    def _on_clicked(self, key: str, _checked: bool = False) -> None:
        self.wanted.emit(key)
