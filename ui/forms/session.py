"""The form of a session that is over: of the plan, an exercise of it, or a treatment beside it."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from tracker.domain.entries import EndedBy, Issue, Kind, Session, note_issues, session_issues, time_issues
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.session_offers import session_length
from tracker.domain.sessions import HEAT, ICE, KINDS_OF_THE_PLAN, STRETCHES, TREATMENTS, kind_called
from tracker.domain.times import Moment
from tracker.domain.words import session_name
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.journal import Journal
from tracker.services.planner import Planner
from ui.desk import Desk
from ui.forms.draft_names import FORM_NAMES
from ui.forms.entry_form import EntryForm, FormWords
from ui.forms.form import minutes_or_none, point_or_none, show_when, time_text
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.steppers import MinutesField
from ui.widgets.fields.when_choice import WhenChoice
from ui.widgets.labels import plain_label
from ui.widgets.points_scale import PointsScale

USUAL_MINUTES = (5, 10, 15, 20, 30, 60)
MINUTE = timedelta(minutes=1)


class SessionForm(EntryForm[Session]):
    """Adds a session by hand, which has just ended unless a time is given, or changes one; its end follows its beginning and its length."""

    form_name = FORM_NAMES[Kind.SESSION]

    def __init__(self, desk: Desk, drafts: FormDrafts, journal: Journal, planner: Planner) -> None:
        super().__init__(desk, drafts, journal)
        self._planner = planner
        self.kind = ChoiceChips(_("What"), own=_("Something else"), own_name=_("What it was"))
        self.ask_first = plain_label("", "muted")
        self.minutes = MinutesField(_("Minutes"), USUAL_MINUTES)
        ends = _("0 no pain, 10 worst you can imagine")
        self.before_points = PointsScale(_("Pain before"), ends)
        self.after_points = PointsScale(_("Pain after"), ends)
        self.when = WhenChoice(_("When"), _("It has just ended"), _("It began at"))
        self.note = NoteField(_("Note"))
        self.add_row("kind", _("What"), self.kind)
        self.rows.addWidget(self.ask_first)
        self.add_row("minutes", _("Minutes"), self.minutes)
        self.add_row("before", _("Pain before"), self.before_points)
        self.add_row("after", _("Pain after"), self.after_points)
        self.add_row("moment", _("When"), self.when)
        self.add_row("note", _("Note"), self.note)
        for field in (self.kind, self.minutes, self.before_points, self.after_points, self.when, self.note):
            field.changed.connect(self.on_typed)
        self.kind.changed.connect(self._on_kind_chosen)

    def words(self) -> FormWords:
        """What the form says of itself."""
        return FormWords(_("Add a session that is over"), _("Change a session"), _("Save session"))

    def offer(self) -> None:
        """The kinds: those of the plan, its exercises, and what is done beside it."""
        self.kind.set_groups(self._kinds())

    def propose(self, kind: str) -> None:
        """Choose what it was, and go on to how long it took."""
        self.kind.choose(kind)
        self._on_kind_chosen()
        self.minutes.box.setFocus()
        self.minutes.box.selectAll()

    def fill(self) -> None:
        """Show the fields; who should ask first is told once another kind is chosen."""
        super().fill()
        self.ask_first.hide()

    def show_nothing(self) -> None:
        """Empty fields."""
        self.kind.choose("")
        self.minutes.set_value(None)
        self.before_points.set_value(None)
        self.after_points.set_value(None)
        self.note.set_text("")

    def show_entry(self, entry: Session) -> None:
        """The session, with its length in whole minutes."""
        self.kind.choose(entry.kind)
        self.minutes.set_value(_whole_minutes(entry))
        self.before_points.set_value(entry.before)
        self.after_points.set_value(entry.after)
        self.note.set_text(entry.note)

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {
            "kind": self.kind.chosen_key(),
            "minutes": self.minutes.value(),
            "before": self.before_points.value(),
            "after": self.after_points.value(),
            "when": time_text(self.when.chosen_time()),
            "note": self.note.text(),
        }

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back."""
        self.kind.choose(str(content["kind"]))
        self.minutes.set_value(minutes_or_none(content["minutes"]))
        self.before_points.set_value(point_or_none(content["before"]))
        self.after_points.set_value(point_or_none(content["after"]))
        show_when(self.when, content["when"], self.now_local())
        self.note.set_text(str(content["note"]))

    def issues(self) -> list[Issue]:
        """What is missing or wrong."""
        kind = self._kind()
        if not kind:
            return [Issue("kind", _("Choose what it was, or write it."))]
        if not self.minutes.value():
            return [Issue("minutes", _("Say how many minutes it took."))]
        planned = self._length() if self.before is None else self._planned(self.before)
        found = session_issues(kind, planned, self.before_points.value(), self.after_points.value()) + note_issues(self.note.text())
        return found + time_issues(self._began(), self.desk.clock.now())

    def entry(self) -> Session:
        """The session; by hand it took as long as planned. A changed one ends as it did where neither its beginning nor its length is another."""
        before, began, length = self.before, self._began(), self._length()
        if before is None:
            entry = Session(moment=began, kind=self._kind(), planned=length, ended_at=began.at + length, ended_by=EndedBy.BY_HAND)
        else:
            entry = replace(before, moment=began, kind=self._kind(), planned=self._planned(before), ended_at=self._end(before, began))
        return replace(entry, before=self.before_points.value(), after=self.after_points.value(), note=self.note_text())

    def focus_first(self) -> None:
        """The kinds."""
        self.kind.focus_choice()

    def _kind(self) -> str:
        """The kind chosen, or the one that the word typed stands for; what nobody changed stays as it was."""
        chosen = self.kind.chosen_key()
        return chosen if self.before is not None and chosen == self.before.kind else kind_called(chosen)

    def _kinds(self) -> list[list[tuple[str, str]]]:
        asked = self.desk.ask(lambda: (self._planner.plan_now(), self._planner.state(self.desk.clock.now()).phase))
        phases = (Phase.WELL, Phase.STRETCH) if asked and asked[1] is Phase.WELL else (Phase.STRETCH,)
        exercises = [(exercise.name, _(exercise.name)) for phase in phases for exercise in asked[0].phases[phase].exercises] if asked else []
        of_the_plan, treatments = ([(kind, session_name(kind)) for kind in kinds] for kinds in (KINDS_OF_THE_PLAN, TREATMENTS))
        return [of_the_plan, [(STRETCHES, session_name(STRETCHES)), *exercises], treatments]

    def _on_kind_chosen(self) -> None:
        """The plan's length stands ready, unless the person gave one."""
        ask_first = _who_asks_first(self._kind())
        self.ask_first.setText(ask_first)
        self.ask_first.setVisible(bool(ask_first))
        plan = self.desk.ask(self._planner.plan_now)
        length = None if plan is None or self.minutes.value() is not None else session_length(plan, self.kind.chosen_key())
        if length is not None:
            self.minutes.set_value(length / MINUTE)

    def _length(self) -> timedelta:
        """The length typed; that of the session before where it stands unchanged, to the second."""
        # The field shows whole minutes: a session whose length nobody changed must not be rounded to them.
        if self.before is not None and self._is_as_long(self.before):
            return self.before.length
        return timedelta(minutes=self.minutes.value() or 0)

    def _planned(self, before: Session) -> timedelta:
        return before.planned if self._is_as_long(before) else self._length()

    def _is_as_long(self, before: Session) -> bool:
        return self.minutes.value() == _whole_minutes(before)

    def _end(self, before: Session, began: Moment) -> datetime | None:
        """The end; none while it runs."""
        is_same = began == before.moment and self._is_as_long(before)
        return before.ended_at if before.ended_at is None or is_same else began.at + self._length()

    def _began(self) -> Moment:
        moment = self.moment()
        # Logged as of now it has just ended, so that it began its length ago.
        return moment if self.when.chosen_time() is not None else Moment.of(moment.at - self._length(), moment.zone)


def _whole_minutes(session: Session) -> int:
    # At least one: a session stopped after a few seconds would show nought minutes, which the form itself refuses.
    return max(1, round(session.length / MINUTE))


def _who_asks_first(kind: str) -> str:
    # Those of ice and heat are shown before they are begun; the guide is read where it is first asked for, not as the app starts.
    from tracker.library.guide import guide
    from tracker.wording.guide_card import ask_first_words

    subject = None if kind in {"", ICE, HEAT} else guide().logged_by("session", kind)
    return ask_first_words(subject) if subject else ""
