"""The episode on the plan's page: its picture, when it changes next and why, and its course so far in words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from tracker.domain.plan.phases import PhaseSpan
from tracker.domain.status import Status
from tracker.domain.words import time_seen_from
from tracker.language import _
from tracker.wording.plan_page import course_lines, switch_words
from ui.pages.plan.episode_band import EpisodeBand
from ui.pages.plan.episode_picture import band_text
from ui.widgets.accessible_roles import show_open
from ui.widgets.buttons import link_button, ordinary_button
from ui.widgets.card import Card
from ui.widgets.labels import breakable, plain_label


class EpisodeCard(Card):
    """Shows the open episode; what is to be done with it is asked for by its signals."""

    onset_wanted = Signal()
    again_wanted = Signal()
    over_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.band = EpisodeBand()
        self.switch = plain_label()
        self.course = plain_label()
        self.course_button = link_button("")
        self.course_button.clicked.connect(lambda: self._show_course(is_open=self.course.isHidden()))
        self.body.addWidget(self.band)
        self.body.addWidget(self.switch)
        self.body.addWidget(self.course_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.course)
        self._show_course(is_open=False)
        self.onset_button = ordinary_button(_("Change when it began"))
        self.again_button = ordinary_button(_("Start again with ice"))
        self.over_button = ordinary_button(_("It is over"))
        wanted = ((self.onset_button, self.onset_wanted), (self.again_button, self.again_wanted), (self.over_button, self.over_wanted))
        for button, signal in wanted:
            button.clicked.connect(signal)
            self.add_to_header(button)

    def show_status(self, status: Status, spans: Sequence[PhaseSpan]) -> None:
        """Show the episode as it is now."""
        if status.episode is None:
            return
        self.set_heading(_("This episode, since {when}").format(when=time_seen_from(status.episode.onset.local, status.at.day)))
        self.band.show_band(band_text(status, list(spans)))
        self.switch.setText(switch_words(status))
        self.course.setText(breakable("\n".join(course_lines(status.episode, spans, status.at))))

    def _show_course(self, *, is_open: bool) -> None:
        self.course.setVisible(is_open)
        show_open(self.course_button, is_open=is_open)
        self.course_button.setText(_("Hide the course so far") if is_open else _("The course so far"))
