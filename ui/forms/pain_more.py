"""What stands behind More of a pain entry: what it feels like, what changed it, worst and least."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.drafts import PainDraft
from tracker.domain.words import QUALITIES, quality_word
from tracker.language import _
from tracker.library.look import sizes
from ui.forms.fields.pain_range import PainRange
from ui.widgets.labelled_rows import LabelledRows
from ui.widgets.labels import FieldIssue
from ui.widgets.word_chips import WordChips

OwnWords = Callable[[str], Sequence[str]]  # the person's own words of a role: words, worse_with, eased_by


class PainMore(QWidget):
    """Shows its part of a draft and gives it back."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.range = PainRange()
        self.words = WordChips(_("In your own words"), {word: quality_word(word) for word in QUALITIES})
        self.worse_with = WordChips(_("What else made it worse"), {})
        self.eased_by = WordChips(_("What else eased it"), {})
        self.word_issue = FieldIssue(self.words)
        rows = LabelledRows()
        rows.add_row(_("Feels"), self.words, self.word_issue)
        rows.add_row(_("Worse with"), self.worse_with)
        rows.add_row(_("Eased by"), self.eased_by)
        rows.add_row(_("In 24 hours"), self.range, height=sizes().control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(rows)
        for part in (self.range, self.words, self.worse_with, self.eased_by):
            part.changed.connect(self.changed)

    def show_draft(self, draft: PainDraft) -> None:
        """Show a draft, without a signal."""
        self.range.set_values((draft.worst, draft.least, draft.average))
        self.show_words(draft)

    def show_words(self, draft: PainDraft) -> None:
        """Show the words of a draft alone."""
        self.words.set_words(draft.words)
        self.worse_with.set_words(draft.worse_with)
        self.eased_by.set_words(draft.eased_by)

    def with_details(self, draft: PainDraft) -> PainDraft:
        """The draft with what stands here."""
        worst, least, average = self.range.values()
        words, worse_with, eased_by = (chips.words() for chips in (self.words, self.worse_with, self.eased_by))
        return draft._replace(worst=worst, least=least, average=average, words=words, worse_with=worse_with, eased_by=eased_by)

    def offer(self, own_words: OwnWords) -> None:
        """Offer the person's own words."""
        self.words.offer(own_words("words"))
        self.worse_with.offer(own_words("worse_with"))
        self.eased_by.offer(own_words("eased_by"))

    def clear_issues(self) -> None:
        """Nothing is wrong any more."""
        for issue in (self.word_issue, *self.range.issues.values()):
            issue.clear()
