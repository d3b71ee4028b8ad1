"""A pain as people of many countries write it into a cell: its value, or the cell kept as it is, and never a value that nobody meant."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.entries import PainEntry
from tracker.importers.recognition import ANY_TABLE, open_rows
from tracker.importers.table.contract import ReadContext
from tracker.importers.table.mapping import mapping_of

NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
MAPPING = '[columns]\ndate = "date"\npain = "pain"\n'
KEPT = None


@pytest.fixture
def read(tmp_path):
    def read(*cells):
        path = tmp_path / "diary.csv"
        quoted = ['"' + cell.replace('"', '""') + '"' for cell in cells]
        path.write_text("date,pain\n" + "".join(f"2026-03-{day:02},{cell}\n" for day, cell in enumerate(quoted, 1)), encoding="utf-8")
        context = ReadContext(zone="Europe/London", now=NOW, mapping=mapping_of(MAPPING, "m.toml"))
        return list(ANY_TABLE.read_table(open_rows(path, ANY_TABLE), context))

    return read


def pain_of(row):
    """The pain of a row; None where its cell stands in a note instead."""
    [entry] = row.entries
    return entry.pain if isinstance(entry, PainEntry) else None


CELLS = [
    # signs for numbers, and what stands around them
    ("\N{CIRCLED DIGIT FIVE}", 5),
    ("\N{ROMAN NUMERAL FOUR}", 4),
    ("五", 5),
    ("5\ufe0f\u20e3", 5),
    ("\u202a5\u202c", 5),
    ("5\u200b", 5),
    ('"5"', 5),
    ("(5)", 5),
    ("5*", 5),
    ("5分", 5),
    ("5点", 5),
    ("5점", 5),
    # of so many, in words
    ("five out of ten", 5),
    ("3 out of five", 6),
    ("fünf von zehn", 5),
    ("cinq sur dix", 5),
    ("4 of 5", 8),
    ("40 out of hundred", 4),
    # from one to the other, more, less
    ("4/5", KEPT),
    ("5/6", KEPT),
    ("9/10", 9),
    ("5~7", KEPT),
    ("5〜7", KEPT),
    ("5-", KEPT),
    ("5\N{EN DASH}", KEPT),
    ("5\N{UPWARDS ARROW}", KEPT),
    ("8\N{DOWNWARDS ARROW}5", KEPT),
    ("5 (8 when walking)", KEPT),
    ("5/10 (am) 7/10 (pm)", KEPT),
    # none, in words
    ("no pain", 0),
    ("Pain-free", 0),
    ("Keine Schmerzen", 0),
    ("schmerzfrei", 0),
    ("aucune douleur", 0),
    ("sin dolor", 0),
    ("senza dolore", 0),
    ("bez bólu", 0),
    ("нет боли", 0),
    ("痛みなし", 0),
    # so much, with the word for pain
    ("Mild pain", 2),
    ("Severe.", 8),
    ("starke Schmerzen", 8),
    ("leichter Schmerz", 2),
    ("douleur légère", 2),
    ("dolor fuerte", 8),
    ("very severe pain", 10),
]


@pytest.mark.parametrize(("cell", "pain"), CELLS)
def test_a_pain_is_read_as_it_is_written_or_kept(read, cell, pain):
    [row] = read(cell)
    assert (row.reason, pain_of(row)) == (None, pain)


@pytest.mark.parametrize("cell", ["(5)", "5*", "4/5", "5-", "no pain", "Mild pain"])
def test_what_says_more_than_a_number_stands_in_the_note(read, cell):
    [row] = read(cell)
    assert cell in row.entries[0].note


def test_a_column_that_names_its_top_elsewhere_means_it_there_too(read):
    assert [pain_of(row) for row in read("4/5", "2/5", "5/5")] == [8, 4, 10]
    assert [pain_of(row) for row in read("4/5", "5/6", "6")] == [None, None, 6]


def test_a_word_alone_that_is_no_severity_refuses_its_row(read):
    assert all(row.reason for row in read("pain", "moderate to severe", "IV", "5pm"))


@settings(max_examples=50)
@given(st.integers(0, 10), st.integers(0, 10), st.sampled_from(["-", " to ", "~", "/", " \N{RIGHTWARDS ARROW} ", ", ", " or ", " (", "\N{EN DASH}"]))
def test_of_two_values_no_third_is_made(tmp_path_factory, first, last, between):
    cell = f"{first}{between}{last}" + (" later)" if between == " (" else "")
    path = tmp_path_factory.mktemp("pain") / "diary.csv"
    path.write_text(f'date,pain\n2026-03-01,"{cell}"\n', encoding="utf-8")
    context = ReadContext(zone="Europe/London", now=NOW, mapping=mapping_of(MAPPING, "m.toml"))
    [row] = ANY_TABLE.read_table(open_rows(path, ANY_TABLE), context)
    assert row.reason or pain_of(row) is None or (between == "/" and last in {4, 5, 6, 10} and (last - first != 1 or last == 10))
