"""Guesses how a table nobody described is to be read: its columns by the words of their names, its dates and scale by its cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from datetime import time

from tracker.importers.complaints import SLEEP, scale_in
from tracker.importers.table.cells import is_number, scale_of_values
from tracker.importers.table.column_names import COLUMNS, DAY, DAY_NAMES, GEOGRAPHY, MONTH, PLACES, STEPS, SYMPTOM, YEAR
from tracker.importers.table.column_ways import MedicineColumn, PainColumn, Symptoms
from tracker.importers.table.dose_rows import names_a_medicine
from tracker.importers.table.mapping import EVENING, POINTS, ActivityColumn, Columns, Dates, DayField, DayNoteColumn, Mapping, Unit
from tracker.importers.written.cell_words import is_nothing, is_severity
from tracker.importers.written.clocks import PARTS_OF_DAY
from tracker.importers.written.date_orders import day_format
from tracker.importers.written.dates import readings
from tracker.importers.written.numbers import read_number

_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_ACTIVITIES = re.compile(r"(?P<kind>.+?)[ _(-]*(?P<unit>minutes?|mins?|hours?|hrs?|minuten|stunden|heures?|minutos|horas)\)?")
_HOURS = ("h", "s")
_NUMBERED = re.compile(r"(?P<name>\D+?)[\s#.]*(?P<number>\d)")
_PAIN = re.compile(r"pain|ache|sore|cramp|schmerz|weh\b|douleur|dolor|\bdor\b|pijn|ból", re.IGNORECASE)


def guess_mapping(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping | None:
    """A mapping for a table by the names of its columns and its first rows; None where no date or nothing else is found."""
    found = _columns(header)
    pains, clock_of_pain = _pains_of_the_day(header, rows, found), EVENING
    if pains:
        *more, last = pains
        found["pain"], pains, clock_of_pain = last.column, tuple(more), last.at or EVENING
    if "pain" not in found and (pain := _column_of_pain(header, rows, {*found.values()})):
        found["pain"] = pain
    if "datetime" in found:
        found.pop("date", None)
        found.pop("time", None)
    when = found.get("datetime") or found.get("date") or _column_of_dates(header, rows)
    if when is None:
        return None
    if not found.keys() & {"datetime", "date"}:
        found["datetime" if "time" not in found else "date"] = when
    before = _columns_before(header, rows, found)
    medicines = tuple(_more_medicines(header, {*found.values(), *before}))
    if medicines and "medicine" not in found:
        first, *rest = medicines
        found |= {"medicine": first.column} | ({"medicine_amount": first.amount} if first.amount else {})
        medicines = tuple(rest)
    medicines = _with_the_amount_beside(header, found, medicines)
    taken = {*found.values(), *before, *(more.column for more in pains), *(name for more in medicines for name in (more.column, more.amount) if name)}
    day_notes = tuple(DayNoteColumn(name, about, _scale(header, rows, name)) for about, name in _day_notes(header, taken))
    taken |= {note.column for note in day_notes}
    activities = tuple(activity for activity in (_activity(name) for name in header if name not in taken) if activity)
    if not (found.keys() & {"pain", "note", "medicine"} or activities or day_notes):
        return None
    return Mapping(
        columns=Columns(**_columns_with_a_meaning(found)),
        scale=_scale(header, rows, found["pain"]) if "pain" in found else POINTS,
        dates=_dates(header, rows, found, before, clock_of_pain),
        pains=pains,
        medicines=medicines,
        activities=activities,
        day_notes=day_notes,
        symptoms=_symptoms(header, rows) if "pain" in found else None,
    )


def _symptoms(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Symptoms | None:
    """The column that names a symptom a row, where only some of its rows are of pain: how severe a tiredness is makes no pain."""
    column = next((name for name in header if _plain(name) in SYMPTOM), None)
    named = dict.fromkeys(filter(None, _cells(header, rows, column))) if column else {}
    pains = tuple(name for name in named if _PAIN.search(name))
    return Symptoms(column=column, only=pains) if column and pains and len(pains) < len(named) else None


def _columns(header: Sequence[str]) -> dict[str, str]:
    # Backwards, so that of two columns alike the first one is taken.
    plain = {_plain(name): name for name in reversed(header) if name}
    # "Pain (0-10)" and "Dose (mg)" are called by what stands before their brackets.
    for name in header:
        bare = _plain(_IN_BRACKETS.sub(" ", name))
        if bare and plain.keys().isdisjoint(GEOGRAPHY):
            plain.setdefault(bare, name)
    # In the order of our columns and their words: date and time together go before a date alone, and no column is taken twice.
    found: dict[str, str] = {}
    for ours in (known.name for known in fields(Columns)):
        theirs = next((plain[word] for word in COLUMNS[ours] if word in plain and plain[word] not in found.values()), None)
        if theirs is not None:
            found[ours] = theirs
    # Beside a medicine, "strength" is what is in it.
    if "medicine" in found and _plain(found.get("pain", "")) == "strength":
        found.setdefault("medicine_amount", found.pop("pain"))
        found.pop("pain", None)
    # "Location" is a place of the body or a town: beside a column of geography nobody can tell, and the person chooses.
    if _plain(found.get("site", "")) in PLACES and plain.keys() & GEOGRAPHY:
        del found["site"]
    return found


def _column_of_pain(header: Sequence[str], rows: Sequence[Sequence[str]], taken: set[str]) -> str | None:
    """The one column of numbers whose name speaks of pain, "How is your pain?", or else tells a scale, "Stärke (0-10)"; None without one."""
    known = {*DAY_NAMES, *COLUMNS["medicine"]}
    bare = {name: _plain(_IN_BRACKETS.sub(" ", name)) for name in header if name and name not in taken}
    likely = [name for name, plain in bare.items() if plain not in known and not SLEEP.search(name) and _are_numbers(_cells(header, rows, name))]
    of_pain = [name for name in likely if _PAIN.search(name)]
    found = of_pain or [name for name in likely if scale_in(name)]
    return found[0] if len(found) == 1 else None


def _pains_of_the_day(header: Sequence[str], rows: Sequence[Sequence[str]], found: dict[str, str]) -> tuple[PainColumn, ...]:
    """The columns of a pain in the morning, in the evening and so on, from the first of the day to the last; () where there are not two."""
    if "time" in found or (found.get("pain") and _part_of_day(found["pain"]) is None):
        return ()
    others = {name for ours, name in found.items() if ours != "pain"}
    named = {name: part for name in header if name and name not in others and _PAIN.search(name) and (part := _part_of_day(name)) is not None}
    likely = {name: part for name, part in named.items() if _are_numbers(_cells(header, rows, name))}
    # Two of one part of the day are of two places, or of two things; a mapping has one scale.
    scales = {_scale(header, rows, name) for name in likely}
    if len(likely) < 2 or len(set(likely.values())) < len(likely) or len(scales) > 1:  # noqa: PLR2004 - two of them are several
        return ()
    return tuple(PainColumn(column=name, at=part) for name, part in sorted(likely.items(), key=lambda item: item[1]))


def _part_of_day(name: str) -> time | None:
    """The time of the part of the day that the name of a column tells, in one of its words."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return next((PARTS_OF_DAY[word] for word in words if word in PARTS_OF_DAY), None)


def _are_numbers(cells: Sequence[str]) -> bool:
    """Whether most of the cells that are filled begin with a number, or are words for a severity."""
    filled = [cell for cell in cells if cell and not is_nothing(cell)]
    return sum(read_number(cell) is not None or is_severity(cell) for cell in filled) * 2 > len(filled)


def _more_medicines(header: Sequence[str], taken: set[str]) -> Iterable[MedicineColumn]:
    """The columns of medicines beside the first: "Medication 2" with its "Dose 2", and those that are called as a medicine is."""
    numbers = {name: found for name in header if (found := _NUMBERED.fullmatch(_plain(_IN_BRACKETS.sub(" ", name))))}
    amounts = {found["number"]: name for name, found in numbers.items() if found["name"] in COLUMNS["medicine_amount"] and name not in taken}
    for name in dict.fromkeys(header):
        if not name or name in taken:
            continue
        number = numbers.get(name)
        if number and number["name"] in COLUMNS["medicine"]:
            yield MedicineColumn(column=name, amount=amounts.get(number["number"]))
        elif _plain(name) in COLUMNS["medicine"] or (not _ACTIVITIES.fullmatch(_plain(name)) and names_a_medicine(name)):
            yield MedicineColumn(column=name)


def _with_the_amount_beside(header: Sequence[str], found: dict[str, str], more: tuple[MedicineColumn, ...]) -> tuple[MedicineColumn, ...]:
    """The further columns of medicines, one of them with the only column of amounts where that stands behind it."""
    if "medicine_amount" not in found:
        return more
    places = {name: place for place, name in reversed(list(enumerate(header)))}
    amount = found["medicine_amount"]
    before = [column for column in more if column.amount is None and places[column.column] < places[amount]]
    nearest = max(before, key=lambda column: places[column.column], default=None)
    if nearest is None or places[nearest.column] < places[found["medicine"]] < places[amount]:
        return more
    del found["medicine_amount"]
    return tuple(replace(column, amount=amount) if column is nearest else column for column in more)


def _column_of_dates(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str | None:
    """The one column whose cells are all dates that say so themselves; None where no column or more than one is."""
    dates = [name for name in header if name and (cells := [*filter(None, _cells(header, rows, name))]) and all(map(_is_plain_date, cells))]
    return dates[0] if len(dates) == 1 else None


def _is_plain_date(cell: str) -> bool:
    # A bare number may count anything.
    return not is_number(cell) and bool(readings(cell))


def _columns_before(header: Sequence[str], rows: Sequence[Sequence[str]], found: dict[str, str]) -> tuple[str, ...]:
    """The columns of year and month, where that of the date does not say them; the last column of the date is then the last of them in the table."""
    if "date" not in found or any(map(readings, _cells(header, rows, found["date"]))):
        return ()
    parts = [name for name in header if name == found["date"] or _plain(name) in (*YEAR, *MONTH)]
    found["date"] = parts[-1]
    return tuple(parts[:-1])


def _dates(header: Sequence[str], rows: Sequence[Sequence[str]], found: dict[str, str], before: tuple[str, ...], clock_of_rows: time) -> Dates:
    cells = _cells(header, rows, found.get("datetime") or found["date"])
    whole = [" ".join(parts) for parts in zip(*(_cells(header, rows, name) for name in before), cells, strict=True)]
    format_ = day_format(whole)
    # Three numbers in columns of their own say by the names of these which is which.
    if before and (order := "".join(_part_of(name) for name in (*before, found["date"]))) in {"dmy", "mdy"} and format_ is None:
        format_ = " ".join({"d": "%d", "m": "%m", "y": "%Y"}[part] for part in order) if any(map(readings, whole)) else None
    # A day written once, then times without a day: mostly the day of the row above is meant. Without times nothing says so.
    below = [bool(day) for day, clock_cell in zip(cells, _cells(header, rows, found["time"]), strict=True) if clock_cell] if "time" in found else []
    return Dates(format=format_, time=clock_of_rows, before=before, carry_down=below[:1] == [True] and not all(below))


def _part_of(name: str) -> str:
    return "y" if _plain(name) in YEAR else "m" if _plain(name) in MONTH else "d"


def _columns_with_a_meaning(found: dict[str, str]) -> dict[str, str]:
    """The columns without those that mean nothing alone."""
    needs_pain = {"worst", "least", "average", "site", "words", "worse_with", "eased_by"} if "pain" not in found else set()
    needs_medicine = {"medicine_amount"} if "medicine" not in found else set()
    return {ours: theirs for ours, theirs in found.items() if ours not in needs_pain | needs_medicine}


def _day_notes(header: Sequence[str], taken: set[str]) -> Iterable[tuple[DayField, str]]:
    plain = {_plain(name): name for name in reversed(header) if name and name not in taken}
    # "Sleep (hrs)": a length of sleep in whatever words.
    of_sleep = next((name for word, name in plain.items() if (found := _ACTIVITIES.fullmatch(word)) and SLEEP.match(found["kind"])), None)
    for about, words in DAY.items():
        theirs = next((plain[word] for word in words if word in plain), of_sleep if about is DayField.SLEEP_MINUTES else None)
        if theirs is not None:
            yield about, theirs


def _activity(name: str) -> ActivityColumn | None:
    plain = _plain(name)
    if plain in STEPS:
        return ActivityColumn(name, "steps", Unit.COUNT)
    found = _ACTIVITIES.fullmatch(plain)
    if found is None:
        return None
    return ActivityColumn(name, found["kind"].strip(), Unit.HOURS if found["unit"].startswith(_HOURS) else Unit.MINUTES)


def _scale(header: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> tuple[float, float]:
    """The scale of a column: the one its name tells, else by its values. A slip, "11" or a sum at the end, makes none of the others a tenth."""
    values = [float(cell.replace(",", ".")) for cell in _cells(header, rows, name) if is_number(cell)]
    return scale_in(name) or scale_of_values(values)


def _cells(header: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> list[str]:
    place = list(header).index(name)
    return [row[place].strip() if len(row) > place else "" for row in rows]


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").rstrip(" ?:.").split())
