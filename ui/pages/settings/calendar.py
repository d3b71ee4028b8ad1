"""The calendar file: appointments, changes of phase and daily reminders, for another calendar to read."""

from pathlib import Path

from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.exchange.calendar_export import CalendarFile
from tracker.services.reminders import Reminders
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.dialogs.file_saving import FileKind, files_of_kind, save_file
from ui.pages.settings.rows import SettingRow, buttons_in_a_row
from ui.widgets.buttons import ordinary_button
from ui.widgets.labels import plain_label


class CalendarRow(SettingRow):
    """Saves a calendar file."""

    def __init__(self, desk: Desk, calendar: CalendarFile, reminders: Reminders, settings: ChosenSettings) -> None:
        super().__init__(_("Calendar (ICS)"))
        self._desk = desk
        self._calendar = calendar
        self._reminders = reminders
        self._settings = settings
        save_button = ordinary_button(_("Save a calendar file"))
        save_button.clicked.connect(self.save)
        words = _("For your own calendar. Importing it there again updates what is there.")
        self.add(plain_label(words, "muted"), buttons_in_a_row(save_button))
        self.show_state(_("appointments, phases and daily reminders"))

    def save(self) -> None:
        """Ask where, and save it."""
        kind = FileKind(".ics", files_of_kind("*.ics"))
        save_file(self._desk, self, _("Save a calendar file"), _("diary"), [kind], self._write, _words)

    def _write(self, file: Path) -> int:
        neutral = self._settings.now.neutral_notifications
        return self._calendar.write(file, self._calendar.daily(self._reminders.rules()), neutral=neutral)


def _words(file: Path, count: int) -> str:
    """How many events were written, and where they lie."""
    events = ngettext("{n} event", "{n} events", count).format(n=number_text(count))
    return _("Saved as {file} in {folder}: {what}.").format(file=file.name, folder=file.parent, what=events)
