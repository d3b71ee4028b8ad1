"""Entries in and out of the diary file, the bin, and what is gone for good."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from tests.builders import a_day_note, a_session, an_activity, an_entry
from tests.storage.diaries import HARD_TEXT, LATER, NOW, all_rows, one_of_each, open_in, without_stamps
from tracker.domain.entries import NAME_LIMIT, NOTE_LIMIT, Kind, SiteReading
from tracker.errors import Refused
from tracker.storage.entries import EntryStore

CANARY = "zzcanaryzz"
TEXTS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=40)
NAMES = TEXTS.filter(str.strip)
POINTS = st.floats(0, 10)
INSTANTS = st.integers(-2_200_000_000, 250_000_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
ZONES = st.sampled_from(["Europe/London", "Australia/Lord_Howe", "America/New_York", "Pacific/Kiritimati", "UTC"])


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with closing(open_in(tmp_path)) as database:
        yield database


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


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(note=TEXTS, name=NAMES, value=POINTS, at=INSTANTS, zone=ZONES)
def test_any_text_value_and_time_comes_back_as_it_went_in(store: EntryStore, note: str, name: str, value: float, at: datetime, zone: str) -> None:
    entries = [
        an_entry(value, at, zone, sites=(SiteReading(name, 10 - value),), words=(name,), worse_with=(name, HARD_TEXT), note=note),
        a_session(name, at, zone, minutes=max(value, 0.1), before=value, note=note),
        an_activity(name, at, zone, minutes=value, count=value * 1000, note=note),
        a_day_note(at, zone, note=note, mood=value, fluids=value),
    ]
    store.put(entries, NOW)
    assert [without_stamps(entry) for entry in (store.get(entry.id) for entry in entries) if entry] == [without_stamps(entry) for entry in entries]


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


def test_the_bin_hides_entries_and_gives_them_back(store: EntryStore) -> None:
    entries = one_of_each()
    store.put(entries, NOW)
    store.put_in_bin([entries[0].id, entries[6].id, "no such id"], LATER)
    assert [entry.id for entry in store.between()] == [entry.id for entry in entries[1:6]]
    assert store.get(entries[0].id) is None
    assert store.running_sessions() == []
    assert {(entry.id, at) for entry, at in store.binned()} == {(entries[0].id, LATER), (entries[6].id, LATER)}
    assert store.ids_beginning(entries[0].id[:8]) == []
    assert store.ids_beginning(entries[0].id[:8], in_bin=True) == [entries[0].id]
    store.put([entries[0]], LATER)
    assert without_stamps(store.between()[0]) == without_stamps(entries[0])
    assert len(store.binned()) == 1


def test_exchange_does_both_or_neither(store: EntryStore) -> None:
    old, new = an_entry(3), an_entry(4)
    store.put([old], NOW)
    with pytest.raises(Refused):
        store.exchange([replace(new, id="too short")], [old.id], NOW)
    assert [entry.id for entry in store.between()] == [old.id]
    store.exchange([new], [old.id], NOW)
    assert [entry.id for entry in store.between()] == [new.id]


def test_exchange_takes_back_what_it_saved_where_the_rest_fails(store: EntryStore, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_store: EntryStore, _ids: list[str], _now: datetime) -> None:
        raise Refused("no")

    monkeypatch.setattr(EntryStore, "put_in_bin", fail)
    with pytest.raises(Refused, match="no"):
        store.exchange([an_entry(4)], ["old"], NOW)
    assert store.between() == []


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
