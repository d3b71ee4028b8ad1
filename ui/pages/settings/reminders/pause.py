"""The pause from all reminders: an hour, until the morning or until a time of one's own; it ends by itself."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt

from tracker.domain.entries import Issue
from tracker.domain.times import Moment, local_moment
from tracker.domain.words import time_seen_from
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from tracker.services.reminder_pause import LONGEST_PAUSE, ReminderPause
from tracker.services.settings import ChosenSettings
from ui.desk import Desk
from ui.forms.form import InPlaceForm
from ui.pages.settings.rows import SettingRow, buttons_in_a_row
from ui.widgets.buttons import ordinary_button
from ui.widgets.fields.when_fields import WHEN_WIDTH, WhenFields
from ui.widgets.labels import plain_label

AN_HOUR = timedelta(hours=1)


class PauseRow(SettingRow):
    """Pauses all reminders, and says until when."""

    def __init__(self, desk: Desk, drafts: FormDrafts, pause: ReminderPause, settings: ChosenSettings) -> None:
        super().__init__(_("Pause all reminders"))
        self._desk = desk
        self._pause = pause
        self._settings = settings
        self._until: datetime | None = None
        self.hour_button = ordinary_button(_("For 1 hour"))
        self.morning_button = ordinary_button(_("Until tomorrow morning"))
        self.own_button = ordinary_button(_("Until a time..."))
        self.resume_button = ordinary_button(_("Resume reminders"))
        self.form = PauseForm(desk, drafts, pause)
        self.form.hide()
        buttons = buttons_in_a_row(self.hour_button, self.morning_button, self.own_button, self.resume_button)
        self.add(plain_label(_("It ends by itself. The end of a session is always told."), "muted"), buttons, self.form)
        self.hour_button.clicked.connect(lambda: self._begin(lambda: self._desk.clock.now() + AN_HOUR))
        self.morning_button.clicked.connect(lambda: self._begin(self._morning))
        self.own_button.clicked.connect(self._open_form)
        self.resume_button.clicked.connect(self._on_resume)
        self.form.done.connect(self._on_done)
        if self.form.has_draft():
            self.set_open(is_open=True)
            self._open_form()

    def refresh(self) -> None:
        """Show whether reminders are paused, and until when."""
        self._until = self._desk.ask(self._pause.until)
        is_paused = self._until is not None
        if self._until is not None:
            local = Moment.of(self._until, self._desk.clock.zone()).local
            self.show_state(_("until {time}").format(time=time_seen_from(local, self._desk.now().day)))
        else:
            self.show_state(_("not paused"))
        for button in (self.hour_button, self.morning_button, self.own_button):
            button.setVisible(not is_paused and self.form.isHidden())
        self.resume_button.setVisible(is_paused)

    def changes_in(self) -> timedelta | None:
        """Until the pause ends."""
        return None if self._until is None else max(timedelta(0), self._until - self._desk.clock.now())

    def tick(self) -> None:
        """A pause that has ended is shown no more."""
        if self._until is not None and self._desk.clock.now() >= self._until:
            self.refresh()

    def _morning(self) -> datetime:
        return self._pause.tomorrow_morning(self._settings.now.quiet_hours)

    def _begin(self, until: Callable[[], datetime]) -> None:
        if self._desk.run_quietly(lambda: self._pause.begin(until())) is not None:
            self.refresh()
            self.resume_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_resume(self) -> None:
        if self._desk.run_quietly(self._pause.end) is not None:
            self.refresh()
            self.hour_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_form(self) -> None:
        self.form.open()
        self.form.show()
        self.refresh()
        if self.isVisible():
            self.form.focus_first()

    def _on_done(self) -> None:
        self.form.hide()
        self.refresh()
        (self.own_button if self._until is None else self.resume_button).setFocus(Qt.FocusReason.OtherFocusReason)


class PauseForm(InPlaceForm):
    """Until when the reminders are paused."""

    def __init__(self, desk: Desk, drafts: FormDrafts, pause: ReminderPause) -> None:
        super().__init__(desk, drafts, "pause", _("Pause until"), _("Pause reminders"))
        self._pause = pause
        self.when = WhenFields()
        self.when.setMaximumWidth(WHEN_WIDTH)
        self.when.changed.connect(self.on_typed)
        self.add_row("until", _("Day and time"), self.when)

    def fill(self) -> None:
        """An hour from now."""
        self.when.show_time(self.now_local() + AN_HOUR)

    def content(self) -> dict[str, Any]:
        """The time chosen."""
        return {"until": self.when.chosen_time().isoformat()}

    def show_content(self, content: dict[str, Any]) -> None:
        """Put a kept time back."""
        self.when.show_time(datetime.fromisoformat(content["until"]))

    def issues(self) -> list[Issue]:
        """A pause ends later than now, and within a month."""
        now = self.desk.clock.now()
        if now < self._until() <= now + LONGEST_PAUSE:
            return []
        return [Issue("until", _("A pause ends later than now, and within {days} days. Choose another time.").format(days=LONGEST_PAUSE.days))]

    def record(self) -> Change:
        """Pause; the row says until when, and has the way back."""
        return self._pause.begin(self._until())._replace(remark="")

    def focus_first(self) -> None:
        """The time."""
        self.when.time.setFocus()

    def _until(self) -> datetime:
        return local_moment(self.when.chosen_time(), self.desk.clock.zone()).moment.at
