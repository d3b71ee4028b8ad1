"""What a person names to be written never lands in the app's own folder, whatever way leads there."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.command import CommandLine
from tests.password import PASSWORD
from tracker.chosen_files import ChosenFiles
from tracker.cli.exports import WRITERS

pytestmark = pytest.mark.usefixtures("passwords")
ENDINGS = (*WRITERS, ".sqlite3")


@pytest.fixture
def diary(command: CommandLine) -> CommandLine:
    command.done("episode", "start", "--at", "2026-11-24T14:10")
    command.done("log", "5", "--note", "kept")
    command.done("backup")
    return command


def _writing(ending: str, file: Path | str) -> tuple[str, ...]:
    if ending.endswith(".age"):
        answer, question = os.pipe()  # what is read from is closed with the test run
        os.write(question, f"{PASSWORD}\n".encode())
        os.close(question)
        return ("--password-fd", str(answer), "export", str(file))
    return ("backup" if ending == ".sqlite3" else "export", str(file))


def _refuses(diary: CommandLine, ending: str, file: Path | str) -> None:
    told = diary.refused(*_writing(ending, file))
    assert told == f"{file} leads into the app's own folder. Nothing was changed; choose another folder."


def _a_link(tmp_path: Path, target: Path, ending: str) -> Path:
    link = tmp_path / f"link{ending}"
    link.symlink_to(target)
    return link


def _a_chain(tmp_path: Path, target: Path, ending: str) -> Path:
    (tmp_path / "last").symlink_to(target)
    (tmp_path / "middle").symlink_to("last")
    return _a_link(tmp_path, tmp_path / "middle", ending)


def _a_hard_link(tmp_path: Path, target: Path, ending: str) -> Path:
    link = tmp_path / f"hard{ending}"
    os.link(target, link)
    return link


def _a_link_to_a_hard_link(tmp_path: Path, target: Path, ending: str) -> Path:
    return _a_link(tmp_path, _a_hard_link(tmp_path, target, ".other"), ending)


def _an_open_file(tmp_path: Path, target: Path, ending: str) -> Path:
    handle = os.open(target, os.O_RDONLY)  # closed with the test run: a link into /proc leads to it
    return _a_link(tmp_path, Path(f"/proc/{os.getpid()}/fd/{handle}"), ending)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("make", [_a_link, _a_hard_link])
def test_nothing_is_written_over_the_diary(diary: CommandLine, tmp_path: Path, make: Callable[[Path, Path, str], Path], ending: str) -> None:
    _refuses(diary, ending, make(tmp_path, diary.folder / "diary.sqlite3", ending))


@pytest.mark.parametrize("make", [_a_link, _a_chain, _a_hard_link, _a_link_to_a_hard_link, _an_open_file])
@pytest.mark.parametrize("name", ["diary.sqlite3", "settings.json", "backups/diary-20261125T130500Z.sqlite3"])
def test_nothing_is_written_over_what_the_app_keeps(diary: CommandLine, tmp_path: Path, make: Callable[[Path, Path, str], Path], name: str) -> None:
    (diary.folder / "settings.json").touch()
    _refuses(diary, ".csv", make(tmp_path, diary.folder / name, ".csv"))


@pytest.mark.parametrize("place", ["new{}", "backups/new{}", "deeper/still/new{}", "../data/new{}", "backups/../new{}"])
@pytest.mark.parametrize("ending", [".csv", ".sqlite3"])
def test_nothing_new_is_laid_beside_it(diary: CommandLine, place: str, ending: str) -> None:
    (diary.folder / "deeper" / "still").mkdir(parents=True)
    _refuses(diary, ending, diary.folder / place.format(ending))


def test_the_settings_are_not_replaced_by_an_archive_of_their_name(diary: CommandLine) -> None:
    (diary.folder / "settings.json").write_text("{}", encoding="utf-8")
    _refuses(diary, ".json", diary.folder / "settings.json")


@pytest.mark.parametrize("lead", ["data", "data/backups"])
def test_a_folder_that_is_a_link_leads_nowhere_else(diary: CommandLine, tmp_path: Path, lead: str) -> None:
    (tmp_path / "elsewhere").symlink_to(tmp_path / lead)
    _refuses(diary, ".csv", tmp_path / "elsewhere" / "new.csv")


def test_a_link_to_a_name_not_yet_taken_is_seen_through(diary: CommandLine, tmp_path: Path) -> None:
    _refuses(diary, ".csv", _a_link(tmp_path, diary.folder / "new", ".csv"))


def test_a_data_folder_that_is_a_link_is_the_folder_it_leads_to(diary: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(diary.folder)
    real, diary.folder = diary.folder, tmp_path / "link"
    for folder in (real, diary.folder):
        _refuses(diary, ".csv", folder / "new.csv")


def test_a_diary_that_lies_elsewhere_by_a_link_is_not_written_over_there(diary: CommandLine, tmp_path: Path) -> None:
    elsewhere = (diary.folder / "diary.sqlite3").rename(tmp_path / "elsewhere.sqlite3")
    (diary.folder / "diary.sqlite3").symlink_to(elsewhere)
    _refuses(diary, ".sqlite3", elsewhere)


@pytest.mark.parametrize("name", ["new.csv", "./new.csv", "backups/../new.csv", "../data/new.csv"])
def test_a_relative_name_counts_from_where_one_is(diary: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(diary.folder)
    _refuses(diary, ".csv", Path(name))
    monkeypatch.chdir(tmp_path)
    diary.done("export", "new.csv")
    assert (tmp_path / "new.csv").exists()


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_usual_diary_is_safe_while_another_is_open(diary: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    usual, diary.folder = diary.folder, tmp_path / "another"
    monkeypatch.setenv("RECOVERY_TRACKER_DATA_DIR", str(usual))
    diary.done("episode", "start")
    _refuses(diary, ending, _a_link(tmp_path, usual / "diary.sqlite3", ending))
    _refuses(diary, ending, usual / f"new{ending}")


def test_a_link_that_comes_while_a_file_is_written_is_not_followed(diary: CommandLine, tmp_path: Path) -> None:
    """What is replaced is what was looked at, whatever is in its place by then."""
    kept, file = (diary.folder / "diary.sqlite3").read_bytes(), tmp_path / "table.csv"
    file.write_text("old", encoding="utf-8")

    def swap(beside: Path) -> None:
        file.unlink()
        file.symlink_to(diary.folder / "diary.sqlite3")
        beside.write_text("new", encoding="utf-8")

    ChosenFiles(diary.folder).produce(file, swap)
    assert (diary.folder / "diary.sqlite3").read_bytes() == kept
    assert (file.is_symlink(), file.read_text(encoding="utf-8")) == (False, "new")


@pytest.mark.parametrize("ending", ENDINGS)
def test_nor_is_one_that_comes_between_the_look_and_the_writing(
    diary: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    kept, file = (diary.folder / "diary.sqlite3").read_bytes(), tmp_path / f"new{ending}"
    holds, produce, begun = ChosenFiles.holds, ChosenFiles.produce, []

    def swap(self: ChosenFiles, path: Path) -> bool:
        is_held = holds(self, path)
        if begun:  # before that, what is to have a password is looked at as well
            file.symlink_to(diary.folder / "diary.sqlite3")
        return is_held

    def begin(self: ChosenFiles, *told: Any) -> None:
        begun.append(told)
        produce(self, *told)

    monkeypatch.setattr(ChosenFiles, "holds", swap)
    monkeypatch.setattr(ChosenFiles, "produce", begin)
    diary.done(*_writing(ending, file))
    assert (diary.folder / "diary.sqlite3").read_bytes() == kept
    assert not file.is_symlink()


def test_files_of_ones_own_are_written_over_through_their_links_as_ever(diary: CommandLine, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "old.csv").write_text("old", encoding="utf-8")
    (diary.folder / "to-mine").symlink_to(tmp_path / "mine")
    for file in (tmp_path / "mine" / "old.csv", _a_link(tmp_path, tmp_path / "mine" / "old.csv", ".csv"), tmp_path / "database.csv"):
        diary.done("export", str(file))
        assert "kept" in file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["new.json.age", "backups/new.json.age"])
def test_no_password_is_asked_for_a_file_that_is_not_written(diary: CommandLine, name: str) -> None:
    """There is nobody to ask: what would be asked is refused."""
    told = diary.refused("export", str(diary.folder / name))
    assert told == f"{diary.folder / name} leads into the app's own folder. Nothing was changed; choose another folder."
