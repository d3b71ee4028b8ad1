"""The computer stays awake while a session runs, and a desktop that does not answer holds nobody up."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ui.desktop import Desktop
from ui.system.keep_awake import KeepAwake

SESSION_SERVICE = """
import sys
from jeepney import DBusAddress, MessageType, new_method_return
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import open_dbus_connection
bus = open_dbus_connection()
bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.ScreenSaver"))
print("ready", flush=True)
while True:
    message = bus.receive()
    if message.header.message_type is MessageType.method_call:
        name = message.header.fields[3]
        print(name, flush=True)
        bus.send(new_method_return(message, "u", (7,)) if name == "Inhibit" else new_method_return(message))
"""

SESSION = """
import time
from ui.system.keep_awake import KeepAwake
awake = KeepAwake()
began = time.monotonic()
awake.start()
taken = time.monotonic() - began
time.sleep(0.5)
held = awake.holding
began = time.monotonic()
awake.stop()
awake.close()
taken += time.monotonic() - began
print("in time" if taken < 3 else taken, "held" if held else "not held", sep=", ")
"""


def until(true: Callable[[], bool], seconds: float = 8) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come"
        time.sleep(0.02)


def test_the_desktop_is_asked_at_the_start_and_freed_at_the_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Desktop(tmp_path) as desktop:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", desktop.environment["DBUS_SESSION_BUS_ADDRESS"])
        service = subprocess.Popen([sys.executable, "-c", SESSION_SERVICE], env=desktop.environment, stdout=subprocess.PIPE, text=True)
        try:
            heard = [service.stdout.readline().strip()]
            awake = KeepAwake()
            awake.start()
            until(lambda: awake.holding)
            awake.stop()
            until(lambda: not awake.holding)
            heard += [service.stdout.readline().strip() for _ in range(2)]
            awake.start()
            until(lambda: awake.holding)
            awake.close()
        finally:
            service.kill()
            rest = service.communicate()[0].split()
    assert heard + rest == ["ready", "Inhibit", "UnInhibit", "Inhibit", "UnInhibit"]


def test_without_a_bus_nothing_happens_and_nothing_waits() -> None:
    assert a_session_in(dict(os.environ, DBUS_SESSION_BUS_ADDRESS="unix:path=/nowhere/bus")) == "in time, not held"


def test_a_frozen_bus_holds_nobody_up(tmp_path: Path) -> None:
    with Desktop(tmp_path) as desktop:
        desktop.freeze(desktop.bus)
        assert a_session_in(desktop.environment) == "in time, not held"


def test_the_library_is_not_loaded_before_the_first_session() -> None:
    code = "import sys; from ui.system.keep_awake import KeepAwake; KeepAwake(); print('wakepy' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=30, env=dict(os.environ))
    assert answer.stdout.strip() == "False"


def a_session_in(environment: dict[str, str]) -> str:
    """How a session with a little pause in it went, in a process of its own, since a frozen bus leaves sockets behind."""
    answer = subprocess.run([sys.executable, "-c", SESSION], capture_output=True, text=True, check=True, timeout=15, env=environment)
    return answer.stdout.strip()
