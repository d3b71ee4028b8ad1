"""The icon of a phase in the phase's colour; its word always stands beside it."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.protocol import PLANNED_PHASES, Phase
from ui.assets import icon

EDGE = 18  # px


class PhaseIcon(QWidget):
    """Shows the icon of a phase; hidden where a phase has none. A screen reader reads the word alone."""

    def __init__(self) -> None:
        super().__init__()
        self._phase: Phase | None = None
        self.setFixedSize(EDGE, EDGE)
        self.hide()

    def show_phase(self, phase: Phase | None) -> None:
        """Take the icon of another phase."""
        self._phase = phase if phase in PLANNED_PHASES else None
        self.setVisible(self._phase is not None)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it in the colours of now."""
        if self._phase is not None:
            draw_phase_icon(QPainter(self), QRect(0, 0, EDGE, EDGE), self._phase)


def draw_phase_icon(painter: QPainter, area: QRect, phase: Phase, colour: str = "") -> None:
    """Draw the icon of a phase, in its own colour or in that of a token or #RRGGBB."""
    icon(phase.value, colour or phase.value).paint(painter, area)
