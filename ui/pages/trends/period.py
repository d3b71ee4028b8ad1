"""The choice of the days a chart is of: a bar of periods, and two fields for days of one's own."""

from datetime import date

from PySide6.QtCore import QDate, QObject, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QLabel, QVBoxLayout, QWidget

from tracker.app import Tracker
from tracker.domain.periods import Period
from tracker.language import _
from tracker.services.reporting import SIX_WEEKS
from ui.widgets.fields import inset
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.segmented_bar import SegmentedBar

WEEK, FORTNIGHT = 7, 14
RECENT = {"7": WEEK, "14": FORTNIGHT, "42": SIX_WEEKS}
SPACE = 8


class OwnPeriod(QWidget):
    """Two days, both included; an end before the beginning is said beside them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.first, self.last = _day_field(_("From")), _day_field(_("To"))
        self._issue = FieldIssue(self.last)
        row = QWidget()
        flow = FlowLayout(row, SPACE)
        for field in (self.first, self.last):
            flow.addWidget(_label(field))
            flow.addWidget(field)
            field.dateChanged.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(row)
        layout.addWidget(self._issue)

    def show_period(self, period: Period) -> None:
        """Show a period without a signal."""
        for field, day in ((self.first, period.first), (self.last, period.last)):
            blocked = field.blockSignals(True)
            field.setDate(QDate(day.year, day.month, day.day))
            field.blockSignals(blocked)

    def chosen(self) -> Period | None:
        """The days chosen; None, and a sentence beside them, where they end before they begin."""
        first, last = _day(self.first), _day(self.last)
        is_wrong = last < first
        self._issue.show_issue(_("The last day is before the first. The chart stays as it was; check the two days.") if is_wrong else "")
        return None if is_wrong else Period(first, last)


class PeriodChoice(QObject):
    """The period by a bar, or by a field where there is no room for one; `own` is shown for days of one's own."""

    chosen = Signal()

    def __init__(self, tracker: Tracker, parent: QObject) -> None:
        super().__init__(parent)
        self._reporting = tracker.reporting
        self._names = {"7": _("7 days"), "14": _("14 days"), "42": _("6 weeks"), "episode": _("This episode")}
        self._names |= {"visit": _("Since last visit"), "all": _("All"), "own": _("Own")}
        self.bar = SegmentedBar(list(self._names.items()), _("Period"))
        self.bar.chosen.connect(self._on_bar)
        self.field = QComboBox()
        self.field.setAccessibleName(_("Period"))
        self.field.setAccessibleDescription(_("Period"))  # a desktop takes the value shown for the name
        self.field.currentIndexChanged.connect(self._on_field)
        self.field.hide()
        self.own = OwnPeriod()
        self.own.hide()
        self.own.changed.connect(self.chosen)
        self._offered: list[str] = []
        recent = self._reporting.last_days(SIX_WEEKS)
        self.bar.choose("42" if self._reporting.usual_period() == recent else "all")
        self._current = recent

    def current(self) -> Period:
        """The period chosen; the former one where the own days are none."""
        self._offer()
        key = self.bar.chosen_key()
        if key == "own" and self.own.isHidden():
            self.own.show_period(self._current)
        self.own.setVisible(key == "own")
        self._current = self._period(key)
        return self._current

    def control(self) -> QWidget:
        """What takes the focus."""
        return self.field if self.bar.isHidden() else self.bar.segment(self.bar.chosen_key())

    def show_as_field(self, *, is_field: bool) -> None:
        """Show the field, or the bar."""
        self.bar.setHidden(is_field)
        self.field.setVisible(is_field)

    def offer(self, *, is_useful: bool) -> None:
        """Let a period be chosen, or not where the chart is of the whole diary."""
        for control in (self.bar, self.field, self.own):
            control.setEnabled(is_useful)

    def _period(self, key: str) -> Period:
        if key in RECENT:
            return self._reporting.last_days(RECENT[key])
        if key == "own":
            return self.own.chosen() or self._current
        since = {"episode": self._reporting.this_episode, "visit": self._reporting.since_last_visit}.get(key)
        return (since() if since is not None else None) or self._reporting.whole_diary()

    def _offer(self) -> None:
        """An episode and a visit can be chosen once there was one."""
        lacking = {"episode"} if self._reporting.this_episode() is None else set()
        lacking |= {"visit"} if self._reporting.since_last_visit() is None else set()
        if self.bar.chosen_key() in lacking:
            self.bar.choose("all")
        offered = [key for key in self._names if key not in lacking]
        with QSignalBlocker(self.field):
            if offered != self._offered:
                self._offered = offered
                for key in self._names:
                    self.bar.segment(key).setVisible(key in offered)
                self.field.clear()
                self.field.addItems([self._names[key] for key in offered])
            self.field.setCurrentIndex(offered.index(self.bar.chosen_key()))

    def _on_bar(self, _key: str) -> None:
        self.chosen.emit()

    def _on_field(self, place: int) -> None:
        self.bar.choose(self._offered[place])
        self.chosen.emit()


def _day_field(name: str) -> QDateEdit:
    field = inset(QDateEdit())
    field.setCalendarPopup(True)
    field.setKeyboardTracking(False)
    field.setDisplayFormat("ddd d MMM yyyy")
    field.setAccessibleName(name)
    return field


def _label(field: QDateEdit) -> QLabel:
    label = plain_label(field.accessibleName(), "strong", wrap=False)
    label.setBuddy(field)
    label.setMinimumHeight(field.sizeHint().height())
    return label


def _day(field: QDateEdit) -> date:
    chosen = field.date()
    return date(chosen.year(), chosen.month(), chosen.day())
