"""The pain entry of Today: scale, places, note and save; ten seconds on a bad day."""

import time

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from tracker.domain.drafts import PainDraft
from tracker.domain.entries import NOTE_LIMIT
from tracker.language import _
from ui.messages import Kind
from ui.pages.page import Desk
from ui.widgets.buttons import main_button
from ui.widgets.card import Card
from ui.widgets.labels import FieldIssue
from ui.widgets.pain_scale import PainScale
from ui.widgets.place_chips import PlaceChips

SPACE = 12


class PainCard(Card):
    """Reads a draft from its fields and hands it to the journal; the places of the last entry stand ready."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(_("Pain now"))
        self._desk = desk
        self._journal = desk.tracker.journal
        self._touched = False
        self.scale = PainScale()
        self.scale.save_requested.connect(self.save)
        self.issue = FieldIssue(self.scale)
        self.places = PlaceChips()
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("Note"))
        self.note.setAccessibleName(_("Note"))
        self.note.setMaxLength(NOTE_LIMIT)
        self.note.returnPressed.connect(self.save)
        self.save_button = main_button(_("Save entry"), keys=_("Enter"))
        self.save_button.clicked.connect(self.save)
        last_row = QHBoxLayout()
        last_row.setSpacing(SPACE)
        last_row.addWidget(self.note, 1)
        last_row.addWidget(self.save_button)
        self.body.addWidget(self.scale)
        self.body.addWidget(self.issue)
        self.body.addWidget(self.places)
        self.body.addLayout(last_row)
        self.places.changed_by_hand.connect(self._on_places_changed)

    def refresh(self) -> None:
        """Offer the places of the last entry, or of the episode, unless the person has chosen some."""
        if self._touched:
            return
        last = self._journal.latest_pain()
        episode = self._desk.tracker.planner.open_episode()
        if last is not None and (episode is None or last.moment.at >= episode.onset.at):
            self.places.set_names([site.name for site in last.sites])
        else:
            self.places.set_names(list(episode.sites) if episode else [])

    def press_digit(self, digit: int) -> None:
        """A digit typed anywhere on the page."""
        self.scale.press_digit(digit, time.monotonic_ns() // 1_000_000)
        self.scale.focus_scale()

    def save(self) -> None:
        """Save what the fields hold; what is wrong is said beside the scale."""
        deed = self._desk.attempt(lambda: self._journal.record(self._draft()))
        if deed is None:
            return
        if deed.issues:
            self.issue.show_issue(deed.issues[0].message)
            return
        self._clear()
        self._desk.messages.say(deed.remark, kind=Kind.DONE, action_label=_("Undo"), action=self._desk.undo)

    def _draft(self) -> PainDraft:
        value = self.scale.value()
        return PainDraft(
            pain=None if value is None else float(value),
            moment=self._journal.now(),
            sites=tuple((name, None) for name in self.places.names()),
            note=self.note.text().strip(),
        )

    def _clear(self) -> None:
        self.issue.clear()
        self.scale.set_value(None)
        self.note.clear()
        self._touched = False
        self.refresh()
        self.scale.setFocus()

    def _on_places_changed(self) -> None:
        self._touched = True
