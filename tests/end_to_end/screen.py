"""A real screen for real processes of the window: a window manager, and hands on its keyboard."""

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

from tests.end_to_end.processes import MAIN
from tests.ui.desktop import Desktop

LONGEST_WAIT = 60.0  # seconds; a page with charts imports what draws them while it answers, which on a busy computer takes its time
MOST_COMPLAINTS = 100_000  # bytes
TITLE = "^Recovery Tracker$"
PACKAGES = {"openbox": "openbox", "xdotool": "xdotool"}


class Screen:
    """A desktop with a window manager, and hands on its keyboard."""

    def __init__(self, desktop: Desktop, folder: Path, data: Path, zone: str) -> None:
        missing = [package for program, package in PACKAGES.items() if shutil.which(program) is None]
        if missing:
            pytest.fail("These tests need a window manager and a keyboard. Install them with: sudo apt install " + " ".join(missing))
        (folder / "tmp").mkdir()
        self.data = data
        self.environment = {
            **desktop.environment,
            "TZ": zone,
            "TMPDIR": str(folder / "tmp"),
            "PYTHONFAULTHANDLER": "1",
        }
        self.environment.pop("QT_QPA_PLATFORM", None)
        self.started = [subprocess.Popen(["openbox"], env=self.environment, stderr=subprocess.DEVNULL)]

    def start(self, *arguments, before=()):
        """Start the app; the process."""
        process = subprocess.Popen(
            [*before, sys.executable, str(MAIN), "--data-dir", str(self.data), *arguments],
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.started.append(process)
        return process

    def told(self, *arguments):
        """What the command line answers in JSON."""
        command = [sys.executable, str(MAIN), "--data-dir", str(self.data), *arguments, "--json"]
        return json.loads(subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=30, check=True).stdout)

    def windows(self, *options, title=TITLE):
        """The numbers of the windows of the app in view."""
        found = self._xdotool("search", "--onlyvisible", *options, "--name", title)
        return found.stdout.split()

    def wait_for_window(self):
        """Wait until the window is in view and has the keyboard."""
        wait(lambda: self.windows() and self._xdotool("getactivewindow").stdout.strip() in self.windows(), "no window with the keyboard")

    def keys(self, *keys, rest=40):
        """Strike keys, with a rest of some milliseconds between them."""
        self._xdotool("key", "--delay", str(rest), *keys)

    def write(self, text):
        """Type text."""
        self._xdotool("type", "--delay", "15", text)

    def minimise(self):
        """Put the window away."""
        self._xdotool("windowminimize", "--sync", self.windows()[0])

    def quit(self, process):
        """Quit with Ctrl+Q and say yes to the question that comes; the exit code."""
        self.keys("ctrl+q")
        time.sleep(0.7)
        assert process.poll() is None, "it closed without a question"
        self.keys("Tab", "space")
        return process.wait(LONGEST_WAIT)

    def close(self):
        """End what still runs; what the app had to complain of is shown where the test fails."""
        for process in reversed(self.started):
            if process.poll() is None:
                process.kill()
            process.wait()
            if process.stderr is not None and not process.stderr.closed:
                os.set_blocking(process.stderr.fileno(), False)  # another process may still hold the other end
                with suppress(BlockingIOError):
                    sys.stderr.write(os.read(process.stderr.fileno(), MOST_COMPLAINTS).decode())
                process.stderr.close()

    def _xdotool(self, *words):
        return subprocess.run(["xdotool", *words], env=self.environment, capture_output=True, text=True, timeout=20, check=False)


def wait(is_so, words):
    """Wait until something is so; fail with words where it never is."""
    end = time.monotonic() + LONGEST_WAIT
    while not is_so():
        assert time.monotonic() < end, words
        time.sleep(0.1)


@contextmanager
def a_screen(tmp_path, zone, size="800x600"):
    """A screen of its own, with a home and a data folder in a folder of the test."""
    home = tmp_path / "home"
    home.mkdir()
    with Desktop(home, size=size) as desktop, closing(Screen(desktop, tmp_path, tmp_path / "data", zone)) as screen:
        yield screen
