"""The form of one reminder: when, on which days, in which phases, and how it comes again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT, Issue
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.words import phase_name
from tracker.domain.reminders.quiet_hours import Hours
from tracker.domain.reminders.rules import (
    EVERY_DAY,
    EVERY_PHASE,
    MOST_BETWEEN,
    MOST_EVERY,
    MOST_REPEATS,
    MOST_TIMES,
    SNOOZES,
    ReminderKind,
    Repeat,
    Rule,
    rule_issues,
)
from tracker.language import _
from tracker.library.reminders import default_rules
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from tracker.services.reminders import Reminders
from tracker.wording.reminder_rules import rule_name, weekday_names, when_words
from ui.desk import Desk
from ui.forms.form import LABEL_SPACE, InPlaceForm
from ui.pages.settings.reminders.days_field import DaysField
from ui.pages.settings.reminders.repeat_fields import RepeatFields
from ui.widgets.buttons import danger_button, quiet_button
from ui.widgets.fields.times_field import Offered, TimesField
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.segmented_bar import SegmentedBar
from ui.widgets.toggle_chips import ToggleChips
from ui.widgets.wrapping_check_box import WrappingCheckBox


@dataclass(frozen=True, slots=True)
class Shape:
    """Which fields a kind of reminder has; `when` is None for one that goes by an event alone."""

    when: Offered | None = "both"
    has_days: bool = True
    phases: tuple[Phase, ...] = ()
    can_be_silent: bool = False


SHAPES: Mapping[ReminderKind, Shape] = {
    ReminderKind.ICE: Shape("hours", can_be_silent=True),
    ReminderKind.HEAT: Shape(phases=(Phase.HEAT, Phase.STRETCH), can_be_silent=True),
    ReminderKind.EXERCISES: Shape(can_be_silent=True),
    ReminderKind.STRENGTH: Shape(can_be_silent=True),
    ReminderKind.PHASE_SWITCH: Shape(None, has_days=False),
    ReminderKind.AFTER_SESSION: Shape(None),
    ReminderKind.PAIN: Shape(phases=EVERY_PHASE, can_be_silent=True),
    ReminderKind.DAY_NOTE: Shape(phases=EVERY_PHASE, can_be_silent=True),
    ReminderKind.WALKING: Shape(phases=EVERY_PHASE, can_be_silent=True),
    ReminderKind.BREAK: Shape(phases=EVERY_PHASE),
    ReminderKind.FLUIDS: Shape(phases=EVERY_PHASE, can_be_silent=True),
    ReminderKind.RELAXATION: Shape(phases=EVERY_PHASE, can_be_silent=True),
    ReminderKind.FUNCTION: Shape("times"),
    ReminderKind.APPOINTMENT: Shape("times", has_days=False),
    ReminderKind.BACKUP: Shape("times"),
    ReminderKind.OWN: Shape(phases=EVERY_PHASE),
}
NEW = Rule(kind=ReminderKind.OWN, times=(time(9),))


class ReminderForm(InPlaceForm):
    """Changes a rule, or writes an own one; fields a kind does not have stay hidden, and their values as they are."""

    remove_wanted = Signal()

    def __init__(self, desk: Desk, drafts: FormDrafts, reminders: Reminders) -> None:
        super().__init__(desk, drafts, "reminder", _("Change a reminder"), _("Save"))
        self._reminders = reminders
        self._rule: Rule | None = None
        self.text = QLineEdit()
        self.text.setAccessibleName(_("What to be reminded of"))
        self.text.setMaxLength(NAME_LIMIT)
        self.when = TimesField(MOST_TIMES, MOST_EVERY)
        self.days = DaysField(weekday_names())
        self.phases = ToggleChips(_("Only in"), {phase.value: phase_name(phase) for phase in EVERY_PHASE})
        self.silent = WrappingCheckBox(_("Silent when it is done already"))
        self.repeat = RepeatFields(MOST_BETWEEN, MOST_REPEATS)
        self.snooze = SegmentedBar([(str(minutes), _("{minutes} min").format(minutes=minutes)) for minutes in SNOOZES], _("Snooze for"))
        self.default_button, self.remove_button = quiet_button(_("Back to the default")), danger_button(_("Remove"))
        self._labelled_fields = self._rows()
        self._connect()

    def open_for(self, rule: Rule | None) -> None:
        """Change a rule, or write a new one."""
        # First: what still waits to be kept belongs to the rule that was open, and its fields still hold it.
        self._keeper.keep_waiting()
        self._rule = rule
        self.open()

    def is_for_subject(self, kept: dict[str, Any]) -> bool:
        """Whether it was kept of this rule."""
        return kept.get("id") == (self._rule.id if self._rule else "")

    def draft_id(self) -> str | None:
        """The id of the rule of which changes were kept, empty for a new one; None where nothing was."""
        kept = self._keeper.kept()
        return None if kept is None else str(kept.get("id", ""))

    def fill(self) -> None:
        """The rule as it is."""
        rule = self._rule or NEW
        shape = SHAPES[rule.kind]
        self.heading.setText(_("My reminder"))
        self.heading.setVisible(self._rule is None)  # else the row above says which it is
        self.setAccessibleName(rule_name(rule) if self._rule else self.heading.text())
        self.remove_button.setVisible(self._rule is not None and rule.is_own)
        self._show_shape(rule, shape)
        self.text.setText(rule.text)
        self.when.show_values(rule.times, rule.every, rule.hours.start, rule.hours.end)
        self.days.show_days(rule.weekdays, rule.day, self.desk.now().day)
        self.phases.choose(phase.value for phase in rule.phases)
        self.silent.setChecked(rule.silent_when_done)
        self.repeat.show_figures((rule.repeat.minutes, rule.repeat.times) if rule.repeat else None)
        self.snooze.choose(str(rule.snooze))

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        day = self.days.chosen_day()
        return {
            "id": self._rule.id if self._rule else "",
            "text": self.text.text(),
            "when": self.when.content(),
            "weekdays": list(self.days.chosen_weekdays()),
            "day": day.isoformat() if day else None,
            "phases": list(self.phases.chosen_keys()),
            "silent": self.silent.isChecked(),
            "repeat": self.repeat.figures(),
            "snooze": self.snooze.chosen_key(),
        }

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back."""
        self.text.setText(str(content["text"]))
        self.when.show_content(content["when"])
        day = date.fromisoformat(content["day"]) if content["day"] else None
        self.days.show_days([int(number) for number in content["weekdays"]], day, self.desk.now().day)
        self.phases.choose(content["phases"])
        self.silent.setChecked(bool(content["silent"]))
        figures = content["repeat"]
        self.repeat.show_figures((int(figures[0]), int(figures[1])) if figures else None)
        self.snooze.choose(str(content["snooze"]))

    def issues(self) -> list[Issue]:
        """What is missing or makes no sense."""
        rule = self.typed_rule()
        if rule.is_own and not rule.text:
            return [Issue("text", _("Write what to be reminded of."))]
        if rule.day is not None and rule.day < self.desk.now().day:
            return [Issue("weekdays", _("That day is past. Nothing was changed; choose another one."))]
        return rule_issues(rule)

    def typed_rule(self) -> Rule:
        """The rule as the fields have it."""
        rule = self._kept_rule()
        shape = SHAPES[rule.kind]
        if shape.when is not None:
            rule = self._with_times(rule, shape.when)
        if shape.has_days:
            day = self.days.chosen_day()
            rule = replace(rule, day=day, weekdays=EVERY_DAY if day else self.days.chosen_weekdays())
        if shape.phases:
            rule = replace(rule, phases=tuple(Phase(key) for key in self.phases.chosen_keys()))
        figures = self.repeat.figures()
        return replace(
            rule,
            text=self.text.text().strip() if rule.is_own else rule.text,
            silent_when_done=self.silent.isChecked() if shape.can_be_silent else rule.silent_when_done,
            repeat=Repeat(*figures) if figures else None,
            snooze=int(self.snooze.chosen_key()),
        )

    def record(self) -> Change:
        """Save the rule."""
        reminders = self._reminders
        return reminders.change(self.typed_rule()) if self._rule else reminders.add(self.typed_rule())

    def focus_first(self) -> None:
        """The text of an own one, else the times."""
        shape = SHAPES[(self._rule or NEW).kind]
        if not self._labelled_fields["text"].isHidden():
            self.text.setFocus()
        elif shape.when is not None:
            self.when.focus_first()
        else:
            self.repeat.check.setFocus()

    def _kept_rule(self) -> Rule:
        """The rule as it is kept now: it may have been turned off meanwhile."""
        rule = self._rule or NEW
        return next((kept for kept in self.desk.ask(self._reminders.rules) or [] if kept.id == rule.id), rule)

    def _with_times(self, rule: Rule, offered: Offered) -> Rule:
        hours = Hours(self.when.start.wall(), self.when.end.wall())
        if offered == "hours":
            return replace(rule, hours=hours)
        every = self.when.minutes() if self.when.is_every() else None
        # What comes every so often shows no times: those it had stay as they were.
        times = rule.times if every is not None else tuple(sorted(set(self.when.times.times())))
        return replace(rule, times=times, every=every, hours=hours if every is not None else rule.hours)

    def _show_shape(self, rule: Rule, shape: Shape) -> None:
        shown = {
            "text": rule.is_own,
            "times": shape.when is not None,
            "weekdays": shape.has_days,
            "phases": bool(shape.phases),
            "silent": shape.can_be_silent,
        }
        for key, is_shown in shown.items():
            self._labelled_fields[key].setVisible(is_shown)
        self.when.offer(shape.when or "times")
        self.days.offer_once(may_be_once=rule.is_own)
        self.phases.offer(phase.value for phase in shape.phases)
        default = _default(rule)
        self.default_button.setVisible(default is not None and replace(rule, since=None) != replace(default, is_on=rule.is_on))
        if default is not None:
            self.default_button.setToolTip(when_words(default))

    def _rows(self) -> dict[str, QWidget]:
        fields: tuple[tuple[str, str, QWidget], ...] = (
            ("text", self.text.accessibleName(), self.text),
            ("times", _("When"), self.when),
            ("weekdays", _("Days"), self.days),
            ("phases", _("Only in"), self.phases),
            ("silent", "", self.silent),
            ("repeat", "", self.repeat),
            ("snooze", _("Snooze for"), self.snooze),
        )
        labelled_fields = {key: self._labelled_field(key, label, field) for key, label, field in fields}
        # Interval and hours stand in the same field as the times, and what is wrong with them beneath it.
        self._issues |= {"every": self._issues["times"], "hours": self._issues["times"]}
        for button in (self.default_button, self.remove_button):
            self.rows.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return labelled_fields

    def _labelled_field(self, key: str, label: str, field: QWidget) -> QWidget:
        """A field beneath its label, with room for what is wrong with it, as one that can be hidden."""
        ground = QWidget()
        column = QVBoxLayout(ground)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(LABEL_SPACE)
        if label:
            column.addWidget(plain_label(label, "strong"))
        issue = self._issues[key] = FieldIssue(field)
        column.addWidget(field)
        column.addWidget(issue)
        self.rows.addWidget(ground)
        return ground

    def _connect(self) -> None:
        self.text.textChanged.connect(self.on_typed)
        for part in (self.when, self.days, self.phases, self.repeat):
            part.changed.connect(self.on_typed)
        self.silent.clicked.connect(self.on_typed)
        self.snooze.chosen.connect(self.on_typed)
        self.default_button.clicked.connect(self._on_default)
        self.remove_button.clicked.connect(self.remove_wanted)

    def _on_default(self) -> None:
        rule = self._kept_rule()
        default = _default(rule)
        if default is not None and self.desk.run(lambda: self._reminders.change(replace(default, is_on=rule.is_on))):
            self.close_form()


def _default(rule: Rule) -> Rule | None:
    return next((default for default in default_rules() if default.id == rule.id), None)
