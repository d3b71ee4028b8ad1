"""What of the first rows cannot be used, said in the second step: each reason with its first row."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.formats.texts import number_text
from tracker.language import _, ngettext
from tracker.services.exchange.import_preview import Preview, RowProblem
from ui.widgets.announcement import announce
from ui.widgets.labels import breakable, plain_label

SPACE = 4
REASONS_SHOWN = 3
# Letters of a row: enough to find it by.
ROW_SHOWN = 100


class RowProblems(QWidget):
    """Hidden where every row looked at can be used."""

    def __init__(self) -> None:
        super().__init__()
        self._said = ""
        self.heading = plain_label("", "strong")
        self.lines = [plain_label("") for _place in range(REASONS_SHOWN)]
        self.more = plain_label("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for label in (self.heading, *self.lines, self.more):
            layout.addWidget(label)
        self.hide()

    def show_problems(self, preview: Preview) -> None:
        """Show what is wrong with the first rows; where none of them can be used, it is said aloud."""
        problems = () if preview.remark else preview.problems
        heading = "" if preview.remark else _heading(preview)
        self.setVisible(bool(heading))
        self.heading.setText(heading)
        for place, label in enumerate(self.lines):
            label.setVisible(place < len(problems))
            label.setText(breakable(_problem_words(problems[place])) if place < len(problems) else "")
        more = len(problems) - REASONS_SHOWN
        self.more.setText(ngettext("and {n} more", "and {n} more", more).format(n=number_text(more)))
        self.more.setVisible(more > 0)
        self._say(heading if preview.is_useless else "", problems)

    def clear(self) -> None:
        """There is nothing to show."""
        self._said = ""
        self.hide()

    def _say(self, heading: str, problems: tuple[RowProblem, ...]) -> None:
        words = " ".join(filter(None, (heading, _problem_words(problems[0]) if problems and heading else "")))
        if words and words != self._said:
            announce(self, words)
        self._said = words


def _heading(preview: Preview) -> str:
    count = sum(problem.count for problem in preview.problems)
    if preview.is_useless and not preview.looked_at:
        return _("There is nothing in this file.")
    if not count:
        return ""
    words = {"count": number_text(count), "all": number_text(preview.looked_at)}
    return ngettext(
        "{count} of the {all} row looked at cannot be used:", "{count} of the {all} rows looked at cannot be used:", preview.looked_at
    ).format(**words)


def _problem_words(problem: RowProblem) -> str:
    row = " | ".join(problem.cells)
    shown = row if len(row) <= ROW_SHOWN else f"{row[:ROW_SHOWN]}…"
    where = (
        _("Line {line}: {reason}").format(line=problem.line, reason=problem.reason)
        if problem.count == 1
        else _("{count} rows, the first in line {line}: {reason}").format(count=number_text(problem.count), line=problem.line, reason=problem.reason)
    )
    # Translators: {where} is "Line 7: The cell under “Pain” is not a number."; {row} are the cells of that line.
    return _("{where} It reads: {row}").format(where=where, row=shown) if shown.strip(" |") else where
