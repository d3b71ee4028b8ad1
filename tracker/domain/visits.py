"""What concerns visits to the physiotherapist: questions, appointments, and the person's own activities to be scored."""

from dataclasses import field
from datetime import datetime

from tracker.domain import Value, value
from tracker.domain.entries import name_issues, note_issues, refuse
from tracker.domain.ids import new_id
from tracker.domain.times import Moment

# Three to five, as the Patient-Specific Functional Scale has them (Stratford 1995).
LEAST_ACTIVITIES, MOST_ACTIVITIES = 3, 5
FUNCTION_LIST_ID = "7caa0a85-677f-5643-a521-56651f4977bb"  # shared_id("function-activities")
"""The list of own activities is one thing in one order, on every computer."""


@value(kw_only=True)
class Question(Value):
    """Something to ask; `asked_at` is when it was ticked off."""

    id: str = field(default_factory=new_id)
    text: str
    asked_at: datetime | None = None

    def __post_init__(self) -> None:
        # Its first letter alone: there has to be a text, but it may be as long as a note.
        refuse(name_issues("text", (self.text[:1],)) + note_issues(self.text))


@value(kw_only=True)
class Appointment(Value):
    """A visit: when, with whom, and what to keep of it."""

    id: str = field(default_factory=new_id)
    moment: Moment
    whom: str
    note: str = ""

    def __post_init__(self) -> None:
        refuse(name_issues("whom", (self.whom,)) + note_issues(self.note))


@value(kw_only=True)
class OwnActivity(Value):
    """An activity in the person's own words, to be scored week by week (the idea of Stratford 1995)."""

    id: str = field(default_factory=new_id)
    text: str

    def __post_init__(self) -> None:
        refuse(name_issues("text", (self.text,)))
