"""When on a day: at set times, every so many minutes within some hours, or only the hours."""

from datetime import time
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.language import _
from ui.widgets.count_box import CountBox
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.segmented_bar import SegmentedBar
from ui.widgets.time_field import TimeField
from ui.widgets.time_rows import TimeRows

Offered = Literal["times", "both", "hours"]
TIMES, EVERY = "times", "every"
SPACE = 8
BOX_WIDTH = 110
USUAL_EVERY = 60


class TimesField(QWidget):
    """Takes how many times there may be, and the most minutes between."""

    changed = Signal()

    def __init__(self, most_times: int, most_minutes: int) -> None:
        super().__init__()
        self.setAccessibleName(_("When"))
        self._offered: Offered = "both"
        self.mode = SegmentedBar([(TIMES, _("At set times")), (EVERY, _("Every so often"))], _("When"))
        self.times = TimeRows(_("Times"), most_times)
        self.every = CountBox(_("Minutes between"), most_minutes, BOX_WIDTH)
        self.start, self.end = TimeField(_("From")), TimeField(_("Until"))
        self._every_pair = labelled(self.every)
        self._hours = QWidget()
        flow = FlowLayout(self._hours, spacing=2 * SPACE)
        for pair in (self._every_pair, labelled(self.start), labelled(self.end)):
            flow.addWidget(pair)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for widget in (self.mode, self.times, self._hours):
            layout.addWidget(widget)
        self.mode.chosen.connect(self._on_mode)
        for signal in (self.times.changed, self.every.changed, self.start.timeChanged, self.end.timeChanged):
            signal.connect(self.changed)

    def offer(self, offered: Offered) -> None:
        """Offer times alone, both ways, or the hours alone."""
        self._offered = offered
        self._show_parts()

    def is_every(self) -> bool:
        """Whether it comes every so many minutes."""
        return self._offered == "both" and self.mode.chosen_key() == EVERY

    def minutes(self) -> int:
        """The minutes between; 0 where none are given."""
        return round(self.every.count() or 0)

    def show_values(self, times: tuple[time, ...], every: int | None, start: time, end: time) -> None:
        """Show times, or minutes between where there are any, and the hours."""
        self.times.show_times(times or (start,))
        self.mode.choose(TIMES if every is None else EVERY)
        self.every.show_count(USUAL_EVERY if every is None else every)
        self.start.show_wall(start)
        self.end.show_wall(end)
        self._show_parts()

    def content(self) -> dict[str, Any]:
        """What stands in the fields, as plain data."""
        times = [wall.isoformat() for wall in self.times.times()]
        hours = [self.start.wall().isoformat(), self.end.wall().isoformat()]
        return {"is_every": self.is_every(), "times": times, "every": self.minutes(), "hours": hours}

    def show_content(self, content: dict[str, Any]) -> None:
        """Put such data back; raises KeyError, TypeError or ValueError where it is of another kind."""
        times = tuple(time.fromisoformat(wall) for wall in content["times"])
        start, end = (time.fromisoformat(wall) for wall in content["hours"])
        self.show_values(times, int(content["every"]) if content["is_every"] else None, start, end)

    def focus_first(self) -> None:
        """Put the focus on the first field in view."""
        if self._offered == "hours":
            self.start.setFocus()
        elif self.is_every():
            self.every.setFocus()
        else:
            self.times.focus_first()

    def _on_mode(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        self.mode.setVisible(self._offered == "both")
        self.times.setVisible(self._offered != "hours" and not self.is_every())
        self._every_pair.setVisible(self._offered != "hours")
        self._hours.setVisible(self._offered == "hours" or self.is_every())


def labelled(field: QWidget) -> QWidget:
    """A field behind its name, kept together."""
    pair = QWidget()
    label = plain_label(field.accessibleName(), wrap=False)
    label.setBuddy(field)
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE)
    row.addWidget(label)
    row.addWidget(field)
    return pair
