"""The choice of the days a report is of."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.periods import Period
from tracker.language import _
from tracker.services.periods import SIX_WEEKS, Periods
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.fields.own_period import OwnPeriod

SPACE = 8


class ReportDays(OwnPeriod):
    """Two days of one's own; wrong ones are said in the words of the report."""

    def chosen_period(self) -> Period | None:
        """The days chosen; None, and a sentence beside them, where they end before they begin."""
        chosen = super().chosen_period()
        if chosen is None:
            self._issue.show_issue(_("It has to end after it begins. Nothing was changed; check both."))
        return chosen


class ReportPeriod(QWidget):
    """Chips for the periods there are, the one since the last visit first; and two fields for days of one's own."""

    changed = Signal()

    def __init__(self, periods: Periods) -> None:
        super().__init__()
        self._periods = periods
        self.chips = ChoiceChips(_("Period"))
        self.chips.changed.connect(self._on_chosen)
        self.own = ReportDays()
        self.own.hide()
        self.own.changed.connect(self.changed)
        self._offered: list[tuple[str, str]] = []
        self._latest: Period | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.chips)
        layout.addWidget(self.own)

    def offer(self) -> None:
        """Offer the periods there are now; what was chosen stays chosen while it is among them."""
        offered = [("episode", _("This episode"))] if self._periods.this_episode() is not None else []
        if self._periods.since_last_visit() is not None:
            offered.insert(0, ("visit", _("Since last appointment")))
        offered += [("42", _("6 weeks")), ("all", _("All")), ("own", _("Choose days"))]
        if offered == self._offered:
            return
        former = self.chips.chosen_key()
        # With more than the three that are always there, the first is the visit or the episode, which the report is about.
        usual = offered[0][0] if len(offered) > len(("42", "all", "own")) else "all"
        self._offered = offered
        self.chips.set_options(offered)
        self.chips.choose(former if former in dict(offered) else usual)

    def chosen_period(self) -> Period | None:
        """The period; None where the days of one's own end before they begin, which is said beside them."""
        key = self.chips.chosen_key()
        period = self.own.chosen_period() if key == "own" else self._period(key)
        self._latest = period or self._latest
        return period

    def first_control(self) -> QWidget:
        """The chip chosen."""
        return self.chips.chip(self.chips.chosen_key())

    def _period(self, key: str) -> Period:
        if key == "42":
            return self._periods.last_days(SIX_WEEKS)
        since = {"episode": self._periods.this_episode, "visit": self._periods.since_last_visit}.get(key)
        return (since() if since is not None else None) or self._periods.whole_diary()

    def _on_chosen(self) -> None:
        is_own = self.chips.chosen_key() == "own"
        if is_own and self.own.isHidden():
            self.own.show_period(self._latest or self._periods.whole_diary())
        self.own.setVisible(is_own)
        self.changed.emit()
