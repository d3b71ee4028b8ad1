"""Keeping well while an episode goes on: a line, and in the stretches a card."""

from PySide6.QtWidgets import QLabel

from tracker.domain.plan.protocol import Phase
from tracker.language import _
from ui.widgets.card import Card
from ui.widgets.labels import plain_label


class WellCard(Card):
    """What comes after the episode."""

    def __init__(self) -> None:
        super().__init__(_("Keeping well, when you say it is over"))
        self.set_phase(Phase.WELL)
        self.body.addWidget(plain_label(_("Then: strengthening, regular activity, lifting with care, breaks from sitting, and enough to drink.")))


def well_line() -> QLabel:
    """The same in one line, while it is far away."""
    return plain_label(_("Keeping well, when you say it is over: strengthening, regular activity, lifting with care, breaks from sitting."), "muted")
