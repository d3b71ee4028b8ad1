"""The pain entry of Today: scale, places, details, note and save; ten seconds on a bad day."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent

from tracker.domain.drafts import PainDraft
from tracker.domain.times import local_moment
from tracker.errors import DiaryBusy
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from tracker.services.journal import Journal, usual_places
from tracker.services.planner import Planner
from ui.commands.shortcuts import add_shortcuts, show_keys
from ui.desk import Desk
from ui.forms.draft_keeper import DraftKeeper
from ui.forms.form import with_moved_time_remark
from ui.forms.pain_fields import PainFields
from ui.pages.today.saved_line import SavedHead
from ui.widgets.buttons import main_button
from ui.widgets.card import Card
from ui.widgets.soon import SaveAgain

FORM = "pain"
RAISED = 7  # px; half of what the head is higher than its heading


class PainCard(Card):
    """Reads a draft from its fields and hands it to the journal; what stands in it is kept until it is saved.

    `saved` brings the change, `filled_changed` says whether a number is chosen.
    """

    saved = Signal(object)
    filled_changed = Signal(bool)

    def __init__(self, desk: Desk, drafts: FormDrafts, journal: Journal, planner: Planner) -> None:
        super().__init__()
        self._desk = desk
        self._journal = journal
        self._planner = planner
        self._asked_for_kept = False
        self._is_recorded = False  # what stands in the fields is in the diary
        self._is_filled, self._may_be_main = True, True
        self.head = SavedHead(desk, _("Pain now"))
        self.save_button = main_button(_("Save entry"))
        show_keys(self.save_button, "save")
        self.fields = PainFields(self._journal, beside_note=self.save_button)
        self.scale, self.details, self.note = self.fields.scale, self.fields.details, self.fields.note
        self.details.when.offer_yesterday(lambda: desk.now().local)
        self.keeper = DraftKeeper(drafts, FORM, self._content, desk.messages.report, self)
        self._again = SaveAgain(self.save, self._content, self._report_busy, self)
        # The heading stands on the line of the one beside it, where nothing is saved; what is, reaches into the room above and beneath.
        self.body.addSpacing(-RAISED)
        self.body.addWidget(self.head)
        self.body.addSpacing(-RAISED)
        self.body.addWidget(self.fields)
        self._connect()

    def refresh(self) -> None:
        """Offer the places of the last entry, or of the episode, unless the person has begun an entry."""
        # What was kept is asked for once: from then on the fields hold more than what was kept.
        if not self._asked_for_kept:
            self._asked_for_kept = True
            self._show_fresh()
            self._restore()
        # Each change of the diary refreshes the page: an entry that is begun, or a part that is open, stays as it is.
        elif self._is_recorded or (not self.keeper.is_touched() and not self.details.is_open()):
            self._show_fresh()
        self.head.drop_overtaken()
        self.fields.offer_same(is_new=True)
        self._show_filled()

    def set_main(self, is_main: bool) -> None:
        """Say whether the button that saves is the one filled of the page, once there is a number to save."""
        self._may_be_main = is_main
        self._show_main()

    def press_digit(self, digit: int) -> None:
        """A digit typed anywhere on the page."""
        self.scale.press_digit(digit)
        self.scale.focus_scale()

    def save(self) -> None:
        """Save what the fields hold; what is wrong is said beside them."""
        self._again.stop()
        self.fields.clear_issues()
        change = self._desk.run_quietly(self._record, self._again.on_busy)
        if change is None:
            return
        if change.issues:
            self.fields.show_issues(change.issues)
            return
        if self._is_recorded:  # nobody has refreshed the page on account of it
            self.refresh()
        self.scale.setFocus()
        self.saved.emit(change)

    def _report_busy(self, problem: DiaryBusy) -> None:
        self._desk.messages.report(problem, lambda: self._again.is_refused)

    def _record(self) -> Change:
        """Record the entry and forget what was kept of it, before the diary is read anew: a write would end what was read."""
        change = self._record_draft()
        self._is_recorded = not change.issues
        if self._is_recorded:
            self.keeper.forget()
        return change

    def _record_draft(self) -> Change:
        when = self.details.chosen_time()
        draft = self.fields.draft(self._journal.now())
        draft = draft._replace(note=draft.note.strip())
        if when is None:
            return self._journal.record(draft)
        read = local_moment(when, self._desk.clock.zone())
        return with_moved_time_remark(self._journal.record(draft._replace(moment=read.moment)), read)

    def _show_fresh(self) -> None:
        """Empty fields, but for the usual places."""
        if self._is_recorded:  # before what has the focus is hidden: a screen reader would be told of each neighbour
            self.scale.set_value(None)
            self.scale.setFocus()
        self._is_recorded = False
        places = usual_places(self._journal.latest_pain(), self._planner.open_episode())
        self.fields.show_draft(PainDraft(moment=self._journal.now(), sites=tuple((name, None) for name in places)), None)
        self.keeper.start_over()

    def _content(self) -> dict[str, Any]:
        return self.fields.content(self._journal.now())

    def _restore(self) -> None:
        kept = self.keeper.kept()
        if kept is None:
            return
        try:
            self.fields.show_content(kept, self._journal.now())
        except (KeyError, TypeError, ValueError):
            self.keeper.forget()
            self._show_fresh()
            return
        self._desk.messages.say(_("What you typed before is here again. It is not saved yet."))

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save)
        add_shortcuts(self, {"save": self.save}, within=True)
        self.fields.save_requested.connect(self.save)
        self.fields.changed.connect(self.keeper.keep_soon)
        self.fields.changed.connect(self._show_filled)

    def _show_filled(self) -> None:
        is_filled = self.scale.value() is not None
        if is_filled != self._is_filled:
            self._is_filled = is_filled
            self._show_main()
            self.filled_changed.emit(is_filled)

    def _show_main(self) -> None:
        """The button is the main one once there is a number to save."""
        self.save_button.set_kind("main" if self._is_filled and self._may_be_main else "ordinary")

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed just now is kept when the window goes."""
        self.keeper.keep_waiting()
        super().hideEvent(event)
