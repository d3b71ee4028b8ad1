"""Regular activity: the minutes of this week, and beside them an aim that the person sets and nobody else."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.activity_week import active_minutes, week_begins
from tracker.domain.entries import Activity, Kind
from tracker.domain.plan.protocol import Phase
from tracker.domain.status import Status
from tracker.formats.joining import sentence
from tracker.language import _
from tracker.services.journal import Journal
from tracker.services.plans import Plans
from tracker.wording.entries import minutes_words
from ui.desk import Desk
from ui.pages.plan.figure_row import FigureBox
from ui.widgets.buttons import link_button, ordinary_button, quiet_button
from ui.widgets.card import Card
from ui.widgets.labels import OneLine, as_plain, plain_label
from ui.widgets.layouts import FlowLayout

SPACE = 4
AIM = f"{Phase.WELL.value}.activity"


class ActivityCard(Card):
    """Shows what was logged since Monday; never that it is too little."""

    def __init__(self, desk: Desk, journal: Journal, plans: Plans) -> None:
        super().__init__(_("Regular activity"))
        self.set_phase(Phase.WELL)
        self._desk = desk
        self._journal = journal
        self._plans = plans
        self.minutes, self.aim = as_plain(OneLine(), "", "strong"), as_plain(OneLine(), "", "body")
        self.aim_button = link_button("")
        self.aim_button.clicked.connect(partial(self._open, is_open=True))
        self.box = FigureBox()
        self.box.setAccessibleName(_("Minutes a week"))
        self.save_button, self.cancel_button = ordinary_button(_("Save")), quiet_button(_("Cancel"))
        self.save_button.clicked.connect(self._on_save)
        self.cancel_button.clicked.connect(partial(self._open, is_open=False))
        self._lay_out()

    def refresh(self, status: Status) -> None:
        """Show the week so far."""
        today = status.at.day
        activities = self._desk.ask(lambda: self._journal.entries(week_begins(today), today, (Kind.ACTIVITY,))) or []
        done = active_minutes(entry for entry in activities if isinstance(entry, Activity))
        self.minutes.setText(_("{minutes} since Monday").format(minutes=minutes_words(done)))
        aim = status.plan.phases[Phase.WELL].activity
        chosen = _("Your aim: {minutes} a week").format(minutes=minutes_words(aim.value)) if aim else ""
        self.aim.setText(sentence(chosen) if chosen else _("NHS: 150 min a week, for health."))
        self.aim_button.setText(_("Change your aim") if aim else _("Set an aim of your own"))

    def _open(self, *, is_open: bool) -> None:
        if is_open:
            place = next(place for place in self._plans.figures() if place.name == AIM)
            self.box.show_place(place)
        self._fields.setVisible(is_open)
        self.aim_button.setVisible(not is_open)
        if is_open:
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.aim_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_save(self) -> None:
        if self._desk.run(lambda: self._plans.change_all([(AIM, self.box.amount())])) is not None:
            self._open(is_open=False)

    def _lay_out(self) -> None:
        self._fields = QWidget()
        opened = QVBoxLayout(self._fields)
        opened.setContentsMargins(0, 0, 0, 0)
        opened.addWidget(plain_label(_("Counted: walking, swimming, sport, and activities of your own."), "small"))
        fields = QHBoxLayout()
        opened.addLayout(fields)
        fields.setContentsMargins(0, 0, 0, 0)
        for widget in (self.box, self.save_button, self.cancel_button):
            fields.addWidget(widget)
        fields.addStretch(1)
        self._fields.hide()
        self.add_to_header(self.aim_button)
        words = QWidget()
        flow = FlowLayout(words)
        flow.addWidget(self.minutes)
        flow.addWidget(self.aim)
        self.set_head_room(SPACE)
        self.body.setSpacing(SPACE)
        self.body.addWidget(words)
        self.body.addWidget(self._fields)
        self.body.addStretch(1)  # what stands beside it may be higher
