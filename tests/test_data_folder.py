"""Where the data folder is: what the environment says counts where it names a folder, and nothing is made under a name that leads nowhere."""

import os
import pwd
from pathlib import Path

import pytest

from tracker.data_folder import ENVIRONMENT_VARIABLE, NoSuchFolder, data_folder, forget_relative_folders


@pytest.fixture
def bare(tmp_path, monkeypatch):
    """A home folder of its own, and an environment that says nothing else."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)
    return tmp_path


@pytest.mark.parametrize("value", ["", ".", "rel", "../rel", "~", "~/x"])
@pytest.mark.parametrize("name", ["HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"])
def test_a_variable_that_names_no_whole_path_counts_as_not_set(name, value):
    environment = {name: value, "OTHER": "rel"}
    forget_relative_folders(environment)
    assert environment == {"OTHER": "rel"}


def test_a_whole_path_stays():
    environment = {"HOME": "/home/a", "XDG_DATA_HOME": "/data"}
    forget_relative_folders(environment)
    assert environment == {"HOME": "/home/a", "XDG_DATA_HOME": "/data"}


@pytest.mark.usefixtures("bare")
def test_without_a_home_that_counts_it_is_the_one_of_the_user(monkeypatch):
    monkeypatch.setenv("HOME", "")
    forget_relative_folders(os.environ)
    assert data_folder() == os.path.join(pwd.getpwuid(os.getuid()).pw_dir, ".local/share/recovery-tracker")  # noqa: PTH118 - as text


@pytest.mark.parametrize("told", ["~nobody-of-this-name/x", "~nobody-of-this-name", ""])
def test_a_folder_that_leads_nowhere_is_none(bare, monkeypatch, told):
    with pytest.raises(NoSuchFolder, match=f"^{told}$"):
        data_folder(told)
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, told)
    if told:
        with pytest.raises(NoSuchFolder):
            data_folder()
    else:
        assert Path(data_folder()) == bare / ".local" / "share" / "recovery-tracker"


@pytest.mark.usefixtures("bare")
def test_a_user_nobody_knows_has_no_usual_folder(monkeypatch):
    def unknown(_number):
        raise KeyError

    monkeypatch.delenv("HOME")
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    with pytest.raises(NoSuchFolder, match="~/"):
        data_folder()
    assert data_folder("/data") == "/data"


def test_a_name_from_a_working_folder_that_is_gone_leads_nowhere(tmp_path, monkeypatch):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(NoSuchFolder, match="data"):
        data_folder("data")
    assert data_folder("/data") == "/data"
