"""The bin of the diary: what was deleted in the last 30 days, and how to bring it back."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from tracker.domain.entries import Entry
from tracker.formats.joining import with_comma
from tracker.language import N_, _
from tracker.services.medicines import Overview
from tracker.wording.entries import EntryWords, entry_words
from ui.forms.dose_overview import DoseOverview
from ui.pages.diary.excerpt import excerpt
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import ordinary_button, quiet_button, small_button
from ui.widgets.card import Card
from ui.widgets.dates import long_day_and_year
from ui.widgets.labels import EmptyState, HairLine, plain_label
from ui.widgets.laid_out import clear, widgets_laid_out
from ui.widgets.tab_order import order_tabs

# A deleted import may be thousands of entries; each line is widgets of its own.
SHOWN_AT_ONCE = 30
SPACE = 8


class BinCard(Card):
    """Shows each deleted entry with the last day on which it can be brought back."""

    bring_back_wanted = Signal(str)
    close_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(_("Deleted entries"))
        self.close_button = quiet_button(_("Back to the day"))
        self.close_button.clicked.connect(self.close_wanted)
        self.add_to_header(self.close_button)
        self.more_button = ordinary_button(_("Show more"))
        self.more_button.clicked.connect(self._on_more)
        explanation = plain_label(_("What you delete stays here for 30 days, then it is gone for good."), "muted")
        self._empty = EmptyState(_("The bin is empty."))
        self._list = QWidget()
        self._list.setAccessibleName(_("Deleted entries"))
        hear_as(self._list, "list")
        self._lines = QVBoxLayout(self._list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(SPACE)
        self._binned: list[tuple[Entry, date]] = []
        self._shown = SHOWN_AT_ONCE
        self.beside = BroughtBack()
        self.body.addWidget(self.beside)
        self.body.addWidget(explanation)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._list)
        self.body.addWidget(self.more_button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def show_binned(self, binned: list[tuple[Entry, date]]) -> None:
        """Show entries, each with the local day until which it is kept."""
        self._binned = binned
        self._fill()

    def show_beside(self, entry: Entry | None, told: Overview | None) -> None:
        """Show what is told of the dose that was brought back; nothing of anything else."""
        self.beside.show_dose(entry, told)

    def focus_first(self) -> None:
        """Put the focus on the first "Bring back", or on the way out."""
        line = next(widgets_laid_out(self._lines), None)
        (line.button if isinstance(line, _BinLine) else self.close_button).setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """The bin is left: what was told is told."""
        super().hideEvent(event)
        if not event.spontaneous():  # minimised by the desktop, it stays as it was
            self.beside.show_dose(None, None)

    def _on_more(self) -> None:
        self._shown += SHOWN_AT_ONCE
        self._fill()

    def _fill(self) -> None:
        clear(self._lines)
        for entry, until in self._binned[: self._shown]:
            line = _BinLine(entry, until)
            line.button.clicked.connect(lambda _checked=False, id_=entry.id: self.bring_back_wanted.emit(id_))
            self._lines.addWidget(line)
        self._list.setVisible(bool(self._binned))
        self._empty.setVisible(not self._binned)
        self.more_button.setVisible(len(self._binned) > self._shown)
        order_tabs(self)


class BroughtBack(QWidget):
    """What stands beside a dose, and the notices, as where it is entered; hidden until one was brought back."""

    def __init__(self) -> None:
        super().__init__()
        self._what = plain_label("", "strong")
        self.overview = DoseOverview()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._what)
        layout.addWidget(self.overview)
        self.hide()

    def show_dose(self, dose: Entry | None, told: Overview | None) -> None:
        """Show what is told of a dose; without one it hides."""
        if dose is not None:
            self._what.setText(_("In the diary again: {what}").format(what=_head(dose, entry_words(dose))))
        # Of a name that may have been meant it says so, and has no field to put it into.
        notices = tuple(notice._replace(near=None) for notice in told.notices) if told else ()
        self.overview.show_overview(told, notices)
        self.setVisible(told is not None)


class _BinLine(QWidget):
    """One deleted entry."""

    def __init__(self, entry: Entry, until: date) -> None:
        super().__init__()
        words = entry_words(entry, is_deleted=True)
        head = _head(entry, words)
        self.setAccessibleName(head)
        hear_as(self, "item")
        text, _marks = excerpt(words.text, "")
        kept = _("Kept until {day}").format(day=long_day_and_year(until))
        self.button = small_button(_("Bring back"))
        self.button.setAccessibleDescription(". ".join(part for part in (head, text, kept) if part))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(16)
        layout.setVerticalSpacing(4)
        layout.setColumnStretch(0, 1)
        layout.addWidget(HairLine(), 0, 0, 1, 2)
        layout.addWidget(plain_label(head, "strong"), 1, 0)
        layout.addWidget(self.button, 1, 1, Qt.AlignmentFlag.AlignTop)
        if text:
            layout.addWidget(plain_label(text), 2, 0, 1, 2)
        layout.addWidget(plain_label(kept, "small"), 3, 0, 1, 2)

    def heard_actions(self) -> dict[str, Callable[[], None]]:
        """What its button does, for a screen reader that is at the line."""
        return {N_("Bring back"): self.button.click}


def _head(entry: Entry, words: EntryWords) -> str:
    return with_comma(long_day_and_year(entry.moment.day), words.time, words.what)
