"""Entries written for other programs, as the ending of the file says."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from tests.builders import a_day_note, a_dose, an_entry
from tests.fakes import FakeClock
from tracker.app import Tracker
from tracker.domain.entries import Entry
from tracker.domain.redaction import LeftOut
from tracker.errors import Refused
from tracker.services.exchange.exporting import Selection
from tracker.storage.entries import EntryStore


def _patient(file: Path) -> dict[str, object]:
    return dict(json.loads(file.read_bytes())["entry"][0]["resource"])


@pytest.mark.parametrize("name", ["diary.json", "diary.pdf", "diary", "fhir.json"])
def test_an_ending_that_is_not_for_entries_is_refused_and_nothing_written(tracker: Tracker, tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"use \.csv or \.fhir\.json"):
        tracker.exporting.export(tmp_path / name)
    assert not (tmp_path / name).exists()


def test_the_person_is_the_same_in_every_file_and_named_only_on_demand(tracker: Tracker, clock: FakeClock, tmp_path: Path) -> None:
    first, second = an_entry(at="2026-11-20T08:00"), an_entry(at="2026-11-21T08:00")
    tracker.diary.entries.put([first, second], clock.now())
    nameless, named = tmp_path / "nameless.fhir.json", tmp_path / "named.fhir.json"
    tracker.exporting.export(nameless)
    tracker.exporting.export(named, Selection(ids=(second.id,)), "Ana Ng", date(1980, 2, 29))
    assert _patient(named) == _patient(nameless) | {"name": [{"text": "Ana Ng"}], "birthDate": "1980-02-29"}


def test_entries_of_one_time_stand_in_one_order_however_they_came_in(tracker: Tracker, clock: FakeClock, tmp_path: Path) -> None:
    entries = [an_entry(at="2026-11-20T08:00"), a_dose(at="2026-11-20T08:00"), a_day_note("2026-11-20T08:00")]
    for entry in sorted(entries, key=lambda entry: entry.id, reverse=True):
        tracker.diary.entries.put([entry], clock.now())
    tracker.exporting.export(tmp_path / "diary.csv")
    ids = [row["id"] for row in csv.DictReader((tmp_path / "diary.csv").read_text(encoding="utf-8").splitlines())]
    assert ids == sorted(entry.id for entry in entries)


def test_what_is_left_out_of_a_selection_is_not_counted(tracker: Tracker, clock: FakeClock, tmp_path: Path) -> None:
    entries = [an_entry(), a_dose(), a_day_note()]
    tracker.diary.entries.put(entries, clock.now())
    ids = tuple(entry.id for entry in entries)
    assert tracker.exporting.export(tmp_path / "less.csv", Selection(ids=ids, without=frozenset(LeftOut))) == 1
    assert (tmp_path / "less.csv").read_text(encoding="utf-8").count("\n") == 2


def test_of_a_long_diary_few_entries_are_held_at_once(tracker: Tracker, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tracker.diary.entries.put(
        [an_entry(number % 11, f"2026-{month:02}-{number:02}T08:00") for month in range(1, 11) for number in range(1, 13)], clock.now()
    )
    whole = tmp_path / "whole.csv"
    tracker.exporting.export(whole)
    read, held = EntryStore._read, []

    def counted(store: EntryStore, where: str, values: list[object]) -> list[Entry]:
        found = read(store, where, values)
        held.append(len(found))
        return found

    monkeypatch.setattr(EntryStore, "_read", counted)
    monkeypatch.setattr("tracker.storage.entries.READ_AT_ONCE", 7)
    assert tracker.exporting.export(tmp_path / "few.csv") == tracker.exporting.export(tmp_path / "few.fhir.json") == 120
    assert tracker.diary.check() == 120
    assert max(held) <= 7
    assert (tmp_path / "few.csv").read_bytes() == whole.read_bytes()
