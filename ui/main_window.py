"""The window: navigation, the phase line and one page at a time."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMessageBox, QStackedWidget, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.domain.protocol import Phase
from tracker.domain.times import Moment, local_moment
from tracker.language import _
from tracker.services.wording import next_words, phase_words
from ui.dialogs.episode_dialog import EpisodeDialog
from ui.dialogs.help_dialog import HelpDialog
from ui.message_strip import MessageStrip
from ui.navigation import PAGES, Navigation
from ui.pages.diary import DiaryPage
from ui.pages.first_run import FirstRunPage
from ui.pages.page import Desk, Page
from ui.pages.plan import PlanPage
from ui.pages.report import ReportPage
from ui.pages.settings import SettingsPage
from ui.pages.today import TodayPage
from ui.pages.trends import TrendsPage
from ui.widgets.onset_fields import OnsetFields
from ui.widgets.phase_line import PhaseLine, PhaseLineText

SECOND_MS = 1_000
MARGIN = 24
SIZE = (1280, 800)
LEAST_SIZE = (640, 480)
FIRST_RUN = "first run"


class MainWindow(QMainWindow):
    """Shows the pages of an open diary; each is made when it is first looked at."""

    sound_test_wanted = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, *, is_demo: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.tracker = desk.tracker
        self._may_close = False
        self.setWindowTitle(_("Recovery Tracker (demo: a made-up diary)") if is_demo else _("Recovery Tracker"))
        self.resize(*SIZE)
        self.setMinimumSize(*LEAST_SIZE)
        self.navigation = Navigation()
        self.phase_line = PhaseLine()
        self.strip = MessageStrip(_("A made-up diary to look around in. What you change is thrown away when the window closes.") if is_demo else "")
        self.stack = QStackedWidget()
        self.pages: dict[str, Page] = {}
        self._stale: set[str] = set()
        self._current = ""
        self._turn: tuple[date, Phase] | None = None
        self._lay_out()
        self._connect()
        is_new = self.tracker.journal.days() is None and not self.tracker.planner.episodes()
        self.show_page(FIRST_RUN if is_new else "today")

    @property
    def today(self) -> TodayPage:
        """The page Today."""
        page = self._page("today")
        if not isinstance(page, TodayPage):
            raise TypeError(type(page).__name__)
        return page

    def show_page(self, key: str) -> None:
        """Bring a page into view, made and filled if need be."""
        page = self._page(key)
        self._current = key
        if key in self._stale:
            self._stale.discard(key)
            page.refresh()
        self.stack.setCurrentWidget(page)
        if key in self.navigation.buttons:
            self.navigation.show_page(key)
        self.refresh_phase()
        control = page.first_control()
        if isinstance(control, QWidget):
            control.setFocus()

    def refresh_phase(self) -> None:
        """Show where the plan is now, and what comes next."""
        status = self.desk.asked(lambda: self.tracker.timekeeper.status(self.tracker.settings.quiet_hours))
        if status is None:
            return
        self._refresh_when_turned((status.at.day, status.state.phase))
        words = phase_words(status)
        action = _("It began...") if status.state.phase in {Phase.NONE, Phase.WELL} and self._current != FIRST_RUN else None
        self.phase_line.show_text(PhaseLineText(words.phase, words.head, words.hours, words.fraction, words.explanation, action))
        quiet = _("Quiet from {time}").format(time=self.tracker.settings.quiet_start.strftime("%H:%M"))
        self.navigation.next_label.setText("\n".join(part for part in (next_words(status), quiet) if part))

    def _refresh_when_turned(self, turn: tuple[date, Phase]) -> None:
        """Midnight and a new phase change every page, though nobody wrote anything."""
        before, self._turn = self._turn, turn
        if before is not None and before != turn:
            self._on_changed(Changes.NONE)

    def show_help(self) -> None:
        """Show when to get help, and keep that it was shown."""
        self.desk.attempted(self.tracker.planner.shown_help)
        HelpDialog(self).open()

    def start_episode(self) -> None:
        """Ask when it began and begin an episode."""

        def begin(fields: OnsetFields) -> None:
            planner = self.tracker.planner
            read = local_moment(fields.onset(), self.tracker.clock.zone())
            deed = planner.start_episode(read.moment, fields.sites(), fields.cause.text().strip())
            planner.shown_help(planner.open_episode())
            self.desk.feed.publish(deed.changes)

        dialog = EpisodeDialog(_("It began..."), _("Begin the plan"), begin, is_new=True, parent=self)
        dialog.show_time(self.tracker.journal.now().local, self.tracker.journal.now().local)
        dialog.open()

    def edit_onset(self) -> None:
        """Ask for another onset of the open episode."""
        episode = self.tracker.planner.open_episode()
        if episode is None:
            return

        def move(fields: OnsetFields) -> None:
            read = local_moment(fields.onset(), self.tracker.clock.zone())
            self.desk.feed.publish(self.tracker.planner.edit_onset(read.moment).changes)

        dialog = EpisodeDialog(_("Change when it began"), _("Save changes"), move, is_new=False, parent=self)
        dialog.show_time(episode.onset.local, self.tracker.journal.now().local)
        dialog.open()

    def close_at_once(self) -> None:
        """Close without a question: the desktop or the system asks for it."""
        self._may_close = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say what closing ends: the alarm of a running session, and, once, the reminders."""
        question = "" if self._may_close else self._before_closing()
        if question:
            event.ignore()
            self._ask_before_closing(question)
        else:
            self.closed.emit()
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit reaches the pain scale from wherever the focus is while Today is in view."""
        if self._current == "today" and not event.modifiers():
            self.today.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _page(self, key: str) -> Page:
        if key not in self.pages:
            page = self._make(key)
            self.pages[key] = page
            self.stack.addWidget(page)
            page.refresh()
        return self.pages[key]

    def _make(self, key: str) -> Page:
        makers: dict[str, Callable[[Desk], Page]] = {
            "today": TodayPage,
            "diary": DiaryPage,
            "plan": PlanPage,
            "trends": TrendsPage,
            "report": ReportPage,
            "settings": SettingsPage,
            FIRST_RUN: FirstRunPage,
        }
        page = makers[key](self.desk)
        match page:
            case TodayPage():
                page.edit_wanted.connect(self._on_edit_wanted)
            case PlanPage():
                page.start_wanted.connect(self.start_episode)
                page.onset_wanted.connect(self.edit_onset)
            case SettingsPage():
                page.sound_test_wanted.connect(self.sound_test_wanted)
            case FirstRunPage():
                page.done.connect(lambda: self.show_page("today"))
        return page

    def _lay_out(self) -> None:
        head = QWidget()
        above = QVBoxLayout(head)
        above.setContentsMargins(MARGIN, 20, MARGIN, 0)
        above.setSpacing(12)
        above.addWidget(self.phase_line)
        above.addWidget(self.strip)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(head)
        right.addWidget(self.stack, 1)
        central = QWidget()
        whole = QHBoxLayout(central)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.navigation)
        whole.addLayout(right, 1)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self.navigation.page_wanted.connect(self.show_page)
        self.navigation.help_wanted.connect(self.show_help)
        self.phase_line.action_chosen.connect(self.start_episode)
        self.desk.feed.changed.connect(self._on_changed)
        self.desk.messages.said.connect(self.strip.show_message)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]  # there is one
        self._seconds = QTimer(self)
        self._seconds.setInterval(SECOND_MS)
        self._seconds.timeout.connect(self._on_second)
        self._seconds.start()
        for number, (key, _name) in enumerate(PAGES, start=1):
            self._shortcut(f"Ctrl+{number}", partial(self.show_page, key))
        self._shortcut("Ctrl+Z", self.desk.undo)
        self._shortcut("Ctrl+Y", self.desk.redo)
        self._shortcut("Ctrl+Shift+Z", self.desk.redo)
        self._shortcut("Ctrl+N", self._on_new_entry)
        self._shortcut("Ctrl+Q", self.close)
        self._shortcut("F1", self.show_help)

    def _shortcut(self, keys: str, deed: Callable[[], object]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(deed)

    def _on_changed(self, _changes: Changes) -> None:
        self._stale = set(self.pages) - {self._current}
        if self._current in self.pages:
            self.pages[self._current].refresh()
        self.refresh_phase()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A page scrolls by itself while Tab moves within it, but not where Tab comes in from outside."""
        page = self.pages.get(self._current)
        if page is not None and now is not None and page.isAncestorOf(now) and now.visibleRegion().isEmpty():
            page.ensureWidgetVisible(now)

    def _on_second(self) -> None:
        if self._current in self.pages:
            self.pages[self._current].tick()

    def _on_edit_wanted(self, id_: str) -> None:
        self.show_page("diary")
        diary = self.pages["diary"]
        if isinstance(diary, DiaryPage):
            diary.edit(id_)

    def _on_new_entry(self) -> None:
        if self._current == "diary" and isinstance(page := self.pages["diary"], DiaryPage):
            page.new_entry()
        else:
            self.show_page("today")

    def _before_closing(self) -> str:
        """What is to be said before the window closes; empty where nothing is."""
        session = self.tracker.timekeeper.running_session()
        if session is not None:
            ends = Moment.of(session.planned_end, session.moment.zone).local.strftime("%H:%M")
            return _("A session runs until {time}. It is kept, but with the window closed its alarm cannot sound.").format(time=ends)
        if not self.tracker.settings.closing_explained:
            return _("With the window closed there are no reminders. The diary is safe; they go on when it is open again.")
        return ""

    def _ask_before_closing(self, question: str) -> None:
        box = QMessageBox(QMessageBox.Icon.Information, self.windowTitle(), question, parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.addButton(_("Close the window"), QMessageBox.ButtonRole.AcceptRole)
        box.setDefaultButton(box.addButton(_("Stay open"), QMessageBox.ButtonRole.RejectRole))
        box.accepted.connect(self._on_close_chosen, Qt.ConnectionType.QueuedConnection)
        box.open()

    def _on_close_chosen(self) -> None:
        self.desk.attempted(lambda: self.tracker.choose(closing_explained=True))
        self.close_at_once()
