"""What the person's own diary has of the measures: a sentence for a card, and all of it in a small table."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout

from tracker.charts.sessions.picture import interval_says_more, kind_name, no_cause_words, result_words, short_result_words
from tracker.domain.guide import Subject
from tracker.domain.plan.protocol import Phase
from tracker.domain.sessions import STRETCHES
from tracker.domain.statistics.treatments import Treatment
from tracker.domain.words import day_words, points_words
from tracker.formats.texts import number_text
from tracker.language import _, ngettext, pgettext
from ui.assets import set_role
from ui.widgets.labels import plain_label
from ui.widgets.sheet_table import FRAME, LEAST_WIDTH, Index, SheetTable

MARGIN = 20
SPACE = 12
ROWS_IN_VIEW = 14
ABOVE_AND_BELOW = 4
LEAST_COLUMN = 40
TALL = 10_000  # pixels: room for any number of lines while they are measured


def own_paragraphs(subject: Subject, tried: Sequence[Treatment]) -> list[str]:
    """How often the person did what a subject is about, when last, and the pain before and after; empty where nothing was logged."""
    kinds = set(_kinds(subject))
    found = [treatment for treatment in tried if treatment.kind in kinds]
    if not found:
        return []
    caution = [no_cause_words()] if any(treatment.n for treatment in found) else []
    return [*(_own_sentence(treatment, is_named=len(kinds) > 1) for treatment in found), *caution]


def _kinds(subject: Subject) -> Iterator[str]:
    """The kinds of `Treatment` a subject is about: all exercises of a set count together, and one of them says nothing of the others."""
    for target in subject.log:
        if target.form == "session":
            yield "stretch" if target.kind == STRETCHES else target.kind
    if len([target for target in subject.log if target.form == "exercise"]) > 1 and subject.phases == (Phase.WELL,):
        yield "strength"


def _own_sentence(tried: Treatment, *, is_named: bool) -> str:
    times = ngettext("{n} time", "{n} times", tried.times).format(n=number_text(tried.times))
    who = kind_name(tried.relief) if is_named else _("You")
    if not tried.n:
        return _("{who}: {times}, the last on {day}.").format(who=who, times=times, day=day_words(tried.last.day))
    words = _("{who}: {times}, the last on {day}; pain {before} before, {after} after; {result}.")
    before, after = points_words(tried.before), points_words(tried.after)
    return words.format(who=who, times=times, day=day_words(tried.last.day), before=before, after=after, result=result_words(tried.relief))


class TriedCard(QFrame):
    """All that was tried, a row a kind."""

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "card")
        self.setAccessibleName(_("What I tried"))
        self.table = _WrappedTable(_("What I tried"), ROWS_IN_VIEW)
        self.empty = plain_label(_("What you log as a session appears here: how often, when last, and the pain before and after it."), "muted")
        self.note = plain_label("", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(_("What I tried"), "title"))
        for widget in (self.empty, self.table, self.note):
            layout.addWidget(widget)

    def show_tried(self, tried: Sequence[Treatment]) -> None:
        """Show what was tried."""
        headers = (
            _("What"),
            pgettext("how often", "Times"),
            pgettext("time", "Last"),
            pgettext("pain", "Before"),
            pgettext("pain", "After"),
            pgettext("pain", "Change"),
        )
        self.table.show_rows(headers, [_row(treatment) for treatment in tried])
        self.table.resizeRowsToContents()
        self.empty.setVisible(not tried)
        self.table.setVisible(bool(tried))
        self.note.setText(_note(tried))
        self.note.setVisible(bool(self.note.text()))


class _WrappedTable(SheetTable):
    """Rows as high as their words: what is known of a change takes more than a line."""

    def __init__(self, name: str, rows_in_view: int) -> None:
        super().__init__(name, rows_in_view)
        self.setWordWrap(True)
        self.setItemDelegate(_WrappedWords(self))
        # A column of short numbers takes no more than its head: the room is for the words of the last.
        self.horizontalHeader().setMinimumSectionSize(LEAST_COLUMN)
        # The last column takes its width after the table has its own, and another width of it needs other heights: measured in the
        # next turn of the event loop, when all columns have theirs.
        self._measuring = QTimer(self, singleShot=True, interval=0)
        self._measuring.timeout.connect(self._fit_rows)
        self.horizontalHeader().sectionResized.connect(self._measuring.start)

    def show_rows(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show other rows; the last column, whose words wrap, has what the others leave."""
        super().show_rows(columns, rows)
        # As wide as its words it would lie beyond the edge of a narrow window; the header stretches it to the room there is.
        self.setColumnWidth(len(columns) - 1, LEAST_WIDTH)

    def sizeHint(self) -> QSize:
        """As high as all its rows."""
        rows = sum(self.rowHeight(row) for row in range(self.model().rowCount()))
        header = self.horizontalHeader()
        bar = self.horizontalScrollBar().sizeHint().height() if header.length() > self.viewport().width() else 0
        return QSize(super().sizeHint().width(), header.sizeHint().height() + rows + bar + FRAME)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrower, its rows are higher."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._measuring.start()

    def _fit_rows(self) -> None:
        self.resizeRowsToContents()
        self.updateGeometry()


class _WrappedWords(QStyledItemDelegate):
    """A cell as high as its words within the padding of the style sheet, which Qt leaves out where it measures: the last line was cut off."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as it is drawn."""
        hint = super().sizeHint(option, index)
        cell = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        cell.rect = QRect(0, 0, option.rect.width(), TALL)
        style = cell.widget.style()
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, cell, cell.widget) + 1
        words = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, cell, cell.widget).adjusted(margin, 0, -margin, 0)
        lines = cell.fontMetrics.boundingRect(words, Qt.TextFlag.TextWordWrap, cell.text).height()
        return QSize(hint.width(), max(hint.height(), lines + 2 * ABOVE_AND_BELOW))


def _row(tried: Treatment) -> tuple[str, ...]:
    numbers = (number_text(tried.times), day_words(tried.last.day), points_words(tried.before), points_words(tried.after))
    # Of a kind without any pain before and after it there is no number to wait for.
    return (kind_name(tried.relief), *numbers, short_result_words(tried.relief) if tried.n else "")


def _note(tried: Sequence[Treatment]) -> str:
    has_pairs = any(treatment.n for treatment in tried)
    notes = (
        _("Pain before and after: the medians of the sessions with both numbers.") if has_pairs else "",
        _("In brackets the 95 % interval of the median change.") if any(interval_says_more(treatment.relief) for treatment in tried) else "",
        no_cause_words() if has_pairs else "",
    )
    return " ".join(note for note in notes if note)
