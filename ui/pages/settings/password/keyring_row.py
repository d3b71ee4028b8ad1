"""Whether the keyring of the desktop opens the diary."""

from tracker.errors import TrackerError
from tracker.language import _, pgettext
from tracker.services.password import Password
from ui.desk import Desk
from ui.pages.settings.rows import SettingRow
from ui.widgets.labels import plain_label


class KeyringRow(SettingRow):
    """Chooses whether the app, once started, asks for the password at all."""

    def __init__(self, desk: Desk, password: Password) -> None:
        words = _("Whoever is logged in here as you can open the diary then. The password and the recovery code still open it too.")
        super().__init__(_("Open without asking on this computer"), plain_label(words, "muted"), has_tick=True)
        self._desk = desk
        self._password = password
        self.switched.connect(self._on_switched)

    def refresh(self) -> None:
        """Show what is chosen."""
        self.show_state(pgettext("setting", "on"), is_on=self._password.is_opened_by_keyring)

    def _on_switched(self, is_wanted: bool) -> None:
        try:
            self._password.open_by_keyring(is_wanted=is_wanted)
        except TrackerError as problem:
            self._desk.messages.report(problem)
        self.refresh()
