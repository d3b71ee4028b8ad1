"""What closing the window does is kept."""

import json

import pytest

from tracker.domain.settings import Settings
from tracker.storage.settings import SettingsFile


def test_closing_goes_to_the_tray_unless_it_is_set_to_quit(tmp_path):
    file = SettingsFile(tmp_path / "settings.json")
    assert file.read().closing == "tray"
    file.write(Settings(closing="quit"))
    assert file.read().closing == "quit"


def test_a_way_of_closing_that_there_is_not_is_refused_and_passed_over_in_the_file(tmp_path):
    with pytest.raises(ValueError, match="hide"):
        Settings(closing="hide")
    (tmp_path / "settings.json").write_text(json.dumps({"closing": "hide", "sound": False}))
    assert SettingsFile(tmp_path / "settings.json").read() == Settings(sound=False)


def test_each_of_the_two_notes_on_closing_is_kept_as_told(tmp_path):
    file = SettingsFile(tmp_path / "settings.json")
    assert (file.read().closing_explained, file.read().tray_explained) == (False, False)
    file.write(Settings(tray_explained=True))
    assert (file.read().closing_explained, file.read().tray_explained) == (False, True)
