"""What keeping well asks once about the strength set: whether to be reminded of it, and after a flare with which figures to go on."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.plan.figures import PlanFigure, figures_of
from tracker.domain.plan.protocol import Phase, plan_at
from tracker.domain.reminders.rules import ReminderKind, Rule
from tracker.domain.status import Status
from tracker.formats.texts import all_of
from tracker.language import _, ngettext
from tracker.services.personal import Personal
from tracker.services.planner import Planner
from tracker.services.plans import Plans
from tracker.services.reminders import Reminders
from tracker.wording.reminder_rules import weekday_names
from ui.desk import Desk
from ui.widgets.card import Card
from ui.widgets.choice_line import ChoiceLine

YES, NO = "yes", "no"
FROM_THE_START, WHERE_I_WAS = "from the start", "where I was"


class StrengthQuestions(QWidget):
    """One question at a time, or none; what was answered is never asked again."""

    def __init__(self, desk: Desk, planner: Planner, plans: Plans, reminders: Reminders, personal: Personal) -> None:
        super().__init__()
        self._desk = desk
        self._planner = planner
        self._plans = plans
        self._reminders = reminders
        self._personal = personal
        self._since: datetime | None = None
        answers = ((FROM_THE_START, _("From the start")), (WHERE_I_WAS, _("Where I was")))
        self.level = ChoiceLine(_("Back in keeping well: how do you go on with the strength set?"), answers)
        self.level.chosen.connect(self._on_level)
        self.reminder = ChoiceLine("", ((YES, ""), (NO, _("No"))))
        self.reminder.chosen.connect(self._on_reminder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for line in (self.level, self.reminder):
            layout.addWidget(line)
        self.hide()

    def refresh(self, status: Status) -> None:
        """Ask what is still to be asked; nothing before the exercises are checked."""
        is_well = status.state.phase is Phase.WELL and status.state.checked
        self._since = status.state.since
        asks_level = is_well and self._asks_level()
        rule = self._rule_to_ask() if is_well and not asks_level else None
        if rule is not None:
            days = len(rule.weekdays)
            self.reminder.set_text(
                ngettext("Remind me of the strength set on {days} day a week?", "Remind me of the strength set on {days} days a week?", days).format(
                    days=days
                )
            )
            self.reminder.buttons[YES].setText(_("Yes, {days}").format(days=_day_names(rule)))
        self.level.setVisible(asks_level)
        self.reminder.setVisible(rule is not None)
        self.setVisible(asks_level or rule is not None)

    def _asks_level(self) -> bool:
        """Whether the figures were raised before keeping well began this time, and nobody has said yet how to go on."""
        since = self._since
        versions = self._desk.ask(self._planner.versions) if since is not None else None
        if since is None or not versions or not _raised(figures_of(plan_at(versions, since))) or not _raised(self._plans.figures()):
            return False
        told = self._desk.ask(lambda: self._personal.now)
        return told is not None and told.strength_asked_of != since.isoformat()

    def _rule_to_ask(self) -> Rule | None:
        """The rule of the strength set as long as the person has said neither yes nor no to it."""
        if self._desk.ask(self._reminders.strength_is_asked) is not False:
            return None
        rules = self._desk.ask(self._reminders.rules) or []
        return next((rule for rule in rules if rule.kind is ReminderKind.STRENGTH), None)

    def _on_level(self, answer: str) -> None:
        since = self._since
        if since is None or not self._desk.tell_failures(lambda: self._personal.choose(strength_asked_of=since.isoformat())):
            return
        self.level.hide()
        self._focus_calmly()
        if answer == FROM_THE_START:
            self._desk.run(lambda: self._plans.change_all([(place.name, None) for place in _raised(self._plans.figures())]))

    def _on_reminder(self, answer: str) -> None:
        if self._desk.run(lambda: self._reminders.answer_strength(is_on=answer == YES)) is not None:
            self._focus_calmly()

    def _focus_calmly(self) -> None:
        """Put the focus on the card around the question: on the neighbour of the button that is gone, the same key would change something."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, Card):
            around = around.parentWidget()
        if around is not None:
            around.take_focus()


def _day_names(rule: Rule) -> str:
    return all_of([weekday_names()[day] for day in rule.weekdays])


def _raised(places: Sequence[PlanFigure]) -> list[PlanFigure]:
    """The figures of the strength exercises that the person changed and that have a default to go back to."""
    of_exercises = [place for place in places if place.phase is Phase.WELL and place.exercise is not None]
    return [place for place in of_exercises if place.figure is not None and place.figure.is_changed]
