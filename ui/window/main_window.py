"""The window: navigation, the phase line and one page at a time."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from tracker.changes import Touched
from tracker.domain.entries import Kind
from tracker.domain.plan.protocol import Phase
from tracker.domain.status import Status
from tracker.domain.times import Moment
from tracker.language import _
from tracker.services.planner import Planner
from tracker.services.reminder_pause import ReminderPause
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from tracker.wording.phases import phase_words
from ui.assets import apply_theme
from ui.desk import Desk
from ui.messages import Message
from ui.system.motion import apply_motion
from ui.widgets.margins import FRAME
from ui.widgets.next_change import NextChange, soonest
from ui.widgets.tab_order import tab_after
from ui.window.bring_to_front import bring_to_front
from ui.window.closing import Leaving
from ui.window.episode_dialogs import EpisodeQuestions
from ui.window.first_paint import FirstPaint
from ui.window.focus_in_view import FocusInView
from ui.window.font_follower import FontFollower
from ui.window.guide_opener import GuideOpener
from ui.window.message_strip import MessageStrip
from ui.window.navigation import Navigation
from ui.window.page_factory import FIRST_RUN, PageFactory
from ui.window.page_head import PageHead
from ui.window.page_opening import PageOpening
from ui.window.page_stack import PageStack
from ui.window.page_wishes import PageWishes
from ui.window.pause_strip import PauseStrip
from ui.window.phase_line import PhaseLine, PhaseLineText
from ui.window.running_line import RunningLine

if TYPE_CHECKING:
    from ui.pages.page import Page
    from ui.pages.today.page import TodayPage

SIZE = (1280, 800)
LEAST_SIZE = (640, 480)


class MainWindow(QMainWindow):
    """Shows the pages of an open diary."""

    sound_wanted = Signal()
    silence_wanted = Signal()
    exercising_changed = Signal(bool)
    quick_entry_wanted = Signal()
    lock_wanted = Signal()
    filled = Signal()  # the first page is there and has been painted
    put_away = Signal()  # closed, and gone to the tray
    closed = Signal()

    def __init__(
        self,
        desk: Desk,
        factory: PageFactory,
        wishes: PageWishes,
        planner: Planner,
        timekeeper: Timekeeper,
        pause: ReminderPause,
        settings: ChosenSettings,
        *,
        is_new: bool,
        is_demo: bool,
        tray_is_there: Callable[[], bool],
    ) -> None:
        super().__init__()
        self._desk = desk
        self.page_imports = factory.imports
        self._wishes = wishes
        wishes.setParent(self)  # its signals end with the window
        self._timekeeper = timekeeper
        self._pause = pause
        self._settings = settings
        self._tray_is_there = tray_is_there
        self._leaving = Leaving(desk, timekeeper, settings, self, self.close_at_once, self._goes_to_tray)
        self._may_close = False
        self.is_locked = False  # WindowLock says so
        self._edits_from_today = False
        self._turn: tuple[date, Phase] | None = None
        self.setWindowTitle(_("Recovery Tracker (demo: a made-up diary)") if is_demo else _("Recovery Tracker"))
        _fit_screen(self)
        self.running_line = RunningLine(timekeeper.left)
        self.navigation = Navigation(self, self.running_line, is_demo=is_demo)
        self.phase_line = PhaseLine()
        self.next_change = NextChange(self, lambda: soonest(self.stack.changes_in(), self.running_line.changes_in()))
        self._ground = QWidget()
        self._ground.setAutoFillBackground(True)  # for all that lies on it; Qt then paints nothing of what is beneath
        self.strip = MessageStrip(self._ground)
        self.pause_strip = PauseStrip()
        self.stack = PageStack(factory.makers(), desk.feed.reading)
        self.opening = PageOpening(self.stack, self)
        self.head = PageHead(self.phase_line, self.pause_strip)
        self._focus_in_view = FocusInView(self.strip, lambda: self.pages.get(self.stack.current_key), _application())
        self.guide = GuideOpener(self, factory.treatments)
        self.questions = EpisodeQuestions(desk, planner, settings, self.guide.open, self)
        self._first_page = FIRST_RUN if is_new else "today"
        self._frame_paint: FirstPaint | None = None
        self._page_paint: FirstPaint | None = None
        self._lay_out()
        self._connect()
        with desk.feed.reading():
            self.refresh_phase()

    def fill(self) -> None:
        """Bring the first page into view, unless one is; the frame is painted before, by itself, and `filled` says when the page is."""
        # At once: made in turns it takes an eighth longer, since what is there is laid out in between, and nobody can do anything yet.
        if self._frame_paint is not None:
            self._frame_paint.stop()
        if not self.stack.current_key:
            self.show_page(self.opening.key or self._first_page)
        if self._page_paint is None:
            # Laid out to the end before it is painted: the first time with a scroll bar, which then turns out not to be needed.
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self._page_paint = FirstPaint(self.pages[self.stack.current_key].viewport(), parent=self)
            self._page_paint.done.connect(self.filled)

    @property
    def pages(self) -> "dict[str, Page]":
        """The pages made so far, by name."""
        return self.stack.pages

    @property
    def today(self) -> "TodayPage":
        """The page Today."""
        return cast("TodayPage", self.stack.page("today"))

    def open_page(self, key: str) -> None:
        """Bring a page into view as `show_page` does, but make it first, where it is not there yet, while the window answers."""
        if key in self.navigation.buttons:
            self.navigation.show_page(key)
        self.opening.begin(key)

    def show_page(self, key: str) -> None:
        """Bring a page into view, at once, and the focus to its first control."""
        self.opening.stop()
        self._edits_from_today = False
        with self._desk.feed.reading():
            page = self.stack.show_page(key)
            self.head.stand_above(page)
            if key in self.navigation.buttons:
                self.navigation.show_page(key)
            self.running_line.show_page(key)
            self.refresh_phase()
            self.next_change.wait()
        if self.strip.isVisible():
            self._reach_strip()
        control = page.first_control()
        if isinstance(control, QWidget):
            control.setFocus()

    def edit_entry(self, id_: str) -> None:
        """Open an entry in its form, in the diary; once that is left, the page it was asked from is in view again."""
        is_from_today = self.stack.current_key == "today"
        self.show_page("diary")
        self.pages["diary"].edit(id_)
        self._edits_from_today = is_from_today

    def refresh_phase(self) -> None:
        """Show where the plan is now, and what runs."""
        status = self._desk.ask(lambda: self._timekeeper.status(self._settings.now.quiet_hours))
        if status is None:
            return
        self._refresh_when_turned((status.at.day, status.state.phase))
        self.phase_line.show_text(_phase_line(status, self.stack.current_key or self._first_page))
        self.running_line.follow(status.session)
        until = self._desk.ask(self._pause.until)
        self.pause_strip.show_until(Moment.of(until, status.at.zone) if until else None, status.at)

    def quit(self) -> None:
        """Close for good, after the question where there is one."""
        if question := self._leaving.question():
            bring_to_front(self)
            self._leaving.ask(question)
        else:
            self.close_at_once()

    def close_at_once(self) -> None:
        """Close for good without a question: the desktop or the system asks for it."""
        self._may_close = True
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        """Navigation and phase line are painted at once, the first page in the next turn of the event loop."""
        super().showEvent(event)
        if self._frame_paint is None and self._page_paint is None:
            self._frame_paint = FirstPaint(self, parent=self)
            self._frame_paint.done.connect(self.fill)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go to the tray where there is one; else say what closing ends: the alarm of a running session, and, once, the reminders."""
        # The tray comes first: there nothing ends, and so there is nothing to ask.
        if not self._may_close and self._goes_to_tray():
            event.ignore()
            self.hide()
            self.put_away.emit()
        elif not self._may_close and (question := self._leaving.question()):
            event.ignore()
            self._leaving.ask(question)
        else:
            self.closed.emit()
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit reaches the pain scale from wherever the focus is while Today is in view."""
        self.fill()  # a key may come between the frame and the first page
        # With a modifier a digit is the shortcut of a page.
        if self.stack.current_key == "today" and not event.modifiers() and not self.is_locked:
            self.today.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _refresh_when_turned(self, turn: tuple[date, Phase]) -> None:
        """Midnight and a new phase change every page, though nobody wrote anything."""
        before, self._turn = self._turn, turn
        if before is not None and before != turn:
            self.stack.refresh()

    def _lay_out(self) -> None:
        right = QVBoxLayout(self._ground)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.head)
        right.addWidget(self.stack, 1)
        central = QWidget()
        whole = QHBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.navigation)
        whole.addWidget(self._ground, 1)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self.navigation.page_wanted.connect(self.open_page)
        self.opening.made.connect(self._on_made)
        self.opening.slow.connect(self._on_slow)
        self.navigation.help_wanted.connect(self.questions.show_help)
        self.running_line.clicked.connect(lambda: self.open_page("today"))
        self.phase_line.action_chosen.connect(self.questions.start_episode)
        self._follow_wishes()
        self.pause_strip.resume_wanted.connect(lambda: self._desk.run_quietly(self._pause.end))
        self._desk.feed.changed.connect(self._on_changed)
        self._desk.feed.changed.connect(self.strip.drop_overtaken)
        self._desk.messages.said.connect(self._on_said)
        self.next_change.due.connect(self.stack.tick)
        self.next_change.due.connect(self.running_line.tick)
        follower = FontFollower(self)
        follower.dressed.connect(lambda: self.navigation.fit(self.width()))
        follower.dressed.connect(self.stack.refresh)  # lists are as wide as their words

    def _follow_wishes(self) -> None:
        """Do what the pages ask for."""
        wishes = self._wishes
        wishes.page_wanted.connect(self.open_page)
        wishes.edit_wanted.connect(self.edit_entry)
        wishes.edit_left.connect(self._on_edit_left)
        wishes.start_wanted.connect(self.questions.start_episode)
        wishes.onset_wanted.connect(self.questions.edit_onset)
        wishes.exercise_wanted.connect(lambda key: self._today_in_view().start_exercise(key))
        wishes.exercises_wanted.connect(lambda kind: self._today_in_view().start_exercises(kind))
        wishes.log_wanted.connect(lambda kind: self._today_in_view().add(Kind.SESSION, kind))
        wishes.guide_wanted.connect(self.guide.open)
        self.guide.help_wanted.connect(self.questions.show_help)
        for gone in (self.put_away, self.closed):
            gone.connect(self.guide.close)
        wishes.sound_wanted.connect(self.sound_wanted)
        wishes.silence_wanted.connect(self.silence_wanted)
        wishes.exercising_changed.connect(self.exercising_changed)
        wishes.exercising_changed.connect(self.running_line.show_exercising)

    def _today_in_view(self) -> "TodayPage":
        self.show_page("today")
        return self.today

    def _on_made(self, key: str) -> None:
        self.show_page(key)
        self.fill()

    def _on_slow(self, key: str) -> None:
        """The page before makes room; where the focus was in it, it goes to the way to the page to come, which names that."""
        if key in self.navigation.buttons and self.stack.isAncestorOf(self.focusWidget()):
            self.navigation.buttons[key].setFocus(Qt.FocusReason.OtherFocusReason)
        self.stack.clear_view()

    def _on_changed(self, touched: Touched) -> None:
        if touched & Touched.SETTINGS:  # for a new choice only: to dress a whole window takes half a second
            apply_theme(_application(), self._settings.now.theme, self._settings.now.contrast)
            apply_motion(_application(), self._settings.now.motion)
        self.stack.refresh()
        self.refresh_phase()
        self.next_change.wait()
        self.guide.refresh()

    def _on_said(self, message: Message) -> None:
        self.strip.show_message(message)
        self._reach_strip()
        self._focus_in_view.look_soon()

    def _reach_strip(self) -> None:
        """Have Tab come to the message after the page at whose foot it lies."""
        page = self.pages.get(self.stack.current_key)
        content = None if page is None else page.widget()
        if content is not None:
            tab_after(content, self.strip)

    def _on_edit_left(self, id_: str) -> None:
        """Go back to where the edit was asked for."""
        if self._edits_from_today:
            self._today_in_view().focus_entry(id_)

    def _goes_to_tray(self) -> bool:
        return self._settings.now.closing == "tray" and self._tray_is_there()


def _fit_screen(window: QWidget) -> None:
    """Of a window larger than its screen the lower buttons would be out of reach."""
    room = window.screen().availableSize().shrunkBy(FRAME)
    window.resize(QSize(*SIZE).boundedTo(room))
    window.setMinimumSize(QSize(*LEAST_SIZE).boundedTo(room))


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError(type(app).__name__)
    return app


def _phase_line(status: Status, page: str) -> PhaseLineText:
    words, is_plan = phase_words(status), page == "plan"
    # The plan's own page says beneath what comes next, and has the button itself where nothing goes on: once is enough.
    explanation, when = ("", "") if is_plan and words.says_next else (words.explanation, words.when)
    may_begin = words.phase is Phase.WELL or (words.phase is Phase.NONE and not is_plan)
    begin = _("It began...") if status.begun_later is None else _("Change when it began")
    action = begin if may_begin and page != FIRST_RUN else None
    return PhaseLineText(words.phase, words.head, words.hours, words.fraction, explanation, when, action)
