"""What notifications sound like, and what they say."""

from PySide6.QtCore import Signal

from tracker.language import _
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.pages.settings.choosing import choose
from ui.pages.settings.rows import RowGroup, SettingRow, buttons_in_a_row
from ui.widgets.buttons import ordinary_button


class NotificationsGroup(RowGroup):
    """The sound, and text that names nothing of health; `sound_test_wanted` asks for the sound."""

    sound_test_wanted = Signal()

    def __init__(self, desk: Desk, settings: ChosenSettings) -> None:
        super().__init__()
        self._settings = settings
        test_button = ordinary_button(_("Test the sound"))
        self.sound = SettingRow(_("Sound"), buttons_in_a_row(test_button), has_tick=True)
        self.neutral = SettingRow(_("Neutral text"), has_tick=True)
        self.add(self.sound, self.neutral)
        test_button.clicked.connect(self.sound_test_wanted)
        self.sound.switched.connect(lambda on: choose(desk, settings, sound=on))
        self.neutral.switched.connect(lambda on: choose(desk, settings, neutral_notifications=on))

    def refresh(self) -> None:
        """Show what is chosen."""
        self.sound.show_state(_("at the end of a session"), is_on=self._settings.now.sound)
        self.neutral.show_state(_("says only that a reminder is due"), is_on=self._settings.now.neutral_notifications)
