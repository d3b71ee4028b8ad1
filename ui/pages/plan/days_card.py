"""What the last days had planned, and beside it what was done."""

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from tracker.domain.reminders.day_plan import WALKING, Planned
from tracker.domain.reminders.rules import ReminderKind
from tracker.domain.words import session_name
from tracker.formats.texts import date_text, dates
from tracker.language import _
from tracker.services.reminders import Reminders
from tracker.wording.reminder_rules import reminder_name
from ui.desk import Desk
from ui.widgets.card import Card
from ui.widgets.labels import breakable, plain_label

DAYS = 4
NOTHING = "\N{EN DASH}"


class PlanDaysCard(Card):
    """A row for each thing that is planned, a column for each day; the labels are made once and filled again."""

    def __init__(self, desk: Desk, reminders: Reminders) -> None:
        super().__init__(_("Planned and done"))
        self._desk = desk
        self._reminders = reminders
        self._labels: dict[tuple[int, int], QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self.body.addWidget(plain_label(_("Done of planned, day by day; where the plan names no number, what was done."), "muted"))
        self.body.addLayout(self._grid)
        self.body.addStretch(1)
        self.rows: list[list[str]] = []

    def refresh(self, onset: date) -> None:
        """Show today and the days before it, none from before the onset."""
        # The oldest first, as one reads; today alone where the onset lies ahead of it by a clock set back.
        today = self._desk.now().day
        days = [day for ago in range(DAYS - 1, -1, -1) if (day := today - timedelta(days=ago)) >= onset] or [today]
        plans = [self._desk.ask(partial(self._reminders.day_plan, day)) or [] for day in days]
        self._show([["", *(_day_name(day, today) for day in days)], *_rows(plans)])

    def _show(self, rows: list[list[str]]) -> None:
        if rows == self.rows:
            return
        self.rows = rows
        wanted = {(row, column): text for row, texts in enumerate(rows) for column, text in enumerate(texts)}
        for place, text in wanted.items():
            label = self._labels.get(place) or self._new_label(place)
            label.setText(breakable(text))
            label.show()
        for place in self._labels.keys() - wanted.keys():
            self._labels[place].hide()

    def _new_label(self, place: tuple[int, int]) -> QLabel:
        row, column = place
        label = plain_label("", "small" if not row else "muted" if column else "body", wrap=not column)
        self._labels[place] = label
        self._grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag(0))
        return label


def _rows(plans: list[list[Planned]]) -> list[list[str]]:
    """One row a planned thing, in the order in which the days bring them."""
    names = dict.fromkeys((planned.kind, planned.text) for plan in reversed(plans) for planned in plan)
    by_name = [{(planned.kind, planned.text): planned for planned in plan} for plan in plans]
    return [[_name(*name), *(_cell(plan.get(name)) for plan in by_name)] for name in names]


def _name(kind: str, text: str) -> str:
    if kind == WALKING:
        return _("Short walks")
    if kind == ReminderKind.EXERCISES:
        return session_name(text)
    return text if kind == ReminderKind.OWN else reminder_name(kind)


def _cell(planned: Planned | None) -> str:
    if planned is None:
        return NOTHING
    done = planned.times_done
    words = str(done) if planned.count is None or done > planned.count else _("{number} of {count}").format(number=done, count=planned.count)
    return _("{done}, one running").format(done=words) if planned.is_running else words


def _day_name(day: date, today: date) -> str:
    return _("Today") if day == today else date_text(day, dates().weekday_day)
