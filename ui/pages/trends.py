"""Trends: pain over time with the phases behind it, and the same in words."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from tracker.charts.picture import PainPicture
from tracker.language import _
from tracker.services.reporting import SIX_WEEKS, Period, SiteChoice
from ui.assets import current_palette
from ui.messages import Kind
from ui.pages.page import Desk, Page
from ui.widgets.buttons import main_button
from ui.widgets.card import Card
from ui.widgets.labels import plain_label
from ui.widgets.layouts import ResponsiveColumns
from ui.widgets.segmented_bar import SegmentedBar
from ui.widgets.top_bar import TopBar

SPACE = 12
WEEK, FORTNIGHT = 7, 14


class TrendsPage(Page):
    """Shows the pain chart of a period and a site; nothing is worked out here."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        from ui.widgets.chart_canvas import ChartCanvas

        options = [("7", _("7 days")), ("14", _("14 days")), ("42", _("6 weeks"))]
        options += [("episode", _("This episode")), ("visit", _("Since last visit")), ("all", _("All"))]
        self.periods = SegmentedBar(options, _("Period"))
        recent = self.tracker.reporting.last_days(SIX_WEEKS)
        self.periods.choose("42" if self.tracker.reporting.usual_period() == recent else "all")
        self.periods.chosen.connect(self.refresh)
        self.site = QComboBox()
        self.site.setAccessibleName(_("Site"))
        self.site.activated.connect(self.refresh)
        self._sites: list[str | None] = []
        self.save_button = main_button(_("Save chart"))
        self.save_button.clicked.connect(self._on_save)
        self.canvas = ChartCanvas()
        self.words = plain_label("")
        self._period = self.tracker.reporting.last_days(SIX_WEEKS)
        self._picture: PainPicture | None = None
        self._lay_out()

    def refresh(self) -> None:
        """Draw the period as it is now."""
        reporting = self.tracker.reporting
        self._offer_visit()
        self._period = self._chosen_period()
        self._offer_sites(reporting.sites(self._period))
        picture = reporting.picture(self._period, self._site())
        self.words.setText(reporting.in_words(picture).replace("\n", "\n\n"))
        self._show(picture)

    def first_control(self) -> QWidget:
        """The choice of the period."""
        return self.periods

    def _show(self, picture: PainPicture) -> None:
        from tracker.charts.pain import draw_pain

        self._picture = picture
        self.canvas.show_chart(lambda figure: draw_pain(figure, picture, current_palette()), _("Pain over time"), self.words.text())

    def _chosen_period(self) -> Period:
        reporting = self.tracker.reporting
        days = {"7": WEEK, "14": FORTNIGHT, "42": SIX_WEEKS}
        key = self.periods.chosen_key()
        if key in days:
            return reporting.last_days(days[key])
        if key == "episode":
            return reporting.this_episode() or reporting.last_days(SIX_WEEKS)
        if key == "visit":
            return reporting.since_last_visit() or reporting.last_days(SIX_WEEKS)
        return reporting.whole_diary()

    def _offer_visit(self) -> None:
        """The time since the last visit can be chosen once there was one."""
        has_visit = self.tracker.reporting.since_last_visit() is not None
        self.periods.segment("visit").setVisible(has_visit)
        if not has_visit and self.periods.chosen_key() == "visit":
            self.periods.choose("all")

    def _offer_sites(self, sites: list[str | None]) -> None:
        if sites != self._sites:
            place = self.site.currentIndex()
            kept = self._sites[place] if 0 <= place < len(self._sites) else None
            self._sites = sites
            self.site.clear()
            self.site.addItems([name if name is not None else _("No place named") for name in sites])
            self.site.setCurrentIndex(sites.index(kept) if kept in sites else 0)
        self.site.setVisible(len(sites) > 1)

    def _site(self) -> SiteChoice:
        place = self.site.currentIndex()
        return SiteChoice(self._sites[place], usual=False) if 0 <= place < len(self._sites) else SiteChoice()

    def _on_save(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = str(Path(folder) / _("pain-chart.png"))
        name, _kind = QFileDialog.getSaveFileName(self, _("Save chart"), suggested, _("Pictures (*.png *.svg)"))
        if not name:
            return
        file = Path(name) if Path(name).suffix.lower() in {".png", ".svg"} else Path(name + ".png")
        if self.desk.attempted(lambda: self.tracker.reporting.write_chart(file, self._period, self._site())):
            self.desk.messages.say(_("The chart was saved as {file}.").format(file=file.name), kind=Kind.DONE)

    def _lay_out(self) -> None:
        top = TopBar([self.periods], [self.site, self.save_button])
        chart_card, words_card = Card(), Card(_("In words"))
        chart_card.body.addWidget(self.canvas, 1)
        words_card.body.addWidget(self.words)
        words_card.body.addStretch(1)
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE + 4)
        layout.addWidget(top)
        layout.addWidget(ResponsiveColumns(chart_card, words_card, stretch=(76, 28)), 1)
        self.set_content(content)
