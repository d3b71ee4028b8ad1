"""The reminders: each with its times in words, on or off, and its form in place."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.reminders.rules import Rule
from tracker.language import _
from tracker.library.look import sizes
from tracker.services.form_drafts import FormDrafts
from tracker.services.reminders import Reminders
from tracker.wording.reminder_rules import condition_words, rule_name, when_words
from ui.assets import set_role
from ui.desk import Desk
from ui.pages.settings.reminder_form import ReminderForm
from ui.widgets.buttons import show_checked, small_button
from ui.widgets.card import Card
from ui.widgets.labels import HairLine, breakable, plain_label
from ui.widgets.line_stack import row_button
from ui.widgets.tab_order import order_tabs

SPACE = 8
ROW_MARGIN = 4
FORM_INDENT = 40
# Fixed, so that the times of all rules begin at one line.
NAME_WIDTH = 184


class RemindersCard(Card):
    """Lists every rule; its rows are made once and show other rules as they come and go."""

    def __init__(self, desk: Desk, drafts: FormDrafts, reminders: Reminders) -> None:
        super().__init__(_("Reminders"))
        self._desk = desk
        self._reminders = reminders
        self._rules: list[Rule] = []
        self._opened_for: str | None = None
        self.rows: list[RuleRow] = []
        self.form = ReminderForm(desk, drafts, reminders)
        self._form_holder = QWidget()
        holder = QVBoxLayout(self._form_holder)
        holder.setContentsMargins(FORM_INDENT, SPACE, 0, 2 * SPACE)
        holder.addWidget(self.form)
        self._form_holder.hide()
        self.form.done.connect(self._on_done)
        self.add_button = small_button(_("Add a reminder of my own"), icon_name="plus")
        self.add_button.clicked.connect(lambda: self.open_for(None))
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._list.addWidget(self._form_holder)
        self.body.addWidget(plain_label(_("What you are reminded of, and when. What is done already is not asked for again."), "muted"))
        self.body.addLayout(self._list)
        self.add_to_header(self.add_button)
        self.refresh()
        self._reopen_draft()

    def refresh(self) -> None:
        """Show the rules as they are; what is being typed stays."""
        rules = self._desk.ask(self._reminders.rules)
        if rules is None or rules == self._rules:
            return
        self._rules = rules
        self._show_rules()

    def open_for(self, rule: Rule | None) -> None:
        """Open the form beneath a rule, or at the end for a new one."""
        self._form_holder.hide()  # what was just typed of another one is kept
        self._opened_for = rule.id if rule else ""
        self.form.open_for(rule)
        self._place_form()
        self._form_holder.show()
        self.add_button.hide()
        order_tabs(self)
        if self.isVisible():
            self.form.focus_first()

    def _reopen_draft(self) -> None:
        """Go on with what was typed and not saved when the window was closed."""
        id_ = self.form.draft_id()
        rule = next((rule for rule in self._rules if rule.id == id_), None)
        if rule is not None or id_ == "":
            self.open_for(rule)

    def _show_rules(self) -> None:
        while len(self.rows) < len(self._rules):
            self._add_row()
        for place, row in enumerate(self.rows):
            row.setVisible(place < len(self._rules))
            if place < len(self._rules):
                row.show_rule(self._rules[place])
        self._place_form()
        order_tabs(self)

    def _add_row(self) -> None:
        row = RuleRow()
        place = len(self.rows)
        row.switched.connect(partial(self._on_switched, place))
        row.edit.clicked.connect(lambda: self.open_for(self._rules[place]))
        row.remove.clicked.connect(partial(self._on_remove, place))
        self.rows.append(row)
        self._list.addWidget(row)

    def _place_form(self) -> None:
        """Put the form beneath its rule."""
        place = self._place_of(self._opened_for)
        self._list.removeWidget(self._form_holder)
        self._list.insertWidget(len(self.rows) if place is None else place + 1, self._form_holder)

    def _place_of(self, id_: str | None) -> int | None:
        return next((place for place, rule in enumerate(self._rules) if rule.id == id_), None)

    def _on_switched(self, place: int, is_on: bool) -> None:
        rule = self._rules[place]
        if self._desk.run(lambda: self._reminders.change(replace(rule, is_on=is_on))) is None:
            self._show_rules()

    def _on_remove(self, place: int, _checked: bool = False) -> None:
        rule = self._rules[place]
        if self._desk.run(lambda: self._reminders.remove(rule.id)) is None:
            return
        if self._opened_for == rule.id:
            self.form.close_form()
        if place < len(self._rules):
            self.rows[place].check.setFocus()
        else:
            self.add_button.setFocus()

    def _on_done(self) -> None:
        opener = self._place_of(self._opened_for)
        self._opened_for = None
        self._form_holder.hide()
        self.add_button.show()
        (self.add_button if opener is None else self.rows[opener].edit).setFocus()


class RuleRow(QWidget):
    """One rule: its check box, its name, when it comes, and its buttons; a press on the name switches it too."""

    switched = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.check = QCheckBox()
        self.check.setMinimumWidth(sizes().least_control)
        self.check.toggled.connect(self.switched)
        self.name, self.when, self.condition = plain_label("", "strong"), plain_label(), plain_label("", "muted")
        self.edit, self.remove = row_button("edit", _("Edit"), ""), row_button("bin", _("Remove"), "")
        self.name.setFixedWidth(NAME_WIDTH)
        self._lay_out()

    def show_rule(self, rule: Rule) -> None:
        """Show a rule."""
        name, when, condition = rule_name(rule), when_words(rule), condition_words(rule)
        self.check.setAccessibleName(name)
        self.check.setAccessibleDescription(". ".join(part for part in (when, condition) if part))
        show_checked(self.check, is_checked=rule.is_on)
        self.name.setText(breakable(name))
        self.when.setText(when)
        self.condition.setText(condition)
        # What is off takes one muted line.
        set_role(self.name, "strong" if rule.is_on else "muted")
        set_role(self.when, "body" if rule.is_on else "muted")
        self.condition.setVisible(bool(condition) and rule.is_on)
        self.remove.setVisible(rule.is_own)
        for button in (self.edit, self.remove):
            button.setAccessibleDescription(name)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        words.addWidget(self.when)
        words.addWidget(self.condition)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setContentsMargins(0, ROW_MARGIN, 0, ROW_MARGIN)
        row.setSpacing(SPACE)
        row.addWidget(self.check)
        row.addWidget(self.name)
        row.addLayout(words, 1)
        row.addWidget(self.edit)
        row.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(HairLine())
        layout.addLayout(row)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on the name is a press on the box."""
        if event.button() == Qt.MouseButton.LeftButton and self.name.geometry().contains(event.position().toPoint()):
            self.check.click()
