"""Settings: where the diary lies and its backups first, then the reminders, this computer, and what is the person's own."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLayout, QWidget

from tracker.changes import Touched
from tracker.domain.times import Moment
from tracker.domain.words import time_words
from tracker.language import _
from tracker.library.safety import safety
from tracker.services.backups import Backups
from tracker.services.history import Change
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.forms.function_card import OwnActivitiesCard
from ui.messages import MessageKind
from ui.pages.page import Page
from ui.pages.settings.calendar import CalendarCard
from ui.pages.settings.conflicts import ConflictsCard
from ui.pages.settings.export import ExportCard
from ui.pages.settings.medicines import MedicinesCard
from ui.pages.settings.numbers import NumbersCard
from ui.pages.settings.pause import PauseCard
from ui.pages.settings.raised_reminders import RaisedCard
from ui.pages.settings.reminders import RemindersCard
from ui.pages.settings.sections import Sections
from ui.pages.settings.startup import ClosingCard, StartCard
from ui.widgets.buttons import ordinary_button
from ui.widgets.card import Card, CardRow
from ui.widgets.fields import TimeField
from ui.widgets.labels import breakable, plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.segmented_bar import SegmentedBar
from ui.widgets.times_field import labelled

SPACE = 12
ABOVE = 8


@dataclass(frozen=True, slots=True)
class SettingsCards:
    """The cards of the page, each made of what it uses; the page itself shows the settings, and where the diary lies."""

    conflicts: ConflictsCard
    data: ExportCard
    pause: PauseCard
    reminders: RemindersCard
    raised: RaisedCard
    calendar: CalendarCard
    closing: ClosingCard
    start: StartCard
    numbers: NumbersCard
    medicines: MedicinesCard
    activities: OwnActivitiesCard

    def refresh(self) -> None:
        """Show how things are now; what is being typed stays."""
        parts = (self.conflicts, self.reminders, self.pause, self.raised, self.closing, self.start, self.numbers, self.medicines, self.activities)
        for part in (*parts, self.data):
            part.refresh()


class SettingsPage(Page):
    """Shows the settings of this computer and passes on what is chosen."""

    in_view_wanted = Signal()
    sound_test_wanted = Signal()

    def __init__(self, desk: Desk, cards: SettingsCards, backups: Backups, settings: ChosenSettings) -> None:
        super().__init__(desk)
        self.cards = cards
        self._backups = backups
        self._settings = settings
        self.folder = plain_label("")
        self.newest = plain_label("", "muted")
        self.open_button = ordinary_button(_("Open the folder"))
        self.open_button.clicked.connect(self._on_open_folder)
        self.back_up_button = ordinary_button(_("Back up now"))
        self.back_up_button.clicked.connect(self._on_back_up)
        self.restore_button = ordinary_button(_("Restore a backup..."))
        self.restore_button.clicked.connect(self._on_restore)
        self.quiet_start, self.quiet_end = TimeField(_("Quiet from")), TimeField(_("Quiet until"))
        self.theme = SegmentedBar([("system", _("As the desktop")), ("light", _("Light")), ("dark", _("Dark"))], _("Theme"))
        self.sound = QCheckBox(_("Sound at the end of a session"))
        self.test_button = ordinary_button(_("Test the sound"))
        self.test_button.clicked.connect(self.sound_test_wanted)
        self.neutral = QCheckBox(_("Neutral text in notifications"))
        self.sections = Sections(_("Go to"))
        self._lay_out()
        self._show_settings()
        self._connect()

    def refresh(self) -> None:
        """Show how things are now; what is being typed stays."""
        self.cards.refresh()
        self.folder.setText(breakable(str(self._backups.folder)))
        newest = self._backups.newest_backup_at()
        if newest is None:
            self.newest.setText(_("No backup yet. One is written when the app is closed, and every 30 minutes at most."))
        else:
            when = time_words(Moment.of(newest, self.desk.clock.zone()).local)
            self.newest.setText(_("Newest backup: {when}. One is written when the app is closed.").format(when=when))

    def tick(self) -> None:
        """A pause may have ended."""
        self.cards.pause.tick()

    def first_control(self) -> QWidget:
        """The first of the buttons that lead to the sections."""
        return self.sections.first_anchor()

    def restore(self, file: Path) -> None:
        """Put a backup in the place of the diary."""
        change = self.desk.run_quietly(lambda: self._backups.restore(file))
        if change is not None:
            self.desk.messages.say(change.remark, kind=MessageKind.DONE)

    def _on_open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._backups.folder)))

    def _on_back_up(self) -> None:
        def back_up() -> Change:
            self._backups.back_up()
            return Change(Touched.DIARY)

        if self.desk.run_quietly(back_up) is not None:
            self.desk.messages.say(_("A backup was written and checked."), kind=MessageKind.DONE)

    def _on_restore(self) -> None:
        folder = self._backups.folder / "backups"
        start = folder if folder.is_dir() else Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.HomeLocation))
        name, _kind = QFileDialog.getOpenFileName(self, _("Restore a backup"), str(start), _("Backups (*.sqlite3)"))
        if name:
            self.restore(Path(name))

    def _choose(self, **chosen: object) -> None:
        now = self._settings.now
        if all(getattr(now, name) == value for name, value in chosen.items()):  # Tab passes through a time as well
            return
        if self.desk.tell_failures(lambda: self._settings.choose(**chosen)):
            self.desk.feed.publish(Touched.SETTINGS)

    def _show_settings(self) -> None:
        settings = self._settings.now
        self.quiet_start.show_wall(settings.quiet_start)
        self.quiet_end.show_wall(settings.quiet_end)
        self.theme.choose(settings.theme)
        self.sound.setChecked(settings.sound)
        self.neutral.setChecked(settings.neutral_notifications)

    def _connect(self) -> None:
        self.sections.section_wanted.connect(self._on_section)
        self.cards.conflicts.look_wanted.connect(self._on_look_wanted)
        self.quiet_start.editingFinished.connect(lambda: self._choose(quiet_start=self.quiet_start.wall()))
        self.quiet_end.editingFinished.connect(lambda: self._choose(quiet_end=self.quiet_end.wall()))
        self.theme.chosen.connect(lambda key: self._choose(theme=key))
        self.sound.toggled.connect(lambda on: self._choose(sound=on))
        self.neutral.toggled.connect(lambda on: self._choose(neutral_notifications=on))

    def _on_look_wanted(self) -> None:
        self.in_view_wanted.emit()
        if self.cards.conflicts.isVisible():
            self._on_section(self.cards.conflicts, self.cards.conflicts.first_button())

    def _on_section(self, heading: QWidget, first: QWidget) -> None:
        """Bring a section to the top, and the focus to its first control."""
        self.verticalScrollBar().setValue(self.sections.mapTo(self.widget() or self, heading.pos()).y() - ABOVE)
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        diary = _group(_("Your diary"), _("Everything stays in this folder on this computer."), self.folder, _flow(self.open_button))
        backups = _group(_("Backups"), "", self.newest, _flow(self.back_up_button, self.restore_button))
        quiet = _group(
            _("Quiet hours"),
            _("No reminders then. The end of a running session is always told."),
            _flow(labelled(self.quiet_start), labelled(self.quiet_end)),
        )
        notices = _group(_("Notifications"), _("Neutral text says only that a reminder is due."), self.sound, self.neutral, _flow(self.test_button))
        theme = _group(_("Theme"), _("Prints and exports are always light."), self.theme)
        about = _group("", _(safety().about.text))
        add = self.sections.add
        add(_("Diary and backups"), [self.cards.conflicts, CardRow([diary, backups]), self.cards.data], lambda: self.open_button)
        parts = [CardRow([self.cards.pause, quiet]), self.cards.reminders, self.cards.raised, CardRow([notices, self.cards.calendar])]
        add(_("Reminders and calendar"), parts, self.cards.pause.first_control)
        add(
            _("This computer"),
            [CardRow([self.cards.closing, self.cards.start]), CardRow([theme, self.cards.numbers])],
            self.cards.closing.first_control,
        )
        add(_("Medicines and activities"), [self.cards.medicines, self.cards.activities], lambda: self.cards.medicines.add_button)
        add(_(safety().about.title), [about], lambda: self.cards.activities.save_button)
        self.set_content(self.sections)


def _group(heading: str, explanation: str, *parts: QWidget | QLayout) -> Card:
    card = Card(heading)
    if explanation:
        card.body.addWidget(plain_label(explanation, "muted"))
    for part in parts:
        if isinstance(part, QLayout):
            card.body.addLayout(part)
        else:
            card.body.addWidget(part)
    card.body.addStretch(1)
    return card


def _flow(*widgets: QWidget) -> FlowLayout:
    flow = FlowLayout(spacing=SPACE)
    for widget in widgets:
        flow.addWidget(widget)
    return flow
