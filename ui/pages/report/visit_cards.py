"""What a visit takes besides the report: questions, appointments and scores, each behind a press, as the page is about its pages."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.forms.function_card import FunctionCard
from ui.pages.report.appointments import AppointmentsCard
from ui.pages.report.questions import QuestionsCard
from ui.widgets.opener import Opener

SPACE = 8

VisitCard = QuestionsCard | AppointmentsCard | FunctionCard


class VisitCards(QWidget):
    """Takes the cards; one in which something was begun is open at first."""

    def __init__(self, cards: Sequence[VisitCard]) -> None:
        super().__init__()
        self._openers: dict[QWidget, Opener] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for card in cards:
            name = card.heading()
            opener = self._openers[card] = Opener(name, card)
            # The words of the opener head the card; a screen reader still calls it by them.
            card.set_heading("")
            card.setAccessibleName(name)
            opener.set_open(is_open=card.is_begun())
            layout.addWidget(opener, 0, Qt.AlignmentFlag.AlignLeft)
            layout.addWidget(card)
        layout.addStretch(1)

    def open(self, card: VisitCard) -> None:
        """Show a card."""
        self._openers[card].set_open(is_open=True)

    def open_all(self) -> None:
        """Show all of them."""
        for opener in self._openers.values():
            opener.set_open(is_open=True)
