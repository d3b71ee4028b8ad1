"""The form of the day note: sleep, stiffness in the morning, mood, fluids, a flare, free text; one note a day."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tracker.domain.entries import MINUTES_LIMIT, DayNote, Issue, Kind, day_note_issues, note_issues, time_issues
from tracker.language import _
from tracker.services.form_drafts import FormDrafts
from tracker.services.history import Change
from tracker.services.journal import Journal
from ui.desk import Desk
from ui.forms.draft_names import FORM_NAMES
from ui.forms.entry_form import EntryForm, FormWords
from ui.forms.form import point_or_none, show_when, time_text
from ui.widgets.buttons import ordinary_button
from ui.widgets.fields.note_field import NoteField
from ui.widgets.fields.steppers import CountBox
from ui.widgets.fields.when_choice import WhenChoice
from ui.widgets.labels import plain_label
from ui.widgets.points_scale import PointsScale
from ui.widgets.tab_order import focus_into
from ui.widgets.wrapping_check_box import WrappingCheckBox

HOUR = 60
MOST_HOURS = 24
MOST_GLASSES = 9_999
WIDTH = 90
SPACE = 8


class DayNoteForm(EntryForm[DayNote]):
    """Adds the note of the day, or changes today's or any other; `flare_ticked` says that the person called today a flare."""

    form_name = FORM_NAMES[Kind.DAY_NOTE]
    flare_ticked = Signal()

    def __init__(self, desk: Desk, drafts: FormDrafts, journal: Journal) -> None:
        super().__init__(desk, drafts, journal)
        self._is_todays = False
        self.hours, self.minutes = CountBox(_("Hours of sleep"), MOST_HOURS, WIDTH), CountBox(_("Minutes of sleep"), HOUR - 1, WIDTH)
        self.quality = PointsScale(_("Sleep quality"), _("0 very bad, 10 very good"))
        self.stiff = CountBox(_("Stiff in the morning"), MINUTES_LIMIT, WIDTH)
        self.mood = PointsScale(_("Mood"), _("0 very bad, 10 very good"))
        self.fluids = CountBox(_("Glasses drunk"), MOST_GLASSES, WIDTH)
        self.glass_button = ordinary_button(_("Add a glass"), icon_name="plus")
        # An empty box has a value beneath nought, from which the first glass would not count up to one.
        self.glass_button.clicked.connect(lambda: self.fluids.setValue(max(0, self.fluids.value()) + 1))
        self.flare = WrappingCheckBox(_("Is today a flare?"))
        self.note = NoteField(_("About the day"))
        self.when = WhenChoice(_("When"), _("Now"), _("Another time"))
        self._lay_out_rows()
        self.flare.box.toggled.connect(self.on_typed)
        for field in (self.hours, self.minutes, self.quality, self.stiff, self.mood, self.fluids, self.note, self.when):
            field.changed.connect(self.on_typed)

    def words(self) -> FormWords:
        """What the form says of itself."""
        return FormWords(_("Add a day note"), _("Change: {what}").format(what=_("Day note")), _("Save"))

    def open(self, at: datetime | None = None) -> None:
        """Show today's note, or empty fields, with what was typed before and never saved."""
        # One note a day: a second one is today's opened again, unless another time was asked for.
        note = self._note_of(self.desk.now().day) if at is None else None
        self._is_todays = note is not None
        if note is None:
            super().open(at)
        else:
            self._begin(note, self.form_name, _("Day note"), self._words.save)

    def change(self, entry: DayNote) -> None:
        """Show the note of any day."""
        self._is_todays = False
        super().change(entry)

    def propose(self, kind: str) -> None:
        """Go to the field it is about; stress and the like have the mood."""
        fields = {"fluids": self.fluids, "drinking": self.fluids, "sleep": self.hours, "stress": self.mood}
        focus_into(fields.get(kind, self.note))

    def show_nothing(self) -> None:
        """Empty fields."""
        self._show_sleep(None)
        self.quality.set_value(None)
        self.stiff.show_count(None)
        self.mood.set_value(None)
        self.fluids.show_count(None)
        self.flare.setChecked(False)
        self.note.set_text("")

    def show_entry(self, entry: DayNote) -> None:
        """The note of a day."""
        self._show_sleep(entry.sleep_minutes)
        self.quality.set_value(entry.sleep_quality)
        self.stiff.show_count(entry.stiff_minutes)
        self.mood.set_value(entry.mood)
        self.fluids.show_count(entry.fluids)
        self.flare.setChecked(bool(entry.flare))
        self.note.set_text(entry.note)

    def content(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {
            "sleep": self._sleep(),
            "quality": self.quality.value(),
            "stiff": self.stiff.count(),
            "mood": self.mood.value(),
            "fluids": self.fluids.count(),
            "flare": self.flare.isChecked(),
            "note": self.note.text(),
            "when": time_text(self.when.chosen_time()),
        }

    def show_content(self, content: dict[str, Any]) -> None:
        """Put kept data back."""
        self._show_sleep(point_or_none(content["sleep"]))
        self.quality.set_value(point_or_none(content["quality"]))
        # What an earlier version kept half-filled knows nothing of it.
        self.stiff.show_count(point_or_none(content.get("stiff")))
        self.mood.set_value(point_or_none(content["mood"]))
        self.fluids.show_count(point_or_none(content["fluids"]))
        self.flare.setChecked(bool(content["flare"]))
        self.note.set_text(str(content["note"]))
        show_when(self.when, content["when"], self.now_local())

    def issues(self) -> list[Issue]:
        """What is missing or wrong."""
        moment, before = self.moment(), self.before
        found = day_note_issues(self.mood.value(), self._sleep(), self.quality.value(), self.fluids.count(), self.stiff.count())
        found += note_issues(self.note.text()) + time_issues(moment, self.desk.clock.now())
        is_of_its_day = before is not None and moment.day == before.moment.day  # where files brought two notes of one day, each may stay
        if not is_of_its_day and self._note_of(moment.day) is not None:
            found.append(Issue("moment", _("That day has a note already. Nothing was saved; change that one in the Diary, or choose another day.")))
        if not found and _says_nothing(self.entry()) and (before is None or not _says_nothing(before)):
            found.append(Issue("note", _("There is nothing to save yet. Fill in what you like; the rest may stay empty.")))
        return found

    def entry(self) -> DayNote:
        """The note; that the day was no flare is said only where it was called one or the other before."""
        before, moment = self.before, self.moment()
        return replace(
            before or DayNote(moment=moment),
            moment=moment,
            mood=self.mood.value(),
            sleep_minutes=self._sleep(),
            sleep_quality=self.quality.value(),
            stiff_minutes=self.stiff.count(),
            fluids=self.fluids.count(),
            flare=self.flare.isChecked() or (False if before is not None and before.flare is not None else None),
            note=self.note_text(),
        )

    def record(self) -> Change:
        """Save the note. Today's, if it was deleted while it stood in the form, is added anew."""
        before = self.before
        is_anew = before is not None and self._is_todays and self._note_of(before.moment.day) is None
        done = self._journal.add(self.entry()) if is_anew else super().record()
        note = done.entry
        # Told once: a note saved again must not offer the plan's beginning again.
        is_flare = isinstance(note, DayNote) and bool(note.flare) and note.moment.day == self.desk.now().day
        if is_flare and not (before is not None and before.flare):
            self.flare_ticked.emit()
        return done

    def focus_first(self) -> None:
        """The hours of sleep."""
        self.hours.setFocus()
        self.hours.selectAll()

    def _note_of(self, day: date) -> DayNote | None:
        entries = self.desk.ask(lambda: self._journal.entries(day, day, (Kind.DAY_NOTE,))) or []
        return next((entry for entry in reversed(entries) if isinstance(entry, DayNote)), None)

    def _sleep(self) -> float | None:
        hours, minutes = self.hours.count(), self.minutes.count()
        return None if hours is None and minutes is None else (hours or 0) * HOUR + (minutes or 0)

    def _show_sleep(self, minutes: float | None) -> None:
        self.hours.show_count(None if minutes is None else minutes // HOUR)
        self.minutes.show_count(None if minutes is None else minutes % HOUR)

    def _lay_out_rows(self) -> None:
        sleep = _row_of(self.hours, plain_label(_("h"), wrap=False), self.minutes, plain_label(_("min"), wrap=False))
        self.add_row("sleep_minutes", _("Sleep"), sleep)
        self.add_row("sleep_quality", _("Sleep quality"), self.quality)
        self.add_row("stiff_minutes", _("Stiff in the morning"), _row_of(self.stiff, plain_label(_("min"), wrap=False)))
        self.add_row("mood", _("Mood"), self.mood)
        self.add_row("fluids", _("Glasses drunk"), _row_of(self.fluids, self.glass_button))
        self.rows.addWidget(self.flare)
        self.add_row("note", _("About the day"), self.note)
        self.add_row("moment", _("When"), self.when)


def _says_nothing(note: DayNote) -> bool:
    values = (note.mood, note.sleep_minutes, note.sleep_quality, note.fluids, note.stiff_minutes)
    return all(value is None for value in values) and not note.flare and not note.note.strip()


def _row_of(*widgets: QWidget) -> QWidget:
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(SPACE)
    for widget in widgets:
        layout.addWidget(widget)
    layout.addStretch(1)
    return row
