"""What goes into a calendar file: the appointments, the switches of the plan, and the daily reminders."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.chosen_files import ChosenFiles
from tracker.domain.plan.phases import PhaseSpan, PhaseState
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.words import phase_name
from tracker.domain.reminders.rules import MOST_TIMES, ReminderKind, Rule
from tracker.domain.times import Clock, local_moment
from tracker.domain.visits import Appointment
from tracker.errors import Refused
from tracker.formats.joining import with_colon
from tracker.language import _
from tracker.library.reminders import reminder_words
from tracker.services.planner import Planner
from tracker.services.visits import Visits
from tracker.storage.reminders import ReminderStore
from tracker.wording.reminders import notice_title

if TYPE_CHECKING:
    from tracker.exporters.calendar import CalendarContent, DailyReminder, Switch, Visit

EVENING = time(20)  # of the day before an appointment
A_DAY = timedelta(days=1)
# What a calendar can hold: reminders that depend on what was done are not among them.
HELD = frozenset(
    {
        ReminderKind.HEAT,
        ReminderKind.EXERCISES,
        ReminderKind.STRENGTH,
        ReminderKind.WALKING,
        ReminderKind.FLUIDS,
        ReminderKind.RELAXATION,
        ReminderKind.PAIN,
        ReminderKind.DAY_NOTE,
        ReminderKind.OWN,
    }
)


class CalendarFile:
    """Gathers what a calendar can hold and writes it; `neutral` leaves out all words that tell of the person's health."""

    def __init__(self, planner: Planner, visits: Visits, reminders: ReminderStore, clock: Clock, files: ChosenFiles) -> None:
        self._planner = planner
        self._visits = visits
        self._reminders = reminders
        self._clock = clock
        self._files = files

    def write(self, file: Path, daily: "Sequence[DailyReminder]", *, neutral: bool = False) -> int:
        """Write the calendar; the answer is how many events it has. Raises Refused, the old file unchanged."""
        from tracker.exporters.calendar import event_count, ics_bytes

        content = self.content(daily, neutral=neutral)
        if not event_count(content):
            raise Refused(_("There is nothing to put into a calendar yet. Nothing was written; add an appointment, or begin a plan."))
        self._files.write(file, ics_bytes(content, self._clock.now()))
        return event_count(content)

    def content(self, daily: "Sequence[DailyReminder]", *, neutral: bool = False) -> "CalendarContent":
        """What would be written."""
        from tracker.exporters.calendar import CalendarContent

        arranged_at = self._reminders.arranged_at()
        return CalendarContent(
            zone=self._clock.zone(),
            visits=tuple(self._visit(appointment, neutral, arranged_at) for appointment in self._visits.appointments()),
            switches=tuple(self._switches(neutral)),
            daily=tuple(_neutral_reminder(reminder) if neutral else reminder for reminder in daily),
        )

    def daily(self, rules: Iterable[Rule]) -> "tuple[DailyReminder, ...]":
        """The rules that come every day in the present phase of the plan, or in the one that follows by itself."""
        now = self._clock.now()
        return daily_reminders(rules, self._planner.state(now), now)

    def _visit(self, appointment: Appointment, neutral: bool, arranged_at: Mapping[str, datetime]) -> "Visit":
        from tracker.exporters.calendar import Visit

        alarm_at = evening_before(appointment)
        return Visit(
            uid=f"{appointment.id}-appointment",
            moment=appointment.moment,
            title=_("Appointment") if neutral else appointment.whom,
            text="" if neutral else appointment.note,
            changed_at=arranged_at.get(appointment.id, self._clock.now()),
            alarm_at=alarm_at if alarm_at > self._clock.now() else None,
        )

    def _switches(self, neutral: bool) -> "list[Switch]":
        """The switches of the latest episode, past and to come; the n-th switch to a phase stays itself, whenever it comes."""
        from tracker.exporters.calendar import Switch

        if not (courses := self._planner.courses()) or not self._planner.is_known():
            return []
        episode, spans = courses[-1]
        # A change of the episode and a change of the plan both move the switches.
        changed_at = max(self._reminders.plan_changed_at() or episode.onset.at, self._planner.versions()[-1].since)
        switches: list[Switch] = []
        times_to: dict[Phase, int] = {}
        for phase, at in self._turns(spans):
            times_to[phase] = times_to.get(phase, 0) + 1
            is_to_come = at > self._clock.now()
            switches.append(
                Switch(
                    uid=f"{episode.id}-switch-{phase.value}-{times_to[phase]}",
                    at=at,
                    title=_("Recovery Tracker") if neutral else with_colon(_("Plan"), phase_name(phase)),
                    text=_("As the plan has it now. After a change, export the calendar again.") if is_to_come and not neutral else "",
                    changed_at=changed_at,
                )
            )
        return switches

    def _turns(self, spans: Sequence[PhaseSpan]) -> list[tuple[Phase, datetime]]:
        state = self._planner.state(self._clock.now())
        # The first phase is the beginning of the episode, and no switch.
        past = [(span.phase, span.start) for span in spans[1:]]
        coming = [(state.next_phase, state.next_at)] if state.next_phase is not None and state.next_at is not None else []
        return [*past, *coming]


def evening_before(appointment: Appointment) -> datetime:
    """Eight in the evening of the day before, where the appointment is."""
    return local_moment(datetime.combine(appointment.moment.local.date() - A_DAY, EVENING), appointment.moment.zone).moment.at


def daily_reminders(rules: Iterable[Rule], state: PhaseState, now: datetime) -> "tuple[DailyReminder, ...]":
    """The rules that are on, as a calendar can hold them: those of the phase from now on, those of the next from its switch on."""
    from tracker.exporters.calendar import DailyReminder

    found = []
    for rule in rules:
        since = _holds_since(rule, state, now)
        walls = tuple(rule.walls())
        # A rule of one day alone does not come daily, and one of more times than an own reminder has would fill the calendar.
        if rule.is_on and rule.kind in HELD and rule.day is None and since is not None and len(walls) <= MOST_TIMES:
            title = rule.text if rule.is_own else notice_title(reminder_words()[rule.kind])
            found.append(
                DailyReminder(uid=f"{rule.id}-reminder", title=title, times=walls, weekdays=rule.weekdays, since=since, changed_at=rule.since)
            )
    return tuple(found)


def _holds_since(rule: Rule, state: PhaseState, now: datetime) -> datetime | None:
    if state.phase in rule.phases:
        return now
    return state.next_at if state.next_phase in rule.phases else None


def _neutral_reminder(reminder: "DailyReminder") -> "DailyReminder":
    return replace(reminder, title=_("A reminder is due."))
