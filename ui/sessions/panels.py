"""What the session card opens in the place of its countdown: another session, the pain before, the pain after."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.entries import EndedBy, Session
from tracker.domain.plan.session_offers import others
from tracker.domain.status import Status
from tracker.services.journal import Journal
from tracker.wording.sessions import plan_line
from ui.desk import Desk
from ui.sessions.choices import SessionChoices
from ui.sessions.controls import AFTER, ANOTHER, BEFORE
from ui.sessions.pain_question import PainAfter, PainBefore


class SessionPanels(QWidget):
    """One of the three at a time, or none; it knows which session ended last and may still be asked about."""

    changed = Signal()

    def __init__(self, desk: Desk, journal: Journal) -> None:
        super().__init__()
        self._desk = desk
        self._journal = journal
        self.choices, self.before, self.after = SessionChoices(), PainBefore(), PainAfter()
        self._panels: dict[str, QWidget] = {AFTER: self.after, ANOTHER: self.choices, BEFORE: self.before}
        self.open_key = ""
        self.ended: Session | None = None
        self.after.put_off.connect(self.close_panel)
        self.after.given.connect(self._keep_after)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for panel in self._panels.values():
            layout.addWidget(panel)

    def turn(self, key: str) -> None:
        """Open a panel, or close it if it is open."""
        if key == AFTER and self.ended is not None:
            self.after.ask(self.ended, self._desk.now().day)
        self.open_key = "" if self.open_key == key else key
        self.changed.emit()
        if self.open_key:
            self.focus_panel()

    def focus_panel(self) -> None:
        """Put the focus where one chooses."""
        if self.open_key == ANOTHER:
            self.choices.focus_first()
        elif self.open_key:
            (self.before if self.open_key == BEFORE else self.after).scale.focus_scale()

    def close_panel(self) -> None:
        """Open none."""
        self.open_key = ""
        self.changed.emit()

    def ask(self, session: Session) -> None:
        """Ask for the pain after a session."""
        self.after.ask(session, self._desk.now().day)
        self.open_key = AFTER
        self.changed.emit()

    def tell_ended(self, session: Session | None) -> None:
        """Ask for the pain after it where that before it was given; else the way to it stays open."""
        self.ended = session
        # Whoever gave the pain before wants to compare; one whose end nobody saw has no pain right after it.
        if session is not None and session.before is not None and session.ended_by is not EndedBy.PRESUMED:
            self.ask(session)

    def forget_answered(self, sessions: Sequence[Session]) -> None:
        """What was answered or deleted meanwhile is asked no more."""
        open_ids = {session.id for session in sessions if session.after is None}
        if self.open_key == AFTER and self.after.session_id not in open_ids:
            self.open_key = ""
        if self.ended is not None and self.ended.id not in open_ids:
            self.ended = None

    def show_open(self, status: Status, *, is_ready: bool) -> bool:
        """Show the open panel, where nothing runs or it asks for the pain after; whether one is to be seen."""
        self.choices.show_offers(others(status.plan, status.state.phase), plan_line(status))
        shown = self.open_key if is_ready or self.open_key == AFTER else ""
        for key, panel in self._panels.items():
            panel.setVisible(key == shown)
        self.setVisible(bool(shown))
        return bool(shown)

    def _keep_after(self, session_id: str, value: float) -> None:
        """Save the pain after a session, in points 0-10."""
        session = self._desk.ask(lambda: self._journal.get(session_id))
        if isinstance(session, Session):
            self._desk.run(lambda: self._journal.change(replace(session, after=value)))
