"""The plan: the episode as one line with now on it, and three cards that say what each phase holds."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.protocol import PLANNED_PHASES, Phase
from tracker.domain.words import weekday_day_time
from tracker.language import _
from ui.pages.episode_picture import band_text
from ui.pages.page import Desk, Page
from ui.pages.phase_card import PhaseCard
from ui.widgets.buttons import ordinary_button
from ui.widgets.card import Card
from ui.widgets.card_row import CardRow
from ui.widgets.episode_band import EpisodeBand
from ui.widgets.labels import EmptyState

SPACE = 16


class PlanPage(Page):
    """Shows the open episode; it begins, moves and ends phases by the planner."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.band_card = Card()
        self.band = EpisodeBand()
        self.band_card.body.addWidget(self.band)
        self.onset_button = ordinary_button(_("Change when it began"))
        self.again_button = ordinary_button(_("Start again with ice"))
        self.over_button = ordinary_button(_("It is over"))
        for button in (self.onset_button, self.again_button, self.over_button):
            self.band_card.add_to_header(button)
        self.onset_button.clicked.connect(self.onset_wanted)
        self.again_button.clicked.connect(self._on_again)
        self.over_button.clicked.connect(self._on_over)
        self.cards = {phase: PhaseCard(phase) for phase in PLANNED_PHASES}
        self._connect_cards()
        self.empty = EmptyState(
            _("When the pain began, the plan begins: ice for 72 hours, then damp heat, then stretches when it has eased."), _("It began...")
        )
        self.empty.action_chosen.connect(self.start_wanted)
        self.reopen_button = ordinary_button(_("The last episode is not over"))
        self.reopen_button.clicked.connect(self._on_reopen)
        self._lay_out()

    def refresh(self) -> None:
        """Show the episode as it is now."""
        status = self.tracker.timekeeper.status(self.tracker.settings.quiet_hours)
        has_episode = status.episode is not None
        for widget in (self.band_card, self._row):
            widget.setVisible(has_episode)
        self._empty_card.setVisible(not has_episode)
        self.reopen_button.setVisible(not has_episode and bool(self.tracker.planner.episodes()))
        if status.episode is None:
            return
        self.band_card.set_heading(_("This episode, since {when}").format(when=weekday_day_time(status.episode.onset.local)))
        self.band.show_band(band_text(status, self.tracker.planner.spans(status.episode)))
        for card in self.cards.values():
            card.show_status(status)

    def first_control(self) -> QWidget:
        """The first button of the episode, or the one that begins it."""
        return self.onset_button if self.band_card.isVisibleTo(self) else self.empty.button

    def _connect_cards(self) -> None:
        stretch, heat = self.cards[Phase.STRETCH], self.cards[Phase.HEAT]
        stretch.eased.clicked.connect(lambda ticked: self._attempt_tick(eased=ticked))
        stretch.checked.clicked.connect(lambda ticked: self._attempt_tick(checked=ticked))
        for phase, card in ((Phase.STRETCH, stretch), (Phase.HEAT, heat)):
            card.begin_wanted.connect(lambda reason, phase=phase: self._on_begin(phase, reason))

    def _attempt_tick(self, **ticks: bool) -> None:
        self.desk.attempt(lambda: self.tracker.planner.tick(**ticks))

    def _on_begin(self, phase: Phase, reason: str) -> None:
        self.desk.attempt(lambda: self.tracker.planner.set_phase(phase, reason=reason))

    def _on_again(self) -> None:
        self.desk.attempt(lambda: self.tracker.planner.set_phase(Phase.ICE))

    def _on_over(self) -> None:
        if self.desk.attempt(self.tracker.planner.end_episode) is not None:
            self.desk.messages.say(_("The episode is over."), action_label=_("Reopen it"), action=self._on_reopen)

    def _on_reopen(self) -> None:
        self.desk.attempt(self.tracker.planner.reopen_episode)

    def _lay_out(self) -> None:
        self._row = CardRow(list(self.cards.values()))
        self._empty_card = Card()
        self._empty_card.body.addWidget(self.empty)
        self._empty_card.body.addWidget(self.reopen_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._empty_card.body.addStretch(1)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.band_card)
        layout.addWidget(self._row, 1)
        layout.addWidget(self._empty_card, 1)
        self.set_content(content)
