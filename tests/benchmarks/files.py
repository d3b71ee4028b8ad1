"""What files and charts of a long diary take, and bare things beside them: `python -m tests.benchmarks.files NAME FOLDER`.

Each prints the seconds of processor time it took, imports not counted.
"""

import csv
import gc
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from tests.fakes import FakeClock
from tracker.app import open_tracker
from tracker.paths import Paths
from tracker.storage.row_writes import delete

if TYPE_CHECKING:
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from tracker.app import Tracker
    from tracker.domain.periods import Period

ROWS = 100_000
# Beside the folders of the diaries.
TABLE, ARCHIVE = "rows.csv", "archive.json"
SIZE = (10, 5.6)


def _opened(folder: Path) -> "closing[Tracker]":
    return closing(open_tracker(Paths(folder), FakeClock.at()))


def _seconds_in_the_window(deed: Callable[[], object]) -> float:
    # There garbage is looked for between events alone: see ui/system/garbage_collection.py.
    gc.disable()
    return _seconds(deed)


def _seconds(deed: Callable[[], object]) -> float:
    begun = time.process_time()
    deed()
    return time.process_time() - begun


def _export(ending: str) -> Callable[[Path], float]:
    def measured(folder: Path) -> float:
        import tracker.exporters.entries_csv
        import tracker.exporters.fhir

        target = folder.parent / f"written{ending}"
        with _opened(folder) as tracker:
            write = tracker.merging.export if ending == ".json" else tracker.exporting.export
            return _seconds(lambda: write(target))

    return measured


def check(folder: Path) -> float:
    """The whole diary looked over."""
    with _opened(folder) as tracker:
        return _seconds(tracker.diary.check)


def merge(folder: Path) -> float:
    """The archive of the diary merged into one that has all of it but the first thousand entries."""
    with _opened(folder) as tracker:
        archive = folder.parent / ARCHIVE
        tracker.merging.export(archive)
        with tracker.diary.writing():
            delete(tracker.diary._database, "entries", "rowid <= 1000")
        return _seconds(lambda: tracker.merging.merge(archive))


def bring_in(folder: Path) -> float:
    """A table of 100,000 rows brought in."""
    import tracker.importers.recognition

    with _opened(folder) as tracker:
        return _seconds(lambda: tracker.importing.run(folder.parent / TABLE))


def bare_insert_all(folder: Path) -> float:
    """The same table into SQLite by sqlite-utils."""
    import sqlite_utils

    database = sqlite_utils.Database(folder / "bare.sqlite3")
    with (folder.parent / TABLE).open(encoding="utf-8", newline="") as file:
        return _seconds(lambda: database["entries"].insert_all(csv.DictReader(file), pk="id"))


def chart(folder: Path) -> float:
    """The pain chart of all days, read and drawn."""
    with _opened(folder) as tracker:
        return _chart(tracker, tracker.periods.whole_diary())


def six_weeks(folder: Path) -> float:
    """The pain chart of six weeks, read and drawn."""
    with _opened(folder) as tracker:
        return _chart(tracker, tracker.periods.last_days(42))


def _chart(tracker: "Tracker", period: "Period") -> float:
    import tracker.charts.registry as _registry  # noqa: F401 - what is imported is not measured
    from tracker.charts.chart import ChartKind
    from tracker.charts.pain.draw import draw_pain
    from tracker.library.look import palette

    canvas, colours = _canvas(), palette("light")

    def drawn() -> None:
        draw_pain(canvas.figure, tracker.charting.chart(ChartKind.PAIN, period).picture, colours)
        canvas.draw()

    return _seconds_in_the_window(drawn)


def _canvas() -> "FigureCanvasAgg":
    """An empty canvas; the font was opened once, which is not measured."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    canvas = FigureCanvasAgg(Figure(figsize=SIZE, dpi=100))
    canvas.figure.text(0, 0, "0")
    canvas.draw()
    canvas.figure.clear()
    return canvas


def bare_scatter(folder: Path) -> float:
    """A scatter of matplotlib with as many points, by date, read and drawn."""
    canvas = _canvas()

    def drawn() -> None:
        entries = tracker.journal.pain_entries()
        canvas.figure.subplots().scatter([entry.moment.at for entry in entries], [entry.pain for entry in entries])
        canvas.draw()

    with _opened(folder) as tracker:
        return _seconds_in_the_window(drawn)


SUBJECTS: dict[str, Callable[[Path], float]] = {
    **{subject.__name__: subject for subject in (check, merge, bring_in, bare_insert_all, chart, six_weeks, bare_scatter)},
    **{f"export{ending.replace('.', '_')}": _export(ending) for ending in (".csv", ".json", ".fhir.json")},
}

if __name__ == "__main__":
    sys.stdout.write(f"{SUBJECTS[sys.argv[1]](Path(sys.argv[2]))}\n")
