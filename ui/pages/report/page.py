"""The report: what goes on it, the very pages that are saved and printed, and what else a visit takes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from tracker.chosen_files import ChosenFiles
from tracker.domain.periods import Period
from tracker.domain.personal import PersonalFacts
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.journal import Journal
from tracker.services.periods import Periods
from tracker.services.personal import Personal
from tracker.services.visits import Visits
from ui.desk import Desk
from ui.forms.function_card import FunctionCard
from ui.pages.page import Page
from ui.pages.report.appointments import AppointmentsCard
from ui.pages.report.choices import ReportChoicesCard
from ui.pages.report.pages import ReportPages
from ui.pages.report.printing import ReportPrinting
from ui.pages.report.questions import QuestionsCard
from ui.pages.report.report_columns import ReportColumns
from ui.pages.report.saving import report_name, save_report
from ui.pages.report.typesetting import SETTLE_MS, ReportSetting
from ui.pages.report.visit_cards import VisitCards
from ui.widgets.announcement import announce

if TYPE_CHECKING:
    from tracker.services.reporting import Reporting


class ReportPage(Page):
    """Has the pages set whenever the choices or the diary change, shows them, and saves and prints those very bytes.

    `reporting` is asked for once pages are to be set: what they are worked out with is loaded with what sets them.
    """

    def __init__(
        self,
        desk: Desk,
        drafts: FormDrafts,
        reporting: "Callable[[], Reporting]",
        periods: Periods,
        journal: Journal,
        visits: Visits,
        personal: Personal,
        chosen_files: ChosenFiles,
    ) -> None:
        super().__init__(desk)
        self._reporting = reporting
        self._periods = periods
        self._journal = journal
        self.choices = ReportChoicesCard(periods, personal, desk.ask(lambda: personal.now) or PersonalFacts())
        self.questions, self.appointments = QuestionsCard(desk, drafts, visits), AppointmentsCard(desk, drafts, visits)
        self.function = FunctionCard(desk, drafts, journal, visits)
        self.pages = ReportPages()
        self.setting, self.printing = ReportSetting(self), ReportPrinting(desk, chosen_files, self)
        self._period: Period | None = None
        self._is_due, self._is_told = False, True
        self._connect()
        self.visit = VisitCards((self.questions, self.appointments, self.function))
        self._columns = ReportColumns(self.choices, self.pages, self.visit)
        self.set_content(self._columns)

    def refresh(self) -> None:
        """Have the pages set as they would be saved now."""
        for card in (self.questions, self.appointments, self.function):
            card.refresh()
        self.choices.offer()
        self._set_pages(0 if self.setting.made is None else SETTLE_MS)

    def arrange(self, whom: str = "") -> None:
        """Open the form for a new appointment."""
        self.visit.open(self.appointments)
        self.appointments.add(whom)
        # In the next turn of the event loop, when the layout has given the form its place.
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(self.appointments.form))

    def save_when_set(self) -> None:
        """Ask where to save the pages, at once or as soon as they are set."""
        self._do_when_set(self.pages.save_button, self._on_save)

    def print_when_set(self) -> None:
        """Ask how to print the pages, at once or as soon as they are set."""
        self._do_when_set(self.pages.print_button, self._on_print)

    def _do_when_set(self, button: QWidget, deed: Callable[[], None]) -> None:
        if button.isEnabled():
            deed()
        elif self.setting.is_running:
            self.setting.finished.connect(deed, Qt.ConnectionType.SingleShotConnection)
        else:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def first_control(self) -> QWidget:
        """The choice of the period, or what opens the choices where they are behind a press."""
        return self._columns.first_control()

    def showEvent(self, event: QShowEvent) -> None:
        """Set what was left when the page went out of view."""
        super().showEvent(event)
        self._follow()
        if self._is_due:
            self._set_pages(0)

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of view nothing is set: whatever else is done now comes first."""
        super().hideEvent(event)
        # Spontaneous is what the desktop does, as by minimising: then the person waits for the pages, and they go on.
        if self.setting.is_running and not event.spontaneous():
            self.setting.stop()
            self._is_due = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages are as high as the view."""
        super().resizeEvent(event)
        self._follow()

    def _set_pages(self, wait_ms: int) -> None:
        self._is_due = self.printing.is_running or not self.isVisible()
        if self._is_due:
            return
        period = self._period = self.choices.chosen_period()
        if self._periods.this_episode() is None and not self._journal.days():
            self._stop_empty()
        elif period is None:
            self.setting.stop()
            self.pages.show_stopped(_("Waiting for the two days of the period."), can_begin_again=False)
        else:
            self.pages.show_progress(_("Making the pages"), 0, 0)
            site, choices = self.choices.chosen_site(), self.choices.choices()
            self.setting.want(lambda: self._reporting().report_steps(period, site, choices), wait_ms)

    def _stop_empty(self) -> None:
        self.setting.stop()
        sentence = _("The pages for the physiotherapist will be here. They begin with your first pain entry, or with the day an episode began.")
        self.pages.show_empty(sentence, _("There is nothing to report yet."))  # the phase line has the button

    def _on_changed(self) -> None:
        self._is_told = False
        self.choices.offer()
        self._set_pages(SETTLE_MS)

    def _on_finished(self) -> None:
        self.desk.tell_failures(self.choices.keep)
        self._show_made()
        if not self._is_told:  # the focus stayed on what was chosen: that the pages are others now is heard
            self._is_told = True
            announce(self.pages, self.pages.status.text())

    def _on_printed(self) -> None:
        if self._is_due and self.isVisible():
            self._set_pages(0)
        else:
            self._show_made()

    def _show_made(self) -> None:
        if self.setting.made is not None:
            self.pages.show_pages(self.setting.made)

    def _on_failed(self, problem: Exception) -> None:
        self.desk.messages.report(problem)
        self.pages.show_stopped(_("The pages could not be made."), can_begin_again=True)

    def _on_cancel(self) -> None:
        if self.printing.is_running:
            self.printing.stop()
            return
        self.setting.stop()
        self.pages.show_stopped(_("Cancelled. These choices have no pages yet."), can_begin_again=True)

    def _on_again(self) -> None:
        self._set_pages(0)

    def _on_save(self) -> None:
        if self.setting.made is not None and self._period is not None:
            save_report(self.desk, self, self._reporting(), self.setting.made, self._period)

    def _on_print(self) -> None:
        if self.setting.made is not None and self._period is not None:
            self.printing.ask(self.setting.made, self.choices.chosen_paper(), report_name(self._period))

    def _connect(self) -> None:
        self.choices.changed.connect(self._on_changed)
        self.setting.told.connect(self.pages.show_progress)
        self.setting.finished.connect(self._on_finished)
        self.setting.failed.connect(self._on_failed)
        self.printing.told.connect(self.pages.show_printing)
        self.printing.ended.connect(self._on_printed)
        self.pages.cancel_wanted.connect(self._on_cancel)
        self.pages.again_wanted.connect(self._on_again)
        self.pages.save_button.clicked.connect(self._on_save)
        self.pages.print_button.clicked.connect(self._on_print)
        self.verticalScrollBar().valueChanged.connect(self._follow)

    def _follow(self) -> None:
        self._columns.follow(self.verticalScrollBar().value() - self.room_above(), self.viewport().height() - self.room_above_and_beneath())
