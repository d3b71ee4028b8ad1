"""Track & Graph, of both ages: one row for each data point, whose feature's name is all that says what it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tracker.domain.entries import LEAST_PAIN, MINUTES_LIMIT, MOST_PAIN, Activity, DayNote, Entry, PainEntry, Scale, SiteReading
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.formats.texts import number_text
from tracker.importers.complaints import SLEEP, is_pain, scale_in, site_of
from tracker.importers.source import shown
from tracker.importers.table.cells import is_number, number, scale_of_values
from tracker.importers.table.contract import ReadContext, ReadRow, RowSource, cells_by_name, read_each, shared
from tracker.importers.table.csv_file import TableRow
from tracker.importers.table.dates import lived
from tracker.importers.table.doses import dose_of
from tracker.importers.table.mapping import POINTS
from tracker.importers.written.cell_words import NO_PAIN, SEVERITY, severity_word
from tracker.language import _
from tracker.library.medicines import listed_medicine

FORMAT = "track_and_graph"
HEADER = frozenset({"featurename", "timestamp", "value"})
READ = HEADER | {"label", "note"}
# Lengths H:MM:SS; numbers with the label behind a colon, as exports before the column Label have them.
_LENGTH = re.compile(r"(-?)(\d{1,6}):([0-5]?\d):([0-5]?\d)(?:\.\d+)?", re.ASCII)
# A length goes before a number: 0:45:00:park is no 0 with a label. The label may be empty, and may hold colons.
_LABELLED = re.compile(r"(-?\d{1,6}:[0-5]?\d:[0-5]?\d(?:\.\d+)?|[+-]?[\d.,]+(?:E[+-]?\d+)?):(.*)", re.ASCII | re.DOTALL | re.IGNORECASE)
# A choice of so many words and more is a scale of numbers with words beside them.
MOST_CHOSEN = 5
# What people call the steps of a pain, from none on: by them the highest step is known, also where nobody chose it yet.
_STEPS = (
    (
        "none",
        "no pain",
        "no",
        "nothing",
        "keine",
        "kein",
        "nichts",
        "aucune",
        "aucun",
        "ninguno",
        "ninguna",
        "nada",
        "nessuno",
        "nessuna",
        "nenhuma",
        "geen",
    ),
    ("mild", "light", "slight", "low", "little", "leicht", "schwach", "gering", "légère", "légèr", "faible", "leve", "lieve", "licht"),
    ("moderate", "medium", "middle", "mittel", "mäßig", "modérée", "modéré", "moderado", "moderada", "moderato", "moderata", "matig"),
    ("severe", "strong", "high", "bad", "stark", "schwer", "forte", "fort", "sévère", "grave", "fuerte", "severo", "severa", "ernstig", "hevig"),
)
SEVERE = len(_STEPS) - 1
# Which step a word is that other tables have, by what it is worth in points.
STEPS_OF_POINTS = {2.0: 1, 5.0: 2, 8.0: 3, 10.0: 4}


@dataclass(frozen=True, slots=True)
class _Point:
    """One data point; `minutes` where it is a length of time, `value` where it is a number."""

    feature: str
    label: str
    note: str
    minutes: float | None
    value: float | None
    written: str = ""


def read_track_and_graph(table: RowSource, context: ReadContext) -> Iterator[ReadRow]:
    """The data points of an export with or without the column Label; raises Refused where the file can no longer be read."""
    scales = _scales(table)

    def entries(row: TableRow, key: str) -> tuple[Entry, ...]:
        cells = cells_by_name(table.header, row)
        moment = _moment(cells["timestamp"], context)
        return (_entry(_point(cells, table.delimiter), scales, key, moment),)

    return read_each(table, FORMAT, context.gauge, entries)


def _scales(table: RowSource) -> dict[str, tuple[float, float]]:
    """The scale of each pain: the file does not say it, so its name or the words of its values tell, and else how high they are."""
    values: dict[str, list[float]] = {}
    words: dict[str, dict[float, set[str]]] = {}
    for row in table.rows():
        if row.problem is None:
            cells = cells_by_name(table.header, row)
            written, label = _value_and_label(cells)
            if is_number(written) and is_pain(_plain(cells["featurename"])):
                feature, value = cells["featurename"], float(written.replace(",", "."))
                values.setdefault(feature, []).append(value)
                words.setdefault(feature, {}).setdefault(value, set()).add(label.casefold())
    return {feature: _scale_of_words(words[feature]) or scale_in(_plain(feature)) or scale_of_values(found) for feature, found in values.items()}


def _scale_of_words(words: dict[float, set[str]]) -> tuple[float, float] | None:
    """The scale of a choice of words, such as mild 1, moderate 2, severe 3; None where the values are numbers of a scale of their own."""
    each = {value: next(iter(labels)) for value, labels in words.items() if len(labels) == 1}
    is_choice = len(each) == len(words) and all(each.values()) and len(set(each.values())) == len(each)
    if not is_choice or not all(value.is_integer() and 0 <= value <= MOST_CHOSEN for value in each):
        return None
    # Mild is not nothing: where no word says which value is none, that is 0.
    steps = {value: step for value, label in each.items() if (step := _step(label)) is not None}
    none_at = {value for value, step in steps.items() if step == 0} or {value - step for value, step in steps.items()}
    if len(none_at) == 1 and (least := none_at.pop()) >= 0:
        # "Strong" may be the fifth of five steps as well as the fourth of four; what comes behind "medium" is not seen yet.
        return least, max(each) if SEVERE in steps.values() else max(*each, least + SEVERE)
    return (0.0, max(each)) if len(each) > 1 else None


def _step(label: str) -> int | None:
    step = next((step for step, names in enumerate(_STEPS) if label in names), None)
    if step is None and (word := severity_word(label)) in SEVERITY:
        step = STEPS_OF_POINTS[SEVERITY[word]]
    return 0 if step is None and severity_word(label) in NO_PAIN else step


def _moment(cell: str, context: ReadContext) -> Moment:
    try:
        # The zone's name may stand in brackets after the offset, as Java writes it: ISO 8601 does not know that.
        wall = datetime.fromisoformat(re.sub(r"\[[^\]]*\]$", "", cell))
    except ValueError:
        raise Refused(_("“{cell}” is not a date that exists, written like {example}.").format(cell=shown(cell), example="2026-11-25")) from None
    return lived(wall, context.zone, context.now, cell)


def _value_and_label(cells: dict[str, str]) -> tuple[str, str]:
    value, label = cells["value"], cells.get("label", "")
    if not label and not _LENGTH.fullmatch(value) and (found := _LABELLED.fullmatch(value)):
        return found[1], found[2].strip()
    return value, label


def _point(cells: dict[str, str], delimiter: str) -> _Point:
    written, label = _value_and_label(cells)
    length = _LENGTH.fullmatch(written)
    minutes = value = None
    if length:
        minutes = int(length[2]) * 60 + int(length[3]) + int(length[4]) / 60
        if length[1]:
            raise Refused(_("The cell under “{column}” cannot be read.").format(column=shown(written)))
    else:
        # A number may have an exponent here, which in any other table is taken for no number.
        value = number(_without_exponent(written), "Value", decimal_comma=delimiter != ",")
    return _Point(cells["featurename"], label, cells.get("note", ""), minutes, value, written)


def _without_exponent(cell: str) -> str:
    try:
        return f"{float(cell):f}" if "e" in cell.casefold() else cell
    except ValueError:
        return cell


def _entry(point: _Point, scales: dict[str, tuple[float, float]], key: str, moment: Moment) -> Entry:
    name = _plain(point.feature)
    note = "\n".join(filter(None, (point.label, point.note)))
    if point.value is not None and is_pain(name):
        return _pain(point, scales[point.feature], shared(key, "pain", moment)["id"], moment)
    if point.minutes is not None:
        return _of_length(point, point.minutes, note, key, moment)
    is_dose = point.value is not None and listed_medicine(name) is not None
    if is_dose and point.value:
        # "Ibuprofen", 400: a dose, and nothing that was done 400 times.
        return dose_of(name, f"{point.value:g} {point.label}".strip(), shared(key, "dose", moment), point.note)
    if point.label or point.value is None or point.value < 0 or is_dose:
        # What was chosen and the number it has: of a label alone nobody could tell how much it is.
        said = f"{point.label} ({number_text(point.value)})" if point.label and point.value is not None else point.label or f"{point.value:g}"
        return DayNote(note="\n".join(filter(None, (f"{name}: {said}", point.note))), **shared(key, "day_note", moment))
    return Activity(kind=name, count=point.value, note=note, **shared(key, "activity", moment))


def _of_length(point: _Point, minutes: float, note: str, key: str, moment: Moment) -> Entry:
    name = _plain(point.feature)
    if minutes > MINUTES_LIMIT:
        # Longer than a day: a fast, or lengths that were added up. No activity lasts so long.
        said = f"{name}: {point.written} {point.label}".strip()
        return DayNote(note="\n".join(filter(None, (said, point.note))), **shared(key, "day_note", moment))
    if SLEEP.search(name):
        return DayNote(sleep_minutes=minutes, note=note, **shared(key, "day_note", moment))
    return Activity(kind=name, minutes=minutes, note=note, **shared(key, "activity", moment))


def _pain(point: _Point, scale: tuple[float, float], id_: str, moment: Moment) -> PainEntry:
    value = point.value or 0.0
    if not scale[0] <= value <= scale[1]:
        raise Refused(
            _("The value under “{column}” is not on its scale, {least} to {most}.").format(
                column="Value", least=number_text(scale[0]), most=number_text(scale[1])
            )
        )
    points = LEAST_PAIN + (value - scale[0]) * (MOST_PAIN - LEAST_PAIN) / (scale[1] - scale[0])
    site = site_of(_plain(point.feature))
    return PainEntry(
        id=id_,
        moment=moment,
        pain=points,
        sites=(SiteReading(site, points),) if site else (),
        original=None if scale == POINTS else Scale(value, *scale),
        note="\n".join(filter(None, (point.label, point.note))),
    )


def _plain(feature: str) -> str:
    """A feature's own name, without the groups it lies in."""
    return feature.rpartition("/")[2].strip() or feature.strip()
