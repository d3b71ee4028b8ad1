"""The settings of this computer, read and chosen."""

import json
from pathlib import Path

import pytest

from tracker.domain.settings import Settings
from tracker.errors import Refused
from tracker.services.settings import ChosenSettings
from tracker.storage.settings import SettingsFile


def test_what_is_chosen_is_in_force_at_once_and_the_next_time_and_the_rest_stays(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    settings = ChosenSettings(file)
    settings.choose(theme="dark")
    settings.choose(sound=False)
    assert settings.now == Settings(theme="dark", sound=False)
    assert ChosenSettings(file).now == settings.now


def test_a_choice_that_cannot_be_kept_is_refused_and_the_old_one_stays_in_force(tmp_path: Path) -> None:
    settings = ChosenSettings(SettingsFile(tmp_path / "settings.json"))
    (tmp_path / "settings.json").mkdir()  # nothing can take its place
    with pytest.raises(Refused):
        settings.choose(theme="dark")
    assert settings.now.theme == "system"


@pytest.mark.parametrize("inbox", ["relative", "/a\0b", "/" + "a/" * 3_000])
def test_an_inbox_in_a_spoilt_file_that_can_be_no_folder_is_none(tmp_path: Path, inbox: str) -> None:
    """The sentence that says it cannot be reached names it, and would fill the screen with a path that no system takes."""
    (tmp_path / "settings.json").write_text(json.dumps({"inbox": inbox, "theme": "dark"}), encoding="utf-8")
    assert SettingsFile(tmp_path / "settings.json").read() == Settings(theme="dark")
