"""Questions, appointments and own activities, and their rows."""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from tracker.domain.visits import Appointment, OwnActivity, Question
from tracker.storage.connection import upsert, writing
from tracker.storage.telling import told_plainly
from tracker.storage.values import moment, moment_columns, optional_instant, optional_instant_text, stamps


class VisitStore:
    """What concerns the visits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def questions(self) -> list[Question]:
        """Every question, in the order they were written."""
        with told_plainly():
            rows = list(self._database.query("SELECT * FROM questions ORDER BY created_at, rowid"))
        return [Question(id=row["id"], text=row["text"], asked_at=optional_instant(row["asked_at"])) for row in rows]

    def put_question(self, question: Question, now: datetime) -> None:
        """Save a question, a new one or a changed one."""
        row = {"id": question.id, "text": question.text, "asked_at": optional_instant_text(question.asked_at)}
        with writing(self._database):
            upsert(self._database, "questions", {**row, **stamps(now)})

    def remove_question(self, id_: str) -> None:
        """Forget a question."""
        with writing(self._database):
            self._database.execute("DELETE FROM questions WHERE id = ?", [id_])

    def appointments(self) -> list[Appointment]:
        """Every appointment, in order of time."""
        with told_plainly():
            rows = list(self._database.query("SELECT * FROM appointments ORDER BY at, rowid"))
        return [Appointment(id=row["id"], moment=moment(row), whom=row["whom"], note=row["note"]) for row in rows]

    def put_appointment(self, appointment: Appointment, now: datetime) -> None:
        """Save an appointment, a new one or a changed one."""
        row = {"id": appointment.id, **moment_columns(appointment.moment), "whom": appointment.whom, "note": appointment.note}
        with writing(self._database):
            upsert(self._database, "appointments", {**row, **stamps(now)})

    def remove_appointment(self, id_: str) -> None:
        """Forget an appointment."""
        with writing(self._database):
            self._database.execute("DELETE FROM appointments WHERE id = ?", [id_])

    def activities(self) -> list[OwnActivity]:
        """The activities to be scored, in the person's order."""
        with told_plainly():
            rows = list(self._database.query("SELECT * FROM function_activities ORDER BY position, rowid"))
        return [OwnActivity(id=row["id"], text=row["text"]) for row in rows]

    def set_activities(self, activities: Sequence[OwnActivity], now: datetime) -> None:
        """Replace the list of activities to be scored."""
        with writing(self._database):
            self._database.execute("DELETE FROM function_activities")
            for place, activity in enumerate(activities):
                row = {"id": activity.id, "position": place, "text": activity.text}
                self._database.table("function_activities").insert({**row, **stamps(now)})
