"""The rules of reminders, what was raised and answered; and their rows."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.facts import How, Raised
from tracker.domain.reminders.quiet_hours import Hours
from tracker.domain.reminders.rules import ReminderKind, Repeat, Rule, default_id
from tracker.domain.sync.sections import Section
from tracker.storage.connection import writing
from tracker.storage.database import Database, remembered
from tracker.storage.row_writes import delete, insert, update, upsert
from tracker.storage.sound_reading import note_missing, sound_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.tombstones import bury, saving
from tracker.storage.values import Row, hour_of, instant, instant_text, optional_instant, optional_instant_text, stamps

# Ticks change updated_at of their episode too: where that instant is a tick's, the latest of the episode's begin and its other events counts.
PLAN_CHANGED = """
    SELECT max(CASE WHEN t.id IS NULL THEN e.updated_at ELSE max(e.created_at, coalesce(
        (SELECT max(created_at) FROM phase_events WHERE episode_id = e.id AND kind <> 'ticks'), '')) END)
    FROM episodes e LEFT JOIN phase_events t ON t.episode_id = e.id AND t.kind = 'ticks' AND t.created_at = e.updated_at"""


class ReminderStore:
    """What is kept of reminders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @remembered
    def rules(self) -> list[Rule]:
        """The rules the person changed or wrote, in the order they came; what damage has made unreadable is left out."""
        with errors_in_words():
            rows = self._database.rows("SELECT * FROM reminder_rules ORDER BY created_at, rowid")
            note_missing(self._database, "reminder_rules", rows)
        return sound_rows(self._database, "reminder_rules", rows, lambda row: _rule(row, json.loads(row["content"])))

    def put(self, rule: Rule, now: datetime) -> None:
        """Save a rule, a new one or a changed one."""
        row = {"id": rule.id, "kind": rule.kind.value, "content": json.dumps(_content(rule), ensure_ascii=False)}
        with writing(self._database), saving(self._database, Section.RULES, rule.id, now):
            upsert(self._database, "reminder_rules", {**row, **stamps(now)})

    def remove(self, id_: str, now: datetime) -> None:
        """Forget a rule; a tombstone without content stays."""
        with writing(self._database):
            bury(self._database, id_, now)
            delete(self._database, "reminder_rules", "id = ?", [id_])

    def raise_once(self, group: Iterable[Raised]) -> list[Raised]:
        """Keep what is raised; what another window raised already is left out of the answer."""
        kept: list[Raised] = []
        with writing(self._database):
            kept += [raised for raised in group if insert(self._database, "reminders_raised", _raised_row(raised), is_new=False)]
        return kept

    def answered(self, id_: str, answer: str, now: datetime, snoozed_until: datetime | None = None) -> None:
        """Keep what the person answered, and until when it is put off."""
        with writing(self._database):
            answered = {"answer": answer, **dict.fromkeys(("answered_at", "updated_at"), instant_text(now))}
            update(self._database, "reminders_raised", {**answered, "snoozed_until": optional_instant_text(snoozed_until)}, "id = ?", [id_])

    @remembered
    def get(self, id_: str) -> Raised | None:
        """A raised reminder, if it is there."""
        return next(iter(self._raised("id = ?", [id_])), None)

    def due_since(self, at: datetime) -> list[Raised]:
        """What was raised that was due at an instant or later, in order of time."""
        return [raised for raised in self._due_since(hour_of(at)) if raised.due_at >= at]

    def raised_between(self, first: datetime, last: datetime) -> list[Raised]:
        """What was raised from an instant up to, not including, another, in order of time."""
        return self._raised("created_at >= ? AND created_at < ?", [instant_text(first), instant_text(last)])

    def raised_ever(self) -> list[Raised]:
        """All that was ever raised, in order of time."""
        return self._raised("1", [])

    @remembered
    def plan_changed_at(self) -> datetime | None:
        """When an episode was begun, ended, moved or led to another phase last; the ticks of the gate are no such change."""
        with errors_in_words():
            (at,) = self._database.execute(PLAN_CHANGED).fetchone()
        try:
            return optional_instant(at)
        except ValueError:  # of an episode that cannot be read: nothing is told of the plan then
            return None

    @remembered
    def arranged_at(self) -> dict[str, datetime]:
        """When each appointment was made or changed last, by its id."""
        with errors_in_words():
            rows = self._database.rows("SELECT * FROM appointments")
        return dict(sound_rows(self._database, "appointments", rows, lambda row: (row["id"], instant(row["updated_at"]))))

    @remembered
    def _due_since(self, at: datetime) -> list[Raised]:
        return self._raised("due_at >= ?", [instant_text(at)])

    def _raised(self, where: str, values: list[object]) -> list[Raised]:
        with errors_in_words():
            sql = f"SELECT * FROM reminders_raised WHERE {where} ORDER BY created_at, due_at, rowid"  # noqa: S608 - clauses of our own
            rows = self._database.rows(sql, values)
        return sound_rows(self._database, "reminders_raised", rows, _raised)


def _raised_row(raised: Raised) -> Row:
    return {
        "id": raised.id,
        "rule_id": raised.rule_id,
        "kind": raised.kind,
        "due_at": instant_text(raised.due_at),
        "first_due_at": instant_text(raised.first_due_at),
        "how": raised.how.value,
        "about": raised.about,
        "text": raised.text,
        "round": raised.round,
        **stamps(raised.raised_at),
    }


def _raised(row: Row) -> Raised:
    """A raised reminder; one from before rules were kept has the rule of its kind."""
    return Raised(
        id=row["id"],
        rule_id=row["rule_id"] or default_id(row["kind"]),
        kind=row["kind"],
        due_at=instant(row["due_at"]),
        first_due_at=instant(row["first_due_at"] or row["due_at"]),
        raised_at=instant(row["created_at"]),
        how=How(row["how"] or How.RAISED),
        about=row["about"] or "",
        text=row["text"] or "",
        round=row["round"] or 0,
        answer=row["answer"],
        answered_at=optional_instant(row["answered_at"]),
        snoozed_until=optional_instant(row["snoozed_until"]),
    )


def _content(rule: Rule) -> dict[str, Any]:
    return {
        "is_on": rule.is_on,
        "times": [wall.isoformat() for wall in rule.times],
        "every": rule.every,
        "hours": [rule.hours.start.isoformat(), rule.hours.end.isoformat()],
        "weekdays": list(rule.weekdays),
        "day": rule.day.isoformat() if rule.day else None,
        "phases": [phase.value for phase in rule.phases],
        "repeat": [rule.repeat.minutes, rule.repeat.times] if rule.repeat else None,
        "snooze": rule.snooze,
        "silent_when_done": rule.silent_when_done,
        "text": rule.text,
    }


def _rule(row: Row, content: dict[str, Any]) -> Rule:
    start, end = (time.fromisoformat(wall) for wall in content["hours"])
    return Rule(
        id=row["id"],
        kind=ReminderKind(row["kind"]),
        is_on=bool(content["is_on"]),
        times=tuple(time.fromisoformat(wall) for wall in content["times"]),
        every=content["every"],
        hours=Hours(start, end),
        weekdays=tuple(content["weekdays"]),
        day=date.fromisoformat(content["day"]) if content["day"] else None,
        phases=tuple(Phase(name) for name in content["phases"]),
        repeat=Repeat(*content["repeat"]) if content["repeat"] else None,
        snooze=content["snooze"],
        silent_when_done=bool(content["silent_when_done"]),
        text=str(content["text"]),
        since=instant(row["updated_at"]),
    )
