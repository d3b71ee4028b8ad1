"""Appointments: the next one, all of them, and the form for one."""

from datetime import datetime, time, timedelta
from functools import cached_property
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.domain.entries import NAME_LIMIT, Issue, name_issues, note_issues
from tracker.domain.times import local_moment
from tracker.domain.visits import Appointment
from tracker.domain.words import time_seen_from, time_words
from tracker.formats.joining import with_comma
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from tracker.services.visits import Visits
from ui.desk import Desk
from ui.forms.draft_keeper import is_begun
from ui.forms.form import InPlaceForm
from ui.widgets.buttons import small_button
from ui.widgets.card import Card
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.when_fields import WhenFields
from ui.widgets.labels import breakable, plain_label
from ui.widgets.line_stack import LineStack, row_button

FORM = "appointment"
SPACE = 8
USUAL_TIME = time(9)
A_DAY = timedelta(days=1)


class AppointmentForm(InPlaceForm):
    """Adds an appointment, or changes one."""

    def __init__(self, desk: Desk, drafts: FormDrafts, visits: Visits) -> None:
        super().__init__(desk, drafts, FORM, _("Appointment"), _("Save"))
        self._visits = visits
        self._appointment: Appointment | None = None
        self.when = WhenFields()
        self.when.setAccessibleName(_("When"))
        self.whom = QLineEdit()
        self.whom.setAccessibleName(_("With whom"))
        self.whom.setMaxLength(NAME_LIMIT)
        self.note = NoteField(_("Note"))
        self.add_row("moment", _("When"), self.when)
        self.add_row("whom", _("With whom"), self.whom)
        self.add_row("note", _("Note"), self.note)
        self.when.changed.connect(self.on_typed)
        self.whom.textChanged.connect(self.on_typed)
        self.note.changed.connect(self.on_typed)

    def open_for(self, appointment: Appointment | None) -> None:
        """Change an appointment, or add one."""
        self._appointment = appointment
        self.open()

    def propose(self, whom: str) -> None:
        """Say with whom it is to be, where nothing was begun."""
        if not self.has_draft():
            self.whom.setText(whom)

    def fill(self) -> None:
        """The appointment, or tomorrow morning."""
        appointment = self._appointment
        tomorrow = datetime.combine(self.now_local().date() + A_DAY, USUAL_TIME)
        self.when.show_time(appointment.moment.local if appointment else tomorrow)
        self.whom.setText(appointment.whom if appointment else "")
        self.note.set_text(appointment.note if appointment else "")

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        id_ = self._appointment.id if self._appointment else ""
        return {"id": id_, "when": self.when.chosen_time().isoformat(), "whom": self.whom.text(), "note": self.note.text()}

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back, and with it which appointment was being changed."""
        known = self.desk.ask(self._visits.appointments) or []
        self._appointment = next((appointment for appointment in known if appointment.id == content["id"]), None)
        self.when.show_time(datetime.fromisoformat(str(content["when"])))
        self.whom.setText(str(content["whom"]))
        self.note.set_text(str(content["note"]))

    def issues(self) -> list[Issue]:
        """What is missing or wrong."""
        if not self.whom.text().strip():
            return [Issue("whom", _("Say with whom it is: a name, or “physiotherapist”."))]
        return name_issues("whom", (self.whom.text(),)) + note_issues(self.note.text())

    def record(self) -> Change:
        """Save the appointment."""
        visits, before = self._visits, self._appointment
        whom, note = self.whom.text().strip(), self.note.text().strip()
        zone = before.moment.zone if before else self.desk.clock.zone()
        moment = local_moment(self.when.chosen_time(), zone).moment
        if before is None:
            return visits.arrange(moment, whom, note)
        return visits.change_appointment(Appointment(id=before.id, moment=moment, whom=whom, note=note))

    def focus_first(self) -> None:
        """The day."""
        self.when.day.setFocus()


class AppointmentsCard(Card):
    """The appointments in order, the next one first in words; the form opens beneath them."""

    def __init__(self, desk: Desk, drafts: FormDrafts, visits: Visits) -> None:
        super().__init__(_("Appointments"))
        self._desk = desk
        self._drafts = drafts
        self._visits = visits
        self._shown: tuple[object, ...] | None = None
        self._opener: QWidget | None = None
        self.next = plain_label("")
        self.lines = LineStack(_("Appointments"))
        self.add_button = small_button(_("Add an appointment"))
        self.add_button.clicked.connect(lambda: self._open(None, self.add_button))
        for widget in (self.next, self.lines):
            self.body.addWidget(widget)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        if is_begun(desk, drafts, FORM):
            self._open(None, self.add_button)

    @cached_property
    def form(self) -> AppointmentForm:
        """The form, made when it is first opened."""
        form = AppointmentForm(self._desk, self._drafts, self._visits)
        form.done.connect(self._on_done)
        form.hide()
        self.body.insertWidget(self.body.indexOf(self.add_button), form)
        return form

    def refresh(self) -> None:
        """Show the appointments as they are."""
        appointments = self._desk.ask(self._visits.appointments) or []
        coming = self._desk.ask(self._visits.next_appointment)
        self.next.setText(
            _("Next: {appointment}").format(appointment=_words(coming, time_seen_from(coming.moment.local, self._desk.now().day)))
            if coming
            else _("No appointment to come.")
        )
        shown = (*appointments, coming)
        if shown != self._shown:
            self._shown = shown
            self.lines.set_lines([self._line(appointment) for appointment in reversed(appointments)])

    def is_begun(self) -> bool:
        """Whether an appointment half filled earlier is there again."""
        return "form" in vars(self) and not self.form.isHidden()

    def add(self, whom: str = "") -> None:
        """Open the form for a new appointment."""
        self._open(None, self.add_button)
        self.form.propose(whom)

    def _line(self, appointment: Appointment) -> QWidget:
        line = AppointmentLine(appointment)
        line.edit_button.clicked.connect(lambda: self._open(appointment, line.edit_button))
        line.delete_button.clicked.connect(lambda: self._desk.run(lambda: self._visits.delete_appointment(appointment.id)))
        return line

    def _open(self, appointment: Appointment | None, opener: QWidget) -> None:
        self._opener = opener
        self.form.open_for(appointment)
        self.add_button.hide()
        self.form.show()
        if self.isVisible():
            self.form.focus_first()

    def _on_done(self) -> None:
        self.form.hide()
        self.add_button.show()
        self.add_button.setFocus()


class AppointmentLine(QWidget):
    """One appointment, to be changed or deleted."""

    def __init__(self, appointment: Appointment) -> None:
        super().__init__()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(plain_label(_words(appointment)))
        if appointment.note:
            words.addWidget(plain_label(breakable(appointment.note), "muted"))
        self.edit_button, self.delete_button = row_button("edit", _("Edit"), _words(appointment)), row_button("bin", _("Delete"), _words(appointment))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(SPACE)
        layout.addLayout(words, 1)
        for button in (self.edit_button, self.delete_button):
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.edit_button)


def _words(appointment: Appointment, when: str = "") -> str:
    return with_comma(when or time_words(appointment.moment.local), breakable(appointment.whom))
