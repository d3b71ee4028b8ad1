"""The composition root: stores and services meet here, once."""

from dataclasses import dataclass

from tracker.chosen_files import ChosenFiles
from tracker.domain.times import Clock
from tracker.library.plans import default_plan
from tracker.library.reminders import default_rules
from tracker.paths import Paths
from tracker.services.backups import Backups
from tracker.services.charting import Charting
from tracker.services.exchange.calendar_export import CalendarFile
from tracker.services.exchange.exporting import Exporting
from tracker.services.exchange.importing import Importing
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import History
from tracker.services.journal import Journal
from tracker.services.medicines import Medicines
from tracker.services.periods import Periods
from tracker.services.planner import Planner
from tracker.services.plans import Plans
from tracker.services.reminder_facts import ReminderFacts
from tracker.services.reminders import Reminders
from tracker.services.reporting import Reporting
from tracker.services.running_sessions import RunningSessions
from tracker.services.sessions import Timekeeper
from tracker.services.settings import ChosenSettings
from tracker.services.statistics import Statistics
from tracker.services.sync.conflicts import Conflicts
from tracker.services.sync.merging import Merging
from tracker.services.visits import Visits
from tracker.storage.diary import Diary
from tracker.storage.settings import SettingsFile


@dataclass(slots=True)
class Tracker:
    """The open diary and all changes to it."""

    diary: Diary
    clock: Clock
    chosen_files: ChosenFiles
    history: History
    journal: Journal
    planner: Planner
    plans: Plans
    timekeeper: Timekeeper
    reminders: Reminders
    calendar: CalendarFile
    periods: Periods
    reporting: Reporting
    statistics: Statistics
    charting: Charting
    exporting: Exporting
    importing: Importing
    merging: Merging
    conflicts: Conflicts
    backups: Backups
    visits: Visits
    form_drafts: FormDrafts
    medicines: Medicines
    settings: ChosenSettings

    def close(self) -> None:
        """Let go of the diary."""
        self.diary.close()


def open_tracker(paths: Paths, clock: Clock) -> Tracker:
    """Open the diary of a data folder, made new on the first run; raises DiaryUnavailable."""
    diary = Diary(paths)
    chosen_files = ChosenFiles(paths.data)
    # One history for all that change the diary: Undo takes back the last change, whichever service made it.
    history = History(diary.states, clock)
    planner = Planner(diary.episodes, diary.occasions, default_plan(), clock, history)
    running = RunningSessions(diary.entries, diary.elapsed, clock)
    journal = Journal(diary.entries, running, clock, history)
    visits = Visits(diary.visits, diary.entries, clock, history)
    backups = Backups(diary, clock, chosen_files, history)
    reminder_facts = ReminderFacts(planner, diary.entries, running, diary.visits, diary.reminders, backups.newest_backup_at, clock)
    reminders = Reminders(diary.reminders, reminder_facts, diary.entries, running, default_rules(), clock, history)
    medicines = Medicines(diary.medicines, diary.entries, journal, history, clock)
    statistics = Statistics(journal, planner, clock)
    charting = Charting(journal, planner, visits, medicines, statistics, reminders.rules, clock, chosen_files)
    merging = Merging(diary, clock, chosen_files)
    # Those above are needed by several others; what nothing else needs is made in the call.
    return Tracker(
        diary=diary,
        clock=clock,
        chosen_files=chosen_files,
        history=history,
        journal=journal,
        planner=planner,
        plans=Plans(diary.episodes, planner, clock, history, chosen_files),
        timekeeper=Timekeeper(planner, diary.entries, running, reminders, clock, history),
        reminders=reminders,
        calendar=CalendarFile(planner, visits, diary.reminders, clock, chosen_files),
        periods=Periods(journal, planner, visits, clock),
        reporting=Reporting(journal, planner, visits, medicines, clock, charting.chart, chosen_files),
        statistics=statistics,
        charting=charting,
        exporting=Exporting(journal, clock, chosen_files),
        importing=Importing(diary, merging, clock, history),
        merging=merging,
        conflicts=Conflicts(diary, clock, history),
        backups=backups,
        visits=visits,
        form_drafts=FormDrafts(diary.drafts, clock),
        medicines=medicines,
        settings=ChosenSettings(SettingsFile(paths.settings)),
    )
