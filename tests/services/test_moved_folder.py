"""The data folder is moved, deleted or replaced while the diary is open: that is said, nothing is made anew there, and put back it works again."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.builders import an_entry
from tests.fakes import FakeClock
from tests.services.diaries import opened
from tracker.app import Tracker
from tracker.errors import DiaryUnavailable


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data folder."""
    return tmp_path / "data"


@pytest.fixture
def tracker(folder: Path, clock: FakeClock) -> Iterator[Tracker]:
    """An open diary with an entry."""
    with closing(opened(folder, clock)) as tracker:
        tracker.journal.add(an_entry(5))
        yield tracker


def _moved(folder: Path) -> None:
    folder.rename(folder.with_name("moved"))


def _deleted(folder: Path) -> None:
    shutil.rmtree(folder)


def _emptied(folder: Path) -> None:
    _moved(folder)
    folder.mkdir()


def _another(folder: Path) -> None:
    _moved(folder)
    with closing(opened(folder, FakeClock.at())) as other:
        other.journal.add(an_entry(9))


def _a_link_to_another(folder: Path) -> None:
    _another(folder)
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to(folder.with_name("elsewhere"))


def _files(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()} if folder.exists() else {}


@pytest.mark.parametrize("change", [_moved, _deleted, _emptied, _another, _a_link_to_another])
def test_what_is_not_there_any_more_is_named_and_never_made_anew(
    tracker: Tracker, folder: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    kept = tmp_path / "kept.sqlite3"
    tracker.backups.back_up(kept)
    change(folder)
    was_there, before = folder.exists(), _files(folder)
    for deed in (lambda: tracker.journal.add(an_entry(3)), tracker.backups.back_up, lambda: tracker.backups.restore(kept)):
        with pytest.raises(DiaryUnavailable) as told:
            deed()
        assert str(folder) in told.value.sentence
    # What is open can still be read, and so be saved elsewhere.
    assert len(tracker.journal.entries()) == 1
    tracker.backups.back_up(tmp_path / "saved.sqlite3")
    assert (folder.exists(), _files(folder)) == (was_there, before)


def test_put_back_it_works_again(tracker: Tracker, folder: Path) -> None:
    _moved(folder)
    with pytest.raises(DiaryUnavailable, match="no longer in"):
        tracker.journal.add(an_entry(3))
    folder.with_name("moved").rename(folder)
    tracker.journal.add(an_entry(4))
    tracker.backups.back_up()
    assert len(tracker.journal.entries()) == 2


def test_of_a_diary_whose_file_alone_is_gone_a_backup_is_still_written(tracker: Tracker, folder: Path) -> None:
    """It may be the only copy that is left."""
    (folder / "diary.sqlite3").unlink()
    with pytest.raises(DiaryUnavailable, match="no longer in"):
        tracker.journal.add(an_entry(3))
    assert tracker.backups.back_up().parent == folder / "backups"
