"""What must be known and set before Qt is imported; knows no Qt itself."""

import contextlib
import ctypes
import importlib.util
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tracker.formats.texts import in_a_row
from tracker.language import _
from tracker.library.shared_libraries import LoadFailure, sentence_of, shared_libraries

X11, WAYLAND = "xcb", "wayland"  # as Qt and the table of libraries name them
# Nothing for group and others, whatever the desktop's own umask allows.
PRIVATE_UMASK = 0o077


def _load(library: str) -> str:
    """Load a library, which Qt does a moment later anyway; the loader's words where it cannot, else nothing."""
    try:
        ctypes.CDLL(library)
    except OSError as problem:
        return str(problem)
    return ""


def _answers(screen: str) -> bool:
    """Whether the display server of a kind of screen takes a connection."""
    with _silent_stderr():
        if screen == X11:
            return _x11_answers()
        return screen != WAYLAND or "WAYLAND_SOCKET" in os.environ or _wayland_answers()  # connecting would use that socket up


class Computer(NamedTuple):
    """What is asked of this computer before a window opens."""

    environment: Mapping[str, str] = os.environ
    load: Callable[[str], str] = _load
    answers: Callable[[str], bool] = _answers


def missing_for_window(computer: Computer | None = None) -> str | None:
    """One sentence saying what a window needs and this computer lacks, or None; Qt itself would abort, or Python show a traceback."""
    # Elsewhere the wheel of Qt brings all that it needs.
    if not sys.platform.startswith("linux"):
        return None
    computer = computer or Computer()
    screens = _screens(computer.environment)
    if not screens:
        return _("There is no screen to open a window on. The diary is safe; start the app on a desktop, or give a command: see --help.")
    # One screen that would do is enough: Qt tries them in turn as well.
    failures: list[LoadFailure] = []
    for screen in screens:
        failed = _failures(screen, computer)
        if not failed and computer.answers(screen):
            return None
        failures += failed
    return sentence_of(failures) if failures else _silence_sentence(screens, computer.environment)


def private_process() -> None:
    """Let new files be the owner's alone, and let no crash leave the diary in a core dump."""
    os.umask(PRIVATE_UMASK)
    with contextlib.suppress(ImportError, OSError, ValueError):
        # Not on every system; the import itself is what fails there.
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):  # where dumps go to a program, the limit alone does not stop them: leave memory out
        Path("/proc/self/coredump_filter").write_text("0", encoding="ascii")


def _screens(environment: Mapping[str, str]) -> list[str]:
    """The kinds of screen Qt will try, in its order."""
    # As in "wayland;xcb", "offscreen:size=..." or "wayland-egl": several choices, each with arguments and variants.
    if asked := environment.get("QT_QPA_PLATFORM"):
        return [choice.partition(":")[0].partition("-")[0] for choice in asked.split(";") if choice]
    wayland = environment.get("WAYLAND_DISPLAY") or environment.get("WAYLAND_SOCKET") or environment.get("XDG_SESSION_TYPE") == "wayland"
    # On a Wayland desktop Qt falls back to X11 where there is an Xwayland, so both count.
    return [WAYLAND] * bool(wayland) + [X11] * bool(environment.get("DISPLAY"))


def _failures(screen: str, computer: Computer) -> list[LoadFailure]:
    """What a window on a kind of screen needs and cannot load: the known libraries first, so that one sentence names them all."""
    known = [library.name for library in shared_libraries() if library.needed_by in {"window", screen}]
    failures = [LoadFailure.of(words) or LoadFailure(name, words) for name in known if (words := computer.load(name))]
    # Loading the plugin too tells what the table of libraries does not know yet.
    plugin = _plugin(screen)
    if not failures and plugin is not None and (words := computer.load(str(plugin))):  # a later Qt may need one more
        failures = [LoadFailure.of(words) or LoadFailure(plugin.name, words)]
    return failures


def _plugin(screen: str) -> Path | None:
    """The file by which Qt's wheel opens windows on a kind of screen; None where Qt does not come from a wheel."""
    package = importlib.util.find_spec("PySide6")
    if package is None or not package.submodule_search_locations:
        return None
    folder = Path(package.submodule_search_locations[0]) / "Qt" / "plugins" / "platforms"
    return next(iter(sorted(folder.glob(f"libq{screen}*.so"))), folder / f"libq{screen}.so") if folder.is_dir() else None


def _silence_sentence(screens: list[str], environment: Mapping[str, str]) -> str:
    names = {X11: f"DISPLAY={environment.get('DISPLAY', '')}", WAYLAND: f"WAYLAND_DISPLAY={environment.get('WAYLAND_DISPLAY') or 'wayland-0'}"}
    return _("The screen does not answer ({screens}). The diary is safe; start the app on a desktop, or give a command: see --help.").format(
        screens=in_a_row(names[screen] for screen in screens if screen in names)
    )


def _x11_answers() -> bool:
    xcb = ctypes.CDLL("libxcb.so.1")
    # ctypes takes every result for an int of 32 bits: it would cut a pointer in half.
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    # xcb_connect never gives null; a connection that failed is told by this call alone, and must be taken down as well.
    problem: int = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return not problem


def _wayland_answers() -> bool:
    wayland = ctypes.CDLL("libwayland-client.so.0")
    # A pointer, which ctypes would cut to an int, as with xcb.
    wayland.wl_display_connect.restype = ctypes.c_void_p
    display = ctypes.c_void_p(wayland.wl_display_connect(None))
    if display.value is None:
        return False
    wayland.wl_display_disconnect(display)
    return True


@contextlib.contextmanager
def _silent_stderr() -> Iterator[None]:
    """Keep to ourselves what the C libraries of the screens write there: the person gets one sentence."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # it may be closed
            # The descriptor, not sys.stderr: C libraries write to the number 2 and know nothing of Python's object.
            kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, 2)
            os.close(nowhere)
            # Run in reverse: the old descriptor comes back first, then its copy is closed.
            stack.callback(os.close, kept)
            stack.callback(os.dup2, kept, 2)
        yield
