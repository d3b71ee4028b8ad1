"""Entries in and out of the diary file, the bin, and what is gone for good."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.builders import LEFT, a_day_note, a_dose, a_function, a_session, an_activity, an_entry
from tests.storage.diaries import HARD_TEXT, LATER, NOW, all_rows, one_of_each, without_stamps
from tracker.domain.entries import NAME_LIMIT, NOTE_LIMIT, Amount, Dose, Entry, Kind, MedicineClass, PainEntry, SiteReading
from tracker.storage.database import Database
from tracker.storage.entries import EntryStore
from tracker.storage.text_search import folded
from tracker.storage.version import TABLES

CANARY = "zzcanaryzz"
TEXTS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=40)
NAMES = TEXTS.filter(str.strip)
POINTS = st.floats(0, 10)
INSTANTS = st.integers(-2_200_000_000, 250_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ZONES = st.sampled_from(["Europe/London", "Australia/Lord_Howe", "America/New_York", "Pacific/Kiritimati", "UTC"])


@pytest.fixture
def store(database: Database) -> EntryStore:
    return EntryStore(database)


def test_every_kind_comes_back_as_it_went_in(store: EntryStore) -> None:
    entries = one_of_each()
    store.put(entries, NOW)
    found = store.between()
    assert [without_stamps(entry) for entry in found] == [without_stamps(entry) for entry in entries]
    assert {(entry.created_at, entry.updated_at) for entry in found} == {(NOW, NOW)}
    assert [store.get(entry.id) for entry in entries] == found


@pytest.mark.parametrize(("kept", "asked"), [([], {"entries"}), ([a_session()], {"entries", "sessions"})], ids=["nothing", "a session"])
def test_only_the_tables_of_what_was_found_are_asked(store: EntryStore, database: Database, kept: list[Entry], asked: set[str]) -> None:
    store.put(kept, NOW)
    said: list[str] = []
    database.conn.set_trace_callback(said.append)
    assert [entry.id for entry in store.since(NOW - timedelta(days=365))] == [entry.id for entry in kept]
    assert {table for table in TABLES for statement in said if f" {table} " in statement} == asked


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(note=TEXTS, name=NAMES, value=POINTS, at=INSTANTS, zone=ZONES)
def test_any_text_value_and_time_comes_back_as_it_went_in(store: EntryStore, note: str, name: str, value: float, at: datetime, zone: str) -> None:
    entries = [
        an_entry(value, at, zone, sites=(SiteReading(name, 10 - value),), words=(name,), worse_with=(name, HARD_TEXT), note=note),
        a_session(name, at, zone, minutes=max(value, 0.1), before=value, note=note),
        an_activity(name, at, zone, minutes=value, count=value * 1000, note=note),
        a_day_note(at, zone, note=note, mood=value, fluids=value),
        a_dose(name, at, zone, units=max(value, 0.1), ingredients={name: None, HARD_TEXT: max(value, 0.001)}, note=note),
        a_function({name: value, HARD_TEXT: 10 - value}, at, zone, note=note),
    ]
    store.put(entries, NOW)
    assert [without_stamps(entry) for entry in (store.get(entry.id) for entry in entries) if entry] == [without_stamps(entry) for entry in entries]


@pytest.mark.parametrize("woke", [True, False, None])
def test_whether_the_pain_woke_the_person_is_told_as_yes_no_or_not_told(store: EntryStore, woke: bool | None) -> None:
    entry = an_entry(woke=woke)
    store.put([entry], NOW)
    found = store.get(entry.id)
    assert isinstance(found, PainEntry)
    assert found.woke is woke


def test_the_ingredients_of_a_dose_keep_their_order_and_class(store: EntryStore) -> None:
    amounts = tuple(Amount(name, 1, kind) for name, kind in (("z", MedicineClass.NSAID), ("a", MedicineClass.ANALGESIC), ("m", MedicineClass.OTHER)))
    entry = a_dose(ingredients=amounts)
    store.put([entry], NOW)
    store.put([replace(entry, ingredients=amounts[1:])], NOW)
    found = store.get(entry.id)
    assert isinstance(found, Dose)
    assert found.ingredients == amounts[1:]


def test_what_is_used_is_counted_the_most_used_first_and_of_equals_the_latest(store: EntryStore) -> None:
    entries = [
        *(an_activity(kind, f"2026-11-2{day}T10:00") for kind, day in (("walking", 1), ("walking", 2), ("driving", 3), ("rest", 4), ("sitting", 2))),
        *(a_session(kind, f"2026-11-2{day}T10:00") for kind, day in (("heat", 1), ("ice", 2))),
        a_dose("Panadol"),
    ]
    binned = [an_activity("rest", "2026-11-24T11:00"), an_activity("rest", "2026-11-24T12:00")]
    store.put([*entries, *binned], NOW)
    store.put_in_bin([entry.id for entry in binned], NOW)
    assert store.most_used(Kind.ACTIVITY, 8) == ["walking", "rest", "driving", "sitting"]
    assert store.most_used(Kind.ACTIVITY, 2) == ["walking", "rest"]
    assert store.most_used(Kind.SESSION, 8) == ["ice", "heat"]
    assert [store.most_used(kind, 8) for kind in (Kind.DOSE, Kind.PAIN, Kind.DAY_NOTE, Kind.FUNCTION)] == [["Panadol"], [], [], []]


def test_places_of_some_days_are_counted_the_most_named_first_and_of_equals_the_latest(store: EntryStore) -> None:
    entries = [
        an_entry(5, "2026-11-20T10:00", sites=("neck", "calf left")),
        an_entry(5, "2026-11-21T10:00", sites=("sacrum", LEFT)),
        an_entry(5, "2026-11-22T10:00", sites=(LEFT,)),
        an_entry(5, "2026-11-23T10:00", sites=("neck",)),
        an_entry(5, "2026-11-24T10:00", sites=("groin left",)),
    ]
    binned = an_entry(5, "2026-11-23T11:00", sites=("sacrum", "calf left"))
    store.put([*entries, binned, an_entry(5, "2026-11-23T12:00")], NOW)
    store.put_in_bin([binned.id], NOW)
    assert store.places_used(date(2026, 11, 21), date(2026, 11, 23)) == [LEFT, "neck", "sacrum"]


def test_words_are_counted_by_role_the_most_used_first_and_of_equals_the_latest(store: EntryStore) -> None:
    entries = [
        an_entry(5, "2026-11-21T10:00", words=("dull", "stiff"), worse_with=("sitting",)),
        an_entry(5, "2026-11-22T10:00", words=("dull",), eased_by=("heat", "dull")),
        an_entry(5, "2026-11-23T10:00", words=("burning",)),
    ]
    binned = an_entry(5, "2026-11-24T10:00", words=("stiff", "gone"))
    store.put([*entries, binned], NOW)
    store.put_in_bin([binned.id], NOW)
    assert store.words_used("words", 12) == ["dull", "burning", "stiff"]
    assert store.words_used("words", 1) == ["dull"]
    assert (store.words_used("worse_with", 12), sorted(store.words_used("eased_by", 12))) == (["sitting"], ["dull", "heat"])


def _one_with_the_word_everywhere(word: str) -> list[Entry]:
    return [
        an_entry(5, "2026-11-24T08:00", note=f"a {word} b"),
        an_entry(5, "2026-11-24T09:00", sites=(f"x{word}",)),
        *(an_entry(5, f"2026-11-24T1{number}:00", **{role: (f"{word}y",)}) for number, role in enumerate(("words", "worse_with", "eased_by"))),
        a_session(word, "2026-11-24T13:00"),
        an_activity(word, "2026-11-24T14:00"),
        a_day_note("2026-11-24T15:00", note=word),
        a_dose(word, "2026-11-24T16:00"),
        a_dose("x", "2026-11-24T17:00", ingredients={word: 5}),
        a_function({"x": 5, word: 5}, "2026-11-24T18:00"),
    ]


@pytest.mark.parametrize(
    ("word", "query"),
    [
        ("Über", "uber"),
        ("uber", "ÜBER"),
        ("Straße", "strasse"),
        ("STRASSE", "straße"),
        ("İstanbul", "istanbul"),
        ("caf\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}", "CAFÉ"),
        ("\N{GRINNING FACE}", "\N{GRINNING FACE}"),
        ("שלום", "לום"),
        ("100% a_b 'x' \"y\"", "% A_B 'X' \"Y"),
        ("\N{SQUARE GHZ}", "ghz"),
    ],
)
def test_a_text_is_found_wherever_it_stands_case_and_accents_folded_the_latest_first(store: EntryStore, word: str, query: str) -> None:
    entries = _one_with_the_word_everywhere(word)
    store.put([*entries, an_entry(5, note="nothing of it"), a_function({"other": 3})], NOW)
    assert store.search.holding(query, 50) == [entry.id for entry in reversed(entries)]
    assert store.search.holding(query, 2) == [entry.id for entry in entries[:-3:-1]]
    # The same where only some of them are among the latest, which are looked at one by one.
    for latest in (0, 1, 4, 9):
        assert store.search.holding(query, 50, latest=latest) == [entry.id for entry in reversed(entries)]
        assert store.search.holding(query, 5, latest=latest) == [entry.id for entry in entries[:-6:-1]]


def test_what_lies_in_the_bin_is_not_found(store: EntryStore) -> None:
    entry = an_entry(note=CANARY)
    store.put([entry], NOW)
    store.put_in_bin([entry.id], NOW)
    assert store.search.holding(CANARY, 50) == []


@pytest.mark.parametrize("query", ["", "\N{COMBINING ACUTE ACCENT}", "\ud83d", "\0", "zzz"])
def test_what_nothing_can_hold_is_not_found_in_anything(store: EntryStore, query: str) -> None:
    store.put(one_of_each(), NOW)
    assert store.search.holding(query, 50) == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(before=TEXTS, query=NAMES.filter(folded), after=TEXTS)
def test_any_part_of_a_note_finds_it(store: EntryStore, before: str, query: str, after: str) -> None:
    entry = an_entry(note=before + query + after)
    store.put([entry], NOW)
    assert entry.id in store.search.holding(query, 1_000)


def test_the_longest_texts_fit(store: EntryStore) -> None:
    entry = an_entry(note="\N{GRINNING FACE}" * NOTE_LIMIT, words=("\N{GRINNING FACE}" * NAME_LIMIT,))
    store.put([entry], NOW)
    assert [without_stamps(found) for found in store.between()] == [without_stamps(entry)]


def test_a_changed_entry_keeps_when_it_was_made_and_loses_its_old_lists(store: EntryStore) -> None:
    old = one_of_each()[0]
    store.put([old], NOW)
    kept = store.get(old.id)
    assert kept is not None
    store.put([replace(kept, sites=(), words=("sharp",), note="new")], LATER)  # type: ignore[call-arg]
    found = store.get(old.id)
    assert found is not None
    assert (found.created_at, found.updated_at, found.note) == (NOW, LATER, "new")
    assert found.sites == ()  # type: ignore[attr-defined]
    assert found.words == ("sharp",)  # type: ignore[attr-defined]


def test_entries_are_found_by_their_local_day_and_kind(store: EntryStore) -> None:
    late_in_new_york = an_entry(3, "2026-11-24T23:30", "America/New_York")
    early_in_london = an_activity("walking", "2026-11-25T00:30")
    store.put([late_in_new_york, early_in_london], NOW)
    assert [entry.id for entry in store.between(date(2026, 11, 24), date(2026, 11, 24))] == [late_in_new_york.id]
    assert [entry.id for entry in store.between(date(2026, 11, 25))] == [early_in_london.id]
    assert [entry.id for entry in store.between(kinds=[Kind.PAIN])] == [late_in_new_york.id]
    assert store.between(kinds=[]) == []
    assert store.days() == (date(2026, 11, 24), date(2026, 11, 25))


def test_the_latest_of_a_kind_is_the_last_up_to_an_instant(store: EntryStore) -> None:
    first, second = an_entry(3, "2026-11-24T10:00"), an_entry(4, "2026-11-24T11:00")
    store.put([second, first], NOW)
    latest = [store.latest(Kind.PAIN, first.moment.at + timedelta(minutes=minutes)) for minutes in (-1, 0, 59, 60)]
    assert [entry and entry.id for entry in latest] == [None, first.id, first.id, second.id]


def test_one_that_is_later_and_cannot_be_read_hides_no_other(store: EntryStore, database: Database) -> None:
    known, damaged = an_entry(4, "2026-11-25T08:00"), an_entry(5, "2026-11-25T09:00")
    store.put([known, damaged], NOW)
    database.execute("DELETE FROM pain WHERE entry_id = ?", [damaged.id])
    database.conn.commit()
    assert store.get(damaged.id) is None
    found = store.latest(Kind.PAIN, known.moment.at)
    assert found is not None
    assert found.id == known.id


def test_the_bin_hides_entries_and_gives_them_back(store: EntryStore) -> None:
    entries = one_of_each()
    store.put(entries, NOW)
    store.put_in_bin([entries[0].id, entries[6].id, "no such id"], LATER)
    assert [entry.id for entry in store.between()] == [entry.id for entry in entries if entry not in (entries[0], entries[6])]
    assert store.get(entries[0].id) is None
    assert store.running_sessions() == []
    assert [(entry.id, at) for entry, at in store.binned()] == [(entries[6].id, LATER), (entries[0].id, LATER)]
    assert store.ids_beginning(entries[0].id[:8]) == []
    assert store.ids_beginning(entries[0].id[:8], in_bin=True) == [entries[0].id]
    store.put([entries[0]], LATER)
    assert without_stamps(store.between()[0]) == without_stamps(entries[0])
    assert len(store.binned()) == 1


def test_purging_forgets_what_lay_long_enough_and_leaves_a_tombstone(store: EntryStore, database: Database, tmp_path: Path) -> None:
    old, young = one_of_each()[:2]
    store.put([old, young], NOW)
    store.put_in_bin([old.id], NOW)
    store.put_in_bin([young.id], LATER)
    assert store.purge(LATER, LATER) == 1
    assert store.purge(LATER, LATER) == 0
    assert [entry.id for entry, _at in store.binned()] == [young.id]
    rows = all_rows(tmp_path / "diary.sqlite3")
    assert [row[0] for row in rows["tombstones"]] == [old.id]
    assert not any(old.id in map(str, row) for name, table in rows.items() if name != "tombstones" for row in table)
    database.conn.execute("PRAGMA foreign_key_check")


def _with_canaries() -> list[object]:
    return [
        an_entry(5, sites=(CANARY,), words=(CANARY,), eased_by=(CANARY,), note=CANARY * 900),
        a_session(CANARY, note=CANARY),
        an_activity(CANARY, note=CANARY),
        a_day_note(note=CANARY * 500),
        a_dose(CANARY, ingredients={CANARY: 5}, note=CANARY),
        a_function({CANARY: 5}, note=CANARY),
    ]


def test_what_is_purged_is_gone_from_the_bytes_of_the_file(store: EntryStore, tmp_path: Path) -> None:
    entries = _with_canaries()
    store.put([*one_of_each(), *entries], NOW)
    assert CANARY.encode() in (tmp_path / "diary.sqlite3").read_bytes()
    store.put_in_bin([entry.id for entry in entries], NOW)
    store.purge(LATER, LATER)
    assert [file.name for file in tmp_path.iterdir()] == ["diary.sqlite3"]
    assert CANARY.encode() not in (tmp_path / "diary.sqlite3").read_bytes()


def test_what_is_overwritten_is_gone_from_the_bytes_of_the_file(store: EntryStore, tmp_path: Path) -> None:
    entry = an_entry(5, words=(CANARY,), note=CANARY * 900)
    store.put([entry], NOW)
    store.put([replace(entry, note="", words=())], NOW)
    assert CANARY.encode() not in (tmp_path / "diary.sqlite3").read_bytes()


def test_entries_are_read_in_the_order_of_their_ids_and_the_bin_is_left_out(store: EntryStore) -> None:
    entries = [an_entry(pain, f"2026-11-2{pain}T08:00") for pain in range(4)]
    store.put(entries, NOW)
    store.put_in_bin([entries[1].id], NOW)
    wanted = [entries[place].id for place in (2, 0, 1, 3)]
    assert [entry.id for entry in store.read_all([*wanted, "no such id"])] == [entries[place].id for place in (2, 0, 3)]
