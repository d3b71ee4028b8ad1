"""Makes the parts of Settings: each is imported when its section is first opened."""

from typing import TYPE_CHECKING

from tracker.app import Tracker
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.pages.settings.activities import ActivitiesList
    from ui.pages.settings.appearance import AppearanceGroup
    from ui.pages.settings.calendar import CalendarRow
    from ui.pages.settings.conflicts import ConflictsGroup
    from ui.pages.settings.diary import DiaryGroup
    from ui.pages.settings.export import ExportGroup
    from ui.pages.settings.imports import ImportGroup
    from ui.pages.settings.medicines import MedicinesCard
    from ui.pages.settings.notifications import NotificationsGroup
    from ui.pages.settings.numbers import NumbersRow
    from ui.pages.settings.password.group import PasswordGroup
    from ui.pages.settings.reminders.card import RemindersCard
    from ui.pages.settings.reminders.past import PastRemindersRow
    from ui.pages.settings.reminders.pause import PauseRow
    from ui.pages.settings.reminders.quiet_hours import QuietHoursRow
    from ui.pages.settings.startup import ClosingRow, StartRow


class SettingsMakers:
    """Gives each part the services it uses; it is the `PartMakers` of the page."""

    def __init__(self, desk: Desk, tracker: Tracker, *, is_demo: bool) -> None:
        self._desk = desk
        self._tracker = tracker
        self._is_demo = is_demo

    def conflicts(self) -> "ConflictsGroup":
        """What was changed on both computers."""
        from ui.pages.settings.conflicts import ConflictsGroup

        return ConflictsGroup(self._desk, self._tracker.conflicts)

    def diary(self) -> "DiaryGroup":
        """The folder and the backups."""
        from ui.pages.settings.diary import DiaryGroup

        return DiaryGroup(self._desk, self._tracker.backups)

    def password(self) -> "PasswordGroup":
        """The password of the diary."""
        from ui.pages.settings.password.group import PasswordGroup

        return PasswordGroup(self._desk, self._tracker.password, self._tracker.settings)

    def exports(self) -> "ExportGroup":
        """Files of the entries."""
        from ui.pages.settings.export import ExportGroup

        return ExportGroup(self._desk, self._tracker.exporting, self._tracker.merging)

    def imports(self) -> "ImportGroup":
        """Files from elsewhere."""
        from ui.pages.settings.imports import ImportGroup

        return ImportGroup(self._desk, self._tracker.importing, self._tracker.inbox)

    def calendar(self) -> "CalendarRow":
        """The calendar file."""
        from ui.pages.settings.calendar import CalendarRow

        return CalendarRow(self._desk, self._tracker.calendar, self._tracker.reminders, self._tracker.settings)

    def reminders(self) -> "RemindersCard":
        """The rules."""
        from ui.pages.settings.reminders.card import RemindersCard

        return RemindersCard(self._desk, self._tracker.form_drafts, self._tracker.reminders)

    def quiet_hours(self) -> "QuietHoursRow":
        """The hours without reminders."""
        from ui.pages.settings.reminders.quiet_hours import QuietHoursRow

        return QuietHoursRow(self._desk, self._tracker.settings)

    def pause(self) -> "PauseRow":
        """The pause of all reminders."""
        from ui.pages.settings.reminders.pause import PauseRow

        return PauseRow(self._desk, self._tracker.form_drafts, self._tracker.pause, self._tracker.settings)

    def past(self) -> "PastRemindersRow":
        """The reminders of the last days."""
        from ui.pages.settings.reminders.past import PastRemindersRow

        return PastRemindersRow(self._desk, self._tracker.reminders)

    def notifications(self) -> "NotificationsGroup":
        """What notifications sound like and say."""
        from ui.pages.settings.notifications import NotificationsGroup

        return NotificationsGroup(self._desk, self._tracker.settings)

    def appearance(self) -> "AppearanceGroup":
        """The look of the window."""
        from ui.pages.settings.appearance import AppearanceGroup

        return AppearanceGroup(self._desk, self._tracker.settings)

    def closing(self) -> "ClosingRow":
        """What closing the window does."""
        from ui.pages.settings.startup import ClosingRow

        return ClosingRow(self._desk, self._tracker.settings)

    def start(self) -> "StartRow":
        """Whether the app starts with the computer."""
        from tracker.startup import login_start, start_command
        from ui.pages.settings.startup import StartRow

        row = StartRow(self._desk, login_start(start_command(self._tracker.backups.folder)))
        if self._is_demo:
            row.hide()  # a login would open the folder that is thrown away
        return row

    def numbers(self) -> "NumbersRow":
        """The numbers to call."""
        from ui.pages.settings.numbers import NumbersRow

        return NumbersRow(self._desk, self._tracker.settings)

    def medicines(self) -> "MedicinesCard":
        """The person's own medicines, and the limits."""
        from ui.pages.settings.medicines import MedicinesCard

        return MedicinesCard(self._desk, self._tracker.form_drafts, self._tracker.medicines)

    def activities(self) -> "ActivitiesList":
        """The person's own activities."""
        from ui.pages.settings.activities import ActivitiesList

        return ActivitiesList(self._desk, self._tracker.form_drafts, self._tracker.visits)
