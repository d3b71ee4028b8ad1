"""A record from a file, tried out in an empty diary in memory: only what the tables and the domain both take is a record."""

import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from tracker.domain.entries import Entry, name_issues, refuse
from tracker.domain.episodes import Episode, PhaseEvent
from tracker.domain.medicines import Limit, limit_id, limit_issues
from tracker.domain.plan.protocol import PLANNED_PHASES, PlanVersion
from tracker.domain.reminders.rules import Rule, rule_issues
from tracker.domain.sync.records import Record, Tombstone
from tracker.domain.sync.sections import Section
from tracker.domain.visits import FUNCTION_LIST_ID, MOST_ACTIVITIES, OwnActivity
from tracker.errors import Refused
from tracker.language import _
from tracker.storage.connection import readable
from tracker.storage.database import Database
from tracker.storage.entry_rows import detail_rows, entry_of
from tracker.storage.episodes import EpisodeStore, event_of
from tracker.storage.medicines import MedicineStore
from tracker.storage.record_rows import ACTIVITIES, STAMPS, RecordRows, record_of, shape_of
from tracker.storage.reminders import ReminderStore
from tracker.storage.sound_reading import UNREADABLE
from tracker.storage.sync.record_cells import an_id, an_instant, plain_row
from tracker.storage.values import Row
from tracker.storage.visits import VisitStore

# Far more sites, words or ingredients than a person writes down, and few enough to be looked at in a moment.
MOST_DETAILS = 1_000
UNFIT = (sqlite3.Error, *UNREADABLE)


class RecordTrial:
    """Makes records of plain data that nobody vouches for; to be closed."""

    def __init__(self) -> None:
        # Transactions are begun and rolled back by hand, so Python must not begin any.
        conn = sqlite3.connect(":memory:", isolation_level=None)
        conn.text_factory = readable
        self._database = Database(conn)
        self._database.migrate()
        # Each record is tried by itself, without those it refers to.
        conn.execute("PRAGMA foreign_keys = OFF")
        self._rows = RecordRows(self._database)
        self._episode_store, self._visits = EpisodeStore(self._database), VisitStore(self._database)
        self._medicines, self._reminders = MedicineStore(self._database), ReminderStore(self._database)
        self._looks: dict[Section, Callable[[Row], object]] = {
            Section.ENTRIES: self._entry,
            Section.EPISODES: self._episode,
            Section.EVENTS: _event,
            Section.PLANS: self._plan,
            Section.MEDICINES: lambda _data: _only(self._medicines.own()),
            Section.LIMITS: self._limit,
            Section.FUNCTION: _activities,
            Section.QUESTIONS: lambda _data: _only(self._visits.questions()),
            Section.APPOINTMENTS: lambda _data: _only(self._visits.appointments()),
            Section.RULES: self._rule,
        }

    def close(self) -> None:
        """Let go of the memory."""
        self._database.close()

    def record(self, section: str, data: Mapping[str, Any]) -> Record:
        """The record of plain data, in the one way records are written; raises Refused with the reason."""
        try:
            part = Section(section)
            return self._record_and_thing(part, self._plain(part, data))[0]
        except UNFIT as problem:
            raise problem if isinstance(problem, Refused) else unfit() from problem

    def losing(self, data: Mapping[str, Any]) -> Record:
        """The losing text of plain data; raises Refused with the reason."""
        record, section = data.get("record"), data.get("section")
        if not isinstance(record, dict) or not isinstance(section, str):
            raise unfit()
        return self.record(section, record)

    def thing(self, record: Record) -> object:
        """What a record is of: an entry, an episode, a question; raises Refused where it cannot be read."""
        try:
            return self._record_and_thing(record.section, record.data())[1]
        except UNFIT as problem:
            raise unfit() from problem

    def tombstone(self, data: Mapping[str, Any]) -> Tombstone:
        """The tombstone of plain data; raises Refused with the reason."""
        return Tombstone(an_instant(data.get("updated_at")), an_instant(data.get("created_at")), an_id(data.get("id")))

    def _plain(self, section: Section, data: Mapping[str, Any]) -> Row:
        """The data of a record with every value of the kind its column has; what is not known is left out."""
        if section is Section.FUNCTION:
            return _plain_list(data)
        shape, columns = shape_of(section), self._rows.columns
        fixed = {"id": limit_id(str(data.get("ingredient")))} if section is Section.LIMITS else {}
        plain = plain_row({**data, **fixed}, columns[section.value])
        for table in shape.singles:
            if data.get(table) is not None:
                plain[table] = plain_row(data[table], columns[table], shape.owner)
        for table in shape.lists:
            if rows := data.get(table):
                plain[table] = [plain_row(row, columns[table], shape.owner) for row in _bounded_rows(rows)]
                # As they are read from a diary, so that one record is always one and the same text.
                plain[table].sort(key=lambda row: row.get("role", ""))
        return plain

    def _record_and_thing(self, section: Section, data: Row) -> tuple[Record, object]:
        self._database.conn.execute("BEGIN")
        try:
            self._rows.put(record := record_of(section, data), is_new=True)
            look = self._looks.get(section)
            return record, look(data) if look else None
        finally:
            # The next record finds the diary empty again.
            self._database.conn.rollback()

    def _entry(self, data: Row) -> Entry:
        shape = shape_of(Section.ENTRIES)
        given = {table for table in shape.details if table in data}
        rows = {table: data[table] if table in shape.lists else [data[table]] for table in given}
        entry = entry_of(data, rows)
        # Details of another kind of entry would come along unseen, and be lost at the next change.
        if given - detail_rows(entry).keys():
            raise unfit()
        return entry

    def _episode(self, _data: Row) -> Episode:
        (episode,) = self._episode_store.all()
        refuse(name_issues("sites", (*episode.sites, *_names_of(episode.cause))))
        return episode

    def _plan(self, _data: Row) -> PlanVersion:
        (version,) = self._episode_store.plan_versions()
        if not version.protocol.phases.keys() >= set(PLANNED_PHASES):
            raise unfit()
        return version

    def _limit(self, _data: Row) -> Limit:
        (limit,) = self._medicines.limits()
        refuse([*name_issues("ingredient", (limit.ingredient,)), *limit_issues(limit)])
        return limit

    def _rule(self, _data: Row) -> Rule:
        (rule,) = self._reminders.rules()
        refuse(rule_issues(rule))
        return rule


def unfit() -> Refused:
    """The refusal of what no diary can hold."""
    return Refused(_("It contains something that no diary can hold."))


def _only(found: list[Any]) -> object:
    (value,) = found
    return value


def _names_of(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _event(data: Row) -> PhaseEvent:
    event = event_of(data)
    refuse(name_issues("reason", _names_of(event.reason)))
    return event


def _activities(data: Row) -> tuple[OwnActivity, ...]:
    activities = tuple(OwnActivity(id=row["id"], text=row["text"]) for row in data[ACTIVITIES])
    if not 0 < len(activities) <= MOST_ACTIVITIES or len({activity.id for activity in activities}) < len(activities):
        raise unfit()
    return activities


def _plain_list(data: Mapping[str, Any]) -> Row:
    stamps = {name: an_instant(data.get(name)) for name in STAMPS if name != "id"}
    activities = [{"id": an_id(row["id"]), "text": row["text"]} for row in _bounded_rows(data[ACTIVITIES])]
    return {"id": FUNCTION_LIST_ID, **stamps, ACTIVITIES: activities}


def _bounded_rows(rows: Any) -> list[Any]:  # noqa: ANN401 - looked at, not trusted
    if not isinstance(rows, list) or len(rows) > MOST_DETAILS:
        raise unfit()
    return rows
