"""The fields of a form for each kind of entry: how each is filled, read and kept, and what is wrong with it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QWidget

from tracker.domain.dose_notices import ingredient_name
from tracker.domain.drafts import PainDraft
from tracker.domain.entries import (
    MG_LIMIT,
    MINUTES_LIMIT,
    NAME_LIMIT,
    UNITS_LIMIT,
    Activity,
    DayNote,
    Dose,
    Entry,
    Function,
    Issue,
    PainEntry,
    Session,
    SiteReading,
    activity_issues,
    day_note_issues,
    dose_issues,
    function_issues,
    kind_of,
    pain_issues,
    session_issues,
    site_issues,
)
from tracker.language import _
from ui.forms.pain_data import pain_data, pain_from
from ui.forms.pain_details import OwnWords, PainDetails, sites_of
from ui.widgets.fields import inset
from ui.widgets.note_field import NoteField
from ui.widgets.pain_scale import PainScale
from ui.widgets.points_field import PointsField
from ui.widgets.wrapping_check_box import WrappingCheckBox

NOTHING = "\N{EN DASH}"
MOST_COUNTED = 1_000_000
MINUTE = timedelta(minutes=1)
Changes = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One field: the name of its issues, its label, its widget; what it shows of an entry, as plain data; what it changes."""

    key: str
    label: str
    widget: QWidget
    changed: SignalInstance
    of: Callable[[Any], Any]
    show: Callable[[Any], object]
    value: Callable[[], Any]
    changes: Callable[[Any, Any], Changes]


def parts_of(entry: Entry, own_words: OwnWords) -> list[Part]:
    """The fields of an entry but time and note, in the order they are shown."""
    match entry:
        case PainEntry():
            return [_pain_part(), _details_part(entry, own_words)]
        case Session():
            return [_length_part(), points_part("before", _("Pain before")), points_part("after", _("Pain after"))]
        case Activity():
            count = [] if entry.count is None else [number_part("count", _("Count"), MOST_COUNTED)]
            return [number_part("minutes", _("Minutes"), MINUTES_LIMIT), points_part("effort", _("Effort")), *count]
        case DayNote():
            return _day_note_parts()
        case Dose():
            return [_name_part(), number_part("units", _("Units"), UNITS_LIMIT), *(_mg_part(entry, place) for place in range(len(entry.ingredients)))]
        case Function():
            return [_score_part(entry, place) for place in range(len(entry.scores))]
    raise TypeError(type(entry).__name__)


def shape_of(entry: Entry) -> tuple[str, ...]:
    """What decides which fields an entry has, and how they are called."""
    named: tuple[str, ...] = ()
    match entry:
        case Activity():
            named = ("counted",) if entry.count is not None else ()
        case Dose():
            named = tuple(amount.ingredient for amount in entry.ingredients)
        case Function():
            named = tuple(score.activity for score in entry.scores)
    return (kind_of(entry).value, *named)


def no_words(_role: str) -> list[str]:
    """No words of one's own."""
    return []


def note_part() -> Part:
    """The note."""
    field = NoteField(_("Note"), least_lines=3)
    return Part("note", _("Note"), field, field.changed, lambda entry: entry.note, field.set_text, field.text, lambda _entry, text: {"note": text})


def points_part(name: str, label: str) -> Part:
    """A value of 0-10 points that may be left out."""
    field = PointsField(label)
    return _plain_part(name, label, field, field.points_changed, field.show_points, field.points)


def number_part(name: str, label: str, most: float) -> Part:
    """A number that may be left out: one below the least stands for nothing."""
    field = _number_field(label, most)
    return _plain_part(name, label, field, field.valueChanged, lambda value: _show_number(field, value), lambda: _number(field))


def _plain_part(
    name: str, label: str, field: QWidget, changed: SignalInstance, show: Callable[[Any], object], value: Callable[[], float | None]
) -> Part:
    return Part(name, label, field, changed, lambda entry: getattr(entry, name), show, value, lambda _entry, given: {name: given})


def _pain_part() -> Part:
    scale = PainScale(name=_("Pain"), compact=True)

    def changes(entry: PainEntry, value: int | None) -> Changes:
        return {} if value == round(entry.pain) else {"pain": value, "original": None}

    return Part("pain", _("Pain"), scale, scale.value_chosen, lambda entry: round(entry.pain), scale.set_value, scale.value, changes)


def _details_part(entry: PainEntry, own_words: OwnWords) -> Part:
    details = PainDetails(own_words)
    for chip in (details.sections["when"].chip, details.same_chip):
        chip.hide()
    blank = PainDraft(moment=entry.moment)

    def of(entry: PainEntry) -> Changes:
        names = ("worst", "least", "average", "words", "worse_with", "eased_by", "woke")
        return pain_data(replace(blank, sites=sites_of(entry), **{name: getattr(entry, name) for name in names}), None)

    def changes(_entry: PainEntry, value: Changes) -> Changes:
        names = ("worst", "least", "average", "sites", "words", "worse_with", "eased_by", "woke")
        draft = pain_from(value, entry.moment)[0]
        return {name: getattr(draft, name) for name in names}

    def show(value: Changes) -> None:
        details.populate(pain_from(value, entry.moment)[0])

    return Part("details", _("Details"), details, details.changed, of, show, lambda: pain_data(details.read(blank), None), changes)


def with_readings(entry: PainEntry, changes: Changes) -> Changes:
    """The changes with a value for each site: that of the entry where it has none of its own."""
    pain = changes.get("pain", entry.pain)
    sites: Sequence[tuple[str, float | None]] = changes["sites"]
    return changes | {"sites": tuple(SiteReading(name, float(pain) if points is None else points) for name, points in sites)}


def _length_part() -> Part:
    field = _number_field(_("Minutes"), MINUTES_LIMIT, least=1)

    def changes(entry: Session, minutes: float) -> Changes:
        if round(entry.length / MINUTE) == round(minutes):
            return {}
        return {"planned": timedelta(minutes=minutes)}

    def of(entry: Session) -> int:
        return max(1, round(entry.length / MINUTE))

    return Part("minutes", _("Minutes"), field, field.valueChanged, of, field.setValue, field.value, changes)


def with_end(session: Session, changes: Changes) -> Changes:
    """The changes with the end that goes with another beginning or another length."""
    if session.ended_at is None or not {"moment", "planned"} & set(changes):
        return changes
    start = changes.get("moment", session.moment)
    return changes | {"ended_at": start.at + changes.get("planned", session.length)}


def _day_note_parts() -> list[Part]:
    flare = WrappingCheckBox(_("Is today a flare?"))
    flare_part = Part(
        "flare",
        "",
        flare,
        flare.box.toggled,
        lambda entry: bool(entry.flare),
        lambda value: flare.box.setChecked(bool(value)),
        flare.box.isChecked,
        lambda entry, value: {"flare": value or (None if entry.flare is None else False)},
    )
    return [
        points_part("mood", _("Mood")),
        number_part("sleep_minutes", _("Sleep, in minutes"), MINUTES_LIMIT),
        points_part("sleep_quality", _("Sleep quality")),
        number_part("fluids", _("Glasses drunk"), MOST_COUNTED),
        flare_part,
    ]


def _name_part() -> Part:
    field = QLineEdit()
    field.setMaxLength(NAME_LIMIT)

    def changes(_entry: Dose, text: str) -> Changes:
        return {"name": text.strip()}

    return Part("name", _("Medicine"), field, field.textChanged, lambda entry: entry.name, field.setText, field.text, changes)


def _mg_part(dose: Dose, place: int) -> Part:
    label = _("{ingredient}, mg").format(ingredient=ingredient_name(dose.ingredients[place].ingredient))
    field = _number_field(label, MG_LIMIT)

    def changes(_entry: Dose, value: float | None) -> Changes:
        return {f"mg {place}": value}

    return Part(
        "mg" if place == 0 else f"mg {place}",
        label,
        field,
        field.valueChanged,
        lambda entry: entry.ingredients[place].mg,
        lambda value: _show_number(field, value),
        lambda: _number(field),
        changes,
    )


def with_amounts(dose: Dose, changes: Changes) -> Changes:
    """The changes with the ingredients in place of their single amounts."""
    amounts = tuple(replace(amount, mg=changes.get(f"mg {place}", amount.mg)) for place, amount in enumerate(dose.ingredients))
    return {name: value for name, value in changes.items() if not name.startswith("mg ")} | {"ingredients": amounts}


def _score_part(function: Function, place: int) -> Part:
    label = function.scores[place].activity
    field = PointsField(label)

    def changes(_entry: Function, value: float | None) -> Changes:
        return {f"score {place}": value}

    key = "scores" if place == 0 else f"scores {place}"
    return Part(key, label, field, field.points_changed, lambda entry: entry.scores[place].points, field.show_points, field.points, changes)


def with_scores(function: Function, changes: Changes) -> Changes:
    """The changes with the scores in place of their single points; an activity without points is left out."""
    points = [(score, changes.get(f"score {place}")) for place, score in enumerate(function.scores)]
    scores = tuple(replace(score, points=value) for score, value in points if value is not None)
    return {name: value for name, value in changes.items() if not name.startswith("score ")} | {"scores": scores}


def kind_issues(entry: Entry, now: Callable[[str], Any]) -> list[Issue]:
    """What is wrong with the fields of its kind, as they stand now."""
    match entry:
        case PainEntry():
            return pain_issues(now("pain"), now("worst"), now("least"), now("average")) + site_issues(now("sites"))
        case Session():
            return session_issues(entry.kind, now("planned"), now("before"), now("after"))
        case Activity():
            return activity_issues(entry.kind, now("minutes"), now("effort"), now("count"))
        case DayNote():
            return day_note_issues(now("mood"), now("sleep_minutes"), now("sleep_quality"), now("fluids"))
        case Dose():
            return dose_issues(now("name"), now("units"), now("ingredients"))
        case Function():
            return function_issues(now("scores"))
    raise TypeError(type(entry).__name__)


def _number_field(name: str, most: float, *, least: float = -1) -> QDoubleSpinBox:
    field = inset(QDoubleSpinBox())
    field.setRange(least, most)
    field.setDecimals(0)
    field.setAccessibleName(name)
    if least < 0:
        field.setSpecialValueText(NOTHING)
    return field


def _show_number(field: QDoubleSpinBox, value: float | None) -> None:
    field.setDecimals(0 if value is None or float(value).is_integer() else 2)
    field.setValue(-1 if value is None else value)


def _number(field: QDoubleSpinBox) -> float | None:
    return None if field.value() < 0 else field.value()
