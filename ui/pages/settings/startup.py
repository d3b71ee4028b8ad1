"""What closing the window does, and whether the app starts with the computer."""

from tracker.language import _
from tracker.services.settings import ChosenSettings
from tracker.startup import LoginStart
from ui.desk import Desk
from ui.pages.settings.choosing import choose
from ui.pages.settings.rows import SettingRow
from ui.widgets.labels import plain_label
from ui.widgets.segmented_bar import SegmentedBar


class ClosingRow(SettingRow):
    """Chooses what closing the window does."""

    def __init__(self, desk: Desk, settings: ChosenSettings) -> None:
        super().__init__(_("When the window is closed"))
        self._desk = desk
        self._settings = settings
        self.bar = SegmentedBar([("tray", _("Go to the tray")), ("quit", _("Quit"))], self.button.name())
        self.bar.chosen.connect(self._on_chosen)
        self.add(plain_label(_("Where the desktop has no tray, closing quits, and no reminder comes."), "muted"), self.bar)

    def refresh(self) -> None:
        """Show what is chosen."""
        closing = self._settings.now.closing
        self.bar.choose(closing)
        self.show_state(_("it goes to the tray, and reminders go on") if closing == "tray" else _("the app quits, and no reminder comes"))

    def _on_chosen(self, key: str) -> None:
        choose(self._desk, self._settings, closing=key)
        self.refresh()


class StartRow(SettingRow):
    """Lets the app start at login; `start` is this desktop's way of doing that."""

    def __init__(self, desk: Desk, start: LoginStart) -> None:
        super().__init__(_("Start when I log in"), plain_label(_("Reminders then come without the app being opened first."), "muted"), has_tick=True)
        self._desk = desk
        self._start = start
        self.switched.connect(self._on_switched)
        self.refresh()

    def refresh(self) -> None:
        """Show whether it does; the desktop's own settings may have changed it."""
        self.show_state(_("minimised"), is_on=self._start.is_on())

    def _on_switched(self, is_wanted: bool) -> None:
        # Whether it was done or refused, the box shows what the desktop has now.
        self._desk.tell_failures(self._start.turn_on if is_wanted else self._start.turn_off)
        self.refresh()
