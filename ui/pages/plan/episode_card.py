"""The episode on the plan's page: its picture, what can be changed of it, and on demand when each phase began and why."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from tracker.domain.episodes import Episode
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.plan.protocol import Phase
from tracker.domain.status import Status
from tracker.domain.words import time_seen_from, weekday_seen_from
from tracker.formats.joining import with_comma
from tracker.language import _, pgettext
from tracker.wording.plan_page import course_lines, switch_words
from ui.commands.shortcuts import add_to_menu
from ui.commands.table import name_of
from ui.pages.plan.episode_band import EpisodeBand
from ui.pages.plan.episode_picture import band_text
from ui.widgets.accessible_roles import show_open
from ui.widgets.buttons import quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import breakable, plain_label

SPACE = 4


class EpisodeCard(Card):
    """Shows the open episode, or the last one and keeping well since; what is to be done with it is asked for by its signals."""

    onset_wanted = Signal()
    again_wanted = Signal()
    heat_wanted = Signal()
    edit_wanted = Signal()
    file_wanted = Signal()
    days_wanted = Signal()
    exercises_wanted = Signal()
    guide_wanted = Signal()
    over_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.set_head_room(SPACE)
        self.band = EpisodeBand()
        self.course = EpisodeCourse()
        self.course.closed.connect(lambda: self.show_course(is_open=False))
        self.body.addWidget(self.band)
        self.body.addWidget(self.course)
        self.change_button = quiet_button(pgettext("button", "Change"), icon_name="down")
        self.change_button.clicked.connect(self._open_menu)
        self.menu = QMenu(self.change_button)
        # Of these there are those alone that the phase has a use for.
        self._open_actions = (self._command("onset", self.onset_wanted), self._command("again", self.again_wanted))
        self._heat_action = self._action(_("Back to damp heat"), self.heat_wanted)
        self._command("edit plan", self.edit_wanted)
        self._action(_("The plan as a file"), self.file_wanted)
        self.menu.addSeparator()
        self.menu.addAction(_("When each phase began")).triggered.connect(lambda: self.show_course(is_open=True))
        self._days_action = self._action(_("Planned and done"), self.days_wanted)
        self._exercises_action = self._action(_("Stretches"), self.exercises_wanted)
        self._command("guide", self.guide_wanted)
        show_open(self.change_button, is_open=False)
        self.menu.triggered.connect(self.menu.close)  # pressed by a screen reader, it would stay open
        self.menu.aboutToShow.connect(lambda: show_open(self.change_button, is_open=True))
        self.menu.aboutToHide.connect(lambda: show_open(self.change_button, is_open=False))
        # Quiet: to end the episode is rare, and no louder than what goes on.
        self.over_button = quiet_button(name_of("over"))
        self.over_button.clicked.connect(self.over_wanted)
        self.reopen_button = quiet_button(name_of("reopen"))
        self.reopen_button.clicked.connect(self.reopen_wanted)
        for button in (self.change_button, self.over_button, self.reopen_button):
            self.add_to_header(button)

    def show_status(self, status: Status, episode: Episode, spans: Sequence[PhaseSpan]) -> None:
        """Show the episode as it is now, or keeping well since it is over."""
        if episode.ended is None:
            self.set_heading(with_comma(_("This episode"), _("since {when}").format(when=time_seen_from(episode.onset.local, status.at.day))))
        else:
            self.set_heading(with_comma(_("Keeping well"), _("since {when}").format(when=weekday_seen_from(episode.ended.day, status.at.day))))
        self.over_button.setVisible(episode.is_open)
        self.reopen_button.setVisible(not episode.is_open)
        for action in (*self._open_actions, self._days_action):
            action.setVisible(episode.is_open)
        self._exercises_action.setVisible(not episode.is_open)
        self._heat_action.setVisible(status.state.phase is Phase.STRETCH)
        self.band.show_band(band_text(status, list(spans)))
        self.course.show_lines(switch_words(status) if episode.is_open else "", course_lines(episode, spans, status.at))

    def show_course(self, *, is_open: bool) -> None:
        """Show when each phase began, or no longer; the focus goes there, and back."""
        if is_open:
            self.course.show()
            self.course.close_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.course.isVisible():
            self.change_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.course.hide()

    def first_button(self) -> QWidget:
        """The first button of the card."""
        return self.change_button

    def _action(self, words: str, signal: SignalInstance) -> QAction:
        action = self.menu.addAction(words)
        action.triggered.connect(lambda _checked=False: signal.emit())
        return action

    def _command(self, key: str, signal: SignalInstance) -> QAction:
        return add_to_menu(self.menu, key, signal.emit)

    def _open_menu(self) -> None:
        # popup, not exec: the loop of the window goes on.
        self.menu.popup(self.change_button.mapToGlobal(self.change_button.rect().bottomLeft()))


class EpisodeCourse(QWidget):
    """When the next phase comes, and from when to when each was, with its reason; Escape closes it."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.switch, self.lines = plain_label(), plain_label()
        self.close_button = quiet_button(_("Hide"))
        self.close_button.setAccessibleDescription(_("When each phase began"))
        self.close_button.clicked.connect(self.closed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.switch)
        layout.addWidget(self.lines)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_lines(self, switch: str, lines: Sequence[str]) -> None:
        """Show when the next phase comes, where one does, and the phases so far."""
        self.switch.setText(switch)
        self.switch.setVisible(bool(switch))
        self.lines.setText(breakable("\n".join(lines)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
