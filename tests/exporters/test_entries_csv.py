import csv
import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import a_day_note, a_dose, a_function, a_session, an_activity, an_entry
from tracker.domain.entries import Amount, EndedBy, Entry, MedicineClass, Scale, Score, SiteReading
from tracker.domain.entry_cells import COLUMNS, apart, apart_sites, guard, joined, joined_sites, unguard
from tracker.exporters.entries_csv import csv_bytes, write_csv

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=20).filter(str.strip)
values = st.floats(0, 10)
ANALGESIC, NSAID = MedicineClass.ANALGESIC, MedicineClass.NSAID


def cells_of(*entries):
    read = csv.reader(io.StringIO(csv_bytes(entries).decode(), newline=""), strict=True)
    header = next(read)
    assert tuple(header) == COLUMNS
    return [{name: unguard(cell) for name, cell in zip(header, row, strict=True) if cell} for row in read]


def test_the_file_is_utf8_with_commas_and_rows_of_rfc_4180():
    content = csv_bytes([an_entry(note='süß, "so"')])
    assert content.startswith(b"kind,id,at,day,local,zone,pain,")
    assert '"süß, ""so"""'.encode() in content
    assert content.endswith(b"\r\n")
    assert content.count(b"\r\n") == 2


def test_no_entries_leave_the_header():
    assert csv_bytes([]) == ",".join(COLUMNS).encode() + b"\r\n"


def test_the_columns_stay_as_they_are():
    assert ",".join(COLUMNS) == (
        "kind,id,at,day,local,zone,pain,worst,least,average,sites,words,worse_with,eased_by,session,minutes,ended_at,ended_by,before,after,"
        "activity,count,effort,mood,sleep_minutes,sleep_quality,fluids,flare,original,original_least,original_most,created_at,updated_at,note,"
        "woke,medicine,units,ingredients,classes,scores,stiff_minutes"
    )


def test_a_pain_entry_is_written_whole():
    entry = an_entry(
        6,
        "2026-07-25T13:05",
        worst=8,
        least=2.5,
        average=4,
        sites={"neck": 6, "left hand": 4.5},
        words=("dull", "a; b"),
        worse_with=("sitting",),
        eased_by=("heat",),
        note="one\r\ntwo",
        original=Scale(60, -5, 100),
        created_at=datetime(2026, 7, 25, 12, 6, tzinfo=UTC),
        updated_at=datetime(2026, 7, 25, 12, 7, 0, 5, tzinfo=UTC),
    )
    assert cells_of(entry) == [
        {
            "kind": "pain",
            "id": entry.id,
            "at": "2026-07-25T12:05:00+00:00",
            "day": "2026-07-25",
            "local": "2026-07-25T13:05:00",
            "zone": "Europe/London",
            "pain": "6",
            "worst": "8",
            "least": "2.5",
            "average": "4",
            "sites": "neck=6; left hand=4.5",
            "words": r"dull; a\; b",
            "worse_with": "sitting",
            "eased_by": "heat",
            "original": "60",
            "original_least": "-5",
            "original_most": "100",
            "created_at": "2026-07-25T12:06:00+00:00",
            "updated_at": "2026-07-25T12:07:00.000005+00:00",
            "note": "one\r\ntwo",
        }
    ]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        (
            a_session("ice", minutes=12.5, before=7, after=5),
            {
                "kind": "session",
                "session": "ice",
                "minutes": "12.5",
                "ended_at": "2026-11-25T13:17:30+00:00",
                "ended_by": "planned",
                "before": "7",
                "after": "5",
            },
        ),
        (a_session("ice", running=True), {"kind": "session", "session": "ice", "minutes": "20"}),
        (an_activity("steps", minutes=None, count=9892.0, effort=0), {"kind": "activity", "activity": "steps", "count": "9892", "effort": "0"}),
        (an_activity("driving", minutes=35), {"kind": "activity", "activity": "driving", "minutes": "35"}),
        (
            a_day_note(note="", mood=0, sleep_minutes=420, sleep_quality=7.5, fluids=6, flare=False, stiff_minutes=45),
            {"kind": "day_note", "mood": "0", "sleep_minutes": "420", "sleep_quality": "7.5", "fluids": "6", "flare": "no", "stiff_minutes": "45"},
        ),
        (a_day_note(note="", flare=True), {"kind": "day_note", "flare": "yes"}),
        (an_entry(6, woke=True), {"kind": "pain", "pain": "6", "woke": "yes"}),
        (an_entry(6, woke=False), {"kind": "pain", "pain": "6", "woke": "no"}),
        (
            a_dose("Panadol Night", units=2, ingredients=(Amount("paracetamol", 1000, ANALGESIC), Amount("diphenhydramine", 50.5))),
            {
                "kind": "dose",
                "medicine": "Panadol Night",
                "units": "2",
                "ingredients": "paracetamol=1000; diphenhydramine=50.5",
                "classes": "analgesic; other",
            },
        ),
        (
            a_dose("a gel", ingredients=(Amount("ibuprofen", None, NSAID),)),
            {"kind": "dose", "medicine": "a gel", "ingredients": "ibuprofen=", "classes": "nsaid"},
        ),
        (a_dose("unknown", ingredients={}), {"kind": "dose", "medicine": "unknown"}),
        (a_function({"put on socks": 4, "a; b": 2.5}), {"kind": "function", "scores": r"put on socks=4; a\; b=2.5"}),
    ],
    ids=["session", "running", "steps", "driving", "day note", "flare", "woke", "slept", "dose", "gel", "name alone", "function"],
)
def test_each_kind_tells_its_own_things_and_no_others(entry, told):
    (cells,) = cells_of(entry)
    shared = {"id", "at", "day", "local", "zone"}
    assert {name: cell for name, cell in cells.items() if name not in shared} == told


def test_an_entry_of_a_kind_unknown_here_is_no_silent_loss():
    with pytest.raises(TypeError):
        csv_bytes([Entry(moment=an_entry().moment)])


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "'", "\t", "\r"])
def test_no_cell_begins_like_a_formula(first):
    note = f"{first}cmd"
    row = next(csv.DictReader(io.StringIO(csv_bytes([an_entry(note=note)]).decode(), newline="")))
    assert row["note"] == f"'{note}"
    assert unguard(row["note"]) == note


def test_a_cell_that_needs_no_guard_has_none():
    assert (guard("a-b=c"), guard(""), unguard("'tis"), unguard("")) == ("a-b=c", "", "'tis", "")


@given(st.one_of(st.text(), st.text("=+-@'\t\ra")))
def test_unguard_is_the_exact_inverse_of_guard(cell):
    assert unguard(guard(cell)) == cell
    assert not guard(cell).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.one_of(names, st.text("\\;= ", min_size=1))))
def test_names_joined_come_apart_again(items):
    assert apart(joined(items)) == tuple(items)


@given(st.lists(st.tuples(st.one_of(names, st.text("\\;= ", min_size=1)), st.none() | values)))
def test_places_joined_come_apart_again(sites):
    assert apart_sites(joined_sites(sites)) == tuple(sites)


@given(note=texts, words=st.lists(names, max_size=3), sites=st.dictionaries(names, values, max_size=3), pain=values, kind=names)
def test_every_text_and_value_is_recovered_as_it_was(note, words, sites, pain, kind):
    readings = tuple(SiteReading(name, value) for name, value in sites.items())
    told, done = cells_of(an_entry(pain, note=note, words=tuple(words), sites=readings), an_activity(kind, note=note))
    assert (told.get("note", ""), done.get("note", ""), done["activity"]) == (note, note, kind)
    assert apart(told.get("words", "")) == tuple(words)
    assert apart_sites(told.get("sites", "")) == tuple(sites.items())
    assert float(told["pain"]) == pain


@given(
    name=names,
    units=st.none() | st.floats(0, 100, exclude_min=True),
    ingredients=st.lists(st.builds(Amount, names, st.none() | st.floats(0, 100_000, exclude_min=True), st.sampled_from(MedicineClass)), max_size=4),
    note=texts,
)
def test_a_dose_is_recovered_as_it_was(name, units, ingredients, note):
    (told,) = cells_of(a_dose(name, units=units, ingredients=ingredients, note=note))
    amounts = zip(apart_sites(told.get("ingredients", "")), apart(told.get("classes", "")), strict=True)
    assert (told["medicine"], told.get("note", "")) == (name, note)
    assert (float(told["units"]) if "units" in told else None) == units
    assert [Amount(ingredient, mg, MedicineClass(kind)) for (ingredient, mg), kind in amounts] == ingredients


@given(st.lists(st.tuples(names, values), min_size=1, max_size=5))
def test_scores_are_recovered_as_they_were(scores):
    (told,) = cells_of(replace(a_function(), scores=tuple(Score(activity, points) for activity, points in scores)))
    assert apart_sites(told["scores"]) == tuple(scores)


@given(st.sampled_from([None, True, False]))
def test_whether_the_pain_woke_the_person_is_recovered(woke):
    (told,) = cells_of(an_entry(woke=woke))
    assert {None: None, "yes": True, "no": False}[told.get("woke")] is woke


@given(st.integers(1, 86_400_000_000))
def test_a_length_is_recovered_to_the_microsecond(microseconds):
    planned = timedelta(microseconds=microseconds)
    (cells,) = cells_of(replace(a_session(running=True), planned=planned))
    assert timedelta(minutes=float(cells["minutes"])) == planned


def test_a_session_ended_by_hand_says_so():
    assert cells_of(a_session(ended_by=EndedBy.BY_HAND))[0]["ended_by"] == "by_hand"


def test_a_diary_is_written_one_entry_at_a_time_to_a_file_that_stays_open(tmp_path):
    with (tmp_path / "out.csv").open("w+b") as file:
        write_csv((an_entry() for _ in range(3)), file)
        file.seek(0)
        assert file.read().count(b"\r\n") == 4
