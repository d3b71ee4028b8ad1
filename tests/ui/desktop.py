"""A small desktop for tests: a screen, a session bus that starts nothing by itself, and a real notification service."""

import json
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Self

import pytest

TOOLS = {"Xvfb": "xvfb", "dbus-daemon": "dbus", "dunst": "dunst", "dunstctl": "dunst"}

BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""

MENU = "#!/bin/sh\ngrep -F -e \"$(cat '{choice}')\" | head -n 1\n"

DUNST = "[global]\n    dmenu = {menu}\n    stack_duplicates = false\n"


class Desktop:
    """One desktop, for a `with` block; every process of it ends with the block."""

    def __init__(self, folder: Path, *, markup: str = "full", size: str = "800x600") -> None:
        self.folder = folder
        self.size = size
        self.markup = markup
        self.started: list[subprocess.Popen[str]] = []
        self.environment: dict[str, str] = {}

    def __enter__(self) -> Self:
        missing = sorted({package for tool, package in TOOLS.items() if shutil.which(tool) is None})
        if missing:
            pytest.fail("These tests need a real desktop. Install it with: sudo apt install " + " ".join(missing))
        screen, written = os.pipe()
        os.set_inheritable(written, True)
        self._start("Xvfb", "-displayfd", str(written), "-screen", "0", f"{self.size}x24", "-nolisten", "tcp", pass_fds=(written,))
        os.close(written)
        with os.fdopen(screen) as answer:
            display = answer.readline().strip()
        self.environment = {**os.environ, "DISPLAY": f":{display}", "HOME": str(self.folder), "LC_ALL": "C.UTF-8"}
        self.environment.pop("WAYLAND_DISPLAY", None)
        config = self.folder / "bus.conf"
        config.write_text(BUS.format(folder=self.folder))
        self.bus = self._start("dbus-daemon", f"--config-file={config}", "--print-address=1", "--nofork", stdout=subprocess.PIPE)
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = self.bus.stdout.readline().strip()
        self.start_service()
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self.started):
            process.send_signal(signal.SIGCONT)
            process.terminate()
        for process in self.started:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            if process.stdout is not None:
                process.stdout.close()

    def start_service(self) -> None:
        """Start the notification service and wait until it answers."""
        menu, config = self.folder / "menu", self.folder / "dunstrc"
        menu.write_text(MENU.format(choice=self.folder / "choice"))
        menu.chmod(0o700)
        config.write_text(DUNST.format(menu=menu) + (f"    markup = {self.markup}\n" if self.markup else ""))
        self.service = self._start("dunst", "-conf", str(config))
        end = time.monotonic() + 10
        while self._dunstctl("is-paused").returncode:
            assert time.monotonic() < end, "dunst does not answer"
            time.sleep(0.05)

    def kill_service(self) -> None:
        """The notification service crashes."""
        self.service.kill()
        self.service.wait()

    def freeze(self, process: subprocess.Popen[str]) -> None:
        """The process stays, but answers nobody."""
        process.send_signal(signal.SIGSTOP)

    def thaw(self, process: subprocess.Popen[str]) -> None:
        """The process goes on."""
        process.send_signal(signal.SIGCONT)

    def displayed(self) -> int:
        """How many notices are on screen."""
        return int(self._dunstctl("count", "displayed").stdout)

    def wait_displayed(self, number: int, seconds: float = 5) -> None:
        """Wait until so many notices are on screen."""
        end = time.monotonic() + seconds
        while self.displayed() != number:
            assert time.monotonic() < end, f"{self.displayed()} notices on screen, not {number}"
            time.sleep(0.05)

    def press(self, label: str) -> None:
        """Press a button of the notice on screen, by the service's own menu."""
        (self.folder / "choice").write_text(label)
        self._dunstctl("context")

    def click(self) -> None:
        """Click the notice on screen."""
        self._dunstctl("action", "0")

    def closed_notice(self) -> dict[str, str]:
        """Close the notice on screen and tell what the service had been asked to show and how it did."""
        self._dunstctl("close-all")
        history = json.loads(self._dunstctl("history").stdout)
        return {name: str(cell["data"]) for name, cell in history["data"][0][0].items()}

    def _dunstctl(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(["dunstctl", *words], env=self.environment, capture_output=True, text=True, timeout=10, check=False)

    def _start(self, *command: str, **how: object) -> subprocess.Popen[str]:
        how.setdefault("stdout", subprocess.DEVNULL)
        environment = self.environment or None
        process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL, text=True, **how)
        self.started.append(process)
        return process
