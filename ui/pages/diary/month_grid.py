"""The diary's month: a day a tile, in the shade of its typical pain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from tracker.formats.texts import dates, in_a_row, number_text, week
from tracker.language import _, ngettext
from tracker.library.look import sizes
from ui.assets import current_palette, icon, is_focus_shown, scaled_font
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import show_checked
from ui.widgets.dates import long_day, month_and_year
from ui.widgets.keys import ENTER
from ui.widgets.labels import plain_label
from ui.widgets.painting import KeptPicture, draw_tile
from ui.widgets.tab_order import order_tabs

DAYS_A_WEEK = 7
# A month of 31 days that begins on the last day of a week touches six weeks.
ROWS = 6
GAP = 2
DOT = 6
# px: the tick of the chosen day, its edge, and how much smaller the others are drawn.
TICK, CHOSEN_EDGE, INSET = 14, 2, 2
HEIGHT = 60  # px of a tile, at least; where there is room it becomes as high as it is wide
VALUE_SIZE, LARGEST_VALUE = 1.2, 2.2  # times the desktop's type size; it grows with the tile
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -DAYS_A_WEEK, Qt.Key.Key_Down: DAYS_A_WEEK}
MONTH_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day's typical pain, 0-10 points, if there is one, and how many entries it has."""

    value: float | None
    entries: int


NOTHING = DayCell(None, 0)


class DayButton(QAbstractButton):
    """One day of the month; the chosen one is larger, with a tick and a strong edge."""

    def __init__(self, day: date) -> None:
        super().__init__()
        self.setCheckable(True)
        hear_as(self, "choice")
        # Tab stops at one day of the grid, the arrows move within it: thirty stops would lie between the grid and what follows.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._picture = KeptPicture()
        self.show_day(day, NOTHING, is_past=False, is_today=False, is_missed=False)

    def show_day(self, day: date, cell: DayCell, *, is_past: bool, is_today: bool, is_missed: bool) -> None:
        """Be another day, or the same with other entries; `is_missed`: since the diary began, and without any."""
        self.day = day
        self._cell = cell
        self._is_missed = is_missed
        self._is_today = is_today
        self.setText(" ".join(part for part in (str(day.day), _pain_text(cell.value)) if part))
        self.setAccessibleName(_day_name(day, cell, is_past=is_past, is_today=is_today))
        self.update()

    def sizeHint(self) -> QSize:
        """Room for the day and its value."""
        return QSize(58, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """The least that holds both."""
        return QSize(sizes().control, sizes().control + 4)

    def nextCheckState(self) -> None:
        """A click on the chosen day leaves it chosen."""
        self.setChecked(True)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw shade, day and value; dashed where nothing was logged."""
        is_ringed = self.hasFocus() and is_focus_shown()
        self._picture.paint(self, partial(self._draw, is_ringed), self.day, self._cell, self._is_missed, self._is_today, self.isChecked(), is_ringed)

    def _draw(self, is_ringed: bool, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = current_palette()
        value = self._cell.value
        area = QRectF(self.rect())
        if self.isChecked():
            ground, ink = (colours.selected, colours.on_selected) if value is None else (colours.pain(value), colours.ink(value))
            draw_tile(painter, area, ground, None)
            # Never two rings: that of the focus stands in for the edge.
            if not is_ringed:
                painter.setPen(QPen(QColor(colours.text), CHOSEN_EDGE))
                painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), sizes().radius, sizes().radius)
            icon("check", ink).paint(painter, self.width() - TICK - 6, 6, TICK, TICK)
        else:
            ink = colours.ink(value) if value is not None else colours.text if self._is_today else colours.muted
            within = area.adjusted(INSET, INSET, -INSET, -INSET)
            if value is not None:
                draw_tile(painter, within, colours.pain(value), colours.outline)
            elif self._cell.entries or self._is_missed:
                draw_tile(painter, within, None, colours.outline, dashed=self._is_missed)
        self._draw_texts(painter, ink)

    def _draw_texts(self, painter: QPainter, ink: str) -> None:
        painter.setPen(QColor(ink))
        font = scaled_font(0.88, strong=self._is_today)
        font.setUnderline(self._is_today)
        painter.setFont(font)
        painter.drawText(self.rect().adjusted(8, 5, -4, -4), Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, str(self.day.day))
        # The value stands in the lower part of the tile, beneath the number of the day.
        lower = QRectF(self.rect()).adjusted(0, self.height() * 0.36, 0, 0)
        if self._cell.value is not None:
            painter.setFont(scaled_font(min(LARGEST_VALUE, VALUE_SIZE * max(1.0, self.height() / (1.5 * HEIGHT))), strong=True))
            painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, _pain_text(self._cell.value))
        elif self._cell.entries:
            painter.setBrush(QColor(ink))
            painter.drawEllipse(lower.center(), DOT / 2, DOT / 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter choose; the grid answers the other keys."""
        if event.key() in ENTER:
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()


class MonthGrid(QWidget):
    """Seven columns from the first day of the week; arrows move by day and week, Page Up and Page Down by month."""

    day_chosen = Signal(object)
    month_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[date, DayButton] = {}
        self._spare: list[DayButton] = []
        hear_as(self, "group")
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self._add_weekdays()

    def show_month(self, year: int, month: int, days: Mapping[date, DayCell], chosen: date | None, today: date, *, since: date | None = None) -> None:
        """Show a month; days without a cell have no entries, and none of them before `since`, the diary's first day, was missed."""
        had_focus = any(button.hasFocus() for button in self._buttons.values())
        first = date(year, month, 1)
        self.setAccessibleName(month_and_year(first))
        self._place_buttons(first)
        for day, button in self._buttons.items():
            is_missed = since is not None and since <= day <= today and day not in days
            button.show_day(day, days.get(day, NOTHING), is_past=day <= today, is_today=day == today, is_missed=is_missed)
        stop = next((day for day in (chosen, today) if day in self._buttons), first)
        self._choose(chosen, stop)
        if had_focus and stop is not None:
            self.focus_day(stop)

    def day_button(self, day: date) -> DayButton:
        """The tile of a day; raises KeyError where the month shown does not have it."""
        return self._buttons[day]

    def focus_day(self, day: date) -> None:
        """Put the focus on a day of the month shown."""
        self._buttons[day].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, chosen: date | None, stop: date | None) -> None:
        for day, button in self._buttons.items():
            show_checked(button, is_checked=day == chosen)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if day == stop else Qt.FocusPolicy.ClickFocus)
            button.update()

    def _on_toggled(self, button: DayButton) -> None:
        """The chosen day pressed again stays the chosen one, and is told once more."""
        self._choose(button.day, button.day)
        self.day_chosen.emit(button.day)

    def _move(self, days: int) -> None:
        start = next((day for day, button in self._buttons.items() if button.hasFocus()), None)
        if start is None:
            return
        target = start + timedelta(days=days)
        # The diary answers at once by showing that month, so that the day is among the buttons after it.
        if target not in self._buttons:
            self.month_wanted.emit(1 if days > 0 else -1)
        if target in self._buttons:
            self.focus_day(target)
            self._choose(target, target)
            self.day_chosen.emit(target)

    def _place_buttons(self, first: date) -> None:
        """Set the tiles of a month out; the same tiles serve every month, since to show one anew lays the whole page out."""
        days = _days_of(first)
        if days == list(self._buttons):
            return
        # Which day begins a week is the locale's to say.
        offset = (first.isoweekday() - dates().first_weekday) % DAYS_A_WEEK
        tiles = [*self._buttons.values(), *self._spare]
        missing = len(days) - len(tiles)
        tiles += [self._new_button(first) for _missing in range(missing)]
        self._buttons, self._spare = dict(zip(days, tiles, strict=False)), tiles[len(days) :]
        for button in tiles:
            self._layout.removeWidget(button)
        for day, button in self._buttons.items():
            row, column = divmod(offset + day.day - 1, DAYS_A_WEEK)
            self._layout.addWidget(button, row + 1, column)
            button.setVisible(True)
        for button in self._spare:
            button.hide()
        if missing > 0:
            order_tabs(self)

    def _new_button(self, day: date) -> DayButton:
        button = DayButton(day)
        button.toggled.connect(lambda _on: self._on_toggled(button))
        return button

    def _add_weekdays(self) -> None:
        for column, day in enumerate(week()):
            label = plain_label(dates().weekdays_alone[day], "small", wrap=False)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._layout.addWidget(label, 0, column)
            self._layout.setColumnStretch(column, 1)
        # Six rows whatever the month: tiles keep their height in months of four, five and six weeks.
        for row in range(1, ROWS + 1):
            self._layout.setRowMinimumHeight(row, HEIGHT)
            self._layout.setRowStretch(row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No tile becomes higher than it is wide."""
        super().resizeEvent(event)
        width = (self.width() - (DAYS_A_WEEK - 1) * GAP) // DAYS_A_WEEK
        self.setMaximumHeight(self._layout.cellRect(0, 0).height() + ROWS * (max(HEIGHT, width) + GAP))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by day, week or month."""
        key = Qt.Key(event.key())
        if key in STEPS:
            self._move(STEPS[key])
        elif key in MONTH_STEPS:
            self.month_wanted.emit(MONTH_STEPS[key])
        else:
            super().keyPressEvent(event)


def _days_of(first: date) -> list[date]:
    days = QDate(first.year, first.month, 1).daysInMonth()
    return [first + timedelta(days=number) for number in range(days)]


def _pain_text(value: float | None) -> str:
    return "" if value is None else number_text(value, 2)


def _day_name(day: date, cell: DayCell, *, is_past: bool, is_today: bool) -> str:
    parts = [long_day(day)]
    if is_today:
        parts.append(_("Today"))
    if cell.value is not None:
        parts.append(_("typical pain {value}").format(value=_pain_text(cell.value)))
    if cell.entries:
        parts.append(ngettext("{n} entry", "{n} entries", cell.entries).format(n=cell.entries))
    elif is_past:
        parts.append(_("no entry"))
    return in_a_row(parts)
