"""The form that scores the person's own activities, each 0 (cannot) to 10 (as before)."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.entries import Function, Issue, Kind, Score, function_issues, note_issues, time_issues
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.journal import Journal
from tracker.services.visits import Visits
from ui.desk import Desk
from ui.forms.draft_names import FORM_NAMES
from ui.forms.entry_form import EntryForm, FormWords
from ui.forms.form import point_or_none, show_when, time_text
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.when_choice import WhenChoice
from ui.widgets.labels import FieldIssue, breakable, plain_label
from ui.widgets.points_scale import PointsScale

SPACE = 12
LABEL_SPACE = 4


class FunctionForm(EntryForm[Function]):
    """One scale an activity; an activity without a value is left out. What was scored and is on the list no more comes first."""

    form_name = FORM_NAMES[Kind.FUNCTION]

    def __init__(self, desk: Desk, drafts: FormDrafts, journal: Journal, visits: Visits, cancel_words: str = "") -> None:
        super().__init__(desk, drafts, journal, cancel_words)
        self._visits = visits
        self._scales: dict[str, PointsScale] = {}
        self._scales_field, self._holder = QWidget(), QWidget()
        self._holder_layout = QVBoxLayout(self._scales_field)
        self._holder_layout.setContentsMargins(0, 0, 0, 0)
        self._holder_layout.addWidget(self._holder)
        self._scales_issue = FieldIssue(self._scales_field)
        self.when = WhenChoice(_("When"), _("Now"), _("Another time"))
        self.note = NoteField(_("Note"))
        self.rows.addWidget(self._scales_field)
        self.rows.addWidget(self._scales_issue)
        self.add_issue("scores", self._scales_issue)
        self.add_row("moment", _("When"), self.when)
        self.add_row("note", _("Note"), self.note)
        for field in (self.when, self.note):
            field.changed.connect(self.on_typed)

    def words(self) -> FormWords:
        """What the form says of itself."""
        asked = _("How well can you do this? 0: I cannot, 10: as before")
        return FormWords(asked, asked, _("Save"))

    def offer(self) -> None:
        """A scale for each activity of the list, and for each that was scored."""
        listed = [activity.text for activity in self.desk.ask(self._visits.activities) or []]
        scored = [score.activity for score in self.before.scores] if self.before is not None else []
        wanted = list(dict.fromkeys([*(activity for activity in scored if activity not in listed), *listed]))
        if wanted != list(self._scales):
            self._rebuild(wanted)

    def show_nothing(self) -> None:
        """No values."""
        self._show({}, "")

    def show_entry(self, entry: Function) -> None:
        """The scores given."""
        self._show({score.activity: score.points for score in entry.scores}, entry.note)

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        values = {activity: scale.value() for activity, scale in self._scales.items()}
        return {"scores": values, "when": time_text(self.when.chosen_time()), "note": self.note.text()}

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back; what an earlier version kept is the scores alone."""
        scores = content.get("scores")
        if not isinstance(scores, dict):
            self._show({activity: point_or_none(points) for activity, points in content.items()}, "")
            return
        self._show({str(activity): point_or_none(points) for activity, points in scores.items()}, str(content["note"]))
        show_when(self.when, content["when"], self.now_local())

    def issues(self) -> list[Issue]:
        """What is missing or wrong."""
        found = function_issues(self._scores()) + note_issues(self.note.text())
        return found + time_issues(self.moment(), self.desk.clock.now())

    def entry(self) -> Function:
        """The scores, those given before first and in their order."""
        moment, scores = self.moment(), self._scores()
        return replace(self.before or Function(moment=moment, scores=scores), moment=moment, scores=scores, note=self.note_text())

    def focus_first(self) -> None:
        """The first activity."""
        for scale in list(self._scales.values())[:1]:
            scale.focus_scale()

    def _show(self, scores: dict[str, float | None], note: str) -> None:
        for activity, scale in self._scales.items():
            scale.set_value(scores.get(activity))
        self.note.set_text(note)

    def _scores(self) -> tuple[Score, ...]:
        given = self.before.scores if self.before is not None else ()
        values = {activity: points for activity, scale in self._scales.items() if (points := scale.value()) is not None}
        if values == {score.activity: score.points for score in given}:
            return given
        in_order = dict.fromkeys([*(score.activity for score in given), *values])
        return tuple(Score(activity, values[activity]) for activity in in_order if activity in values)

    def _rebuild(self, activities: list[str]) -> None:
        former, self._holder = self._holder, QWidget()
        layout = QVBoxLayout(self._holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        self._scales = {}
        for activity in activities:
            scale = PointsScale(activity)
            scale.changed.connect(self.on_typed)
            self._scales[activity] = scale
            row = QVBoxLayout()
            row.setSpacing(LABEL_SPACE)
            row.addWidget(plain_label(breakable(activity), "strong"))
            row.addWidget(scale)
            layout.addLayout(row)
        # The whole holder is replaced: emptied and filled again it would be seen growing row by row.
        self._holder_layout.replaceWidget(former, self._holder)
        self._holder.show()
        former.hide()
        former.deleteLater()
