"""The form of each kind of entry, and what makes it: each is imported when it is first opened."""

from typing import TYPE_CHECKING, Any, NamedTuple

from tracker.domain.entries import Kind
from tracker.services.form_drafts import FormDrafts
from tracker.services.journal import Journal
from tracker.services.medicines import Medicines
from tracker.services.planner import Planner
from tracker.services.visits import Visits
from ui.desk import Desk

if TYPE_CHECKING:
    from ui.forms.entry_form import EntryForm


class FormMaker(NamedTuple):
    """Makes the form of any kind of entry, each of what it uses."""

    desk: Desk
    drafts: FormDrafts
    journal: Journal
    planner: Planner
    medicines: Medicines
    visits: Visits

    def make(self, kind: Kind) -> "EntryForm[Any]":
        """A form of a kind, new."""
        match kind:
            case Kind.PAIN:
                from ui.forms.pain import PainForm

                return PainForm(self.desk, self.drafts, self.journal)
            case Kind.SESSION:
                from ui.forms.session import SessionForm

                return SessionForm(self.desk, self.drafts, self.journal, self.planner)
            case Kind.ACTIVITY:
                from ui.forms.activity import ActivityForm

                return ActivityForm(self.desk, self.drafts, self.journal)
            case Kind.DAY_NOTE:
                from ui.forms.day_note import DayNoteForm

                return DayNoteForm(self.desk, self.drafts, self.journal)
            case Kind.DOSE:
                from ui.forms.dose import DoseForm

                return DoseForm(self.desk, self.drafts, self.journal, self.medicines)
            case Kind.FUNCTION:
                from ui.forms.function import FunctionForm

                return FunctionForm(self.desk, self.drafts, self.journal, self.visits)
