"""Track & Graph: old values with their labels, trackers that only name a pain, and choices of words."""

from datetime import UTC, datetime

import pytest

from tracker.domain.entries import Activity, DayNote, Dose, PainEntry, Scale
from tracker.importers.complaints import is_pain
from tracker.importers.recognition import read_file, recognise
from tracker.importers.table.contract import ReadContext

NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
LABELLED = "FeatureName,Timestamp,Value,Label,Note"
NO_PAINS = """Pain free days, No pain, Days without headache, schmerzfrei, Schmerztage, Kopfschmerzdauer, ohne Schmerzen, sans douleur,
sin dolor, Hours of pain, Pain duration, Pain minutes, Number of migraines, Pain attacks, Times in pain, pain count, Schmerzmittel,
Anzahl Kopfschmerzen, durée de la douleur, zonder pijn, días con dolor, Pain episodes per week, pain-free, Pain (hours)"""


@pytest.fixture
def read(tmp_path):
    def read(*rows, header="FeatureName,Timestamp,Value,Note"):
        path = tmp_path / "export.csv"
        lines = (f"{row[0]},2026-02-{day:02}T11:00:00Z,{','.join(row[1:])}" for day, row in enumerate(rows, start=1))
        path.write_text("\n".join((header, *lines, "")), encoding="utf-8")
        found = [row for row in read_file(path, recognise(path), ReadContext(zone="UTC", now=NOW)) if row is not None]
        assert [row.reason for row in found if row.reason] == []
        return [entry for row in found for entry in row.entries]

    return read


@pytest.mark.parametrize(
    ("value", "minutes", "label"),
    [
        ("0:45:00:park", 45, "park"),
        ("1:10:00:", 70, ""),
        ("0:05:30:with: colons", 5.5, "with: colons"),
        ("12:18:20:Label", 738 + 20 / 60, "Label"),
        ("0:45:00", 45, ""),
        ("2:00:00:8:15", 120, "8:15"),
    ],
)
def test_an_old_length_of_time_keeps_its_label(read, value, minutes, label):
    (walk, sleep) = read(("Walk", value, ""), ("Sleep", value, "dreams"))
    assert isinstance(walk, Activity)
    assert (walk.minutes, walk.count, walk.note) == (pytest.approx(minutes), None, label)
    assert isinstance(sleep, DayNote)
    assert (sleep.sleep_minutes, sleep.note) == (pytest.approx(minutes), "\n".join(filter(None, (label, "dreams"))))


def test_a_length_beyond_a_day_is_kept_as_it_is_written(read):
    (fast,) = read(("Fasting", "36:00:00:water", "fine"))
    assert (type(fast), fast.note) == (DayNote, "Fasting: 36:00:00 water\nfine")


def test_a_tracker_of_a_medicine_holds_doses(read):
    rows = (("Ibuprofen", "400", "", ""), ("Paracetamol 500mg", "2", "tablets", "at night"), ("Ibuprofen", "0", "", ""), ("Coffee", "400", "", ""))
    mg, tablets, none, other = read(*rows, header=LABELLED)
    assert isinstance(mg, Dose)
    assert [(held.ingredient, held.mg) for held in mg.ingredients] == [("ibuprofen", 400)]
    assert isinstance(tablets, Dose)
    assert ([(held.ingredient, held.mg) for held in tablets.ingredients], tablets.units, tablets.note) == ([("paracetamol", 1000)], 2, "at night")
    assert isinstance(none, DayNote)
    assert (none.note, type(other)) == ("Ibuprofen: 0", Activity)


def test_a_number_beside_a_label_is_kept(read):
    (mood, old) = read(("Mood", "3", "Good", ""), ("Coffee", "2.0", "black", "at work"), header=LABELLED)
    assert (mood.note, old.note) == ("Mood: Good (3)", "Coffee: black (2)\nat work")
    assert read(("Mood", "1.0:Bad: very", ""))[0].note == "Mood: Bad: very (1)"


@pytest.mark.parametrize(
    "name",
    [name.strip() for name in NO_PAINS.split(",")],
)
def test_what_denies_counts_or_times_a_pain_is_none(read, name):
    assert not is_pain(name)
    (entry,) = read((name, "3", ""))
    assert isinstance(entry, Activity)
    assert (entry.kind, entry.count) == (name, 3)


@pytest.mark.parametrize(
    "name", ["Pain at night", "Night pain", "Back pain level", "Kopfschmerzen", "Douleur", "Pain today", "Knee pain, right", "Dolor de espalda"]
)
def test_what_says_how_strong_a_pain_is_is_one(name):
    assert is_pain(name)


@pytest.mark.parametrize(
    ("choices", "pains"),
    [
        # Nobody chose "severe" yet: moderate is not the end of the scale.
        ([("1", "Mild"), ("2", "Moderate")], [(10 / 3, Scale(1, 0, 3)), (20 / 3, Scale(2, 0, 3))]),
        ([("1", "None"), ("2", "Mild"), ("4", "Severe")], [(0, Scale(1, 1, 4)), (10 / 3, Scale(2, 1, 4)), (10, Scale(4, 1, 4))]),
        ([("0", "keine"), ("3", "stark"), ("4", "unerträglich")], [(0, Scale(0, 0, 4)), (7.5, Scale(3, 0, 4)), (10, Scale(4, 0, 4))]),
        # The first of five steps is none, whatever the last is called.
        (
            [("1", "Keine"), ("2", "Leicht"), ("3", "Mittel"), ("5", "Stark")],
            [(0, Scale(1, 1, 5)), (2.5, Scale(2, 1, 5)), (5, Scale(3, 1, 5)), (10, Scale(5, 1, 5))],
        ),
        ([("1", "No pain"), ("3", "Moderate pain")], [(0, Scale(1, 1, 4)), (20 / 3, Scale(3, 1, 4))]),
        ([("0", "sans douleur"), ("1", "légère"), ("2", "forte")], [(0, Scale(0, 0, 2)), (5, Scale(1, 0, 2)), (10, Scale(2, 0, 2))]),
        ([("1", "a bit"), ("2", "a lot")], [(5, Scale(1, 0, 2)), (10, Scale(2, 0, 2))]),
        # Numbers with something said beside them are no choice of words.
        ([("2", "left"), ("2", "right"), ("4", "left")], [(2, None), (2, None), (4, None)]),
        ([("3", ""), ("5", "bad")], [(3, None), (5, None)]),
        ([("3", "Mild"), ("7", "Severe")], [(3, None), (7, None)]),
        ([("3", "stairs")], [(3, None)]),
    ],
)
def test_a_choice_of_words_has_a_scale_of_its_own(read, choices, pains):
    entries = read(*(("Back pain", value, label, "") for value, label in choices), header=LABELLED)
    assert all(isinstance(entry, PainEntry) for entry in entries)
    assert [(entry.pain, entry.original) for entry in entries] == [(pytest.approx(pain), scale) for pain, scale in pains]
    assert [entry.note for entry in entries] == [label for _value, label in choices]


def test_the_name_of_a_pain_tells_its_scale(read):
    (whole,) = read(("Pain (0-100)", "7", ""))
    assert (whole.pain, whole.original, whole.sites) == (pytest.approx(0.7), Scale(7, 0, 100), ())
    assert [entry.pain for entry in read(("Pain", "65", ""), ("Pain", "7", ""))] == [6.5, pytest.approx(0.7)]


def test_a_slip_makes_none_of_the_others_a_tenth(tmp_path):
    path = tmp_path / "export.csv"
    values = ("5", "7", "6", "9", "8", "12")
    path.write_text(
        "FeatureName,Timestamp,Value,Note\n" + "".join(f"Pain,2026-02-0{day}T11:00:00Z,{value},\n" for day, value in enumerate(values, 1))
    )
    *others, slip = (row for row in read_file(path, recognise(path), ReadContext(zone="UTC", now=NOW)) if row is not None)
    assert [row.entries[0].pain for row in others] == [5, 7, 6, 9, 8]
    assert slip.reason == "The value under “Value” is not on its scale, 0 to 10."
