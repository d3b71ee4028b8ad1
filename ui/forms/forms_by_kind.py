"""The form of each kind of entry."""

from typing import Any

from tracker.domain.entries import Kind
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
