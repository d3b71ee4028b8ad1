"""The plan: the episode as one line with now on it, what each phase holds, the exercises, and the plan as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.episodes import clock_behind_words, last_ended
from tracker.domain.plan.protocol import Phase
from tracker.domain.sessions import STRENGTH, STRETCHES
from tracker.domain.status import Status
from tracker.formats.texts import number_text
from tracker.language import _
from tracker.services.planner import Planner
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.pages.page import Page
from ui.pages.plan.days_card import PlanDaysCard
from ui.pages.plan.episode_card import EpisodeCard
from ui.pages.plan.exercises.exercises_card import ExercisesCard
from ui.pages.plan.files_card import PlanFilesCard
from ui.pages.plan.keeping_well import KeepingWell, WellLine
from ui.pages.plan.phase_card import PhaseCard
from ui.pages.plan.phase_columns import PhaseColumns
from ui.widgets.buttons import link_button
from ui.widgets.card import Card
from ui.widgets.labels import EmptyState
from ui.widgets.layouts import FlowLayout
from ui.widgets.opener import Opener

SPACE = 16


@dataclass(frozen=True, slots=True)
class PlanCards:
    """The parts of the page that use services of their own: each is made of them."""

    phases: Mapping[Phase, PhaseCard]
    well: KeepingWell
    exercises: ExercisesCard
    days: PlanDaysCard
    files: PlanFilesCard


class PlanPage(Page):
    """Shows the open episode; it begins, moves and ends phases by the planner, and changes the plan.

    `exercise_wanted` brings the key of an exercise to be done step by step, `exercises_wanted` the stretches or the strength set, to be done
    in turn, `log_wanted` the name of one to be logged by hand; `start_wanted` asks for the beginning of an episode, `onset_wanted` for another
    onset of it, `guide_wanted` for the guide, or a subject of it by its key.
    """

    start_wanted = Signal()
    onset_wanted = Signal()
    exercise_wanted = Signal(str)
    exercises_wanted = Signal(str)
    log_wanted = Signal(str)
    guide_wanted = Signal(str)

    def __init__(self, desk: Desk, cards: PlanCards, planner: Planner, timekeeper: Timekeeper, settings: ChosenSettings) -> None:
        super().__init__(desk)
        self._planner = planner
        self._timekeeper = timekeeper
        self._settings = settings
        self._minute: datetime | None = None
        self.episode, self.well_line = EpisodeCard(), WellLine()
        self.cards, self.well = cards.phases, cards.well
        self.exercises, self.days, self.files = cards.exercises, cards.days, cards.files
        self.parts = {
            "exercises": Opener(_("Exercises"), self.exercises),
            "days": Opener(_("Planned and done"), self.days),
            "files": Opener(_("The plan as a file"), self.files),
        }
        self._shows_stretches = False
        if self.exercises.form.has_draft():
            self.parts["exercises"].set_open(is_open=True)
        self.empty = EmptyState("", _("It began..."))
        self.guide_button = link_button(_("Guide: what people try, and what is known of it"))
        self._connect()
        self._lay_out()

    def refresh(self) -> None:
        """Show the episode and the plan as they are now."""
        status = self._status()
        has_episode, is_well = status.episode is not None, status.state.phase is Phase.WELL and status.begun_later is None
        for widget in (self._row, self.parts["days"]):
            widget.setVisible(has_episode)
        if not has_episode:
            self.parts["days"].set_open(is_open=False)
        self.well.setVisible(is_well)
        self.episode.setVisible(has_episode or is_well)
        self._empty_card.setVisible(not has_episode and not is_well)
        self._show_exercises(status.state.phase)
        self.files.refresh()
        if status.begun_later is not None:
            self.empty.set_texts(clock_behind_words(status.begun_later), _("Change when it began"))
            return
        if is_well:
            self.well.refresh(status)
        elif status.episode is None:
            sentence = _("When the pain began, the plan begins: ice for {hours} hours, then damp heat, then stretches when it has eased.")
            self.empty.set_texts(sentence.format(hours=number_text(status.plan.ice_hours.value)), _("It began..."))
        else:
            self.days.refresh(status.episode.onset.day)
            for card in self.cards.values():
                card.show_status(status)
            self._row.show_current(status.state.phase)
        self._show_episode(status)

    def tick(self) -> None:
        """Every minute the picture and what waits for an hour go on."""
        # A tick comes each second, and hours and picture change with the minute.
        minute = self.desk.clock.now().replace(second=0, microsecond=0)
        if minute == self._minute:
            return
        status = self._status()
        self._show_episode(status)
        if status.episode is not None:
            for card in self.cards.values():
                card.show_time(status)

    def first_control(self) -> QWidget:
        """The first button of the episode, or the one that begins it."""
        return self.episode.first_button() if self.episode.isVisibleTo(self) else self.empty.button

    def _show_exercises(self, phase: Phase) -> None:
        """Show them from the beginning of the stretches; else they are one press away."""
        is_stretching = phase is Phase.STRETCH
        if is_stretching != self._shows_stretches:
            self._shows_stretches = is_stretching
            self.parts["exercises"].set_open(is_open=is_stretching)
        self.parts["exercises"].setText(_("Stretches and other exercises") if phase is Phase.WELL else _("Exercises"))
        self.exercises.refresh(phase)

    def _show_episode(self, status: Status) -> None:
        """Show the episode that goes on, or in keeping well the last one."""
        episode = status.episode
        if episode is None and status.state.phase is Phase.WELL:
            episode = last_ended(self._planner.episodes(), status.at.at)
        if episode is not None:
            self.episode.show_status(status, episode, self._planner.spans(episode))

    def _status(self) -> Status:
        status = self._timekeeper.status(self._settings.now.quiet_hours)
        self._minute = status.at.at.replace(second=0, microsecond=0)
        return status

    def _connect(self) -> None:
        self.episode.onset_wanted.connect(self.onset_wanted)
        self.episode.again_wanted.connect(self._on_again)
        self.episode.edit_wanted.connect(self._on_edit)
        self.episode.over_wanted.connect(self._on_over)
        self.episode.reopen_wanted.connect(self._on_reopen)
        self.empty.action_chosen.connect(self.start_wanted)
        self.guide_button.clicked.connect(lambda: self.guide_wanted.emit(""))
        self.exercises.exercise_wanted.connect(self.exercise_wanted)
        self.exercises.exercises_wanted.connect(lambda: self.exercises_wanted.emit(STRETCHES))
        strength = self.well.strength
        strength.exercise_wanted.connect(self.exercise_wanted)
        strength.set_wanted.connect(lambda: self.exercises_wanted.emit(STRENGTH))
        strength.log_wanted.connect(self.log_wanted)
        strength.checked_wanted.connect(self._on_checked)
        self.well.guide_wanted.connect(self.guide_wanted)
        shown_later = [*(card.figures.opened for card in self.cards.values()), *(part.opened for part in self.parts.values())]
        for opened in (*shown_later, strength.opened, self.exercises.opened, self.files.opened):
            # In the next turn of the event loop, when the layout has given it its place.
            opened.connect(lambda shown: QTimer.singleShot(0, self, lambda: self._bring_into_view(shown)))
        stretch, heat = self.cards[Phase.STRETCH], self.cards[Phase.HEAT]
        stretch.eased.clicked.connect(lambda ticked: self._save_tick(eased=ticked))
        stretch.checked.clicked.connect(lambda ticked: self._save_tick(checked=ticked))
        for phase, card in ((Phase.STRETCH, stretch), (Phase.HEAT, heat)):
            card.begin_wanted.connect(lambda reason, phase=phase: self._on_begin(phase, reason))

    def _bring_into_view(self, opened: QWidget) -> None:
        """Scroll until what was opened can be seen, or its head where it is higher than the page."""
        ground = self.widget()
        if ground is None:
            return
        top = opened.mapTo(ground, QPoint(0, 0)).y()
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if top < bar.value() or top + opened.height() > bar.value() + room:
            # Too high for the page: its head at the top. Else its end at the bottom, which moves the page least.
            bar.setValue(max(top - SPACE, 0) if opened.height() + 2 * SPACE > room else max(0, top + opened.height() + SPACE - room))

    def _save_tick(self, **ticks: bool) -> None:
        self.desk.run(lambda: self._planner.tick(**ticks))

    def _on_checked(self, ticked: bool) -> None:
        if self.desk.run(lambda: self._planner.tick(checked=ticked)) is not None:
            self._focus_calmly(self.well.strength)

    def _on_begin(self, phase: Phase, reason: str = "") -> None:
        if self.desk.run(lambda: self._planner.set_phase(phase, reason=reason)) is not None:
            self._focus_calmly(self.cards[phase])

    def _on_again(self) -> None:
        if self.desk.run(self._planner.start_again_with_ice) is not None:
            self._focus_calmly(self.episode)

    def _on_edit(self) -> None:
        card = self.cards.get(self._status().state.phase)
        if card is not None:
            card.figures.open_form()

    def _on_over(self) -> None:
        if self.desk.run(self._planner.end_episode) is not None:
            self._focus_calmly(self.episode if self.episode.isVisibleTo(self) else self._empty_card)

    def _on_reopen(self) -> None:
        if self.desk.run(self._planner.reopen_episode) is not None:
            self._focus_calmly(self.episode)

    def _focus_calmly(self, card: Card) -> None:
        """Put the focus on a card: on the button, or on the neighbour of one that is gone, one more Enter would begin or end something.

        Not on the page: Tab would go on from its top.
        """
        card.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self._row = PhaseColumns(self.cards, self.well_line)
        self._empty_card = Card()
        self._empty_card.body.addWidget(self.empty)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        openers, flow = QWidget(), FlowLayout()
        openers.setLayout(flow)
        for link in (*self.parts.values(), self.guide_button):
            flow.addWidget(link)
        cards = (self.episode, self._row, self.well, self._empty_card)
        for widget in (*cards, openers, self.exercises, self.days, self.files, self.files.preview):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.set_content(content)
