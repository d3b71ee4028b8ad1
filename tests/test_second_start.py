"""A second start without Qt: the first window is told, and whoever else listens there is neither believed nor waited for."""

import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import main
from tests.fakes import FakeClock
from tracker import second_start
from tracker.cli import application, run
from tracker.cli.application import command_line
from tracker.data_folder import ENVIRONMENT_VARIABLE, data_folder
from tracker.paths import usual_paths
from tracker.second_start import ACKNOWLEDGED, StartMessage, asked_for, first_window_hears, socket_names

SLOW = ("PySide6", "shiboken6", "sqlite_utils", "sqlite3", "click", "tracker.app", "tracker.cli", "ui", "pathlib", "typing", "dataclasses", "socket")
STARTED = """
import sys
import main
code = main.main(sys.argv[1:])
print(code, *sys.modules)
"""


@contextmanager
def listening(place, answer):
    """A socket that answers the first who speaks to it; what it heard. With None it stays silent, with nothing it hangs up."""
    heard = []
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place))
        server.listen()

        def serve():
            line, _address = server.accept()
            with line:
                if words := line.recv(64):
                    heard.append(words)
                    line.sendall(answer or b"")
                if answer is None:
                    over.wait(10)

        over = threading.Event()
        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield heard
        finally:
            over.set()
            with socket.socket(socket.AF_UNIX) as last:  # so that nobody is waited for
                last.connect(str(place))
            thread.join(10)


@pytest.fixture
def tmp_path(tmp_path_factory):
    """A folder with a short path, as a socket needs it."""
    return tmp_path_factory.mktemp("w")


@pytest.fixture
def place(tmp_path):
    return next(socket_names(tmp_path))


@pytest.mark.parametrize("message", StartMessage)
def test_the_first_window_is_told_what_is_asked_and_its_answer_is_believed(tmp_path, place, message):
    with listening(place, ACKNOWLEDGED) as heard:
        assert first_window_hears(str(tmp_path), message)
    assert heard == [message.value.encode() + b"\n"]


@pytest.mark.parametrize("answer", [b"no\n", b"", b"ok", b"o", b"ok\nok\n", b"x" * 10_000])
def test_another_answer_is_none(tmp_path, place, answer, monkeypatch):
    monkeypatch.setattr(second_start, "ANSWER_SECONDS", 0.2)
    with listening(place, answer):
        assert not first_window_hears(str(tmp_path), StartMessage.RAISE)


def test_a_silent_window_is_waited_for_a_while_and_no_longer(tmp_path, place, monkeypatch):
    monkeypatch.setattr(second_start, "ANSWER_SECONDS", 0.5)
    began = time.monotonic()
    with listening(place, None) as heard:
        assert not first_window_hears(str(tmp_path), StartMessage.RAISE)
        assert 0.4 < time.monotonic() - began < 5
    assert heard == [b"raise\n"]


def test_a_window_that_was_busy_for_two_seconds_is_still_the_one_that_answers(tmp_path, place):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(place)
        server.listen()

        def serve():
            line, _address = server.accept()
            with line:
                time.sleep(2)
                line.sendall(ACKNOWLEDGED)

        thread = threading.Thread(target=serve)
        thread.start()
        assert first_window_hears(str(tmp_path), StartMessage.RAISE)
        thread.join(10)


def test_a_window_that_takes_no_more_calls_keeps_nobody_waiting(tmp_path, place, monkeypatch):
    monkeypatch.setattr(second_start, "ANSWER_SECONDS", 0.5)
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as waiting:
        server.bind(place)
        server.listen(0)
        waiting.connect(place)
        began = time.monotonic()
        assert not first_window_hears(str(tmp_path), StartMessage.RAISE)
        assert time.monotonic() - began < 3


def _dead(place):
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(place)


def _nothing(_place):
    pass


@pytest.mark.parametrize("make", [_nothing, _dead, Path.touch, Path.mkdir, os.mkfifo], ids=["nothing", "dead", "file", "folder", "pipe"])
def test_where_nobody_listens_nobody_is_waited_for(tmp_path, place, make):
    make(place if make is _dead else Path(place))
    began = time.monotonic()
    assert not first_window_hears(str(tmp_path), StartMessage.RAISE)
    assert time.monotonic() - began < 0.9


def test_the_socket_of_another_user_is_not_spoken_to(tmp_path, place, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: Path(place).stat().st_uid + 1)
    with listening(place, ACKNOWLEDGED) as heard:
        assert not first_window_hears(str(tmp_path), StartMessage.RAISE)
        assert heard == []


def test_a_link_to_a_socket_is_not_followed(tmp_path):
    (tmp_path / "data").mkdir()
    with listening(tmp_path / "other", ACKNOWLEDGED) as heard:
        (tmp_path / "data" / "window.socket").symlink_to(tmp_path / "other")
        assert not first_window_hears(str(tmp_path / "data"), StartMessage.RAISE)
        assert heard == []


def test_where_the_folder_cannot_hold_the_socket_it_is_found_beside(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    deep = tmp_path / ("deep" * 30)
    (place,) = socket_names(deep)
    assert Path(place).parent == tmp_path
    with listening(place, ACKNOWLEDGED):
        assert first_window_hears(str(deep), StartMessage.RAISE)


WORDS = (
    *("--quick-entry", "--minimised", "--demo", "--data-dir", "--data-dir=", "--data-dir=a b", "--data-dir=~/c", "d", "", "status"),
    *("--", "-", "--quick-entry=1", "--quick", "--version", "-h", "--data-dir=--demo"),
)


@given(st.lists(st.sampled_from(WORDS), max_size=4))
def test_what_it_understands_click_understands_alike(arguments):
    asked = asked_for(arguments)
    if asked is None:
        return
    opened = []

    def open_window(paths, _clock, options):
        opened.append((paths, options))
        return 0

    code = 1 if asked[0] == "" else 0  # an empty name is that of no folder
    assert (run(arguments, FakeClock.at(), open_window), application.run(arguments, FakeClock.at(), open_window)) == (code, code)
    if code:
        return
    (paths, options), by_click = opened
    assert (paths, options) == by_click
    chosen, message = asked
    assert (usual_paths(chosen), message is StartMessage.QUICK_ENTRY) == (paths, options.quick_entry)
    assert not options.demo


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ((), (None, "raise")),
        (("--minimised",), (None, "raise")),
        (("--quick-entry", "--minimised"), (None, "quick-entry")),
        (("--data-dir", "a", "--quick-entry"), ("a", "quick-entry")),
        (("--data-dir=a",), ("a", "raise")),
        (("--demo",), None),
        (("--data-dir",), None),
        (("--data-dir", "a", "status"), None),
    ],
)
def test_what_a_start_asks_for(arguments, asked):
    assert asked_for(arguments) == asked


def test_a_shell_that_asks_for_completions_raises_no_window(monkeypatch):
    told = CliRunner().invoke(command_line, prog_name="recovery-tracker", env={second_start.COMPLETION: "bash_source"})
    assert f"{second_start.COMPLETION}=bash_complete" in told.stdout  # the name that click gives it
    monkeypatch.setenv(second_start.COMPLETION, "bash_complete")
    assert asked_for(()) is None


@pytest.mark.parametrize("way", ["option", "environment", "usual"])
def test_a_start_that_is_heard_imports_nothing_slow(tmp_path, way):
    home = tmp_path if way == "usual" else tmp_path / "home"
    folder = tmp_path / ".local" / "share" / "recovery-tracker" if way == "usual" else tmp_path
    folder.mkdir(parents=True, exist_ok=True)
    environment = {key: value for key, value in os.environ.items() if key not in {ENVIRONMENT_VARIABLE, "XDG_DATA_HOME"}}
    environment |= {"HOME": str(home)} | ({ENVIRONMENT_VARIABLE: str(folder)} if way == "environment" else {})
    arguments = ["--data-dir", str(folder)] if way == "option" else []
    command = [sys.executable, "-c", STARTED, "--quick-entry", *arguments]
    # Not by its usual name: where the tests' own folder is deep, the socket lies elsewhere.
    with listening(next(socket_names(folder)), ACKNOWLEDGED) as heard:
        told = subprocess.run(command, env=environment, cwd=Path(main.__file__).parent, capture_output=True, text=True, timeout=30, check=True)
    code, *modules = told.stdout.split()
    assert (heard, code, told.stderr) == ([b"quick-entry\n"], "0", "")
    assert [name for name in modules if name in SLOW or name.partition(".")[0] in SLOW] == []


@given(st.sampled_from(["", "/", "./", "~/"]), st.text("ab./ ", max_size=8))
def test_the_folder_is_the_one_that_pathlib_names(begin, rest):
    if chosen := begin + rest:
        assert Path(data_folder(chosen)) == Path(chosen).expanduser().absolute()


def test_a_folder_that_is_called_like_the_sign_of_home_can_be_chosen():
    assert Path(data_folder("./~")) == Path.cwd() / "~"


def test_a_start_that_is_not_heard_goes_the_long_way(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(second_start, "ANSWER_SECONDS", 0.2)
    monkeypatch.setattr(main, "open_window", lambda *_told: 7)
    with listening(tmp_path / "window.socket", b"no\n"):
        assert main.main(["--data-dir", str(tmp_path)]) == 7
    assert capsys.readouterr() == ("", "")
