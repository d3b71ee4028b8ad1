"""Finding entries by a text, and writing some of them into a table."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import LEFT, RIGHT, a_day_note, a_session, an_activity, an_entry
from tests.fakes import FakeClock
from tracker.app import Tracker
from tracker.domain.entries import Kind
from tracker.domain.entry_filter import EVERYTHING, Only
from tracker.errors import Refused
from tracker.services.exchange.exporting import Selection
from tracker.services.journal import places_of
from ui.pages.diary.excerpt import SHOWN_LETTERS, excerpt


def found(tracker: Tracker, text: str, only: Only = EVERYTHING, limit: int = 200) -> list[str]:
    return [entry.note for entry in tracker.journal.holding(text, limit, only)]


def test_the_latest_comes_first(tracker: Tracker) -> None:
    tracker.diary.entries.put([an_entry(at=f"2026-11-2{day}T08:00", note=f"tea {day}") for day in range(5)], tracker.clock.now())
    assert found(tracker, "TEA") == ["tea 4", "tea 3", "tea 2", "tea 1", "tea 0"]


def test_what_is_rare_among_much_is_found_through_a_filter(tracker: Tracker) -> None:
    many = [an_activity(at="2026-11-25T08:00", note="tea") for _number in range(900)]
    tracker.diary.entries.put([*many, a_day_note("2026-11-01T08:00", note="tea at last")], tracker.clock.now())
    assert found(tracker, "tea", Only(kinds=(Kind.DAY_NOTE,))) == ["tea at last"]
    assert len(found(tracker, "tea", Only(kinds=(Kind.ACTIVITY,)), limit=7)) == 7


@pytest.mark.parametrize(("text", "notes"), [("Osteopathy", ["back"]), ("manual-therapy", ["back"]), ("damp heat", ["wrap"]), ("yoga", [])])
def test_a_session_is_found_by_its_name_as_shown_and_as_typed(tracker: Tracker, text: str, notes: list[str]) -> None:
    sessions = [a_session("manual-therapy", note="back"), a_session("heat", "2026-11-24T09:00", note="wrap")]
    tracker.diary.entries.put(sessions, tracker.clock.now())
    assert found(tracker, text) == notes


def test_a_site_admits_only_readings_at_it(tracker: Tracker) -> None:
    entries = [
        an_entry(sites=(LEFT,), note="tea left"),
        an_entry(sites=(LEFT, RIGHT), note="tea both"),
        an_entry(note="tea nowhere"),
        an_activity(note="tea walk"),
    ]
    tracker.diary.entries.put(entries, tracker.clock.now())
    assert sorted(found(tracker, "tea", Only(site=RIGHT))) == ["tea both"]
    assert sorted(found(tracker, "tea", Only(unplaced=True))) == ["tea nowhere"]
    assert found(tracker, "tea", Only(kinds=(Kind.DOSE,), unplaced=True)) == []
    for only in (Only(site=RIGHT), Only(unplaced=True), Only(kinds=(Kind.ACTIVITY,)), EVERYTHING):
        ids = {tuple(sorted(tracker.diary.entries.search.holding("tea", 9, only, latest=latest))) for latest in (0, 2, 9)}
        assert len(ids) == 1


def test_the_bin_is_not_searched(tracker: Tracker) -> None:
    entry = an_entry(note="tea")
    tracker.journal.add(entry)
    tracker.journal.delete([entry.id])
    assert found(tracker, "tea") == []


def test_several_are_deleted_as_one_change_that_says_how_many(tracker: Tracker) -> None:
    entries = [an_entry(note="a"), an_entry(note="b")]
    tracker.diary.entries.put(entries, tracker.clock.now())
    assert tracker.journal.delete([entry.id for entry in entries]).remark == "2 entries deleted"
    tracker.history.undo()
    assert len(tracker.journal.entries()) == 2


def test_what_has_lain_thirty_days_is_in_the_bin_no_more(tracker: Tracker, clock: FakeClock) -> None:
    entry = an_entry()
    tracker.journal.add(entry)
    tracker.journal.delete([entry.id])
    clock.advance(days=30)
    assert len(tracker.journal.binned()) == 1
    clock.advance(seconds=1)
    assert tracker.journal.binned() == []


def test_exactly_the_chosen_entries_are_written_oldest_first(tracker: Tracker, tmp_path: Path) -> None:
    entries = [an_entry(at=f"2026-11-2{day}T08:00", note=str(day)) for day in range(5)]
    tracker.diary.entries.put(entries, tracker.clock.now())
    file = tmp_path / "some.csv"
    assert tracker.exporting.export(file, Selection(ids=(entries[3].id, entries[1].id))) == 2
    with file.open(encoding="utf-8", newline="") as lines:
        assert [row["note"] for row in csv.DictReader(lines)] == ["1", "3"]


def test_an_entry_that_is_gone_leaves_the_old_file_as_it_was(tracker: Tracker, tmp_path: Path) -> None:
    entry = an_entry()
    tracker.journal.add(entry)
    file = tmp_path / "some.csv"
    file.write_text("old")
    with pytest.raises(Refused):
        tracker.exporting.export(file, Selection(ids=(entry.id, replace(entry, id="gone").id)))
    assert file.read_text() == "old"


@pytest.mark.parametrize(
    ("text", "wanted", "parts"),
    [
        ("Über den Tisch, über", "UBER", ["Über", "über"]),
        ("Straße", "ss", ["ß"]),
        ("😀 tea", "TEA", ["tea"]),
        ("cafe\u0301 noir", "café", ["cafe"]),
        ("tea", " tea ", ["tea"]),
        ("tea", "", []),
        ("tea", "coffee", []),
    ],
)
def test_the_places_found_are_those_of_the_text_as_typed(text: str, wanted: str, parts: list[str]) -> None:
    assert [text[place : place + length] for place, length in places_of(text, wanted)] == parts


@given(st.text(max_size=60), st.text(min_size=1, max_size=8), st.text(max_size=60))
def test_every_place_lies_in_the_text(before: str, wanted: str, after: str) -> None:
    text = before + wanted + after
    assert all(0 <= place < place + length <= len(text) for place, length in places_of(text, wanted))


@given(st.text(alphabet="ab \n", max_size=2_000), st.text(alphabet="ab \n", max_size=2_000))
def test_an_excerpt_is_short_and_shows_what_was_sought(before: str, after: str) -> None:
    shown, marks = excerpt(f"{before}Giraffe{after}", "giraffe")
    assert len(shown) <= SHOWN_LETTERS + 1
    assert [shown[place : place + length] for place, length in marks] == ["Giraffe"]
