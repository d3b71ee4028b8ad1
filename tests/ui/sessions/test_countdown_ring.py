"""The countdown."""

from datetime import timedelta

import pytest

from tracker.domain.plan.protocol import Phase
from tracker.library.look import palette
from ui.sessions.countdown_ring import CountdownRing, clock_text, duration_words

pytestmark = [pytest.mark.qt_log_ignore("propagateSizeHints"), pytest.mark.usefixtures("dressed")]
TWENTY = timedelta(minutes=20)


def left(minutes=0, seconds=0):
    return timedelta(minutes=minutes, seconds=seconds)


@pytest.mark.parametrize(
    ("length", "text"),
    [(left(12, 41), "12:41"), (left(0, 5), "0:05"), (left(65), "1:05:00"), (timedelta(milliseconds=200), "0:01"), (left(0, -3), "0:00")],
)
def test_time_is_written_as_a_clock_counts_it_down(length, text):
    assert clock_text(length) == text


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (left(12, 41), "12 minutes 41 seconds"),
        (TWENTY, "20 minutes"),
        (left(1, 1), "1 minute 1 second"),
        (left(), "0 seconds"),
        (left(61), "1 hour 1 minute"),
    ],
)
def test_time_is_said_in_words(length, words):
    assert duration_words(length) == words


def test_a_screen_reader_hears_what_is_left(qtbot):
    ring = CountdownRing()
    qtbot.addWidget(ring)
    ring.show_time(left(12, 41), TWENTY, Phase.ICE)
    assert ring.accessibleName() == "13 minutes left of 20 minutes"


def test_before_it_runs_nothing_is_said_to_be_left(qtbot):
    ring = CountdownRing()
    qtbot.addWidget(ring)
    ring.show_time(TWENTY, TWENTY, Phase.ICE, "when you are ready")
    assert ring.accessibleName() == "20 minutes, when you are ready"
    ring.show_time(TWENTY, TWENTY, Phase.ICE)
    assert ring.accessibleName() == "20 minutes left of 20 minutes"


def test_a_screen_reader_hears_it_once_a_minute_and_at_the_end(qtbot):
    ring = CountdownRing()
    qtbot.addWidget(ring)
    said = []
    for seconds in range(130, -1, -1):
        ring.show_time(left(0, seconds), TWENTY, Phase.ICE)
        said.append(ring.accessibleName())
    assert list(dict.fromkeys(said)) == [
        "3 minutes left of 20 minutes",
        "2 minutes left of 20 minutes",
        "1 minute left of 20 minutes",
        "Time is up",
    ]


@pytest.mark.parametrize("theme", ["light"])
def test_the_ring_shows_the_share_that_is_left_in_the_colour_of_the_phase(shown, theme):
    ring = shown(CountdownRing(), 210, 210)
    ring.show_time(left(5), TWENTY, Phase.HEAT)
    drawn = ring.grab().toImage()
    edge = 8
    assert drawn.pixelColor(ring.width() - edge, ring.height() // 2 - 20).name().upper() == palette(theme).heat
    assert drawn.pixelColor(edge, ring.height() // 2).name().upper() == palette(theme).hairline


@pytest.mark.parametrize(("remaining", "fraction"), [(left(10), 0.5), (left(30), 1.0), (left(-1), 0.0)])
def test_the_share_never_leaves_the_ring(qtbot, remaining, fraction):
    ring = CountdownRing()
    qtbot.addWidget(ring)
    ring.show_time(remaining, TWENTY, Phase.ICE)
    assert ring.fraction == fraction


def test_it_shrinks_to_140_and_is_usually_210(qtbot):
    ring = CountdownRing()
    qtbot.addWidget(ring)
    assert (ring.sizeHint().width(), ring.minimumSizeHint().width()) == (210, 140)
