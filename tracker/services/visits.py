"""What is kept for the visits: questions, appointments and own activities."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from tracker.domain.entries import Function, Kind
from tracker.domain.sync.sections import Section
from tracker.domain.times import Clock, Moment, moment_now
from tracker.domain.visits import FUNCTION_LIST_ID, MOST_ACTIVITIES, Appointment, OwnActivity, Question
from tracker.domain.words import moment_words
from tracker.errors import Refused
from tracker.language import _
from tracker.services.history import Change, History, IntendedChange
from tracker.storage.entries import EntryStore
from tracker.storage.visits import VisitStore

A_WEEK = timedelta(days=7)
Kept = TypeVar("Kept", Question, Appointment)


class Visits:
    """The changes to questions, appointments and own activities."""

    def __init__(self, visits: VisitStore, entries: EntryStore, clock: Clock, history: History) -> None:
        self._visits = visits
        self._entries = entries
        self._clock = clock
        self._history = history

    def questions(self) -> list[Question]:
        """Every question: those to be asked first, each group as written."""
        return sorted(self._visits.questions(), key=lambda question: question.asked_at is not None)

    def ask(self, text: str) -> Change:
        """Keep a question for the next visit; raises Refused for an empty one."""
        return self._put_question(_("Added"), None, Question(text=text.strip()))

    def edit_question(self, id_: str, text: str) -> Change:
        """Put a question in other words; raises Refused for an empty one."""
        before = _kept_of_id(self._visits.questions(), id_)
        return self._put_question(_("Changed"), before, replace(before, text=text.strip()))

    def tick_question(self, id_: str, *, asked: bool) -> Change:
        """Tick a question off, or clear its tick."""
        before = _kept_of_id(self._visits.questions(), id_)
        name = _("Tick set") if asked else _("Tick cleared")
        return self._put_question(name, before, replace(before, asked_at=self._clock.now() if asked else None))

    def delete_question(self, id_: str) -> Change:
        """Forget a question."""
        return self._put_question(_("Deleted"), _kept_of_id(self._visits.questions(), id_), None)

    def appointments(self) -> list[Appointment]:
        """Every appointment, in order of time."""
        return self._visits.appointments()

    def next_appointment(self) -> Appointment | None:
        """The next visit to come."""
        now = self._clock.now()
        return next((appointment for appointment in self.appointments() if appointment.moment.at >= now), None)

    def last_visit(self) -> date | None:
        """The local day of the last visit that is over."""
        now = self._clock.now()
        return max((appointment.moment.day for appointment in self.appointments() if appointment.moment.at < now), default=None)

    def arrange(self, moment: Moment, whom: str, note: str = "") -> Change:
        """Keep an appointment; raises Refused where something is missing."""
        return self._put_appointment(_("Added"), None, Appointment(moment=moment, whom=whom.strip(), note=note))

    def change_appointment(self, appointment: Appointment) -> Change:
        """Save a changed appointment."""
        return self._put_appointment(_("Changed"), _kept_of_id(self.appointments(), appointment.id), appointment)

    def delete_appointment(self, id_: str) -> Change:
        """Forget an appointment."""
        return self._put_appointment(_("Deleted"), _kept_of_id(self.appointments(), id_), None)

    def activities(self) -> list[OwnActivity]:
        """The person's own activities, to be scored every week."""
        return self._visits.activities()

    def set_activities(self, texts: Sequence[str]) -> Change:
        """Replace the list; an activity of the same words stays the same. Raises Refused for more than five."""
        wanted = [text.strip() for text in texts if text.strip()]
        if len(wanted) > MOST_ACTIVITIES or len(set(wanted)) < len(wanted):
            raise Refused(_("Three to five different activities work best. Nothing was changed; add or change some, or leave some out."))
        # An activity keeps its id with its words: its scores stay one line.
        known = {activity.text: activity for activity in self.activities()}
        after = [known.get(text) or OwnActivity(text=text) for text in wanted]
        keys = [(Section.FUNCTION, FUNCTION_LIST_ID)]
        now = self._clock.now()
        return self._history.make(lambda: IntendedChange(_("Changed"), keys, lambda: self._visits.set_activities(after, now)))

    def scores_due(self) -> bool:
        """Whether a week has passed since the activities were scored last."""
        if not self.activities():
            return False
        last = self.last_scores()
        return last is None or moment_now(self._clock).day - last.moment.day >= A_WEEK

    def last_scores(self) -> Function | None:
        """The scores given last."""
        last = self._entries.latest(Kind.FUNCTION, self._clock.now())
        return last if isinstance(last, Function) else None

    def _put_question(self, name: str, before: Question | None, after: Question | None) -> Change:
        kept, now = _either(before, after), self._clock.now()

        def make() -> None:
            if after is None:
                self._visits.remove_question(kept.id, now)
            else:
                self._visits.put_question(after, now)

        return self._history.make(lambda: IntendedChange(name, [(Section.QUESTIONS, kept.id)], make, kept.text))

    def _put_appointment(self, name: str, before: Appointment | None, after: Appointment | None) -> Change:
        kept, now = _either(before, after), self._clock.now()

        def make() -> None:
            if after is None:
                self._visits.remove_appointment(kept.id, now)
            else:
                self._visits.put_appointment(after, now)

        about = f"{kept.whom}, {moment_words(kept.moment.local, moment_now(self._clock).day)}"
        return self._history.make(lambda: IntendedChange(name, [(Section.APPOINTMENTS, kept.id)], make, about))


def _either(before: Kept | None, after: Kept | None) -> Kept:
    """What a change is about: as it is after it, or as it was where it is gone then."""
    kept = after or before
    if kept is None:
        raise TypeError
    return kept


def _kept_of_id(kept: Sequence[Kept], id_: str) -> Kept:
    found = next((thing for thing in kept if thing.id == id_), None)
    if found is None:
        raise Refused(_("That is gone already. Nothing was changed."))
    return found
