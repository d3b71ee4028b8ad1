"""Long work leaves the window alive, tells how far it is, and ends in exactly one of three ways."""

import time
from collections.abc import Callable, Generator

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tracker.steps import Progress
from ui.stepper import Stepper


class Ends:
    """Hears how the work ended and how far it came."""

    def __init__(self, stepper: Stepper) -> None:
        self.heard: list[tuple[str, object]] = []
        self.progress: list[tuple[int, int]] = []
        stepper.finished.connect(lambda result: self.heard.append(("finished", result)))
        stepper.failed.connect(lambda problem: self.heard.append(("failed", problem)))
        stepper.cancelled.connect(lambda: self.heard.append(("cancelled", None)))
        stepper.progressed.connect(lambda progress: self.progress.append((progress.done, progress.total)))


def slow_count(steps: int, seconds: float = 0.02, closed: Callable[[], None] = lambda: None) -> Generator[object, None, str]:
    try:
        for done in range(1, steps + 1):
            time.sleep(seconds)
            yield Progress(done, steps)
    finally:
        closed()
    return "counted"


def test_work_ends_with_its_result_and_tells_how_far_it_came(qtbot: QtBot) -> None:
    stepper = Stepper(slow_count(3))
    ends = Ends(stepper)
    stepper.start()
    assert stepper.running
    qtbot.waitUntil(lambda: bool(ends.heard))
    assert ends.heard == [("finished", "counted")]
    assert ends.progress == [(1, 3), (2, 3), (3, 3)]
    assert not stepper.running


def test_other_events_have_their_turn_while_quick_steps_run(qtbot: QtBot) -> None:
    stepper = Stepper(slow_count(300, seconds=0.001))
    ends, ticks, timer = Ends(stepper), [], QTimer()
    timer.timeout.connect(lambda: ticks.append(len(ends.progress)))
    timer.start(0)
    stepper.start()
    qtbot.waitUntil(lambda: bool(ends.heard), timeout=10_000)
    turns = len(ends.progress)
    assert len(set(ticks)) >= turns - 1, "others have their turn after each of its own"
    assert 5 < turns < 100, "many quick steps share a turn, and not one turn"


def test_cancelling_closes_the_work(qtbot: QtBot) -> None:
    closed: list[bool] = []
    stepper = Stepper(slow_count(1000, closed=lambda: closed.append(True)))
    ends = Ends(stepper)
    stepper.start()
    qtbot.waitUntil(lambda: bool(ends.progress))
    stepper.cancel()
    stepper.cancel()
    qtbot.wait(50)
    assert ends.heard == [("cancelled", None)]
    assert closed == [True]


def test_work_may_be_cancelled_by_what_its_own_step_sets_off(qtbot: QtBot) -> None:
    def work() -> Generator[object, None, None]:
        yield None
        stepper.cancel()
        yield None
        pytest.fail("the work went on after it was cancelled")

    stepper = Stepper(work())
    ends = Ends(stepper)
    stepper.start()
    qtbot.waitUntil(lambda: bool(ends.heard))
    qtbot.wait(50)
    assert ends.heard == [("cancelled", None)]


def test_an_error_in_the_work_is_handed_on(qtbot: QtBot) -> None:
    def work() -> Generator[object, None, None]:
        yield Progress(1, 2)
        raise ValueError("line 7")

    stepper = Stepper(work())
    ends = Ends(stepper)
    stepper.start()
    qtbot.waitUntil(lambda: bool(ends.heard))
    [(how, problem)] = ends.heard
    assert how == "failed"
    assert isinstance(problem, ValueError)


def test_a_step_without_numbers_tells_no_progress(qtbot: QtBot) -> None:
    stepper = Stepper(iter_nothing())
    ends = Ends(stepper)
    stepper.start()
    qtbot.waitUntil(lambda: bool(ends.heard))
    assert ends.progress == []


def iter_nothing() -> Generator[object, None, None]:
    yield None
