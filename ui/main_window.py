"""The window: navigation, the phase line and one page at a time."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMessageBox, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.domain.protocol import Phase
from tracker.domain.times import Moment
from tracker.language import _
from tracker.services.wording import next_words, phase_words
from ui.assets import apply_theme
from ui.episode_questions import EpisodeQuestions
from ui.message_strip import MessageStrip
from ui.navigation import PAGES, Navigation
from ui.page_stack import FIRST_RUN, PageStack
from ui.pages.page import Desk, Page
from ui.widgets.phase_line import PhaseLine, PhaseLineText

if TYPE_CHECKING:
    from ui.pages.today import TodayPage

SECOND_MS = 1_000
MARGIN = 24
SIZE = (1280, 800)
LEAST_SIZE = (900, 600)


class MainWindow(QMainWindow):
    """Shows the pages of an open diary."""

    sound_test_wanted = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, *, is_demo: bool = False) -> None:
        super().__init__()
        self.desk = desk
        self.tracker = desk.tracker
        self._may_close = False
        self._turn: tuple[date, Phase] | None = None
        self.setWindowTitle(_("Recovery Tracker (demo: a made-up diary)") if is_demo else _("Recovery Tracker"))
        self.resize(*SIZE)
        self.setMinimumSize(*LEAST_SIZE)
        self.navigation = Navigation()
        self.phase_line = PhaseLine()
        self.strip = MessageStrip(_("A made-up diary to look around in. What you change is thrown away when the window closes.") if is_demo else "")
        self.stack = PageStack(desk)
        self.questions = EpisodeQuestions(desk, self)
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        is_new = self.tracker.journal.days() is None and not self.tracker.planner.episodes()
        self.show_page(FIRST_RUN if is_new else "today")

    @property
    def pages(self) -> dict[str, Page]:
        """The pages made so far, by name."""
        return self.stack.pages

    @property
    def today(self) -> "TodayPage":
        """The page Today."""
        return cast("TodayPage", self.stack.page("today"))

    def show_page(self, key: str) -> None:
        """Bring a page into view, and the focus to its first control."""
        page = self.stack.show_page(key)
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
        may_begin = status.state.phase in {Phase.NONE, Phase.WELL} and self.stack.current_key != FIRST_RUN
        action = _("It began...") if may_begin else None
        self.phase_line.show_text(PhaseLineText(words.phase, words.head, words.hours, words.fraction, words.explanation, action))
        quiet = _("Quiet from {time}").format(time=self.tracker.settings.quiet_start.strftime("%H:%M"))
        self.navigation.next_label.setText("\n".join(part for part in (next_words(status), quiet) if part))

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
        if self.stack.current_key == "today" and not event.modifiers():
            self.today.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def _refresh_when_turned(self, turn: tuple[date, Phase]) -> None:
        """Midnight and a new phase change every page, though nobody wrote anything."""
        before, self._turn = self._turn, turn
        if before is not None and before != turn:
            self.stack.refresh()

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
        self.navigation.help_wanted.connect(self.questions.show_help)
        self.phase_line.action_chosen.connect(self.questions.start_episode)
        self.stack.page_made.connect(self._on_page_made)
        self.desk.feed.changed.connect(self._on_changed)
        self.desk.messages.said.connect(self.strip.show_message)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]  # there is one
        self._seconds = QTimer(self)
        self._seconds.setInterval(SECOND_MS)
        self._seconds.timeout.connect(self.stack.tick)
        self._seconds.start()

    def _add_shortcuts(self) -> None:
        deeds: dict[str, Callable[[], object]] = {
            f"Ctrl+{number}": partial(self.show_page, key) for number, (key, _name) in enumerate(PAGES, start=1)
        }
        deeds |= {"Ctrl+Z": self.desk.undo, "Ctrl+Y": self.desk.redo, "Ctrl+Shift+Z": self.desk.redo}
        deeds |= {"Ctrl+N": self._on_new_entry, "Ctrl+Q": self.close, "F1": self.questions.show_help}
        for keys, deed in deeds.items():
            QShortcut(QKeySequence(keys), self).activated.connect(deed)

    def _on_page_made(self, page: Page) -> None:
        page.edit_wanted.connect(self._on_edit_wanted)
        page.start_wanted.connect(self.questions.start_episode)
        page.onset_wanted.connect(self.questions.edit_onset)
        page.sound_test_wanted.connect(self.sound_test_wanted)
        page.done.connect(partial(self.show_page, "today"))

    def _on_changed(self, changes: Changes) -> None:
        if changes & Changes.SETTINGS:  # for a new choice only: to dress a whole window takes half a second
            apply_theme(cast("QApplication", QApplication.instance()), self.tracker.settings.theme)
        self.stack.refresh()
        self.refresh_phase()

    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """A page scrolls by itself while Tab moves within it, but not where Tab comes in from outside."""
        page = self.pages.get(self.stack.current_key)
        if page is not None and now is not None and page.isAncestorOf(now) and now.visibleRegion().isEmpty():
            page.ensureWidgetVisible(now)

    def _on_edit_wanted(self, id_: str) -> None:
        self.show_page("diary")
        self.pages["diary"].edit(id_)

    def _on_new_entry(self) -> None:
        if not self.pages[self.stack.current_key].new_entry():
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
