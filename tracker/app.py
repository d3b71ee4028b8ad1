"""The composition root: stores and services meet here, once."""

from functools import cached_property
from typing import TYPE_CHECKING

from tracker.chosen_files import ChosenFiles
from tracker.domain.times import Clock
from tracker.library.plans import default_plan
from tracker.paths import Paths
from tracker.services.history import History
from tracker.services.planner import Planner
from tracker.services.running_sessions import RunningSessions
from tracker.storage.diary import Diary

if TYPE_CHECKING:
    from datetime import datetime

    from tracker.domain.damage import Unreadable
    from tracker.services.backups import Backups
    from tracker.services.charting import Charting
    from tracker.services.exchange.calendar_export import CalendarFile
    from tracker.services.exchange.exporting import Exporting
    from tracker.services.exchange.importing import Importing
    from tracker.services.exchange.inbox import Inbox
    from tracker.services.form_drafts import FormDrafts
    from tracker.services.journal import Journal
    from tracker.services.medicines import Medicines
    from tracker.services.password import Password
    from tracker.services.periods import Periods
    from tracker.services.personal import Personal
    from tracker.services.plans import Plans
    from tracker.services.recovery import Recovery
    from tracker.services.reminder_pause import ReminderPause
    from tracker.services.reminders import Reminders
    from tracker.services.reporting import Reporting
    from tracker.services.sessions import Timekeeper
    from tracker.services.settings import ChosenSettings
    from tracker.services.statistics import Statistics
    from tracker.services.sync.conflicts import Conflicts
    from tracker.services.sync.merging import Merging
    from tracker.services.visits import Visits


class Tracker:
    """The open diary and all changes to it; raises DiaryUnavailable.

    The services are made, and their modules imported, when one is first asked for: Today and most commands get by without many of them.
    """

    def __init__(self, paths: Paths, clock: Clock, patience: float | None = None) -> None:
        self.diary = Diary(paths, patience)
        self.clock = clock
        self.chosen_files = ChosenFiles(paths.data)
        # One history for all that change the diary: Undo takes back the last change, whichever service made it.
        self.history = History(lambda: self.diary.states, clock)
        self.planner = Planner(self.diary.episodes, self.diary.occasions, default_plan(), clock, self.history)
        self._running = RunningSessions(self.diary.entries, self.diary.elapsed, clock)

    @property
    def is_new(self) -> bool:
        """Whether nothing was ever entered or begun."""
        return self.diary.entries.days() is None and not self.planner.episodes()

    @cached_property
    def journal(self) -> "Journal":
        """The entries."""
        from tracker.services.journal import Journal

        return Journal(self.diary.entries, self._running, self.clock, self.history)

    @cached_property
    def visits(self) -> "Visits":
        """Appointments, questions and scores."""
        from tracker.services.visits import Visits

        return Visits(self.diary.visits, self.diary.entries, self.clock, self.history)

    @cached_property
    def backups(self) -> "Backups":
        """Backups written and restored."""
        from tracker.services.backups import Backups

        return Backups(self.diary, self.clock, self.chosen_files, self.history)

    @cached_property
    def password(self) -> "Password":
        """The password of the diary, if it has one."""
        from tracker.services.password import Password

        return Password(self.diary, self.clock, self._take_over_from_settings)

    def _take_over_from_settings(self) -> None:
        # Made when it is needed: whether there is a password is asked at each start of a window.
        self.personal.take_over()

    @cached_property
    def recovery(self) -> "Recovery":
        """What damage keeps from being read, and taken back from a backup."""
        from tracker.services.recovery import Recovery

        return Recovery(self.diary, self.clock, self.history)

    @cached_property
    def reminders(self) -> "Reminders":
        """The reminders."""
        from tracker.library.reminders import default_rules
        from tracker.services.reminder_facts import ReminderFacts
        from tracker.services.reminders import Reminders

        diary = self.diary
        stores = diary.entries, self._running, diary.visits, diary.reminders, diary.watch
        facts = ReminderFacts(self.planner, *stores, self._newest_backup_at, self.clock, diary.reading_number)
        return Reminders(diary.reminders, diary.watch, facts, diary.entries, self._running, default_rules(), self.clock, self.history)

    @cached_property
    def pause(self) -> "ReminderPause":
        """The pause from all reminders."""
        from tracker.services.reminder_pause import ReminderPause

        return ReminderPause(self.diary.watch, self.clock)

    def _newest_backup_at(self) -> "datetime | None":
        # Only the rule that reminds of a backup asks, and it needs nothing else of backups.
        return self.diary.newest_backup_at(self.clock.now())

    @cached_property
    def timekeeper(self) -> "Timekeeper":
        """Where the person is in the plan, and the session that runs."""
        from tracker.services.sessions import Timekeeper

        return Timekeeper(
            self.planner, self.diary.entries, self._running, lambda: self.reminders, self.clock, self.history, self.diary.reading_number
        )

    @cached_property
    def form_drafts(self) -> "FormDrafts":
        """What stands in half-filled forms."""
        from tracker.services.form_drafts import FormDrafts

        return FormDrafts(self.diary.drafts, self.clock)

    @cached_property
    def settings(self) -> "ChosenSettings":
        """The settings of this computer."""
        from tracker.services.settings import ChosenSettings
        from tracker.storage.settings import SettingsFile

        return ChosenSettings(SettingsFile(self.diary.paths.settings))

    @cached_property
    def personal(self) -> "Personal":
        """What the person told once."""
        from tracker.services.personal import Personal

        return Personal(self.diary.drafts, self.settings, self.clock)

    @cached_property
    def plans(self) -> "Plans":
        """The plan in its versions, its figures and exercises, and the plan as a file."""
        from tracker.services.plans import Plans

        return Plans(self.diary.episodes, self.planner, self.clock, self.history, self.chosen_files, self._keep_before_a_plan)

    def _keep_before_a_plan(self) -> None:
        from tracker.domain.backups import Why

        self.diary.keep(self.clock.now(), Why.PLAN, self.clock.boot_time())

    @cached_property
    def medicines(self) -> "Medicines":
        """The person's medicines and doses."""
        from tracker.services.medicines import Medicines

        return Medicines(self.diary.medicines, self.diary.entries, self.journal, self.history, self.clock)

    @cached_property
    def periods(self) -> "Periods":
        """The periods that charts and reports are made of."""
        from tracker.services.periods import Periods

        return Periods(self.journal, self.planner, self.visits, self.clock)

    @cached_property
    def statistics(self) -> "Statistics":
        """The figures."""
        from tracker.services.statistics import Statistics

        return Statistics(self.journal, self.planner, self.clock)

    @cached_property
    def charting(self) -> "Charting":
        """The charts."""
        from tracker.services.charting import Charting

        return Charting(self.journal, self.planner, self.visits, self.medicines, self.statistics, self.reminders.rules, self.clock, self.chosen_files)

    @cached_property
    def reporting(self) -> "Reporting":
        """The report for the physiotherapist."""
        from tracker.services.reporting import Reporting

        return Reporting(self.journal, self.planner, self.visits, self.medicines, self.clock, self.charting.chart, self.chosen_files)

    @cached_property
    def calendar(self) -> "CalendarFile":
        """Plan and appointments as a calendar file."""
        from tracker.services.exchange.calendar_export import CalendarFile

        return CalendarFile(self.planner, self.visits, self.diary.reminders, self.clock, self.chosen_files)

    @cached_property
    def exporting(self) -> "Exporting":
        """Entries and archive into files."""
        from tracker.services.exchange.exporting import Exporting

        return Exporting(self.journal, self.clock, self.chosen_files)

    @cached_property
    def merging(self) -> "Merging":
        """The archive, and another copy of the diary merged in."""
        from tracker.services.sync.merging import Merging

        return Merging(self.diary, self.clock, self.chosen_files)

    @cached_property
    def importing(self) -> "Importing":
        """Entries out of files."""
        from tracker.services.exchange.importing import Importing

        return Importing(self.diary, self.merging, self.clock, self.history)

    @cached_property
    def inbox(self) -> "Inbox":
        """A folder whose files come in."""
        from tracker.services.exchange.inbox import Inbox

        return Inbox(self.importing, self.settings, self.chosen_files, self.clock)

    @cached_property
    def conflicts(self) -> "Conflicts":
        """What lost when two copies were merged."""
        from tracker.services.sync.conflicts import Conflicts

        return Conflicts(self.diary, self.clock, self.history)

    def damage(self) -> "tuple[Unreadable, ...]":
        """All that damage keeps from being read, part by part; empty where the diary is whole. Goes through all that was ever kept."""
        return self.diary.damage()

    def damage_noticed(self) -> "tuple[Unreadable, ...]":
        """What damage kept out of all that was asked up to now; costs nothing."""
        return self.diary.damage_noticed()

    def close(self) -> None:
        """Let go of the diary."""
        self.diary.close()


def open_tracker(paths: Paths, clock: Clock, patience: float | None = None) -> Tracker:
    """Open the diary of a data folder, made new on the first run; raises DiaryUnavailable. `patience` is what `Diary` takes.

    Raises PasswordNeeded where it is locked: `tracker.services.password.unlock` comes before this then.
    """
    return Tracker(paths, clock, patience)
