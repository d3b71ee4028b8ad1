"""Settings: where the diary lies and its backups first, then quiet hours, notices and the theme."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTime, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLayout, QTimeEdit, QVBoxLayout, QWidget

from tracker.changes import Changes
from tracker.domain.times import Moment
from tracker.domain.words import time_words
from tracker.language import _
from tracker.library.safety import safety
from tracker.services.deeds import Deed
from ui.messages import Kind
from ui.pages.function_card import OwnActivitiesCard
from ui.pages.medicines_card import MedicinesCard
from ui.pages.page import Desk, Page
from ui.widgets.buttons import ordinary_button
from ui.widgets.card import Card
from ui.widgets.fields import inset
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.segmented_bar import SegmentedBar

SPACE = 16


class SettingsPage(Page):
    """Shows the settings of this computer and passes on what is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.folder = plain_label("")
        self.newest = plain_label("", "small")
        self.open_button = ordinary_button(_("Open the folder"))
        self.open_button.clicked.connect(self._on_open_folder)
        self.back_up_button = ordinary_button(_("Back up now"))
        self.back_up_button.clicked.connect(self._on_back_up)
        self.restore_button = ordinary_button(_("Restore a backup..."))
        self.restore_button.clicked.connect(self._on_restore)
        self.quiet_start, self.quiet_end = _time_field(_("Quiet from")), _time_field(_("Quiet until"))
        self.theme = SegmentedBar([("system", _("As the desktop")), ("light", _("Light")), ("dark", _("Dark"))], _("Theme"))
        self.sound = QCheckBox(_("Sound at the end of a session"))
        self.test_button = ordinary_button(_("Test the sound"))
        self.test_button.clicked.connect(self.sound_test_wanted)
        self.neutral = QCheckBox(_("Neutral text in notifications"))
        self.activities = OwnActivitiesCard(desk)
        self.medicines = MedicinesCard(desk)
        self._lay_out()
        self._show_settings()
        self._connect()

    def refresh(self) -> None:
        """Show where the diary lies and how old its newest backup is."""
        self.medicines.refresh()
        self.activities.refresh()
        self.folder.setText(str(self.tracker.safekeeping.folder))
        newest = self.tracker.safekeeping.newest_backup_at()
        if newest is None:
            self.newest.setText(_("No backup yet. One is written when the app is closed, and every 30 minutes at most."))
        else:
            when = time_words(Moment.of(newest, self.tracker.clock.zone()).local)
            self.newest.setText(_("Newest backup: {when}. One is written when the app is closed.").format(when=when))

    def first_control(self) -> QWidget:
        """The first button."""
        return self.open_button

    def restore(self, file: Path) -> None:
        """Put a backup in the place of the diary."""
        deed = self.desk.attempt(lambda: self.tracker.safekeeping.restore(file))
        if deed is not None:
            self.desk.messages.say(deed.remark, kind=Kind.DONE)

    def _on_open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.tracker.safekeeping.folder)))

    def _on_back_up(self) -> None:
        def back_up() -> Deed:
            self.tracker.safekeeping.back_up()
            return Deed(Changes.BACKUP)

        if self.desk.attempt(back_up) is not None:
            self.desk.messages.say(_("A backup was written and checked."), kind=Kind.DONE)

    def _on_restore(self) -> None:
        folder = self.tracker.safekeeping.folder / "backups"
        start = folder if folder.is_dir() else Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
        name, _kind = QFileDialog.getOpenFileName(self, _("Restore a backup"), str(start), _("Backups (*.sqlite3)"))
        if name:
            self.restore(Path(name))

    def _choose(self, **chosen: object) -> None:
        if self.desk.attempted(lambda: self.tracker.choose(**chosen)):
            self.desk.feed.publish(Changes.SETTINGS)

    def _show_settings(self) -> None:
        settings = self.tracker.settings
        self.quiet_start.setTime(QTime(settings.quiet_start.hour, settings.quiet_start.minute))
        self.quiet_end.setTime(QTime(settings.quiet_end.hour, settings.quiet_end.minute))
        self.theme.choose(settings.theme)
        self.sound.setChecked(settings.sound)
        self.neutral.setChecked(settings.neutral_notifications)

    def _connect(self) -> None:
        self.quiet_start.editingFinished.connect(lambda: self._choose(quiet_start=self.quiet_start.time().toPython()))
        self.quiet_end.editingFinished.connect(lambda: self._choose(quiet_end=self.quiet_end.time().toPython()))
        self.theme.chosen.connect(lambda key: self._choose(theme=key))
        self.sound.toggled.connect(lambda on: self._choose(sound=on))
        self.neutral.toggled.connect(lambda on: self._choose(neutral_notifications=on))

    def _lay_out(self) -> None:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(_group(_("Your diary"), _("Everything stays in this folder on this computer."), self.folder, _flow(self.open_button)))
        layout.addWidget(_group(_("Backups"), "", self.newest, _flow(self.back_up_button, self.restore_button)))
        quiet = _beside(plain_label(_("Quiet from"), wrap=False), self.quiet_start, plain_label(_("Quiet until"), wrap=False), self.quiet_end)
        layout.addWidget(_group(_("Quiet hours"), _("No reminders then. The end of a running session is always told."), quiet))
        layout.addWidget(
            _group(_("Notifications"), _("Neutral text says only that a reminder is due."), self.sound, _flow(self.test_button), self.neutral)
        )
        layout.addWidget(self.medicines)
        layout.addWidget(self.activities)
        layout.addWidget(_group(_("Theme"), _("Prints and exports are always light."), self.theme))
        layout.addWidget(_group(_(safety().about.title), _(safety().about.text)))
        layout.addStretch(1)
        self.set_content(content)


def _group(heading: str, explanation: str, *parts: QWidget | QLayout) -> Card:
    card = Card(heading)
    if explanation:
        card.body.addWidget(plain_label(explanation, "muted"))
    for part in parts:
        if isinstance(part, QLayout):
            card.body.addLayout(part)
        else:
            card.body.addWidget(part)
    return card


def _flow(*widgets: QWidget) -> FlowLayout:
    flow = FlowLayout(spacing=12)
    for widget in widgets:
        flow.addWidget(widget)
    return flow


def _beside(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(12)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _time_field(name: str) -> QTimeEdit:
    field = inset(QTimeEdit())
    field.setDisplayFormat("HH:mm")
    field.setAccessibleName(name)
    return field
