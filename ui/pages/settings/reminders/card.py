"""The reminders: each on or off, how it stands, and its form in place."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from tracker.domain.reminders.rules import ReminderKind, Rule
from tracker.language import _
from tracker.library.reminders import default_rules
from tracker.services.form_drafts import FormDrafts
from tracker.services.reminders import Reminders
from tracker.wording.reminder_rules import rule_name, state_words
from ui.desk import Desk
from ui.pages.settings.reminders.form import ReminderForm
from ui.pages.settings.rows import DETAIL_BELOW, RowGroup, SettingRow
from ui.widgets.buttons import small_button
from ui.widgets.card import Card
from ui.widgets.labels import plain_label
from ui.widgets.tab_order import order_tabs

BY_THE_PLAN = (ReminderKind.ICE, ReminderKind.HEAT, ReminderKind.EXERCISES, ReminderKind.STRENGTH, ReminderKind.PHASE_SWITCH)
FOR_THE_DIARY = (ReminderKind.PAIN, ReminderKind.DAY_NOTE, ReminderKind.AFTER_SESSION, ReminderKind.FUNCTION)
OTHER_ON_AT_FIRST = (ReminderKind.APPOINTMENT, ReminderKind.BACKUP)


class RemindersCard(Card):
    """Lists every rule in three groups, and one more with what holds for all; a row stays while its rule does."""

    def __init__(self, desk: Desk, drafts: FormDrafts, reminders: Reminders) -> None:
        super().__init__(_("Reminders"))
        self._desk = desk
        self._reminders = reminders
        self._rules: list[Rule] = []
        self._opened_for: str | None = None
        self._by_rule: dict[str, RuleRow] = {}
        self.form = ReminderForm(desk, drafts, reminders)
        self.form.hide()
        self.form.done.connect(self._on_done)
        self.form.remove_wanted.connect(self._on_remove)
        self.add_button = small_button(_("Add a reminder"), icon_name="plus")
        self.add_button.clicked.connect(lambda: self.open_for(None))
        self.plan, self.diary, self.other, self.all = (
            RowGroup(heading) for heading in (_("By the plan"), _("For the diary"), _("Other"), _("For all"))
        )
        self._lay_out()
        self.refresh()
        self._reopen_draft()

    @property
    def rows(self) -> list["RuleRow"]:
        """The rows in the order they are seen."""
        return [self._by_rule[rule.id] for rule in _in_order(self._rules)]

    def row_of(self, id_: str) -> "RuleRow":
        """The row of a rule; raises KeyError where there is none of that id."""
        return self._by_rule[id_]

    def refresh(self) -> None:
        """Show the rules as they are; what is being typed stays."""
        rules = self._desk.ask(self._reminders.rules)
        if rules is None or rules == self._rules:
            return
        self._rules = rules
        self._show_rules()

    def open_for(self, rule: Rule | None) -> None:
        """Open the form within the row of a rule, or above all rows for a new one."""
        self._put_away()  # what was just typed of another one is kept
        self._opened_for = rule.id if rule else ""
        self.form.open_for(rule)
        if rule is None:
            self.body.insertWidget(1, self.form)
        else:
            self._by_rule[rule.id].add(self.form)
            self._by_rule[rule.id].set_open(is_open=True)
        self.form.show()
        self.add_button.setVisible(rule is not None)
        order_tabs(self)
        if rule is None and self.isVisible():
            self.form.focus_first()

    def _reopen_draft(self) -> None:
        """Go on with what was typed and not saved when the window was closed."""
        id_ = self.form.draft_id()
        rule = next((rule for rule in self._rules if rule.id == id_), None)
        if rule is not None or id_ == "":
            self.open_for(rule)

    def _show_rules(self) -> None:
        usual = {rule.id: rule for rule in default_rules()}
        for rule in _in_order(self._rules):
            if rule.id not in self._by_rule:
                self._add_row(rule)
            self._by_rule[rule.id].show_rule(rule, usual.get(rule.id))
        gone = self._by_rule.keys() - {rule.id for rule in self._rules}
        for id_ in gone:
            self._drop_row(id_)
        order_tabs(self)

    def _add_row(self, rule: Rule) -> None:
        row = self._by_rule[rule.id] = RuleRow(rule_name(rule), has_tick=True)
        row.switched.connect(partial(self._on_switched, rule.id))
        row.opened.connect(lambda: self.open_for(self._rule_of(rule.id)))
        row.closed.connect(self._put_away)
        self._group_of(rule).add(row)

    def _drop_row(self, id_: str) -> None:
        row = self._by_rule.pop(id_)
        if self._opened_for == id_:  # before the row goes, and the form with it
            self._put_away()
        row.hide()
        row.deleteLater()

    def _group_of(self, rule: Rule) -> RowGroup:
        if rule.kind in BY_THE_PLAN:
            return self.plan
        return self.diary if rule.kind in FOR_THE_DIARY else self.other

    def _rule_of(self, id_: str) -> Rule:
        return next(rule for rule in self._rules if rule.id == id_)

    def _on_switched(self, id_: str, is_on: bool) -> None:
        rule = self._rule_of(id_)
        if self._desk.run(lambda: self._reminders.change(replace(rule, is_on=is_on))) is None:
            self._show_rules()

    def _on_remove(self) -> None:
        id_ = self._opened_for
        if id_ and self._desk.run(lambda: self._reminders.remove(id_)) is not None:
            self.form.close_form()

    def _put_away(self) -> None:
        """Hide the form; its row, if it has one, is closed."""
        row = self._by_rule.get(self._opened_for or "")
        self._opened_for = None
        self.form.hide()
        self.form.setParent(self)
        if row is not None:
            row.set_open(is_open=False)
        self.add_button.show()

    def _on_done(self) -> None:
        row = self._by_rule.get(self._opened_for or "")
        self._put_away()
        (self.add_button if row is None else row.button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.add_to_header(self.add_button)
        self.body.setSpacing(DETAIL_BELOW)
        parts: tuple[QWidget, ...] = (
            plain_label(_("What you are reminded of, and when. What is done already is not asked for again."), "muted"),
            self.plan,
            self.diary,
            self.other,
            self.all,
        )
        for part in parts:
            self.body.addWidget(part)


class RuleRow(SettingRow):
    """One rule."""

    def show_rule(self, rule: Rule, usual: Rule | None) -> None:
        """Show a rule; `usual` is how it came, where it came with the app."""
        name = rule_name(rule)
        self.button.set_name(name)
        self.check.setAccessibleName(name)
        self.show_state(state_words(rule, usual), is_on=rule.is_on)


def _in_order(rules: list[Rule]) -> list[Rule]:
    """Group by group, as they are seen; the person's own last."""
    kinds = (*BY_THE_PLAN, *FOR_THE_DIARY, *OTHER_ON_AT_FIRST)
    return sorted(rules, key=lambda rule: kinds.index(rule.kind) if rule.kind in kinds else len(kinds))
