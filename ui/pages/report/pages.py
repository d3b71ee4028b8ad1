"""The pages of the report beside its choices: how far their setting is, what they look like, and what can be done with them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QProgressBar, QVBoxLayout, QWidget

from tracker.formats.joining import with_colon
from tracker.language import _
from ui.pages.report.page_preview import PagePreview
from ui.widgets.buttons import ActionButton, main_button, ordinary_button
from ui.widgets.labels import EmptyState, plain_label
from ui.widgets.layouts import FlowLayout

if TYPE_CHECKING:
    from tracker.reports.typesetting import Typeset

SPACE = 12
STATUS = 16  # letters; where it has less room beside the buttons, it stands above them


class ReportHead(QWidget):
    """How the pages stand, and beside it what is done with them, or above it where there is too little room beside."""

    def __init__(self, status: QWidget, progress: QWidget, buttons: Sequence[QWidget], usual: Sequence[QWidget]) -> None:
        super().__init__()
        self._usual = usual
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE)
        self._row.addLayout(_column(status, progress), 1)
        flow = FlowLayout(spacing=SPACE)
        for button in buttons:
            flow.addWidget(button)
        self._row.addLayout(flow)

    def width_of_one_line(self) -> int:
        """The width in px in which all of it stands on one line."""
        # Whether one of them is hidden just now or not: the line is not to change its place while pages are set.
        return sum(button.sizeHint().width() + SPACE for button in self._usual) + STATUS * self.fontMetrics().averageCharWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say how it stands beside the buttons, or above them."""
        super().resizeEvent(event)
        is_narrow = self.width() < self.width_of_one_line()
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if is_narrow else QBoxLayout.Direction.LeftToRight)


class ReportPages(QWidget):
    """Shows pages, or how far they are; the buttons that need pages say why they wait where there are none."""

    cancel_wanted = Signal()
    again_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.save_button, self.print_button = main_button(_("Save report")), ordinary_button(_("Print..."))
        self.cancel_button, self.again_button = ordinary_button(_("Cancel")), ordinary_button(_("Make the pages again"))
        self.cancel_button.clicked.connect(self.cancel_wanted)
        self.again_button.clicked.connect(self.again_wanted)
        self.status, self.remark = plain_label("", "muted"), plain_label("", "small")
        self.progress = QProgressBar()
        self._show_bar(0, 0)  # before it is in view: Qt paints it at once with another value
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(_("Progress of the report"))
        self.preview = PagePreview()
        self.preview.turned.connect(self._on_turned)
        self.empty = EmptyState("")
        self._is_ready = False
        usual = (self.cancel_button, self.print_button, self.save_button)
        self.head = ReportHead(self.status, self.progress, (self.cancel_button, self.again_button, *usual[1:]), usual)
        self._lay_out()
        self.show_empty("", "")

    def show_pages(self, made: "Typeset") -> None:
        """Show pages that are ready, to be saved and printed as they are."""
        self.empty.hide()
        self.preview.show()
        self._show_working(is_working=False)
        self._allow("")
        self.preview.show_pages(made.pdf, made.pages)
        self._on_turned(self.preview.current(), made.pages)
        self._say_remark(made.remark)

    def show_progress(self, what: str, done: int, total: int) -> None:
        """Show how far new pages are; the former ones are shown pale meanwhile."""
        self.empty.hide()
        self.preview.show()
        self._show_working(is_working=True)
        self._allow(_("The pages are being made. This waits for them."))
        self.preview.mark_former(is_former=True)
        self.status.setText(with_colon(what, _("{number} of {count}").format(number=done, count=total)) if total else what)
        self._show_bar(done, total)

    def show_printing(self, what: str, done: int, total: int) -> None:
        """Show how many pages are with the printer; the pages stay as they are."""
        self._show_working(is_working=True)
        self._allow(_("The report is being printed. This waits for it."))
        self.status.setText(with_colon(what, _("{number} of {count}").format(number=done, count=total)))
        self._show_bar(done, total)

    def show_stopped(self, why: str, *, can_begin_again: bool) -> None:
        """Say why there are no new pages; the former ones stay, pale."""
        self._show_working(is_working=False)
        self.again_button.setVisible(can_begin_again)
        self._allow(why)
        self.preview.mark_former(is_former=True)
        self.status.setText(why)

    def show_empty(self, sentence: str, why: str) -> None:
        """Say what will be here once there is something to report."""
        self._show_working(is_working=False)
        self._allow(why)
        self.status.setText("")
        self._say_remark("")
        self.preview.hide()
        self.empty.set_texts(sentence)
        self.empty.show()

    def take_head(self) -> None:
        """Have the head above the pages, from wherever it was."""
        self._layout.insertWidget(0, self.head)

    def _on_turned(self, number: int, count: int) -> None:
        if self._is_ready and count:
            self.status.setText(_("Page {number} of {count}").format(number=number, count=count))

    def _show_working(self, *, is_working: bool) -> None:
        had_focus = self.cancel_button.hasFocus() or self.again_button.hasFocus()
        self.cancel_button.setVisible(is_working)
        self.progress.setVisible(is_working)
        self.again_button.hide()
        if had_focus and not is_working:
            self.preview.setFocus()

    def _show_bar(self, done: int, total: int) -> None:
        self.progress.setRange(0, max(1, total))
        self.progress.setValue(done)

    def _allow(self, why_not: str) -> None:
        self._is_ready = not why_not
        for button in (self.save_button, self.print_button):
            _enable(button, why_not, is_enabled=self._is_ready)

    def _say_remark(self, text: str) -> None:
        self.remark.setText(text)
        self.remark.setVisible(bool(text))

    def _lay_out(self) -> None:
        self._layout = _column(self.head, self.remark, self.preview, self.empty)
        self._layout.setStretchFactor(self.preview, 1)
        self._layout.setStretchFactor(self.empty, 1)
        self.setLayout(self._layout)


def _enable(button: ActionButton, why_not: str, *, is_enabled: bool) -> None:
    button.setEnabled(is_enabled)
    button.setToolTip(why_not)
    button.setAccessibleDescription(why_not)


def _column(*parts: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    for part in parts:
        layout.addWidget(part)
    return layout
