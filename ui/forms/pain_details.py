"""Everything about a pain entry but its value: where, worst and least, what it feels like, what changed it, when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.drafts import PainDraft, sites_of
from tracker.domain.entries import Issue, PainEntry
from tracker.domain.words import QUALITIES, quality_word
from tracker.language import _
from ui.forms.fields.body_map import BodyMapView
from ui.forms.fields.pain_range import PainRange
from ui.forms.fields.site_chips import SiteChips
from ui.widgets.accessible_roles import hear_as
from ui.widgets.chips import Chip, ChipKind
from ui.widgets.fields.when_fields import WHEN_WIDTH, WhenFields
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.word_chips import WordChips

SPACE, LABEL_SPACE = 12, 6
OwnWords = Callable[[str], Sequence[str]]  # the person's own words of a role: words, worse_with, eased_by


@dataclass(frozen=True, slots=True)
class FoldingPart:
    """A part that opens in place, and the chip that opens it."""

    chip: Chip
    part: QWidget


class PainDetails(QWidget):
    """Takes what tells the person's own words."""

    changed = Signal()
    same_wanted = Signal()

    def __init__(self, own_words: OwnWords) -> None:
        super().__init__()
        self._own_words = own_words
        self._woke_before: bool | None = None
        self.map = BodyMapView()
        self.range = PainRange()
        self.words = WordChips(_("In your own words"), {word: quality_word(word) for word in QUALITIES})
        self.worse_with = WordChips(_("What else made it worse"), {})
        self.eased_by = WordChips(_("What else eased it"), {})
        self.when = WhenFields()
        self.when.setMaximumWidth(WHEN_WIDTH)
        self.place_issue, self.word_issue, self.when_issue = FieldIssue(self.map), FieldIssue(self.words), FieldIssue(self.when.time)
        self.sections = self._sections()
        self.woke_chip = _chip(_("Woke me at night"), "toggle", "Alt+K")
        self.same_chip = _chip(_("Same as last"), "plain", "Alt+L")
        place, *others = (section.chip for section in self.sections.values())
        self.chips = SiteChips([place, *others[:-1], self.woke_chip, others[-1], self.same_chip])
        self._lay_out()
        self._connect()

    def show_draft(self, draft: PainDraft, when: datetime | None = None) -> None:
        """Show the details of a draft; `when` is the wall-clock time chosen, None for now."""
        self.clear_issues()
        self._offer_own_words()
        self.map.set_sites(draft.sites)
        self.range.set_values((draft.worst, draft.least, draft.average))
        self.words.set_words(draft.words)
        self.worse_with.set_words(draft.worse_with)
        self.eased_by.set_words(draft.eased_by)
        self._woke_before = draft.woke
        blocked = self.woke_chip.blockSignals(True)
        self.woke_chip.setChecked(bool(draft.woke))
        self.woke_chip.blockSignals(blocked)
        filled = {"range": any(value is not None for value in self.range.values()), "feel": draft.words, "causes": draft.worse_with or draft.eased_by}
        for key, section in self.sections.items():
            self._open(section, is_open=bool(filled.get(key)))
        self.show_time(when, draft.moment.local)
        self._show_chips()

    def show_time(self, when: datetime | None, now: datetime) -> None:
        """Show the wall-clock time chosen, or none: then another would begin at now."""
        blocked = self.when.blockSignals(True)
        self.when.show_time(when or now)
        self.when.blockSignals(blocked)
        self._open(self.sections["when"], is_open=when is not None)

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
        """Whether the person is in one of the parts."""
        return any(not section.part.isHidden() for section in self.sections.values())

    def chosen_time(self) -> datetime | None:
        """The wall-clock time chosen; None for now."""
        return self.when.chosen_time() if self.sections["when"].chip.isChecked() else None

    def fill_from(self, last: PainEntry) -> None:
        """Take the sites and the words of an entry."""
        self.map.set_sites(sites_of(last))
        self.words.set_words(last.words)
        self.worse_with.set_words(last.worse_with)
        self.eased_by.set_words(last.eased_by)
        self._show_chips()
        self.changed.emit()

    def show_issues(self, issues: Sequence[Issue]) -> list[Issue]:
        """Put each issue beside its field, which opens, and the focus on the first; the answer is those of no field here."""
        places = {"sites": self.place_issue, "words": self.word_issue, "moment": self.when_issue} | self.range.issues
        section_of = {"sites": "places", "words": "feel", "moment": "when"} | dict.fromkeys(self.range.issues, "range")
        self.clear_issues()
        for issue in issues:
            if issue.field in places:
                places[issue.field].show_first(issue.message)
                self._open(self.sections[section_of[issue.field]], is_open=True)
        for issue in issues[:1]:
            if issue.field in places:
                places[issue.field].focus_field()
        return [issue for issue in issues if issue.field not in places]

    def clear_issues(self) -> None:
        """Nothing is wrong any more."""
        for issue in (self.place_issue, self.word_issue, self.when_issue, *self.range.issues.values()):
            issue.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the part in which it is pressed."""
        inside = next(
            (section for section in self.sections.values() if section.part.isVisible() and section.part.isAncestorOf(self.focusWidget())), None
        )
        if event.key() == Qt.Key.Key_Escape and inside is not None:
            inside.chip.setFocus()
            inside.chip.click()
        else:
            super().keyPressEvent(event)

    def _sections(self) -> dict[str, FoldingPart]:
        causes = _stack(plain_label(_("What made it worse"), "strong"), self.worse_with, plain_label(_("What eased it"), "strong"), self.eased_by)
        return {
            "places": FoldingPart(_chip(_("Add a place"), "add", "Alt+P"), _stack(self.map, self.place_issue)),
            "range": FoldingPart(_chip(_("Worst, least, average"), "add", "Alt+G"), self.range),
            "feel": FoldingPart(
                _chip(_("What it feels like"), "add", "Alt+F"), _stack(plain_label(_("What it feels like"), "strong"), self.words, self.word_issue)
            ),
            "causes": FoldingPart(_chip(_("Worse with, eased by"), "add", "Alt+C"), causes),
            "when": FoldingPart(_chip(_("Earlier"), "add", "Alt+W"), _stack(plain_label(_("When"), "strong"), self.when, self.when_issue)),
        }

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self.chips)
        for section in self.sections.values():
            section.chip.setCheckable(True)
            hear_as(section.chip, "opener")
            section.part.hide()
            layout.addWidget(section.part)

    def _connect(self) -> None:
        for section in self.sections.values():
            section.chip.toggled.connect(lambda is_open, section=section: self._on_opener(section, is_open=is_open))
        for part in (self.range, self.words, self.worse_with, self.eased_by, self.when):
            part.changed.connect(self.changed)
        self.map.changed.connect(self._on_places_changed)
        self.woke_chip.toggled.connect(lambda _on: self.changed.emit())
        self.same_chip.clicked.connect(self.same_wanted)
        self.chips.taken_away.connect(self.map.take_away)

    def _on_opener(self, section: FoldingPart, *, is_open: bool) -> None:
        """A click, a key, or a screen reader's own action; a part that is as wanted already asks for nothing."""
        if is_open != section.part.isHidden():
            return
        self._open(section, is_open=is_open)
        if is_open:
            self._first_control(section).setFocus(Qt.FocusReason.OtherFocusReason)
        if section is self.sections["when"]:
            self.changed.emit()

    def _first_control(self, section: FoldingPart) -> QWidget:
        firsts = {"places": self.map.first_control(), "range": self.range.worst, "feel": self.words.first_control()}
        firsts |= {"causes": self.worse_with.first_control(), "when": self.when.time}
        return next(firsts[key] for key, part in self.sections.items() if part is section)

    def _open(self, section: FoldingPart, *, is_open: bool) -> None:
        section.part.setVisible(is_open)
        section.chip.setChecked(is_open)
        section.chip.updateGeometry()

    def _on_places_changed(self) -> None:
        self._show_chips()
        self.changed.emit()

    def _show_chips(self) -> None:
        self.chips.show_sites(self.map.listed())

    def _offer_own_words(self) -> None:
        self.words.offer(self._own_words("words"))
        self.worse_with.offer(self._own_words("worse_with"))
        self.eased_by.offer(self._own_words("eased_by"))


def _chip(text: str, kind: ChipKind, keys: str) -> Chip:
    chip = Chip(text, kind=kind)
    QShortcut(QKeySequence(keys), chip).activated.connect(chip.click)  # at once: a button's own shortcut presses it for a tenth of a second first
    chip.setToolTip(_("{name} ({keys})").format(name=text, keys=keys))
    return chip


def _stack(*widgets: QWidget) -> QWidget:
    stack = QWidget()
    layout = QVBoxLayout(stack)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(LABEL_SPACE)
    for widget in widgets:
        layout.addWidget(widget)
    return stack
