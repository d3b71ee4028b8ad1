"""The form of an activity: what, how long, how many, how hard; what is done often comes first."""

from dataclasses import replace
from typing import Any

from tracker.domain.entries import Activity, Issue, Kind, activity_issues, note_issues, time_issues
from tracker.domain.words import activity_name
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.journal import Journal
from ui.desk import Desk
from ui.forms.draft_names import FORM_NAMES
from ui.forms.entry_form import EntryForm, FormWords
from ui.forms.form import point_or_none, show_when, time_text
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.number_box import with_room
from ui.widgets.fields.steppers import CountBox, MinutesField
from ui.widgets.fields.when_choice import WhenChoice
from ui.widgets.points_scale import PointsScale

# Their order is that of the chips, where the person has no favourites.
KINDS = ("walking", "sitting", "standing", "driving", "lifting", "work", "missed work", "housework", "sport", "rest")
MOST_COUNTED = 1_000_000
COUNT_WIDTH = 130


class ActivityForm(EntryForm[Activity]):
    """Adds an activity or changes one."""

    form_name = FORM_NAMES[Kind.ACTIVITY]

    def __init__(self, desk: Desk, drafts: FormDrafts, journal: Journal) -> None:
        super().__init__(desk, drafts, journal)
        self.kind = ChoiceChips(_("What"), own=_("Something else"), own_name=_("What it was"))
        self.minutes = MinutesField(_("Minutes"))
        self.count = CountBox(_("Count, for example steps"), MOST_COUNTED, COUNT_WIDTH)
        self.effort = PointsScale(_("Effort"), _("0 none, 10 as hard as it gets"))
        self.when = WhenChoice(_("When"), _("Now"), _("Another time"))
        self.note = NoteField(_("Note"))
        self.add_row("kind", _("What"), self.kind)
        self.add_row("minutes", _("Minutes"), self.minutes)
        self.add_row("count", _("Count, for example steps"), with_room(self.count))
        self.add_row("effort", _("Effort"), self.effort)
        self.add_row("moment", _("When"), self.when)
        self.add_row("note", _("Note"), self.note)
        for field in (self.kind, self.minutes, self.count, self.effort, self.when, self.note):
            field.changed.connect(self.on_typed)

    def words(self) -> FormWords:
        """What the form says of itself."""
        return FormWords(_("Add an activity"), _("Change: {what}").format(what=_("Activity")), _("Save"))

    def offer(self) -> None:
        """The person's favourites are the first kinds offered."""
        favourites = self.desk.ask(lambda: self._journal.favourites(Kind.ACTIVITY)) or []
        kinds = [*favourites, *(kind for kind in KINDS if kind not in favourites)]
        self.kind.set_options([(kind, activity_name(kind)) for kind in kinds])

    def propose(self, kind: str) -> None:
        """Choose what was done, and go on to how long it took."""
        self.kind.choose(kind)
        self.minutes.box.setFocus()
        self.minutes.box.selectAll()

    def show_nothing(self) -> None:
        """Empty fields."""
        self.kind.choose("")
        self.minutes.set_value(None)
        self.count.show_count(None)
        self.effort.set_value(None)
        self.note.set_text("")

    def show_entry(self, entry: Activity) -> None:
        """What was done."""
        self.kind.choose(entry.kind)
        self.minutes.set_value(entry.minutes)
        self.count.show_count(entry.count)
        self.effort.set_value(entry.effort)
        self.note.set_text(entry.note)

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {
            "kind": self.kind.chosen_key(),
            "minutes": self.minutes.value(),
            "count": self.count.count(),
            "effort": self.effort.value(),
            "when": time_text(self.when.chosen_time()),
            "note": self.note.text(),
        }

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back; what an earlier version kept holds no count."""
        self.kind.choose(str(content["kind"]))
        self.minutes.set_value(point_or_none(content["minutes"]))
        self.count.show_count(point_or_none(content.get("count")))
        self.effort.set_value(point_or_none(content["effort"]))
        show_when(self.when, content["when"], self.now_local())
        self.note.set_text(str(content["note"]))

    def issues(self) -> list[Issue]:
        """What is missing or wrong."""
        kind = self.kind.chosen_key()
        if not kind:
            return [Issue("kind", _("Choose what it was, or write it."))]
        found = activity_issues(kind, self.minutes.value(), self.effort.value(), self.count.count()) + note_issues(self.note.text())
        return found + time_issues(self.moment(), self.desk.clock.now())

    def entry(self) -> Activity:
        """The activity."""
        moment, kind = self.moment(), self.kind.chosen_key()
        return replace(
            self.before or Activity(moment=moment, kind=kind),
            moment=moment,
            kind=kind,
            minutes=self.minutes.value(),
            count=self.count.count(),
            effort=self.effort.value(),
            note=self.note_text(),
        )

    def focus_first(self) -> None:
        """The kinds."""
        self.kind.focus_choice()
