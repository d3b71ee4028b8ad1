"""Starting with the desktop: the entry by which Linux, Windows or macOS starts the app at login, written only when the person asks."""

import os
import plistlib
import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol
from xml.parsers.expat import ExpatError

import tracker
from tracker.errors import Refused
from tracker.files import atomic_write, private_folder
from tracker.language import _

APPLICATION = "recovery-tracker"
NAME = "Recovery Tracker"
LABEL = "org.recovery-tracker.login"
# Of the current user: the key of all users takes an administrator.
RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
MAIN = Path(tracker.__file__).resolve().parents[1] / "main.py"


class LoginStart(Protocol):
    """One desktop's way of starting a program at login."""

    def is_on(self) -> bool:
        """Whether the app is started at login; a desktop that cannot be asked does not."""
        ...

    def turn_on(self) -> None:
        """Start the app at login from now on; raises Refused."""
        ...

    def turn_off(self) -> None:
        """Start it no more; nothing happens where it was not started. Raises Refused."""
        ...


class Registry(Protocol):
    """The values of one key of the Windows registry; each may raise OSError."""

    def read(self, name: str) -> str | None:
        """The value of a name."""
        ...

    def write(self, name: str, value: str) -> None:
        """Set the value of a name."""
        ...

    def remove(self, name: str) -> None:
        """Forget a name that has a value."""
        ...


class XdgAutostart:
    """A desktop entry in the autostart folder, as GNOME, KDE, Xfce and their kin read it."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        self._file = folder / f"{APPLICATION}.desktop"
        self._command = tuple(command)

    def is_on(self) -> bool:
        """Whether the entry is there and not switched off by the desktop's own settings."""
        try:
            # No parser: whether one of two lines is there is all that matters.
            lines = {line.replace(" ", "").casefold() for line in self._file.read_text(encoding="utf-8").splitlines()}
        except (OSError, ValueError):
            return False
        # The desktops' settings switch an entry off in the file and leave it where it is.
        return not lines & {"hidden=true", "x-gnome-autostart-enabled=false"}

    def turn_on(self) -> None:
        """Write the entry; raises Refused."""
        _write(self._file, desktop_entry(self._command).encode())

    def turn_off(self) -> None:
        """Remove the entry; raises Refused."""
        _remove(self._file)


class LaunchAgent:
    """A property list in the folder of launch agents, as macOS reads it."""

    def __init__(self, folder: Path, command: Sequence[str]) -> None:
        self._file = folder / f"{LABEL}.plist"
        self._command = tuple(command)

    def is_on(self) -> bool:
        """Whether the list is there and not switched off."""
        try:
            agent = plistlib.loads(self._file.read_bytes())
        # A damaged list is none. plistlib raises its own error, which is a ValueError, and what its insides stumble over.
        except (OSError, ValueError, LookupError, ArithmeticError, AttributeError, TypeError, RecursionError, ExpatError):
            return False
        return isinstance(agent, dict) and bool(agent.get("RunAtLoad")) and not agent.get("Disabled")

    def turn_on(self) -> None:
        """Write the list; raises Refused."""
        # launchd holds back what is not Interactive, as background work; a window is waited for.
        agent = {"Label": LABEL, "ProgramArguments": list(self._command), "RunAtLoad": True, "ProcessType": "Interactive"}
        _write(self._file, plistlib.dumps(agent))

    def turn_off(self) -> None:
        """Remove the list; raises Refused."""
        _remove(self._file)


class RunKey:
    """A value under the Run key, as Windows reads it."""

    def __init__(self, registry: Registry, command: Sequence[str]) -> None:
        self._registry = registry
        self._command = tuple(command)

    def is_on(self) -> bool:
        """Whether the value is there."""
        try:
            return bool(self._registry.read(NAME))
        except OSError:
            return False

    def turn_on(self) -> None:
        """Write the value; raises Refused."""
        import subprocess

        try:
            # Windows keeps one line and not a list; list2cmdline quotes it as the programs there take it apart.
            self._registry.write(NAME, subprocess.list2cmdline(self._command))
        except OSError as problem:
            raise Refused(_not_changed(problem)) from problem

    def turn_off(self) -> None:
        """Remove the value; raises Refused."""
        try:
            if self._registry.read(NAME) is not None:
                self._registry.remove(NAME)
        except OSError as problem:
            raise Refused(_not_changed(problem)) from problem


class WindowsRegistry:
    """The real one; made on Windows only."""

    def read(self, name: str) -> str | None:
        """The value of a name under the Run key."""
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:  # type: ignore[attr-defined, unused-ignore] # Windows only
                return str(winreg.QueryValueEx(key, name)[0])  # type: ignore[attr-defined, unused-ignore] # as above
        except FileNotFoundError:
            return None

    def write(self, name: str, value: str) -> None:
        """Set the value of a name under the Run key."""
        import winreg

        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, RUN_KEY) as key:  # type: ignore[attr-defined, unused-ignore] # Windows only
            winreg.SetValueEx(key, name, 0, winreg.REG_SZ, value)  # type: ignore[attr-defined, unused-ignore] # as above

    def remove(self, name: str) -> None:
        """Forget a name under the Run key."""
        import winreg

        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, RUN_KEY, 0, winreg.KEY_SET_VALUE) as key:  # type: ignore[attr-defined, unused-ignore] # Windows only
            winreg.DeleteValue(key, name)  # type: ignore[attr-defined, unused-ignore] # as above


def login_start(command: Sequence[str], platform: str = sys.platform, environment: Mapping[str, str] = os.environ) -> LoginStart:
    """This desktop's way of starting a command at login."""
    home = Path(environment.get("HOME") or Path.home())
    if platform == "win32":
        return RunKey(WindowsRegistry(), command)
    if platform == "darwin":
        return LaunchAgent(home / "Library" / "LaunchAgents", command)
    # The XDG specification has a relative path ignored.
    chosen = Path(environment.get("XDG_CONFIG_HOME") or "")
    return XdgAutostart((chosen if chosen.is_absolute() else home / ".config") / "autostart", command)


def start_command(data: Path | None = None, python: str = sys.executable, platform: str = sys.platform) -> tuple[str, ...]:
    """The command that opens the app minimised with this Python, on a data folder of the person's own where one is given."""
    folder = ("--data-dir", str(data)) if data is not None else ()
    return (_windowless(python) if platform == "win32" else python, str(MAIN), *folder, "--minimised")


def desktop_entry(command: Sequence[str]) -> str:
    """The desktop entry that starts a command at login."""
    exec_line = _escaped(" ".join(_quoted(argument) for argument in command))
    lines = ("[Desktop Entry]", "Type=Application", f"Name={NAME}", f"Exec={exec_line}", f"Icon={APPLICATION}", "Terminal=false")
    return "\n".join((*lines, "X-GNOME-Autostart-enabled=true", ""))


def _quoted(argument: str) -> str:
    """An argument as the Exec key wants it: reserved characters in quotes, a per cent sign doubled."""
    # Not shlex.quote: that uses single quotes, which the Exec key does not know, and leaves the per cent sign, which begins a field code.
    inside = re.sub(r'(["`$\\])', r"\\\1", argument).replace("%", "%%")
    return inside if re.fullmatch(r"[\w@%+=:,./-]+", argument) else f'"{inside}"'


def _escaped(value: str) -> str:
    """A value as a desktop entry holds it, which reads backslashes once before the Exec key reads them again."""
    return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")


def _windowless(python: str) -> str:
    # python.exe opens a console window beside the app at each login.
    without_console = Path(python).with_name("pythonw.exe")
    return str(without_console) if without_console.exists() else python


def _write(file: Path, content: bytes) -> None:
    try:
        private_folder(file.parent)
    except OSError as problem:
        raise Refused(_not_changed(problem)) from problem
    atomic_write(file, content)


def _remove(file: Path) -> None:
    try:
        file.unlink(missing_ok=True)
    except OSError as problem:
        raise Refused(_not_changed(problem)) from problem


def _not_changed(problem: OSError) -> str:
    return _("Starting at login could not be changed ({reason}). The diary is safe; the desktop's own settings for startup may do it.").format(
        reason=problem.strerror or type(problem).__name__
    )
