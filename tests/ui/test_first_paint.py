"""Today is painted before any heavy library is imported, and before anything is raised."""

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from tests.benchmarks.__main__ import ROOT
from tests.benchmarks.subjects import HEAVY
from tests.builders import a_week_of_pain, an_entry
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import settle
from tracker.charts.chart import ChartKind
from ui.window.composition import make_window
from ui.window.first_paint import FirstPaint

OVER_THREE_DAYS_AGO = "2026-11-22T10:00"
MODULES = "modules(folder)"
MOST_OF_FRAME, MOST_MODULES, MOST_SOURCES, MOST_DATACLASSES, MOST_WIDGETS, MOST_STATEMENTS = 151, 256, 4, 20, 230, 59
MOST_OWN_EQUALITIES = 1  # of the data classes; the others have that of Value
WATCH = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.notifications.popup import ReminderWindow

def tell():
    tell_heavy()
    look()

def look():
    for window in QApplication.topLevelWidgets():
        if isinstance(window, ReminderWindow) and window.isVisible():
            print(window.windowTitle())
            tell_heavy()
            leave()
    QTimer.singleShot(50, look)
"""


TRENDS_AT_ONCE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

def go():
    window = next(window for window in QApplication.topLevelWidgets() if window.isVisible())
    window.open_page("trends")
    wait_for_page(window)

def wait_for_page(window):
    page = window.pages.get("trends")
    if page is None or not page.isVisible():
        QTimer.singleShot(0, lambda: wait_for_page(window))
        return
    print("matplotlib.figure" in sys.modules, page.kinds.key, page.chart_card.first.text())
    wait_for_chart(page)

def wait_for_chart(page):
    if page.chart_card.canvas.drawing is None:
        QTimer.singleShot(20, lambda: wait_for_chart(page))
        return
    print(page.chart_card.first.text())
    leave()
"""


# What draws the charts does not load.
BROKEN = """
import sys

class Broken:
    def find_spec(self, name, path=None, target=None):
        if name == BROKEN:
            raise ImportError("libfreetype.so.6: cannot open shared object file")

sys.meta_path.insert(0, Broken())
"""
WITHOUT_DRAWINGS = """
from tracker.charts.chart import ChartKind
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

messages = []

def go():
    window = next(window for window in QApplication.topLevelWidgets() if window.isVisible())
    window.show_page("trends")
    page = window.pages["trends"]
    page.desk.messages.said.connect(lambda message: messages.append(message.kind.value))
    QTimer.singleShot(0, lambda: wait(page))

def wait(page):
    if page.is_waiting:
        QTimer.singleShot(20, lambda: wait(page))
        return
    print(*messages)
    for kind in ChartKind:
        page.show_kind(kind.value)
        print(page.chart_card.canvas.accessibleName())
    leave()
"""


def told_by_a_fresh_process(folder, action, before="", watch=WATCH):
    """The lines that a process of the app prints; it has no desktop, and its clock stands at the present of the tests."""
    code = f"{before}\nfrom pathlib import Path\nfrom tests.benchmarks.subjects import *\nfolder = Path({str(folder)!r})\n{watch}\n{action}"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere/bus"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=40, check=True)
    return done.stdout.splitlines()


def test_nothing_heavy_is_imported_before_today_is_painted(keep, folder):
    keep(an_entry(5), onset=ICE_STILL)
    assert told_by_a_fresh_process(folder, MODULES) == [""]


def test_trends_is_seen_with_its_words_before_what_draws_its_chart_which_follows(keep, folder):
    keep(*a_week_of_pain())
    before, after = told_by_a_fresh_process(folder, "today(folder, go)", watch=TRENDS_AT_ONCE)
    assert after != ""
    assert before == f"False pain {after}"


@pytest.mark.parametrize("broken", ["matplotlib.figure", "tracker.charts.drawers"])
def test_where_nothing_can_be_drawn_that_is_told_once_and_every_chart_is_there_in_words(keep, folder, broken):
    keep(*a_week_of_pain())
    told, *charts = told_by_a_fresh_process(folder, "today(folder, go)", f"BROKEN = {broken!r}{BROKEN}", WITHOUT_DRAWINGS)
    assert told == "crash"
    assert len(set(charts)) == len(ChartKind)


@pytest.fixture
def due(keep, folder, clock):
    """A folder with a diary in which heat took the place of ice while nobody looked."""
    clock.set(OVER_THREE_DAYS_AGO)
    keep(an_entry(5), onset=OVER_THREE_DAYS_AGO)
    return folder


def test_a_reminder_that_is_due_at_the_start_waits_for_the_painting_and_comes(due):
    at_first, title, later = told_by_a_fresh_process(due, "today(folder, tell)")
    assert (at_first, title) == ("", "Damp heat instead of ice")
    assert {"desktop_notifier", "asyncio"} <= set(later.split())


@pytest.mark.parametrize("way", ["--minimised", "--quick-entry"])
def test_it_comes_too_where_the_app_begins_without_its_window(due, way):
    title, later = told_by_a_fresh_process(due, f"app = QApplication([])\nQTimer.singleShot(0, look)\ntoday(folder, bool, {way!r})")
    assert (title, "desktop_notifier" in later) == ("Damp heat instead of ice", True)


COUNT = """
import dataclasses
import gc
import inspect
import sqlite3

AFTER_THE_FRAME = ("ui.pages.today.page", "ui.notifications.clock", "tracker.services.reminders", "tracker.services.journal")
statements, at_frame, data_classes, sources = [], [], [], []
process_class, getsource = dataclasses._process_class, inspect.getsource

def counted(*what, **how):
    data_classes.append(what[3])  # whether it writes how two are compared
    return process_class(*what, **how)

def read(module):
    sources.append(module)
    return getsource(module)

dataclasses._process_class, inspect.getsource = counted, read  # the second is how PySide looks for its name in each module
import main
main.import_window()
import ui.window.composition

connect = sqlite3.connect

def followed(*what, **how):
    database = connect(*what, **how)
    database.set_trace_callback(statements.append)
    return database

def own():
    return [name for name in sys.modules if name.partition(".")[0] in {"tracker", "ui"}]

class Noted(ui.window.composition.MainWindow):
    def fill(self):
        at_frame.append((len(own()), any(name in sys.modules for name in AFTER_THE_FRAME)))
        super().fill()

def tell_counts():
    from PySide6.QtWidgets import QApplication

    print(" ".join(name for name in (*HEAVY, *NEEDLESS) if name in sys.modules))
    made = len(sources), len(data_classes), sum(data_classes), len(QApplication.allWidgets()), len(statements)
    print(at_frame[0][0], len(own()), *made, at_frame[0][1], gc.get_freeze_count() > 0)
    leave()

sqlite3.connect = followed
ui.window.composition.MainWindow = Noted
today(folder, tell_counts)
"""


def test_a_start_imports_makes_and_asks_for_little_until_today_is_filled(keep, folder):
    # Counted, not timed: each is what it is now with a little room. What goes over one of them belongs behind a first use.
    keep(*a_week_of_pain(), onset=ICE_STILL)
    needless, counts = told_by_a_fresh_process(folder, COUNT, watch="")
    of_frame, modules, sources, data_classes, own_equalities, widgets, statements, made_before_the_frame, is_frozen = counts.split()
    assert needless == ""
    assert int(of_frame) <= MOST_OF_FRAME
    assert int(modules) <= MOST_MODULES
    assert int(sources) <= MOST_SOURCES
    assert int(data_classes) <= MOST_DATACLASSES
    assert int(own_equalities) <= MOST_OWN_EQUALITIES
    assert int(widgets) <= MOST_WIDGETS
    assert int(statements) <= MOST_STATEMENTS
    assert (made_before_the_frame, is_frozen) == ("False", "True")


def test_the_first_page_is_there_at_once_where_a_key_comes_before_it(opened, keep):
    keep(onset=ICE_STILL)
    window = opened()
    other = make_window(window.desk, window.tracker)
    before = dict(other.pages)
    QTest.keyClick(other, Qt.Key.Key_6)
    assert (before, other.today.pain_card.scale.value()) == ({}, 6)
    other.deleteLater()


def test_nothing_moves_once_it_is_painted(opened, keep, qtbot):
    keep(onset=ICE_STILL)
    window = opened()
    other = make_window(window.desk, window.tracker)
    other.resize(1280, 800)
    with qtbot.waitSignal(other.filled):
        other.show()
        QApplication.sendPostedEvents(None, 0)
        before = (other.stack.current_key, other.phase_line.geometry(), other.navigation.geometry())
    assert before == ("", other.phase_line.geometry(), other.navigation.geometry())
    painted = other.today.columns.geometry()
    settle()
    assert other.today.columns.geometry() == painted
    other.close_at_once()
    other.deleteLater()


def test_what_is_imported_is_seen(keep, folder):
    keep(an_entry(5), onset=ICE_STILL)
    assert told_by_a_fresh_process(folder, MODULES, "import numpy") == ["numpy"]
    assert {"matplotlib", "typst", "desktop_notifier", "asyncio", "miniaudio", "wakepy", "pypdfium2"} <= set(HEAVY)


class Page(QWidget):
    """A window with a label in it, which both write down that they are painted."""

    def __init__(self):
        super().__init__()
        self.seen = []
        QVBoxLayout(self).addWidget(Line(self.seen))

    def paintEvent(self, event):  # noqa: N802 - Qt's name
        super().paintEvent(event)
        self.seen.append("window")


class Line(QLabel):
    """A label that writes down that it is painted."""

    def __init__(self, seen):
        super().__init__("Today")
        self._seen = seen

    def paintEvent(self, event):  # noqa: N802 - Qt's name
        super().paintEvent(event)
        self._seen.append("label")


@pytest.fixture
def page(qtbot):
    """A window not in view yet."""
    page = Page()
    qtbot.addWidget(page)
    return page


def waited_for(page, **how):
    """What waits for the window's first painting, and writes down that it came."""
    first = FirstPaint(page, **how)
    first.done.connect(lambda: page.seen.append("done"))
    return first


def test_it_comes_once_and_after_all_the_window_holds_is_painted(page, qtbot):
    first = waited_for(page)
    with qtbot.waitSignal(first.done):
        page.show()
    page.repaint()
    qtbot.wait(50)
    assert (page.seen[:3], page.seen.count("done")) == (["window", "label", "done"], 1)


def test_it_does_not_come_before_the_window_is_seen(page, qtbot):
    first = waited_for(page)
    qtbot.wait(50)
    assert page.seen == []
    first.stop()


def test_it_comes_for_a_window_that_is_never_seen(page, qtbot):
    first = waited_for(page, unseen_ms=30)
    with qtbot.waitSignal(first.done):
        pass
    assert page.seen == ["done"]


def test_it_comes_when_all_is_quiet_where_there_is_no_window(qtbot):
    first = FirstPaint(None)
    with qtbot.waitSignal(first.done):
        pass


def test_stopped_it_does_not_come(page, qtbot):
    waited_for(page, unseen_ms=1).stop()
    page.show()
    qtbot.waitUntil(lambda: "label" in page.seen)
    qtbot.wait(20)
    assert "done" not in page.seen
