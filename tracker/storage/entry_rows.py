"""Entries as rows and rows as entries: the only translation between the two; and the clause that finds those of days."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from tracker.domain.entries import (
    Activity,
    Amount,
    DayNote,
    Dose,
    EndedBy,
    Entry,
    Function,
    Kind,
    MedicineClass,
    PainEntry,
    Scale,
    Score,
    Session,
    SiteReading,
)
from tracker.storage.values import Row, instant, moment, optional_instant, optional_instant_text

DETAIL_TABLES = {
    Kind.PAIN: "pain",
    Kind.SESSION: "sessions",
    Kind.ACTIVITY: "activities",
    Kind.DAY_NOTE: "day_notes",
    Kind.DOSE: "doses",
    Kind.FUNCTION: "function_scores",
}
LISTS = {Kind.PAIN: ("pain_sites", "pain_words"), Kind.DOSE: ("dose_ingredients",), Kind.FUNCTION: ("function_scores",)}
TABLES_BY_KIND: dict[str, tuple[str, ...]] = {kind.value: tuple(dict.fromkeys((DETAIL_TABLES[kind], *LISTS.get(kind, ())))) for kind in Kind}
LIST_TABLES = tuple(table for tables in LISTS.values() for table in tables)
# What a person uses is told from so many of a kind, the latest: a habit of ten years ago is none any more, and a long diary asks no longer.
USES_COUNTED = 1_000
USES = f"(SELECT id, at FROM entries WHERE deleted_at IS NULL AND kind = ? ORDER BY at DESC LIMIT {USES_COUNTED})"  # noqa: S608 - a number of our own
ALIVE = "e.deleted_at IS NULL"  # of the table `entries e`
WORD_ROLES = ("words", "worse_with", "eased_by")
VALUES = ("pain", "worst", "least", "average")
FIGURES = ("mood", "sleep_minutes", "sleep_quality", "fluids", "stiff_minutes")
ACTIVITY_FIELDS = ("kind", "minutes", "count", "effort")
# The rows of one entry in other tables, by table.
EntryRows = dict[str, list[Row]]


def detail_rows(entry: Entry) -> dict[str, list[Row]]:
    """The rows of an entry in the tables of its kind, without its id."""
    match entry:
        case PainEntry():
            return {"pain": [_pain_row(entry)], "pain_sites": _site_rows(entry), "pain_words": _word_rows(entry)}
        case Session():
            return {"sessions": [_session_row(entry)]}
        case Activity():
            return {"activities": [_fields(entry, ACTIVITY_FIELDS)]}
        case DayNote():
            return {"day_notes": [{**_fields(entry, FIGURES), "flare": _flag(entry.flare)}]}
        case Dose():
            return {"doses": [_fields(entry, ("name", "units"))], "dose_ingredients": _amount_rows(entry)}
        case Function():
            return {"function_scores": _score_rows(entry)}
    raise TypeError(type(entry).__name__)


def detail_tables(kinds: Collection[str]) -> list[str]:
    """The tables that hold what entries of these kinds are made of; a kind that damage has made up has none."""
    return list(dict.fromkeys(table for kind, tables in TABLES_BY_KIND.items() if kind in kinds for table in tables))


def kinds_with(table: str) -> str:
    """The kinds of entries that have a part in a table, as SQL lists them: a look-up of any other takes as long and finds nothing."""
    return ", ".join(f"'{kind}'" for kind, tables in TABLES_BY_KIND.items() if table in tables)


def _fields(entry: Entry, names: tuple[str, ...]) -> Row:
    return {name: getattr(entry, name) for name in names}


def _flag(value: bool | None) -> int | None:
    return None if value is None else int(value)


def _pain_row(entry: PainEntry) -> Row:
    original = entry.original
    return {
        **_fields(entry, VALUES),
        "woke": _flag(entry.woke),
        "original_value": original.value if original else None,
        "original_least": original.least if original else None,
        "original_most": original.most if original else None,
    }


def _site_rows(entry: PainEntry) -> list[Row]:
    return [{"position": place, "name": site.name, "pain": site.pain} for place, site in enumerate(entry.sites)]


def _word_rows(entry: PainEntry) -> list[Row]:
    return [{"role": role, "position": place, "text": text} for role in WORD_ROLES for place, text in enumerate(getattr(entry, role))]


def _session_row(entry: Session) -> Row:
    return {
        "kind": entry.kind,
        "planned_seconds": entry.planned.total_seconds(),
        "ended_at": optional_instant_text(entry.ended_at),
        "ended_by": entry.ended_by.value if entry.ended_by else None,
        **_fields(entry, ("before", "after")),
    }


def _amount_rows(entry: Dose) -> list[Row]:
    return [
        {"position": place, "ingredient": amount.ingredient, "mg": amount.mg, "kind": amount.kind.value}
        for place, amount in enumerate(entry.ingredients)
    ]


def _score_rows(entry: Function) -> list[Row]:
    return [{"position": place, "activity": score.activity, "points": score.points} for place, score in enumerate(entry.scores)]


def entry_of(row: Row, details: EntryRows) -> Entry:
    """The entry of a row and of its rows in other tables; raises one of UNREADABLE where no entry can be so."""
    kind = Kind(row["kind"])
    detail = details[DETAIL_TABLES[kind]][0]
    optional_instant(row.get("deleted_at"))  # the bin reckons with it: one out of all bounds is no entry's
    shared = {
        "id": row["id"],
        "moment": moment(row),
        "note": row["note"],
        "created_at": instant(row["created_at"]),
        "updated_at": instant(row["updated_at"]),
    }
    return BUILDERS[kind](shared, detail, details)


def _pain_entry(shared: Row, detail: Row, details: EntryRows) -> PainEntry:
    words = details.get("pain_words", ())
    roles: Row = {role: tuple(word["text"] for word in words if word["role"] == role) for role in WORD_ROLES}
    original = Scale(detail["original_value"], detail["original_least"], detail["original_most"]) if detail["original_value"] is not None else None
    return PainEntry(
        **shared,
        **{name: detail[name] for name in VALUES},
        sites=tuple(SiteReading(site["name"], site["pain"]) for site in details.get("pain_sites", ())),
        **roles,
        woke=_truth(detail["woke"]),
        original=original,
    )


def _truth(flag: int | None) -> bool | None:
    return None if flag is None else bool(flag)


def _session(shared: Row, detail: Row, _details: object) -> Session:
    return Session(
        **shared,
        kind=detail["kind"],
        planned=timedelta(seconds=detail["planned_seconds"]),
        ended_at=optional_instant(detail["ended_at"]),
        ended_by=EndedBy(detail["ended_by"]) if detail["ended_by"] else None,
        before=detail["before"],
        after=detail["after"],
    )


def _activity(shared: Row, detail: Row, _details: object) -> Activity:
    return Activity(**shared, **{name: detail[name] for name in ACTIVITY_FIELDS})


def _day_note(shared: Row, detail: Row, _details: object) -> DayNote:
    return DayNote(**shared, **{name: detail[name] for name in FIGURES}, flare=_truth(detail["flare"]))


def _dose(shared: Row, detail: Row, details: EntryRows) -> Dose:
    rows = details.get("dose_ingredients", ())
    amounts = tuple(Amount(row["ingredient"], row["mg"], MedicineClass(row["kind"])) for row in rows)
    return Dose(**shared, name=detail["name"], units=detail["units"], ingredients=amounts)


def _function(shared: Row, _detail: Row, details: EntryRows) -> Function:
    return Function(**shared, scores=tuple(Score(row["activity"], row["points"]) for row in details["function_scores"]))


def of_days(first: date | None, last: date | None, kinds: Iterable[Kind]) -> tuple[str, list[object]]:
    """The clause, and its values, of the entries of local days, both included, and of kinds."""
    kinds = tuple(kinds)
    # Where days are asked for, + keeps SQLite from going through all that was ever kept of a kind to find them.
    kind = "e.kind" if first is last is None else "+e.kind"
    where = [ALIVE, f"{kind} IN ({marks(kinds)})"]
    values: list[object] = [kind.value for kind in kinds]
    for clause, day in (("e.day >= ?", first), ("e.day <= ?", last)):
        if day is not None:
            where.append(clause)
            values.append(day.isoformat())
    return " AND ".join(where), values


def marks(items: Sequence[object]) -> str:
    """A question mark for each."""
    return ", ".join("?" for _item in items)


# At the end, since it names the functions above.
BUILDERS: dict[Kind, Callable[[Row, Row, Any], Entry]] = {
    Kind.PAIN: _pain_entry,
    Kind.SESSION: _session,
    Kind.ACTIVITY: _activity,
    Kind.DAY_NOTE: _day_note,
    Kind.DOSE: _dose,
    Kind.FUNCTION: _function,
}
