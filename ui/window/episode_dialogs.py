"""What the window asks about episodes, and when to get help."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from tracker.domain.episodes import begun_later
from tracker.domain.times import Read, local_moment
from tracker.language import _
from tracker.services.history import Change
from tracker.services.planner import Planner
from tracker.services.settings import ChosenSettings
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.widgets.fields.onset_fields import OnsetFields


class EpisodeQuestions:
    """Opens the dialogs over the window; each deletes itself when it is closed."""

    def __init__(self, desk: Desk, planner: Planner, settings: ChosenSettings, open_guide: Callable[[], object], window: QWidget) -> None:
        self._desk = desk
        self._planner = planner
        self._settings = settings
        self._open_guide = open_guide
        self._window = window
        self.offers_guide = True  # not while the window is locked

    def show_help(self, over: QWidget | None = None) -> None:
        """Show when to get help over a window, at first that of the pages, and keep that it was shown."""
        # Dialogs are imported when they are first asked for, which keeps their import out of the start of the app.
        from ui.dialogs.help_dialog import HelpDialog

        self._desk.tell_failures(self._planner.shown_help)
        dialog = HelpDialog(self._settings.now, over or self._window)
        dialog.guide_wanted.connect(self._open_guide)
        dialog.guide_button.setVisible(self.offers_guide)
        dialog.open()

    def start_episode(self) -> None:
        """Ask when it began and begin an episode; with the computer's clock set back to before the open one began, ask for another onset of that."""
        if begun_later(self._planner.episodes(), self._desk.clock.now()) is not None:
            self.edit_onset()
            return
        from ui.dialogs.episode_dialog import EpisodeDialog

        now = self._desk.now().local
        dialog = EpisodeDialog(_("It began..."), _("Begin the plan"), self._begin, new_with=self._settings.now, parent=self._window)
        dialog.show_time(now, now)
        dialog.open()

    def edit_onset(self) -> None:
        """Ask for another onset of the open episode, where there is one."""
        from ui.dialogs.episode_dialog import EpisodeDialog

        episode = self._planner.open_episode()
        if episode is not None:
            dialog = EpisodeDialog(_("Change when it began"), _("Save changes"), self._move, parent=self._window)
            now = self._desk.now().local
            # With the clock set back it began later than now, which cannot be chosen.
            dialog.show_time(min(episode.onset.local, now), now)
            dialog.open()

    def _begin(self, fields: "OnsetFields") -> None:
        planner = self._planner
        read = local_moment(fields.onset(), self._desk.clock.zone())
        change = planner.start_episode(read.moment, fields.sites(), fields.cause.text().strip())
        planner.shown_help(planner.open_episode())
        self._tell(change, read)

    def _move(self, fields: "OnsetFields") -> None:
        read = local_moment(fields.onset(), self._desk.clock.zone())
        self._tell(self._planner.edit_onset(read.moment), read)

    def _tell(self, change: Change, read: Read) -> None:
        self._desk.feed.publish(change.touched)
        self._desk.say_done(change._replace(remark=". ".join(part for part in (change.remark, read.remark) if part)))
