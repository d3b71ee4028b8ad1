"""A diary that the keyring of the desktop opens, by choice: it is never the only key, and nothing is lost where it fails."""

import json
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from tests.benchmarks.__main__ import ROOT
from tests.fakes import FakeClock
from tests.password import OTHER, PASSWORD, MemoryKeyring, files_with, opened, with_a_password
from tracker.errors import DiaryUnavailable, Refused
from tracker.files import atomic_write
from tracker.paths import Paths
from tracker.services.password import is_locked, lock, unlock, unlock_by_keyring
from tracker.steps import run_to_end
from tracker.storage.passwords import desktop_keyring, key_files
from tracker.storage.passwords.key_files import read_keys

pytestmark = pytest.mark.usefixtures("passwords")


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> MemoryKeyring:
    """In the place of the one of the desktop."""
    keyring = MemoryKeyring()
    monkeypatch.setattr(desktop_keyring, "open_keyring", lambda: keyring)
    return keyring


@pytest.fixture
def code(tmp_path: Path, clock: FakeClock) -> str:
    """The recovery code of a diary with a backup, which has a password."""
    code = with_a_password(tmp_path, clock)
    with opened(tmp_path, clock, PASSWORD) as tracker:
        tracker.diary.back_up(clock.now())
    lock()
    return code


@pytest.fixture
def chosen(tmp_path: Path, clock: FakeClock, keyring: MemoryKeyring, code: str) -> Path:  # noqa: ARG001 - both have to be there
    """The folder of a diary that the keyring opens."""
    with opened(tmp_path, clock, PASSWORD) as tracker:
        tracker.password.open_by_keyring(is_wanted=True)
        assert tracker.password.is_opened_by_keyring
    lock()
    return tmp_path


def all_wrapped(folder: Path) -> list[bool]:
    """Of each file of keys, the diary's own and the copies, whether a secret in the keyring opens it."""
    paths = Paths(folder)
    return [read_keys(file).by_keyring is not None for file in (paths.keys, *key_files.copies(paths))]


def still_asked(folder: Path, clock: FakeClock) -> None:
    """Nothing is open, and the password opens it as ever."""
    assert not unlock_by_keyring(Paths(folder))
    assert is_locked(Paths(folder))
    with opened(folder, clock, PASSWORD) as tracker:
        assert tracker.password.is_on
    lock()


def test_it_opens_the_diary_unasked_and_password_and_code_go_on_opening_it(chosen, clock, code):
    assert unlock_by_keyring(Paths(chosen))
    with opened(chosen, clock) as tracker:
        assert tracker.password.is_on
    lock()
    assert unlock(Paths(chosen), clock, code)
    lock()
    assert not unlock(Paths(chosen), clock, PASSWORD)
    assert all_wrapped(chosen) == [True, True]


def test_what_lies_in_it_is_neither_password_nor_code_nor_key_and_lies_nowhere_else(chosen, clock, keyring, code):
    ((name, secret),) = keyring.kept.items()
    assert len(bytes.fromhex(secret)) == 32
    with opened(chosen, clock, PASSWORD) as tracker:
        assert name == (desktop_keyring.SERVICE, tracker.diary.key.number.hex())
        assert bytes.fromhex(secret) not in {tracker.diary.key.secret, PASSWORD.encode(), code.encode()}
    assert files_with(chosen, secret) == []


def test_where_it_was_not_chosen_it_is_not_asked_and_not_imported(tmp_path, clock, code, monkeypatch):  # noqa: ARG001 - the diary has to be locked
    monkeypatch.setattr(desktop_keyring, "_answer", lambda _question: pytest.fail("it was asked"))
    still_asked(tmp_path, clock)
    script = (
        "import sys; from pathlib import Path; from tracker.paths import Paths; from tracker.services.password import unlock_by_keyring;"
        "print(unlock_by_keyring(Paths(Path(sys.argv[1]))), [name for name in sys.modules if 'keyring' in name or 'cryptography' in name])"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "False []\n"


@pytest.mark.parametrize("kept", [None, "", "no number", "00" * 32, "ab"])
def test_with_no_secret_or_another_one_the_password_is_asked(chosen, clock, keyring, kept):
    for name in list(keyring.kept):
        if kept is None:
            del keyring.kept[name]
        else:
            keyring.kept[name] = kept
    still_asked(chosen, clock)


@pytest.mark.parametrize("fault", [OSError("no bus"), RuntimeError("locked"), ImportError("not installed"), KeyError("what?")])
def test_whatever_fails_in_it_the_password_is_asked(chosen, clock, keyring, fault):
    keyring.fault = fault
    still_asked(chosen, clock)
    keyring.fault = None
    assert unlock_by_keyring(Paths(chosen))


def test_where_it_never_answers_the_password_is_asked(chosen, clock, keyring, monkeypatch):
    released = Event()
    monkeypatch.setattr(desktop_keyring, "LONGEST_WAIT", 0.01)
    monkeypatch.setattr(keyring, "get_password", lambda _service, _name: released.wait() and None)
    try:
        still_asked(chosen, clock)
    finally:
        released.set()


def test_where_the_desktop_has_none_the_choice_is_refused_and_nothing_changed(tmp_path, clock, code, keyring, monkeypatch):  # noqa: ARG001 - as above
    keyring.fault = OSError("no bus")
    before = Paths(tmp_path).keys.read_bytes()
    with opened(tmp_path, clock, PASSWORD) as tracker:
        with pytest.raises(Refused, match="is locked or missing"):
            tracker.password.open_by_keyring(is_wanted=True)
        monkeypatch.setattr(desktop_keyring, "NEEDED", ("no_such_library",))
        with pytest.raises(DiaryUnavailable, match="pip install no_such_library"):
            tracker.password.open_by_keyring(is_wanted=True)
    assert Paths(tmp_path).keys.read_bytes() == before


def test_one_that_takes_a_secret_and_keeps_nothing_is_refused(tmp_path, clock, code, keyring, monkeypatch):  # noqa: ARG001 - as above
    monkeypatch.setattr(keyring, "set_password", lambda *_words: None)
    with opened(tmp_path, clock, PASSWORD) as tracker, pytest.raises(Refused, match="locked or missing"):
        tracker.password.open_by_keyring(is_wanted=True)
    assert all_wrapped(tmp_path) == [False, False]


def test_where_the_keys_cannot_be_written_nothing_stays_in_it(tmp_path, clock, code, keyring, monkeypatch):  # noqa: ARG001 - as above
    def refuse(file: Path, _content: bytes) -> None:
        raise Refused(f"{file.name} cannot be written")

    with opened(tmp_path, clock, PASSWORD) as tracker:
        monkeypatch.setattr(key_files, "atomic_write", refuse)
        with pytest.raises(Refused, match="cannot be written"):
            tracker.password.open_by_keyring(is_wanted=True)
        monkeypatch.setattr(key_files, "atomic_write", atomic_write)
    lock()
    assert keyring.kept == {}
    still_asked(tmp_path, clock)


def test_turned_off_neither_secret_nor_wrapping_is_left(chosen, clock, keyring):
    with opened(chosen, clock, PASSWORD) as tracker:
        tracker.password.open_by_keyring(is_wanted=False)
        assert not tracker.password.is_opened_by_keyring
    lock()
    assert (keyring.kept, all_wrapped(chosen)) == ({}, [False, False])
    still_asked(chosen, clock)


def test_turned_off_while_it_is_locked_what_stays_in_it_opens_nothing(chosen, clock, keyring):
    keyring.fault = OSError("locked")
    with opened(chosen, clock, PASSWORD) as tracker:
        tracker.password.open_by_keyring(is_wanted=False)
    lock()
    keyring.fault = None
    assert len(keyring.kept) == 1
    still_asked(chosen, clock)


def test_a_password_changed_by_the_code_takes_it_away_and_one_changed_by_the_old_one_does_not(chosen, clock, keyring, code):
    with opened(chosen, clock, PASSWORD) as tracker:
        tracker.password.change(PASSWORD, OTHER)
    lock()
    assert unlock_by_keyring(Paths(chosen))
    with opened(chosen, clock) as tracker:
        tracker.password.change(code, PASSWORD)
        assert not tracker.password.is_opened_by_keyring
    lock()
    assert (keyring.kept, all_wrapped(chosen)) == ({}, [False, False])
    still_asked(chosen, clock)


def test_without_a_password_nothing_is_left_in_it(chosen, clock, keyring):
    assert unlock_by_keyring(Paths(chosen))
    with opened(chosen, clock) as tracker:
        run_to_end(tracker.password.turn_off(PASSWORD))
        assert not tracker.password.is_opened_by_keyring
        with pytest.raises(Refused):
            tracker.password.open_by_keyring(is_wanted=True)
    assert keyring.kept == {}
    assert not Paths(chosen).keys.exists()


@pytest.mark.parametrize("damage", [{}, None, 5, {"salt": "00", "nonce": "", "key": "zz"}])
def test_a_damaged_wrapping_costs_neither_password_nor_code(chosen, clock, code, damage):
    file = Paths(chosen).keys
    file.write_text(json.dumps(json.loads(file.read_bytes()) | {"keyring": damage}), encoding="utf-8")
    still_asked(chosen, clock)
    assert unlock(Paths(chosen), clock, code)
