"""The whole diary goes out as an archive and comes in again; the archive of another copy is merged, and taken back, as one step."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.builders import a_day_note, a_moment, an_entry
from tests.fakes import FakeClock
from tests.services.diaries import a_draft, opened
from tests.storage.diaries import HARD_TEXT, a_filled_diary, all_rows
from tracker.app import Tracker
from tracker.changes import Touched
from tracker.domain.entries import Amount, PainEntry
from tracker.domain.medicines import Medicine
from tracker.domain.plan.protocol import FIRST_PLAN_ID, Phase
from tracker.domain.reminders.rules import ReminderKind, Rule
from tracker.errors import DiaryDamaged, Refused
from tracker.importers.table.mapping import read_mapping
from tracker.services.exchange.importing import ReadOptions
from tracker.services.sync import merging
from tracker.storage.sync.archive import ArchiveStore, Kept

NOT_IN_IT = {"drafts", "imports", "imported_rows", "imported_entries", "reminders_raised", "reminder_watch", "merged_records", "undone_entries"}
NOT_IN_IT |= {
    "tallies",
    "entry_tallies",
    "passing_tallies",
    "session_elapsed",
    "brought_up",
}  # by the clocks of this computer, and of the history of imports
Opening = Callable[[str], Tracker]


@pytest.fixture
def computer(tmp_path: Path, clock: FakeClock) -> Iterator[Opening]:
    """Opens the diary of a computer by its name."""
    with ExitStack() as open_ones:
        yield lambda name: open_ones.enter_context(closing(opened(tmp_path / name, clock)))


def exported(tracker: Tracker, file: Path) -> Path:
    tracker.merging.export(file)
    return file


def without_time(file: Path) -> dict[str, Any]:
    return {name: value for name, value in json.loads(file.read_text(encoding="utf-8")).items() if name != "exported_at"}


def a_rich_diary(folder: Path, clock: FakeClock) -> Tracker:
    """A diary with a record of every kind, some of them deleted, changed and in the bin."""
    a_filled_diary(folder)
    clock.advance(hours=2)
    tracker = opened(folder, clock)
    tracker.medicines.add_own(Medicine(name="Mix " + HARD_TEXT, amounts=(Amount("x " + HARD_TEXT, 0.1 + 0.2),)))
    tracker.medicines.lower_limit("paracetamol", mg=2500.5)
    rule = tracker.reminders.rules()[0]
    tracker.reminders.add(Rule(kind=ReminderKind.OWN, times=(a_moment().local.time(),), text=HARD_TEXT))
    tracker.reminders.change(rule)
    tracker.visits.delete_question(tracker.visits.questions()[0].id)
    tracker.visits.ask("May I run? " + HARD_TEXT)
    for entry, _gone_at in tracker.diary.entries.binned():
        tracker.journal.bring_back(entry.id)
        tracker.journal.delete([entry.id])
    return tracker


def test_an_archive_into_an_empty_diary_and_out_again_is_the_same_archive(tmp_path: Path, clock: FakeClock, computer: Opening) -> None:
    with closing(a_rich_diary(tmp_path / "here", clock)) as here:
        first = exported(here, tmp_path / "first.json")
    clock.advance(days=1)
    there = computer("there")
    result = there.merging.merge(first)
    stones = len(without_time(first)["tombstones"])
    assert (result.added, result.changed, result.already_there, result.refused) == (result.read - stones, 0, stones, [])
    second = exported(there, tmp_path / "second.json")
    differing = [
        line for line, other in zip(first.read_text("utf-8").split("\n"), second.read_text("utf-8").split("\n"), strict=True) if line != other
    ]
    assert [line[:13] for line in differing] == ['"exported_at"']
    rows = [all_rows(tmp_path / name / "diary.sqlite3") for name in ("here", "there")]
    for name in rows[0].keys() - NOT_IN_IT:
        assert _plain(rows[0][name]) == _plain(rows[1][name]), name
    assert {name for name, table in rows[1].items() if table} >= rows[0].keys() - NOT_IN_IT - {"conflicts", "set_aside"}


def _plain(rows: list[tuple[Any, ...]]) -> list[str]:
    """Rows in one order, a JSON text by what it says."""
    return sorted(repr([json.loads(cell) if str(cell).startswith("{") else cell for cell in row]) for row in rows)


def test_an_archive_that_cannot_be_written_to_its_end_holds_no_transaction_open(
    tmp_path: Path, tracker: Tracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left open is closed when the diary is gone, and says so on standard error, behind the sentence."""

    def damaged(_store: ArchiveStore, sql: str) -> Iterable[object]:
        yield from ()
        if "JOIN" not in sql:  # those that come last of all
            raise DiaryDamaged("damaged")

    monkeypatch.setattr(ArchiveStore, "_read_stones", damaged)
    tracker.journal.add(an_entry(6))
    with pytest.raises(DiaryDamaged) as problem:
        exported(tracker, tmp_path / "archive.json")
    assert (tracker.diary.archive._database.conn.in_transaction, problem.value.sentence) == (False, "damaged")
    assert not (tmp_path / "archive.json").exists()


def test_settings_and_the_history_of_imports_do_not_travel(tmp_path: Path, clock: FakeClock) -> None:
    with closing(a_rich_diary(tmp_path / "here", clock)) as here:
        archive = without_time(exported(here, tmp_path / "archive.json"))
    assert not archive.keys() & (NOT_IN_IT | {"settings"})
    assert archive["tombstones"]
    assert not any(set(stone) - {"id", "created_at", "updated_at"} for stone in archive["tombstones"])


def test_two_computers_become_one_diary_whichever_merges_first(tmp_path: Path, clock: FakeClock, computer: Opening) -> None:
    here, there = computer("here"), computer("there")
    here.journal.record(a_draft(clock, 4, note="here"))
    here.planner.start_episode(a_moment("2026-11-23T14:10"))
    clock.advance(hours=1)
    there.journal.record(a_draft(clock, 7, note="there"))
    there.planner.start_episode(a_moment("2026-11-24T09:00"))
    files = [exported(here, tmp_path / "here.json"), exported(there, tmp_path / "there.json")]
    assert here.merging.merge(files[1]).touched & Touched.DIARY
    there.merging.merge(files[0])
    assert without_time(exported(here, tmp_path / "a.json")) == without_time(exported(there, tmp_path / "b.json"))
    for copy in (here, there):
        assert [entry.note for entry in copy.journal.entries()] == ["here", "there"]
        assert [episode.ended and str(episode.ended.local) for episode in copy.planner.episodes()] == ["2026-11-24 09:00:00", None]
        assert copy.planner.state(clock.now()).phase is Phase.ICE
        assert copy.merging.merge(files[0]).touched is copy.merging.merge(files[1]).touched is Touched.NONE


def test_a_plan_the_person_changed_is_not_undone_by_the_one_another_computer_began_with(tmp_path: Path, clock: FakeClock, computer: Opening) -> None:
    here, there = computer("here"), computer("there")
    here.planner.start_episode(a_moment("2026-11-23T14:10"))
    here.plans.change("ice_hours", 48)
    clock.advance(days=2)
    there.planner.start_episode(a_moment("2026-11-26T14:10"))
    here.merging.merge(exported(there, tmp_path / "there.json"))
    assert here.plans.in_force().ice_hours.value == 48
    assert sum(row[0] == FIRST_PLAN_ID for row in all_rows(tmp_path / "here" / "diary.sqlite3")["plan_versions"]) == 1


def test_a_dry_run_counts_and_changes_nothing(tmp_path: Path, clock: FakeClock, computer: Opening) -> None:
    here, there = computer("here"), computer("there")
    entry = here.journal.record(a_draft(clock, note="first")).entry
    assert isinstance(entry, PainEntry)
    archive = exported(here, tmp_path / "first.json")
    there.merging.merge(archive)
    clock.advance(hours=1)
    here.journal.change(an_entry(6, id=entry.id, note="here"))
    here.journal.record(a_draft(clock, note="new"))
    clock.advance(hours=1)
    there.journal.change(an_entry(6, id=entry.id, note="there"))
    archive = exported(here, tmp_path / "second.json")
    before = (tmp_path / "there" / "diary.sqlite3").read_bytes()
    result = there.merging.merge(archive, dry_run=True)
    assert (result.read, result.added, result.changed, result.already_there, result.conflicts) == (3, 1, 1, 1, 1)
    assert (result.import_id, result.touched) == (None, Touched.NONE)
    assert (tmp_path / "there" / "diary.sqlite3").read_bytes() == before
    done = there.merging.merge(archive)
    assert (done.added, done.changed, done.conflicts) == (1, 1, 1)
    assert sorted(entry.note for entry in there.journal.entries()) == ["new", "there"]


def test_a_merge_is_taken_back_in_a_later_session_and_what_was_changed_since_stays(tmp_path: Path, clock: FakeClock, computer: Opening) -> None:
    there = computer("there")
    with closing(a_rich_diary(tmp_path / "here", clock)) as here:
        archive = exported(here, tmp_path / "archive.json")
    mine = there.journal.record(a_draft(clock, note="mine")).entry
    before = without_time(exported(there, tmp_path / "before.json"))
    result = there.merging.merge(archive)
    assert result.import_id is not None
    there.close()
    later = computer("there")
    clock.advance(days=40)
    kept = next(entry for entry in later.journal.entries() if mine is not None and entry.id != mine.id and entry.note == "with food")
    later.journal.change(later.journal.get(kept.id))
    change = later.merging.undo(result.import_id)
    assert change.remark == "The merge was undone. 1 record changed since then stays."
    assert [entry.note for entry in later.journal.entries()] == ["with food", "mine"]
    later.diary.entries.put_in_bin([kept.id], clock.now())
    after = without_time(exported(later, tmp_path / "after.json"))
    assert {name: table for name, table in after.items() if name != "entries"} == {name: table for name, table in before.items() if name != "entries"}
    assert later.merging.merge(archive).added > 0


BROKEN = {
    "no id": ({"id": "not a uuid"}, "“id” is not what belongs there."),
    "no pain": ({"pain": None}, "It contains something that no diary can hold."),
    "off the scale": ({"pain": {"pain": 11}}, "11 is not on the scale. Nothing was saved; it goes from 0 to 10."),
    "a word for a number": ({"pain": {"pain": "six"}}, "“pain” is not what belongs there."),
    "a truth for a number": ({"pain": {"pain": True}}, "“pain” is not what belongs there."),
    "no time": ({"at": "yesterday"}, "“at” is not what belongs there."),
    "no zone of this world": ({"zone": "../../etc/passwd"}, "“zone” is not what belongs there."),
    "a day it was not": ({"day": "2026-01-01"}, "“day” is not what belongs there."),
    "a note missing": ({"note": None}, "“note” is not what belongs there."),
    "a note too long": ({"note": "x" * 10_001}, "“note” is not what belongs there."),
    "a zero character": ({"note": "\0"}, "The text holds a character that cannot be kept. Nothing was saved; remove it and try again."),
    "half a character": ({"note": "\ud800"}, "The text holds a character that cannot be kept. Nothing was saved; remove it and try again."),
    "no kind": ({"kind": "weather"}, "It contains something that no diary can hold."),
    "of two kinds": ({"activities": {"kind": "walking"}}, "It contains something that no diary can hold."),
    "a site twice": ({"pain_sites": [{"name": "neck", "pain": 1}] * 2}, "The diary refused that, so nothing was saved."),
    "sites of another form": ({"pain_sites": "neck"}, "It contains something that no diary can hold."),
    "never changed": ({"updated_at": None}, "“updated_at” is not what belongs there."),
    "from a year to come": ({"updated_at": "9999-01-02T00:00:00+00:00"}, "“updated_at” is not what belongs there."),
}


@pytest.fixture(scope="module")
def sound_archive(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("sound")
    clock = FakeClock.at()
    with closing(opened(folder / "data", clock)) as tracker:
        tracker.journal.record(a_draft(clock, note="sound"))
        archive: dict[str, Any] = json.loads(exported(tracker, folder / "archive.json").read_text("utf-8"))
    return archive


def test_a_broken_record_is_refused_with_its_line_and_reason_and_the_rest_goes_on(
    tmp_path: Path, tracker: Tracker, sound_archive: dict[str, Any]
) -> None:
    (sound,) = sound_archive["entries"]
    broken = [{**sound, "id": f"{number:08}{sound['id'][8:]}", **change} for number, (change, _reason) in enumerate(BROKEN.values())]
    lines = ["{", *(f'"{name}": {json.dumps(sound_archive[name])},' for name in ("format", "version")), '"entries": [']
    text = "\n".join([*lines, ",\n".join(map(json.dumps, [*broken, sound, 7])), '],\n"conflicts": [{"record": 1}], "tombstones": [{}]}'])
    (tmp_path / "archive.json").write_text(text, "utf-8")
    result = tracker.merging.merge(tmp_path / "archive.json")
    assert (result.read, result.added) == (len(broken) + 4, 1)
    assert [line for line, _reason in result.refused] == [*range(5, 5 + len(broken)), 6 + len(broken), 8 + len(broken), 8 + len(broken)]
    for (_line, reason), (_change, wanted) in zip(result.refused, BROKEN.values(), strict=False):
        assert reason in {wanted, "It contains something that no diary can hold."} or reason.startswith(wanted)
    assert [entry.note for entry in tracker.journal.entries()] == ["sound"]


def test_what_a_later_app_may_add_to_a_record_is_left_out(tmp_path: Path, tracker: Tracker, sound_archive: dict[str, Any]) -> None:
    (sound,) = sound_archive["entries"]
    (tmp_path / "archive.json").write_text(
        json.dumps({**sound_archive, "entries": [{**sound, "weather": "rain"}], "weather": [{"rain": 1}]}), "utf-8"
    )
    assert tracker.merging.merge(tmp_path / "archive.json").added == 1
    assert without_time(exported(tracker, tmp_path / "own.json"))["entries"] == [sound]


def test_an_archive_of_nothing_but_trouble_is_refused_as_a_whole(
    tmp_path: Path, tracker: Tracker, sound_archive: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "MOST_REFUSED", 10)
    (tmp_path / "archive.json").write_text(json.dumps({**sound_archive, "questions": [{}] * 12}), "utf-8")
    with pytest.raises(Refused, match="hardly anything in it can be read"):
        tracker.merging.merge(tmp_path / "archive.json")
    monkeypatch.setattr(merging, "MOST_RECORDS", 10)
    (tmp_path / "archive.json").write_text(json.dumps({**sound_archive, "weather": [{}] * 11}), "utf-8")
    with pytest.raises(Refused, match="larger than any diary"):
        tracker.merging.merge(tmp_path / "archive.json")
    assert tracker.journal.entries() == []


def test_the_same_file_imported_on_both_computers_gives_one_diary_without_conflicts(tmp_path: Path, clock: FakeClock, computer: Opening) -> None:
    here, there = computer("here"), computer("there")
    table, mapping = tmp_path / "table.csv", tmp_path / "mapping.toml"
    table.write_text("date,pain\n2026-11-20,4\n2026-11-21,5\n", "utf-8")
    mapping.write_text('[columns]\ndate = "date"\npain = "pain"\n[dates]\ntime = "20:00"\n', "utf-8")
    for copy in (here, there):
        assert copy.importing.run(table, ReadOptions(mapping=read_mapping(mapping))).added == 2
        clock.advance(hours=1)
    result = there.merging.merge(exported(here, tmp_path / "here.json"))
    assert (result.read, result.already_there, result.conflicts) == (2, 2, 0)
    assert len(there.journal.entries()) == 2


def test_an_entry_that_another_computer_moved_to_the_bin_counts_as_changed(tmp_path: Path, clock: FakeClock, computer: Opening) -> None:
    here, there = computer("here"), computer("there")
    entry = here.journal.record(a_draft(clock)).entry
    assert entry is not None
    there.merging.merge(exported(here, tmp_path / "first.json"))
    clock.advance(hours=1)
    here.journal.delete([entry.id])
    result = there.merging.merge(exported(here, tmp_path / "second.json"))
    assert (result.changed, result.already_there, result.conflicts, there.journal.entries()) == (1, 0, 0, [])
    assert [binned.id for binned, _gone_at in there.diary.entries.binned()] == [entry.id]


def test_an_episode_cut_short_by_a_merge_ends_where_the_later_one_begins_by_now(tmp_path: Path, computer: Opening) -> None:
    here, there = computer("here"), computer("there")
    here.planner.start_episode(a_moment("2026-11-20T09:00"))
    here.planner.end_episode(a_moment("2026-11-20T20:00"))
    there.planner.start_episode(a_moment("2026-11-20T14:00"))
    here.merging.merge(exported(there, tmp_path / "there.json"))

    def end_of_first() -> str:
        first = here.planner.episodes()[0]
        return f"{first.ended.local:%H:%M}" if first.ended else "open"

    assert end_of_first() == "14:00"
    here.planner.edit_onset(a_moment("2026-11-20T16:00"))
    assert end_of_first() == "16:00"
    here.planner.edit_onset(a_moment("2026-11-20T21:00"))
    assert end_of_first() == "20:00"
    here.history.undo()
    here.history.undo()
    assert end_of_first() == "14:00"


def test_an_archive_of_a_version_before_morning_stiffness_is_the_same_diary(computer: Opening, tmp_path: Path) -> None:
    """A note without it keeps the text, and so the hash, that earlier versions gave it; one with it has it in both."""
    here, there = computer("here"), computer("there")
    for note in (a_day_note("2026-11-24T20:00", mood=6), a_day_note("2026-11-23T20:00", stiff_minutes=45)):
        here.journal.add(note)
    file = exported(here, tmp_path / "here.json")
    assert [
        record["day_notes"].get("stiff_minutes", "absent") for record in sorted(json.loads(file.read_text())["entries"], key=lambda it: it["at"])
    ] == [45, "absent"]
    there.merging.merge(file)
    assert without_time(exported(there, tmp_path / "there.json")) == without_time(file)
    assert [entry.stiff_minutes for entry in there.journal.entries()] == [45, None]


def test_of_what_stands_already_nothing_is_read_again(tmp_path: Path, clock: FakeClock, computer: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = computer("here"), computer("there")
    for number in range(30):
        clock.advance(minutes=1)
        here.journal.add(an_entry(number % 11))
    there.merging.merge(exported(here, tmp_path / "first.json"))
    changed, deleted = here.journal.entries()[3:5]
    here.journal.delete([deleted.id])
    here.journal.change(replace(changed, note="later"))
    asked: list[str] = []
    read_with = ArchiveStore.read_with

    def followed(store: ArchiveStore, ids: Iterable[str], *, has_others: bool = True) -> Kept:
        asked.extend(wanted := list(ids))
        return read_with(store, wanted, has_others=has_others)

    monkeypatch.setattr(ArchiveStore, "read_with", followed)
    archive = exported(here, tmp_path / "second.json")
    asked.clear()
    result = there.merging.merge(archive)
    # Each with the id of its text, under which a tombstone says that it was replaced.
    assert {changed.id, deleted.id} <= set(asked)
    assert len(set(asked)) == 4
    assert (result.changed, result.added, result.already_there, result.conflicts) == (2, 0, result.read - 2, 0)
    assert without_time(exported(there, tmp_path / "there.json")) == without_time(archive)
    there.merging.undo(result.import_id or "")
    assert without_time(exported(there, tmp_path / "back.json")) == without_time(tmp_path / "first.json")
