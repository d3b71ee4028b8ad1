"""What a window that is open takes for a deed, from the key to the last painting: `python -m tests.benchmarks.window NAME FOLDER`.

Each prints milliseconds of processor time, or statements where it counts: the window is joined as in the app, on a clock that stands still.
"""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from statistics import quantiles

from PySide6.QtCore import QAbstractEventDispatcher, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from tests.fakes import FakeClock
from tests.ui.hands import OpenWindow, control, settle
from tracker.steps import run_to_end
from tracker.storage.diary import Diary
from ui.system.garbage_collection import GarbageCollection
from ui.system.plain_import import import_plainly
from ui.widgets.soon import KEEP_MS
from ui.window.page_imports import PARTS

SAVES, LOOKS, REVISITS, SEARCHES = 40, 20, 10, 7
SAVE = "Ctrl+Return"
OPENED_MS = 4_000
PAGES = ("Diary", "Plan", "Trends", "Report", "Settings")


@contextmanager
def _window(folder: Path) -> Iterator[OpenWindow]:
    import_plainly()
    app = QApplication.instance() or QApplication([])
    garbage_collection = GarbageCollection(app)  # as in the app, which looks for garbage between two events
    window = OpenWindow(folder, FakeClock.at())
    settle()
    gc.freeze()
    yield window
    window.close()
    garbage_collection.stop()
    app.quit()


def _milliseconds(deed: Callable[[], object]) -> float:
    begun = time.process_time()
    deed()
    settle()
    return 1000 * (time.process_time() - begun)


def _statements(window: OpenWindow, deed: Callable[[], object]) -> int:
    diary: Diary = window.tracker.diary
    said: list[str] = []
    diary._database.conn.set_trace_callback(said.append)
    deed()
    settle()
    diary._database.conn.set_trace_callback(None)
    return len(said)


def _save(window: OpenWindow, number: int) -> None:
    window.clock.advance(timedelta(seconds=61))
    window.strike(str(number % 10))
    window.chord(SAVE)


def _digits_and_saves(folder: Path) -> tuple[list[float], list[float]]:
    """What the digit takes, and what the key that saves takes, of each save; what a save leaves for the moment after it is over by the next."""
    with _window(folder) as window:
        digits, saves = [], []
        for number in range(SAVES + 1):
            QTest.qWait(KEEP_MS + 50)
            window.clock.advance(timedelta(seconds=61))
            digits.append(_milliseconds(lambda number=number: window.strike(str(number % 10))))
            saves.append(_milliseconds(lambda: window.chord(SAVE)))
        # The first makes what is made once.
        return digits[1:], saves[1:]


def _look(window: OpenWindow) -> None:
    window.clock.advance(timedelta(seconds=30))
    window.looks.look()


def save(folder: Path) -> float:
    """A save of pain from the key that saves, of 40 the slowest but two (p95)."""
    return quantiles(_digits_and_saves(folder)[1], n=20)[-1]


def digit(folder: Path) -> float:
    """The digit that is typed before, likewise."""
    return quantiles(_digits_and_saves(folder)[0], n=20)[-1]


def save_statements(folder: Path) -> float:
    """The statements of a save of pain."""
    with _window(folder) as window:
        _save(window, 1)
        settle()
        return _statements(window, lambda: _save(window, 2))


def look(folder: Path) -> float:
    """The look of every half minute, the mean of 20."""
    with _window(folder) as window:
        _look(window)
        settle()
        return sum(_milliseconds(lambda: _look(window)) for _number in range(LOOKS)) / LOOKS


def look_statements(folder: Path) -> float:
    """The statements of such a look."""
    with _window(folder) as window:
        _look(window)
        settle()
        return _statements(window, lambda: _look(window))


def revisit(folder: Path) -> float:
    """Today again after the Diary, the mean of 10."""
    with _window(folder) as window:
        window.go_to("Diary")
        settle()
        button = control(window.window, "Today", QAbstractButton)  # to find it takes the hands a millisecond, which is none of the window's
        taken = []
        for _number in range(REVISITS):
            window.go_to("Diary")
            settle()
            taken.append(_milliseconds(lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton)))
        return sum(taken) / len(taken)


def revisit_statements(folder: Path) -> float:
    """The statements of that."""
    with _window(folder) as window:
        window.go_to("Diary")
        window.go_to("Today")
        window.go_to("Diary")
        settle()
        return _statements(window, lambda: window.go_to("Today"))


def _first_look(page: str, *, at_once: bool = False) -> Callable[[Path], float]:
    """A page opened for the first time until its frame, words and controls are painted: a minute after the start, with all imported, or at once."""

    def measured(folder: Path) -> float:
        with _window(folder) as window:
            if not at_once:
                _rest(window)
            button, painted, pages = control(window.window, page, QAbstractButton), _Painted(), window.window.pages
            begun = time.process_time()
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
            while page.lower() not in pages:
                QApplication.processEvents()
            for watched in (pages[page.lower()].viewport(), window.window):
                watched.installEventFilter(painted)
            while painted.at is None:
                QApplication.processEvents()
            return 1000 * (painted.at - begun)

    return measured


class _Painted(QObject):
    """Filters the events of a window and of a widget in it, and holds how much processor time was used when a painting of the widget was done."""

    def __init__(self) -> None:
        super().__init__()
        self.at: float | None = None
        self._is_seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Paint:
            self._is_seen = True
        if event.type() != QEvent.Type.UpdateRequest:
            return False
        watched.event(event)  # all that is to be painted in the window is painted in this
        if self._is_seen and self.at is None:
            self.at = time.process_time()
        return True


def _longest_turn(page: str, *, at_once: bool = False) -> Callable[[Path], float]:
    """For how long the window hears nothing while a page is opened for the first time, and for a while after."""

    def measured(folder: Path) -> float:
        with _window(folder) as window:
            if not at_once:
                _rest(window)
            loop, turns = QEventLoop(), [time.thread_time()]
            QAbstractEventDispatcher.instance().aboutToBlock.connect(lambda: turns.append(time.thread_time()))
            QTimer.singleShot(0, lambda: window.window.open_page(page.lower()))
            QTimer.singleShot(OPENED_MS, loop.quit)
            loop.exec()
            return 1000 * max(end - begin for begin, end in pairwise(turns))

    return measured


def _rest(window: OpenWindow) -> None:
    """What the window does of itself in its first minute."""
    for key in PARTS:
        run_to_end(window.window.page_imports.steps(key))
    run_to_end(window.window.page_imports.charts())
    settle()
    gc.freeze()


def form_over_form(folder: Path) -> float:
    """A form opened while another is open."""
    with _window(folder) as window:
        window.add("Activity")
        settle()
        return _milliseconds(lambda: window.add("Medicine"))


def search(folder: Path) -> float:
    """A word that thousands of notes hold, searched in the whole diary, and the first fifty read; the mean of 7."""
    with _window(folder) as window:
        return sum(_milliseconds(lambda: window.tracker.journal.holding("walking")[:50]) for _number in range(SEARCHES)) / SEARCHES


SUBJECTS: dict[str, Callable[[Path], float]] = {
    **{
        subject.__name__: subject
        for subject in (digit, save, save_statements, look, look_statements, revisit, revisit_statements, form_over_form, search)
    },
    **{f"first_{page.lower()}": _first_look(page) for page in PAGES},
    **{f"first_{page.lower()}_at_once": _first_look(page, at_once=True) for page in PAGES},
    **{f"turn_{page.lower()}": _longest_turn(page) for page in PAGES},
    **{f"turn_{page.lower()}_at_once": _longest_turn(page, at_once=True) for page in PAGES},
}

if __name__ == "__main__":
    sys.stdout.write(f"{SUBJECTS[sys.argv[1]](Path(sys.argv[2]))}\n")
