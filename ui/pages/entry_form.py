"""The form of one entry: it is filled from an entry, read into a changed one, and shows what is wrong beside the fields."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from tracker.domain.entries import MINUTES_LIMIT, NAME_LIMIT, NOTE_LIMIT, Activity, DayNote, Entry, PainEntry, Session, SiteReading
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.language import _
from ui.widgets.buttons import main_button, ordinary_button
from ui.widgets.fields import inset
from ui.widgets.labels import FieldIssue, plain_label
from ui.widgets.pain_scale import PainScale
from ui.widgets.place_chips import PlaceChips
from ui.widgets.when_fields import WhenFields

SPACE = 12
NOTE_HEIGHT = 88
MINUTE = timedelta(minutes=1)
ReadMoment = Callable[[datetime], Moment]


@dataclass(frozen=True, slots=True)
class Part:
    """One field: its label, its widget, how it is filled from an entry and how it changes one."""

    label: str
    widget: QWidget
    fill: Callable[[Any], None]
    change: Callable[[Any], Any]


class EntryForm(QWidget):
    """Edits an entry of any kind; `saved` brings the changed entry, `cancelled` nothing."""

    saved = Signal(object)
    cancelled = Signal()

    def __init__(self, read_moment: ReadMoment) -> None:
        super().__init__()
        self._read_moment = read_moment
        self._entry: Entry | None = None
        self._parts: list[Part] = []
        self._fields = QFormLayout()
        self._fields.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        self._fields.setVerticalSpacing(SPACE)
        self.save_button = main_button(_("Save changes"))
        self.save_button.clicked.connect(self._on_save)
        self.cancel_button = ordinary_button(_("Cancel"))
        self.cancel_button.clicked.connect(self.cancelled)
        self._issue = FieldIssue(self)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(self._fields)
        layout.addWidget(self._issue)
        layout.addLayout(buttons)

    def populate(self, entry: Entry, *, is_new: bool = False) -> None:
        """Show an entry; a new one is saved as such."""
        self._entry = entry
        self._issue.clear()
        while self._fields.rowCount():
            self._fields.removeRow(0)
        self._parts = [*_parts(entry), self._when_part(), _note_part()]
        for part in self._parts:
            part.widget.setAccessibleName(part.label)
            self._fields.addRow(_label(part), part.widget)
            part.fill(entry)
        if is_new and isinstance(scale := self._parts[0].widget, PainScale):
            scale.set_value(None)
        self.save_button.setText(_("Save entry") if is_new else _("Save changes"))
        self._parts[0].widget.setFocus()

    def read(self) -> Entry:
        """The entry as the fields have it; raises Refused."""
        if self._entry is None:
            raise ValueError("a form is read after it was filled")
        changed = self._entry
        for part in self._parts:
            changed = part.change(changed)
        return changed

    def show_issue(self, message: str) -> None:
        """Say what is wrong, under the fields."""
        self._issue.show_issue(message)

    def _on_save(self) -> None:
        try:
            changed = self.read()
        except Refused as refused:
            self.show_issue(refused.sentence)
            return
        self.saved.emit(changed)

    def _when_part(self) -> Part:
        fields = WhenFields()

        def change(entry: Entry) -> Entry:
            if fields.chosen() == entry.moment.local.replace(second=0, microsecond=0):
                return entry
            moment = self._read_moment(fields.chosen())
            if isinstance(entry, Session) and entry.ended_at is not None:
                return replace(entry, moment=moment, ended_at=moment.at + entry.length)
            return replace(entry, moment=moment)

        return Part(_("When"), fields, lambda entry: fields.show_time(entry.moment.local), change)


def _parts(entry: Entry) -> list[Part]:
    match entry:
        case PainEntry():
            return _pain_parts()
        case Session():
            return [_length_part(), _points_part(_("Pain before"), "before"), _points_part(_("Pain after"), "after")]
        case Activity():
            return [_minutes_part(_("Minutes"), "minutes"), _points_part(_("Effort"), "effort")]
        case DayNote():
            return [
                _points_part(_("Mood"), "mood"),
                _minutes_part(_("Sleep, in minutes"), "sleep_minutes"),
                _points_part(_("Sleep quality"), "sleep_quality"),
            ]
    raise TypeError(type(entry).__name__)


def _pain_parts() -> list[Part]:
    scale = PainScale(name=_("Pain"), compact=True)
    places = PlaceChips()

    def change_pain(entry: PainEntry) -> PainEntry:
        value = scale.value()
        if value is None:
            raise Refused(_("Choose how bad the pain is, from 0 to 10."))
        if float(value) == round(entry.pain):
            return entry
        sites = tuple(SiteReading(site.name, float(value) if site.pain == entry.pain else site.pain) for site in entry.sites)
        return replace(entry, pain=float(value), sites=sites, original=None)

    def change_places(entry: PainEntry) -> PainEntry:
        known = {site.name: site.pain for site in entry.sites}
        return replace(entry, sites=tuple(SiteReading(name, known.get(name, entry.pain)) for name in places.names()))

    return [
        Part(_("Pain"), scale, lambda entry: scale.set_value(round(entry.pain)), change_pain),
        Part(_("Where"), places, lambda entry: places.set_names([site.name for site in entry.sites]), change_places),
        _points_part(_("Worst in 24 hours"), "worst"),
        _points_part(_("Least"), "least"),
        _points_part(_("Average"), "average"),
        _words_part(_("What it feels like"), "words"),
        _words_part(_("Worse with"), "worse_with"),
        _words_part(_("Eased by"), "eased_by"),
    ]


def _points_part(label: str, name: str) -> Part:
    """A value of 0-10 points that may be absent: one below the scale stands for nothing."""
    field = inset(QDoubleSpinBox())
    field.setRange(-1, 10)
    field.setDecimals(0)
    field.setSpecialValueText("\N{EN DASH}")

    def fill(entry: Entry) -> None:
        value = getattr(entry, name)
        field.setDecimals(0 if value is None or float(value).is_integer() else 2)
        field.setValue(-1 if value is None else value)

    return Part(label, field, fill, lambda entry: replace(entry, **{name: None if field.value() < 0 else field.value()}))


def _minutes_part(label: str, name: str) -> Part:
    field = inset(QDoubleSpinBox())
    field.setRange(-1, MINUTES_LIMIT)
    field.setDecimals(0)
    field.setSpecialValueText("\N{EN DASH}")
    return Part(
        label,
        field,
        lambda entry: field.setValue(-1 if getattr(entry, name) is None else getattr(entry, name)),
        lambda entry: replace(entry, **{name: None if field.value() < 0 else field.value()}),
    )


def _length_part() -> Part:
    field = inset(QDoubleSpinBox())
    field.setRange(1, MINUTES_LIMIT)
    field.setDecimals(0)

    def change(entry: Session) -> Session:
        if round(entry.length / MINUTE) == round(field.value()):
            return entry
        length = timedelta(minutes=field.value())
        return replace(entry, planned=length, ended_at=None if entry.ended_at is None else entry.moment.at + length)

    return Part(_("Minutes"), field, lambda entry: field.setValue(max(1, round(entry.length / MINUTE))), change)


def _words_part(label: str, name: str) -> Part:
    field = QLineEdit()
    field.setMaxLength(NAME_LIMIT)
    field.setPlaceholderText(_("words, with commas between"))
    return Part(
        label,
        field,
        lambda entry: field.setText(", ".join(getattr(entry, name))),
        lambda entry: replace(entry, **{name: tuple(word.strip() for word in field.text().split(",") if word.strip())}),
    )


def _note_part() -> Part:
    field = QPlainTextEdit()
    field.setTabChangesFocus(True)
    field.setFixedHeight(NOTE_HEIGHT)
    field.textChanged.connect(lambda: _keep_within_limit(field))
    return Part(
        _("Note"), field, lambda entry: field.setPlainText(entry.note), lambda entry: replace(entry, note=field.toPlainText().replace("\u2029", "\n"))
    )


def _keep_within_limit(field: QPlainTextEdit) -> None:
    text = field.toPlainText()
    if len(text) > NOTE_LIMIT:
        field.setPlainText(text[:NOTE_LIMIT])


def _label(part: Part) -> QLabel:
    label = plain_label(part.label, "strong")
    label.setBuddy(part.widget)
    return label
