"""The pain entry of Today: scale, places, details, note and save; ten seconds on a bad day."""

import time
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from tracker.domain.drafts import PainDraft
from tracker.domain.times import local_moment
from tracker.language import _
from tracker.services.journal import usual_places
from ui.desk import Desk
from ui.forms.pain_data import pain_data, pain_from
from ui.forms.pain_details import PainDetails
from ui.messages import Kind
from ui.widgets.buttons import main_button
from ui.widgets.card import Card
from ui.widgets.labels import FieldIssue
from ui.widgets.note_field import NoteField
from ui.widgets.pain_scale import PainScale
from ui.widgets.soon import Soon

SPACE = 12
FORM = "pain"


class PainCard(Card):
    """Reads a draft from its fields and hands it to the journal; what stands in it is kept until it is saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Pain now"))
        self._desk = desk
        self._journal = desk.tracker.journal
        self._touched = False
        self._asked_for_kept = False
        self.scale = PainScale()
        self.issue = FieldIssue(self.scale)
        self.details = PainDetails(self._journal.words_used)
        self.note = NoteField(_("Note"), enter_saves=True, least_lines=1)
        self.note_issue = FieldIssue(self.note.edit)
        self.save_button = main_button(_("Save entry"), keys=_("Enter"))
        self.save_button.setToolTip(_("From anywhere in the entry: Ctrl+Enter"))
        self._keep = Soon(self)
        self._lay_out()
        self._connect()

    def refresh(self) -> None:
        """Offer the places of the last entry, or of the episode, unless the person has begun an entry."""
        if not self._asked_for_kept:
            self._asked_for_kept = True
            self._restore()
        if not self._touched and not self.details.is_open():
            self._offer_places()
        self.details.same_chip.setVisible(self._journal.latest_pain() is not None)

    def press_digit(self, digit: int) -> None:
        """A digit typed anywhere on the page."""
        self.scale.press_digit(digit, time.monotonic_ns() // 1_000_000)
        self.scale.focus_scale()

    def save(self) -> None:
        """Save what the fields hold; what is wrong is said beside them."""
        deed = self._desk.attempt(lambda: self._journal.record(self._draft()))
        if deed is None:
            return
        self._clear_issues()
        if deed.issues:
            for issue in reversed(self.details.show_issues(deed.issues)):
                (self.note_issue if issue.field == "note" else self.issue).show_issue(issue.message)
            return
        self._clear()
        self._desk.messages.say(deed.remark, kind=Kind.DONE, action_label=_("Undo"), action=self._desk.undo)

    def keep_now(self) -> None:
        """Keep what stands in the fields, or forget it where nothing does."""
        self._keep.stop()
        forms = self._desk.tracker.forms
        if self._touched:
            content = pain_data(self._read(), self.details.chosen_time())
            self._desk.attempted(lambda: forms.keep(FORM, content))
        else:
            self._desk.attempted(lambda: forms.forget(FORM))

    def _offer_places(self) -> None:
        places = usual_places(self._journal.latest_pain(), self._desk.tracker.planner.open_episode())
        self.details.populate(PainDraft(moment=self._journal.now(), sites=tuple((name, None) for name in places)))

    def _read(self) -> PainDraft:
        value = self.scale.value()
        blank = PainDraft(pain=None if value is None else float(value), moment=self._journal.now(), note=self.note.text().strip())
        return self.details.read(blank)

    def _draft(self) -> PainDraft:
        draft, when = self._read(), self.details.chosen_time()
        if when is None:
            return draft
        read = local_moment(when, self._desk.tracker.clock.zone())
        if read.remark:
            self._desk.messages.say(read.remark)
        return replace(draft, moment=read.moment)

    def _restore(self) -> None:
        kept = self._desk.asked(lambda: self._desk.tracker.forms.kept(FORM))
        if kept is None:
            return
        try:
            draft, when = pain_from(kept, self._journal.now())
        except (KeyError, TypeError, ValueError):
            self._desk.attempted(lambda: self._desk.tracker.forms.forget(FORM))
            return
        self.scale.set_value(None if draft.pain is None else round(draft.pain))
        self.note.set_text(draft.note)
        self.details.populate(draft, when)
        self._touched = True
        self._desk.messages.say(_("An entry you had begun is here again. It is not saved yet."))

    def _on_same_wanted(self) -> None:
        last = self._journal.latest_pain()
        if last is not None:
            self.details.fill_from(last)

    def _on_changed(self) -> None:
        self._touched = True
        self._keep.ask()

    def _clear_issues(self) -> None:
        for issue in (self.issue, self.note_issue):
            issue.clear()
        self.details.clear_issues()

    def _clear(self) -> None:
        self._touched = False
        self.keep_now()
        self.scale.set_value(None)
        self.note.set_text("")
        self._offer_places()
        self.refresh()
        self.scale.setFocus()

    def _connect(self) -> None:
        self.scale.save_requested.connect(self.save)
        self.note.save_requested.connect(self.save)
        self.save_button.clicked.connect(self.save)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut).activated.connect(self.save)
        self.scale.value_chosen.connect(self._on_changed)
        self.note.changed.connect(self._on_changed)
        self.details.changed.connect(self._on_changed)
        self.details.same_wanted.connect(self._on_same_wanted)
        self._keep.timeout.connect(self.keep_now)

    def _lay_out(self) -> None:
        last_row = QHBoxLayout()
        last_row.setSpacing(SPACE)
        last_row.addWidget(self.note, 1)
        last_row.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignTop)
        for widget in (self.scale, self.issue, self.details):
            self.body.addWidget(widget)
        self.body.addLayout(last_row)
        self.body.addWidget(self.note_issue)

    def hideEvent(self, event: QHideEvent) -> None:
        """What was typed just now is kept when the window goes."""
        if self._keep.isActive():
            self.keep_now()
        super().hideEvent(event)
