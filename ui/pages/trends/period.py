"""The choice of the days a chart is of: a bar of periods, or a field where there is no room for one."""

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from tracker.domain.periods import Period
from tracker.language import _
from tracker.services.periods import SIX_WEEKS, Periods
from tracker.wording.counts import days_words
from ui.widgets.fields.own_period import OwnPeriod
from ui.widgets.segmented_bar import SegmentedBar

WEEK, FORTNIGHT = 7, 14
RECENT = {"7": WEEK, "14": FORTNIGHT, "42": SIX_WEEKS}


class PeriodChoice(QObject):
    """The period by a bar, or by a field where there is no room for one; `own` is shown for days of one's own."""

    chosen = Signal()

    def __init__(self, periods: Periods, parent: QObject) -> None:
        super().__init__(parent)
        self._periods = periods
        self._names = {"7": days_words(7), "14": days_words(14), "42": _("6 weeks"), "episode": _("This episode")}
        self._names |= {"visit": _("Since last appointment"), "all": _("All"), "own": _("Other…")}
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
        self._current = periods.usual_period()
        self.bar.choose(self._usual_key())
        self._before_whole = ""  # what was chosen before a chart of the whole diary came

    def current(self) -> Period:
        """The period chosen; the former one where the own days are none."""
        self._offer()
        key = self.bar.chosen_key()
        self.own.setVisible(key == "own")
        self._current = self._period(key)
        return self._current

    def control(self) -> QWidget:
        """What takes the focus."""
        return self.field if self.bar.isHidden() else self.bar.segment(self.bar.chosen_key())

    def show_as_field(self, *, is_field: bool) -> None:
        """Show the field, or the bar; the focus goes along."""
        had_focus = self.control().hasFocus()
        self.bar.setHidden(is_field)
        self.field.setVisible(is_field)
        if had_focus:
            self.control().setFocus(Qt.FocusReason.OtherFocusReason)

    def offer(self, *, is_useful: bool) -> None:
        """Let a period be chosen; or tick all, and let none be chosen, where the chart is of the whole diary."""
        if is_useful and self._before_whole:
            self.bar.choose(self._before_whole)
            self._before_whole = ""
        elif not is_useful and not self._before_whole:
            self._before_whole = self.bar.chosen_key()
            self.bar.choose("all")
        for control in (self.bar, self.field, self.own):
            control.setEnabled(is_useful)

    def _usual_key(self) -> str:
        """The option that is what is looked at first."""
        if self._periods.begins_with_episode():
            return "episode"
        return next((key for key, days in RECENT.items() if self._periods.last_days(days) == self._current), "all")

    def _period(self, key: str) -> Period:
        if key in RECENT:
            return self._periods.last_days(RECENT[key])
        if key == "own":
            return self.own.chosen_period() or self._current
        since = {"episode": self._periods.this_episode, "visit": self._periods.since_last_visit}.get(key)
        return (since() if since is not None else None) or self._periods.whole_diary()

    def _offer(self) -> None:
        """An episode and a visit can be chosen once there was one."""
        lacking = {"episode"} if self._periods.this_episode() is None else set()
        lacking |= {"visit"} if self._periods.since_last_visit() is None else set()
        if self.bar.chosen_key() in lacking:
            self.bar.choose("all")
        offered = [key for key in self._names if key not in lacking]
        # Filled anew it tells of a choice nobody made.
        with QSignalBlocker(self.field):
            if offered != self._offered:
                self._offered = offered
                for key in self._names:
                    self.bar.segment(key).setVisible(key in offered)
                self.field.clear()
                self.field.addItems([self._names[key] for key in offered])
            self.field.setCurrentIndex(offered.index(self.bar.chosen_key()))

    def _on_bar(self, key: str) -> None:
        if key == "own":  # days of one's own begin as those looked at, and stay while another chart is looked at
            self.own.show_period(self._current)
        self.chosen.emit()

    def _on_field(self, place: int) -> None:
        self.bar.choose(self._offered[place])
        self._on_bar(self._offered[place])
