"""The reminders: the person's rules, what is raised now, what was answered, and the plan of a day beside what was done."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from tracker.changes import Touched
from tracker.domain.entries import Session, refuse
from tracker.domain.reminders.day_plan import Planned, day_plan
from tracker.domain.reminders.due import Reminder, due, how_raised, next_due_at, next_reminder, still_asks
from tracker.domain.reminders.facts import Answer, Due, Group, How, Raised
from tracker.domain.reminders.quiet_hours import QuietHours
from tracker.domain.reminders.rules import RANK, SNOOZES, ReminderKind, Rule, default_id, rule_issues
from tracker.domain.sync.sections import Section
from tracker.domain.times import Clock, Moment, moment_now
from tracker.errors import Refused
from tracker.language import _
from tracker.services.history import Change, History, IntendedChange
from tracker.services.reminder_facts import ReminderFacts
from tracker.services.running_sessions import RunningSessions
from tracker.storage.entries import EntryStore
from tracker.storage.reminder_watch import WatchStore
from tracker.storage.reminders import ReminderStore
from tracker.wording.reminder_rules import rule_name


def _comes_with_the_app() -> str:
    return _("What comes with the app can be changed and turned off, but not added, deleted or made another kind. Nothing was changed.")


class Reminders:
    """The changes to reminders."""

    def __init__(
        self,
        store: ReminderStore,
        watch: WatchStore,
        reminder_facts: ReminderFacts,
        entries: EntryStore,
        running: RunningSessions,
        default: Sequence[Rule],
        clock: Clock,
        history: History,
    ) -> None:
        self._store = store
        self._watch = watch
        self._reminder_facts = reminder_facts
        self._entries = entries
        self._running = running
        self._default = default
        self._clock = clock
        self._history = history
        self._told: set[tuple[str, datetime, str]] = set()  # a backup that is restored does not know what was raised since

    def rules(self) -> list[Rule]:
        """Every rule: those that come with the app as the person has them, then the own ones."""
        kept = {rule.id: rule for rule in self._store.rules()}
        # A rule the person changed stands in the place of the one of its id; what is left are own ones.
        rules = [kept.pop(rule.id, rule) for rule in self._default]
        return sorted([*rules, *kept.values()], key=lambda rule: RANK[rule.kind])

    def change(self, rule: Rule) -> Change:
        """Save a changed rule; raises Refused where it makes no sense or is gone."""
        before = self._rule(rule.id)
        refuse(rule_issues(rule))
        if before.kind is not rule.kind:
            raise Refused(_comes_with_the_app())
        return self._put(_("Changed"), before, rule)

    def strength_is_asked(self) -> bool:
        """Whether the person has said if they want to be reminded of strength exercises: asked once, and never again."""
        return any(rule.kind is ReminderKind.STRENGTH for rule in self._store.rules())

    def answer_strength(self, *, is_on: bool) -> Change:
        """Keep whether the person wants to be reminded of strength exercises."""
        return self.change(replace(self._rule(default_id(ReminderKind.STRENGTH)), is_on=is_on))

    def add(self, rule: Rule) -> Change:
        """Keep an own reminder; raises Refused where it makes no sense."""
        refuse(rule_issues(rule))
        if not rule.is_own:
            raise Refused(_comes_with_the_app())
        return self._put(_("Added"), None, rule)

    def remove(self, id_: str) -> Change:
        """Forget an own reminder; raises Refused for those that come with the app."""
        before = self._rule(id_)
        if not before.is_own:
            raise Refused(_comes_with_the_app())
        return self._put(_("Deleted"), before, None)

    def due(self, quiet: QuietHours) -> Group | None:
        """Raise what is due now, in one group, and keep that it was raised; None where nothing is."""
        now = moment_now(self._clock)
        facts = self._reminder_facts.at(now, quiet, self._watch.watched_since(now.zone, now.at))
        group = [reminder for reminder in due(self.rules(), facts, now.at) if reminder.key not in self._told]
        if not group:
            return None
        # Two windows may look at one instant: what the store has already is left to the other.
        raised = self._store.raise_once([_raised(reminder, how_raised(reminder, group, now.at), now.at) for reminder in group])
        self._told |= {reminder.key for reminder in group}
        return Group(tuple(raised)) if raised else None

    def answer(self, raised_id: str, answer: Answer | str) -> Change:
        """Keep what the person answered; what is put off comes again 15, 30 or 60 minutes from now."""
        now = self._clock.now()
        raised = self._store.get(raised_id)
        if raised is None:
            raise Refused(_("That is gone already. Nothing was changed."))
        answered = Answer(answer)
        snooze = answered.snooze
        self._store.answered(raised.id, answered.value, now, now + snooze if snooze else None)
        return Change(Touched.DIARY)

    def raised_between(self, first: datetime, last: datetime) -> list[Raised]:
        """What was raised from an instant up to, not including, another, in order of time."""
        return self._store.raised_between(first, last)

    def next(self, quiet: QuietHours, at: Moment | None = None) -> Reminder | None:
        """What comes next, now or at another moment."""
        moment = at or moment_now(self._clock)
        return next_reminder(self.rules(), self._reminder_facts.at(moment, quiet), moment.at)

    def next_due_at(self, quiet: QuietHours, within: timedelta) -> datetime | None:
        """The first instant after now, and not later than a while, at which there may be something to raise."""
        now = moment_now(self._clock)
        return next_due_at(self.rules(), self._reminder_facts.at(now, quiet), now.at, within)

    def still_asked(self, reminders: Sequence[Raised]) -> list[Raised]:
        """Those raised that are still to be answered: not done elsewhere since, their phase not over, their rule on."""
        now, rules = moment_now(self._clock), self.rules()
        facts = self._reminder_facts.at(now, QuietHours())
        kept = [raised for raised in (self._store.get(reminder.id) for reminder in reminders) if raised is not None]
        return [raised for raised in kept if still_asks(raised, rules, facts, now.at)]

    def snooze_minutes(self, raised: Raised) -> int:
        """After how many minutes it comes again where the person puts it off and says no more."""
        return next((rule.snooze for rule in self.rules() if rule.id == raised.rule_id), SNOOZES[0])

    def day_plan(self, day: date) -> list[Planned]:
        """What a local day has planned, and beside it what was done."""
        now = moment_now(self._clock)
        entries = [self._running.as_of_now(entry) if isinstance(entry, Session) else entry for entry in self._entries.between(day, day)]
        return day_plan(self.rules(), self._reminder_facts.at(now, QuietHours()), entries, day, now.at)

    def _rule(self, id_: str) -> Rule:
        found = next((rule for rule in self.rules() if rule.id == id_), None)
        if found is None:
            raise Refused(_("That is gone already. Nothing was changed."))
        return found

    def _put(self, name: str, before: Rule | None, after: Rule | None) -> Change:
        rule = after or before
        if rule is None:
            raise TypeError

        def make() -> None:
            if after is None:
                self._store.remove(rule.id, self._clock.now())
            else:
                self._store.put(after, self._clock.now())

        return self._history.make(lambda: IntendedChange(name, [(Section.RULES, rule.id)], make, rule_name(rule)))


def _raised(reminder: Due, how: How, now: datetime) -> Raised:
    return Raised(
        rule_id=reminder.rule.id,
        kind=reminder.rule.kind.value,
        due_at=reminder.at,
        first_due_at=reminder.first_at,
        raised_at=now,
        how=how,
        about=reminder.about,
        text=reminder.text,
        round=reminder.round,
    )
