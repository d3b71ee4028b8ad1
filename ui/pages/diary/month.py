"""The month of the diary, with its heading and the ways to the months around it."""

from datetime import date, timedelta

from PySide6.QtCore import Qt

from tracker.language import _
from tracker.library.body import place_words
from ui.pages.diary.month_grid import DayCell, MonthGrid
from ui.widgets.announcement import announce
from ui.widgets.buttons import icon_button, ordinary_button
from ui.widgets.card import Card
from ui.widgets.dates import month_and_year
from ui.widgets.labels import plain_label


class MonthCard(Card):
    """Shows a month; `month_wanted` tells the step to another one."""

    def __init__(self) -> None:
        super().__init__(is_named=False)
        self.grid = MonthGrid()
        self.previous = icon_button("previous", _("Previous month"))
        self.today_button = ordinary_button(_("This month"))
        self.following = icon_button("next", _("Next month"))
        for button in (self.today_button, self.previous, self.following):  # the first is there only where it leads away: no other moves
            self.add_to_header(button)
        self.month_wanted = self.grid.month_wanted
        self.previous.clicked.connect(lambda: self._turn(-1))
        self.following.clicked.connect(lambda: self._turn(1))
        self._legend = plain_label("", "small")
        self.body.addWidget(self.grid, 1000)
        self.body.addWidget(self._legend)
        self.body.addStretch(1)

    def show_month(self, month: date, cells: dict[date, DayCell], chosen: date, today: date, *, since: date | None) -> None:
        """Show the cells of a month; `since`: the diary's first day."""
        self.set_heading(month_and_year(month))
        self.grid.show_month(month.year, month.month, cells, chosen, today, since=since)
        self._legend.setVisible(since is not None)
        had_focus = self.today_button.hasFocus()
        self.today_button.setHidden(chosen == today)
        if had_focus and chosen == today:
            self.previous.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_site(self, site: str | None) -> None:
        """Say of which site the numbers are; None: of the entries that name none."""
        if site is None:
            self._legend.setText(_("The number is the day's typical pain. Dashed: nothing logged."))
        else:
            self._legend.setText(_("The number is the day's typical pain, {site}. Dashed: nothing logged.").format(site=place_words(site)))

    def _turn(self, step: int) -> None:
        """The focus stays on the button, so that the month that came is said."""
        self.month_wanted.emit(step)
        announce(self, self.heading())


def month_after(month: date) -> date:
    """The first day of the month after."""
    # No month has more than 31 days, so this is a day of the next one, whichever it is.
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1)


def same_day_of(month: date, step: int, day: date) -> date:
    """The day of that number in the month before (-1) or after (1), or that month's last."""
    there = month_after(month) if step > 0 else (month.replace(day=1) - timedelta(days=1)).replace(day=1)
    last = month_after(there) - timedelta(days=1)
    return there.replace(day=min(day.day, last.day))
