"""The fields of a pain entry: the scale, everything else about it, and the note; the same to add one and to change one."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.drafts import PainDraft
from tracker.domain.entries import Issue
from tracker.domain.times import Moment
from tracker.language import _
from tracker.services.journal import Journal
from ui.forms.pain_data import pain_data, pain_from
from ui.forms.pain_details import PainDetails
from ui.widgets.fields.note_field import NoteField
from ui.widgets.labels import FieldIssue
from ui.widgets.pain_scale import PainScale

SPACE = 12
LATELY = timedelta(days=14)  # long enough to know the places of an episode, short enough to be read at each entry


class PainFields(QWidget):
    """Takes the journal, which tells the person's own words, and what stands beside the note; compact ones fit beside a month."""

    changed = Signal()
    save_requested = Signal()

    def __init__(self, journal: Journal, *, beside_note: QWidget | None = None, compact: bool = False) -> None:
        super().__init__()
        self._journal = journal
        self.scale = PainScale(compact=compact)
        self.issue = FieldIssue(self.scale)
        self.details = PainDetails(journal.words_used, self._usual_places)
        self.note = NoteField(_("Note"), enter_saves=True, least_lines=1)
        self.note_issue = FieldIssue(self.note.edit)
        self._lay_out(beside_note)
        self.scale.value_chosen.connect(lambda _value: self.changed.emit())
        for part in (self.details, self.note):
            part.changed.connect(self.changed)
        for field in (self.scale, self.note):
            field.save_requested.connect(self.save_requested)
        self.details.same_wanted.connect(self._on_same_wanted)

    def offer_same(self, *, is_new: bool) -> None:
        """Offer a new entry to take places and words of the last one, where there is one."""
        self.details.same_button.setVisible(is_new and self._journal.latest_pain() is not None)

    def show_draft(self, draft: PainDraft, when: datetime | None) -> None:
        """Show a draft; `when` is the wall-clock time chosen, None for now."""
        self.clear_issues()
        self.scale.set_value(draft.pain)
        self.details.show_draft(draft, when)
        self.note.set_text(draft.note)

    def draft(self, moment: Moment) -> PainDraft:
        """What the fields hold, as of a moment."""
        return self.details.with_details(PainDraft(pain=self.scale.value(), moment=moment, note=self.note.text()))

    def content(self, moment: Moment) -> dict[str, Any]:
        """What stands in the fields, as plain data."""
        return pain_data(self.draft(moment), self.details.chosen_time())

    def show_content(self, content: dict[str, Any], moment: Moment) -> None:
        """Put such data back; raises KeyError, TypeError or ValueError where it is of another kind."""
        self.show_draft(*pain_from(content, moment))

    def show_issues(self, issues: Sequence[Issue]) -> None:
        """Say what is wrong beside the fields, and put the focus on the first."""
        self.clear_issues()
        others = self.details.show_issues(issues)
        for issue in others:
            (self.note_issue if issue.field == "note" else self.issue).show_first(issue.message)
        # The details have put the focus on the first issue where it is one of theirs.
        if others and others[0] is issues[0]:
            (self.note if issues[0].field == "note" else self.scale).setFocus()

    def clear_issues(self) -> None:
        """Nothing is wrong any more."""
        for issue in (self.issue, self.note_issue):
            issue.clear()
        self.details.clear_issues()

    def _usual_places(self) -> list[str]:
        today = self._journal.now().day
        return self._journal.places_used(today - LATELY, today)

    def _on_same_wanted(self) -> None:
        last = self._journal.latest_pain()
        if last is not None:
            self.details.fill_from(last)

    def _lay_out(self, beside_note: QWidget | None) -> None:
        last_row = QHBoxLayout()
        last_row.setSpacing(SPACE)
        last_row.addWidget(self.note, 1)
        if beside_note is not None:
            last_row.addWidget(beside_note, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in (self.scale, self.issue, self.details):
            layout.addWidget(widget)
        layout.addLayout(last_row)
        layout.addWidget(self.note_issue)
