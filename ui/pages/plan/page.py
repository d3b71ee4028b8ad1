"""The plan: the episode as one line with now on it, what each phase holds, the exercises, and the plan as a file."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.episodes import clock_behind_words, last_ended
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.words import plan_unknown_words
from tracker.domain.status import Status
from tracker.formats.texts import number_text
from tracker.language import _
from tracker.services.history import Change
from tracker.services.planner import Planner
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.pages.page import Page
from ui.pages.plan.episode_card import EpisodeCard
from ui.pages.plan.keeping_well import WellCard, well_line
from ui.pages.plan.parts import PlanMakers, PlanParts
from ui.pages.plan.phase_card import PhaseCard
from ui.pages.plan.phase_columns import PhaseColumns
from ui.pages.plan.stretch_gate import StretchGate
from ui.widgets.buttons import link_button
from ui.widgets.card import Card
from ui.widgets.labels import EmptyState
from ui.widgets.layouts import FlowLayout
from ui.widgets.next_change import of_the_clock
from ui.widgets.opener import Opener
from ui.widgets.tab_order import order_tabs

if TYPE_CHECKING:
    from ui.pages.plan.days_card import PlanDaysCard
    from ui.pages.plan.exercises.exercise_set import ExerciseSet
    from ui.pages.plan.files_card import PlanFilesCard
    from ui.pages.plan.keeping_well import KeepingWell

SPACE = 16


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

    def __init__(
        self,
        desk: Desk,
        phases: Mapping[Phase, PhaseCard],
        makers: PlanMakers,
        planner: Planner,
        timekeeper: Timekeeper,
        settings: ChosenSettings,
    ) -> None:
        super().__init__(desk)
        self._planner = planner
        self._timekeeper = timekeeper
        self._settings = settings
        self._minute: datetime | None = None
        self.episode, self.well_card, self.well_line = EpisodeCard(), WellCard(), well_line()
        self._makers = makers
        self._late = late = PlanParts(makers, self._status, self)
        self.gate = StretchGate(late.exercises)
        self.phases = phases
        self.parts = {
            "exercises": Opener(_("Stretches"), late.exercises),
            "days": Opener(_("Planned and done"), late.days),
            "files": Opener(_("The plan as a file"), late.files),
        }
        self._phase: Phase | None = None
        self._is_edited = False
        self.empty = EmptyState("", _("It began..."))
        self.empty.button.set_kind("main")
        self.guide_button = link_button(_("Guide: what people try, and what is known of it"))
        self._connect()
        self._lay_out()

    @property
    def exercises(self) -> "ExerciseSet":
        """The stretches."""
        return self._late.exercises.part

    @property
    def well(self) -> "KeepingWell":
        """The cards of keeping well."""
        return self._late.well.part

    @property
    def days(self) -> "PlanDaysCard":
        """What was planned and done."""
        return self._late.days.part

    @property
    def files(self) -> "PlanFilesCard":
        """The plan as a file."""
        return self._late.files.part

    def refresh(self) -> None:
        """Show the episode and the plan as they are now."""
        status = self._status()
        has_episode, is_well = status.episode is not None, status.state.phase is Phase.WELL and status.begun_later is None
        self._show_parts(status.state.phase, has_episode=has_episode, is_well=is_well)
        self._late.refresh(status)
        if status.begun_later is not None:
            self.empty.set_texts(clock_behind_words(status.begun_later), _("Change when it began"))
            return
        if status.episode is None and not is_well:
            sentence = _("When the pain began, the plan begins: ice for {hours} hours, then damp heat, then stretches when it has eased.")
            self.empty.set_texts(
                plan_unknown_words() if not status.state.is_known else sentence.format(hours=number_text(status.plan.ice_hours.value)),
                _("It began..."),
            )
        elif status.episode is not None:
            for card in self._phase_cards():
                card.show_status(status)
        self._show_episode(status)

    def changes_in(self) -> timedelta:
        """Hours and picture change with the minute."""
        return of_the_clock(self.desk.clock.now())

    def tick(self) -> None:
        """Every minute the picture and what waits for an hour go on."""
        minute = self.desk.clock.now().replace(second=0, microsecond=0)
        if minute == self._minute:
            return
        status = self._status()
        self._show_episode(status)
        if status.episode is not None:
            for card in self._phase_cards():
                card.show_time(status)

    def first_control(self) -> QWidget:
        """The first button of the episode, or the one that begins it."""
        return self.episode.first_button() if self.episode.isVisibleTo(self) else self.empty.button

    def _phase_cards(self) -> tuple[PhaseCard | StretchGate, ...]:
        return (*self.phases.values(), self.gate)

    def _show_parts(self, phase: Phase, *, has_episode: bool, is_well: bool) -> None:
        """Show the cards of the phase; what stands on demand is closed as another phase begins, but for what was half-written."""
        self._row.setVisible(has_episode)
        self._row.show_current(phase, is_edited=self._is_edited)
        self._late.well.setVisible(is_well)
        self.well_line.setVisible(has_episode and phase is not Phase.STRETCH)
        self.episode.setVisible(has_episode or is_well)
        self._empty_card.setVisible(not has_episode and not is_well)
        if not has_episode:
            self.parts["days"].set_open(is_open=False)
        self._show_openers()
        if phase is self._phase:
            return
        is_half_written = self._phase is None and self._makers.is_exercise_begun()
        for opener in (self.gate.opener, self.parts["exercises"]):
            opener.set_open(is_open=phase is Phase.STRETCH or is_half_written)
        # The stretches stand above what goes on beside them, and beneath the others while they wait.
        if (phase is Phase.STRETCH) is not (self._phase is Phase.STRETCH):
            self._move_exercises(is_first=phase is Phase.STRETCH)
        self._phase, self._is_edited = phase, False
        for card in self.phases.values():
            card.show_edited(is_edited=False)
        self._row.show_current(phase)

    def _show_openers(self) -> None:
        """What stands in the menu of the episode, where there is one, has an opener at the foot as long as it is open: there it is closed."""
        has_menu, late = not self.episode.isHidden(), self._late
        self.parts["exercises"].setVisible(not late.well.isHidden() and not late.exercises.isHidden())
        self.parts["days"].setVisible(not late.days.isHidden())
        self.parts["files"].setVisible(not has_menu or not late.files.isHidden())
        self.guide_button.setVisible(not has_menu)
        self._foot.setVisible(any(not link.isHidden() for link in (*self.parts.values(), self.guide_button)))

    def _move_exercises(self, *, is_first: bool) -> None:
        self._rows.removeWidget(self._late.exercises)
        self._rows.insertWidget(self._rows.indexOf(self._row) + (0 if is_first else 1), self._late.exercises)
        order_tabs(self._content)

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
        planner, episode, late = self._planner, self.episode, self._late
        episode.onset_wanted.connect(self.onset_wanted)
        episode.again_wanted.connect(lambda: self._do(planner.start_again_with_ice, episode))
        episode.heat_wanted.connect(lambda: self._begin(Phase.HEAT))
        episode.edit_wanted.connect(self._on_edit)
        episode.file_wanted.connect(partial(self._open_part, "files"))
        episode.days_wanted.connect(partial(self._open_part, "days"))
        episode.exercises_wanted.connect(partial(self._open_part, "exercises"))
        episode.guide_wanted.connect(lambda: self.guide_wanted.emit(""))
        episode.over_wanted.connect(self._on_over)
        episode.reopen_wanted.connect(lambda: self._do(planner.reopen_episode, episode))
        self.empty.action_chosen.connect(self.start_wanted)
        self.guide_button.clicked.connect(lambda: self.guide_wanted.emit(""))
        late.guide_wanted.connect(self.guide_wanted)
        late.checked_wanted.connect(lambda ticked: self._do(lambda: planner.tick(checked=ticked), self.well.strength))
        late.exercise_wanted.connect(self.exercise_wanted)
        late.exercises_wanted.connect(self.exercises_wanted)
        late.log_wanted.connect(self.log_wanted)
        for phase, card in self.phases.items():
            card.start_wanted.connect(self.exercise_wanted)
            card.begin_wanted.connect(partial(self._begin, phase))
        gate = self.gate
        gate.begin_wanted.connect(partial(self._begin, Phase.STRETCH))
        gate.eased.clicked.connect(lambda ticked: self.desk.run(lambda: planner.tick(eased=ticked)))
        gate.checked.clicked.connect(lambda ticked: self.desk.run(lambda: planner.tick(checked=ticked)))
        for part in self.parts.values():
            part.shown.connect(self._show_openers)
        signals = [gate.opener.opened, late.opened, *(part.opened for part in self.parts.values())]
        for opened in (*signals, *(card.figures.opened for card in self.phases.values())):
            # In the next turn of the event loop, when the layout has given it its place.
            opened.connect(lambda shown: QTimer.singleShot(0, self, lambda: self._bring_into_view(shown)))

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

    def _do(self, deed: Callable[[], Change], card: Card) -> None:
        """Change the plan, and put the focus on a card: on the button, or the neighbour of one that is gone, one more Enter would do it again.

        Not on the page: Tab would go on from its top.
        """
        if self.desk.run(deed) is not None:
            card.take_focus()

    def _begin(self, phase: Phase, reason: str = "") -> None:
        self._do(lambda: self._planner.set_phase(phase, reason=reason), self.exercises if phase is Phase.STRETCH else self.phases[phase])

    def _on_edit(self) -> None:
        """Open the figures of the phase that goes on; those of phases that are over come into view with them."""
        self._is_edited = True
        phase = self._status().state.phase
        for card in self.phases.values():
            card.show_edited(is_edited=True)
        self._row.show_current(phase, is_edited=True)
        if phase is Phase.WELL:
            self.well.strength.figures.open_form()
        else:
            (self.exercises if phase is Phase.STRETCH else self.phases[phase]).figures.open_form()

    def _open_part(self, key: str) -> None:
        """Show what is chosen from the menu; the focus goes to what closes it."""
        late = self._late
        opener, shown = self.parts[key], {"files": late.files, "days": late.days, "exercises": late.exercises}[key]
        opener.set_open(is_open=True)
        opener.setFocus(Qt.FocusReason.OtherFocusReason)
        opener.opened.emit(shown)

    def _on_over(self) -> None:
        if self.desk.run(self._planner.end_episode) is not None:
            (self._empty_card if self.episode.isHidden() else self.episode).take_focus()

    def _lay_out(self) -> None:
        self._row = PhaseColumns({**self.phases, Phase.STRETCH: self.gate, Phase.WELL: self.well_card})
        self._empty_card = Card()
        self._empty_card.body.addWidget(self.empty)
        content, self._foot, flow = QWidget(), QWidget(), FlowLayout()
        self._rows = QVBoxLayout(content)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(SPACE)
        self._foot.setLayout(flow)
        for link in (*self.parts.values(), self.guide_button):
            flow.addWidget(link)
        late = self._late
        cards = (self.episode, self._empty_card, self._row, late.exercises, late.well, self.well_line)
        for widget in (*cards, self._foot, late.days, late.files):
            self._rows.addWidget(widget)
        self._rows.addStretch(1)
        self.set_content(content)
        order_tabs(content)  # cards are made with what they show before what stands in their headings
