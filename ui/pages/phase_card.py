"""One phase of the plan as a card: what to do, what not now, where its figures come from, and what opens it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT
from tracker.domain.phases import gate_is_open
from tracker.domain.protocol import Phase, PhasePlan
from tracker.domain.times import Moment
from tracker.domain.words import phase_name, weekday_time
from tracker.language import _
from tracker.services.reminding import Status
from ui.widgets.buttons import link_button, main_button, ordinary_button
from ui.widgets.card import Card
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.wrapping_check_box import WrappingCheckBox

SPACE = 8


class PhaseCard(Card):
    """Shows a phase; `begin_wanted` brings the reason, empty where the plan says the same."""

    begin_wanted = Signal(str)

    def __init__(self, phase: Phase) -> None:
        super().__init__()
        self.phase = phase
        self.set_phase(phase)
        self.eased = WrappingCheckBox(_("The pain has eased"))
        self.checked = WrappingCheckBox(_("I checked these exercises with a GP or physiotherapist"))
        self.begin_button = ordinary_button(_("Begin stretches") if phase is Phase.STRETCH else _("Back to damp heat"))
        self.begin_button.clicked.connect(lambda: self.begin_wanted.emit(""))
        self.override = OverrideField(_("Begin earlier, with a reason"))
        self.override.reason_given.connect(self.begin_wanted)
        self._lines = QWidget()
        self._filled = ("", Phase.NONE)
        self.body.addWidget(self._lines)
        for widget in (self.eased, self.checked, self.begin_button, self.override):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_status(self, status: Status) -> None:
        """Show where the phase stands and what opens it."""
        self.set_heading(_heading(self.phase, status))
        self._fill(status.plan.phases[self.phase])
        state, now = status.state, status.at.at
        is_now = state.phase is self.phase
        waits = self.phase is Phase.STRETCH and not is_now
        for box, ticked in ((self.eased, state.eased), (self.checked, state.checked)):
            box.setVisible(waits)
            box.setChecked(ticked)
        back_to_heat = self.phase is Phase.HEAT and state.phase is Phase.STRETCH
        self.begin_button.setVisible(back_to_heat or (waits and gate_is_open(state, now)))
        early_heat = self.phase is Phase.HEAT and state.phase is Phase.ICE
        self.override.setVisible(early_heat or (waits and not gate_is_open(state, now)))

    def _fill(self, plan: PhasePlan) -> None:
        if self._filled == (repr(plan), self.phase):
            return
        self._filled = (repr(plan), self.phase)
        fresh = QWidget()
        layout = QVBoxLayout(fresh)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for text in plan.do:
            layout.addWidget(plain_label(_with_figures(text, plan)))
        if plan.exercises:
            layout.addWidget(plain_label(", ".join(_(name) for name in plan.exercises)))
        if plan.not_now:
            layout.addWidget(plain_label(_("Not now"), "strong"))
            for text in plan.not_now:
                layout.addWidget(plain_label(_with_figures(text, plan), "muted"))
        layout.addWidget(plain_label(_("Defaults. {about}").format(about=_(plan.about)), "small"))
        self.body.replaceWidget(self._lines, fresh)
        self._lines.deleteLater()
        self._lines = fresh


class OverrideField(QWidget):
    """A link that opens a field for a reason; a gate is a reminder, never a ban."""

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
        layout.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeft)
        for widget in (self.reason, self.issue, self.begin):
            layout.addWidget(widget)
        self._open(is_open=False)
        self.link.clicked.connect(lambda: self._open(is_open=True))
        self.begin.clicked.connect(self._on_begin)
        self.reason.returnPressed.connect(self._on_begin)

    def _open(self, *, is_open: bool) -> None:
        self.link.setVisible(not is_open)
        for widget in (self.reason, self.begin):
            widget.setVisible(is_open)
        self.issue.clear()
        if is_open:
            self.reason.setFocus()

    def _on_begin(self) -> None:
        reason = self.reason.text().strip()
        if not reason:
            self.issue.show_issue(_("Write a reason; it is kept in the diary and shown in the report."))
            return
        self.reason.clear()
        self._open(is_open=False)
        self.reason_given.emit(reason)


def _heading(phase: Phase, status: Status) -> str:
    state, name = status.state, phase_name(phase)
    if state.phase is phase:
        return _("{phase}, now").format(phase=name)
    if phase is Phase.HEAT and state.phase is Phase.ICE and state.ice_over_at is not None:
        return _("{phase}, from {when}").format(phase=name, when=weekday_time(Moment.of(state.ice_over_at, status.at.zone).local))
    if phase is Phase.STRETCH:
        return _("{phase}, when it has eased").format(phase=name)
    return _("{phase}, over").format(phase=name)


def _with_figures(text: str, plan: PhasePlan) -> str:
    figures = {"session": plan.session, "rest": plan.rest, "a_day": plan.a_day}
    return _(text).format(**{name: f"{figure.value:g}" for name, figure in figures.items() if figure is not None})
