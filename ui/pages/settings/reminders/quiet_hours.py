"""The hours in which no reminder comes."""

from tracker.language import _
from tracker.services.settings import ChosenSettings
from tracker.wording.reminder_rules import quiet_hours_words
from ui.desk import Desk
from ui.pages.settings.choosing import choose
from ui.pages.settings.rows import SettingRow, buttons_in_a_row
from ui.widgets.fields.steppers import TimeField
from ui.widgets.fields.times_field import labelled


class QuietHoursRow(SettingRow):
    """Two times."""

    def __init__(self, desk: Desk, settings: ChosenSettings) -> None:
        super().__init__(_("Quiet hours"))
        self._settings = settings
        self.start, self.end = TimeField(_("Quiet from")), TimeField(_("Quiet until"))
        self.start.editingFinished.connect(lambda: choose(desk, settings, quiet_start=self.start.wall()))
        self.end.editingFinished.connect(lambda: choose(desk, settings, quiet_end=self.end.wall()))
        self.add(buttons_in_a_row(labelled(self.start), labelled(self.end)))

    def refresh(self) -> None:
        """Show what is chosen; a time that is being typed stays."""
        now = self._settings.now
        for field, wall in ((self.start, now.quiet_start), (self.end, now.quiet_end)):
            if not field.hasFocus():
                field.show_wall(wall)
        self.show_state(quiet_hours_words(now.quiet_hours))
