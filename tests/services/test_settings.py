"""The settings of this computer, read and chosen."""

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
