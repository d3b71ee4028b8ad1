"""Everything about a pain entry but its value: its places, and behind More worst and least, what it feels like, what changed it, when."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.drafts import PainDraft, sites_of
from tracker.domain.entries import Issue, PainEntry
from tracker.domain.words import QUALITIES, quality_word
from tracker.language import _
from tracker.library.look import sizes
from ui.commands.shortcuts import add_shortcuts, show_keys
from ui.forms.fields.entry_time import EntryTime
from ui.forms.fields.pain_places import PainPlaces
from ui.forms.fields.pain_range import PainRange
from ui.widgets.buttons import quiet_button
from ui.widgets.chips import Chip
from ui.widgets.labelled_rows import LabelledRows
from ui.widgets.labels import FieldIssue, HairLine
from ui.widgets.word_chips import WordChips

SPACE = 12
OwnWords = Callable[[str], Sequence[str]]  # the person's own words of a role: words, worse_with, eased_by


class PainDetails(QWidget):
    """Takes what tells the person's own words, and what tells the places that hurt lately, the most named first."""

    changed = Signal()
    same_wanted = Signal()

    def __init__(self, own_words: OwnWords, usual: Callable[[], Sequence[str]]) -> None:
        super().__init__()
        self._own_words, self._usual = own_words, usual
        self._woke_before: bool | None = None
        self.places = PainPlaces()
        self.map = self.places.map
        self.range = PainRange()
        self.words = WordChips(_("In your own words"), {word: quality_word(word) for word in QUALITIES})
        self.worse_with = WordChips(_("What else made it worse"), {})
        self.eased_by = WordChips(_("What else eased it"), {})
        self.woke_chip = Chip(_("Woke me at night"), kind="toggle")
        self.same_button = quiet_button(_("Same as last"))
        self.time = EntryTime(self.woke_chip, self.same_button)
        self.when = self.time.fields
        self.word_issue, self.when_issue = FieldIssue(self.words), self.time.issue
        self.more_button = self.places.more_button
        self.more, self.when_rows = QWidget(), LabelledRows()
        self._may_be_now = True
        self._lay_out()
        self._connect()
        self.ways = self._ways()
        add_shortcuts(self, self.ways)
        self._show_keys()

    def show_draft(self, draft: PainDraft, when: datetime | None = None) -> None:
        """Show the details of a draft; `when` is the wall-clock time chosen, None for now. More opens where the draft fills it."""
        self.clear_issues()
        self.places.show_sites(draft.sites, self._usual())
        self.range.set_values((draft.worst, draft.least, draft.average))
        self.words.set_words(draft.words)
        self.worse_with.set_words(draft.worse_with)
        self.eased_by.set_words(draft.eased_by)
        self._woke_before = draft.woke
        blocked = self.woke_chip.blockSignals(True)
        self.woke_chip.setChecked(bool(draft.woke))
        self.woke_chip.blockSignals(blocked)
        self.show_time(when, draft.moment.local)
        filled = (draft.words, draft.worse_with, draft.eased_by, draft.woke, when)
        self.open_more(is_open=any(filled) or any(value is not None for value in self.range.values()))

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
        worst, least, average = self.range.values()
        return replace(
            draft,
            worst=worst,
            least=least,
            average=average,
            sites=self.map.sites(),
            words=self.words.words(),
            worse_with=self.worse_with.words(),
            eased_by=self.eased_by.words(),
            # A chip has two states, an entry three: unticked it says "no" only where the entry said one or the other before.
            woke=True if self.woke_chip.isChecked() else (False if self._woke_before is not None else None),
        )

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
            self._offer_own_words()
        self.more.setVisible(is_open)
        self._show_when(is_more_open=is_open)
        self.more_button.show_open(is_open=is_open)

    def chosen_time(self) -> datetime | None:
        """The wall-clock time chosen; None for now."""
        return self.time.chosen_time()

    def fill_from(self, last: PainEntry) -> None:
        """Take the sites and the words of an entry."""
        self.places.choose_all(sites_of(last))
        self.words.set_words(last.words)
        self.worse_with.set_words(last.worse_with)
        self.eased_by.set_words(last.eased_by)
        if last.words or last.worse_with or last.eased_by:
            self.open_more(is_open=True)
        self.changed.emit()

    def show_issues(self, issues: Sequence[Issue]) -> list[Issue]:
        """Put each issue beside its field, which is shown, and the focus on the first; the answer is those of no field here."""
        fields = {"sites": self.places.issue, "words": self.word_issue, "moment": self.when_issue} | self.range.issues
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
        for issue in (self.places.issue, self.word_issue, self.when_issue, *self.range.issues.values()):
            issue.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes More where it is pressed in it."""
        focused = self.focusWidget()
        is_within = any(part.isAncestorOf(focused) for part in (self.more, self.when_rows))
        if event.key() == Qt.Key.Key_Escape and self.more_button.is_open and is_within:
            self.more_button.setFocus()
            self.open_more(is_open=False)
        else:
            super().keyPressEvent(event)

    def _show_when(self, *, is_more_open: bool) -> None:
        self.when_rows.setVisible(is_more_open or not self._may_be_now)
        self.woke_chip.setVisible(is_more_open)

    def _lay_out(self) -> None:
        rows = LabelledRows()
        rows.add_row(_("Feels like"), self.words, self.word_issue)
        rows.add_row(_("Worse with"), self.worse_with)
        rows.add_row(_("Eased by"), self.eased_by)
        rows.add_row(_("In 24 hours"), self.range, height=sizes().control)
        self.when_rows.add_row(_("When"), self.time)
        within = QVBoxLayout(self.more)
        within.setContentsMargins(0, 0, 0, 0)
        within.setSpacing(SPACE)
        for part in (HairLine(), self.places.more_rows, rows):
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
        for part in (self.places, self.range, self.words, self.worse_with, self.eased_by, self.time):
            part.changed.connect(self.changed)
        self.woke_chip.toggled.connect(lambda _on: self.changed.emit())
        self.same_button.clicked.connect(self.same_wanted)

    def _ways(self) -> dict[str, Callable[[], object]]:
        """What the commands of an entry do; here and not on the controls: those within More could not be reached while it is closed."""
        return {
            "more": self.more_button.click,
            "place": self.places.another_chip.click,
            "worst": lambda: self._go_to(self.range.worst),
            "feels": lambda: self._go_to(self.words.first_control()),
            "worse": lambda: self._go_to(self.worse_with.first_control()),
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

    def _offer_own_words(self) -> None:
        self.words.offer(self._own_words("words"))
        self.worse_with.offer(self._own_words("worse_with"))
        self.eased_by.offer(self._own_words("eased_by"))
