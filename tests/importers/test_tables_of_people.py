"""Small tables written the way so many different people would, each with what stands in it, written down by reading it with one's eyes.

`people/NAME.csv` is the table, `NAME.toml` its mapping where the person would have to give one, `NAME.txt` a line for each entry and
each refused row.
"""

import contextlib
import random
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from tracker.domain.entries import Activity, DayNote, Dose, PainEntry
from tracker.errors import Refused
from tracker.importers.recognition import ANY_TABLE, open_rows, read_file, recognise
from tracker.importers.table.contract import ReadContext
from tracker.importers.table.day_columns import dated, with_date_format
from tracker.importers.table.guessing import guess_mapping
from tracker.importers.table.mapping import read_mapping

PEOPLE = Path(__file__).parent / "people"
TABLES = sorted(path.stem for path in PEOPLE.glob("*.csv"))
NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)


def lines_of(entry):
    """An entry as it stands in the lines that were written down."""
    said = {PainEntry: pain_words, Dose: dose_words, Activity: activity_words, DayNote: day_words}[type(entry)](entry)
    note = f" note {entry.note}".replace("\n", " / ") if entry.note else ""
    return f"{entry.moment.local:%Y-%m-%d %H:%M} {said}{note}"


def pain_words(entry):
    named = (("at", [site.name for site in entry.sites]), ("words", entry.words), ("worse", entry.worse_with), ("eased", entry.eased_by))
    values = "".join(f" {name} {value:g}" for name in ("worst", "least", "average") if (value := getattr(entry, name)) is not None)
    return f"pain {entry.pain:g}{values}" + "".join(f" {name} {', '.join(texts)}" for name, texts in named if texts)


def dose_words(entry):
    held = [f"{part.ingredient} {f'{part.mg:g} mg' if part.mg is not None else 'unknown'}" for part in entry.ingredients]
    return f"dose {entry.name}: {' + '.join(held)}"


def activity_words(entry):
    return f"activity {entry.kind} " + (f"{entry.count:g} times" if entry.count is not None else f"{entry.minutes:g} min")


def day_words(entry):
    told = (("mood", entry.mood, ""), ("quality", entry.sleep_quality, ""), ("sleep", entry.sleep_minutes, " min"))
    parts = [f"{name} {value:g}{unit}" for name, value, unit in told if value is not None]
    parts += [] if entry.flare is None else [f"flare {'yes' if entry.flare else 'no'}"]
    return f"day {', '.join(parts)}".strip()


def read(name):
    """The lines of a table, read with its mapping or with the one that is guessed."""
    path = PEOPLE / f"{name}.csv"
    written = path.with_suffix(".toml")
    if written.exists():
        mapping = read_mapping(written)
    else:
        assert recognise(path) is ANY_TABLE
        table = open_rows(path, ANY_TABLE)
        mapping = guess_mapping(table.header, [row.cells for row in islice(table.rows(), 100)])
        mapping = with_date_format(dated(table, mapping), mapping)
    for row in read_file(path, ANY_TABLE, ReadContext(zone="Europe/London", now=NOW, mapping=mapping)):
        yield from map(lines_of, row.entries) if row.reason is None else [f"line {row.line} refused"]


@pytest.mark.parametrize("name", TABLES)
def test_what_a_person_wrote_comes_in_whole_and_right(name):
    expected = (PEOPLE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    assert list(read(name)) == expected


def test_there_are_as_many_people_as_it_is_said():
    assert len(TABLES) >= 40


def changed(content, chance):
    """A file with a few of its bytes changed, lost or doubled, as disks, phones and programs leave them."""
    data = bytearray(content)
    for _time in range(chance.randint(1, 4)):
        place, length = chance.randrange(len(data) + 1), chance.randint(1, 40)
        piece = bytes(data[place : place + length])
        data[place : place + length] = chance.choice([b"", piece * 2, chance.randbytes(len(piece)), b'"', b",;|\t", b"\n\n", b"\0", b"9" * length])
    return bytes(data)


@pytest.mark.parametrize("name", [*TABLES, *(path.name for path in sorted((PEOPLE.parent / "files").glob("*.csv")))])
def test_a_table_that_was_damaged_is_read_or_refused_and_nothing_else(name, tmp_path):
    source = PEOPLE / f"{name}.csv" if name in TABLES else PEOPLE.parent / "files" / name
    chance = random.Random(name)
    mapping = read_mapping(source.with_suffix(".toml")) if source.with_suffix(".toml").exists() else None
    path = tmp_path / "diary.csv"
    for _time in range(5):
        path.write_bytes(changed(source.read_bytes(), chance))
        with contextlib.suppress(Refused):
            found = ANY_TABLE if mapping else recognise(path)
            if found is ANY_TABLE and mapping is None:
                table = open_rows(path, ANY_TABLE)
                mapping_found = guess_mapping(table.header, [row.cells for row in islice(table.rows(), 100)])
                if mapping_found is None:
                    continue
            else:
                mapping_found = mapping
            for row in read_file(path, found, ReadContext(zone="Europe/London", now=NOW, mapping=mapping_found)):
                assert row is None or (row.reason is None) == bool(row.entries)


def test_two_medicines_without_amounts_beside_a_column_without_a_name_are_guessed():
    mapping = guess_mapping(("Date", "", "Pain", "Ibuprofen", "Tramadol"), [("2026-03-01", "x", "5", "400", "")])
    assert (mapping.columns.medicine, mapping.columns.medicine_amount) == ("Ibuprofen", None)
    assert [medicine.column for medicine in mapping.medicines] == ["Tramadol"]
