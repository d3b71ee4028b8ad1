"""Guesses how a table nobody described is to be read: its columns by the words of their names, its dates and scale by its cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import fields

from tracker.importers.table.cells import is_number
from tracker.importers.table.column_ways import Symptoms
from tracker.importers.table.mapping import POINTS, ActivityColumn, Columns, Dates, DayField, DayNoteColumn, Mapping, Unit
from tracker.importers.written.date_orders import day_format
from tracker.importers.written.dates import readings

# A table says nothing of its scale: the highest value tells whether it is 0 to 10 or 0 to 100.
SCALES = (POINTS, (0.0, 100.0))
# So much of a column of 0 to 100 lies above 10, and so high its highest.
LEAST_PART_ABOVE, LEAST_OF_HUNDRED = 0.2, 20
# "Pain (0-10)", "pain 1 to 5", "pain /10".
_SCALE_IN_A_NAME = re.compile(
    r"(?<![\d.])(?:([01])\s*(?:-|\u2013|to|bis|\u00e0|a|\.\.+)|/|out of|von|sur)\s*(4|5|6|7|8|9|10|100)(?!\d)", re.IGNORECASE
)
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
# The words of column names in English, German, French, Spanish, Italian, Portuguese and Dutch.
_WORDS: dict[str, tuple[str, ...]] = {
    "datetime": (
        "datetime",
        "date time",
        "date and time",
        "timestamp",
        "date/time",
        "zeitstempel",
        "horodatage",
        "fecha y hora",
        "data e hora",
        "tijdstip",
    ),
    "date": ("date", "day", "datum", "tag", "jour", "fecha", "día", "dia", "data", "giorno", "dag"),
    "time": ("time", "time of day", "hour", "uhrzeit", "zeit", "heure", "hora", "ora", "tijd", "uur", "godzina"),
    "pain": (
        *("pain", "pain level", "pain score", "pain intensity", "pain now", "severity", "intensity", "nrs", "vas"),
        *(
            "schmerz",
            "schmerzen",
            "schmerzstärke",
            "douleur",
            "intensité",
            "dolor",
            "intensidad",
            "dolore",
            "dor",
            "pijn",
            "ból",
            "eva",
            "strength",
            "score",
        ),
    ),
    "worst": ("worst", "worst pain", "max", "maximum", "highest"),
    "least": ("least", "least pain", "min", "minimum", "lowest"),
    "average": ("average", "average pain", "mean", "durchschnitt", "moyenne", "media", "média"),
    "site": (
        "site",
        "location",
        "locations",
        "place",
        "body part",
        "area",
        "ort",
        "stelle",
        "lieu",
        "zone",
        "lugar",
        "zona",
        "local",
        "luogo",
        "plaats",
        *("where", "where does it hurt", "where is the pain", "pain location", "pain site", "location of pain", "lokalisation", "körperstelle"),
        *("localisation", "localización", "localização", "localizzazione", "sede", "locatie", "miejsce"),
    ),
    "note": (
        "note",
        "notes",
        "comment",
        "comments",
        "remarks",
        "description",
        "notiz",
        "notizen",
        "kommentar",
        "nota",
        "notas",
        "commentaire",
        "text",
        "opmerking",
        *(
            "remark",
            "remarque",
            "remarques",
            "bemerkung",
            "bemerkungen",
            "comentario",
            "comentarios",
            "comentários",
            "commento",
            "osservazioni",
            "uwagi",
        ),
    ),
    "words": ("words", "quality", "type", "kind of pain", "symptoms"),
    "worse_with": ("worse with", "worse_with", "triggers", "trigger", "auslöser"),
    "eased_by": ("eased by", "eased_by", "relief", "helped by", "what helped"),
    "medicine": (
        "medicine",
        "medicines",
        "medication",
        "medications",
        "meds",
        "drug",
        "medikament",
        "médicament",
        "medicamento",
        "farmaco",
        "medicijn",
        *(
            "med",
            "meds taken",
            "medication taken",
            "medicine taken",
            "pain medication",
            "pain meds",
            "painkillers taken",
            "medikation",
            "bedarfsmedikation",
            "medikamente",
            "médicaments",
            "medicación",
            "medicamentos",
            "medicinas",
            "farmaci",
            "medicijnen",
            "painkiller",
            "painkillers",
        ),
        *("schmerzmittel", "lek", "leki"),
    ),
    "medicine_amount": (
        *(
            "dose",
            "dosage",
            "amount",
            "medication amount",
            "dosis",
            "mg",
            "dose mg",
            "dosage mg",
            "amount mg",
            "dosis mg",
            "dosierung",
            "dosaggio",
            "dosering",
        ),
        *("quantity", "qty", "menge", "quantité", "cantidad", "quantità", "quantidade", "hoeveelheid", "anzahl", "posologie", "strength"),
    ),
}
_DAY: dict[DayField, tuple[str, ...]] = {
    DayField.MOOD: ("mood", "stimmung", "humeur", "humor", "estado de ánimo", "umore", "stemming"),
    DayField.SLEEP_QUALITY: ("sleep quality", "schlafqualität", "qualité du sommeil", "calidad del sueño"),
    DayField.SLEEP_MINUTES: (
        *(
            "sleep minutes",
            "minutes of sleep",
            "sleep hours",
            "hours of sleep",
            "hours slept",
            "sleep (h)",
            "sleep (hours)",
            "sleep (min)",
            "sleep h",
        ),
        *("schlaf stunden", "schlafstunden", "schlaf (h)", "schlaf (stunden)", "heures de sommeil", "sommeil (h)", "horas de sueño", "sueño (h)"),
        *("ore di sonno", "sonno (ore)", "horas de sono", "sono (h)", "uren slaap", "slaap (uur)"),
    ),
    DayField.STIFF_MINUTES: ("stiff minutes", "stiffness minutes", "minutes of stiffness", "morning stiffness minutes"),
    DayField.FLUIDS: ("fluids", "water", "glasses", "wasser", "eau", "agua", "acqua", "água"),
    DayField.FLARE: ("flare", "flare-up", "flare up"),
}
_ACTIVITIES = re.compile(r"(?P<kind>.+?)[ _(-]*(?P<unit>minutes?|mins?|hours?|hrs?|minuten|stunden|heures?|minutos|horas)\)?")
_STEPS = ("steps", "step count", "schritte", "pas", "pasos", "passi", "passos", "stappen")
_HOURS = ("h", "s")
_PLACES = ("location", "locations", "place", "area", "ort", "lieu", "zone", "lugar", "zona", "local", "luogo", "plaats", "stelle")
_GEOGRAPHY = {
    *(
        "latitude",
        "longitude",
        "lat",
        "lon",
        "lng",
        "long",
        "gps",
        "coordinates",
        "altitude",
        "elevation",
        "breitengrad",
        "längengrad",
        "latitud",
        "longitud",
    ),
    *(
        "city",
        "town",
        "country",
        "region",
        "state",
        "address",
        "street",
        "postcode",
        "zip",
        "zip code",
        "venue",
        "stadt",
        "land",
        "strasse",
        "adresse",
        "plz",
    ),
    *("ville", "pays", "rue", "code postal", "ciudad", "país", "dirección", "città", "paese", "indirizzo", "cidade", "endereço", "stad", "adres"),
}
_SYMPTOM = ("symptom", "symptom name", "symptome", "symptôme", "síntoma", "sintomo", "sintoma", "symptoom")
_PAIN = re.compile(r"pain|ache|sore|cramp|schmerz|weh\b|douleur|dolor|\bdor\b|pijn|ból", re.IGNORECASE)
_YEAR = ("year", "jahr", "année", "annee", "año", "anno", "ano", "jaar")
_MONTH = ("month", "monat", "mois", "mes", "mese", "mês", "maand")


def guess_mapping(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping | None:
    """A mapping for a table by the names of its columns and its first rows; None where no date or nothing else is found."""
    found = _columns(header)
    if "datetime" in found:
        found.pop("date", None)
        found.pop("time", None)
    when = found.get("datetime") or found.get("date") or _column_of_dates(header, rows)
    if when is None:
        return None
    if not found.keys() & {"datetime", "date"}:
        found["datetime" if "time" not in found else "date"] = when
    before = _columns_before(header, rows, found)
    taken = {*found.values(), *before}
    day_notes = tuple(DayNoteColumn(name, about, _scale(header, rows, name)) for about, name in _day_notes(header, taken))
    taken |= {note.column for note in day_notes}
    activities = tuple(activity for activity in (_activity(name) for name in header if name not in taken) if activity)
    if not (found.keys() & {"pain", "note", "medicine"} or activities or day_notes):
        return None
    return Mapping(
        columns=Columns(**_columns_with_a_meaning(found)),
        scale=_scale(header, rows, found["pain"]) if "pain" in found else POINTS,
        dates=_dates(header, rows, found, before),
        activities=activities,
        day_notes=day_notes,
        symptoms=_symptoms(header, rows) if "pain" in found else None,
    )


def _symptoms(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Symptoms | None:
    """The column that names a symptom a row, where only some of its rows are of pain: how severe a tiredness is makes no pain."""
    column = next((name for name in header if _plain(name) in _SYMPTOM), None)
    named = dict.fromkeys(filter(None, _cells(header, rows, column))) if column else {}
    pains = tuple(name for name in named if _PAIN.search(name))
    return Symptoms(column=column, only=pains) if column and pains and len(pains) < len(named) else None


def _columns(header: Sequence[str]) -> dict[str, str]:
    # Backwards, so that of two columns alike the first one is taken.
    plain = {_plain(name): name for name in reversed(header) if name}
    # "Pain (0-10)" and "Dose (mg)" are called by what stands before their brackets.
    for name in header:
        bare = _plain(_IN_BRACKETS.sub(" ", name))
        if bare and plain.keys().isdisjoint(_GEOGRAPHY):
            plain.setdefault(bare, name)
    # In the order of our columns and their words: date and time together go before a date alone, and no column is taken twice.
    found: dict[str, str] = {}
    for ours in (known.name for known in fields(Columns)):
        theirs = next((plain[word] for word in _WORDS[ours] if word in plain and plain[word] not in found.values()), None)
        if theirs is not None:
            found[ours] = theirs
    # Beside a medicine, "strength" is what is in it.
    if "medicine" in found and _plain(found.get("pain", "")) == "strength":
        found.setdefault("medicine_amount", found.pop("pain"))
        found.pop("pain", None)
    # "Location" is a place of the body or a town: beside a column of geography nobody can tell, and the person chooses.
    if _plain(found.get("site", "")) in _PLACES and plain.keys() & _GEOGRAPHY:
        del found["site"]
    return found


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
    parts = [name for name in header if name == found["date"] or _plain(name) in (*_YEAR, *_MONTH)]
    found["date"] = parts[-1]
    return tuple(parts[:-1])


def _dates(header: Sequence[str], rows: Sequence[Sequence[str]], found: dict[str, str], before: tuple[str, ...]) -> Dates:
    cells = _cells(header, rows, found.get("datetime") or found["date"])
    whole = [" ".join(parts) for parts in zip(*(_cells(header, rows, name) for name in before), cells, strict=True)]
    format_ = day_format(whole)
    # Three numbers in columns of their own say by the names of these which is which.
    if before and (order := "".join(_part_of(name) for name in (*before, found["date"]))) in {"dmy", "mdy"} and format_ is None:
        format_ = " ".join({"d": "%d", "m": "%m", "y": "%Y"}[part] for part in order) if any(map(readings, whole)) else None
    # A day written once, then times without a day: mostly the day of the row above is meant. Without times nothing says so.
    below = [bool(day) for day, clock_cell in zip(cells, _cells(header, rows, found["time"]), strict=True) if clock_cell] if "time" in found else []
    return Dates(format=format_, before=before, carry_down=below[:1] == [True] and not all(below))


def _part_of(name: str) -> str:
    return "y" if _plain(name) in _YEAR else "m" if _plain(name) in _MONTH else "d"


def _columns_with_a_meaning(found: dict[str, str]) -> dict[str, str]:
    """The columns without those that mean nothing alone."""
    needs_pain = {"worst", "least", "average", "site", "words", "worse_with", "eased_by"} if "pain" not in found else set()
    needs_medicine = {"medicine_amount"} if "medicine" not in found else set()
    return {ours: theirs for ours, theirs in found.items() if ours not in needs_pain | needs_medicine}


def _day_notes(header: Sequence[str], taken: set[str]) -> Iterable[tuple[DayField, str]]:
    plain = {_plain(name): name for name in reversed(header) if name and name not in taken}
    for about, words in _DAY.items():
        theirs = next((plain[word] for word in words if word in plain), None)
        if theirs is not None:
            yield about, theirs


def _activity(name: str) -> ActivityColumn | None:
    plain = _plain(name)
    if plain in _STEPS:
        return ActivityColumn(name, "steps", Unit.COUNT)
    found = _ACTIVITIES.fullmatch(plain)
    if found is None:
        return None
    return ActivityColumn(name, found["kind"].strip(), Unit.HOURS if found["unit"].startswith(_HOURS) else Unit.MINUTES)


def _scale(header: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> tuple[float, float]:
    """The scale of a column: the one its name tells, else by its values. A slip, "11" or a sum at the end, makes none of the others a tenth."""
    if (told := _SCALE_IN_A_NAME.search(name)) and float(told[1] or 0) < float(told[2]):
        return float(told[1] or 0), float(told[2])
    values = [float(cell.replace(",", ".")) for cell in _cells(header, rows, name) if is_number(cell)]
    above = [value for value in values if value > POINTS[1]]
    return SCALES[-1] if len(above) >= LEAST_PART_ABOVE * len(values) and max(above, default=0) >= LEAST_OF_HUNDRED else POINTS


def _cells(header: Sequence[str], rows: Sequence[Sequence[str]], name: str) -> list[str]:
    place = list(header).index(name)
    return [row[place].strip() if len(row) > place else "" for row in rows]


def _plain(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").rstrip(" ?:").split())
