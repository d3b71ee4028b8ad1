"""Damage by seed: a flipped bit, a changed cell, a row, a page or an end that is gone is told, and never shown as what was written."""

from pathlib import Path

import pytest

from tests.storage.damaging import End, Trial, a_diary_to_damage, ends, expected_of, tried, with_a_key

SEEDS, PARTS = 120, 4


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    home = tmp_path_factory.mktemp("damage")
    file = a_diary_to_damage(home / "pristine")
    return file, expected_of(file, home / "whole")


@pytest.mark.parametrize("part", range(PARTS))
def test_damage_is_told_or_changes_nothing(pristine: tuple[Path, dict[str, object]], tmp_path: Path, part: int) -> None:
    trials: list[Trial] = [tried(*pristine, seed, tmp_path / "trial") for seed in range(part, SEEDS, PARTS)]
    assert [trial for trial in trials if trial.end in {End.SILENT, End.CRASHED}] == []
    # Most of it has an effect: a trial that changes nothing proves nothing.
    assert ends(trials)[End.TOLD] > ends(trials)[End.UNCHANGED]


@pytest.mark.usefixtures("passwords")
@pytest.mark.parametrize("part", range(PARTS))
def test_with_a_password_damage_is_told_or_changes_nothing_too(pristine: tuple[Path, dict[str, object]], tmp_path: Path, part: int) -> None:
    plain, expected = pristine
    encrypted = with_a_key(plain, tmp_path / "encrypted")
    trials = [tried(encrypted, expected, seed, tmp_path / "trial") for seed in range(part, SEEDS, PARTS)]
    assert [trial for trial in trials if trial.end in {End.SILENT, End.CRASHED}] == []
    # Of each page there is a check: of what is done to the file, not to rows by SQLite, nothing changes nothing.
    assert ends(trials)[End.TOLD] + ends(trials)[End.REFUSED] > 2 * ends(trials)[End.UNCHANGED]
