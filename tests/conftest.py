"""What every test gets: a home of its own, no desktop, a clock that stands still, and failure on any unexpected warning, log line or thread."""

import atexit
import gc
import logging
import os
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import settings

from tests.fakes import FakeClock
from tracker.formats.texts import choose_formats
from tracker.language import choose_language
from tracker.storage.connection import APPLICATION_ID
from tracker.storage.database import Database
from tracker.storage.version import VERSION

HERE = Path(__file__).parent
WAITING = {HERE / "end_to_end", HERE / "ui" / "notifications" / "desktop"}
MEMORY = Path("/dev/shm")  # noqa: S108 - the system's own folder of files in memory; each test makes private folders in it
LEAST_MEMORY = 2 * 1024**3
STEP_BY_STEP = Database.migrate
OWN_CODE = ("tracker", "ui", "main", "__main__")
SECONDS_FOR_THREADS = 10.0  # one that stays, stays; a busy computer lets the others end late


def _folders_in_memory() -> None:
    """Put the folders of the tests into memory, where there is enough: the diary waits for the disk at each write, which no test is about.

    What a kill, an error of the disk or a full disk leave behind is the same there, since they hit the calls and not the disk.
    """
    if os.path.ismount(MEMORY) and os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > LEAST_MEMORY:
        tempfile.tempdir = str(MEMORY)
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # pytest's own name for where `tmp_path` lies


def _private_home() -> Path:
    """Move everything a program may write to without being told into a folder that goes away; before Qt is imported."""
    home = Path(tempfile.mkdtemp(prefix="recovery-tracker-tests-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    folders = {"XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache", "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "run"}
    for variable, name in folders.items():
        (home / name).mkdir(mode=0o700)
        os.environ[variable] = str(home / name)
    for variable in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        os.environ[variable] = str(home)
    return home


def _compiled_in(home: Path) -> None:
    """Where Python may not write what it compiled beside the code, let processes keep it in the home: else each compiles the whole app."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
        os.environ["PYTHONPYCACHEPREFIX"] = str(home / "compiled")


for _variable in ("RECOVERY_TRACKER_DATA_DIR", "DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY", "DISPLAY"):
    os.environ.pop(_variable, None)
os.environ |= {"QT_QPA_PLATFORM": "offscreen", "QT_ACCESSIBILITY": "0", "LANGUAGE": "en", "NO_AT_BRIDGE": "1"}
_folders_in_memory()
# Texts are compared as they are written in the United Kingdom, whatever the desktop says; processes of their own say for themselves.
choose_formats("en_GB")
HOME = _private_home()
_compiled_in(HOME)

settings.register_profile("here", deadline=None)
# The whole check tries the same examples each time, and as many of them as find what tests here, with new ones at each run, are to find.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, max_examples=50)
settings.load_profile("ci" if os.environ.get("CI") else "here")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: many tests wait, for processes, for the desktop's services, and for time to pass."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Let each of several processes begin at another file: what one has compiled, the others read. What they collect stays, and is no garbage."""
    gc.disable()
    process = getattr(session.config, "workerinput", None)
    if process is None or [session.config.rootpath / place for place in session.config.args] != [HERE]:
        return
    files = sorted(str(file) for file in HERE.rglob("test_*.py"))
    first = len(files) * int(process["workerid"].removeprefix("gw")) // process["workercount"]
    session.config.args[:] = files[first:] + files[:first]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """All processes have to have the tests in one order; those that wait for others are spread over it, so that not all processes wait at once."""
    items.sort(key=lambda item: item.path)
    if hasattr(config, "workerinput"):
        waiting = [item for item in items if WAITING & set(item.path.parents)]
        working = [item for item in items if not WAITING & set(item.path.parents)]
        placed = [((place + 0.5) / len(some), item) for some in (waiting, working) for place, item in enumerate(some)]
        items[:] = [item for _place, item in sorted(placed, key=lambda each: each[0])]


def pytest_collection_finish() -> None:
    """Let Python's search for garbage pass over the thousands of tests themselves, which stay until the end."""
    gc.enable()
    gc.collect()
    gc.freeze()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Where somebody wants them, write down the tests that fail, a line each, as pytest takes them from a file."""
    if report.failed and (wanted := os.environ.get("FAILED_TESTS")) and "PYTEST_XDIST_WORKER" not in os.environ:
        with Path(wanted).open("a", encoding="utf-8") as kept:
            kept.write(f"{report.nodeid}\n")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """As in the app: around a test with a window, garbage is looked for when no event is under way. A window left by the test before is some."""
    if "qapp" not in getattr(item, "fixturenames", ()):
        return (yield)
    from ui.system.garbage_collection import collect_what_is_due

    gc.disable()
    try:
        return (yield)
    finally:
        collect_what_is_due()
        gc.enable()


@pytest.fixture(scope="session", autouse=True)
def _tables_copied() -> Iterator[None]:
    """Give each new diary the tables of one that was made step by step, once: thousands of tests begin with an empty one."""
    with closing(Database(sqlite3.connect(":memory:"))) as made_once, pytest.MonkeyPatch.context() as patched:
        made_once.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        made_once.migrate()

        def copied(database: Database, version: int = VERSION) -> None:
            if version == VERSION and database.key is None and not database.table_names():
                made_once.conn.backup(database.conn)
            else:
                STEP_BY_STEP(database, version)

        patched.setattr(Database, "migrate", copied)
        yield


@pytest.fixture
def tables_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each new diary of this test is made step by step, as in the app."""
    monkeypatch.setattr(Database, "migrate", STEP_BY_STEP)


@pytest.fixture
def clock() -> FakeClock:
    """A clock at 13:05 on 25 November 2026 in London."""
    return FakeClock.at()


@pytest.fixture
def passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a password needs is there, and stretches it next to nothing; no key stays in memory for the next test."""
    from tests.password import make_passwords_cheap
    from tracker.extra_libraries import are_there
    from tracker.services.password import is_available, lock

    if not (is_available() and are_there(("keyring", "pypdf", "pyrage"))) and "CI" not in os.environ:
        pytest.skip("./run tests installs what a password needs; this environment is of another making")
    make_passwords_cheap(monkeypatch)
    yield
    lock()


@pytest.fixture
def computer_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Put this computer into a zone for one test: `computer_in("America/New_York")`."""

    def move(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        _read_zone()

    yield move
    monkeypatch.undo()
    _read_zone()


def _read_zone() -> None:
    if hasattr(time, "tzset"):
        time.tzset()


@pytest.fixture(scope="session")
def other_letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a translation that says each message in other letters."""
    from tests.other_letters import in_other_letters, pseudo_translation

    folder = tmp_path_factory.mktemp("translations")
    pseudo_translation(folder, in_other_letters)
    return folder


@pytest.fixture
def translated(other_letters: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The interface in that translation, whose folder this is."""
    monkeypatch.setenv("LANGUAGE", "de")
    choose_language(other_letters)
    yield other_letters
    monkeypatch.undo()
    choose_language(Path())


class _Ears(logging.Handler):
    """Hears what our own code logs at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.partition(".")[0] in OWN_CODE:
            self.heard.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture
def expected_log() -> list[str]:
    """Parts of the log lines, WARNING or above, that the test is about: append to it. Each has to come, and no other may."""
    return []


@pytest.fixture(autouse=True)
def _silent_log(expected_log: list[str]) -> Iterator[None]:
    ears = _Ears()
    logging.getLogger().addHandler(ears)
    yield
    logging.getLogger().removeHandler(ears)
    surprising = [line for line in ears.heard if not any(part in line for part in expected_log)]
    assert not surprising, f"unexpected in the log: {surprising}"
    missing = [part for part in expected_log if not any(part in line for line in ears.heard)]
    assert not missing, f"expected in the log, but not there: {missing}"


@pytest.fixture(autouse=True)
def _no_thread_left_behind() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    patience = time.monotonic() + SECONDS_FOR_THREADS
    left = _new_threads(before)
    while left and time.monotonic() < patience:
        left[0].join(0.05)
        left = _new_threads(before)
    assert not left, f"still running: {[thread.name for thread in left]}"


def _new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread not in before and not isinstance(thread, threading._DummyThread)]
