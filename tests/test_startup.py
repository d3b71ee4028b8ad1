"""Starting at login, as Linux, macOS and Windows have it, and only when it is asked for."""

import configparser
import os
import plistlib
import re
import subprocess
import sys
from dataclasses import dataclass, field

import pytest

from tracker.errors import Refused
from tracker.startup import MAIN, NAME, LaunchAgent, RunKey, XdgAutostart, desktop_entry, login_start, start_command

COMMAND = ("/opt/the app/bin/python3", "/opt/the app/main.py", "--minimised")
AWKWARD = ("/opt/100%/$HOME/`id`/back\\slash/a \"b\"/'c'/\u05e9\u05dc/python", "--data-dir", "/home/me/my diary; rm -rf ~", "--minimised")


@dataclass
class FakeRegistry:
    """The values of a key, or one that may not be touched."""

    values: dict[str, str] = field(default_factory=dict)
    problem: OSError | None = None

    def _look(self) -> dict[str, str]:
        if self.problem:
            raise self.problem
        return self.values

    def read(self, name):
        return self._look().get(name)

    def write(self, name, value):
        self._look()[name] = value

    def remove(self, name):
        del self._look()[name]


@pytest.fixture(params=["linux", "darwin", "win32"])
def on_a_desktop(request, tmp_path):
    """The way of each desktop."""
    if request.param == "win32":
        return RunKey(FakeRegistry(), COMMAND)
    return login_start(COMMAND, request.param, {"HOME": str(tmp_path)})


def arguments_of(exec_value):
    """The Exec key read by the rules of the desktop entry specification."""
    once = re.sub(r"\\(.)", lambda found: {"n": "\n", "t": "\t", "r": "\r"}.get(found[1], found[1]), exec_value)
    parts = re.findall(r'"((?:\\.|[^"\\])*)"|(\S+)', once)
    arguments = (re.sub(r"\\(.)", r"\1", quoted) if quoted else plain for quoted, plain in parts)
    return tuple(re.sub(r"%(.)", lambda found: "%" if found[1] == "%" else "<a field code>", argument) for argument in arguments)


def entry_of(text):
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read_string(text)
    return parser["Desktop Entry"]


def test_nothing_is_on_and_nothing_is_written_until_it_is_asked_for(on_a_desktop, tmp_path):
    assert not on_a_desktop.is_on()
    assert not list(tmp_path.iterdir())


def test_turned_on_it_is_on_and_turned_off_it_is_off(on_a_desktop, tmp_path):
    on_a_desktop.turn_on()
    on_a_desktop.turn_on()
    assert on_a_desktop.is_on()
    on_a_desktop.turn_off()
    on_a_desktop.turn_off()
    assert not on_a_desktop.is_on()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize("command", [COMMAND, AWKWARD])
def test_a_desktop_entry_starts_the_very_command(command):
    entry = entry_of(desktop_entry(command))
    assert arguments_of(entry["Exec"]) == command
    assert (entry["Type"], entry["Name"], entry["Terminal"]) == ("Application", NAME, "false")


def test_the_entry_lies_where_the_desktop_looks_and_is_the_owners_alone(tmp_path):
    login_start(COMMAND, "linux", {"HOME": str(tmp_path)}).turn_on()
    file = tmp_path / ".config" / "autostart" / "recovery-tracker.desktop"
    assert file.stat().st_mode & 0o077 == 0
    login_start(COMMAND, "linux", {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "own")}).turn_on()
    assert (tmp_path / "own" / "autostart" / "recovery-tracker.desktop").exists()


def test_a_relative_folder_of_settings_is_passed_over_as_the_standard_has_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    login_start(COMMAND, "linux", {"HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": "own"}).turn_on()
    assert (tmp_path / "home" / ".config" / "autostart" / "recovery-tracker.desktop").exists()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_an_entry_the_desktop_has_switched_off_is_off(tmp_path, line):
    start = XdgAutostart(tmp_path, COMMAND)
    start.turn_on()
    file = tmp_path / "recovery-tracker.desktop"
    file.write_text(file.read_text(encoding="utf-8").replace("X-GNOME-Autostart-enabled=true", line), encoding="utf-8")
    assert not start.is_on()
    start.turn_on()
    assert start.is_on()


def test_a_launch_agent_runs_the_command_at_login(tmp_path):
    login_start(AWKWARD, "darwin", {"HOME": str(tmp_path)}).turn_on()
    (file,) = (tmp_path / "Library" / "LaunchAgents").iterdir()
    agent = plistlib.loads(file.read_bytes())
    assert (agent["ProgramArguments"], agent["RunAtLoad"]) == (list(AWKWARD), True)
    assert file.name == f"{agent['Label']}.plist"


UNREADABLE = [
    *(b"", b"\xff\xfe", b"<plist>", b'<?xml version="1.0" encoding="true"?><plist/>', b"<plist><dict></key></dict></plist>"),
    *(b"<plist><integer>x</integer></plist>", b"<plist></array></plist>", b"bplist00\xd1" + b"\0" * 40),
]


@pytest.mark.parametrize("content", [*UNREADABLE, plistlib.dumps([1]), plistlib.dumps({"RunAtLoad": True, "Disabled": True})])
def test_a_launch_agent_that_cannot_be_read_or_is_disabled_is_off(tmp_path, content):
    agent = LaunchAgent(tmp_path, COMMAND)
    agent.turn_on()
    next(tmp_path.iterdir()).write_bytes(content)
    assert not agent.is_on()


def test_the_run_key_holds_the_command_in_the_quotes_of_windows():
    registry = FakeRegistry()
    RunKey(registry, ("C:\\Program Files\\Python\\pythonw.exe", "C:\\App\\main.py", "--minimised")).turn_on()
    assert registry.values == {NAME: '"C:\\Program Files\\Python\\pythonw.exe" C:\\App\\main.py --minimised'}


def test_a_registry_that_refuses_is_told_in_a_sentence_and_counts_as_off():
    start = RunKey(FakeRegistry(problem=PermissionError(13, "Access is denied")), COMMAND)
    assert not start.is_on()
    for deed in (start.turn_on, start.turn_off):
        with pytest.raises(Refused, match=r"could not be changed \(Access is denied\)\. The diary is safe"):
            deed()


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path):
    (tmp_path / ".config").write_text("a file where a folder should be")
    start = login_start(COMMAND, "linux", {"HOME": str(tmp_path)})
    assert not start.is_on()
    for deed in (start.turn_on, start.turn_off):
        with pytest.raises(Refused, match="could not be changed"):
            deed()


def test_the_command_opens_the_app_minimised_with_this_python(tmp_path):
    assert start_command() == (sys.executable, str(MAIN), "--minimised")
    assert start_command(tmp_path)[2:] == ("--data-dir", str(tmp_path), "--minimised")
    done = subprocess.run([*start_command(tmp_path)[:-1], "--version"], capture_output=True, text=True, check=False, env=dict(os.environ))
    assert (done.returncode, done.stdout.startswith("recovery-tracker")) == (0, True)


def test_windows_starts_it_without_a_console_where_it_can(tmp_path):
    python = tmp_path / "python.exe"
    assert start_command(python=str(python), platform="win32")[0] == str(python)
    (tmp_path / "pythonw.exe").touch()
    assert start_command(python=str(python), platform="win32")[0] == str(tmp_path / "pythonw.exe")
