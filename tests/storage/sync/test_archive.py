"""Three copies of a diary, kept and merged at random: in every order they become one diary, and nothing is lost or comes back."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise, permutations
from pathlib import Path
from random import Random
from tempfile import NamedTemporaryFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.builders import a_day_note, a_moment, an_entry, an_episode, an_event
from tests.storage.diaries import HARD_TEXT, LATER, NOW, a_filled_diary, open_in
from tracker.domain.entries import Amount
from tracker.domain.episodes import Episode
from tracker.domain.medicines import Bound, Limit, Medicine
from tracker.domain.sync.fitting import fitted
from tracker.domain.sync.records import Copy, Tombstone, copy_of, joined, sections_of
from tracker.domain.sync.sections import Section
from tracker.domain.visits import FUNCTION_LIST_ID, Appointment, OwnActivity, Question
from tracker.storage.connection import writing
from tracker.storage.database import Database
from tracker.storage.entries import EntryStore
from tracker.storage.episodes import EpisodeStore
from tracker.storage.imports import ImportStore
from tracker.storage.medicines import MedicineStore
from tracker.storage.sync import told as told_module
from tracker.storage.sync.archive import ArchiveStore, Kept
from tracker.storage.sync.record_validation import RecordTrial
from tracker.storage.sync.remembered import MergeMemory, changes_between, copy_put_back
from tracker.storage.sync.told import gathered_in
from tracker.storage.values import instant_text
from tracker.storage.visits import VisitStore

IDS = tuple(f"00000000-0000-4000-8000-00000000000{number}" for number in range(3))
NOTE_ID = "00000000-0000-4000-8000-000000000003"
QUESTIONS = tuple(f"00000000-0000-4000-a000-00000000000{number}" for number in range(2))
EPISODES = tuple(f"00000000-0000-4000-9000-00000000000{number}" for number in range(4))
START = datetime(2026, 11, 1, 8, tzinfo=UTC)
LONG_AGO = timedelta(days=3)


@dataclass
class Computer:
    """One copy of the diary in memory, with the stores the app uses."""

    database: Database
    archive: ArchiveStore = field(init=False)
    replaced: set[tuple[str, str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.archive = ArchiveStore(self.database)
        self.entries, self.episodes = EntryStore(self.database), EpisodeStore(self.database)
        self.visits, self.medicines = VisitStore(self.database), MedicineStore(self.database)

    def twin(self) -> "Computer":
        twin = Database(sqlite3.connect(":memory:"))
        twin.conn.deserialize(self.database.conn.serialize())
        twin.conn.execute("PRAGMA foreign_keys = ON")
        return Computer(twin)

    def whole(self) -> Kept:
        return whole(self.archive)

    def copy(self) -> Copy:
        return self.whole().copy

    def take(self, other: Copy) -> None:
        """As the service merges: of the entries only those are read of which the other copy says something else, part by part."""
        records = [record for versions in other.versions.values() for record in versions.values()]
        here = self.archive.fingerprints_of_others() | self.archive.fingerprints([record.id for record in records])
        with NamedTemporaryFile() as empty, gathered_in(Path(empty.name), self.database) as told:
            told.add([*(record for record in records if record.fingerprint not in here), *other.tombstones.values()])
            with told.beside(), writing(self.database):
                for part in told.parts():
                    kept = self.archive.read_with(part.ids, has_others=part.has_others)
                    self.archive.become(kept, joined(kept.copy, copy_of(part.records, told.stones(kept.ids))))
                for news in told.news():
                    told.bury(news)

    def written(self) -> str:
        return "\n".join(self.database.conn.iterdump())


def whole(archive: ArchiveStore) -> Kept:
    """All that a diary holds."""
    return archive.read_with([id_ for (id_,) in archive._database.execute("SELECT id FROM entries UNION SELECT id FROM tombstones")])


@pytest.fixture(autouse=True, scope="module")
def in_small_parts() -> Iterator[None]:
    """What is merged in parts of five hundred is merged here one by one: no part may bear upon another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(told_module, "READ_AT_ONCE", 1)
        patch.setattr(told_module, "STONES_AT_ONCE", 1)
        yield


@pytest.fixture(scope="module")
def empty() -> Iterator[Computer]:
    with closing(Database(sqlite3.connect(":memory:"))) as database:
        database.migrate()
        database.conn.execute("PRAGMA foreign_keys = ON")
        yield Computer(database)


def a_change(chance: Random, computer: Computer, now: datetime, number: int) -> None:
    """One thing a person may do, at random, on one of few records, so that copies differ."""
    id_ = chance.choice(IDS)
    changes: list[Callable[[], object]] = [
        lambda: computer.entries.put([an_entry(chance.randrange(11), START, id=id_, sites=("neck",), note=f"note {number}")], now),
        lambda: computer.entries.put([a_day_note(START, id=NOTE_ID, note=f"note {number}")], now),
        lambda: computer.entries.put_in_bin([chance.choice([id_, NOTE_ID])], now),
        lambda: computer.entries.purge(now - LONG_AGO, now),
        lambda: computer.visits.put_question(Question(id=chance.choice(QUESTIONS), text=f"question {number}"), now),
        lambda: computer.visits.remove_question(chance.choice(QUESTIONS), now),
        lambda: computer.visits.set_activities([OwnActivity(text=f"activity {number}")] * chance.randrange(2), now),
        lambda: computer.medicines.put_limit(Limit("paracetamol", gap_hours=Bound(chance.randrange(4, 9), "you")), now),
        lambda: computer.medicines.remove_limit("paracetamol", now),
        lambda: an_episode_begins(chance, computer, now, number),
        lambda: an_episode_goes_on(chance, computer, now, number),
    ]
    chance.choice(changes)()
    # As each change a person makes ends (`History.make`).
    computer.archive.fit_again()


def an_episode_begins(chance: Random, computer: Computer, now: datetime, number: int) -> None:
    """Begun, or moved, where it overlaps no other one of this copy."""
    onset = START + timedelta(hours=chance.randrange(8))
    ended = None if chance.random() < 0.5 else onset + timedelta(hours=chance.randrange(1, 4))
    others = computer.episodes.all()
    wanted = an_episode(onset, ended, id=chance.choice(EPISODES), cause=f"cause {number}")
    if all(other.id == wanted.id or _apart(wanted, other) for other in others):
        computer.episodes.put(wanted, now)


def an_episode_goes_on(chance: Random, computer: Computer, now: datetime, number: int) -> None:
    """Moved to heat for a reason, or taken back."""
    for episode in computer.episodes.all()[:1]:
        if chance.random() < 0.3:
            computer.episodes.remove(episode.id, now)
        else:
            event = an_event("heat", episode.onset.at, reason=f"reason {number}")
            computer.episodes.put(replace(episode, events=(*episode.events, event)), now)


def _apart(episode: Episode, other: Episode) -> bool:
    first, second = sorted((episode, other), key=lambda episode: episode.onset.at)
    return first.onset.at < second.onset.at and first.ended is not None and first.ended.at <= second.onset.at


def histories(empty: Computer, seed: int) -> list[Computer]:
    """Three copies that began as one, kept apart and merged into each other now and then."""
    chance, now, computers = Random(seed), START + timedelta(days=1), [empty.twin() for _number in range(3)]
    for number in range(36):
        now += timedelta(hours=chance.choice((0, 1, 30)))
        computer = chance.choice(computers)
        if chance.random() < 0.12:
            computer.take(chance.choice(computers).copy())
        else:
            before = set(texts_shown(computer))
            a_change(chance, computer, now, number)
            computer.replaced |= before - set(texts_shown(computer))
    return computers


def texts_shown(computer: Computer) -> list[tuple[str, str, str]]:
    """The id of every record the tables show, when it was written, and its text."""
    return computer.database.conn.execute(
        "SELECT id, updated_at, note FROM entries UNION ALL SELECT id, updated_at, text FROM questions "
        "UNION ALL SELECT id, updated_at, cause FROM episodes UNION ALL SELECT id, updated_at, reason FROM phase_events "
        "UNION ALL SELECT id, updated_at, CAST(gap_hours AS TEXT) FROM medicine_limits UNION ALL SELECT ?, updated_at, text FROM function_activities",
        [FUNCTION_LIST_ID],
    ).fetchall()


def texts_of(computer: Computer) -> dict[tuple[str, str], str]:
    """Every text that stands, lost or is set aside in the tables themselves, and when it was written."""
    found: dict[tuple[str, str], str] = {}
    rows = texts_shown(computer)
    for table in ("conflicts", "set_aside"):
        for (content,) in computer.database.conn.execute(f"SELECT content FROM {table}").fetchall():  # noqa: S608 - two names of our own
            data = json.loads(content)
            (told,) = data.get("activities", [data])
            text = next(str(told[name]) for name in ("note", "text", "cause", "reason", "gap_hours") if name in told)
            rows.append((data["id"], data["updated_at"], text))
    for id_, written_at, text in rows:
        found[id_, text] = max(written_at, found.get((id_, text), ""))
    return found


@settings(max_examples=12)
@given(st.integers(0, 10**9))
def test_three_copies_become_one_diary_in_every_order_of_merging(empty: Computer, seed: int) -> None:
    computers = histories(empty, seed)
    copies = [computer.copy() for computer in computers]
    results = []
    for first, *others in permutations(range(3)):
        merged = computers[first].twin()
        for other in others:
            merged.take(copies[other])
        results.append(merged)
    at_once = computers[0].twin()
    pair = computers[1].twin()
    pair.take(copies[2])
    at_once.take(pair.copy())
    results.append(at_once)
    wanted = sections_of(results[0].copy())
    for merged in results:
        assert sections_of(merged.copy()) == wanted == [(name, list(records)) for name, records in merged.archive.sections()]
        assert merged.whole().shown == results[0].whole().shown == fitted(merged.copy().standing())
        assert merged.archive.read_lost().copy.losing() == merged.copy().losing()
        before = merged.written()
        for copy in copies:
            merged.take(copy)
        assert merged.written() == before
        episodes = merged.episodes.all()
        assert all(_apart(earlier, later) for earlier, later in pairwise(episodes))
        assert merged.entries.unreadable() == []
        assert merged.database.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    nothing_is_lost(computers, results[0])


def nothing_is_lost(computers: list[Computer], merged: Computer) -> None:
    """Each text of any copy stands, lost, was deleted later, or was shown on some copy and replaced there; none deleted is anywhere."""
    kept = texts_of(merged)
    deleted: dict[str, str] = {}
    replaced: dict[tuple[str, str], str] = {}
    for computer in computers:
        for id_, at in computer.database.conn.execute("SELECT id, updated_at FROM tombstones").fetchall():
            deleted[id_] = max(at, deleted.get(id_, ""))
        for id_, at, text in computer.replaced:
            replaced[id_, text] = max(at, replaced.get((id_, text), ""))
    for computer in computers:
        for (id_, text), written_at in texts_of(computer).items():
            is_deleted = written_at <= deleted.get(id_, "")
            is_replaced = written_at <= replaced.get((id_, text), "")
            assert (id_, text) in kept or is_deleted or is_replaced, (id_, text)
    assert all(written_at > deleted.get(id_, "") for (id_, _text), written_at in kept.items())


@settings(max_examples=8)
@given(st.integers(0, 10**9))
@example(746219)  # an episode was moved after a merge had cut another short by it
def test_a_merge_taken_back_leaves_the_diary_as_it_was(empty: Computer, seed: int) -> None:
    here, other, _third = histories(empty, seed)
    before, rows = here.whole(), here.written()
    here.take(other.copy())
    after = here.whole()
    changes = changes_between(before.copy, after.copy)
    back, changed_since = copy_put_back(changes, after.copy)
    here.archive.become(after, back)
    assert changed_since == 0
    assert here.copy() == before.copy
    assert sorted(here.written().splitlines()) == sorted(rows.splitlines())


@settings(max_examples=8)
@given(st.integers(0, 10**9))
@example(746219)
def test_the_rows_are_always_the_records_as_they_fit(empty: Computer, seed: int) -> None:
    """Whether a merge wrote them or the person: so it does not matter which was done first."""
    for computer in histories(empty, seed):
        assert computer.whole().shown == fitted(computer.copy().standing())


def test_every_record_of_a_diary_is_taken_from_its_archive_as_it_is(tmp_path: Path) -> None:
    a_filled_diary(tmp_path)
    with closing(open_in(tmp_path)) as database, closing(RecordTrial()) as trial:
        copy = whole(ArchiveStore(database)).copy
        for section, records in sections_of(copy):
            for data in records:
                assert trial.record(section, json.loads(json.dumps(data))).data() == data
        assert {key[0] for key in copy.versions} == set(Section) - {Section.MEDICINES, Section.LIMITS, Section.RULES}


def test_what_merging_kept_of_an_entry_goes_when_the_entry_is_deleted_for_good(tmp_path: Path) -> None:
    canary = "zzcanaryzz"
    with closing(open_in(tmp_path / "here")) as database, closing(open_in(tmp_path / "there")) as other:
        here, there = Computer(database), Computer(other)
        entry = an_entry(id=IDS[0], note=canary)
        there.entries.put([entry], NOW)
        here.entries.put([replace(entry, note="harmless")], LATER)
        before = here.whole()
        here.take(there.copy())
        with writing(database):
            id_ = _an_import(database)
            MergeMemory(database).remember(id_, changes_between(before.copy, here.copy()), LATER)
        assert canary in here.written()
        here.entries.put_in_bin([entry.id], LATER)
        here.entries.purge(LATER + timedelta(days=31), LATER + timedelta(days=31))
        assert canary not in here.written()
        here.take(there.copy())
        assert canary not in here.written()


def test_a_text_deleted_by_a_merge_can_be_brought_back_for_as_long_as_the_bin_keeps_it(tmp_path: Path) -> None:
    with closing(open_in(tmp_path)) as database:
        here = Computer(database)
        here.visits.put_question(Question(id=IDS[0], text="zzcanaryzz"), NOW)
        before = here.whole()
        here.take(Copy(tombstones={IDS[0]: Tombstone(instant_text(LATER), instant_text(LATER), IDS[0])}))
        with writing(database):
            MergeMemory(database).remember(_an_import(database), changes_between(before.copy, here.copy()), LATER)
        assert here.visits.questions() == []
        here.entries.purge(LATER, LATER)
        assert "zzcanaryzz" in here.written()
        here.entries.purge(LATER + timedelta(days=1), LATER + timedelta(days=31))
        assert "zzcanaryzz" not in here.written()


def _an_import(database: Database) -> str:
    return ImportStore(database).begin("archive", LATER)


PUT: dict[str, Callable[[Computer, datetime], object]] = {
    "questions": lambda here, now: here.visits.put_question(Question(id=IDS[0], text=HARD_TEXT), now),
    "appointments": lambda here, now: here.visits.put_appointment(Appointment(id=IDS[0], moment=a_moment(), whom=HARD_TEXT), now),
    "episodes": lambda here, now: here.episodes.put(an_episode(id=IDS[0], cause=HARD_TEXT), now),
    "medicines": lambda here, now: here.medicines.put(Medicine(id=IDS[0], name=HARD_TEXT, amounts=(Amount("x", 5),)), now),
}
REMOVE: dict[str, Callable[[Computer], object]] = {
    "questions": lambda here: here.visits.remove_question(IDS[0], LATER),
    "appointments": lambda here: here.visits.remove_appointment(IDS[0], LATER),
    "episodes": lambda here: here.episodes.remove(IDS[0], LATER),
    "medicines": lambda here: here.medicines.remove(IDS[0], LATER),
}


@pytest.mark.parametrize("section", PUT)
def test_what_is_deleted_leaves_a_tombstone_and_stays_away_until_it_is_saved_again(empty: Computer, section: str) -> None:
    here = empty.twin()
    PUT[section](here, NOW)
    there = here.twin()
    REMOVE[section](here)
    assert (here.copy().versions, here.copy().tombstones.keys()) == ({}, {IDS[0]})
    here.take(there.copy())
    assert here.copy().versions == {}
    PUT[section](here, LATER + timedelta(hours=1))
    there.take(here.copy())
    assert there.copy() == here.copy()
    assert (len(there.copy().versions), there.copy().tombstones.keys()) == (1, {IDS[0]})


def test_what_is_saved_again_while_the_clock_was_put_back_stands(empty: Computer) -> None:
    here = empty.twin()
    PUT["questions"](here, NOW)
    REMOVE["questions"](here)
    PUT["questions"](here, NOW)
    here.take(here.copy())
    assert [question.text for question in here.visits.questions()] == [HARD_TEXT]
