"""The form of an activity: what, how long, how hard; what is done often comes first."""

from typing import Any

from tracker.domain.entries import Activity, Issue, Kind, activity_issues, note_issues, time_issues
from tracker.domain.words import activity_name
from tracker.language import _
from tracker.services.history import Deed
from ui.desk import Desk
from ui.forms.form import AddForm, point_or_none, show_when, time_text
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.fields import MinutesField
from ui.widgets.note_field import NoteField
from ui.widgets.points_scale import PointsScale
from ui.widgets.when_choice import WhenChoice

KINDS = ("walking", "sitting", "standing", "driving", "lifting", "work", "missed work", "housework", "sport", "rest")


class ActivityForm(AddForm):
    """Adds an activity to the day."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "activity", _("Add an activity"), _("Save activity"))
        self.kind = ChoiceChips(_("What"), own=_("Something else"), own_name=_("What it was"))
        self.minutes = MinutesField(_("Minutes"))
        self.effort = PointsScale(_("Effort"), _("0 none, 10 as hard as it gets"))
        self.when = WhenChoice(_("When"), _("Now"), _("Another time"))
        self.note = NoteField(_("Note"))
        self.add_row("kind", _("What"), self.kind)
        self.add_row("minutes", _("Minutes"), self.minutes)
        self.add_row("effort", _("Effort"), self.effort)
        self.add_row("moment", _("When"), self.when)
        self.add_row("note", _("Note"), self.note)
        for field in (self.kind, self.minutes, self.effort, self.when, self.note):
            field.changed.connect(self.on_typed)

    def fill(self) -> None:
        """Empty fields; the person's favourites are the first kinds offered."""
        favourites = self.desk.asked(lambda: self.tracker.journal.favourites(Kind.ACTIVITY)) or []
        kinds = [*favourites, *(kind for kind in KINDS if kind not in favourites)]
        self.kind.set_options([(kind, activity_name(kind)) for kind in kinds])
        self.minutes.set_value(None)
        self.effort.set_value(None)
        self.when.show_now(self.now_local())
        self.note.set_text("")

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {
            "kind": self.kind.chosen(),
            "minutes": self.minutes.value(),
            "effort": self.effort.value(),
            "when": time_text(self.when.chosen()),
            "note": self.note.text(),
        }

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back."""
        self.kind.choose(str(content["kind"]))
        self.minutes.set_value(point_or_none(content["minutes"]))
        self.effort.set_value(point_or_none(content["effort"]))
        show_when(self.when, content["when"], self.now_local())
        self.note.set_text(str(content["note"]))

    def issues(self) -> list[Issue]:
        """What is missing or wrong."""
        kind = self.kind.chosen()
        if not kind:
            return [Issue("kind", _("Choose what it was, or write it."))]
        found = activity_issues(kind, self.minutes.value(), self.effort.value()) + note_issues(self.note.text())
        return found + time_issues(self.moment_of(self.when), self.tracker.clock.now())

    def deed(self) -> Deed:
        """Save the activity."""
        entry = Activity(
            moment=self.moment_of(self.when),
            kind=self.kind.chosen(),
            minutes=self.minutes.value(),
            effort=self.effort.value(),
            note=self.note.text().strip(),
        )
        return self.tracker.journal.add(entry)

    def focus_first(self) -> None:
        """The kinds."""
        self.kind.focus_choice()
