"""Python looks for garbage between the events of the window, in the thread of the window, and nowhere else."""

import gc
import threading
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.system.garbage_collection import ENOUGH, GarbageCollection, collect_what_is_due

MANY = 20_000  # objects: more than Python's own thresholds let pass


@pytest.fixture
def looks(qapp: QApplication) -> Iterator[list[threading.Thread]]:
    """The thread of each look for garbage, as they come."""
    seen: list[threading.Thread] = []

    def on_look(phase: str, _facts: dict[str, int]) -> None:
        if phase == "start":
            seen.append(threading.current_thread())

    gc.callbacks.append(on_look)
    collection = GarbageCollection(qapp, interval_ms=5)
    yield seen
    collection.stop()
    gc.callbacks.remove(on_look)


def make_rings(count: int = MANY) -> None:
    """Make objects that only a look for garbage finds."""
    for _ in range(count):
        ring = SimpleNamespace()
        ring.itself = ring


class Painted(QWidget):
    """Makes garbage whenever it is painted, and tells how many looks there were meanwhile."""

    def __init__(self, looks: list[threading.Thread]) -> None:
        super().__init__()
        self._looks = looks
        self.meanwhile: list[int] = []

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        before = len(self._looks)
        make_rings()
        self.meanwhile.append(len(self._looks) - before)


def test_no_garbage_is_looked_for_while_a_widget_is_painted(looks, qtbot):
    painted = Painted(looks)
    qtbot.addWidget(painted)
    painted.show()
    qtbot.waitUntil(lambda: bool(painted.meanwhile))
    assert set(painted.meanwhile) == {0}


def test_no_garbage_is_looked_for_in_another_thread_only_in_that_of_the_window(looks, qtbot):
    other = threading.Thread(target=make_rings)
    other.start()
    other.join()
    assert looks == []
    qtbot.waitUntil(lambda: bool(looks))
    assert set(looks) == {threading.main_thread()}


def test_what_the_ticks_of_a_countdown_make_is_looked_through_once_in_a_while_and_not_at_each(looks, qtbot):
    gc.collect()
    looks.clear()
    for _tick in range(4):
        make_rings(ENOUGH // 10)
        qtbot.wait(20)
    assert looks == []
    make_rings(ENOUGH)
    qtbot.waitUntil(lambda: len(looks) == 1)


@pytest.mark.usefixtures("looks")
def test_a_dialog_that_only_a_ring_holds_is_gone_a_moment_later(qtbot):
    forgotten = QWidget()
    forgotten.itself = forgotten  # type: ignore[attr-defined]
    gone = []
    forgotten.destroyed.connect(lambda: gone.append(True))
    del forgotten
    make_rings()
    assert gone == []
    qtbot.waitUntil(lambda: gone == [True])


def test_where_little_was_made_nothing_is_looked_through(looks):
    gc.collect()
    looks.clear()
    collect_what_is_due()
    assert looks == []


@pytest.mark.usefixtures("looks")
def test_every_generation_is_looked_through_in_its_turn():
    generations = set()
    gc.callbacks.append(lambda _phase, facts: generations.add(facts["generation"]))
    try:
        for _ in range(200):
            make_rings(ENOUGH + 1)
            collect_what_is_due()
    finally:
        gc.callbacks.pop()
    assert generations == {0, 1, 2}


def test_afterwards_python_looks_by_itself_again(qapp):
    GarbageCollection(qapp).stop()
    assert gc.isenabled()
