"""The report: what goes on it, the very page that is saved, saving it, and what else a visit takes."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QFileDialog, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT
from tracker.files import atomic_write
from tracker.language import _
from tracker.services.reporting import SIX_WEEKS, Period
from ui.messages import Kind
from ui.pages.appointments_card import AppointmentsCard
from ui.pages.function_card import FunctionCard
from ui.pages.page import Desk, Page
from ui.pages.questions_card import QuestionsCard
from ui.widgets.buttons import main_button
from ui.widgets.card import Card
from ui.widgets.choice_chips import ChoiceChips
from ui.widgets.labels import plain_label
from ui.widgets.layouts import ResponsiveColumns
from ui.widgets.page_preview import PagePreview

SETTLE_MS = 300
PREVIEW_WIDTH_POINTS = 595
PREVIEW_WIDTH = 640
SPACE = 12
CARD_SPACE = 16


class ReportPage(Page):
    """Typesets the report whenever the choices change, shows its page, and saves those very bytes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.periods = ChoiceChips(_("Period"))
        self.periods.changed.connect(self.refresh)
        self._offered: list[tuple[str, str]] = []
        self.questions, self.appointments, self.function = QuestionsCard(desk), AppointmentsCard(desk), FunctionCard(desk)
        self.person = QLineEdit()
        self.person.setMaxLength(NAME_LIMIT)
        self.person.setAccessibleName(_("Name on the report"))
        self.person.setPlaceholderText(_("Optional"))
        self.save_button = main_button(_("Save report"))
        self.save_button.clicked.connect(self._on_save)
        self.remark = plain_label("", "small")
        self.preview = PagePreview()
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE_MS)
        self._settle.timeout.connect(self.refresh)
        self.person.textChanged.connect(lambda _text: self._settle.start())
        self._pdf = b""
        self.save_button.setEnabled(False)
        self._lay_out()

    def refresh(self) -> None:
        """Typeset and show the page as it would be saved now."""
        for card in (self.questions, self.appointments, self.function):
            card.refresh()
        self._offer_periods()
        made = self.desk.asked(lambda: self.tracker.reporting.report(self._period(), person=self.person.text().strip()))
        if made is None:
            return
        self._pdf = made.pdf
        self.save_button.setEnabled(True)
        self.remark.setText(made.remark)
        self.remark.setVisible(bool(made.remark))
        self._show()

    def first_control(self) -> QWidget:
        """The choice of the period."""
        return self.periods.chip(self.periods.chosen())

    def _show(self) -> None:
        from tracker.reports.pages import page_images

        scale = PREVIEW_WIDTH / PREVIEW_WIDTH_POINTS * self.devicePixelRatioF()
        pages = [(image.width, image.height, image.rgb) for image in page_images(self._pdf, scale)]
        self.preview.show_pages(pages, _("The report as it is saved"))

    def _offer_periods(self) -> None:
        """The periods there are; at first the episode, else the whole diary."""
        reporting = self.tracker.reporting
        has_episode, has_visit = reporting.this_episode() is not None, reporting.since_last_visit() is not None
        visit = [("visit", _("Since last visit"))] if has_visit else []
        offered = [("episode", _("This episode")), *visit, ("42", _("6 weeks")), ("all", _("All"))]
        if offered == self._offered:
            return
        former = self.periods.chosen() if self._offered else "episode" if has_episode else "all"
        self._offered = offered
        self.periods.set_options(offered)
        self.periods.choose(former if former in dict(offered) else "all")

    def _period(self) -> Period:
        reporting = self.tracker.reporting
        key = self.periods.chosen()
        if key == "episode":
            return reporting.this_episode() or reporting.whole_diary()
        if key == "visit":
            return reporting.since_last_visit() or reporting.whole_diary()
        return reporting.last_days(SIX_WEEKS) if key == "42" else reporting.whole_diary()

    def _on_save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name, _kind = QFileDialog.getSaveFileName(self, _("Save report"), str(Path(folder) / _("pain-diary.pdf")), _("Documents (*.pdf)"))
        if name:
            if self._settle.isActive():
                self._settle.stop()
                self.refresh()
            self.save_to(Path(name) if name.lower().endswith(".pdf") else Path(name + ".pdf"))

    def save_to(self, file: Path) -> None:
        """Save the page that is shown."""
        if self.desk.attempted(lambda: atomic_write(file, self._pdf)):
            self.desk.messages.say(_("The report was saved as {file}.").format(file=file.name), kind=Kind.DONE)

    def _lay_out(self) -> None:
        choices = Card(_("What goes on it"))
        choices.body.setSpacing(SPACE)
        for label, widget in ((_("Period"), self.periods), (_("Name on the report"), self.person)):
            choices.body.addWidget(plain_label(label, "strong"))
            choices.body.addWidget(widget)
        choices.body.addWidget(plain_label(_("One page for the physiotherapist: the episode, the chart, what was done."), "small"))
        choices.body.addWidget(self.save_button)
        choices.body.addWidget(self.remark)
        left = _column(choices, self.questions, self.appointments, self.function)
        pages = QWidget()
        layout = QVBoxLayout(pages)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.preview)
        layout.addStretch(1)
        self.set_content(ResponsiveColumns(left, pages, stretch=(40, 62)))


def _column(*cards: QWidget) -> QWidget:
    column = QWidget()
    layout = QVBoxLayout(column)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(CARD_SPACE)
    for card in cards:
        layout.addWidget(card)
    layout.addStretch(1)
    return column
