"""One phase of the plan as a card: what to do, what waits, what is never right, what opens it, its figures with their sources."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT
from tracker.domain.plan.figures import PlanFigure
from tracker.domain.plan.phases import gate_is_open
from tracker.domain.plan.protocol import Phase, PhasePlan
from tracker.domain.plan.words import phase_name
from tracker.domain.status import Status
from tracker.domain.times import Moment
from tracker.domain.words import weekday_near
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.plans import Plans
from tracker.wording.plan import figure_line
from tracker.wording.plan_page import gate_words
from ui.desk import Desk
from ui.pages.plan.figures_form import PlanFiguresForm, phase_figures
from ui.pages.plan.phase_lines import PhaseLines
from ui.pages.plan.preset_choice import PresetChoice
from ui.widgets.buttons import link_button, main_button, ordinary_button, small_button
from ui.widgets.card import Card
from ui.widgets.labels import FieldIssue, breakable, plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.opener import Opener
from ui.widgets.wrapping_check_box import WrappingCheckBox

SPACE = 8


class PhaseCard(Card):
    """Shows a phase; `begin_wanted` brings the reason, empty where the plan says the same."""

    begin_wanted = Signal(str)

    def __init__(self, desk: Desk, drafts: FormDrafts, plans: Plans, phase: Phase) -> None:
        super().__init__()
        self.phase = phase
        self.set_phase(phase)
        self.waiting = plain_label()
        self.eased = WrappingCheckBox(_("The pain has eased"))
        self.checked = WrappingCheckBox(_("I have checked these exercises with a GP or physiotherapist"))
        self.begin_button = ordinary_button(_("Begin stretches") if phase is Phase.STRETCH else _("Back to damp heat"))
        self.begin_button.clicked.connect(lambda: self.begin_wanted.emit(""))
        self.override = OverrideField(_("Begin earlier..."))
        self.override.reason_given.connect(self.begin_wanted)
        self.figures = PhaseFigures(desk, drafts, plans, phase)
        self.figures.opener.shown.connect(self._show_lines)
        self.lines = PhaseLines()
        self._plan: PhasePlan | None = None
        self._is_short, self._is_waiting = False, False
        gate = (self.waiting, self.eased, self.checked, self.begin_button)
        for widget in (*gate, self.lines) if phase is Phase.STRETCH else (self.lines, *gate):
            self.body.addWidget(widget)
        feet, flow = QWidget(), FlowLayout()
        feet.setLayout(flow)
        flow.addWidget(self.figures.opener)
        flow.addWidget(self.override.link)
        self.body.addWidget(feet)
        self.body.addWidget(self.override)
        self.body.addWidget(self.figures)

    def show_status(self, status: Status) -> None:
        """Show where the phase stands, what opens it, and its figures in force."""
        self.set_heading(_heading(self.phase, status))
        self._is_short = status.state.phase is not self.phase
        # A phase that waits for ticks, or is over, shows what it holds with its figures.
        self._is_waiting = self._is_short and not _is_next_heat(self.phase, status)
        self._plan = status.plan.phases[self.phase]
        self._show_lines()
        self.figures.refresh(status)
        self._show_gate(status)

    def show_time(self, status: Status) -> None:
        """A minute has passed."""
        self.waiting.setText(gate_words(status))

    def focusNextPrevChild(self, is_next: bool) -> bool:
        """From the card itself, which has the focus when its phase was begun, Tab goes on to its first stop, wherever the card moved to."""
        if is_next and self.hasFocus():
            self.figures.opener.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().focusNextPrevChild(is_next)

    def _show_gate(self, status: Status) -> None:
        state, now = status.state, status.at.at
        is_now = state.phase is self.phase
        waits = self.phase is Phase.STRETCH and not is_now
        self.waiting.setText(gate_words(status))
        self.waiting.setVisible(waits)
        for box, ticked in ((self.eased, state.eased), (self.checked, state.checked)):
            box.setVisible(waits)
            box.setChecked(ticked)
        back_to_heat = self.phase is Phase.HEAT and state.phase is Phase.STRETCH
        self.begin_button.setVisible(back_to_heat or (waits and gate_is_open(state, now)))
        early_heat = self.phase is Phase.HEAT and state.phase is Phase.ICE
        self.override.offer(is_offered=early_heat or (waits and not gate_is_open(state, now)))

    def _show_lines(self) -> None:
        """Everything of the phase that goes on, or with the figures; else three lines of the next, nothing of another."""
        is_open = not self.figures.isHidden()
        if self._plan is not None:
            self.lines.show_plan(self._plan, is_short=self._is_short and not is_open, has_figures=not self._is_short)
        self.lines.setVisible(is_open or not self._is_waiting)


class PhaseFigures(QWidget):
    """The figures of a phase, each with where it comes from, and the form that changes them, shown on demand.

    `opener` shows and hides them, and stands where the card that holds both puts it; `opened` brings what was opened into view.
    """

    opened = Signal(QWidget)

    def __init__(self, desk: Desk, drafts: FormDrafts, plans: Plans, phase: Phase) -> None:
        super().__init__()
        self._phase = phase
        self._plans = plans
        self.opener = Opener(_("Figures and sources"), self)
        self.opener.setAccessibleDescription(phase_name(phase))
        self.opener.opened.connect(self.opened)
        self.lines = plain_label("", "small")
        self.about = plain_label("", "small")
        self.presets = PresetChoice(desk, plans, phase)
        self.change_button = small_button(_("Change the figures"))
        self.change_button.setAccessibleDescription(phase_name(phase))
        self.change_button.clicked.connect(self.open_form)
        self.form = PlanFiguresForm(desk, drafts, plans, phase)
        self.form.done.connect(self._on_done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in (self.lines, self.about, self.presets):
            layout.addWidget(widget)
        layout.addWidget(self.change_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.form)
        self.form.hide()
        if self.form.has_draft():
            self.open_form()

    def refresh(self, status: Status) -> None:
        """Show the figures in force; what is being typed stays."""
        places = phase_figures(self._plans.figures(), self._phase)
        self.lines.setText(breakable("\n".join(figure_line(place) for place in places if place.figure is not None)))
        self.about.setText(breakable(_about(status.plan.phases[self._phase], places)))
        self.presets.refresh()
        self._show(is_open=not self.form.isHidden())

    def open_form(self) -> None:
        """Let the figures be changed."""
        self.opener.set_open(is_open=True)
        self.form.open()
        self._show(is_open=True)
        if self.isVisible():
            self.form.focus_first()
            self.opened.emit(self.form)

    def _on_done(self) -> None:
        self._show(is_open=False)
        self.change_button.setFocus()

    def _show(self, *, is_open: bool) -> None:
        self.form.setVisible(is_open)
        self.change_button.setVisible(not is_open)
        self.presets.setVisible(not is_open and self.presets.has_choice)
        for label in (self.lines, self.about):
            label.setVisible(bool(label.text()) and not is_open)


class OverrideField(QWidget):
    """A field for a reason, and its `link`, which stands where the card puts it; a gate is a reminder, never a ban."""

    reason_given = Signal(str)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.link = link_button(text)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setPlaceholderText(_("Reason, for example: physio said heat is fine"))
        self.reason.setMaxLength(NAME_LIMIT)
        self.begin = main_button(_("Begin now"))
        self.issue = FieldIssue(self.reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in (self.reason, self.issue, self.begin):
            layout.addWidget(widget)
        self._is_offered = False
        self._open(is_open=False)
        self.link.clicked.connect(lambda: self._open(is_open=True))
        self.begin.clicked.connect(self._on_begin)
        self.reason.returnPressed.connect(self._on_begin)

    def offer(self, *, is_offered: bool) -> None:
        """Offer the link, or the field where it was opened; or neither."""
        self._is_offered = is_offered
        self._open(is_open=is_offered and not self.isHidden(), has_focus=False)

    def _open(self, *, is_open: bool, has_focus: bool = True) -> None:
        self.link.setVisible(self._is_offered and not is_open)
        self.setVisible(is_open)
        if is_open and has_focus:
            self.issue.clear()
            self.reason.setFocus()

    def _on_begin(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.issue.show_issue(_("Write a reason; it is kept in the diary and shown in the report."))
            self.issue.focus_field()
            return
        self.reason.clear()
        self.issue.clear()
        self._open(is_open=False)
        self.reason_given.emit(reason)


def _about(plan: PhasePlan, places: list[PlanFigure]) -> str:
    """What the plan says of its figures; once one was changed by the person, that holds for the defaults alone."""
    if not plan.about:
        return ""
    is_changed = any(place.figure is not None and place.figure.is_changed for place in places)
    return _("Of the defaults: {about}").format(about=_(plan.about)) if is_changed else _(plan.about)


def _is_next_heat(phase: Phase, status: Status) -> bool:
    """Whether it is the heat that follows the ice, or goes on beside the stretches."""
    return phase is Phase.HEAT and status.state.phase in {Phase.ICE, Phase.STRETCH}


def _heading(phase: Phase, status: Status) -> str:
    state, name = status.state, phase_name(phase)
    if state.phase is phase:
        return _("{phase}, now").format(phase=name)
    if phase is Phase.HEAT and state.phase is Phase.ICE and state.ice_over_at is not None:
        return _("{phase}, from {when}").format(phase=name, when=weekday_near(Moment.of(state.ice_over_at, status.at.zone).local, status.at.day))
    if phase is Phase.HEAT and state.phase is Phase.STRETCH:
        return _("{phase}, beside them as you like").format(phase=name)
    if phase is Phase.STRETCH:
        return _("{phase}, when it has eased").format(phase=name)
    return _("{phase}, over").format(phase=name)
