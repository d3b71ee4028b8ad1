"""The app as a whole, and bare things beside it, each run alone in a fresh process: `python -m tests.benchmarks.subjects NAME FOLDER`.

What measures itself prints a number, as its row in the table has it; the others are measured from outside.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.app import Tracker
    from tracker.domain.times import Clock
    from ui.window.main_window import MainWindow

HEAVY = ("matplotlib", "numpy", "typst", "desktop_notifier", "asyncio", "miniaudio", "wakepy", "pypdfium2", "PIL")
# What else a start does without: the commands, other languages, writing, and what of Python itself is large.
NEEDLESS = (
    *("click", "babel", "sqlite_utils", "icalendar", "jsonschema", "xml.etree", "plistlib"),
    *("html", "logging.handlers", "socket", "secrets", "statistics", "_strptime", "uuid", "hashlib", "platform"),
)
SAVES = 40
PRAGMAS = (
    "journal_mode=DELETE",
    "synchronous=EXTRA",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
)


def _first_painted(window_class: type, then: Callable[[], object]) -> type:
    """The class of a window that does something when its first painting is done, before anything else that waited for it."""
    from PySide6.QtCore import Qt, Signal

    class Painted(window_class):
        _painted = Signal()

        def paintEvent(self, event):  # noqa: N802 - Qt's name
            super().paintEvent(event)
            if self.property("painted") is None:
                self.setProperty("painted", True)
                self._painted.connect(then, Qt.ConnectionType.QueuedConnection)
                self._painted.emit()

    return Painted


def leave() -> None:
    """End the process as it is."""
    sys.stdout.flush()
    os._exit(0)


def bare_window(_folder: Path) -> None:
    """A window of PySide6 with a label."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication([])
    window = _first_painted(QMainWindow, leave)()
    window.setCentralWidget(QLabel("Today"))
    window.resize(1280, 800)
    window.show()
    app.exec()


def frame(folder: Path) -> None:
    """The app on a diary, at the present of the tests, until navigation and phase line are painted."""
    import main

    main.import_window()  # in the order a start has, which is a part of its cost
    import ui.window.composition

    ui.window.composition.MainWindow = _first_painted(ui.window.composition.MainWindow, leave)
    _start(folder)


def today(folder: Path, then: Callable[[], object] = leave, *arguments: str, stands_still: bool = True) -> None:
    """The same until Today is filled and painted, before anything else that waited for it; on the clock of the computer where time is to pass."""
    import main

    main.import_window()  # in the order a start has, which is a part of its cost
    import ui.window.composition

    class Filled(ui.window.composition.MainWindow):
        def __init__(self, *what, **how):
            super().__init__(*what, **how)
            self.filled.connect(then)

    ui.window.composition.MainWindow = Filled
    _start(folder, *arguments, stands_still=stands_still)


def _start(folder: Path, *arguments: str, stands_still: bool = True) -> None:
    import main
    from tests.fakes import FakeClock

    if stands_still:
        main.SystemClock = FakeClock.at
    main.main(["--data-dir", str(folder), *arguments])


def modules(folder: Path) -> None:
    """The names of the heavy libraries that are there when Today is painted."""

    def tell() -> None:
        tell_heavy()
        leave()

    today(folder, tell)


def tell_heavy() -> None:
    """Print the names of the heavy libraries that are there, in one line."""
    sys.stdout.write(" ".join(name for name in HEAVY if name in sys.modules) + "\n")


def _opened(folder: Path, clock: "Clock | None" = None) -> "Tracker":
    """The diary of a folder; what is imported here is not imported where a bare thing is measured."""
    from tests.fakes import FakeClock
    from tracker.app import open_tracker
    from tracker.paths import Paths

    return open_tracker(Paths(folder), clock or FakeClock.at())


def filled(folder: Path) -> None:
    """The app on a diary until Today stands there whole and a digit typed has chosen a value."""

    def type_digit() -> None:
        # Imported here, as the app has it by now: before the tracker it would have PySide read the sources of that too.
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent
        from PySide6.QtWidgets import QApplication

        window = next(window for window in QApplication.topLevelWidgets() if window.isVisible())
        QApplication.sendEvent(window, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_6, Qt.KeyboardModifier.NoModifier, "6"))
        QApplication.processEvents()
        assert window.today.pain_card.scale.value() == 6
        leave()

    today(folder, type_digit)


def bare_window_with_matplotlib(folder: Path) -> None:
    """A window of PySide6 with a figure of matplotlib."""
    from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg  # noqa: TID251 - the floor, not the app
    from matplotlib.figure import Figure
    from PySide6.QtWidgets import QApplication

    app = QApplication([])
    figure = Figure()
    figure.subplots().scatter(range(100), range(100))
    canvas = _first_painted(FigureCanvasQTAgg, leave)(figure)
    canvas.resize(1280, 800)
    canvas.show()
    assert folder
    app.exec()


def trends(folder: Path) -> None:
    """The app on a diary until the page Trends is painted with its chart; an error where it is not within a minute."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    def go() -> None:
        window = next(window for window in QApplication.topLevelWidgets() if window.isVisible())
        window.open_page("trends")
        look = QTimer(window)
        look.timeout.connect(lambda: look_at(window))
        look.start(100)
        QTimer.singleShot(60_000, lambda: os._exit(1))

    def look_at(window) -> None:
        # A second more, in which the window paints what matplotlib has drawn.
        page = window.pages.get("trends")
        if page is not None and page.isVisible() and page.chart_card.canvas.drawing is not None:
            QTimer.singleShot(1_000, leave)

    today(folder, lambda: QTimer.singleShot(500, go))


def idle(folder: Path) -> None:
    """How often the window of a diary wakes in a minute of rest: not in the first one and a half, in which it imports what its pages need."""
    _rest(folder, lambda _window: None, lambda wakings, _seconds: wakings)


def idle_hidden(folder: Path) -> None:
    """The same of a window that is put away."""
    _rest(folder, lambda window: window.showMinimized(), lambda wakings, _seconds: wakings)


def idle_hidden_processor(folder: Path) -> None:
    """The milliseconds of processor time that such a window takes in a minute."""
    _rest(folder, lambda window: window.showMinimized(), lambda _wakings, seconds: 1000 * seconds)


def idle_with_countdown(folder: Path) -> None:
    """How often it wakes while the minutes of a session are counted down in view."""
    _rest(folder, lambda window: window.today.session_card.runner.start("ice"), lambda wakings, _seconds: wakings)


def _rest(folder: Path, begin_with: "Callable[[MainWindow], object]", told: Callable[[int, float], float]) -> None:
    """Print what is told of a minute of rest, by how often the window woke and how many seconds of processor time it took."""
    from PySide6.QtCore import QAbstractEventDispatcher, QTimer
    from PySide6.QtWidgets import QApplication

    slept = wakings = 0

    def times_asleep() -> int:
        return resource.getrusage(resource.RUSAGE_THREAD).ru_nvcsw

    def fall_asleep() -> None:
        nonlocal slept
        slept = times_asleep()

    def wake() -> None:
        # Qt tells of each look for events, whether it slept before or not, and the system of each waiting for the disk too.
        nonlocal wakings
        wakings += times_asleep() > slept

    def tell(before: int, used: float) -> None:
        own = 1  # waking, to tell
        sys.stdout.write(f"{told(wakings - before - own, time.process_time() - used)}\n")
        leave()

    def count() -> None:
        QTimer.singleShot(60_000, partial(tell, wakings, time.process_time()))

    def begin() -> None:
        from ui.window.main_window import MainWindow  # there by now

        # A reminder may stand beside it.
        begin_with(next(window for window in QApplication.topLevelWidgets() if isinstance(window, MainWindow)))
        QAbstractEventDispatcher.instance().aboutToBlock.connect(fall_asleep)
        QAbstractEventDispatcher.instance().awake.connect(wake)
        QTimer.singleShot(5_000, count)

    today(folder, lambda: QTimer.singleShot(90_000, begin), stands_still=False)


def second_start(folder: Path) -> float:
    """A second start while a window is open: the seconds of processor time until it has handed over."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, str(Path(__file__).parents[2] / "main.py"), "--data-dir", str(folder)]
    first = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        # Until then the second one opens a window of its own: it is asked only once the first listens.
        from tracker.second_start import StartMessage, first_window_hears

        for _number in range(400):
            if first_window_hears(str(folder), StartMessage.RAISE):
                break
            time.sleep(0.1)
        # What comes after the first painting would keep it from answering at once where the computer is busy.
        time.sleep(5)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, env=environment, check=True, timeout=60)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    finally:
        first.terminate()
        first.wait()


def quick_entry(folder: Path) -> None:
    """The small window asked for by a second start, until it is painted: milliseconds of processor time of both programs."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    command = [sys.executable, str(Path(__file__).parents[2] / "main.py"), "--data-dir", str(folder), "--quick-entry"]

    def go() -> None:
        painted = []
        before = time.process_time()
        from ui.forms import quick_entry

        quick_entry.QuickEntry = _first_painted(quick_entry.QuickEntry, lambda: painted.append(True))
        with subprocess.Popen(command) as second:
            while not painted:
                QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            taken = time.process_time() - before
            second.wait()
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        sys.stdout.write(f"{1000 * (taken + used.ru_utime + used.ru_stime)}\n")
        leave()

    # Its surroundings come in the seconds after the first painting.
    today(folder, lambda: QTimer.singleShot(4_000, go))


def save(folder: Path) -> float:
    """Saving pain entries, seconds for each."""
    from tests.builders import a_moment
    from tests.fakes import FakeClock
    from tracker.domain.drafts import PainDraft

    clock = FakeClock.at()
    with closing(_opened(folder, clock)) as tracker:
        begun = time.process_time()
        for _number in range(SAVES):
            tracker.journal.record(PainDraft(pain=5.0, moment=a_moment(clock.advance(timedelta(seconds=1))), note="stiff"))
        return (time.process_time() - begun) / SAVES


def bare_insert(folder: Path) -> float:
    """Inserts of SQLite with the same PRAGMAs, each a transaction, seconds for each."""
    import sqlite3

    with closing(sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)) as database:
        for pragma in PRAGMAS:
            database.execute(f"PRAGMA {pragma}")
        database.execute("CREATE TABLE IF NOT EXISTS pain (at TEXT, value REAL, note TEXT)")
        begun = time.process_time()
        for number in range(SAVES):
            database.execute("INSERT INTO pain VALUES (?, ?, ?)", (f"2026-11-25T13:05:{number}", 5.0, "stiff"))
        return (time.process_time() - begun) / SAVES


def report(folder: Path) -> float:
    """The report of six weeks, from the diary to its bytes."""
    import tracker.charts.pain.draw  # what is imported is not measured
    import tracker.reports.typesetting

    with closing(_opened(folder)) as tracker:
        begun = time.process_time()
        tracker.reporting.report(tracker.periods.last_days(42))
        return time.process_time() - begun


def bare_typst(_folder: Path) -> float:
    """Typst on a page of text, to the same standards."""
    import typst

    source = (
        b'#set document(title: "x", date: none)\n#set text(lang: "en")\n= Pain\n' + b"#lorem(250)\n" + b"#table(columns: 2, ..range(40).map(str))\n"
    )
    begun = time.process_time()
    typst.compile(source, pdf_standards=["ua-1"])
    return time.process_time() - begun


SUBJECTS = {
    subject.__name__: subject
    for subject in (
        *(
            bare_window,
            bare_window_with_matplotlib,
            frame,
            today,
            filled,
            trends,
            idle,
            idle_hidden,
            idle_hidden_processor,
            idle_with_countdown,
            second_start,
            quick_entry,
            modules,
        ),
        *(save, bare_insert, report, bare_typst),
    )
}

if __name__ == "__main__":
    found = SUBJECTS[sys.argv[1]](Path(sys.argv[2]))
    if found is not None:
        sys.stdout.write(f"{found}\n")
