"""The form of the day note: sleep, mood, fluids, a flare, free text; one note a day."""

from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.entries import DayNote, Issue, Kind, day_note_issues, note_issues, time_issues
from tracker.language import _
from tracker.services.history import Deed
from ui.desk import Desk
from ui.forms.form import AddForm, point_or_none, show_when, time_text
from ui.widgets.buttons import ordinary_button
from ui.widgets.fields import CountBox
from ui.widgets.labels import plain_label
from ui.widgets.note_field import NoteField
from ui.widgets.points_scale import PointsScale
from ui.widgets.when_choice import WhenChoice
from ui.widgets.wrapping_check_box import WrappingCheckBox

HOUR = 60
MOST_HOURS = 24
MOST_GLASSES = 9_999
WIDTH = 90
SPACE = 8


class DayNoteForm(AddForm):
    """Adds the note of the day, or changes today's; `flare_ticked` says that the person called today a flare."""

    flare_ticked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "day note", _("Note about the day"), _("Save day note"))
        self._note: DayNote | None = None
        self.hours, self.minutes = CountBox(_("Hours of sleep"), MOST_HOURS, WIDTH), CountBox(_("Minutes of sleep"), HOUR - 1, WIDTH)
        self.quality = PointsScale(_("Sleep quality"), _("0 very bad, 10 very good"))
        self.mood = PointsScale(_("Mood"), _("0 very low, 10 very good"))
        self.fluids = CountBox(_("Glasses drunk"), MOST_GLASSES, WIDTH)
        self.glass_button = ordinary_button(_("Add a glass"), icon_name="plus")
        self.glass_button.clicked.connect(lambda: self.fluids.setValue(max(0, self.fluids.value()) + 1))
        self.flare = WrappingCheckBox(_("Is today a flare?"))
        self.note = NoteField(_("About the day"))
        self.when = WhenChoice(_("When"), _("Now"), _("Another time"))
        self._lay_out_rows()
        self.flare.box.toggled.connect(self.on_typed)
        for field in (self.hours, self.minutes, self.quality, self.mood, self.fluids, self.note, self.when):
            field.changed.connect(self.on_typed)

    def fill(self) -> None:
        """Today's note, or empty fields."""
        note = self._note = self._note_of(self.tracker.journal.now().day)
        self.heading.setText(_("Today's note") if note else _("Note about the day"))
        self._show_sleep(note.sleep_minutes if note else None)
        self.quality.set_value(note.sleep_quality if note else None)
        self.mood.set_value(note.mood if note else None)
        self.fluids.show_count(note.fluids if note else None)
        self.flare.setChecked(bool(note and note.flare))
        self.note.set_text(note.note if note else "")
        if note:
            self.when.show_time(note.moment.local.replace(second=0, microsecond=0))
        else:
            self.when.show_now(self.now_local())

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {
            "sleep": self._sleep(),
            "quality": self.quality.value(),
            "mood": self.mood.value(),
            "fluids": self.fluids.count(),
            "flare": self.flare.isChecked(),
            "note": self.note.text(),
            "when": time_text(self.when.chosen()),
        }

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back."""
        self._show_sleep(point_or_none(content["sleep"]))
        self.quality.set_value(point_or_none(content["quality"]))
        self.mood.set_value(point_or_none(content["mood"]))
        self.fluids.show_count(point_or_none(content["fluids"]))
        self.flare.setChecked(bool(content["flare"]))
        self.note.set_text(str(content["note"]))
        show_when(self.when, content["when"], self.now_local())

    def issues(self) -> list[Issue]:
        """What is missing or wrong."""
        moment = self.moment_of(self.when)
        found = day_note_issues(self.mood.value(), self._sleep(), self.quality.value(), self.fluids.count()) + note_issues(self.note.text())
        found += time_issues(moment, self.tracker.clock.now())
        other = self._note_of(moment.day)
        if other is not None and (self._note is None or other.id != self._note.id):
            found.append(Issue("moment", _("That day has a note already. Nothing was saved; change that one in the Diary, or choose another day.")))
        if not found and self._is_empty():
            found.append(Issue("note", _("There is nothing to save yet. Fill in what you like; the rest may stay empty.")))
        return found

    def deed(self) -> Deed:
        """Save the note, in place of the day's if there is one."""
        note = self._made()
        was_flare = self._note is not None and bool(self._note.flare)
        is_there = self._note is not None and self._note_of(self._note.moment.day) is not None
        done = self.tracker.journal.change(note) if is_there else self.tracker.journal.add(note)
        if note.flare and not was_flare and note.moment.day == self.tracker.journal.now().day:
            self.flare_ticked.emit()
        return done

    def focus_first(self) -> None:
        """The hours of sleep."""
        self.hours.setFocus()
        self.hours.selectAll()

    def _made(self) -> DayNote:
        note = self._note or DayNote(moment=self.moment_of(self.when))
        chosen = self.when.chosen()
        kept_time = chosen is not None and chosen == note.moment.local.replace(second=0, microsecond=0)
        return replace(
            note,
            moment=note.moment if kept_time else self.moment_of(self.when),
            mood=_as_before(note.mood, self.mood.value()),
            sleep_minutes=_as_before(note.sleep_minutes, self._sleep()),
            sleep_quality=_as_before(note.sleep_quality, self.quality.value()),
            fluids=_as_before(note.fluids, self.fluids.count()),
            flare=self.flare.isChecked() or (False if note.flare is not None else None),
            note=self.note.text().strip(),
        )

    def _is_empty(self) -> bool:
        values = (self._sleep(), self.quality.value(), self.mood.value(), self.fluids.count())
        return all(value is None for value in values) and not self.flare.isChecked() and not self.note.text().strip()

    def _note_of(self, day: date) -> DayNote | None:
        entries = self.desk.asked(lambda: self.tracker.journal.entries(day, day, (Kind.DAY_NOTE,))) or []
        return next((entry for entry in reversed(entries) if isinstance(entry, DayNote)), None)

    def _sleep(self) -> float | None:
        hours, minutes = self.hours.count(), self.minutes.count()
        return None if hours is None and minutes is None else (hours or 0) * HOUR + (minutes or 0)

    def _show_sleep(self, minutes: float | None) -> None:
        self.hours.show_count(None if minutes is None else round(minutes) // HOUR)
        self.minutes.show_count(None if minutes is None else round(minutes) % HOUR)

    def _lay_out_rows(self) -> None:
        sleep = _beside(self.hours, plain_label(_("h"), wrap=False), self.minutes, plain_label(_("min"), wrap=False))
        self.add_row("sleep_minutes", _("Sleep"), sleep)
        self.add_row("sleep_quality", _("Sleep quality"), self.quality)
        self.add_row("mood", _("Mood"), self.mood)
        self.add_row("fluids", _("Glasses drunk"), _beside(self.fluids, self.glass_button))
        self.rows.addWidget(self.flare)
        self.add_row("note", _("About the day"), self.note)
        self.add_row("moment", _("When"), self.when)


def _as_before(before: float | None, shown: float | None) -> float | None:
    """The value before, where the field shows it rounded and nobody changed it."""
    return before if before is not None and shown is not None and round(before) == shown else shown


def _beside(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return row
