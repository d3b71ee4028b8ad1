"""What the session card opens in the place of its countdown: another session, the pain before, the pain after."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

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
from ui.widgets.tab_order import order_tabs

Panel = TypeVar("Panel", bound=QWidget)


class SessionPanels(QWidget):
    """One of the three at a time, or none, each made when it is first opened; it knows which session ended last and may still be asked about.

    `submitted`: the pain before is given, and the session is to start.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(self, desk: Desk, journal: Journal) -> None:
        super().__init__()
        self._desk = desk
        self._journal = journal
        self._panels: dict[str, QWidget] = {}
        self.open_key = ""
        self.ended: Session | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.choices = self._added(ANOTHER, SessionChoices())

    @cached_property
    def before(self) -> PainBefore:
        """What asks for the pain before a session."""
        panel = self._added(BEFORE, PainBefore())
        panel.submitted.connect(self.submitted)
        return panel

    @cached_property
    def after(self) -> PainAfter:
        """What asks for the pain after a session."""
        panel = self._added(AFTER, PainAfter())
        panel.put_off.connect(self.close_panel)
        panel.given.connect(self._keep_after)
        return panel

    @property
    def before_value(self) -> float | None:
        """The pain before, in points 0-10, that stands ready for the session started next."""
        return self.before.scale.value() if BEFORE in self._panels else None

    @property
    def before_words(self) -> str:
        """The same in words; empty where there is none."""
        return self.before.words if BEFORE in self._panels else ""

    def forget_before(self) -> None:
        """Hold no pain before any more."""
        if BEFORE in self._panels:
            self.before.forget()

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
        opened = self._panel(self.open_key)
        if isinstance(opened, SessionChoices):
            opened.focus_first()
        elif opened is not None:
            opened.scale.focus_scale()

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
        opened = self._panel(shown)
        for panel in self._panels.values():
            panel.setVisible(panel is opened)
        self.setVisible(bool(shown))
        return bool(shown)

    def _panel(self, key: str) -> SessionChoices | PainBefore | PainAfter | None:
        if key == ANOTHER:
            return self.choices
        if key == BEFORE:
            return self.before
        return self.after if key == AFTER else None

    def _added(self, key: str, panel: Panel) -> Panel:
        panel.hide()
        self._panels[key] = panel
        self._layout.addWidget(panel)
        order_tabs(self)
        return panel

    def _keep_after(self, session_id: str, value: float) -> None:
        """Save the pain after a session, in points 0-10."""
        session = self._desk.ask(lambda: self._journal.get(session_id))
        if isinstance(session, Session):
            self._desk.run(lambda: self._journal.change(replace(session, after=value)))
