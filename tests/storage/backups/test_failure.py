"""A backup at quitting that fails is noted, in private, until it is told or a later one is written; on a full disk as well."""

import stat
from pathlib import Path

import pytest

from tracker.errors import Refused
from tracker.storage.backups import failure
from tracker.storage.backups.failure import FailureNote


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "note"


def test_what_is_noted_is_told_once(file: Path) -> None:
    assert FailureNote(file).take() is None
    FailureNote(file).put("The disk is full. \udc80")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert FailureNote(file).take() == "The disk is full. ?"
    assert FailureNote(file).take() is None


def test_it_is_forgotten(file: Path) -> None:
    FailureNote(file).put("The disk is full.")
    FailureNote(file).forget()
    assert FailureNote(file).take() is None
    FailureNote(file).forget()


def test_a_disk_without_room_for_a_sentence_has_room_for_an_empty_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path, _content: bytes) -> None:
        raise Refused("The disk is full.")

    monkeypatch.setattr(failure, "atomic_write", full)
    FailureNote(file).put("The disk is full.")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert FailureNote(file).take() == ""


def test_what_cannot_be_noted_is_no_reason_to_stop(tmp_path: Path) -> None:
    FailureNote(tmp_path / "nowhere" / "note").put("The disk is full.")


def test_what_others_put_in_its_place_harms_nothing(file: Path, tmp_path: Path) -> None:
    file.mkdir()
    assert FailureNote(file).take() is None
    file.rmdir()
    file.write_bytes(b"\xff" * 1_000_000)
    assert len(FailureNote(file).take() or "") <= failure.LONGEST
    precious = tmp_path / "precious"
    precious.write_text("mine", encoding="utf-8")
    file.symlink_to(precious)
    FailureNote(file).take()
    assert precious.read_text(encoding="utf-8") == "mine"
