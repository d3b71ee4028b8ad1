"""Everything about a pain entry but its value: its places, and behind More what it feels like, what changed it, worst and least, when."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.drafts import PainDraft, draft_of, sites_of
from tracker.domain.entries import Issue, PainEntry
from tracker.language import _
from ui.commands.shortcuts import add_shortcuts, show_keys
from ui.forms.fields.entry_time import EntryTime
from ui.forms.fields.pain_places import PainPlaces
from ui.widgets.buttons import quiet_button
from ui.widgets.chips import Chip
from ui.widgets.labelled_rows import LabelledRows
from ui.widgets.labels import FieldIssue, HairLine
from ui.widgets.tab_order import order_tabs

if TYPE_CHECKING:
    from ui.forms.pain_more import OwnWords, PainMore

SPACE = 12


class PainDetails(QWidget):
    """Takes what tells the person's own words, and what tells the places that hurt lately, the most named first."""

    changed = Signal()
    same_wanted = Signal()

    def __init__(self, own_words: "OwnWords", usual: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._own_words, self._usual = own_words, usual
        self._shown: PainDraft | None = None
        self.places = PainPlaces()
        self.map = self.places.map
        self.woke_chip = Chip(_("Woke me at night"), kind="toggle")
        self.same_button = quiet_button(_("Same as last"))
        self.time = EntryTime(self.woke_chip, self.same_button)
        self.when = self.time.fields
        self.when_issue = self.time.issue
        self.more_button = self.places.more_button
        self.more, self.when_rows = QWidget(), LabelledRows()
        self._may_be_now = True
        self._lay_out()
        self._connect()
        self.ways = self._ways()
        add_shortcuts(self, self.ways)
        self._show_keys()

    @cached_property
    def inside(self) -> "PainMore":
        """What stands behind More, made when it is first needed: an entry of a value and a place does without."""
        from ui.forms.pain_more import PainMore

        inside = PainMore()
        if self._shown is not None:
            inside.show_draft(self._shown)
        inside.changed.connect(self.changed)
        self._within.addWidget(inside)
        order_tabs(self)
        return inside

    def show_draft(self, draft: PainDraft, when: datetime | None = None) -> None:
        """Show the details of a draft; `when` is the wall-clock time chosen, None for now. More opens where the draft fills it."""
        self.clear_issues()
        self.places.show_sites(draft.sites, self._usual())
        self._shown = draft
        if self._is_inside_made:
            self.inside.show_draft(draft)
        blocked = self.woke_chip.blockSignals(True)
        self.woke_chip.setChecked(bool(draft.woke))
        self.woke_chip.blockSignals(blocked)
        self.show_time(when, draft.moment.local)
        filled = (draft.words, draft.worse_with, draft.eased_by, draft.woke, when)
        self.open_more(is_open=any(filled) or any(value is not None for value in (draft.worst, draft.least, draft.average)))

    def offer_now(self, *, may_be_now: bool) -> None:
        """Offer now beside another time behind More; or another time alone, in view: nobody could see else to which one it goes."""
        self._may_be_now = may_be_now
        self.time.offer_now(may_be_now=may_be_now)
        self._show_when(is_more_open=self.more_button.is_open)

    def show_time(self, when: datetime | None, now: datetime) -> None:
        """Show the wall-clock time chosen, or none: then another would begin at now."""
        self.time.show_time(when, now)

    def with_details(self, draft: PainDraft) -> PainDraft:
        """The draft with the details as they stand; its moment is left to whoever knows the zone."""
        # What was shown without More being made for it is nothing: More opens for a draft that fills it.
        draft = self.inside.with_details(draft) if self._is_inside_made else draft
        said_before = self._shown is not None and self._shown.woke is not None
        # A chip has two states, an entry three: unticked it says "no" only where the entry said one or the other before.
        return draft._replace(sites=self.map.sites(), woke=True if self.woke_chip.isChecked() else (False if said_before else None))

    def is_open(self) -> bool:
        """Whether the person is in the body map or in More."""
        return self.more_button.is_open or self.places.is_map_open

    def offers_same(self) -> bool:
        """Whether there is an entry before, whose places and words can be taken."""
        return not self.same_button.isHidden()

    def open_more(self, *, is_open: bool) -> None:
        """Show More, or hide it."""
        if is_open and not self.more_button.is_open:
            # Not before: they are sought through the whole diary, and an entry of a value and a place has no use for them.
            self.inside.offer(self._own_words)
        self.more.setVisible(is_open)
        self._show_when(is_more_open=is_open)
        self.more_button.show_open(is_open=is_open)

    def chosen_time(self) -> datetime | None:
        """The wall-clock time chosen; None for now."""
        return self.time.chosen_time()

    def fill_from(self, last: PainEntry) -> None:
        """Take the sites and the words of an entry."""
        self.places.choose_all(sites_of(last))
        if self._is_inside_made or last.words or last.worse_with or last.eased_by:
            self.inside.show_words(draft_of(last))
        if last.words or last.worse_with or last.eased_by:
            self.open_more(is_open=True)
        self.changed.emit()

    def show_issues(self, issues: Sequence[Issue]) -> list[Issue]:
        """Put each issue beside its field, which is shown, and the focus on the first; the answer is those of no field here."""
        fields: Mapping[str, FieldIssue] = {"sites": self.places.issue, "moment": self.when_issue}
        if any(issue.field not in fields for issue in issues):
            fields = {**fields, "words": self.inside.word_issue, **self.inside.range.issues}
        self.clear_issues()
        for issue in issues:
            if issue.field in fields:
                fields[issue.field].show_first(issue.message)
                if issue.field != "sites":
                    self.open_more(is_open=True)
        for issue in issues[:1]:
            if issue.field in fields:
                fields[issue.field].focus_field()
        return [issue for issue in issues if issue.field not in fields]

    def clear_issues(self) -> None:
        """Nothing is wrong any more."""
        for issue in (self.places.issue, self.when_issue):
            issue.clear()
        if self._is_inside_made:
            self.inside.clear_issues()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes More where it is pressed in it."""
        focused = self.focusWidget()
        is_within = any(part.isAncestorOf(focused) for part in (self.more, self.when_rows))
        if event.key() == Qt.Key.Key_Escape and self.more_button.is_open and is_within:
            self.more_button.setFocus()
            self.open_more(is_open=False)
        else:
            super().keyPressEvent(event)

    @property
    def _is_inside_made(self) -> bool:
        return "inside" in vars(self)

    def _show_when(self, *, is_more_open: bool) -> None:
        self.when_rows.setVisible(is_more_open or not self._may_be_now)
        self.woke_chip.setVisible(is_more_open)

    def _lay_out(self) -> None:
        self.when_rows.add_row(_("When"), self.time)
        within = self._within = QVBoxLayout(self.more)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(SPACE)
        for part in (HairLine(), self.places.more_rows):
            within.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.places)
        layout.addWidget(self.more)
        layout.addWidget(self.when_rows)
        self.more.hide()
        self.when_rows.hide()

    def _connect(self) -> None:
        self.more_button.clicked.connect(lambda: self.open_more(is_open=not self.more_button.is_open))
        for part in (self.places, self.time):
            part.changed.connect(self.changed)
        self.woke_chip.toggled.connect(lambda _on: self.changed.emit())
        self.same_button.clicked.connect(self.same_wanted)

    def _ways(self) -> dict[str, Callable[[], object]]:
        """What the commands of an entry do; here and not on the controls: those within More could not be reached while it is closed."""
        return {
            "more": self.more_button.click,
            "place": self.places.another_chip.click,
            "worst": lambda: self._go_to(self.inside.range.worst),
            "feels": lambda: self._go_to(self.inside.words.first_control()),
            "worse": lambda: self._go_to(self.inside.worse_with.first_control()),
            "earlier": self._go_to_time,
            "woke": self._turn_woke,
            "same": lambda: self.same_button.click() if self.offers_same() else None,
        }

    def _show_keys(self) -> None:
        named = {"more": self.more_button, "place": self.places.another_chip, "woke": self.woke_chip, "same": self.same_button}
        for key, button in {**named, "earlier": self.time.earlier_chip}.items():
            show_keys(button, key)

    def _go_to(self, field: QWidget) -> None:
        self.open_more(is_open=True)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_to_time(self) -> None:
        self.open_more(is_open=True)
        self.time.choose_earlier()

    def _turn_woke(self) -> None:
        self.open_more(is_open=True)
        self.woke_chip.click()
