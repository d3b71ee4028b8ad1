"""Today: how bad it is, what to do now, and what the day holds so far."""

from datetime import timedelta
from typing import NamedTuple

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from tracker.domain.entries import Kind, Session
from tracker.domain.plan.protocol import Phase
from tracker.domain.sessions import KINDS_OF_THE_PLAN, STRENGTH, STRETCHES
from tracker.services.history import Change
from tracker.services.journal import Journal
from tracker.services.planner import Planner
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.forms.all_forms import AddForms
from ui.forms.function_card import FunctionPrompt
from ui.pages.page import Page
from ui.pages.today.columns import TodayColumns
from ui.pages.today.day_card import DayCard
from ui.pages.today.medicines import MedicinesCard
from ui.pages.today.pain_entry import PainCard
from ui.pages.today.planned import PlannedCard
from ui.sessions.card import SessionCard
from ui.sessions.controls import ANOTHER, BEFORE
from ui.sessions.strength_questions import StrengthQuestions
from ui.widgets.next_change import soonest
from ui.widgets.tab_order import order_tabs

SPACE = 16
# Pixels: how much of the day card has to be in view once a form was opened or closed, and of what stands above a part scrolled to.
HEAD = 200
HEADING = 56
DIGITS = range(Qt.Key.Key_0, Qt.Key.Key_9 + 1)


class TodayCards(NamedTuple):
    """The parts of the page that use services of their own: each is made of them."""

    pain: PainCard
    session: SessionCard
    prompt: FunctionPrompt
    forms: AddForms
    strength: StrengthQuestions
    planned: PlannedCard
    medicines: MedicinesCard


class TodayPage(Page):
    """Shows the pain scale, the session of the phase and the day's entries; `edit_wanted` brings the id of one.

    `start_wanted` asks for the beginning of an episode.
    """

    edit_wanted = Signal(str)
    start_wanted = Signal()

    def __init__(self, desk: Desk, cards: TodayCards, journal: Journal, planner: Planner, timekeeper: Timekeeper, settings: ChosenSettings) -> None:
        super().__init__(desk)
        self._journal = journal
        self._planner = planner
        self._timekeeper = timekeeper
        self._settings = settings
        self.pain_card, self.session_card, self.prompt, self.forms = cards.pain, cards.session, cards.prompt, cards.forms
        self.strength = cards.strength
        self.planned_card, self.medicines_card = cards.planned, cards.medicines
        # Before the stretch at the card's end: it stands under what it asks about.
        self.session_card.body.insertWidget(self.session_card.body.count() - 1, self.strength)
        self._day = DayCard(desk, planner, self.forms)
        for changed in (self.forms.opened, self.forms.closed):
            changed.connect(self._show_main)
            # In the next turn of the event loop, when the layout has given the form its place.
            changed.connect(lambda: QTimer.singleShot(0, self, self._bring_day_into_view))
        self._day.start_wanted.connect(self.start_wanted)
        self._day.entries.edit_wanted.connect(self.edit_wanted)
        self._day.entries.delete_wanted.connect(lambda id_: desk.run(lambda: journal.delete([id_])))
        self.columns = TodayColumns((self.pain_card, self.prompt, self._day), (self.session_card, self.planned_card, self.medicines_card))
        self.columns.folded.connect(self._on_folded)
        self.set_content(self.columns)
        self._connect_entry()
        # What was done of an exercise is written down before the diary is closed.
        QApplication.instance().aboutToQuit.connect(self.session_card.runner.stop_practice)  # type: ignore[union-attr]  # there is one

    def refresh(self) -> None:
        """Show the day and the plan as they are now."""
        status = self._timekeeper.status(self._settings.now.quiet_hours)
        entries = self._journal.on_day(status.at.day)
        self.pain_card.refresh()
        self.session_card.show_status(status)
        self.strength.refresh(status)
        self.planned_card.show_status(status, entries)
        self.medicines_card.refresh()
        self.prompt.refresh()
        self._day.show_entries(status, entries)

    def tick(self) -> None:
        """Let the countdown go on, and doses of a day ago go."""
        self.session_card.tick()
        self.medicines_card.look()

    def changes_in(self) -> timedelta | None:
        """Until the countdown goes on, or a dose is a day old."""
        return soonest(self.session_card.changes_in(), self.medicines_card.changes_in())

    def start_session(self, kind: str) -> None:
        """Start a kind of session, after the cautions where they are due."""
        self.session_card.start(kind)

    def start_exercise(self, key: str) -> bool:
        """Start one exercise of the plan, or finger pressure or the contrast shower beside it; whether there is such a one."""
        plan = self._planner.plan_now()
        planned = next((exercise for phase_plan in plan.phases.values() for exercise in phase_plan.exercises if exercise.key == key), None)
        if planned is not None:
            self.session_card.start_exercises([planned])
            self._bring_into_view(self.session_card.stage)
        elif key in KINDS_OF_THE_PLAN:
            self.session_card.start(key)
        return planned is not None or key in KINDS_OF_THE_PLAN

    def start_exercises(self, kind: str = "") -> None:
        """Start the stretches or the strength set, one exercise after another: without a kind what the phase has."""
        phase = self._planner.state(self.desk.clock.now()).phase
        self.session_card.start(kind or (STRENGTH if phase is Phase.WELL else STRETCHES))
        self._bring_into_view(self.session_card.stage)

    def ask_after(self, session_id: str) -> None:
        """Ask for the pain after a session, in place; one that is gone is told."""
        session = self.desk.ask(lambda: self._journal.get(session_id))
        if isinstance(session, Session):
            self.session_card.panels.ask(session)
            self.session_card.panels.focus_panel()
            self._bring_into_view(self.session_card.panels)

    def add(self, kind: Kind, about: str = "") -> None:
        """Open the form that adds an entry of a kind to the day; `about` is the kind of session or activity, where it is known."""
        self.forms.open(kind, about)

    def ask_for_session(self) -> None:
        """Offer every other session that can begin now."""
        self._turn(ANOTHER)

    def ask_before(self) -> None:
        """Ask for the pain before a session."""
        self._turn(BEFORE)

    def first_control(self) -> QWidget:
        """The pain scale."""
        return self.pain_card.scale

    def pressed_beside(self, focused: QWidget) -> QWidget:
        """With the countdown what stops or starts it."""
        card = self.session_card
        return card.controls if focused is card or card.isAncestorOf(focused) else focused

    def focus_entry(self, id_: str) -> None:
        """Put the focus on an entry of the day."""
        self._day.focus_entry(id_)

    def _connect_entry(self) -> None:
        pain = self.pain_card
        pain.saved.connect(self._on_pain_saved)
        pain.head.gone.connect(self._day.mark_nothing)
        pain.filled_changed.connect(self._on_filled_changed)
        self.forms.opened.connect(self._drop_saved)
        self.forms.saved.connect(self._on_form_saved)
        self.forms.another_wanted.connect(self.ask_for_session)
        self.forms.before_wanted.connect(self.ask_before)
        self._show_main()  # what was half-filled stands open again

    def _turn(self, key: str) -> None:
        """Open in the session card what is asked for where one adds to the day."""
        self.session_card.panels.turn(key)
        self._bring_into_view(self.session_card)

    def _on_pain_saved(self, change: Change) -> None:
        self._day.head.drop()
        self.pain_card.head.show_saved(change)
        self._day.mark(change)

    def _on_form_saved(self, change: Change) -> None:
        self.pain_card.head.drop()
        self._day.show_saved(change)

    def _drop_saved(self) -> None:
        """What was saved last is said no more: something else is done."""
        for card in (self.pain_card, self._day):
            card.head.drop()

    def _on_filled_changed(self, is_filled: bool) -> None:
        self._show_main()
        if is_filled:
            self._drop_saved()

    def _show_main(self) -> None:
        """One button is filled: that of the form that is open, else with a number chosen the one that saves it, else the session that is due."""
        has_form = not self.forms.isHidden()
        self.pain_card.set_main(not has_form)
        self.session_card.set_main(not has_form and self.pain_card.scale.value() is None)

    def _on_folded(self, is_folded: bool) -> None:
        self.session_card.set_compact(is_folded)
        # In the next turn of the event loop, when all has its place.
        QTimer.singleShot(0, self, lambda: order_tabs(self.columns))

    def _bring_into_view(self, part: QWidget) -> None:
        """Scroll to a part of the session card, once it has its place."""
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(part, 0, HEADING))

    def _bring_day_into_view(self) -> None:
        """Scroll until the head of the day card can be seen, with as much of the open form as there is room for."""
        ground = self.widget()
        if ground is None:
            return
        top = self._day.mapTo(ground, QPoint(0, 0)).y()
        bottom = top + max(HEAD, self.forms.geometry().bottom() if self.forms.isVisible() else 0)
        bar, room = self.verticalScrollBar(), self.viewport().height()
        if bottom > bar.value() + room or top < bar.value():
            bar.setValue(min(top - SPACE, max(0, bottom + SPACE)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit goes to the pain scale from anywhere on the page but a text field."""
        if event.key() in DIGITS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.pain_card.press_digit(event.key() - Qt.Key.Key_0)
        # Without a value Enter saves nothing, and is not taken away from whatever has the focus.
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.pain_card.scale.value() is not None:
            self.pain_card.save()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is looked at, or the window goes to the tray: what was asked before a session is asked no more."""
        super().hideEvent(event)
        if not event.spontaneous():  # minimised by the desktop, it stays as it was
            self.session_card.leave()
            self._drop_saved()
