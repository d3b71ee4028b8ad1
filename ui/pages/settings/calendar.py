"""The calendar file: appointments, switches of the plan and daily reminders, for another calendar to read."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from tracker.language import _, ngettext
from ui.desk import Desk
from ui.messages import Kind
from ui.widgets.buttons import ordinary_button
from ui.widgets.card import Card
from ui.widgets.labels import breakable, plain_label
from ui.widgets.layouts import FlowLayout

ENDING = ".ics"


class CalendarCard(Card):
    """Saves a calendar file."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Calendar"))
        self._desk = desk
        self.save_button = ordinary_button(_("Save a calendar file..."))
        self.save_button.clicked.connect(self._on_save)
        words = _("Appointments, switches of the plan and daily reminders, for your own calendar. Importing it again updates what is there.")
        flow = FlowLayout()
        flow.addWidget(self.save_button)
        self.body.addWidget(plain_label(words, "muted"))
        self.body.addLayout(flow)
        self.body.addStretch(1)

    def save_to(self, file: Path) -> None:
        """Write the file, and say how many events it has and where it lies."""
        tracker = self._desk.tracker
        neutral = tracker.settings.neutral_notifications
        count = self._desk.asked(lambda: tracker.calendar.write(file, tracker.calendar.daily(tracker.reminders.rules()), neutral=neutral))
        if count is None:
            return
        words = ngettext("{count} event was saved as {file} in {folder}.", "{count} events were saved as {file} in {folder}.", count)
        said = words.format(count=f"{count:,}", file=file.name, folder=file.parent)
        self._desk.messages.say(breakable(said), kind=Kind.DONE)

    def _on_save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = str(Path(folder) / _("recovery-tracker.ics"))
        name, _kind = QFileDialog.getSaveFileName(self, _("Save a calendar file"), start, _("Calendars (*.ics)"))
        if name:
            self.save_to(Path(name if name.lower().endswith(ENDING) else name + ENDING))
