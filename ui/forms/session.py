"""The form of a session that is over: of the plan, an exercise of it, massage, physiotherapy or another."""

from datetime import timedelta
from typing import Any

from tracker.domain.entries import EndedBy, Issue, Session, note_issues, session_issues, time_issues
from tracker.domain.plan.protocol import Phase
from tracker.domain.sessions import CONTRAST, HEAT, ICE, MASSAGE, OTHER, PHYSIOTHERAPY, PRESSURE, STRETCHES
from tracker.domain.status import PHASE_OF
from tracker.domain.times import Moment
from tracker.domain.words import session_name
from tracker.language import _
from tracker.services.history import Deed
from ui.desk import Desk
from ui.forms.form import AddForm, point_or_none, show_when, time_text
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.fields import MinutesField
from ui.widgets.note_field import NoteField
from ui.widgets.points_scale import PointsScale
from ui.widgets.when_choice import WhenChoice

USUAL_MINUTES = (5, 10, 15, 20, 30, 60)


class SessionForm(AddForm):
    """Adds a session by hand; without a time it has just ended."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "session", _("Add a session that is over"), _("Save session"))
        self.kind = ChoiceChips(_("What"), own=_("Something else"), own_name=_("What it was"))
        self.minutes = MinutesField(_("Minutes"), USUAL_MINUTES)
        ends = _("0 no pain, 10 worst you can imagine")
        self.before = PointsScale(_("Pain before"), ends)
        self.after = PointsScale(_("Pain after"), ends)
        self.when = WhenChoice(_("When"), _("It has just ended"), _("It began at"))
        self.note = NoteField(_("Note"))
        self.add_row("kind", _("What"), self.kind)
        self.add_row("minutes", _("Minutes"), self.minutes)
        self.add_row("before", _("Pain before"), self.before)
        self.add_row("after", _("Pain after"), self.after)
        self.add_row("moment", _("When"), self.when)
        self.add_row("note", _("Note"), self.note)
        for field in (self.kind, self.minutes, self.before, self.after, self.when, self.note):
            field.changed.connect(self.on_typed)
        self.kind.changed.connect(self._on_kind_chosen)

    def fill(self) -> None:
        """Empty fields."""
        self.kind.set_options(self._kinds())
        self.minutes.set_value(None)
        self.before.set_value(None)
        self.after.set_value(None)
        self.when.show_now(self.now_local())
        self.note.set_text("")

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {
            "kind": self.kind.chosen(),
            "minutes": self.minutes.value(),
            "before": self.before.value(),
            "after": self.after.value(),
            "when": time_text(self.when.chosen()),
            "note": self.note.text(),
        }

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back."""
        self.kind.choose(str(content["kind"]))
        self.minutes.set_value(point_or_none(content["minutes"]))
        self.before.set_value(point_or_none(content["before"]))
        self.after.set_value(point_or_none(content["after"]))
        show_when(self.when, content["when"], self.now_local())
        self.note.set_text(str(content["note"]))

    def issues(self) -> list[Issue]:
        """What is missing or wrong."""
        kind, length = self.kind.chosen(), self._length()
        if not kind:
            return [Issue("kind", _("Choose what it was, or write it."))]
        if not length:
            return [Issue("minutes", _("Say how many minutes it took."))]
        found = session_issues(kind, length, self.before.value(), self.after.value()) + note_issues(self.note.text())
        return found + time_issues(self._began(), self.tracker.clock.now())

    def deed(self) -> Deed:
        """Save the session."""
        began, length = self._began(), self._length()
        entry = Session(
            moment=began,
            kind=self.kind.chosen(),
            planned=length,
            ended_at=began.at + length,
            ended_by=EndedBy.BY_HAND,
            before=self.before.value(),
            after=self.after.value(),
            note=self.note.text().strip(),
        )
        return self.tracker.journal.add(entry)

    def focus_first(self) -> None:
        """The kinds."""
        self.kind.focus_choice()

    def _kinds(self) -> list[tuple[str, str]]:
        plan = self.desk.asked(self.tracker.planner.plan_now)
        exercises = [(one.name, _(one.name)) for one in plan.phases[Phase.STRETCH].exercises] if plan else []
        before = [(kind, session_name(kind)) for kind in (ICE, HEAT, CONTRAST, PRESSURE, STRETCHES)]
        return [*before, *exercises, *((kind, session_name(kind)) for kind in (MASSAGE, PHYSIOTHERAPY, OTHER))]

    def _on_kind_chosen(self) -> None:
        """The plan's length stands ready, unless the person gave one."""
        phase = PHASE_OF.get(self.kind.chosen())
        plan = self.desk.asked(self.tracker.planner.plan_now)
        if phase is None or plan is None or self.minutes.value() is not None:
            return
        length = plan.phases[phase].session
        if length is not None:
            self.minutes.set_value(length.value)

    def _length(self) -> timedelta:
        return timedelta(minutes=self.minutes.value() or 0)

    def _began(self) -> Moment:
        moment = self.moment_of(self.when)
        return moment if self.when.chosen() is not None else Moment.of(moment.at - self._length(), moment.zone)
