"""The form of each kind of entry, and what makes it."""

from dataclasses import dataclass
from typing import Any

from tracker.domain.entries import Kind
from tracker.services.form_drafts import FormDrafts
from tracker.services.journal import Journal
from tracker.services.medicines import Medicines
from tracker.services.planner import Planner
from tracker.services.visits import Visits
from ui.desk import Desk
from ui.forms.activity import ActivityForm
from ui.forms.day_note import DayNoteForm
from ui.forms.dose import DoseForm
from ui.forms.entry_form import EntryForm
from ui.forms.function import FunctionForm
from ui.forms.pain import PainForm
from ui.forms.session import SessionForm

FORMS: dict[Kind, type[EntryForm[Any]]] = {
    Kind.PAIN: PainForm,
    Kind.SESSION: SessionForm,
    Kind.ACTIVITY: ActivityForm,
    Kind.DAY_NOTE: DayNoteForm,
    Kind.DOSE: DoseForm,
    Kind.FUNCTION: FunctionForm,
}


@dataclass(frozen=True, slots=True)
class FormMaker:
    """Makes the form of any kind of entry, each of what it uses."""

    desk: Desk
    drafts: FormDrafts
    journal: Journal
    planner: Planner
    medicines: Medicines
    visits: Visits

    def make(self, kind: Kind) -> EntryForm[Any]:
        """A form of a kind, new."""
        match kind:
            case Kind.PAIN:
                return PainForm(self.desk, self.drafts, self.journal)
            case Kind.SESSION:
                return SessionForm(self.desk, self.drafts, self.journal, self.planner)
            case Kind.ACTIVITY:
                return ActivityForm(self.desk, self.drafts, self.journal)
            case Kind.DAY_NOTE:
                return DayNoteForm(self.desk, self.drafts, self.journal)
            case Kind.DOSE:
                return DoseForm(self.desk, self.drafts, self.journal, self.medicines)
            case Kind.FUNCTION:
                return FunctionForm(self.desk, self.drafts, self.journal, self.visits)
