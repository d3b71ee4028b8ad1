"""Own medicines and own limits, their rows, and what doses are called."""

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from tracker.domain.entries import Amount, Kind, MedicineClass
from tracker.domain.medicines import OWN_SOURCE, Bound, Limit, Medicine, limit_id
from tracker.domain.sync.sections import Section
from tracker.storage.connection import writing
from tracker.storage.database import Database, remembered
from tracker.storage.entry_rows import USES
from tracker.storage.row_writes import delete, insert, upsert
from tracker.storage.sound_reading import note_missing, sound_rows
from tracker.storage.sqlite_errors import errors_in_words
from tracker.storage.tombstones import bury, saving
from tracker.storage.values import Row, instant, instant_text, stamps

LIMIT_COLUMNS = ("gap_hours", "mg_in_24_hours", "doses_in_24_hours")
# The names come as one JSON list, so that the statement is the same for any number of them.
LAST_HOLDING = """
    SELECT e.id FROM entries e JOIN doses d ON d.entry_id = e.id
    WHERE e.deleted_at IS NULL AND e.kind = 'dose' AND e.at <= :until AND e.id <> :but AND (
        lower(d.name) IN (SELECT value FROM json_each(:names))
        OR EXISTS (SELECT 1 FROM dose_ingredients i WHERE i.entry_id = e.id AND lower(i.ingredient) IN (SELECT value FROM json_each(:names)))
    ) ORDER BY e.at DESC, e.created_at DESC LIMIT 1"""


class MedicineStore:
    """The person's own medicines and limits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @remembered
    def own(self) -> list[Medicine]:
        """Every own medicine, by name; one that damage has made unreadable is left out."""
        with errors_in_words():
            rows = self._database.rows("SELECT * FROM medicines ORDER BY name COLLATE NOCASE, rowid")
            note_missing(self._database, "medicines", rows)
        return sound_rows(self._database, "medicines", rows, lambda row: self._medicine(row["id"], row["name"], json.loads(row["content"])))

    def put(self, medicine: Medicine, now: datetime) -> None:
        """Save an own medicine, a new one or a changed one."""
        row = {"id": medicine.id, "name": medicine.name, "content": json.dumps(_content(medicine))}
        with writing(self._database), saving(self._database, Section.MEDICINES, medicine.id, now):
            upsert(self._database, "medicines", {**row, **stamps(now)})

    def remove(self, id_: str, now: datetime) -> None:
        """Forget an own medicine; doses of it stay as they are, and a tombstone without content."""
        with writing(self._database):
            bury(self._database, id_, now)
            delete(self._database, "medicines", "id = ?", [id_])

    @remembered
    def limits(self) -> list[Limit]:
        """The person's own limits on ingredients."""
        with errors_in_words():
            rows = self._database.rows("SELECT * FROM medicine_limits ORDER BY ingredient")
            note_missing(self._database, "medicine_limits", rows)
        return sound_rows(self._database, "medicine_limits", rows, self._limit)

    def put_limit(self, limit: Limit, now: datetime) -> None:
        """Save an own limit on an ingredient in place of the one before."""
        with writing(self._database), saving(self._database, Section.LIMITS, limit_id(limit.ingredient), now):
            created = self._database.execute("SELECT created_at FROM medicine_limits WHERE ingredient = ?", [limit.ingredient]).fetchone()
            written = stamps(now, instant(created[0]) if created else None)
            row = {"id": limit_id(limit.ingredient), "ingredient": limit.ingredient, **_limit_row(limit), **written}
            delete(self._database, "medicine_limits", "ingredient = ?", [limit.ingredient])
            insert(self._database, "medicine_limits", row)

    def remove_limit(self, ingredient: str, now: datetime) -> None:
        """Forget an own limit: the label's holds again; a tombstone without content stays."""
        with writing(self._database):
            bury(self._database, limit_id(ingredient), now)
            delete(self._database, "medicine_limits", "ingredient = ?", [ingredient])

    @remembered
    def names_used(self, limit: int) -> list[str]:
        """What doses are called of late, the most used first."""
        sql = (
            f"SELECT d.name FROM {USES} used CROSS JOIN doses d ON d.entry_id = used.id "  # noqa: S608 - names of our own
            "GROUP BY d.name ORDER BY count(*) DESC, max(used.at) DESC LIMIT ?"
        )
        with errors_in_words():
            return [name for (name,) in self._database.execute(sql, [Kind.DOSE.value, limit])]

    def last_holding(self, names: Iterable[str], until: datetime, but: str = "") -> str | None:
        """The id of the last dose up to an instant that holds an ingredient or is called by one of these names; `but` is left out."""
        values = {"names": json.dumps([name.lower() for name in names]), "until": instant_text(until), "but": but}
        with errors_in_words():
            found = self._database.execute(LAST_HOLDING, values).fetchone()
        return found[0] if found else None

    def _medicine(self, id_: str, name: str, content: Mapping[str, Any]) -> Medicine:
        amounts = tuple(Amount(row["name"], row["mg"], MedicineClass(row["class"])) for row in content["ingredients"])
        limits = tuple(self._limit(row) for row in content["limits"])
        return Medicine(id=id_, name=name, amounts=amounts, on_skin=content["on_skin"], limits=limits, is_own=True)

    def _limit(self, row: Mapping[str, Any]) -> Limit:
        bounds: dict[str, Any] = {name: Bound(row[name], OWN_SOURCE, is_own=True) for name in LIMIT_COLUMNS if row[name] is not None}
        return Limit(row["ingredient"], **bounds)


def _content(medicine: Medicine) -> Row:
    return {
        "ingredients": [{"name": amount.ingredient, "mg": amount.mg, "class": amount.kind.value} for amount in medicine.amounts],
        "on_skin": medicine.on_skin,
        "limits": [{"ingredient": limit.ingredient, **_limit_row(limit)} for limit in medicine.limits],
    }


def _limit_row(limit: Limit) -> Row:
    bounds = {name: getattr(limit, name) for name in LIMIT_COLUMNS}
    # Only the figure is kept: whatever is in these columns was typed in by the person.
    return {name: bound.value if bound else None for name, bound in bounds.items()}
