"""The stretches as long as they wait: what they wait for, the two ticks, and on demand the exercises with their sources."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tracker.domain.plan.phases import gate_is_open
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.words import phase_name
from tracker.domain.status import Status
from tracker.formats.joining import sentence, with_comma
from tracker.language import _
from tracker.wording.plan_page import gate_words
from ui.pages.plan.feet import Feet
from ui.pages.plan.override_field import OverrideField
from ui.widgets.buttons import ordinary_button
from ui.widgets.card import Card
from ui.widgets.labels import plain_label
from ui.widgets.opener import Opener
from ui.widgets.wrapping_check_box import WrappingCheckBox

SPACE = 6


class StretchGate(Card):
    """Takes what its opener shows; `begin_wanted` brings the reason, empty where the plan says the same."""

    begin_wanted = Signal(str)

    def __init__(self, exercises: QWidget) -> None:
        super().__init__()
        self.set_phase(Phase.STRETCH)
        self.body.setSpacing(SPACE)
        self.waiting, self.beside = plain_label(), plain_label(sentence(_("Damp heat may go on beside it")))
        self.eased = WrappingCheckBox(_("The pain has eased"))
        self.checked = WrappingCheckBox(_("I have checked these exercises with a GP or physiotherapist"))
        self.begin_button = ordinary_button(_("Begin stretches"))
        self.begin_button.clicked.connect(lambda: self.begin_wanted.emit(""))
        self.override = OverrideField(_("Begin earlier..."))
        self.override.reason_given.connect(self.begin_wanted)
        self.opener = Opener(_("See the exercises"), exercises)
        feet = Feet(self.opener, (self.override.link, self.begin_button))
        for widget in (self.waiting, self.beside, self.eased, self.checked, feet, self.override):
            self.body.addWidget(widget)

    def show_status(self, status: Status) -> None:
        """Show what is ticked, and what follows from it."""
        state, now = status.state, status.at.at
        self.set_heading(with_comma(phase_name(Phase.STRETCH), _("when the pain has eased")))
        for box, ticked in ((self.eased, state.eased), (self.checked, state.checked)):
            box.setChecked(ticked)
        waits = state.phase is not Phase.STRETCH
        self.begin_button.setVisible(waits and gate_is_open(state, now))
        self.override.offer(is_offered=waits and not gate_is_open(state, now))
        self.show_time(status)

    def show_time(self, status: Status) -> None:
        """A minute has passed."""
        self.waiting.setText(gate_words(status))
