"""When on a day: at set times, every so many minutes within some hours, or only the hours."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tracker.language import _, pgettext
from ui.assets import set_style_property
from ui.widgets.buttons import ActionButton, icon_button
from ui.widgets.fields.steppers import CountBox, TimeField
from ui.widgets.labels import OneLine, as_plain
from ui.widgets.layouts import FlowLayout
from ui.widgets.segmented_bar import SegmentedBar
from ui.widgets.tab_order import order_tabs

# What a new row begins with: nine in the morning, then an hour after the latest, as long as the day has one.
FIRST = time(9)
STEP = timedelta(hours=1)
LATEST = time(23)


Offered = Literal["times", "both", "hours"]
TIMES, EVERY = "times", "every"
SPACE = 8
BOX_WIDTH = 110
# Minutes; what the field offers when somebody first changes over to it.
USUAL_EVERY = 60


class TimeRows(QWidget):
    """Takes its name and how many times there may be; the fields are made once and used again."""

    changed = Signal()

    def __init__(self, name: str, most: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._most = most
        self._count = 0
        self._rows: list[TimeRow] = []
        self._flow = FlowLayout(self)
        self.add_button = ActionButton(_("Add a time"), "quiet", icon_name="plus")
        self.add_button.clicked.connect(self._on_add)
        self._flow.addWidget(self.add_button)

    def times(self) -> tuple[time, ...]:
        """The times as they stand."""
        return tuple(row.field.wall() for row in self._rows[: self._count])

    def show_times(self, walls: Sequence[time]) -> None:
        """Show these, without a signal."""
        while len(self._rows) < min(len(walls), self._most):
            self._add_row()
        self._count = min(len(walls), self._most)
        for row, wall in zip(self._rows, walls, strict=False):
            row.field.show_wall(wall)
        for place, row in enumerate(self._rows):
            row.setVisible(place < self._count)
        for row in self._rows[: self._count]:
            row.remove.setVisible(self._count > 1)
        self.add_button.setVisible(self._count < self._most)
        order_tabs(self)

    def focus_first(self) -> None:
        """Put the focus on the first time."""
        self._rows[0].field.setFocus() if self._count else self.add_button.setFocus()

    def _on_add(self) -> None:
        times = self.times()
        self.show_times([*times, _later(max(times)) if times else FIRST])
        self._rows[self._count - 1].field.setFocus()
        self.changed.emit()

    def _on_remove(self, place: int) -> None:
        times = list(self.times())
        del times[place]
        self.show_times(times)
        self._rows[min(place, self._count - 1)].field.setFocus()
        self.changed.emit()

    def _add_row(self) -> None:
        place = len(self._rows)
        row = TimeRow(place + 1, lambda: self._on_remove(place))
        row.field.timeChanged.connect(self.changed)
        self._rows.append(row)
        # Taken out and put back, so that it stays behind the last time.
        self._flow.removeWidget(self.add_button)
        self._flow.addWidget(row)
        self._flow.addWidget(self.add_button)


class TimeRow(QWidget):
    """One time and its cross."""

    def __init__(self, number: int, remove: Callable[[], None]) -> None:
        super().__init__()
        self.field = TimeField(_("Time {number}").format(number=number))
        self.field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.remove = icon_button("close", _("Remove time {number}").format(number=number))
        self.remove.setToolTip("")
        set_style_property(self.remove, "kind", "bare")
        self.remove.clicked.connect(remove)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.field)
        layout.addWidget(self.remove)


class TimesField(QWidget):
    """Takes how many times there may be, and the most minutes between."""

    changed = Signal()

    def __init__(self, most_times: int, most_minutes: int) -> None:
        super().__init__()
        self.setAccessibleName(_("When"))
        self._offered: Offered = "both"
        self.mode = SegmentedBar([(TIMES, _("At set times")), (EVERY, _("Every so often"))], _("When"))
        self.times = TimeRows(pgettext("times of day", "Times"), most_times)
        self.every = CountBox(_("Minutes between"), most_minutes, BOX_WIDTH)
        self.start, self.end = TimeField(pgettext("times of day", "From")), TimeField(pgettext("times of day", "Until"))
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
    label = as_plain(OneLine(), field.accessibleName(), "body")
    label.setBuddy(field)
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE)
    row.addWidget(label)
    row.addWidget(field)
    return pair


def _later(wall: time) -> time:
    """An hour later on the same day."""
    return LATEST if wall >= LATEST else (datetime.combine(date.min, wall) + STEP).time()
