"""When the window locks by itself."""

from tracker.domain.settings import LOCK_AFTER
from tracker.language import _, pgettext
from tracker.services.settings import ChosenSettings
from ui.commands.shortcuts import key_caps
from ui.commands.table import name_of
from ui.desk import Desk
from ui.pages.settings.choosing import choose
from ui.pages.settings.rows import SettingRow
from ui.widgets.labels import plain_label
from ui.widgets.segmented_bar import SegmentedBar


class LockAfterRow(SettingRow):
    """Chooses after how many minutes without a key or the pointer."""

    def __init__(self, desk: Desk, settings: ChosenSettings) -> None:
        super().__init__(_("Lock when it is not used for"))
        self._desk = desk
        self._settings = settings
        self.bar = SegmentedBar([(str(minutes), _words(minutes)) for minutes in LOCK_AFTER], self.button.name())
        self.bar.chosen.connect(self._on_chosen)
        words = _("Alarms and reminders still come, in words that say nothing. {command}: {keys}").format(
            command=name_of("lock"), keys="+".join(key_caps("lock"))
        )
        self.add(plain_label(words, "muted"), self.bar)

    def refresh(self) -> None:
        """Show what is chosen."""
        chosen = self._settings.now.lock_after
        self.bar.choose(str(chosen))
        self.show_state(_words(chosen))

    def _on_chosen(self, key: str) -> None:
        choose(self._desk, self._settings, lock_after=int(key))
        self.refresh()


class LockWithDesktopRow(SettingRow):
    """Chooses whether the lock of the desktop is one of the diary too."""

    def __init__(self, desk: Desk, settings: ChosenSettings) -> None:
        words = _("It locks too when the computer is put to sleep.")
        super().__init__(_("Lock with the desktop"), plain_label(words, "muted"), has_tick=True)
        self._desk = desk
        self._settings = settings
        self.switched.connect(self._on_switched)

    def refresh(self) -> None:
        """Show what is chosen."""
        self.show_state(pgettext("setting", "on"), is_on=self._settings.now.lock_with_desktop)

    def _on_switched(self, is_wanted: bool) -> None:
        choose(self._desk, self._settings, lock_with_desktop=is_wanted)
        self.refresh()


def _words(minutes: int) -> str:
    return _("{minutes} min").format(minutes=minutes) if minutes else pgettext("locking by itself", "never")
