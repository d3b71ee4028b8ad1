"""What was shown, which rows are in, and the settings file."""

import json
import os
import stat
from datetime import time
from pathlib import Path

import pytest

from tests.builders import a_moment, an_episode
from tests.storage.diaries import LATER, NOW
from tracker.domain.settings import Settings
from tracker.errors import Refused
from tracker.storage.database import Database
from tracker.storage.episodes import EpisodeStore
from tracker.storage.settings import SettingsFile
from tracker.storage.shown_notices import CAUTIONS, HELP, OccasionStore


def test_a_notice_is_remembered_by_kind_and_episode(database: Database) -> None:
    store, episode = OccasionStore(database), an_episode()
    EpisodeStore(database).put(episode, NOW)
    assert store.last_shown(HELP) is None
    store.shown(HELP, a_moment("2026-11-24T10:00"), NOW, episode.id)
    store.shown(HELP, a_moment("2026-11-24T09:00"), LATER)
    assert store.last_shown(HELP) == a_moment("2026-11-24T10:00")
    assert store.last_shown(HELP, episode.id) == a_moment("2026-11-24T10:00")
    assert store.last_shown(HELP, "another") is None
    assert store.last_shown(CAUTIONS) is None


def test_settings_come_back_as_they_were_chosen(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "settings.json")
    assert file.read() == Settings()
    chosen = Settings(
        theme="dark",
        contrast="high",
        motion="reduced",
        quiet_start=time(23, 30),
        quiet_end=time(6),
        sound=False,
        neutral_notifications=True,
        closing_explained=True,
    )
    file.write(chosen)
    assert file.read() == chosen
    assert stat.S_IMODE((tmp_path / "settings.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("text", ["", "{", "null", "[]", '"dark"', "[" * 100_000, "\N{SNOWMAN}", '{"theme": ["dark"]}', "\xff\xfe", "NaN"])
def test_a_damaged_settings_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(text.encode("latin-1", "ignore"))
    assert SettingsFile(path).read() == Settings()


def test_a_value_that_makes_no_sense_leaves_the_others_in_force(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(
        json.dumps(
            {
                "theme": "pink",
                "contrast": "some",
                "motion": "none",
                "sound": 1,
                "quiet_start": "25:00",
                "quiet_end": "06:30+02:00",
                "neutral_notifications": True,
                "x": 1,
            }
        )
    )
    assert SettingsFile(path).read() == Settings(quiet_end=time(6, 30), neutral_notifications=True)


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_settings_that_are_no_file_give_the_defaults_without_waiting(tmp_path: Path, make: object) -> None:
    make(tmp_path / "settings.json")  # type: ignore[operator]
    assert SettingsFile(tmp_path / "settings.json").read() == Settings()
    with pytest.raises(Refused):
        SettingsFile(tmp_path / "settings.json").write(Settings())
