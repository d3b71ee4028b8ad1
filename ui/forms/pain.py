"""The form of a pain entry, as the Diary adds and changes one; Today has the same fields in a card of their own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tracker.domain.drafts import PainDraft, draft_of
from tracker.domain.entries import Issue, Kind, PainEntry
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.journal import Journal
from ui.desk import Desk
from ui.forms.draft_names import FORM_NAMES
from ui.forms.entry_form import EntryForm, FormWords
from ui.forms.pain_fields import PainFields


class PainForm(EntryForm[PainEntry]):
    """Adds a pain entry or changes one."""

    form_name = FORM_NAMES[Kind.PAIN]

    def __init__(self, desk: Desk, drafts: FormDrafts, journal: Journal) -> None:
        super().__init__(desk, drafts, journal)
        self.fields = PainFields(journal, compact=True)
        self.scale, self.details, self.note = self.fields.scale, self.fields.details, self.fields.note
        self.rows.addWidget(self.fields)
        self.fields.changed.connect(self.on_typed)
        self.fields.save_requested.connect(self.save)

    def words(self) -> FormWords:
        """What the form says of itself."""
        return FormWords(_("Add a pain entry"), _("Change: {what}").format(what=_("Pain")), _("Save entry"))

    def show_nothing(self) -> None:
        """Empty fields."""
        self.fields.show_draft(PainDraft(moment=self.moment()), None)
        self.fields.offer_same(is_new=True)

    def show_entry(self, entry: PainEntry) -> None:
        """The entry."""
        self.fields.show_draft(draft_of(entry), None)
        self.fields.offer_same(is_new=False)

    def show_time(self, local: datetime | None) -> None:
        """Show a wall-clock time, or now."""
        self.details.when.offer_yesterday(self.now_local)
        # What is changed was at its own time, and what is added to a day past on that day: neither is now.
        self.details.offer_now(may_be_now=self.usual_time() is None)
        self.details.show_time(local, self.now_local())

    def chosen_time(self) -> datetime | None:
        """The wall-clock time chosen, else the one that stood ready; None for now."""
        return self.details.chosen_time() or self.usual_time()

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return self.fields.content(self.moment())

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back."""
        kept = _of_earlier_version(content["fields"]) if "fields" in content else content
        self.fields.show_content(kept, self.moment())
        if not kept["when"]:
            self.show_time(self.usual_time())

    def issues(self) -> list[Issue]:
        """What is missing or wrong."""
        return list(self._draft().issues(self.desk.clock.now()))

    def entry(self) -> PainEntry:
        """The entry."""
        draft = self._draft()
        return draft.entry() if self.before is None else draft.changed(self.before)

    def show_issues(self, issues: Sequence[Issue]) -> None:
        """Say what is wrong beside the fields, and put the focus on the first."""
        self.fields.show_issues(issues)

    def focus_first(self) -> None:
        """The scale."""
        self.scale.setFocus()

    def _draft(self) -> PainDraft:
        return self.fields.draft(self.moment())._replace(note=self.note_text())


def _of_earlier_version(fields: dict[str, Any]) -> dict[str, Any]:
    """What an earlier version kept of an entry of the Diary, as it is kept now."""
    return {**fields["details"], "pain": fields["pain"], "note": fields["note"], "when": fields["moment"]}
