"""Bearable: its words are quarters of the scale, and its dates and times come as phones and spreadsheets write them."""

from datetime import UTC, datetime

import pytest

from tracker.domain.entries import PainEntry, Scale
from tracker.importers.recognition import read_file, recognise
from tracker.importers.table.contract import ReadContext

NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
HEADER = "date,date formatted,weekday,time of day,category,rating/amount,detail,notes"


@pytest.fixture
def read(tmp_path):
    def read(*rows, header=HEADER):
        path = tmp_path / "export.csv"
        path.write_text("\n".join((header, *rows, "")), encoding="utf-8")
        context = ReadContext(zone="UTC", now=NOW)
        return [row for row in read_file(path, recognise(path), context) if row is not None], context.unread

    return read


@pytest.mark.parametrize(
    ("rating", "detail", "pain", "step"),
    [
        ("1", "Back pain (Mild)", 2.5, 1),
        ("2", "Back pain (Moderate)", 5, 2),
        ("3", "Back pain (Severe)", 7.5, 3),
        ("4", "Back pain (Unbearable)", 10, 4),
        ("4", "Back pain (Extreme)", 10, 4),
        ("", "Back pain (severe)", 7.5, 3),
        ("Moderate", "Back pain", 5, 2),
        ("3", "Back pain", 7.5, 3),
        ("3", "Rückenschmerzen (Stark)", 7.5, 3),
        ("1", "Mal de dos douleur (légère)", 2.5, 1),
    ],
)
def test_its_words_are_quarters_of_the_scale_and_the_word_stays(read, rating, detail, pain, step):
    (row,), unread = read(f"5th Jan 2024,2024-01-05,Friday,am,Symptom,{rating},{detail},")
    (entry,) = row.entries
    assert isinstance(entry, PainEntry)
    assert (entry.pain, entry.original, unread) == (pain, Scale(step, 0, 4), {})


@pytest.mark.parametrize("day", ["5th Jan 2024,2024-01-05", "5 janv. 2024,", "5th Jan 2024,5 January 2024", "5. Januar 2024,", "2024-01-05 00:00,"])
@pytest.mark.parametrize("clock", ["19:00", "7:00\u202fPM", "7:00 p. m.", "19h00", "7pm"])
def test_days_and_times_are_read_however_the_phone_writes_them(read, day, clock):
    (row,), _unread = read(f"{day},Friday,{clock},Symptom,2,Back pain,")
    assert [entry.moment.local for entry in row.entries] == [datetime(2024, 1, 5, 19)]  # noqa: DTZ001 - a wall clock


def test_a_day_that_could_be_another_refuses_its_row_and_a_new_column_is_named(read):
    rows, unread = read("05/01/2024,,Friday,am,Symptom,2,Back pain,,high", header=HEADER + ",pressure")
    assert ([row.reason for row in rows], unread) == (["“05/01/2024” is not a date that exists, written like 28th Jul 2021."], {"pressure": 1})


def test_the_strengths_in_the_names_of_medicines_tell_where_no_amount_stands_beside_them(read):
    rows, _unread = read("5th Jan 2026,2026-01-05,Monday,am,Meds/Supplements,,Paracetamol (500mg) | Ibuprofen (400 mg) | Tramadol,")
    held = [(part.ingredient, part.mg) for dose in rows[0].entries for part in dose.ingredients]
    assert held == [("paracetamol", 500), ("ibuprofen", 400), ("tramadol", None)]


def test_the_word_for_a_severity_in_another_language_is_no_part_of_a_place(read):
    (row,), _unread = read("5th Jan 2024,2024-01-05,Friday,am,Symptom,3,Rückenschmerzen (Stark),")
    assert [site.name for site in row.entries[0].sites] == ["rückenschmerzen"]
