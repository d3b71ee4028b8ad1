"""What goes on the report: the days, the place, the parts, what is left out, the paper, and whose it is."""

from datetime import date
from typing import TypeVar

from PySide6.QtCore import QDate, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from tracker.domain.entries import NAME_LIMIT
from tracker.domain.periods import USUAL, Period, SiteChoice
from tracker.domain.personal import PersonalFacts
from tracker.domain.redaction import LeftOut
from tracker.formats.texts import country
from tracker.language import _, pgettext
from tracker.library.look import sizes
from tracker.reports.choices import Paper, Part, ReportChoices
from tracker.services.periods import Periods
from tracker.services.personal import Personal
from ui.pages.report.period import ReportPeriod
from ui.widgets.accessible_roles import hear_as
from ui.widgets.buttons import show_checked
from ui.widgets.card import Card
from ui.widgets.dates import show_as_day
from ui.widgets.fields.day_box import DayBox
from ui.widgets.fields.site_field import SiteField
from ui.widgets.labels import plain_label
from ui.widgets.layouts import FlowLayout
from ui.widgets.segmented_bar import SegmentedBar

SPACE = 12
BELOW_LABEL = 4
FIRST_BIRTH_YEAR = 1900
# Only where the choosing begins, which the box beside it has to allow first.
USUAL_BIRTH = QDate(1980, 1, 1)
LETTER_LANDS = {"BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"}  # as the Common Locale Data Repository has it
K = TypeVar("K", bound=str)


class ReportChoicesCard(Card):
    """Offers what can be chosen, and tells of every change; `facts` is what was told up to now of whose report it is."""

    changed = Signal()

    def __init__(self, periods: Periods, personal: Personal, facts: PersonalFacts) -> None:
        super().__init__(_("On the report"))
        self._periods = periods
        self._personal = personal
        self._kept = facts.report_name, facts.report_birth_date
        self.period, self.site, self.site_label = ReportPeriod(periods), SiteField(), plain_label(_("Place"), "strong")
        self.site_label.setBuddy(self.site)
        self.parts = _boxes(
            {Part.CHARTS: _("Every chart"), Part.BODY: _("Body figure"), Part.DIARY: _("Diary as a table"), Part.NOTES: _("Notes as a list")}
        )
        self.less = _boxes(
            {LeftOut.NOTES: _("Notes"), LeftOut.MEDICINES: _("Medicines"), LeftOut.MOOD: _("Mood")},
        )
        self.paper = SegmentedBar([(Paper.A4, _("A4")), (Paper.LETTER, pgettext("paper", "Letter"))], _("Paper"))
        self.person, self.has_birth, self.birth = QLineEdit(), QCheckBox(_("Birth date")), _birth_field()
        self.person.setMaxLength(NAME_LIMIT)
        self.person.setAccessibleName(_("Name on the report"))
        self.person.setPlaceholderText(_("Optional"))
        self._show_kept()
        self._connect()
        self._lay_out()

    def offer(self) -> None:
        """Offer what the diary holds now."""
        self.period.offer()
        period = self.period.chosen_period()
        sites = self._periods.sites(period) if period is not None else []
        self.site.offer(sites, with_all=False)
        self.site_label.setVisible(len(sites) > 1)

    def least_width(self) -> int:
        """The width in px in which nothing of it is cut."""
        inside = max(self.period.chips.widest(), self.paper.sizeHint().width())
        return max(self.minimumSizeHint().width(), inside + 2 * sizes().card_padding_narrow[1] + 2)

    def chosen_period(self) -> Period | None:
        """The period; None where it is none, which is said beside it."""
        return self.period.chosen_period()

    def chosen_site(self) -> SiteChoice:
        """The place, the usual one at first."""
        return self.site.chosen_site() or USUAL

    def choices(self) -> ReportChoices:
        """All the rest; notes that are left out are no part either."""
        leave_out = frozenset(key for key, box in self.less.items() if box.isChecked())
        parts = frozenset(key for key, box in self.parts.items() if box.isChecked() and box.isEnabled())
        return ReportChoices(
            parts=parts, leave_out=leave_out, paper=self.chosen_paper(), person=self.person.text().strip(), birth_date=self._birth_date()
        )

    def chosen_paper(self) -> Paper:
        """The paper."""
        return Paper(self.paper.chosen_key())

    def keep(self) -> None:
        """Keep the name and the birth date in the diary; raises Refused or DiaryUnavailable."""
        birth = self._birth_date()
        name, birth_date = told = self.person.text().strip(), birth.isoformat() if birth else ""
        if told != self._kept:
            self._personal.choose(report_name=name, report_birth_date=birth_date)
            self._kept = told

    def _birth_date(self) -> date | None:
        chosen = self.birth.date()
        return date(chosen.year(), chosen.month(), chosen.day()) if self.has_birth.isChecked() else None

    def _show_kept(self) -> None:
        name, birth_date = self._kept
        self.person.setText(name)
        show_checked(self.has_birth, is_checked=bool(birth_date))
        if birth_date:
            self.birth.setDate(QDate.fromString(birth_date, "yyyy-MM-dd"))
        self.birth.setVisible(self.has_birth.isChecked())
        land = country()
        self.paper.choose(Paper.LETTER if land in LETTER_LANDS else Paper.A4)

    def _connect(self) -> None:
        self.has_birth.toggled.connect(self.birth.setVisible)
        self.less[LeftOut.NOTES].toggled.connect(lambda is_on: self.parts[Part.NOTES].setEnabled(not is_on))
        for box in (*self.parts.values(), *self.less.values(), self.has_birth):
            box.toggled.connect(self._on_changed)
        self.period.changed.connect(self._on_changed)
        self.site.changed.connect(self._on_changed)
        self.paper.chosen.connect(self._on_changed)
        self.person.textChanged.connect(self._on_changed)
        self.birth.dateChanged.connect(self._on_changed)

    def _on_changed(self, *_what: object) -> None:
        self.changed.emit()

    def _lay_out(self) -> None:
        self.body.setSpacing(SPACE)
        self._add(_("Period"), self.period)
        self.body.addWidget(self.site_label)
        self.body.addWidget(self.site)
        self._add(_("After the first page"), _InPairs(*self.parts.values()))
        self._add(_("Leave out"), _InPairs(*self.less.values()))
        self._add(_("Paper"), self.paper)
        self._add(_("Name on the report"), self.person)
        self.body.addWidget(_flow(self.has_birth, self.birth))

    def _add(self, label: str, widget: QWidget) -> None:
        words = plain_label(label, "strong")
        words.setContentsMargins(0, BELOW_LABEL, 0, 0)
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        self.body.addWidget(words)
        self.body.addWidget(widget)


def _boxes(names: dict[K, str]) -> dict[K, QCheckBox]:
    return {key: QCheckBox(name) for key, name in names.items()}


def _birth_field() -> DayBox:
    field = DayBox(_("Birth date"))
    field.setCalendarPopup(False)  # whose months would be gone through one by one
    field.setMinimumDate(QDate(FIRST_BIRTH_YEAR, 1, 1))
    field.setDate(USUAL_BIRTH)
    # A year that is half typed is no birth date to set the pages for.
    field.setKeyboardTracking(False)
    show_as_day(field)
    return field


def _flow(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder, SPACE)
    for widget in widgets:
        flow.addWidget(widget)
    return holder


class _InPairs(QWidget):
    """Boxes in two columns, in one where there is no room for two."""

    def __init__(self, *boxes: QCheckBox) -> None:
        super().__init__()
        hear_as(self, "group")  # "Leave out" is heard with what is left out
        self._boxes = boxes
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(BELOW_LABEL)
        self._arrange(2)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest."""
        return QSize(self._widest(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as fit."""
        super().resizeEvent(event)
        self._arrange(2 if 2 * self._widest() + BELOW_LABEL <= self.width() else 1)

    def _widest(self) -> int:
        return max(box.minimumSizeHint().width() for box in self._boxes)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, box in enumerate(self._boxes):
            self._grid.addWidget(box, *divmod(place, columns))
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
