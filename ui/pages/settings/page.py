"""Settings: where the diary lies and its backups first, then the reminders, this computer, and what is the person's own."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QCheckBox, QFileDialog, QLayout, QWidget

from tracker.changes import Touched
from tracker.domain.times import Moment
from tracker.domain.words import time_words
from tracker.language import _
from tracker.library.safety import safety
from tracker.services.backups import Backups
from tracker.services.history import Change
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.messages import MessageKind
from ui.pages.page import Page
from ui.pages.settings.cards import SettingsCards
from ui.pages.settings.sections import Section, Sections
from ui.widgets.buttons import ordinary_button
from ui.widgets.card import Card
from ui.widgets.fields.steppers import TimeField
from ui.widgets.fields.times_field import labelled
from ui.widgets.labels import breakable, plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.segmented_bar import SegmentedBar

SPACE = 12
DIARY = "diary"


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
        self.sections = Sections(_("Sections"), self._sections())
        self.sections.opened.connect(lambda: self.verticalScrollBar().setValue(0))
        self.sections.open(DIARY)
        self.cards.conflicts.look_wanted.connect(self._on_look_wanted)
        self.set_content(self.sections)

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
        self.cards.tick()

    def first_control(self) -> QWidget:
        """The section that is open, in the list of them."""
        return self.sections.chooser()

    def open_section(self, key: str) -> None:
        """Show a section; the focus goes along where it was in another. Raises KeyError where there is none of that key."""
        focused = QApplication.focusWidget()
        goes_along = key != self.sections.key and focused is not None and self.sections.isAncestorOf(focused)
        self.sections.open(key)
        if goes_along:
            self.sections.chooser().setFocus(Qt.FocusReason.OtherFocusReason)

    def open_backups(self) -> None:
        """Show the section of the folder and the backups."""
        self.open_section(DIARY)

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

    def _on_look_wanted(self) -> None:
        self.in_view_wanted.emit()
        self.open_section(DIARY)
        conflicts = self.cards.conflicts
        if conflicts.isVisible():
            self.verticalScrollBar().setValue(0)  # they stand first
            conflicts.first_button().setFocus(Qt.FocusReason.TabFocusReason)

    def _sections(self) -> dict[str, Section]:
        cards = self.cards
        return {
            DIARY: Section(_("Diary and backups"), self._diary_cards, lambda: self.open_button),
            "exchange": Section(_("Import and export"), lambda: [cards.data, cards.calendar], lambda: cards.data.table_button),
            "reminders": Section(_("Reminders"), self._reminder_cards, lambda: cards.reminders.rows[0].check),
            "notifications": Section(_("Notifications"), self._notification_cards, lambda: self.sound),
            "appearance": Section(_("Appearance"), self._appearance_cards, lambda: self.theme.segment(self.theme.chosen_key())),
            "computer": Section(_("This computer"), lambda: [cards.closing, cards.start, cards.numbers], self._closing_choice),
            "medicines": Section(_("Medicines"), lambda: [cards.medicines], lambda: cards.medicines.add_button),
            "activities": Section(_("Function activities"), lambda: [cards.activities], lambda: cards.activities.fields[0]),
            "about": Section(_(safety().about.title), self._about_cards, lambda: None),
        }

    def _closing_choice(self) -> QWidget:
        return self.cards.closing.first_control()

    def _diary_cards(self) -> Sequence[QWidget]:
        diary = _group(_("Your diary"), _("Everything stays in this folder on this computer."), self.folder, _flow(self.open_button))
        backups = _group(_("Backups"), "", self.newest, _flow(self.back_up_button, self.restore_button))
        return [self.cards.conflicts, diary, backups]

    def _reminder_cards(self) -> Sequence[QWidget]:
        self.quiet_start, self.quiet_end = TimeField(_("Quiet from")), TimeField(_("Quiet until"))
        self.quiet_start.show_wall(self._settings.now.quiet_start)
        self.quiet_end.show_wall(self._settings.now.quiet_end)
        self.quiet_start.editingFinished.connect(lambda: self._choose(quiet_start=self.quiet_start.wall()))
        self.quiet_end.editingFinished.connect(lambda: self._choose(quiet_end=self.quiet_end.wall()))
        quiet = _group(
            _("Quiet hours"),
            _("No reminders then. The end of a running session is always told."),
            _flow(labelled(self.quiet_start), labelled(self.quiet_end)),
        )
        return [self.cards.reminders, quiet, self.cards.pause, self.cards.raised]

    def _notification_cards(self) -> Sequence[QWidget]:
        self.sound, self.neutral = QCheckBox(_("Sound at the end of a session")), QCheckBox(_("Neutral text in notifications"))
        self.test_button = ordinary_button(_("Test the sound"))
        self.test_button.clicked.connect(self.sound_test_wanted)
        self.sound.setChecked(self._settings.now.sound)
        self.neutral.setChecked(self._settings.now.neutral_notifications)
        self.sound.toggled.connect(lambda on: self._choose(sound=on))
        self.neutral.toggled.connect(lambda on: self._choose(neutral_notifications=on))
        words = _("Neutral text says only that a reminder is due.")
        return [_group(_("Notifications"), words, self.sound, self.neutral, _flow(self.test_button))]

    def _appearance_cards(self) -> Sequence[QWidget]:
        self.theme = SegmentedBar([("system", _("As the desktop")), ("light", _("Light")), ("dark", _("Dark"))], _("Theme"))
        self.theme.choose(self._settings.now.theme)
        self.theme.chosen.connect(lambda key: self._choose(theme=key))
        contrasts = [("system", _("Contrast of the desktop")), ("high", _("High contrast")), ("usual", _("Usual contrast"))]
        self.contrast = SegmentedBar(contrasts, _("Contrast"))
        self.contrast.choose(self._settings.now.contrast)
        self.contrast.chosen.connect(lambda key: self._choose(contrast=key))
        words = _("High contrast is black and white, with wide edges and without tinted grounds.")
        return [_group(_("Theme"), _("Prints and exports are always light."), self.theme), _group(_("Contrast"), words, self.contrast)]

    def _about_cards(self) -> Sequence[QWidget]:
        return [_group(_(safety().about.title), _(safety().about.text))]


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
