"""The third step of an import: what would come in, what is there already, and what is refused, line by line."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from tracker.formats.texts import in_a_row, number_text
from tracker.language import _, ngettext
from tracker.services.exchange.importing import ImportResult
from tracker.wording.imports import brought_up_words, not_kept_words
from ui.widgets.buttons import small_button
from ui.widgets.card import Card
from ui.widgets.labels import FieldIssue, breakable, plain_label
from ui.widgets.sheet_table import SheetTable

SPACE = 16
LINE_SPACE = 8
MOST_LINES = 6
# A file of another kind may be refused in every line; the first hundred say why, and all that are kept can be copied.
REASONS_SHOWN = 100
ROWS_IN_VIEW = 6

Line = tuple[int, str]


class OutcomeStep(QWidget):
    """Shows the result of a dry run."""

    def __init__(self) -> None:
        super().__init__()
        self._result = ImportResult()
        self.heading = plain_label("", "heading")
        self.counts = CountLines()
        self.also = plain_label("", "muted")
        self.refused_heading = plain_label("", "strong")
        self.refused = SheetTable(_("Lines left out"), ROWS_IN_VIEW)
        self.more = plain_label("", "muted")
        self.copy_button = small_button(_("Copy the list"))
        self.copy_button.clicked.connect(self._on_copy)
        self.issue = FieldIssue(self.counts)
        self._refused_parts = (self.refused_heading, self.refused, self.more, self.copy_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for part in (self.heading, self.issue, self.counts, self.also, self.refused_heading, self.refused, self.more):
            layout.addWidget(part)
        layout.addWidget(self.copy_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def clear(self) -> None:
        """Nothing is known yet."""
        self._result = ImportResult()
        self.heading.setText(_("Reading the file. Nothing is changed yet."))
        self.issue.clear()
        self.counts.show_lines([])
        self._show_also()
        self._show_refused()

    def show_result(self, result: ImportResult) -> None:
        """Show what would happen."""
        self._result = result
        self.heading.setText(_heading(result))
        self.counts.show_lines(_merge_lines(result) if result.is_merge else _row_lines(result))
        self._show_also()
        self._show_refused()

    def show_issue(self, sentence: str) -> None:
        """Say why it could not be done."""
        self.heading.setText(_("Nothing was imported"))
        self.issue.show_issue(breakable(sentence))

    def _show_also(self) -> None:
        """What the file brings up to a fuller count, and what of it is not kept."""
        result = self._result
        raised = brought_up_words(result.raised) if result.raised else ""
        not_kept = not_kept_words(result.unread) if result.unread else ""
        self.also.setText(breakable("\n".join(filter(None, (raised, not_kept)))))
        self.also.setVisible(bool(raised or not_kept))

    def _show_refused(self) -> None:
        result = self._result
        shown = result.refused[:REASONS_SHOWN]
        for part in self._refused_parts:
            part.setVisible(bool(result.refused_count))
        words = ngettext("{count} line is left out, and why", "{count} lines are left out, and why", result.refused_count)
        self.refused_heading.setText(words.format(count=number_text(result.refused_count)))
        self.refused.show_rows((_("Line"), _("Why")), [(str(line), reason) for line, reason in shown])
        more = result.refused_count - len(shown)
        self.more.setText(ngettext("and {n} more", "and {n} more", more).format(n=number_text(more)))
        self.more.setVisible(more > 0)

    def _on_copy(self) -> None:
        lines = (_("Line {line}: {reason}").format(line=line, reason=reason) for line, reason in self._result.refused)
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copy_button.setText(_("Copied"))


class CountLines(Card):
    """How many there are of what, a line each; hidden while nothing was counted."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []
        self._labels: list[tuple[QLabel, QLabel]] = []
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(LINE_SPACE)
        grid.setColumnStretch(1, 1)
        for row in range(MOST_LINES):
            number, words = plain_label("", "title", wrap=False), plain_label("")
            grid.addWidget(number, row, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(words, row, 1)
            self._labels.append((number, words))
        self.body.addLayout(grid)
        self.show_lines([])

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these, as (how many, of what)."""
        self.lines = list(lines)
        for row, labels in enumerate(self._labels):
            for label in labels:
                label.setVisible(row < len(lines))
            if row < len(lines):
                labels[0].setText(number_text(lines[row][0]))
                labels[1].setText(lines[row][1])
        self.setVisible(bool(lines))

    def words(self) -> str:
        """The lines as one text."""
        return in_a_row(f"{number_text(count)} {words}" for count, words in self.lines)


def _heading(result: ImportResult) -> str:
    if result.changes_something:
        return _("Ready to import")
    if result.already_there:
        return _("There is nothing new in this file.")
    return _("Nothing of this file can be used") if result.read else _("There is nothing in this file.")


def _row_lines(result: ImportResult) -> list[Line]:
    there, refused = result.already_there, result.refused_count
    lines = [
        (result.read, ngettext("row read", "rows read", result.read)),
        (result.added, ngettext("would come in", "would come in", result.added)),
    ]
    lines += [(there, ngettext("is in the diary already", "are in the diary already", there))] if there else []
    return lines + _refused_line(refused)


def _merge_lines(result: ImportResult) -> list[Line]:
    new, changed, there, conflicts = result.added - result.changed, result.changed, result.already_there, result.conflicts
    lines = [
        (result.read, ngettext("record read", "records read", result.read)),
        (new, ngettext("is new here", "are new here", new)),
        (changed, ngettext("changes what is here", "change what is here", changed)),
        (there, ngettext("is the same here", "are the same here", there)),
    ]
    both = ngettext(
        "was changed on both sides: the later change counts, the other is kept to be looked at",
        "were changed on both sides: the later change counts, the other is kept to be looked at",
        conflicts,
    )
    lines += [(conflicts, both)] if conflicts else []
    return lines + _refused_line(result.refused_count)


def _refused_line(count: int) -> list[Line]:
    return [(count, ngettext("cannot be used", "cannot be used", count))] if count else []
