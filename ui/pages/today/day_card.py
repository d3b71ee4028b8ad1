"""The day's entries on Today, the newest first, what adds to them, and what was just saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from tracker.domain.entries import DayNote, Entry
from tracker.domain.plan.protocol import Phase
from tracker.domain.status import Status
from tracker.formats.joining import with_comma
from tracker.language import _
from tracker.services.history import Change
from tracker.services.planner import Planner
from ui.desk import Desk
from ui.forms.all_forms import AddForms
from ui.pages.today.saved_line import SavedHead
from ui.widgets.card import Card
from ui.widgets.choice_line import ChoiceLine
from ui.widgets.dates import long_day
from ui.widgets.entries.entry_list import EntryList
from ui.widgets.entries.row_of_entry import EntryRows
from ui.widgets.labels import EmptyState
from ui.widgets.notice import Notice

BEGIN, REOPEN, NEITHER = "begin", "reopen", "neither"
EDGE = 8  # px that the ground of a row reaches beyond its text, on either side


class DayCard(Card):
    """Lists the day under a head that also says what its forms have just saved."""

    start_wanted = Signal()

    def __init__(self, desk: Desk, planner: Planner, forms: AddForms) -> None:
        super().__init__()
        self._desk = desk
        self._planner = planner
        self._forms = forms
        self.head = SavedHead(desk, beside=forms.add_button)
        self.head.gone.connect(self.mark_nothing)
        forms.flare_ticked.connect(self._on_flare_ticked)
        self.offer = Notice()
        self.offer.action_chosen.connect(self._on_ice_again)
        answers = ((BEGIN, _("Begin a new episode")), (REOPEN, _("Reopen the last episode")), (NEITHER, _("Neither")))
        self.choice = ChoiceLine(_("You called today a flare. Nothing changes unless you choose it."), answers)
        self.choice.chosen.connect(self._on_choice)
        self.entries = EntryList(name=_("Entries"), edge=EDGE, keeps_pictures=True)
        self._rows = EntryRows()
        self._empty = EmptyState(_("What you save today is listed here, the newest first."))
        self._lay_out()

    def show_entries(self, status: Status, entries: list[Entry]) -> None:
        """Show the day; the offer goes with the tick it answers."""
        heading = with_comma(_("Today"), long_day(status.at.day))
        self.head.set_heading(heading)
        self.setAccessibleName(heading)
        self.entries.set_rows(self._rows.of(reversed(entries)))
        self.entries.setVisible(bool(entries))
        self._empty.setVisible(not entries)
        self.head.drop_overtaken()
        if not any(isinstance(entry, DayNote) and entry.flare for entry in entries):
            self.offer.hide()
            self.choice.hide()
        if status.state.phase is not Phase.WELL:
            self.choice.hide()

    def show_saved(self, change: Change) -> None:
        """Say what was saved here, and mark its row until the next deed."""
        self.head.show_saved(change)
        self.mark(change)

    def mark(self, change: Change) -> None:
        """Mark the row of what was just saved."""
        if change.undoable is not None:
            self.entries.mark(change.entry.id if change.entry is not None else "")

    def mark_nothing(self) -> None:
        """Let the mark go."""
        self.entries.mark("")

    def focus_entry(self, id_: str) -> None:
        """Put the focus on an entry, or where it is no longer of the day, on the first or on what adds to it."""
        ids = [row.id for row in self.entries.rows]
        if ids:
            self.entries.focus_row(id_ if id_ in ids else ids[0])
        else:
            self._forms.add_button.setFocus()

    def _lay_out(self) -> None:
        # Qt knows no negative margins; the text of the rows stands on the line of the heading all the same.
        listed = QHBoxLayout()
        listed.setSpacing(0)
        listed.addSpacing(-EDGE)
        listed.addWidget(self.entries)
        listed.addSpacing(-EDGE)
        for widget in (self.head, self._forms, self.offer, self.choice):
            self.body.addWidget(widget)
        self.body.addLayout(listed)
        self.body.addWidget(self._empty)
        self.body.addStretch(1)

    def _on_flare_ticked(self) -> None:
        phase = self._phase_now()
        self.choice.setVisible(phase is Phase.WELL)
        # Without an episode there is no plan that could begin anew.
        if phase not in {Phase.NONE, Phase.WELL}:
            self._offer_ice()

    def _offer_ice(self) -> None:
        self.offer.show_notice(
            _("You called today a flare. The plan can start again with ice; nothing changes unless you choose it."),
            action=_("Start again with ice"),
        )

    def _on_ice_again(self) -> None:
        self.offer.dismiss()
        self._desk.run(self._planner.start_again_with_ice)

    def _on_choice(self, answer: str) -> None:
        self.choice.hide()
        if answer == BEGIN:
            self.start_wanted.emit()
        elif answer == REOPEN and self._desk.run(self._planner.reopen_episode) is not None:
            self._offer_ice()

    def _phase_now(self) -> Phase:
        return self._planner.state(self._desk.clock.now()).phase
