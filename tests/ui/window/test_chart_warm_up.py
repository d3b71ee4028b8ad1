"""The charts' library is imported when the way to Trends is near, or after a minute, and not before."""

import pytest
from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QPushButton

from ui.window import chart_warm_up
from ui.window.chart_warm_up import REST_MS, ChartWarmUp


@pytest.fixture
def imported(monkeypatch):
    """How often the charts were imported."""
    times = []
    monkeypatch.setattr(chart_warm_up, "import_charts", lambda: times.append(1))
    return times


@pytest.fixture
def way(qtbot):
    """The button that leads to Trends."""
    button = QPushButton("Trends")
    qtbot.addWidget(button)
    return button


def come_near(way):
    QApplication.sendEvent(way, QEnterEvent(QPointF(), QPointF(), QPointF()))


def test_the_pointer_on_the_way_to_trends_begins_it_once(way, imported):
    warm_up = ChartWarmUp(way)
    warm_up.begin_to_wait()
    QApplication.sendEvent(way, QEvent(QEvent.Type.Leave))
    assert imported == []
    come_near(way)
    come_near(way)
    warm_up.warm_up()  # the minute is over
    warm_up.stop()
    assert imported == [1]


def test_before_the_window_is_painted_and_after_the_end_nothing_begins(way, imported):
    warm_up = ChartWarmUp(way)
    come_near(way)
    warm_up.begin_to_wait()
    warm_up.stop()
    come_near(way)
    assert imported == []


def test_it_begins_by_itself_after_a_minute(way, imported):
    warm_up = ChartWarmUp(way)
    warm_up.begin_to_wait()
    assert (warm_up._rest.isActive(), warm_up._rest.interval()) == (True, REST_MS)
    warm_up._rest.timeout.emit()
    warm_up.stop()
    assert imported == [1]
