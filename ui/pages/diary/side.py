"""What stands beside the month of the diary: the chosen day, what a search found, or the bin, and the changes to their entries."""

from datetime import date, datetime
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.entries import Dose, Entry
from tracker.language import _
from tracker.services.exchange.exporting import Exporting, Selection
from tracker.services.journal import Journal
from tracker.services.medicines import Medicines
from tracker.wording.counts import entries_words
from ui.desk import Desk
from ui.dialogs.file_saving import clinic_kind, save_file, table_kind
from ui.pages.diary.bin import BinCard
from ui.pages.diary.day import DayCard
from ui.pages.diary.entries import DiaryList
from ui.pages.diary.forms import DiaryForms
from ui.pages.diary.results import ResultsCard


class Beside(Enum):
    """What is shown."""

    DAY = "day"
    RESULTS = "results"
    BIN = "bin"


class DiarySide(QWidget):
    """Shows one of its three cards; entries are deleted, exported and brought back here."""

    focus_lost = Signal()
    form_opened = Signal()
    form_left = Signal(object, str)

    def __init__(self, desk: Desk, journal: Journal, exporting: Exporting, medicines: Medicines, forms: DiaryForms) -> None:
        super().__init__()
        self._desk = desk
        self._journal = journal
        self._exporting = exporting
        self._medicines = medicines
        self._opened: tuple[date, str] | None = None
        self.forms = forms
        self.day, self.results, self.bin = DayCard(self.forms), ResultsCard(), BinCard()
        self.shown = Beside.DAY
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for card in (self.day, self.results, self.bin):
            self._layout.addWidget(card, 1)
        self._layout.addStretch(0)
        for entries in (self.day.list, self.results.list):
            entries.delete_wanted.connect(self._on_delete_wanted)
            entries.export_wanted.connect(self._on_export_wanted)
            entries.select_ended.connect(self.find_focus)
        self.forms.saved.connect(lambda entry: self.form_left.emit(entry.moment.day, entry.id))
        self.forms.cancelled.connect(self._on_cancelled)
        self.bin.bring_back_wanted.connect(self._on_bring_back_wanted)
        self.show_card(Beside.DAY)

    def end_with_content(self, *, ends: bool) -> None:
        """Let the card end with what it holds, or reach down as far as the month beside it."""
        for place in range(self._layout.count()):
            self._layout.setStretch(place, int((place == self._layout.count() - 1) is ends))

    def show_card(self, shown: Beside) -> None:
        """Bring one of the cards into view; the form is put away."""
        self.shown = shown
        self.day.show_form(is_shown=False)
        for beside, card in ((Beside.DAY, self.day), (Beside.RESULTS, self.results), (Beside.BIN, self.bin)):
            card.setVisible(beside is shown)

    def change(self, entry: Entry) -> None:
        """Open an entry to be changed, in place of the day's list."""
        self._opened = entry.moment.day, entry.id
        self.day.show_form(is_shown=True)
        self.forms.change(entry)
        self.form_opened.emit()

    def add_pain(self, day: date, at: datetime | None) -> None:
        """Open a new pain entry of a day, in place of its list; its time on the wall clock stands ready, by default now."""
        self._opened = day, ""
        self.day.show_form(is_shown=True)
        self.forms.add_pain(at)
        self.form_opened.emit()

    @property
    def has_form(self) -> bool:
        """Whether an entry is open, to be changed or added."""
        return not self.forms.isHidden()

    def find_focus(self, id_: str = "") -> None:
        """Keep the focus in the list, else put it on an entry, by default the first; without entries it is told that it is lost."""
        shown = self._list()
        if shown is None or not (shown.entries.holds_focus() or shown.focus_entry(id_)):
            self.focus_lost.emit()

    def _list(self) -> DiaryList | None:
        return {Beside.DAY: self.day.list, Beside.RESULTS: self.results.list}.get(self.shown)

    def _on_cancelled(self) -> None:
        if self._opened is not None:
            self.form_left.emit(*self._opened)

    def _on_delete_wanted(self, ids: list[str]) -> None:
        if self._desk.run(lambda: self._journal.delete(ids)) is None:
            return
        shown = self._list()
        if shown is not None:
            shown.set_selecting(is_on=False)
        self.find_focus()

    def _on_export_wanted(self, ids: list[str]) -> None:
        def words(file: Path, count: int) -> str:
            return _("Saved as {file} in {folder}: {what}.").format(file=file.name, folder=file.parent, what=entries_words(count))

        def write(file: Path) -> int:
            return self._exporting.export(file, Selection(ids=tuple(ids)))

        save_file(self._desk, self, _("Export"), _("diary"), [table_kind(), clinic_kind()], write, words)

    def _on_bring_back_wanted(self, id_: str) -> None:
        done = self._desk.run(lambda: self._journal.bring_back(id_))
        if done is None:
            return
        dose = done.entry
        # What is told where a dose is entered: its 24 hours are other ones now.
        told = self._desk.ask(lambda: self._medicines.overview(dose)) if isinstance(dose, Dose) else None
        self.bin.show_beside(dose if told is not None else None, told)
        self.bin.focus_first()
