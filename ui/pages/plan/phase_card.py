"""The ice or the heat as a card: what to do, what waits, what is never right, its start, and on demand its figures with their sources."""

from functools import partial

from PySide6.QtCore import Signal

from tracker.domain.plan.protocol import Phase, PhasePlan
from tracker.domain.plan.words import phase_name
from tracker.domain.sessions import CONTRAST, HEAT, ICE, PRESSURE
from tracker.domain.status import Status
from tracker.domain.times import Moment
from tracker.domain.words import weekday_near
from tracker.formats.joining import with_comma
from tracker.language import _
from tracker.library.exercises import exercise
from tracker.services.form_drafts import FormDrafts
from tracker.services.plans import Plans
from ui.desk import Desk
from ui.pages.plan.exercises.exercise_box import ExerciseBox
from ui.pages.plan.feet import Feet
from ui.pages.plan.override_field import OverrideField
from ui.pages.plan.phase_figures import PhaseFigures
from ui.pages.plan.phase_lines import PhaseLines
from ui.widgets.buttons import ActionButton
from ui.widgets.card import Card

# By phase: the session that is started here, and what goes with it though the plan does not name it.
SESSIONS = {Phase.ICE: ICE, Phase.HEAT: HEAT}
BESIDE = {Phase.ICE: PRESSURE, Phase.HEAT: CONTRAST}


class PhaseCard(Card):
    """Shows a phase; `begin_wanted` brings the reason, `start_wanted` the kind of session or the key of the exercise that is to be started."""

    begin_wanted = Signal(str)
    start_wanted = Signal(str)

    def __init__(self, desk: Desk, drafts: FormDrafts, plans: Plans, phase: Phase) -> None:
        super().__init__()
        self.phase = phase
        self.set_phase(phase)
        self.override = OverrideField(_("Begin earlier..."))
        self.override.reason_given.connect(self.begin_wanted)
        self.figures = PhaseFigures(desk, drafts, plans, phase)
        self.figures.opener.shown.connect(self._show_lines)
        # Beside the figures of the phase that goes on; at the head of what goes on beside another.
        self.start_button, self.start_beside = _start_button(phase, "main"), _start_button(phase, "small")
        self._starts = (self.start_button, self.start_beside)
        for button in self._starts:
            button.clicked.connect(partial(self._ask_start, SESSIONS[phase]))
        self.lines = PhaseLines(phase, self.start_button)
        self.box = self._made_box()
        self._plan: PhasePlan | None = None
        self._now = Phase.NONE
        self.is_edited = False
        self.feet = Feet(self.figures.opener, (self.override.link,))
        self.add_to_header(self.start_beside)
        for widget in (self.lines, *([self.box] if self.box is not None else []), self.feet, self.override, self.figures):
            self.body.addWidget(widget)

    def show_status(self, status: Status) -> None:
        """Show where the phase stands, what is to be started of it, and its figures in force."""
        self._now, self._plan = status.state.phase, status.plan.phases[self.phase]
        self.set_heading(_heading(self.phase, status))
        self._show_lines()
        self.figures.refresh(status)
        is_now, is_free = self._now is self.phase, status.session is None
        self.start_button.setVisible(is_now and is_free)
        self.start_beside.setVisible(self._is_beside and is_free)
        # In the rest after ice the way to earlier ice is open, and is not the one thing to do.
        self.start_button.set_kind("main" if status.rests_until(status.at.at) is None else "ordinary")
        self.override.offer(is_offered=self.phase is Phase.HEAT and self._now is Phase.ICE)

    def show_edited(self, *, is_edited: bool) -> None:
        """Offer the figures where they are not offered else, since the plan is edited."""
        self.is_edited = is_edited
        self._show_lines()

    def show_time(self, status: Status) -> None:
        """A minute has passed: the rest may be over."""
        self.start_button.set_kind("main" if status.rests_until(status.at.at) is None else "ordinary")

    @property
    def _is_beside(self) -> bool:
        """Whether it is the heat that goes on beside the stretches."""
        return self.phase is Phase.HEAT and self._now is Phase.STRETCH

    def _made_box(self) -> ExerciseBox | None:
        known = exercise(BESIDE[self.phase])
        if known is None:
            return None
        box = ExerciseBox(known)
        box.start_wanted.connect(partial(self._ask_start, known.key))
        return box

    def _ask_start(self, key: str, _checked: bool = False) -> None:
        self.start_wanted.emit(key)

    def _show_lines(self) -> None:
        """Everything of the phase that goes on, or with the figures; else a few lines of what comes next or goes on beside, none of what is over."""
        is_open, is_now = not self.figures.isHidden(), self._now is self.phase
        is_next = self.phase is Phase.HEAT and self._now is Phase.ICE
        if self._plan is None:
            return
        if is_open or is_now:
            self.lines.show_whole(self._plan, has_figures=is_now)
        elif is_next:
            self.lines.show_next(self._plan)
        elif self._is_beside:
            self.lines.show_beside(self._plan)
        self.lines.setVisible(is_open or is_now or is_next or self._is_beside)
        # Beside the stretches a few words are enough, until the plan is edited.
        self.feet.setVisible(is_open or not self._is_beside or self.is_edited)
        if self.box is not None:
            self.box.setVisible(is_open or is_now)


def _start_button(phase: Phase, kind: str) -> ActionButton:
    return ActionButton(_("Start ice") if phase is Phase.ICE else _("Start heat"), kind, icon_name="play")


def _heading(phase: Phase, status: Status) -> str:
    state, name = status.state, phase_name(phase)
    if state.phase is phase:
        return with_comma(name, _("now"))
    if phase is Phase.HEAT and state.phase is Phase.ICE and state.ice_over_at is not None:
        return with_comma(name, _("from {when}").format(when=weekday_near(Moment.of(state.ice_over_at, status.at.zone).local, status.at.day)))
    if phase is Phase.HEAT and state.phase is Phase.STRETCH:
        return _("{phase}, beside it").format(phase=name)
    return _("{phase}, over").format(phase=name)
