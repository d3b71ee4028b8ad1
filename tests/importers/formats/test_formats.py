"""Each format read from a file made by hand to its description, with its traps."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.entries import Activity, DayNote, Dose, Entry, PainEntry, Scale, SiteReading
from tracker.domain.times import Moment
from tracker.errors import Refused
from tracker.importers.complaints import is_pain, site_of
from tracker.importers.formats.bearable import FACES
from tracker.importers.formats.pain_tracker import open_joined
from tracker.importers.recognition import format_named, open_rows, read_file, recognise
from tracker.importers.table.contract import Identity, ReadContext, ReadRow, Severity, heads_of, shared
from tracker.importers.table.doses import dose_of
from tracker.importers.table.guessing import guess_mapping
from tracker.importers.written.date_orders import day_format

FILES = Path(__file__).parent.parent / "files"
NOW = datetime(2026, 11, 25, 13, 5, tzinfo=UTC)
E = TypeVar("E", bound=Entry)
ASKED = ReadContext(zone="Europe/London", now=NOW)


def rows_of(name: str | Path, context: ReadContext = ASKED) -> list[ReadRow]:
    """The rows of a file, recognised by its content."""
    file = FILES / name
    return [row for row in read_file(file, recognise(file), context) if row is not None]


def entries_of(rows: list[ReadRow]) -> list[Entry]:
    """All entries of the rows."""
    return [entry for row in rows for entry in row.entries]


def only(kind: type[E], rows: list[ReadRow]) -> list[E]:
    """The entries of one kind."""
    return [entry for entry in entries_of(rows) if isinstance(entry, kind)]


def refused(rows: list[ReadRow]) -> dict[int, str]:
    """The reasons by line."""
    return {row.line: row.reason for row in rows if row.reason is not None}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("bearable-2021.csv", "bearable"),
        ("bearable-2024.csv", "bearable"),
        ("track-and-graph.csv", "track_and_graph"),
        ("track-and-graph-old.csv", "track_and_graph"),
        ("pain-tracker.csv", "pain_tracker"),
        ("pain-tracker-joined.csv", "pain_tracker"),
        ("daylio.csv", "daylio"),
        ("headi.csv", "headi"),
        ("apple-health.xml", "apple_health"),
        ("any.csv", "csv"),
        ("any-utf16.csv", "csv"),
    ],
)
def test_a_file_is_known_by_its_content_whatever_it_is_called(name: str, key: str, tmp_path: Path) -> None:
    renamed = tmp_path / "export.dat"
    renamed.write_bytes((FILES / name).read_bytes())
    assert recognise(renamed).key == key
    rows = [] if key == "csv" else rows_of(renamed)
    assert len({row.key for row in rows}) == len(rows)
    assert [row.key for row in rows] == [row.key for row in ([] if key == "csv" else rows_of(name))]


def test_a_joined_file_without_a_column_it_needs_is_refused(tmp_path: Path) -> None:
    broken = tmp_path / "broken.csv"
    broken.write_bytes((FILES / "pain-tracker-joined.csv").read_bytes().replace(b"Symptoms", b"Symp", 1))
    with pytest.raises(Refused, match="no column “symptoms”"):
        open_rows(broken, format_named("pain_tracker"))


def test_amounts_of_medicines_are_read_the_same_in_bearable_and_headi(tmp_path: Path) -> None:
    bearable, headi = tmp_path / "bearable.csv", tmp_path / "headi.csv"
    start = "5th Jan 2024,05/01/2024,Friday,am,Meds/Supplements"
    bearable.write_text(
        "date,date formatted,weekday,time of day,category,rating/amount,detail,notes\n"
        f'{start},"1,000 mg",Paracetamol,\n{start},2 | 1,Paracetamol 500 mg | Ibuprofen 400,\n{start},2,Paracetamol 500 mg | Ibuprofen 400,\n'
    )
    headi.write_text(
        "_id,pain,start_date,end_date,duration,strength,medication,medication_amount,description\n"
        '1,Back,1772352000000,,,6,Paracetamol,"1,000 mg",\n2,Back,1772352000000,,,6,Paracetamol,500-1000 mg,\n'
    )
    mg = [[(dose.ingredients[0].mg, dose.note) for dose in only(Dose, rows_of(file))] for file in (bearable, headi)]
    assert mg[0] == [(1000, ""), (1000, ""), (400, ""), (None, "2"), (None, "2")]
    assert mg[1] == [(1000, ""), (None, "500-1000 mg")]


def test_a_known_table_is_known_below_a_title_and_beside_a_mark_of_excel(tmp_path: Path) -> None:
    file = tmp_path / "export.csv"
    for start in (b"sep=,\n", b"My export\n\n", b",,,\n"):
        file.write_bytes(start + (FILES / "bearable-2021.csv").read_bytes())
        assert recognise(file).key == "bearable"
        assert [row.key for row in rows_of(file)] == [row.key for row in rows_of("bearable-2021.csv")]


def test_bearable_of_2021_is_read_category_by_category() -> None:
    rows = rows_of("bearable-2021.csv")
    assert sorted(refused(rows)) == [10, 11, 12]
    (pain,) = only(PainEntry, rows)
    assert (pain.pain, pain.original, pain.sites, pain.note) == (7.5, Scale(3, 0, 4), (SiteReading("back", 7.5),), "Back pain\nafter sitting")
    (dose,) = only(Dose, rows)
    assert (dose.name, dose.ingredients[0].ingredient, dose.ingredients[0].mg) == ("Ibuprofen (400mg)", "ibuprofen", 400)
    assert dose.moment.local == datetime(2021, 7, 28, 9, 30)  # noqa: DTZ001 - a wall clock
    notes = only(DayNote, rows)
    assert [(note.mood, note.note) for note in notes if note.mood is not None] == [(7.5, "Mood: 4 on a scale from 1 to 5\nfine")]
    assert [note.sleep_minutes for note in notes if note.sleep_minutes] == [450]
    assert [note.sleep_quality for note in notes if note.sleep_quality] == [2.5]
    assert {note.note for note in notes} >= {"Symptom: Fatigue 2", "Factors: Stress | Walking", "Energy: 3"}
    assert {entry.moment.local.hour for entry in entries_of(rows)} == {18, 20, 9, 6, 13}


def test_bearable_of_2024_is_read_with_its_severities_and_lists() -> None:
    rows = rows_of("bearable-2024.csv")
    assert refused(rows) == {}
    pains = only(PainEntry, rows)
    assert [(pain.pain, pain.original, pain.sites[0].name) for pain in pains] == [
        (5, Scale(2, 0, 4), "lower back"),
        (10, Scale(4, 0, 4), "headache"),
        (10, Scale(4, 0, 4), "back"),
    ]
    assert pains[2].note == "Back spasm\ngetting up; slowly"
    notes = only(DayNote, rows)
    assert "Symptom: Nausea (Mild)" in {note.note for note in notes}
    assert [note.sleep_minutes for note in notes if note.sleep_minutes] == [465]
    assert [round(note.sleep_quality, 2) for note in notes if note.sleep_quality] == [6.67]
    assert [(dose.name, dose.units) for dose in only(Dose, rows)] == [("Paracetamol", 2)]


def test_track_and_graph_keeps_offsets_lengths_labels_and_the_day_lived() -> None:
    rows = rows_of("track-and-graph.csv")
    assert list(refused(rows)) == [8, 9]
    first, second = only(PainEntry, rows)
    assert (first.pain, first.original, first.sites[0].name, first.note) == (6.5, None, "back", 'after the "long" drive')
    assert (first.moment.at.isoformat(), first.moment.day) == ("2026-03-28T20:30:00.123000+00:00", date(2026, 3, 28))
    assert second.moment.local.hour == 9  # written in UTC, lived in London
    walk, coffee = only(Activity, rows)
    assert (walk.kind, walk.minutes) == ("Walk", 45.5)
    assert (coffee.kind, coffee.count, coffee.moment.local.hour, coffee.moment.zone) == ("Coffee", 2, 8, "Etc/GMT+8")
    sleep, mood = only(DayNote, rows)
    assert (sleep.sleep_minutes, mood.note) == (450, "Mood: Good (3)")


def test_track_and_graph_of_old_has_its_labels_in_the_value_and_a_scale_to_100() -> None:
    rows = rows_of("track-and-graph-old.csv")
    assert refused(rows) == {}
    assert [(pain.pain, pain.original, pain.sites[0].name) for pain in only(PainEntry, rows)] == [
        (5.5, Scale(55, 0, 100), "knee"),
        (2, Scale(20, 0, 100), "knee"),
    ]
    assert [note.note for note in only(DayNote, rows)] == ["Mood: Bad (1)\nraining"]
    assert [(one.kind, one.count, one.minutes) for one in only(Activity, rows)] == [("Steps", 8123, None), ("Run", None, 20)]


def test_pain_tracker_tells_its_dates_by_one_that_can_be_read_in_one_way_only() -> None:
    rows = rows_of("pain-tracker.csv")
    assert list(refused(rows)) == [5]
    first, second = only(PainEntry, rows)
    assert (first.pain, [site.name for site in first.sites], first.words) == (6, ["Lower back", "Left hip"], ("Aching", "Stiffness"))
    assert first.note == "Limited activities: Sitting; Driving\nMood impact: 3\nMissed work days: 1\na line\nand another, with a comma"
    assert (first.moment.local, second.moment.day) == (datetime(2026, 1, 15, 14, 5), date(2026, 1, 9))  # noqa: DTZ001 - a wall clock
    assert [note.sleep_quality for note in only(DayNote, rows)] == [4]


def test_pain_tracker_whose_rows_are_joined_is_read_with_its_own_backslashes() -> None:
    rows = rows_of("pain-tracker-joined.csv")
    assert (refused(rows), [row.line for row in rows]) == ({}, [2, 3])
    first, second = only(PainEntry, rows)
    assert first.note.endswith("C:\\new folder, he said")
    assert (second.pain, second.moment.day) == (3, date(2026, 1, 9))


def test_daylio_moods_are_words_on_a_scale_and_its_activities_a_list() -> None:
    rows = rows_of("daylio.csv")
    assert [one.kind for one in only(Activity, rows)] == ["exercise", "work"]
    first, second, third = only(DayNote, rows)
    assert (first.mood, first.note) == (10, "mood: rad\nMorning\nFelt great, rested")
    assert (second.mood, second.note, second.moment.local.hour) == (None, "mood: Ecstatic", 22)
    assert third.mood == 0


def test_headi_writes_milliseconds_and_seconds_are_known_too() -> None:
    rows = rows_of("headi.csv")
    assert list(refused(rows)) == [4]
    first, second = only(PainEntry, rows)
    assert (first.pain, first.words, first.note) == (7, ("Migraine",), "after work")
    assert [one.moment.at.isoformat() for one in (first, second)] == ["2026-02-02T02:40:00+00:00", "2026-02-03T02:40:00+00:00"]
    assert [(dose.name, dose.ingredients[0].mg) for dose in only(Dose, rows)] == [("Ibuprofen", 400)]


def test_apple_health_gives_lower_back_pain_and_the_steps_of_one_source() -> None:
    rows = rows_of("apple-health.xml")
    assert list(refused(rows)) == [19, 20]
    moderate, none = only(PainEntry, rows)
    assert (moderate.pain, moderate.original, moderate.sites[0].name) == (5, Scale(2, 0, 3), "lower back")
    assert (moderate.moment.day, moderate.moment.local.hour) == (date(2024, 3, 1), 20)
    assert (none.pain, none.original) == (0, Scale(0, 0, 3))
    assert [note.note for note in only(DayNote, rows)] == ["Lower back pain, without a value: Unspecified"]
    (steps,) = only(Activity, rows)
    assert (steps.kind, steps.count, steps.moment.day) == ("steps", 1100, date(2024, 3, 1))
    assert sum(row.rows for row in rows) == 8


def test_apple_health_is_worth_what_the_person_says() -> None:
    rows = rows_of("apple-health.xml", ReadContext(zone="Europe/London", now=NOW, severity=Severity(unspecified=4, not_present=None, moderate=6)))
    assert [pain.pain for pain in only(PainEntry, rows)] == [6, 4]
    assert [note.note for note in only(DayNote, rows)] == ["Lower back pain, without a value: NotPresent"]


def test_a_later_export_of_a_day_is_the_same_day(tmp_path: Path) -> None:
    later = tmp_path / "later.xml"
    later.write_bytes((FILES / "apple-health.xml").read_bytes().replace(b'value="1100"', b'value="9000"'))
    before, after = (only(Activity, rows_of(file))[0] for file in ("apple-health.xml", later))
    assert (before.id, before.count, after.count) == (after.id, 1100, 9000)


@pytest.mark.parametrize("name", ["any.csv", "any-utf16.csv"])
def test_a_table_in_another_encoding_is_read_by_a_guessed_mapping(name: str) -> None:
    table = open_rows(FILES / name, format_named("csv"))
    mapping = guess_mapping(table.header, [row.cells for row in table.rows()])
    rows = rows_of(name, ReadContext(zone="Europe/London", now=NOW, mapping=mapping))
    assert refused(rows) == {}
    pains = only(PainEntry, rows)
    assert [(pain.pain, pain.original, pain.sites[0].name) for pain in pains] == [
        (0.35, Scale(3.5, 0, 100), "Rücken"),
        (4, Scale(40, 0, 100), "Rücken"),
    ]
    assert [(one.kind, one.count, one.minutes) for one in only(Activity, rows)] == [("steps", 4000, None), ("autofahren", None, 20)]


@pytest.mark.parametrize(
    ("cells", "written"),
    [
        (["2026-01-05"], None),
        (["01/02/2026", "13/02/2026"], "%d/%m/%Y"),
        (["01/02/2026", "01/13/2026"], "%m/%d/%Y"),
        (["01/02/2026"], None),
        (["13.02.26 10:05"], "%d.%m.%y %H:%M"),
        (["13/13/2026"], None),
    ],
)
def test_the_order_of_day_and_month_is_known_where_one_date_tells_it(cells: list[str], written: str | None) -> None:
    assert day_format(cells) == written


@pytest.mark.parametrize("name", ["Back pain", "Lower back spasms", "Rückenschmerzen", "headaches", "Douleur au dos", "Sciatica", "Pijn"])
def test_a_pain_is_known_by_its_name(name: str) -> None:
    assert is_pain(name)


@pytest.mark.parametrize("name", ["Painting", "Painkillers", "pain relief", "Spain", "Sleep", "Fatigue", "pain meds"])
def test_what_only_sounds_like_a_pain_is_none(name: str) -> None:
    assert not is_pain(name)


@pytest.mark.parametrize(
    ("name", "site"),
    [
        ("Back pain", "back"),
        ("Pain", None),
        ("Pain in my left hip", "left hip"),
        ("Headache", "headache"),
        ("Pain level", None),
        ("Pain (0-100)", None),
        ("Back pain (1-5)", "back"),
        ("Worst pain", None),
        ("Pain last night", None),
        ("Douleur", None),
        ("Douleur au dos", "dos"),
        ("Dolor de espalda", "espalda"),
        ("Schmerzstärke", None),
        ("Back pain (left", "back left"),
        ("Back pain (left)", "back (left)"),
        ("Dalles", "dalles"),
    ],
)
def test_a_place_is_told_by_the_name_of_a_pain(name: str, site: str | None) -> None:
    assert site_of(name) == site


def test_the_identity_of_a_row_is_that_of_its_pairs_however_it_is_put_together() -> None:
    header, cells = ("a", "ü\n", '"q"', ""), ("1", "\ud800 \u2028", "\\", "x\ty")
    assert Identity("csv é").key_of_row(heads_of(header), cells) == Identity("csv é").key([list(pair) for pair in zip(header, cells, strict=True)])
    # As it has been since the first version: else a file imported before would come in a second time.
    assert (
        Identity("csv").key_of_row(heads_of(("date", "pain")), ("2026-03-01", "4"))
        == "0ed68cf62a5057a9402c66a7d72e534e3c73b441ef5ae75f04245b46e08ed031"
    )


@settings(max_examples=30)
@given(st.lists(st.sampled_from("abc"), max_size=12), st.lists(st.sampled_from("abc"), max_size=3))
def test_equal_rows_are_told_apart_by_their_occurrence_whatever_lies_between(contents: list[str], before: list[str]) -> None:
    plain, preceded = Identity("csv"), Identity("csv")
    keys = [plain.key(content) for content in contents]
    assert len(set(keys)) == len(keys)
    for content in before:
        preceded.key(f"other {content}")
    assert [preceded.key(content) for content in contents] == keys
    assert not set(keys) & {Identity("daylio").key(content) for content in contents}


@settings(max_examples=40)
@given(st.sampled_from(["Mood", "Sleep quality"]), st.floats(1, 5).map(lambda value: round(value, 2)))
def test_a_rating_is_converted_in_proportion_and_said_as_it_was(tmp_path_factory: pytest.TempPathFactory, category: str, value: float) -> None:
    file = tmp_path_factory.mktemp("bearable") / "rated.csv"
    file.write_text(
        f"date,weekday,time of day,category,rating/amount,detail,notes\n28th Jul 2021,Wednesday,pm,{category},{value},,\n", encoding="utf-8"
    )
    (note,) = only(DayNote, rows_of(file))
    rated = note.mood if category == "Mood" else note.sleep_quality
    assert rated == pytest.approx((value - FACES[0]) / (FACES[1] - FACES[0]) * 10)
    assert note.note == f"{category}: {value:g} on a scale from 1 to 5"


@pytest.mark.parametrize("wanted", ["bearable", "Track & Graph", "xml"])
def test_a_format_named_that_the_file_is_not_is_refused(wanted: str) -> None:
    with pytest.raises(Refused, match=r"Nothing was (imported|changed)"):
        read_file(FILES / "any.csv", format_named(wanted), ASKED)


def test_a_format_may_be_named_with_dashes() -> None:
    assert format_named("Track-and-Graph").key == "track_and_graph"


@pytest.mark.parametrize("broken", ['Date,Time,Pain Level,Date\\n1,2,3,"4', "Date,Time,Pain Level,Date\\n1,2,3,4"])
def test_joined_rows_that_are_no_table_are_refused(tmp_path: Path, broken: str) -> None:
    file = tmp_path / "joined.csv"
    file.write_text(broken, encoding="utf-8")
    with pytest.raises(Refused, match=r"Nothing was (imported|changed)"):
        open_joined(file)


@pytest.mark.parametrize(
    ("name", "amount", "units", "ingredient", "mg", "note"),
    [
        ("Ibuprofen (400mg)", "", 1, "ibuprofen", 400, ""),
        ("Tesco Ibuprofen 200mg caplets", "2", 2, "ibuprofen", 400, ""),
        ("Panadol", "2 x 500 mg", 2, "paracetamol", 1000, ""),
        ("Ibuprofeno 600 mg", "1,200 mg", 2, "ibuprofen", 1200, ""),
        ("Ibuprofen", "400", None, "ibuprofen", 400, ""),
        ("Paracetamol", "2", 2, "paracetamol", None, ""),
        ("Paracetamol 0,5 g", "1 tablet", 1, "paracetamol", 500, ""),
        ("Syrup", "a spoon", None, "syrup", None, "a spoon"),
        ("Huge", "900000000 mg", None, "huge", None, "900000000 mg"),
    ],
)
def test_an_amount_is_of_milligrams_or_of_units(name: str, amount: str, units: float | None, ingredient: str, mg: float | None, note: str) -> None:
    dose = dose_of(name, amount, shared("a" * 64, "dose", Moment.of(NOW, "Europe/London")))
    assert (dose.name, dose.units, dose.note) == (name, units, note)
    assert [(amount.ingredient, amount.mg) for amount in dose.ingredients] == [(ingredient, mg)]


def test_a_pain_tracker_row_with_a_word_for_nothing_has_no_place_of_that_name(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    header = "Date,Time,Pain Level,Locations,Symptoms,Limited Activities,Sleep Quality,Mood Impact,Missed Work Days,Notes"
    path.write_text(f"{header}\n2026-01-05,08:30,5,none,N/A; dull,,,,,\n", encoding="utf-8")
    (row,) = [row for row in read_file(path, recognise(path), ReadContext(zone="UTC", now=NOW)) if row is not None]
    (pain,) = row.entries
    assert isinstance(pain, PainEntry)
    assert (pain.sites, pain.words) == ((), ("dull",))
