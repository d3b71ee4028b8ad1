"""Which column of a table nobody described holds what: asked field by field, guessed beforehand."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from tracker.formats.joining import with_colon
from tracker.importers.table.mapping import EVENING, POINTS, SCALED, Columns, DayField, DayNoteColumn, Mapping
from tracker.importers.table.typed_format import LONGEST, typed_format
from tracker.language import N_, _
from ui.importing.activities import ActivityList
from ui.importing.choices import NOT_CHOSEN, TYPED, Scale, column_options, date_options, date_words, scale_box, scale_words, under_label
from ui.importing.medicines import MedicineList
from ui.importing.pains import PainList
from ui.widgets.buttons import small_button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels import plain_label
from ui.widgets.wrapping_check_box import WrappingCheckBox

SPACE, HEADING_SPACE = 16, 12
TYPED_EXAMPLE = "DD.MM.YYYY HH:MM"
ROWS = {
    "date": N_("Date, with or without the time"),
    "time": N_("Time of day"),
    "pain": N_("Pain"),
    "site": N_("Place"),
    "note": N_("Note"),
    "medicine": N_("Medicine"),
    "medicine_amount": N_("Amount of the medicine"),
    "worst": N_("Worst"),
    "least": N_("Least"),
    "average": N_("Average"),
    "words": N_("What it feels like"),
    "worse_with": N_("Worse with"),
    "eased_by": N_("Eased by"),
}
DAY = {
    DayField.MOOD: N_("Mood"),
    DayField.SLEEP_QUALITY: N_("Sleep quality"),
    DayField.SLEEP_MINUTES: N_("Minutes of sleep"),
    DayField.STIFF_MINUTES: N_("Minutes stiff in the morning"),
    DayField.FLUIDS: N_("Glasses drunk"),
    DayField.FLARE: N_("Flare, yes or no"),
    DayField.NOTE: N_("Note on the day"),
}
# What only few tables have: hidden until it is asked for.
OF_PAIN = ("worst", "least", "average", "words", "worse_with", "eased_by")
# What means nothing without another column: a place or a worst pain of no pain, an amount of no medicine.
NEEDS = dict.fromkeys((*OF_PAIN, "site"), "pain") | {"medicine_amount": "medicine"}


class ColumnFields(QWidget):
    """Shows a mapping and reads it back as chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._base = Mapping(columns=Columns())
        self._date_formats: tuple[str, ...] = ()
        self.columns: dict[str, ChoiceBox[str | None]] = {name: ChoiceBox(_(words)) for name, words in ROWS.items()}
        self.days: dict[DayField, ChoiceBox[str | None]] = {about: ChoiceBox(_(words)) for about, words in DAY.items()}
        self.scale = scale_box(with_colon(_("Scale"), _("Pain")))
        self.day_scales = {about: scale_box(with_colon(_("Scale"), _(DAY[about]))) for about in SCALED}
        self.dates: ChoiceBox[str | None] = ChoiceBox(_("How dates are written"))
        self.dates.set_options(date_options((), is_open=False))
        self.typed = QLineEdit()
        self.typed.setAccessibleName(_("How dates are written"))
        self.typed.setPlaceholderText(TYPED_EXAMPLE)
        self.typed.setMaxLength(LONGEST)
        self.typed.textChanged.connect(self.changed)
        self._typed_holder = under_label(self.typed)
        self.pains = PainList()
        self.medicines = MedicineList()
        self.activities = ActivityList()
        self.more_button = small_button(_("More about the pain and the day"))
        self.more_button.clicked.connect(self._on_more)
        self._rare: list[QWidget] = []
        self.without_time = plain_label(_("Rows without a time of day are put at 20:00."), "muted")
        self.zero = WrappingCheckBox(_("A 0 for an activity or for the day means that nothing was written down"))
        self.columns["date"].chosen.connect(lambda: self.show_dates((), None))
        boxes: list[QComboBox] = [*self.columns.values(), *self.days.values(), self.scale, *self.day_scales.values(), self.dates]
        for box in boxes:
            box.currentIndexChanged.connect(self._on_chosen)
        self.pains.changed.connect(self.changed)
        self.medicines.changed.connect(self.changed)
        self.activities.changed.connect(self.changed)
        self.zero.clicked.connect(self.changed)
        self._lay_out()

    def show_mapping(self, names: Sequence[str], mapping: Mapping | None) -> None:
        """Show which of the columns hold what, as guessed or kept."""
        self._base = mapping or Mapping(columns=Columns())
        columns = self._base.columns
        for name, box in self.columns.items():
            box.set_options(column_options(names))
            box.choose(_column_among(columns.date or columns.datetime if name == "date" else getattr(columns, name), names))
        self.scale.choose(self._base.scale, scale_words(self._base.scale))
        self.pains.show_pains([pain for pain in self._base.pains if pain.column in names])
        self._show_day_notes(names)
        known = [medicine for medicine in self._base.medicines if medicine.column in names]
        self.medicines.show_medicines(names, known, has_first=self.columns["medicine"].value() is not None)
        self.activities.show_activities(names, [activity for activity in self._base.activities if activity.column in names])
        missing_cells = [column.missing for column in self._base.activities] + [column.missing for column in self._base.day_notes]
        self.zero.setChecked(any(0 in missing for missing in missing_cells))
        # A pain of the afternoon, or a mapping, may put them at another time.
        self.without_time.setVisible(self._base.dates.time == EVENING)
        self.show_dates((), self._base.dates.format)
        rare = [self.columns[name].value() for name in OF_PAIN] + [box.value() for about, box in self.days.items() if about not in SCALED]
        self._show_rare(is_shown=any(column is not None for column in rare))
        self._show_parts()

    def show_dates(self, unclear: Sequence[str], written: str | None) -> None:
        """Show how the dates are written; where the table does not tell, ask for one of these ways."""
        self._date_formats = tuple(unclear) or self._date_formats
        # What is being typed stays, as long as it is what was understood.
        if not unclear and self.dates.value() == TYPED and self._date_format() == written:
            return
        self.dates.set_options(date_options(self._date_formats, is_open=bool(unclear)))
        if not unclear:
            self.dates.choose(written, date_words(written))
        self._show_parts()

    def choose_dates(self, written: str) -> None:
        """Choose how the dates are written, as the person does."""
        self.dates.choose(written, date_words(written))
        self._on_chosen()

    def mapping(self) -> Mapping:
        """The mapping as chosen; `missing_choice` tells what it still lacks."""
        chosen = {name: box.value() for name, box in self.columns.items()}
        # A field that is disabled may still show a column chosen before.
        chosen |= {name: None for name, needed in NEEDS.items() if chosen[needed] is None}
        return replace(
            self._base,
            columns=Columns(**chosen),
            scale=self.scale.value(),
            dates=replace(self._base.dates, format=self._date_format()),
            pains=self.pains.pains() if chosen["pain"] is not None else (),
            medicines=self.medicines.medicines() if chosen["medicine"] is not None else (),
            activities=tuple(replace(activity, missing=self._missing(activity.missing)) for activity in self.activities.activities()),
            day_notes=tuple(replace(note, missing=self._missing(note.missing)) for note in self._day_notes()),
        )

    def missing_choice(self) -> str:
        """What has yet to be chosen, in a sentence; nothing where all is there."""
        mapping = self.mapping()
        if mapping.columns.date is None:
            return _("Choose the column that holds the date.")
        columns = mapping.columns
        if not (columns.pain or columns.note or columns.medicine or mapping.activities or mapping.day_notes):
            return _("Choose at least one column besides the date: pain, a note, a medicine, an activity or something about the day.")
        if self.dates.value() == NOT_CHOSEN:
            return _("The dates of this file can be read in two ways. Choose how they are written.")
        if self.dates.value() == TYPED and self._date_format() is None:
            return _("Write how dates are written: day, month and year, like {example}.").format(example=TYPED_EXAMPLE)
        return ""

    def first_missing(self) -> QWidget:
        """The field that has yet to be chosen, or the first of all."""
        date = self.columns["date"]
        return self.dates if date.value() is not None and self.dates.value() == NOT_CHOSEN else date

    def _date_format(self) -> str | None:
        """The format that is chosen or typed; None for ISO 8601 and where there is none yet."""
        written = self.dates.value()
        if written == TYPED:
            return typed_format(self.typed.text())
        return None if written == NOT_CHOSEN else written

    def _show_day_notes(self, names: Sequence[str]) -> None:
        for about, box in self.days.items():
            known = next((note for note in self._base.day_notes if note.field is about and note.column in names), None)
            box.set_options(column_options(names))
            box.choose(known.column if known else None)
            if about in self.day_scales:
                scale: Scale = known.scale if known else POINTS
                self.day_scales[about].choose(scale, scale_words(scale))

    def _day_notes(self) -> list[DayNoteColumn]:
        notes = []
        for about, box in self.days.items():
            column = box.value()
            if column is not None:
                known = next((note for note in self._base.day_notes if (note.field, note.column) == (about, column)), DayNoteColumn(column, about))
                notes.append(replace(known, scale=self.day_scales[about].value()) if about in SCALED else known)
        return notes

    def _missing(self, known: tuple[float | str, ...]) -> tuple[float | str, ...]:
        # What else stands for "nothing" in this table came with the mapping: only the nought is asked for here.
        others = tuple(cell for cell in known if cell != 0)
        return (*others, 0.0) if self.zero.isChecked() else others

    def _on_more(self) -> None:
        self._show_rare(is_shown=True)
        self.columns[OF_PAIN[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_rare(self, *, is_shown: bool) -> None:
        """Show what few tables have only where this one does, or where it is asked for."""
        for part in self._rare:
            part.setVisible(is_shown)
        self.more_button.setVisible(not is_shown)

    def _on_chosen(self) -> None:
        self._show_parts()
        self.changed.emit()

    def _show_parts(self) -> None:
        for name, needed in NEEDS.items():
            self.columns[name].setEnabled(self.columns[needed].value() is not None)
        self.medicines.offer_more(has_first=self.columns["medicine"].value() is not None)
        self._typed_holder.setVisible(self.dates.value() == TYPED)
        for part in (self.scale, self.pains):
            part.setEnabled(self.columns["pain"].value() is not None)
        for about, scale in self.day_scales.items():
            scale.setEnabled(self.days[about].value() is not None)

    def _lay_out(self) -> None:
        columns = self.columns
        ratings = [box for about, scale in self.day_scales.items() for box in (self.days[about], scale)]
        self._rare = [
            _field_pairs(*(columns[name] for name in OF_PAIN)),
            _field_pairs(*(box for about, box in self.days.items() if about not in SCALED)),
        ]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(plain_label(_("Which column holds what"), "heading"))
        layout.addWidget(_field_pairs(columns["date"], self.dates))
        layout.addWidget(self._typed_holder)
        layout.addWidget(_field_pairs(columns["time"], columns["note"]))
        layout.addWidget(self.without_time)
        layout.addWidget(_part_with_heading(_("Pain"), _field_pairs(columns["pain"], self.scale, columns["site"]), self.pains, self._rare[0]))
        layout.addWidget(_part_with_heading(_("Medicine"), _field_pairs(columns["medicine"], columns["medicine_amount"]), self.medicines))
        layout.addWidget(_part_with_heading(_("Activities"), self.activities))
        layout.addWidget(_part_with_heading(_("The day as a whole"), _field_pairs(*ratings), self._rare[1]))
        layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.zero)


def _column_among(column: str | None, names: Sequence[str]) -> str | None:
    return column.strip() if column is not None and column.strip() in names else None


def _part_with_heading(heading: str, *parts: QWidget) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, HEADING_SPACE, 0, 0)
    layout.setSpacing(HEADING_SPACE)
    layout.addWidget(plain_label(heading, "strong"))
    for part in parts:
        layout.addWidget(part)
    return holder


def _field_pairs(*boxes: QWidget) -> QWidget:
    """Fields two in a row."""
    holder = QWidget()
    layout = QGridLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(SPACE)
    layout.setVerticalSpacing(HEADING_SPACE)
    for place, box in enumerate(boxes):
        layout.addWidget(under_label(box), place // 2, place % 2)
    layout.setColumnStretch(0, 1)
    layout.setColumnStretch(1, 1)
    return holder
