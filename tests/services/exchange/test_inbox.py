"""The inbox: what lies still comes in once, as one import a file; what cannot be used is told; nothing is lost, doubled or half read."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.app import Tracker
from tracker.domain.entries import PainEntry
from tracker.errors import DiaryUnavailable, Refused
from tracker.importers.table.mapping import mapping_of
from tracker.services.exchange.importing import ImportResult
from tracker.services.exchange.inbox import Delivery, Outcome
from tracker.services.exchange.inbox_folder import LIES_STILL, InboxFolder
from tracker.steps import run_to_end
from tracker.storage.database import Database

CHANGED = datetime(2026, 11, 24, 7, 30, tzinfo=UTC).timestamp()
MAPPING = '[columns]\ndatetime = "Timestamp"\npain = "How bad"\nsite = "Where"\n[dates]\nformat = "%m/%d/%Y %H:%M:%S"\n'
FORM = "Timestamp,How bad,Where\n11/24/2026 9:05:00,4,neck\n"


@pytest.fixture
def folder(tmp_path: Path, tracker: Tracker) -> Path:
    """The inbox, chosen."""
    folder = tmp_path / "phone"
    folder.mkdir()
    tracker.inbox.choose(folder)
    return folder


def _drop(folder: Path, name: str, content: str | bytes, changed: float = CHANGED) -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    os.utime(file, (changed, changed))
    return file


def _look(tracker: Tracker) -> list[Delivery]:
    tracker.inbox.open()
    return run_to_end(tracker.inbox.steps(tracker.inbox.still()))


def _take_in(tracker: Tracker, clock: FakeClock) -> list[Delivery]:
    """What two looks take in, with the time between them in which a file has to lie still."""
    tracker.inbox.open()
    tracker.inbox.still()
    clock.advance(LIES_STILL)
    return _look(tracker)


def _told(deliveries: list[Delivery]) -> list[tuple[str, str, int, int]]:
    return [(found.file, found.outcome.value, found.result.added, found.result.already_there) for found in deliveries]


def _pains(tracker: Tracker) -> list[tuple[str, float, str | None, str]]:
    return [
        (pain.moment.at.isoformat(timespec="minutes"), pain.pain, pain.sites[0].name if pain.sites else None, pain.note)
        for pain in tracker.journal.pain_entries()
    ]


def _names(folder: Path) -> list[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if not file.is_dir())


def test_a_line_comes_in_once_it_lies_still_and_is_one_import_to_undo(tracker: Tracker, folder: Path, clock: FakeClock) -> None:
    _drop(folder, "pain.txt", "6 lower back left stiff after sitting\n")
    assert (_look(tracker), tracker.inbox.waiting) == ([], ["pain.txt"])
    clock.advance(seconds=1.9)
    assert (_look(tracker), tracker.inbox.waiting) == ([], ["pain.txt"])
    clock.advance(seconds=0.1)
    assert _told(_look(tracker)) == [("pain.txt", "done", 1, 0)]
    assert _pains(tracker) == [("2026-11-24T07:30+00:00", 6, "lower back left", "stiff after sitting")]
    assert (_names(folder), tracker.inbox.waiting, _look(tracker)) == (["done/pain.txt"], [], [])
    (past,) = tracker.importing.imports()
    assert tracker.importing.name_of(past) == "Lines with a pain value"
    tracker.history.undo()
    assert (_pains(tracker), tracker.importing.imports()) == ([], [])


def test_for_the_few_rows_of_a_file_no_whole_diary_is_made_aside(
    tracker: Tracker, folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: object) -> None:
        raise AssertionError

    # All its steps take longer than the rest: of ten thousand files of a line that made minutes.
    monkeypatch.setattr(Database, "migrate", fail)
    _drop(folder, "pain.txt", "6 lower back left\n")
    assert _told(_take_in(tracker, clock)) == [("pain.txt", "done", 1, 0)]


def test_a_file_that_grows_waits_and_comes_in_whole(tracker: Tracker, folder: Path, clock: FakeClock) -> None:
    for text in ("6 lower", "6 lower back", "6 lower back left"):
        _drop(folder, "pain.txt", text)
        assert _look(tracker) == []
        clock.advance(LIES_STILL)
    assert len(_look(tracker)) == 1
    assert [(site, note) for _at, _pain, site, note in _pains(tracker)] == [("lower back left", "")]


def test_what_was_being_written_when_the_computer_fell_asleep_has_to_lie_still_anew(tracker: Tracker, folder: Path, clock: FakeClock) -> None:
    _drop(folder, "pain.txt", "6 lower")
    _look(tracker)
    clock.advance(hours=8)
    assert (_look(tracker), tracker.inbox.waiting) == ([], ["pain.txt"])
    _drop(folder, "pain.txt", "6 lower back left")
    assert _told(_take_in(tracker, clock)) == [("pain.txt", "done", 1, 0)]


def test_a_name_as_long_as_can_be_is_shortened_where_it_goes(tracker: Tracker, folder: Path, clock: FakeClock) -> None:
    long = "ü" * 125 + ".txt"
    for changed in (CHANGED, CHANGED + 60):
        _drop(folder, long, "stiff", changed)
        assert [found.outcome for found in _take_in(tracker, clock)] == [Outcome.REFUSED]
    assert len(_names(folder)) == 4


def test_the_same_line_told_twice_is_one_entry_and_on_two_days_two(tracker: Tracker, folder: Path, clock: FakeClock) -> None:
    _drop(folder, "a.txt", "6 neck")
    _drop(folder, "a (conflicted copy).txt", "6 neck\n")
    assert _told(_take_in(tracker, clock)) == [("a (conflicted copy).txt", "done", 1, 0), ("a.txt", "done", 0, 1)]
    _drop(folder, "a.txt", "6 neck")
    assert _told(_take_in(tracker, clock)) == [("a.txt", "done", 0, 1)]
    _drop(folder, "a.txt", "6 neck", CHANGED + 60 * 60 * 12)
    assert _told(_take_in(tracker, clock)) == [("a.txt", "done", 1, 0)]
    assert len(_pains(tracker)) == 2
    assert _names(folder) == ["done/a (2).txt", "done/a (3).txt", "done/a (conflicted copy).txt", "done/a.txt"]


def test_a_table_is_taken_in_by_the_choice_kept_for_it_and_an_archive_merged(
    tracker: Tracker, folder: Path, clock: FakeClock, tmp_path: Path
) -> None:
    _drop(folder, "form.csv", FORM)
    (unknown,) = _take_in(tracker, clock)
    assert (unknown.outcome, "give the choice a name" in unknown.reason) == (Outcome.REFUSED, True)
    assert (folder / "refused" / "form.csv.reason.txt").read_text(encoding="utf-8") == f"form.csv: {unknown.reason}\n"
    tracker.importing.mappings.keep("less", mapping_of('[columns]\ndatetime = "Timestamp"\npain = "How bad"\n', "less.toml"))
    tracker.importing.mappings.keep("web form", mapping_of(MAPPING, "form.toml"))
    tracker.importing.mappings.keep("zz other", mapping_of('[columns]\ndate = "day"\npain = "How bad"\n', "other.toml"))
    _drop(folder, "form.csv", FORM)
    other = opened(tmp_path / "other", clock)
    other.journal.add(PainEntry(moment=other.journal.now(), pain=2, note="elsewhere"))
    other.merging.export(tmp_path / "archive")
    other.close()
    (tmp_path / "archive").rename(folder / "archive.json")
    titled = "Answers of the form\n\nWhere,Timestamp,How bad,Other\nneck,11/24/2026 10:05:00,3,x\n"
    _drop(folder, "titled.csv", titled)
    told = {name: added for name, _outcome, added, _there in _told(_take_in(tracker, clock))}
    assert told == {"form.csv": 1, "titled.csv": 1, "archive.json": 1}
    assert _pains(tracker) == [
        ("2026-11-24T09:05+00:00", 4, "neck", ""),
        ("2026-11-24T10:05+00:00", 3, "neck", ""),
        ("2026-11-25T13:05+00:00", 2, None, "elsewhere"),
    ]
    assert len(tracker.importing.imports()) == 3


def test_a_diary_that_is_in_use_is_waited_for_once_whatever_lies_there(
    tracker: Tracker, folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        _drop(folder, f"{number}.txt", f"{number} neck\n")
    asked = []

    def in_use(file: Path, *_options: object, **_more: object) -> object:
        asked.append(file.name)
        raise DiaryUnavailable("Another program is using the diary.")

    with monkeypatch.context() as busy:
        busy.setattr(tracker.importing, "steps", in_use)
        left = _take_in(tracker, clock)
    assert (len(asked), {(delivery.outcome, delivery.reason) for delivery in left}) == (1, {(Outcome.LEFT, "Another program is using the diary.")})
    assert len(left) == 4
    assert [delivery.outcome for delivery in _take_in(tracker, clock)] == [Outcome.DONE] * 4


def test_why_a_file_was_refused_is_never_written_through_a_link(tracker: Tracker, folder: Path, clock: FakeClock, tmp_path: Path) -> None:
    mine = _drop(tmp_path, "mine.txt", "precious")
    diary = tracker.diary.paths.diary.read_bytes()
    (folder / "refused").mkdir(exist_ok=True)
    (folder / "refused" / "bad.txt.reason.txt").symlink_to(tracker.diary.paths.diary)
    (folder / "refused" / "bad (2).txt.reason.txt").symlink_to(mine)
    _drop(folder, "bad.txt", "no pain at all\n")
    (refused,) = _take_in(tracker, clock)
    assert refused.outcome is Outcome.REFUSED
    assert (tracker.diary.paths.diary.read_bytes(), mine.read_text(encoding="utf-8")) == (diary, "precious")
    assert refused.reason in (folder / "refused" / "bad (3).txt.reason.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("note.txt", "stiff today", "does not begin with a pain"),
        ("weather.csv", "when,sky\n2026-11-20,grey\n", "not known yet"),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "not a table"),
        ("broken.json", '{"format": "recovery-tracker", "version"', "Nothing was imported"),
        ("page.html", "<html></html>", "not a file this app can read"),
        ("wrong.txt", "11 neck", "from 0 to 10"),
        ("export.zip", b"PK\x03\x04" + bytes(50), "in the window"),
        ("future.txt", "2027-01-01T08:00 6", "Nothing of this file can be used"),
        ("own.csv", "kind,id,at,day,local,zone,pain\n", "There is nothing in this file"),
    ],
)
def test_what_cannot_be_used_goes_to_refused_with_a_sentence(
    tracker: Tracker, folder: Path, clock: FakeClock, name: str, content: str | bytes, why: str
) -> None:
    _drop(folder, name, content)
    _drop(folder, "fine.txt", "3 neck")
    deliveries = {found.file: found for found in _take_in(tracker, clock)}
    assert (deliveries[name].outcome, deliveries["fine.txt"].outcome) == (Outcome.REFUSED, Outcome.DONE)
    assert why in deliveries[name].reason
    assert deliveries[name].reason in (folder / "refused" / f"{name}.reason.txt").read_text(encoding="utf-8")
    assert _names(folder) == ["done/fine.txt", f"refused/{name}", f"refused/{name}.reason.txt"]
    assert len(_pains(tracker)) == 1


def test_of_a_file_that_came_in_in_part_the_lines_left_out_are_told(tracker: Tracker, folder: Path, clock: FakeClock) -> None:
    _drop(folder, "many.txt", "2026-11-24T08:00 6 neck\n12 neck\n2026-11-24T09:00 5 neck\n")
    (delivery,) = _take_in(tracker, clock)
    assert (delivery.outcome, delivery.result.added, delivery.result.refused_count) == (Outcome.DONE, 2, 1)
    told = (folder / "refused" / "many.txt.reason.txt").read_text(encoding="utf-8").splitlines()
    assert told[0].startswith("many.txt: 1 line")
    assert told[1].startswith("Line 2: ")


def test_links_folders_and_files_under_way_are_left_alone(tracker: Tracker, folder: Path, clock: FakeClock, tmp_path: Path) -> None:
    secret = _drop(tmp_path, "elsewhere.txt", "6 neck")
    (folder / "link.txt").symlink_to(secret)
    (folder / "nowhere.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(folder / "pipe.txt")
    (folder / "sub").mkdir()
    _drop(folder / "sub", "inner.txt", "6 neck")
    for name in (".syncthing.a.txt.tmp", ".hidden.txt", "a.txt.part", "b.crdownload", "~$c.csv", "desktop.ini"):
        _drop(folder, name, "6 neck")
    _drop(folder, "empty.txt", "")
    before = _names(folder)
    assert (_take_in(tracker, clock), tracker.inbox.waiting, _names(folder), secret.read_text()) == ([], [], before, "6 neck")
    assert _pains(tracker) == []


def test_a_link_in_the_place_of_done_is_not_followed(tracker: Tracker, folder: Path, clock: FakeClock, tmp_path: Path) -> None:
    (folder / "done").rmdir()
    (folder / "done").symlink_to(tmp_path)
    _drop(folder, "a.txt", "6 neck")
    with pytest.raises(Refused, match="not a folder of its own"):
        _take_in(tracker, clock)
    assert ((folder / "a.txt").exists(), (tmp_path / "a.txt").exists(), _pains(tracker)) == (True, False, [])


def test_what_changes_while_it_is_read_waits_for_the_next_look(tracker: Tracker, folder: Path, clock: FakeClock) -> None:
    _drop(folder, "form.txt", "2026-11-24T08:00 6 neck")
    tracker.inbox.open()
    tracker.inbox.still()
    clock.advance(LIES_STILL)
    steps = tracker.inbox.steps(tracker.inbox.still())
    next(steps)
    _drop(folder, "form.txt", "2026-11-24T08:00 6 neck\n2026-11-24T09:00 5 neck")
    (left,) = run_to_end(steps)
    assert (left.outcome, left.result, _pains(tracker)) == (Outcome.LEFT, ImportResult(), [])
    assert _told(_take_in(tracker, clock)) == [("form.txt", "done", 2, 0)]


def test_a_look_stopped_between_coming_in_and_moving_is_made_good_by_the_next(
    tracker: Tracker, folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _drop(folder, "a.txt", "6 neck")
    with monkeypatch.context() as patched:
        patched.setattr(InboxFolder, "put_away", lambda *_arguments: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            _take_in(tracker, clock)
    assert (len(_pains(tracker)), _names(folder)) == (1, ["a.txt"])
    assert _told(_look(tracker)) == [("a.txt", "done", 0, 1)]
    assert (len(_pains(tracker)), _names(folder)) == (1, ["done/a.txt"])


def test_a_diary_that_cannot_be_written_leaves_the_file_for_later(
    tracker: Tracker, folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _drop(folder, "a.txt", "6 neck")

    def full(_stage: object) -> None:
        raise DiaryUnavailable("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr("tracker.storage.staging.Stage.bring_in", full)
        (left,) = _take_in(tracker, clock)
    assert (left.outcome, left.reason, _names(folder)) == (Outcome.LEFT, "The disk is full.", ["a.txt"])
    assert _told(_look(tracker)) == [("a.txt", "done", 1, 0)]


def test_a_file_that_cannot_be_moved_comes_in_once_and_is_not_read_again(
    tracker: Tracker, folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    _drop(folder, "a.txt", "6 neck")

    def no_room(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", no_room)
        (left,) = _take_in(tracker, clock)
    assert (left.outcome, left.result.added, "stays in the inbox" in left.reason) == (Outcome.LEFT, 1, True)
    clock.advance(LIES_STILL)
    assert (_look(tracker), tracker.inbox.waiting, len(_pains(tracker))) == ([], [], 1)


def test_a_folder_that_is_gone_read_only_or_not_ours_is_told_and_nothing_is_made_there(
    tracker: Tracker, folder: Path, clock: FakeClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _drop(folder, "a.txt", "6 neck")
    with monkeypatch.context() as patched:
        patched.setattr(os, "access", lambda *_arguments: False)
        with pytest.raises(Refused, match="cannot be used"):
            _take_in(tracker, clock)
    away = folder.rename(tmp_path / "away")
    with pytest.raises(Refused, match="cannot be used"):
        _look(tracker)
    assert not folder.exists()
    away.rename(folder)
    assert _told(_take_in(tracker, clock)) == [("a.txt", "done", 1, 0)]
    inside = tracker.diary.paths.data / "phone"
    inside.mkdir()
    (tmp_path / "way in").symlink_to(tracker.diary.paths.data)
    full = tmp_path / "documents"
    full.mkdir()
    (full / "letter.odt").write_bytes(b"PK\x03\x04")
    (full / "done").mkdir()
    refusals = {
        tracker.diary.paths.data: "own folder",
        inside: "own folder",
        tmp_path / "way in": "own folder",
        tmp_path / "nowhere": "cannot be used",
        full / "letter.odt": "not a folder",
        full: "other things",
        Path.home(): "other things",
        Path("/"): "other things",
    }
    for place, why in refusals.items():
        with pytest.raises(Refused, match=why):
            tracker.inbox.choose(place)
    assert (tracker.inbox.folder, _names(full)) == (folder, ["letter.odt"])
    # A folder that somebody made the data folder's own later is not looked into either.
    tracker.settings.choose(inbox=str(inside))
    _drop(inside, "a.txt", "4 neck")
    with pytest.raises(Refused, match="own folder"):
        _take_in(tracker, clock)
    assert (inside / "a.txt").exists()


def test_it_is_off_until_a_folder_is_chosen_and_again_once_it_is_turned_off(tracker: Tracker, folder: Path, clock: FakeClock) -> None:
    again = opened(tracker.diary.paths.data, clock)
    assert again.inbox.folder == folder
    again.inbox.turn_off()
    assert again.inbox.folder is None
    with pytest.raises(Refused, match="No folder is chosen"):
        again.inbox.open()
    again.close()
    third = opened(tracker.diary.paths.data, clock)
    assert third.inbox.folder is None
    third.close()


def test_two_programs_that_look_at_once_take_it_in_once(tracker: Tracker, folder: Path, clock: FakeClock) -> None:
    second = opened(tracker.diary.paths.data, clock)
    _drop(folder, "a.txt", "6 neck")
    for program in (tracker, second):
        program.inbox.open()
        program.inbox.still()
    clock.advance(LIES_STILL)
    first_look = tracker.inbox.steps(tracker.inbox.still())
    next(first_look)
    assert _look(second) == []
    for _step in first_look:
        pass
    assert (_look(second), len(_pains(second)), _names(folder)) == ([], 1, ["done/a.txt"])
    second.close()


def test_a_file_that_is_too_large_is_not_read_at_all(tracker: Tracker, folder: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tracker.services.exchange.inbox.LARGEST", 10)
    _drop(folder, "a.txt", "6 lower back left")
    (delivery,) = _take_in(tracker, clock)
    assert (delivery.outcome, "does not take in a.txt" in delivery.reason, _pains(tracker)) == (Outcome.REFUSED, True, [])


def test_letters_that_may_be_others_are_not_guessed(tracker: Tracker, folder: Path, clock: FakeClock) -> None:
    table = "date,pain,note\n2026-11-20,5,şiş\n".encode("cp1254")
    known = '[columns]\ndate = "date"\npain = "pain"\nnote = "note"\n'
    tracker.importing.mappings.keep("mine", mapping_of(known, "mine.toml"))
    _drop(folder, "a.csv", table)
    (refused,) = _take_in(tracker, clock)
    assert (refused.outcome, "in more than one way" in refused.reason) == (Outcome.REFUSED, True)
    tracker.importing.mappings.keep("mine", mapping_of(f'[file]\nencoding = "cp1254"\n{known}', "mine.toml"))
    _drop(folder, "a.csv", table)
    assert _told(_take_in(tracker, clock)) == [("a.csv", "done", 1, 0)]
    assert _pains(tracker)[0][3] == "şiş"
