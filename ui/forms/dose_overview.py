"""What stands beside a dose: taken last, the total of 24 hours and the limit, the plain notices, and what is said of its class."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from tracker.domain.dose_notices import Notice, NoticeKind, ingredient_name
from tracker.formats.joining import sentence, with_colon
from tracker.language import _
from tracker.library.medicines import ClassAdvice
from tracker.services.dose_words import last_words, limit_words, total_words
from tracker.services.medicines import Line, Overview
from ui.assets import set_role, set_style_property
from ui.widgets.announcement import Urgency, announce
from ui.widgets.buttons import small_button
from ui.widgets.labels import breakable, plain_label

SPACE = 8
# More was taken than a limit, or too soon, or two that are not taken together: nobody should save that unheard.
URGENT = {
    NoticeKind.ADVICE,
    NoticeKind.AT_ONCE,
    NoticeKind.LIMIT,
    NoticeKind.DOSES,
    NoticeKind.GAP,
    NoticeKind.REPEATED,
    NoticeKind.SECOND_NSAID,
}
Row = TypeVar("Row", bound=QWidget)


class DoseOverview(QWidget):
    """Hidden until it is asked to show an overview. Its rows stay and show other words, since it changes at every letter typed."""

    name_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._announced: tuple[Notice, ...] = ()
        self._lines: list[IngredientLine] = []
        self._notices: list[NoticeLine] = []
        self._advice: list[QLabel] = []
        self._on_skin = plain_label(_("On the skin: it counts for its class of medicine, not in mg."), "small")
        self._line_rows, self._notice_rows, self._advice_rows = (QVBoxLayout() for _group in range(3))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        for rows in (self._line_rows, self._notice_rows, self._advice_rows):
            rows.setSpacing(SPACE)
        layout.addLayout(self._line_rows)
        layout.addWidget(self._on_skin)
        layout.addLayout(self._notice_rows)
        layout.addLayout(self._advice_rows)
        self.hide()

    def show_overview(self, overview: Overview | None, notices: tuple[Notice, ...] = (), advice: tuple[ClassAdvice, ...] = ()) -> None:
        """Show an overview with what is to be said; None hides it."""
        self.setVisible(overview is not None)
        if overview is None:
            self._announce_new(())
            return
        for line, words in zip(_shown_rows(self._lines, len(overview.lines), IngredientLine, self._line_rows), overview.lines, strict=True):
            line.show_line(words)
        self._on_skin.setVisible(overview.medicine.on_skin)
        for row, notice in zip(_shown_rows(self._notices, len(notices), self._notice_line, self._notice_rows), notices, strict=True):
            row.show_notice(notice)
        for label, part in zip(_shown_rows(self._advice, len(advice), _small_label, self._advice_rows), advice, strict=True):
            label.setText(sentence(with_colon(_(part.title), "; ".join(_(item) for item in part.items))))
        self._announce_new(notices)

    def _notice_line(self) -> "NoticeLine":
        line = NoticeLine()
        line.name_chosen.connect(self.name_chosen)
        return line

    def _announce_new(self, notices: tuple[Notice, ...]) -> None:
        """A screen reader hears what was not said before, and finds nothing of what no longer holds."""
        self.setAccessibleName(" ".join(notice.sentence for notice in notices))
        # The overview is shown anew at every letter; only what is new in it is said.
        new = [notice for notice in notices if notice not in self._announced]
        urgency = Urgency.URGENT if any(notice.kind in URGENT for notice in new) else Urgency.POLITE
        announce(self, " ".join(notice.sentence for notice in new), urgency)
        self._announced = notices


class IngredientLine(QWidget):
    """Taken last, total and limit of one ingredient, side by side under its name."""

    def __init__(self) -> None:
        super().__init__()
        self._name = plain_label("", "strong")
        self._texts = [plain_label("") for _column in range(3)]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._name, 0, 0, 1, 3)
        grid.setRowMinimumHeight(0, self._name.sizeHint().height() + SPACE)
        for column, head in enumerate((_("Last taken"), _("Last 24 hours"), _("Limit in 24 hours"))):
            grid.addWidget(plain_label(head, "small"), 1, column)
            grid.addWidget(self._texts[column], 2, column, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(column, 1)

    def show_line(self, line: Line) -> None:
        """Show one ingredient."""
        self._name.setText(breakable(ingredient_name(line.ingredient)))
        for label, text in zip(self._texts, (last_words(line), total_words(line.total), limit_words(line.limit)), strict=True):
            label.setText(breakable(text))


class NoticeLine(QFrame):
    """One plain sentence in a frame; where another name may have been meant, a button that takes it."""

    name_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "notice")
        self._word = plain_label("", "strong", wrap=False)
        self._sentence = plain_label("")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, SPACE, 12, SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self._word, 0, Qt.AlignmentFlag.AlignTop)
        self._instead = small_button("")
        self._name = ""
        self._instead.clicked.connect(lambda: self.name_chosen.emit(self._name))
        # Beneath the sentence: large type leaves no room for both side by side.
        said = QVBoxLayout()
        said.setSpacing(SPACE)
        said.addWidget(self._sentence)
        said.addWidget(self._instead, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(said, 1)

    def show_notice(self, notice: Notice) -> None:
        """Show one notice."""
        is_urgent = notice.kind is NoticeKind.ADVICE
        self._word.setText(_("Important") if is_urgent else _("Notice"))
        # A sentence may go on after the word the command line puts before it; here it stands alone.
        self._sentence.setText(breakable(notice.sentence[:1].upper() + notice.sentence[1:]))
        # The button takes the whole text with the name put right, and says the name alone: a text may be long.
        self._name = notice.near.text if notice.near else ""
        self._instead.setText(_("Use “{name}”").format(name=notice.near.name) if notice.near else "")
        self._instead.setVisible(notice.near is not None)
        for part in (self, self._word):
            set_style_property(part, "kind", "danger" if is_urgent else "warning")


def _small_label() -> QLabel:
    return plain_label("", "small")


def _shown_rows(rows: list[Row], count: int, make: Callable[[], Row], layout: QVBoxLayout) -> list[Row]:
    """The first rows, as many as asked for; more are made where there are too few, and those left over are hidden."""
    while len(rows) < count:
        rows.append(make())
        layout.addWidget(rows[-1])
    for place, row in enumerate(rows):
        row.setVisible(place < count)
    return rows[:count]
