"""Start the app: without a command the window, with one the command line."""

import os
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from tracker.data_folder import forget_relative_folders
from tracker.standard_streams import complain, fill_closed_streams

# As typing has it, whose import takes as long as all that a second start does; what else is slow is imported where it is used.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from tracker.domain.times import BootTime, Clock
    from tracker.paths import Paths
    from tracker.start_options import StartOptions

BOOT_ID = "/proc/sys/kernel/random/boot_id"  # Linux makes it anew at each start of the computer
LOCAL_TIME = "/etc/localtime"
# Looked for before any of them is imported: what is missing is then told in a sentence, not by a traceback from the middle of an import.
NEEDED_PACKAGES = ("appdirs", "click", "sqlite_utils", "tzdata", "tzlocal", "PySide6", "matplotlib")
OWN_PACKAGES = ("", "tracker", "ui")  # one of these that is missing is a fault of ours, and told with its traceback


class SystemClock:
    """The computer's clocks: the only place that reads them."""

    def __init__(self) -> None:
        self._zone = ""
        self._boot = ""

    def now(self) -> datetime:
        """This instant, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - main is where the clock is read

    def zone(self) -> str:
        """The zone of the desktop; UTC where it cannot be told."""
        if not self._zone:
            self._zone = _linked_zone() or _found_zone()
        return self._zone

    def boot_time(self) -> "BootTime":
        """The clock that runs since the computer was started, sleep included."""
        from pathlib import Path
        from uuid import uuid4

        from tracker.domain.times import BootTime

        if not self._boot:
            try:
                self._boot = Path(BOOT_ID).read_text(encoding="ascii").strip()
            # Another system: what it counts is then compared within this run of the app alone.
            except (OSError, ValueError):
                self._boot = ""
            self._boot = self._boot or str(uuid4())
        return BootTime(self._boot, timedelta(seconds=_seconds_since_boot()))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the app; the answer is the exit code."""
    # Whatever is written is a health record: the files that libraries make by themselves are the person's alone too.
    os.umask(0o077)
    fill_closed_streams()
    forget_relative_folders(os.environ)
    arguments = sys.argv[1:] if arguments is None else arguments
    if _is_second_start(arguments):
        return 0
    import importlib.util

    if missing := [name for name in NEEDED_PACKAGES if importlib.util.find_spec(name) is None]:
        return _refuse(_not_installed(*missing))
    try:
        # After the look above, since the command line imports those packages.
        from tracker.cli import run

        return run(arguments, SystemClock(), open_window)
    # find_spec tells that a package is there, not that it loads: its shared libraries may be missing, or a package that it needs itself.
    except ImportError as problem:
        from tracker.library.shared_libraries import sentence_of_import

        sentence = sentence_of_import(problem)
        if sentence is None and isinstance(problem, ModuleNotFoundError) and (name := (problem.name or "").partition(".")[0]) not in OWN_PACKAGES:
            sentence = _not_installed(name)
        if sentence is None:
            raise
        return _refuse(sentence)


def _is_second_start(arguments: Sequence[str]) -> bool:
    """Whether a window is open already and now does what this start asks for."""
    try:
        from tracker.data_folder import data_folder
        from tracker.second_start import asked_for, first_window_hears

        asked = asked_for(arguments)
        return asked is not None and first_window_hears(data_folder(asked[0]), asked[1])
    # A package that is missing, a working folder that is gone, a path that can be none: the long way has the words for it.
    except (ImportError, OSError, ValueError):
        return False


def _linked_zone() -> str:
    """The zone that the link at LOCAL_TIME names, as systemd and macOS make it; empty where the environment names another, or it is no such link.

    tzlocal finds the same, and takes a twelfth of a whole command for it: it looks for each end of the link's path among all zones.
    """
    from zoneinfo import ZoneInfo

    if os.environ.get("TZ"):
        return ""
    try:
        _folder, _between, zone = os.readlink(LOCAL_TIME).rpartition("/zoneinfo/")  # noqa: PTH115 - without pathlib
        return ZoneInfo(zone).key
    # No link, or one to a file that is no zone.
    except (OSError, ValueError, LookupError):
        return ""


def _found_zone() -> str:
    # Imported here: this module has to load where it is missing, to say so.
    import tzlocal

    try:
        return str(tzlocal.get_localzone_name())
    # A computer with no zone set, or with one that is not in the tables; UTC is always there.
    except (LookupError, ValueError, OSError):
        return "UTC"


def _seconds_since_boot() -> float:
    # Linux has a clock of its own that counts sleep; on macOS CLOCK_MONOTONIC does, and on Windows what time.monotonic reads.
    clock = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if clock is None else time.clock_gettime(clock)  # noqa: TID251 - main is where the clocks are read


def _refuse(sentence: str) -> int:
    complain(sentence)
    return 1


def _not_installed(*packages: str) -> str:
    from pathlib import Path

    from tracker.language import _, choose_language, wanted_languages
    from tracker.library.resources import resource

    choose_language(resource("translations"), wanted_languages())
    words = _(
        "Recovery Tracker needs {packages}, which this Python does not have; nothing was changed. "
        "Install what it needs with: {python} -m pip install {folder}"
    )
    return words.format(packages=", ".join(packages), python=sys.executable or "python3", folder=Path(__file__).resolve().parent)


def import_window() -> "Callable[[Paths, Clock, StartOptions], int]":
    """Import all that a window is until its frame is painted; the answer opens it."""
    from tracker.cli.imports_at_once import importing

    with importing():
        from ui.system.plain_import import import_plainly

        import_plainly()  # before all that comes after Qt
        from ui.application import run_window  # imports Qt, so it comes after the look at what Qt needs

    return run_window


def open_window(paths: "Paths", clock: "Clock", options: "StartOptions") -> int:
    """Open the window; the answer is the exit code."""
    from ui.system.platform import missing_for_window, private_process

    private_process()
    if missing := missing_for_window():
        return _refuse(missing)
    return import_window()(paths, clock, options)


if __name__ == "__main__":
    sys.exit(main())
