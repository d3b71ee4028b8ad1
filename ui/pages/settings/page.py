"""Settings: sections at the left, one of them open; where the diary lies and its backups first."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

import tracker
from tracker.language import _
from tracker.library.safety import safety
from ui.commands.table import SECTIONS
from ui.desk import Desk
from ui.pages.page import Page
from ui.pages.settings.parts import SettingsParts
from ui.pages.settings.rows import RowGroup, section_card
from ui.pages.settings.sections import Section, Sections
from ui.widgets.card import Card
from ui.widgets.labels import plain_label

DIARY = "diary"


class SettingsPage(Page):
    """Shows the settings of this computer."""

    in_view_wanted = Signal()
    sound_test_wanted = Signal()

    def __init__(self, desk: Desk, parts: SettingsParts) -> None:
        super().__init__(desk)
        self.parts = parts
        self.sections = Sections(_("Sections"), self._sections())
        self.sections.opened.connect(lambda: self.verticalScrollBar().setValue(0))
        self.verticalScrollBar().valueChanged.connect(self._follow)
        self.sections.open(DIARY)
        self.parts.conflicts.look_wanted.connect(self._on_look_wanted)
        self.set_content(self.sections)

    def refresh(self) -> None:
        """Show how things are now; what is being typed stays."""
        self.parts.refresh()

    def changes_in(self) -> timedelta | None:
        """Until a pause ends."""
        return self.parts.changes_in()

    def tick(self) -> None:
        """A pause may have ended."""
        self.parts.tick()

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
        """Show the section of the folder and the backups, with these open."""
        self.open_section(DIARY)
        self.parts.diary.open_backups()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of the sections has more room, or less."""
        super().resizeEvent(event)
        self._follow()

    def _follow(self) -> None:
        self.sections.follow(self.verticalScrollBar().value(), self.viewport().height() - self.room_above_and_beneath())

    def _on_look_wanted(self) -> None:
        self.in_view_wanted.emit()
        self.open_section(DIARY)
        conflicts = self.parts.conflicts
        if conflicts.isVisible():
            self.verticalScrollBar().setValue(0)  # they stand first
            conflicts.first_button().setFocus(Qt.FocusReason.TabFocusReason)

    def _sections(self) -> dict[str, Section]:
        parts = self.parts

        def section(key: str, groups: Callable[[], tuple[QWidget, ...]]) -> Section:
            name = _(SECTIONS[key])
            return Section(name, lambda: section_card(name, *groups()))

        return {
            DIARY: section(DIARY, lambda: (parts.conflicts, parts.diary)),
            "password": section("password", lambda: (parts.password,)),
            "exchange": section("exchange", self._exchange),
            "reminders": Section(_("Reminders"), self._reminders),
            "notifications": section("notifications", self._notifications),
            "appearance": section("appearance", lambda: (parts.appearance,)),
            "computer": section("computer", lambda: (RowGroup("", (parts.closing, parts.start, parts.numbers)),)),
            "medicines": Section(_("Medicines"), lambda: parts.medicines),
            "activities": section("activities", lambda: (parts.activities,)),
            "about": section("about", _about),
        }

    def _exchange(self) -> tuple[QWidget, ...]:
        self.parts.exports.add(self.parts.calendar)
        return self.parts.exports, self.parts.imports

    def _reminders(self) -> Card:
        card = self.parts.reminders
        card.all.add(self.parts.quiet_hours, self.parts.pause, self.parts.past)
        return card

    def _notifications(self) -> tuple[QWidget, ...]:
        self.parts.notifications.sound_test_wanted.connect(self.sound_test_wanted)
        return (self.parts.notifications,)


def _about() -> tuple[QWidget, ...]:
    version = _("Version {version}").format(version=tracker.__version__)
    return plain_label(_(safety().about.text)), plain_label(version, "muted")
