"""A password turned on, given, changed, forgotten and turned off: the contents are the same each time, and nothing lies about in plain."""

import json
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.fakes import FakeClock
from tests.password import OTHER, PASSWORD, files_with, opened, with_a_password
from tests.storage.diaries import a_filled_diary, all_rows
from tracker.app import open_tracker
from tracker.domain.recovery_code import code_of
from tracker.errors import DiaryDamaged, PasswordNeeded, Refused
from tracker.paths import Paths, keys_beside
from tracker.services.backups import all_backups, bring_back, looked_at
from tracker.services.password import is_locked, lock, unlock, unlock_backup, wait_until_next
from tracker.services.rescue import newest_sound, save_readable
from tracker.steps import run_to_end
from tracker.storage.connection import CIPHER_MAGIC, connect_by
from tracker.storage.passwords.key_files import read_keys, write_keys
from tracker.storage.passwords.wrapped import new_key

pytestmark = pytest.mark.usefixtures("passwords")
# Of the filled diary: a note, a cause, a draft, what the physio is to be asked.
CANARIES = ("a bad week", "lifting", "with food", "May I swim?", "the physio said so")
MINUTE = timedelta(minutes=1)


@pytest.fixture
def folder(tmp_path: Path, clock: FakeClock) -> Path:
    """A filled diary with two backups, one with its note lost, and with a damaged file and its journal set aside."""
    folder = tmp_path / "data"
    a_filled_diary(folder)
    with opened(folder, clock) as tracker:
        for _backup in range(2):
            tracker.diary.back_up(clock.now())
            clock.advance(days=1)
    backups = Paths(folder).backups
    next(iter(sorted(backups.glob("*.json")))).unlink()
    plain = Paths(folder).diary.read_bytes()
    (folder / "damaged-20261111T101112Z-diary.sqlite3").write_bytes(plain[:5000] + bytes(3000) + plain[8000:])
    (folder / "damaged-20261111T101112Z-diary.sqlite3-journal").write_bytes(plain[:9000])
    return folder


def plain_rows(folder: Path, clock: FakeClock, secret: str | None, aside: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of a diary, whether it has a password or not."""
    with opened(folder, clock, secret) as tracker:
        if not tracker.password.is_on:
            return all_rows(Paths(folder).diary)
        from tracker.storage.passwords.conversion import convert

        aside.unlink(missing_ok=True)
        aside.touch()
        convert(Paths(folder).diary, tracker.diary.key, aside, None)
        return all_rows(aside)


def test_turned_on_given_changed_forgotten_recovered_and_turned_off_the_contents_stay(folder, clock, tmp_path):
    aside = tmp_path / "aside.sqlite3"
    before = plain_rows(folder, clock, None, aside)
    code = with_a_password(folder, clock)
    assert plain_rows(folder, clock, PASSWORD, aside) == before
    lock()
    with opened(folder, clock, PASSWORD) as tracker:
        tracker.password.change(PASSWORD, OTHER)
    lock()
    with pytest.raises(Refused, match="not the password"):
        unlock(Paths(folder), clock, PASSWORD)
    assert plain_rows(folder, clock, OTHER, aside) == before
    lock()
    assert unlock(Paths(folder), clock, code)  # the password is forgotten
    with opened(folder, clock) as tracker:
        tracker.password.change(code, PASSWORD)
    lock()
    with opened(folder, clock, PASSWORD) as tracker:
        run_to_end(tracker.password.turn_off(PASSWORD))
        assert not tracker.password.is_on
        assert tracker.backups.check() == "The diary is whole: 9 entries."
    lock()
    assert not is_locked(Paths(folder))
    assert plain_rows(folder, clock, None, aside) == before
    # Nothing is left that a password opens, and the backups are what they were.
    left = [file for file in folder.rglob("*") if file.is_file()]
    assert not [file.name for file in left if file.suffix in {".keys", ".sealed"} or file.read_bytes().startswith(CIPHER_MAGIC)]
    assert sorted(looked_at(backup).is_sound for backup in all_backups(Paths(folder), clock)) == [False, True]


def test_nothing_of_the_diary_lies_about_in_plain_once_it_has_a_password(folder, clock):
    assert len(files_with(folder, *CANARIES)) == 4
    with_a_password(folder, clock)
    with opened(folder, clock, PASSWORD) as tracker:
        # What is deleted for good was on pages that are free now.
        tracker.journal.delete([tracker.journal.entries()[0].id])
        tracker.diary.back_up(clock.now())
        tracker.diary.drafts.keep("pain", {"note": "a bad week to come"}, clock.now())
        assert files_with(folder, *CANARIES) == []
    assert files_with(folder, *CANARIES) == []
    assert not [file for file in folder.rglob("*.sqlite3*") if file.read_bytes().startswith(b"SQLite format 3")]


def test_a_locked_diary_is_not_opened_and_nothing_is_put_in_its_place(folder, clock):
    with_a_password(folder, clock)
    paths = Paths(folder)
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert is_locked(paths)
    with pytest.raises(PasswordNeeded, match="has a password"):
        open_tracker(paths, clock)
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    # Nor where the diary is gone, or its beginning is damaged: its backups cannot be read yet.
    content = paths.diary.read_bytes()
    paths.diary.write_bytes(bytes(100) + content[100:])
    with pytest.raises(PasswordNeeded):
        open_tracker(paths, clock)
    paths.diary.unlink()
    with pytest.raises(PasswordNeeded):
        open_tracker(paths, clock)
    unlock(paths, clock, PASSWORD)
    with pytest.raises(DiaryDamaged):
        open_tracker(paths, clock)
    assert not paths.diary.exists()


def test_after_five_wrong_passwords_nobody_tries_for_a_while_also_after_a_restart_but_the_code_opens_it(folder, clock):
    code = with_a_password(folder, clock)
    paths = Paths(folder)
    for _attempt in range(5):
        with pytest.raises(Refused, match="not the password of this diary"):
            unlock(paths, clock, "a guess of mine")
    lock()
    assert wait_until_next(paths, clock) == MINUTE / 2
    with pytest.raises(Refused, match="wait 30 seconds"):
        unlock(paths, clock, PASSWORD)
    assert is_locked(paths)
    assert unlock(paths, clock, code)
    lock()
    # The code has cleared it; five more, and the wait over, the right one is taken.
    for _attempt in range(5):
        with pytest.raises(Refused, match="not the password"):
            unlock(paths, clock, "a guess of mine")
    clock.advance(MINUTE / 2)
    assert not unlock(paths, clock, PASSWORD)
    assert wait_until_next(paths, clock) == timedelta(0)


def test_the_keys_of_the_diary_lost_or_damaged_are_taken_from_beside_a_backup(folder, clock):
    with_a_password(folder, clock)
    paths = Paths(folder)
    kept = read_keys(paths.keys)
    for spoil in (paths.keys.unlink, lambda: paths.keys.write_bytes(b"{}"), lambda: paths.keys.write_bytes(paths.keys.read_bytes()[:-20])):
        spoil()
        with opened(folder, clock, PASSWORD) as tracker:
            assert len(tracker.journal.entries()) == 9
        lock()
        assert read_keys(paths.keys) == kept


def test_a_change_of_the_password_renews_every_copy_of_the_keys_and_one_that_was_left_is_renewed_at_the_next_unlocking(folder, clock):
    with_a_password(folder, clock)
    paths = Paths(folder)
    old = paths.keys.read_bytes()
    with opened(folder, clock, PASSWORD) as tracker:
        tracker.password.change(PASSWORD, OTHER)
    copies = sorted(paths.backups.glob("*.keys"))
    assert len(copies) == 2
    assert {copy.read_bytes() for copy in copies} == {paths.keys.read_bytes()} != {old}
    copies[0].write_bytes(old)  # as a kill leaves it
    lock()
    unlock(paths, clock, OTHER)
    assert copies[0].read_bytes() == paths.keys.read_bytes()


@pytest.mark.parametrize("taken", range(8))
def test_given_up_at_any_step_of_turning_it_on_the_diary_opens_one_way_or_the_other_and_the_rest_follows(folder, clock, taken, tmp_path):
    before = plain_rows(folder, clock, None, tmp_path / "aside")
    with opened(folder, clock) as tracker:
        code = tracker.password.new_code()
        steps = tracker.password.turn_on(PASSWORD, code, code)
        for _step in range(taken):
            next(steps, None)
        steps.close()
    lock()
    is_on = is_locked(Paths(folder))
    assert is_on == (taken > 4)
    assert Paths(folder).keys.exists() == is_on
    assert plain_rows(folder, clock, PASSWORD if is_on else None, tmp_path / "aside") == before
    if is_on:
        with opened(folder, clock, PASSWORD) as tracker:
            run_to_end(tracker.password.follow_up())
        assert files_with(folder, *CANARIES) == []
    assert not [file.name for file in folder.iterdir() if file.name.startswith(".")]


@pytest.mark.parametrize("taken", range(0, 12, 2))
def test_given_up_at_any_step_of_turning_it_off_the_diary_opens_one_way_or_the_other(folder, clock, taken, tmp_path):
    before = plain_rows(folder, clock, None, tmp_path / "aside")
    with_a_password(folder, clock)
    with opened(folder, clock, PASSWORD) as tracker:
        steps = tracker.password.turn_off(PASSWORD)
        for _step in range(taken):
            next(steps, None)
        steps.close()
    lock()
    is_on = is_locked(Paths(folder))
    assert plain_rows(folder, clock, PASSWORD if is_on else None, tmp_path / "aside") == before
    if is_on:
        with opened(folder, clock, PASSWORD) as tracker:
            run_to_end(tracker.password.follow_up())
        assert files_with(folder, *CANARIES) == []


def test_keys_of_a_switch_that_failed_after_it_was_done_are_not_thrown_away(folder, clock, monkeypatch):
    with opened(folder, clock) as tracker, monkeypatch.context() as failing:
        failing.setattr("tracker.storage.passwords.switch.connect_by", _fail)
        code = tracker.password.new_code()
        with pytest.raises(OSError, match="of the disk"):
            run_to_end(tracker.password.turn_on(PASSWORD, code, code))
    lock()
    assert is_locked(Paths(folder))
    with opened(folder, clock, PASSWORD) as tracker:
        assert len(tracker.journal.entries()) == 9


def _fail(key, *_rest, **how):
    if how.get("writable", True):
        raise OSError("an error of the disk")
    return connect_by(key, *_rest, **how)


def test_who_began_a_password_beside_another_has_the_keys_of_the_one_that_is_done(folder, clock):
    with opened(folder, clock) as tracker, opened(folder, clock) as other:
        code = tracker.password.new_code()
        steps, given_up = (each.password.turn_on(password, code, code) for each, password in ((tracker, PASSWORD), (other, OTHER)))
        for _step in range(3):
            next(steps)
        next(given_up)
        next(given_up)
        run_to_end(steps)
        given_up.close()
    lock()
    with opened(folder, clock, PASSWORD) as tracker:
        assert len(tracker.journal.entries()) == 9


def test_keys_that_a_killed_switch_left_do_not_have_a_plain_damaged_diary_ask_for_a_password_that_nobody_has(folder, clock):
    paths = Paths(folder)
    _key, wrapped_key = new_key(PASSWORD, code_of(7))
    for file in (paths.keys, keys_beside(max(paths.backups.glob("*.sqlite3")))):
        write_keys(file, wrapped_key)
    content = paths.diary.read_bytes()
    for damaged in (content[:50], bytes(100) + content[100:], content[:100] + bytes(3996) + content[4096:], b""):
        paths.diary.write_bytes(damaged)
        with pytest.raises(DiaryDamaged), closing(open_tracker(paths, clock)):
            pass
    paths.diary.unlink()
    with pytest.raises(DiaryDamaged, match="is missing"):
        open_tracker(paths, clock)
    found = newest_sound(paths, clock)
    assert found is not None
    bring_back(paths, clock, found.path)
    with opened(folder, clock) as tracker:
        assert len(tracker.journal.entries()) == 9


def test_what_another_program_writes_while_it_is_turned_on_is_in_the_diary_afterwards(folder, clock):
    with opened(folder, clock) as tracker, opened(folder, clock) as other:
        code = tracker.password.new_code()
        steps = tracker.password.turn_on(PASSWORD, code, code)
        for _step in range(3):
            next(steps)
        other.diary.drafts.keep("day note", {"note": "meanwhile"}, clock.now())
        run_to_end(steps)
        assert tracker.diary.drafts.kept("day note") == {"note": "meanwhile"}
        # The other has the file open that is gone: it is told so, and saves nothing there.
        with pytest.raises(Exception, match=r"no longer in|damaged|password"):
            other.diary.drafts.keep("day note", {"note": "too late"}, clock.now())
        assert tracker.diary.drafts.kept("day note") == {"note": "meanwhile"}


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaa"])
def test_a_weak_password_or_a_code_not_typed_back_changes_nothing(folder, clock, password):
    with opened(folder, clock) as tracker:
        code = tracker.password.new_code()
        for wrong in ((password, code, code), (PASSWORD, code, tracker.password.new_code()), (PASSWORD, code, "")):
            with pytest.raises(Refused):
                run_to_end(tracker.password.turn_on(*wrong))
        assert not tracker.password.is_on
        for refused in (lambda: tracker.password.change(PASSWORD, OTHER), lambda: run_to_end(tracker.password.turn_off(PASSWORD))):
            with pytest.raises(Refused, match="has no password"):
                refused()
    assert not Paths(folder).keys.exists()


def test_a_wrong_password_turns_nothing_off_and_changes_nothing(folder, clock):
    with_a_password(folder, clock)
    keys = Paths(folder).keys.read_bytes()
    with opened(folder, clock, PASSWORD) as tracker:
        for refused in (
            lambda: tracker.password.change(OTHER, "something else"),
            lambda: run_to_end(tracker.password.turn_off(OTHER)),
            lambda: tracker.password.change_code(OTHER, code := tracker.password.new_code(), code),
        ):
            with pytest.raises(Refused, match="not the password"):
                refused()
        assert tracker.password.is_on
    assert Paths(folder).keys.read_bytes() == keys


def test_backups_are_written_restored_and_told_sound_and_one_of_before_is_taken_in_encrypted(folder, clock, tmp_path):
    plain = tmp_path / "of_before.sqlite3"
    plain.write_bytes(max(Paths(folder).backups.glob("*.sqlite3")).read_bytes())
    with_a_password(folder, clock)
    with opened(folder, clock, PASSWORD) as tracker:
        backup = tracker.backups.back_up()
        tracker.journal.delete([tracker.journal.entries()[0].id])
        assert len(tracker.journal.entries()) == 8
        tracker.backups.restore(backup)
        assert len(tracker.journal.entries()) == 9
        tracker.backups.restore(plain)
        assert tracker.backups.check() == "The diary is whole: 9 entries."
        assert run_to_end(tracker.merging.steps_of_backup(backup)).refused == []
    assert files_with(folder, *CANARIES) == []
    assert json.loads((backup.parent / (backup.name + ".json")).read_text())["entries"] == 9


def test_nothing_lies_in_plain_while_a_backup_is_merged_or_a_table_imported(folder, clock, tmp_path):
    with opened(folder, clock) as tracker:
        plain = tracker.backups.back_up(tmp_path / "of before.sqlite3")
        table = tmp_path / "table.csv"
        tracker.exporting.export(table)
        gone = [entry.id for entry in tracker.journal.entries() if entry.note == "a bad week"]
    with_a_password(folder, clock)
    with opened(folder, clock, PASSWORD) as tracker:
        encrypted = tracker.backups.back_up()
        assert len(gone) == 1
        for file in (plain, encrypted, table):
            tracker.journal.delete(gone)
            for _step in tracker.importing.steps(file):
                assert files_with(folder, *CANARIES) == []
            tracker.history.undo()
    assert files_with(folder, *CANARIES) == []


def test_a_backup_from_elsewhere_is_opened_by_the_keys_beside_it(folder, clock, tmp_path):
    with_a_password(folder, clock)
    chosen = tmp_path / "stick" / "diary.sqlite3"
    chosen.parent.mkdir()
    with opened(folder, clock, PASSWORD) as tracker:
        tracker.backups.back_up(chosen)
    lock()
    assert files_with(chosen.parent, *CANARIES) == []
    with opened(tmp_path / "elsewhere", clock) as tracker:
        with pytest.raises(PasswordNeeded, match="has a password"):
            tracker.backups.restore(chosen)
        with pytest.raises(Refused, match="not the password"):
            unlock_backup(chosen, OTHER)
        unlock_backup(chosen, PASSWORD)
        tracker.backups.restore(chosen)
        assert len(tracker.journal.entries()) == 9
        assert not tracker.password.is_on


def test_a_flipped_bit_in_an_encrypted_page_is_told_and_what_can_be_read_is_saved(folder, clock, tmp_path):
    with_a_password(folder, clock)
    paths = Paths(folder)
    content = bytearray(paths.diary.read_bytes())
    told = 0
    pages = range(1, len(content) // 4096, 5)
    for page in pages:
        damaged = content.copy()
        damaged[page * 4096 + 1000] ^= 4
        paths.diary.write_bytes(damaged)
        unlock(paths, clock, PASSWORD)
        with suppress(DiaryDamaged, Refused), closing(open_tracker(paths, clock)) as tracker:
            tracker.backups.check()
            continue
        told += 1
        saved = tmp_path / "saved.sqlite3"
        with suppress(Refused):
            assert 0 < save_readable(paths, saved) <= 9
            assert saved.read_bytes().startswith(CIPHER_MAGIC)
        found = newest_sound(paths, clock)
        assert found is not None
    assert told == len(pages)  # a page that nobody uses is encrypted, and looked at, as well
    bring_back(paths, clock, found.path)
    with opened(folder, clock, PASSWORD) as tracker:
        assert tracker.backups.check() == "The diary is whole: 9 entries."
    assert files_with(folder, *CANARIES) == []


def test_of_a_damaged_page_only_what_stood_on_it_is_lost_to_saving_and_to_letting_go(folder, clock, tmp_path):
    with_a_password(folder, clock)
    paths, saved = Paths(folder), tmp_path / "saved.sqlite3"
    content = paths.diary.read_bytes()
    lost = []
    for page in range(3, len(content) // 4096, 11):
        damaged = bytearray(content)
        damaged[page * 4096 + 1000] ^= 4
        paths.diary.write_bytes(damaged)
        unlock(paths, clock, PASSWORD)
        count = save_readable(paths, saved)
        for connected in (True, False):
            paths.diary.write_bytes(damaged)
            with closing(open_tracker(paths, clock)) as tracker:
                if connected:
                    with suppress(DiaryDamaged):
                        tracker.diary.check()  # after which SQLCipher gives nothing more through this connection
                told = tracker.diary.let_go(clock.now()).gone
                assert len(tracker.journal.entries()) == count, page
                assert told or count == 9, page
        lost.append(9 - count)
    # Each table of the filled diary takes a page, and few of them are of entries: the rest of what is lost is nothing that was entered.
    assert lost.count(0) > len(lost) / 2


def test_of_a_damaged_first_page_nothing_can_be_read_which_is_said_and_the_backup_is_put_in_its_place(folder, clock, tmp_path):
    with_a_password(folder, clock)
    paths = Paths(folder)
    damaged = bytearray(paths.diary.read_bytes())
    damaged[1000] ^= 4
    paths.diary.write_bytes(damaged)
    unlock(paths, clock, PASSWORD)
    with pytest.raises(DiaryDamaged):
        open_tracker(paths, clock)
    with pytest.raises(Refused, match="Nothing can be read of the damaged file"):
        save_readable(paths, tmp_path / "saved.sqlite3")
    found = newest_sound(paths, clock)
    assert found is not None
    bring_back(paths, clock, found.path)
    assert [file.read_bytes() for file in folder.glob("damaged-*Z-diary.sqlite3") if file.read_bytes().startswith(CIPHER_MAGIC)] == [damaged]
    with opened(folder, clock, PASSWORD) as tracker:
        assert len(tracker.journal.entries()) == 9


@pytest.mark.parametrize("page", range(2, 90, 11))
def test_with_a_damaged_page_a_backup_is_restored_and_what_cannot_be_read_let_go_of(folder, clock, page):
    with_a_password(folder, clock)
    paths = Paths(folder)
    backup = max(paths.backups.glob("*.sqlite3"))
    content = bytearray(paths.diary.read_bytes())
    content[page * 4096 + 1000] ^= 4
    for mend in (lambda tracker: tracker.recovery.let_go(), lambda tracker: tracker.backups.restore(backup)):
        paths.diary.write_bytes(content)
        unlock(paths, clock, PASSWORD)
        with closing(open_tracker(paths, clock)) as tracker:
            with pytest.raises(DiaryDamaged):
                tracker.backups.check()
            mend(tracker)
            assert [file.read_bytes() == content for file in folder.glob("damaged-*-diary.sqlite3")] == [True]
            for kept in folder.glob("damaged-*-diary.sqlite3"):
                kept.unlink()
            assert "The diary is whole" in tracker.backups.check()
            tracker.diary.drafts.keep("pain", {"pain": 4}, clock.now())
            assert tracker.diary.drafts.kept("pain") == {"pain": 4}
            assert tracker.backups.back_up().exists()
        assert paths.diary.read_bytes().startswith(CIPHER_MAGIC)
        assert not [file.name for file in folder.iterdir() if file.name.startswith(".")]


def test_a_diary_that_gets_a_password_while_it_is_open_is_searched_on(tmp_path, clock):
    with opened(tmp_path / "data", clock) as tracker:
        tracker.journal.add(an_entry(4, note="a weed named Ranunculus"))
        assert len(tracker.diary.entries.search.holding("RANUNCULUS", 5)) == 1
        code = tracker.password.new_code()
        run_to_end(tracker.password.turn_on(PASSWORD, code, code))
        assert len(tracker.diary.entries.search.holding("RANUNCULUS", 5)) == 1
