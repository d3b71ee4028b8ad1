"""Start the app: without a command the window, with one the command line."""

import importlib.util
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.domain.times import Clock
    from tracker.paths import Paths
    from tracker.start_options import WindowWish

NEEDED = ("appdirs", "click", "sqlite_utils", "tzdata", "tzlocal", "PySide6", "matplotlib")
INSTALL = (
    "Recovery Tracker needs {packages}, which this Python does not have; nothing was changed. "
    "Install what it needs with: {python} -m pip install {folder}\n"
)


class SystemClock:
    """The computer's clock: the only place that reads it."""

    def __init__(self) -> None:
        self._zone = ""

    def now(self) -> datetime:
        """This instant, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - main is where the clock is read

    def zone(self) -> str:
        """The zone of the desktop; UTC where it cannot be told."""
        if not self._zone:
            import tzlocal

            try:
                self._zone = tzlocal.get_localzone_name()
            except (LookupError, ValueError, OSError):
                self._zone = "UTC"
        return self._zone


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app; the answer is the exit code."""
    os.umask(0o077)
    if missing := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        folder = Path(__file__).resolve().parent
        sys.stderr.write(INSTALL.format(packages=", ".join(missing), python=sys.executable or "python3", folder=folder))
        return 1
    from tracker.cli import run

    return run(sys.argv[1:] if arguments is None else arguments, SystemClock(), open_window)


def open_window(paths: "Paths", clock: "Clock", wish: "WindowWish") -> int:
    """Open the window; the answer is the exit code."""
    from ui.application import run_window

    return run_window(paths, clock, wish)


if __name__ == "__main__":
    sys.exit(main())
