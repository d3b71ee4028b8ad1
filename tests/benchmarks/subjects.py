"""What is measured, each run alone in a fresh process: `python -m tests.benchmarks.subjects NAME FOLDER` prints the seconds it took."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.app import Tracker
    from tracker.domain.times import Clock

HEAVY = ("matplotlib", "numpy", "typst", "desktop_notifier", "asyncio", "miniaudio", "wakepy", "pypdfium2", "PIL")
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
    import ui.window.composition

    ui.window.composition.MainWindow = _first_painted(ui.window.composition.MainWindow, leave)
    _start(folder)


def today(folder: Path, then: Callable[[], object] = leave, *arguments: str) -> None:
    """The same until Today is filled and painted, before anything else that waited for it."""
    import ui.window.composition

    class Filled(ui.window.composition.MainWindow):
        def __init__(self, *what, **how):
            super().__init__(*what, **how)
            self.filled.connect(then)

    ui.window.composition.MainWindow = Filled
    _start(folder, *arguments)


def _start(folder: Path, *arguments: str) -> None:
    import main
    from tests.fakes import FakeClock

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


def chart(folder: Path) -> float:
    """Drawing the pain chart of the whole diary."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    from tracker.charts.chart import ChartKind
    from tracker.charts.pain.draw import draw_pain
    from tracker.library.look import palette

    with closing(_opened(folder)) as tracker:
        picture = tracker.charting.chart(ChartKind.PAIN, tracker.periods.whole_diary()).picture
    figure = Figure(figsize=(10, 5.6), dpi=100)
    canvas = FigureCanvasAgg(figure)
    begun = time.perf_counter()
    draw_pain(figure, picture, palette("light"))
    canvas.draw()
    return time.perf_counter() - begun


def bare_scatter(folder: Path) -> float:
    """A scatter of matplotlib with as many points, by date."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    with closing(_opened(folder)) as tracker:
        entries = tracker.journal.pain_entries()
    when, pain = [entry.moment.at for entry in entries], [entry.pain for entry in entries]
    figure = Figure(figsize=(10, 5.6), dpi=100)
    canvas = FigureCanvasAgg(figure)
    begun = time.perf_counter()
    figure.subplots().scatter(when, pain)
    canvas.draw()
    return time.perf_counter() - begun


def save(folder: Path) -> float:
    """Saving pain entries, seconds for each."""
    from tests.builders import a_moment
    from tests.fakes import FakeClock
    from tracker.domain.drafts import PainDraft

    clock = FakeClock.at()
    with closing(_opened(folder, clock)) as tracker:
        begun = time.perf_counter()
        for _number in range(SAVES):
            tracker.journal.record(PainDraft(pain=5.0, moment=a_moment(clock.advance(timedelta(seconds=1))), note="stiff"))
        return (time.perf_counter() - begun) / SAVES


def bare_insert(folder: Path) -> float:
    """Inserts of SQLite with the same PRAGMAs, each a transaction, seconds for each."""
    import sqlite3

    with closing(sqlite3.connect(folder / "bare.sqlite3", isolation_level=None)) as database:
        for pragma in PRAGMAS:
            database.execute(f"PRAGMA {pragma}")
        database.execute("CREATE TABLE IF NOT EXISTS pain (at TEXT, value REAL, note TEXT)")
        begun = time.perf_counter()
        for number in range(SAVES):
            database.execute("INSERT INTO pain VALUES (?, ?, ?)", (f"2026-11-25T13:05:{number}", 5.0, "stiff"))
        return (time.perf_counter() - begun) / SAVES


def report(folder: Path) -> float:
    """The report of six weeks, from the diary to its bytes."""
    import tracker.charts.pain.draw  # what is imported is not measured
    import tracker.reports.typesetting

    with closing(_opened(folder)) as tracker:
        begun = time.perf_counter()
        tracker.reporting.report(tracker.periods.last_days(42))
        return time.perf_counter() - begun


def bare_typst(_folder: Path) -> float:
    """Typst on a page of text, to the same standards."""
    import typst

    source = (
        b'#set document(title: "x", date: none)\n#set text(lang: "en")\n= Pain\n' + b"#lorem(250)\n" + b"#table(columns: 2, ..range(40).map(str))\n"
    )
    begun = time.perf_counter()
    typst.compile(source, pdf_standards=["ua-1"])
    return time.perf_counter() - begun


SUBJECTS = {subject.__name__: subject for subject in (bare_window, frame, today, modules, chart, bare_scatter, save, bare_insert, report, bare_typst)}

if __name__ == "__main__":
    seconds = SUBJECTS[sys.argv[1]](Path(sys.argv[2]))
    if seconds is not None:
        sys.stdout.write(f"{seconds}\n")
