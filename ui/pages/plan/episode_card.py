"""The episode on the plan's page: its picture, when it changes next and why, and its course so far in words."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from tracker.domain.episodes import Episode
from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.status import Status
from tracker.domain.words import time_seen_from, weekday_seen_from
from tracker.language import _
from tracker.wording.plan_page import course_lines, switch_words
from ui.pages.plan.episode_band import EpisodeBand
from ui.pages.plan.episode_picture import band_text
from ui.widgets.accessible_roles import show_open
from ui.widgets.buttons import link_button, ordinary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import breakable, plain_label


class EpisodeCard(Card):
    """Shows the open episode, or the last one and keeping well since; what is to be done with it is asked for by its signals."""

    onset_wanted = Signal()
    again_wanted = Signal()
    edit_wanted = Signal()
    over_wanted = Signal()
    reopen_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._is_open = True
        self.band = EpisodeBand()
        self.switch = plain_label()
        self.course = plain_label()
        self.course_button = link_button("")
        self.course_button.clicked.connect(lambda: self._show_course(is_open=self.course.isHidden()))
        self.body.addWidget(self.band)
        self.add_to_header(self.course_button)
        self.body.addWidget(self.switch)
        self.body.addWidget(self.course)
        self._show_course(is_open=False)
        self.change_button = quiet_button(_("Change"), icon_name="down")
        self.change_button.clicked.connect(self._open_menu)
        self.menu = self._made_menu()
        self.over_button = ordinary_button(_("It is over"))
        self.over_button.clicked.connect(self.over_wanted)
        self.reopen_button = ordinary_button(_("The last episode is not over"))
        self.reopen_button.clicked.connect(self.reopen_wanted)
        self._open_buttons = (self.change_button, self.over_button)
        for button in (*self._open_buttons, self.reopen_button):
            self.add_to_header(button)

    def show_status(self, status: Status, episode: Episode, spans: Sequence[PhaseSpan]) -> None:
        """Show the episode as it is now, or keeping well since it is over."""
        if episode.ended is None:
            self.set_heading(_("This episode, since {when}").format(when=time_seen_from(episode.onset.local, status.at.day)))
            self.switch.setText(switch_words(status))
        else:
            self.set_heading(_("Keeping well, since {day}").format(day=weekday_seen_from(episode.ended.day, status.at.day)))
        self._is_open = episode.is_open
        self._show_course(is_open=not self.course.isHidden())
        for button in self._open_buttons:
            button.setVisible(episode.is_open)
        self.reopen_button.setVisible(not episode.is_open)
        self.band.show_band(band_text(status, list(spans)))
        self.course.setText(breakable("\n".join(course_lines(episode, spans, status.at))))

    def first_button(self) -> QWidget:
        """The first button to be seen."""
        return next(button for button in (*self._open_buttons, self.reopen_button) if not button.isHidden())

    def _made_menu(self) -> QMenu:
        menu = QMenu(self)
        entries = (
            (_("Change when it began"), self.onset_wanted),
            (_("Start again with ice"), self.again_wanted),
            (_("Edit the plan"), self.edit_wanted),
        )
        for words, signal in entries:
            menu.addAction(words).triggered.connect(lambda _checked=False, signal=signal: signal.emit())
        return menu

    def _open_menu(self) -> None:
        # popup, not exec: the loop of the window goes on.
        self.menu.popup(self.change_button.mapToGlobal(self.change_button.rect().bottomLeft()))

    def _show_course(self, *, is_open: bool) -> None:
        self.course.setVisible(is_open)
        self.switch.setVisible(is_open and self._is_open)
        show_open(self.course_button, is_open=is_open)
        self.course_button.setText(_("Hide the course so far") if is_open else _("The course so far"))
