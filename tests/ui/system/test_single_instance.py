"""One diary has one window: a second start raises it, and neither a crash nor a read-only folder is taken for a window."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tracker.paths import Paths
from tracker.second_start import StartMessage, socket_names
from ui.system import single_instance
from ui.system.single_instance import Claim, SingleWindow, claim_sentence

START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from tracker.paths import Paths
from tracker.second_start import StartMessage
from ui.system.single_instance import Claim, SingleWindow
app = QCoreApplication([])
window = SingleWindow(Paths(Path(sys.argv[1])))
claim = window.claim(StartMessage(sys.argv[2]))
print(claim.name, flush=True)
if claim is Claim.FIRST:
    window.raised.connect(lambda asked: print(asked, flush=True))
    app.exec()
"""


class Starts:
    """Starts of the app in processes of their own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.begun: list[subprocess.Popen[str]] = []

    def begin(self, message: str = "raise") -> subprocess.Popen[str]:
        start = subprocess.Popen([sys.executable, "-c", START, str(self.data), message], stdout=subprocess.PIPE, text=True)
        self.begun.append(start)
        return start

    def claim(self, message: str = "raise") -> str:
        return self.begin(message).stdout.readline().strip()

    def end(self) -> None:
        for start in self.begun:
            start.send_signal(signal.SIGCONT)
            start.kill()
            start.wait()
            start.stdout.close()


@pytest.fixture
def starts(tmp_path: Path) -> Iterator[Starts]:
    starts = Starts(tmp_path)
    yield starts
    starts.end()


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication) -> Iterator[SingleWindow]:
    window = SingleWindow(Paths(tmp_path), qapp)
    yield window
    window.release()


def test_a_second_start_raises_the_first_and_is_told_so(window: SingleWindow, starts: Starts, qtbot: QtBot) -> None:
    assert window.claim() is Claim.FIRST  # and listens in a while by itself: the second start waits for it
    second = starts.begin("quick-entry")
    with qtbot.waitSignal(window.raised, timeout=10_000) as raised:
        pass
    assert raised.args == ["quick-entry"]
    qtbot.waitUntil(lambda: second.poll() is not None)
    assert (second.stdout.readline().strip(), second.returncode) == ("ANOTHER_ANSWERED", 0)


def test_ten_starts_at_once_open_one_window(starts: Starts) -> None:
    claims = [start.stdout.readline().strip() for start in [starts.begin() for _ in range(10)]]
    assert sorted(claims) == ["ANOTHER_ANSWERED"] * 9 + ["FIRST"]


def test_a_window_that_was_killed_locks_nobody_out(starts: Starts) -> None:
    assert starts.claim() == "FIRST"
    starts.begun[0].kill()
    starts.begun[0].wait()
    assert starts.claim() == "FIRST"


def test_a_stale_lock_whose_number_now_belongs_to_another_process_locks_nobody_out(window: SingleWindow, tmp_path: Path) -> None:
    name = Path("/proc/self/exe").readlink().name
    host, machine = os.uname().nodename, Path("/etc/machine-id").read_text().strip() if Path("/etc/machine-id").exists() else ""
    (tmp_path / "window.lock").write_text(f"{os.getpid()}\n{name}\n{host}\n{machine}\n\n")
    assert window.claim() is Claim.FIRST


def test_a_frozen_window_keeps_its_lock_and_the_person_is_told(starts: Starts, window: SingleWindow, tmp_path: Path) -> None:
    assert starts.claim() == "FIRST"
    starts.begun[0].send_signal(signal.SIGSTOP)
    began = time.monotonic()
    assert window.claim() is Claim.ANOTHER_SILENT
    assert time.monotonic() - began < 15
    assert "does not answer" in claim_sentence(Claim.ANOTHER_SILENT, Paths(tmp_path))


def test_a_window_that_closed_leaves_the_place_free(window: SingleWindow, starts: Starts) -> None:
    assert window.claim() is Claim.FIRST
    window.release()
    assert starts.claim() == "FIRST"


def test_a_folder_that_is_not_there_is_not_another_window(qapp: QApplication, tmp_path: Path) -> None:
    paths = Paths(tmp_path / "gone")
    began = time.monotonic()
    assert SingleWindow(paths, qapp).claim() is Claim.CANNOT_WRITE
    assert time.monotonic() - began < 3
    assert str(paths.data) in claim_sentence(Claim.CANNOT_WRITE, paths)


def test_lock_and_socket_are_the_owners_alone(window: SingleWindow, tmp_path: Path) -> None:
    window.claim()
    window.listen()
    for file in (tmp_path / "window.lock", Path(next(socket_names(tmp_path)))):
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0


def test_a_long_path_is_no_hindrance(qapp: QApplication, tmp_path: Path, qtbot: QtBot) -> None:
    deep = tmp_path / ("deep" * 30)
    deep.mkdir()
    first, second = SingleWindow(Paths(deep), qapp), Starts(deep)
    try:
        assert first.claim() is Claim.FIRST
        start = second.begin()
        qtbot.waitUntil(lambda: start.poll() is not None, timeout=10_000)
        assert start.stdout.readline().strip() == "ANOTHER_ANSWERED"
    finally:
        first.release()
        second.end()


@pytest.mark.parametrize("nonsense", [b"rm -rf\n", b"x" * 10_000, b"\xff\xfe\n"])
def test_nonsense_on_the_socket_is_hung_up_on(window: SingleWindow, tmp_path: Path, qtbot: QtBot, nonsense: bytes) -> None:
    window.claim()
    window.listen()
    heard: list[str] = []
    window.raised.connect(heard.append)
    socket = QLocalSocket()
    socket.connectToServer(next(socket_names(tmp_path)))
    socket.write(nonsense)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert heard == []


def test_what_is_asked_of_the_first_window_has_fixed_words() -> None:
    assert [message.value for message in StartMessage] == ["raise", "quick-entry"]


@pytest.mark.parametrize("make", [os.mkfifo, Path.mkdir, lambda place: place.symlink_to("nowhere"), lambda place: place.symlink_to(place)])
def test_what_is_no_file_in_the_place_of_the_lock_keeps_no_window_away(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(Paths(tmp_path).lock)
    window = SingleWindow(Paths(tmp_path))
    assert window.claim() is Claim.FIRST
    window.release()


def test_a_folder_in_the_place_of_the_lock_that_holds_something_is_left_and_the_window_opens(tmp_path: Path) -> None:
    (Paths(tmp_path).lock / "mine").mkdir(parents=True)
    assert SingleWindow(Paths(tmp_path)).claim() is Claim.CANNOT_WRITE
    assert (Paths(tmp_path).lock / "mine").is_dir()


def test_a_lock_of_another_user_that_cannot_be_read_keeps_no_window_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = SingleWindow(Paths(tmp_path))
    assert first.claim() is Claim.FIRST
    monkeypatch.setattr(single_instance, "NOBODY_MS", 1)
    monkeypatch.setattr(single_instance.os, "access", lambda place, _how: place != Paths(tmp_path).lock)
    assert SingleWindow(Paths(tmp_path)).claim() is Claim.CANNOT_WRITE
    first.release()
