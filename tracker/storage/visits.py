"""Questions, appointments and own activities, and their rows; what damage has made unreadable is left out."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from tracker.domain.sync.sections import Section
from tracker.domain.visits import FUNCTION_LIST_ID, Appointment, OwnActivity, Question
from tracker.storage.connection import writing
from tracker.storage.database import Database, remembered
from tracker.storage.row_writes import delete, upsert
from tracker.storage.sound_reading import note_missing, sound_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.tombstones import bury, saving
from tracker.storage.values import Row, instant, moment, moment_columns, optional_instant, optional_instant_text, stamps

Kept = TypeVar("Kept")


class VisitStore:
    """What concerns the visits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @remembered
    def questions(self) -> list[Question]:
        """Every question, in the order they were written."""
        return self._read("questions", "created_at, rowid", _question)

    def put_question(self, question: Question, now: datetime) -> None:
        """Save a question, a new one or a changed one."""
        row = {"id": question.id, "text": question.text, "asked_at": optional_instant_text(question.asked_at)}
        self._put(Section.QUESTIONS, {**row, **stamps(now)})

    def remove_question(self, id_: str, now: datetime) -> None:
        """Forget a question; a tombstone without content stays."""
        self._remove("questions", id_, now)

    @remembered
    def appointments(self) -> list[Appointment]:
        """Every appointment, in order of time."""
        return self._read("appointments", "at, id", _appointment)

    def put_appointment(self, appointment: Appointment, now: datetime) -> None:
        """Save an appointment, a new one or a changed one."""
        row = {"id": appointment.id, **moment_columns(appointment.moment), "whom": appointment.whom, "note": appointment.note}
        self._put(Section.APPOINTMENTS, {**row, **stamps(now)})

    def remove_appointment(self, id_: str, now: datetime) -> None:
        """Forget an appointment; a tombstone without content stays."""
        self._remove("appointments", id_, now)

    @remembered
    def activities(self) -> list[OwnActivity]:
        """The activities to be scored, in the person's order."""
        return self._read("function_activities", "position, rowid", _activity)

    def set_activities(self, activities: Sequence[OwnActivity], now: datetime) -> None:
        """Replace the list of activities to be scored; it is one thing, and a tombstone stays of a list that is emptied."""
        if not activities:
            self._remove_activities(now)
            return
        with writing(self._database), saving(self._database, Section.FUNCTION, FUNCTION_LIST_ID, now):
            delete(self._database, "function_activities")
            for place, activity in enumerate(activities):
                row = {"id": activity.id, "position": place, "text": activity.text, **stamps(now)}
                upsert(self._database, Section.FUNCTION, row)

    def _remove_activities(self, now: datetime) -> None:
        with writing(self._database):
            bury(self._database, FUNCTION_LIST_ID, now)
            delete(self._database, "function_activities")

    def _read(self, table: str, order: str, made_of: Callable[[Row], Kept]) -> list[Kept]:
        with errors_in_words():
            rows = self._database.rows(f"SELECT * FROM {table} ORDER BY {order}")  # noqa: S608 - names of our own
            note_missing(self._database, table, rows)
        return sound_rows(self._database, table, rows, made_of)

    def _put(self, section: Section, row: Row) -> None:
        with writing(self._database), saving(self._database, section, row["id"], instant(row["updated_at"])):
            upsert(self._database, section, row)

    def _remove(self, table: str, id_: str, now: datetime) -> None:
        with writing(self._database):
            bury(self._database, id_, now)
            delete(self._database, table, "id = ?", [id_])


def _question(row: Row) -> Question:
    return Question(id=row["id"], text=row["text"], asked_at=optional_instant(row["asked_at"]))


def _appointment(row: Row) -> Appointment:
    return Appointment(id=row["id"], moment=moment(row), whom=row["whom"], note=row["note"])


def _activity(row: Row) -> OwnActivity:
    return OwnActivity(id=row["id"], text=row["text"])
