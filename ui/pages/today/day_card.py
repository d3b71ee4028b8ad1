"""The day's entries on Today, the newest first, what adds to them, and what was just saved."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.entries import DayNote, Entry
from tracker.domain.plan.protocol import Phase
from tracker.domain.status import Status
from tracker.formats.joining import with_comma
from tracker.language import _
from tracker.library.look import sizes
from tracker.services.history import Change
from tracker.services.planner import Planner
from ui.desk import Desk
from ui.forms.all_forms import AddForms
from ui.pages.today.saved_line import SavedLine
from ui.widgets.card import Card
from ui.widgets.choice_line import ChoiceLine
from ui.widgets.dates import long_day
from ui.widgets.entries.entry_list import EntryList
from ui.widgets.entries.row_of_entry import EntryRows
from ui.widgets.labels import EmptyState, plain_label
from ui.widgets.notice import Notice

BEGIN, REOPEN, NEITHER = "begin", "reopen", "neither"
SPACE = 12
EDGE = 8  # px that the ground of a row reaches beyond its text, on either side


class DayCard(Card):
    """The heading gives way to what was just saved, in the same row, so that nothing moves."""

    start_wanted = Signal()

    def __init__(self, desk: Desk, planner: Planner, forms: AddForms) -> None:
        super().__init__()
        self._desk = desk
        self._planner = planner
        self._forms = forms
        self._day_words = plain_label("", "heading")
        self.saved = SavedLine(desk)
        self.saved.gone.connect(self._on_saved_gone)
        forms.flare_ticked.connect(self._on_flare_ticked)
        forms.opened.connect(self.saved.drop)
        self.offer = Notice()
        self.offer.action_chosen.connect(self._on_ice_again)
        answers = ((BEGIN, _("Begin a new episode")), (REOPEN, _("Reopen the last episode")), (NEITHER, _("Neither")))
        self.choice = ChoiceLine(_("You called today a flare. Nothing changes unless you choose it."), answers)
        self.choice.chosen.connect(self._on_choice)
        self.entries = EntryList(name=_("Entries"), edge=EDGE)
        self._rows = EntryRows()
        self._empty = EmptyState(_("What you save today is listed here, the newest first."))
        self._lay_out()

    def show_entries(self, status: Status, entries: list[Entry]) -> None:
        """Show the day; the offer goes with the tick it answers."""
        heading = with_comma(_("Today"), long_day(status.at.day))
        self._day_words.setText(heading)
        self.setAccessibleName(heading)
        self.entries.set_rows(self._rows.of(reversed(entries)))
        self.entries.setVisible(bool(entries))
        self._empty.setVisible(not entries)
        self.saved.drop_overtaken()
        if not any(isinstance(entry, DayNote) and entry.flare for entry in entries):
            self.offer.hide()
            self.choice.hide()
        if status.state.phase is not Phase.WELL:
            self.choice.hide()

    def show_saved(self, change: Change) -> None:
        """Say what was saved, and mark its row until the next deed."""
        if change.undoable is None:
            self._desk.say_done(change)
            return
        self._day_words.hide()
        self.saved.show_saved(change)
        self.entries.mark(change.entry.id if change.entry is not None else "")
        # In the next turn of the event loop, when all that was open has closed.
        QTimer.singleShot(0, self, lambda: self._tell_out_of_view(change))

    def focus_entry(self, id_: str) -> None:
        """Put the focus on an entry, or where it is no longer of the day, on the first or on what adds to it."""
        ids = [row.id for row in self.entries.rows]
        if ids:
            self.entries.focus_row(id_ if id_ in ids else ids[0])
        else:
            self._forms.add_button.setFocus()

    def _tell_out_of_view(self, change: Change) -> None:
        """Where the heading cannot be seen, the message lies over the page."""
        if self.isVisible() and not self.saved.isHidden() and self.head.visibleRegion().isEmpty():
            self.saved.drop()
            self._desk.say_done(change)

    def _on_saved_gone(self) -> None:
        self.entries.mark("")
        self._day_words.show()

    def _lay_out(self) -> None:
        self.head = QWidget()
        self.head.setMinimumHeight(sizes().least_control)
        row = QHBoxLayout(self.head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._day_words, 1)
        row.addWidget(self.saved, 1)
        row.addWidget(self._forms.add_button, 0, Qt.AlignmentFlag.AlignTop)
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
