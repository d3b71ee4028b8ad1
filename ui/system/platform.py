"""What must be known and set before Qt is imported; knows no Qt itself."""

import contextlib
import ctypes
import os
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from tracker.language import _

LIBRARIES = {  # what Qt's window on X11 aborts without, and the Debian package that brings it
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

PRIVATE_UMASK = 0o077


def _loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_for_window(environment: Mapping[str, str] | None = None, loadable: Callable[[str], bool] = _loadable) -> str | None:
    """One sentence saying what a window needs and this computer lacks, or None; Qt itself would abort."""
    if not sys.platform.startswith("linux"):
        return None
    environment = os.environ if environment is None else environment
    asked = environment.get("QT_QPA_PLATFORM", "")
    x11, wayland = bool(environment.get("DISPLAY")), bool(environment.get("WAYLAND_DISPLAY"))
    if not asked and not x11 and not wayland:
        return _("There is no screen to open a window on. The diary is safe; start the app on a desktop, or give a command: see --help.")
    if asked.split(":")[0] != "xcb" and (asked or wayland):
        return None
    packages = [package for library, package in LIBRARIES.items() if not loadable(library)]
    if not packages:
        return None
    return _("The window needs something this computer lacks. The diary is safe; install it with: sudo apt install {packages}").format(
        packages=" ".join(packages)
    )


def private_process() -> None:
    """Let new files be the owner's alone, and let no crash leave the diary in a core dump."""
    os.umask(PRIVATE_UMASK)
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError):  # where dumps go to a program, the limit alone does not stop them: leave memory out
        Path("/proc/self/coredump_filter").write_text("0", encoding="ascii")
