"""The session of the phase: its start button, and its countdown while it runs."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from tracker.domain.entries import Session
from tracker.domain.protocol import PLANNED_PHASES, Phase
from tracker.domain.sessions import HEAT, ICE
from tracker.domain.words import session_name
from tracker.language import _, ngettext
from tracker.library.safety import safety
from tracker.services.reminding import PHASE_OF, SESSION_OF, Status
from ui.pages.page import Desk
from ui.widgets.buttons import ActionButton, main_button, ordinary_button
from ui.widgets.card import Card
from ui.widgets.countdown_ring import CountdownRing
from ui.widgets.labels import plain_label

SPACE = 12


class SessionCard(Card):
    """Starts and stops sessions; before the first ice or heat of an episode it shows the cautions in place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._timekeeper = desk.tracker.timekeeper
        self._session: Session | None = None
        self._status: Status | None = None
        self._cautions_for: str | None = None
        self.ring = CountdownRing()
        self.stop_button = ordinary_button(_("Stop"), icon_name="stop")
        self.stop_button.clicked.connect(self._on_stop)
        self.explanation = plain_label("", "muted")
        self.explanation.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.start_buttons = {kind: _start_button(kind) for kind in SESSION_OF.values()}
        self.go_on = main_button(_("I have read this, start"), icon_name="play")
        self.go_on.clicked.connect(self._on_cautions_read)
        self.body.addWidget(self.ring, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.explanation)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addStretch(1)
        for button in (*self.start_buttons.values(), self.go_on, self.stop_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.body.addLayout(buttons)
        self.body.addStretch(1)
        for kind, button in self.start_buttons.items():
            button.clicked.connect(lambda _checked=False, kind=kind: self.start(kind))

    def show_status(self, status: Status) -> None:
        """Show the running session, or what the phase offers; the other one can always be started."""
        self._status = status
        self._session = status.session
        offered = _offered(status.state.phase)
        running = self._session is not None
        buttons = (*self.start_buttons.values(), self.go_on, self.stop_button)
        had_focus = any(button.hasFocus() for button in buttons)
        self.ring.setVisible(running or (bool(offered) and self._cautions_for is None))
        self.stop_button.setVisible(running)
        self.go_on.setVisible(self._cautions_for is not None and not running)
        for kind, button in self.start_buttons.items():
            button.setVisible(not running and self._cautions_for is None)
            button.set_kind("main" if kind == offered else "ordinary")
        if had_focus:
            next(button for button in buttons if not button.isHidden()).setFocus()
        self.set_heading(self._heading_words(status))
        self.explanation.setText(self._explanation(status))
        self.tick()

    def tick(self) -> None:
        """Show the time that is left."""
        session = self._session
        if session is not None:
            left = session.planned_end - self._desk.tracker.clock.now()
            self.ring.show_time(max(timedelta(0), left), session.planned, PHASE_OF.get(session.kind, Phase.HEAT))
        elif self._status is not None:
            self._show_ready(self._status)

    def _show_ready(self, status: Status) -> None:
        kind = _offered(status.state.phase)
        length = status.plan.phases[PHASE_OF[kind]].session if kind else None
        if length is not None:
            self.ring.show_time(length.minutes, length.minutes, PHASE_OF[kind], _("when you are ready"))

    def start(self, kind: str) -> None:
        """Start a session, after the cautions where they are due."""
        if kind in {ICE, HEAT} and self._desk.tracker.planner.needs_cautions():
            self._cautions_for = kind
            if self._status is not None:
                self.show_status(self._status)
            self.go_on.setFocus()
            return
        self._desk.attempt(lambda: self._timekeeper.start_session(kind))

    def _on_cautions_read(self) -> None:
        kind, self._cautions_for = self._cautions_for, None
        if kind is None:
            return
        self._desk.tracker.planner.shown_cautions()
        self._desk.attempt(lambda: self._timekeeper.start_session(kind))

    def _on_stop(self) -> None:
        self._desk.attempt(self._timekeeper.stop_session)

    def _heading_words(self, status: Status) -> str:
        if self._cautions_for is not None and status.session is None:
            return _(safety().cautions.title)
        kind = status.session.kind if status.session else _offered(status.state.phase)
        if not kind:
            return _("Ice or damp heat")
        before = len([one for one in status.sessions_today if one.kind == kind and one.ended_at is not None])
        number = before + 1
        return ngettext("{kind}, number {number} today", "{kind}, number {number} today", number).format(kind=session_name(kind), number=number)

    def _explanation(self, status: Status) -> str:
        if self._cautions_for is not None and status.session is None:
            return _(safety().cautions.text)
        if status.session is not None:
            return _while_running(status, status.session)
        kind = _offered(status.state.phase)
        return " ".join(_(text) for text in status.plan.phases[PHASE_OF[kind]].reminders) if kind else ""


def _offered(phase: Phase) -> str:
    """The session the plan has now; in the stretch phase heat goes on. Nothing without a plan."""
    return SESSION_OF.get(phase, HEAT) if phase in PLANNED_PHASES else ""


def _start_button(kind: str) -> ActionButton:
    words = {ICE: _("Start ice"), HEAT: _("Start heat")}
    return main_button(words[kind], icon_name="play")


def _while_running(status: Status, session: Session) -> str:
    """What comes after, what to mind, and, where the plan has something else now, what that is."""
    planned = _offered(status.state.phase)
    another = _("The plan has {kind} now.").format(kind=session_name(planned).lower()) if planned and planned != session.kind else ""
    plan = status.plan.phases.get(PHASE_OF.get(session.kind, Phase.NONE))
    if plan is None:
        return another
    rest = _("Then {minutes} minutes without.").format(minutes=round(plan.rest.value)) if plan.rest else ""
    return " ".join(part for part in (another, rest, *(_(text) for text in plan.reminders)) if part)
