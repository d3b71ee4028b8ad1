"""What was taken in the last 24 hours: each ingredient with its total, when it was taken last, and the limit."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt

from tracker.domain.dose_notices import ingredient_name
from tracker.language import _
from tracker.services import medicines
from tracker.services.dose_words import lately_words
from ui.desk import Desk
from ui.pages.today.lines_card import Line, LinesCard

HEIGHT = 24  # px, of each of the two lines of an ingredient; their words stand close


class MedicinesCard(LinesCard):
    """Facts side by side, and no word of when more could be taken; hidden where nothing was."""

    def __init__(self, desk: Desk, known: medicines.Medicines) -> None:
        super().__init__(_("Medicines taken, last 24 hours"))
        self._desk = desk
        self._medicines = known
        self._changes_at: datetime | None = None
        self.hide()

    def refresh(self) -> None:
        """Show what was taken up to now."""
        found, today = self._desk.ask(self._medicines.taken_lately), self._desk.now().day
        self._changes_at = found.changes_at if found is not None else None
        self.show_lines([line for taken in (found.lines if found is not None else ()) for line in _lines_of(taken, today)])

    def changes_in(self) -> timedelta | None:
        """Until the first dose is a day old."""
        return None if self._changes_at is None else max(timedelta(0), self._changes_at - self._desk.clock.now())

    def look(self) -> None:
        """A dose that is a day old by now counts no more."""
        if self._changes_at is not None and self._desk.clock.now() >= self._changes_at:
            self.refresh()


def _lines_of(taken: medicines.Line, today: date) -> tuple[Line, Line]:
    total, last, limit = lately_words(taken, today)
    above = Line((ingredient_name(taken.ingredient), total), ("body", "strong"), HEIGHT, Qt.AlignmentFlag.AlignBottom)
    return above, Line((last, limit), ("small", "small"), HEIGHT, Qt.AlignmentFlag.AlignTop, is_first=False)
