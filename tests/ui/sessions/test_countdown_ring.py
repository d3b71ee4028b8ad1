"""The countdown."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetricsF

from tracker.domain.plan.protocol import Phase
from tracker.library.look import palette
from ui.assets import apply_theme, scaled_font
from ui.sessions.countdown_ring import CountdownRing, clock_text, digits_font, duration_words
from ui.sessions.time_line import TimeLine

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
    ring.show_ready(TWENTY, Phase.ICE, "when you are ready")
    assert (ring.text(), ring.accessibleName()) == ("20 min", "20 minutes, when you are ready")
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


def test_the_ring_shows_the_share_that_is_left_in_the_colour_of_the_phase_on_a_track_that_high_contrast_draws_as_a_line(shown, qapp):
    ring = shown(CountdownRing(), 164, 164)
    ring.show_time(left(5), TWENTY, Phase.HEAT)
    for theme, contrast, name in (("light", "usual", "light"), ("dark", "high", "black"), ("light", "high", "white")):
        colours = apply_theme(qapp, theme, contrast)
        drawn = ring.grab().toImage()
        edge = 6  # within the line of 8 px
        assert (colours, drawn.pixelColor(ring.width() - edge, ring.height() // 2 - 20).name().upper()) == (palette(name), colours.heat)
        across = [drawn.pixelColor(x, ring.height() // 2).name().upper() for x in range(9)]
        assert across[4] == (colours.outline if colours.is_high_contrast else colours.track)
        assert (across[1] == colours.background) is colours.is_high_contrast


@pytest.mark.parametrize(("remaining", "fraction"), [(left(10), 0.5), (left(30), 1.0), (left(-1), 0.0)])
def test_the_share_never_leaves_the_ring(qtbot, remaining, fraction):
    ring = CountdownRing()
    qtbot.addWidget(ring)
    ring.show_time(remaining, TWENTY, Phase.ICE)
    assert ring.fraction == fraction


def test_until_when_is_its_description_and_no_second_is_in_it(qtbot):
    ring = CountdownRing()
    qtbot.addWidget(ring)
    ring.show_time(left(12, 41), TWENTY, Phase.ICE, "until 13:55")
    assert (ring.accessibleName(), ring.accessibleDescription()) == ("13 minutes left of 20 minutes", "until 13:55")
    ring.show_ready(TWENTY, Phase.ICE, "when you are ready")
    assert ring.accessibleDescription() == ""


def test_it_is_164_px_wide_88_in_a_strip_and_grows_with_the_desktops_type(qtbot, qapp):
    ring, usual = CountdownRing(), QFont(qapp.font())
    qtbot.addWidget(ring)
    assert ring.sizeHint() == ring.minimumSizeHint() == QSize(164, 164)
    large = QFont(usual)
    large.setPixelSize(21)
    qapp.setFont(large)
    try:
        assert ring.sizeHint() == QSize(246, 246)
    finally:
        qapp.setFont(usual)
    ring.set_compact(True)
    assert ring.sizeHint() == QSize(88, 88)


@pytest.mark.parametrize("text", ["0:05", "12:41", "1:05:00", "88 min", "120 min"])
def test_the_digits_are_three_times_the_desktops_type_or_as_wide_as_the_circle_lets_them(text):
    """The circle within a ring of 164 px and a line of 8 px is 148 px wide; 24 px of it stay free."""
    font, largest = digits_font(text, 148 - 24), scaled_font(3, strong=True)
    width = QFontMetricsF(font).horizontalAdvance(text)
    assert width <= 124.5
    assert font.pointSizeF() == pytest.approx(largest.pointSizeF()) or width > 118
    assert font.weight() == QFont.Weight.DemiBold


@pytest.mark.usefixtures("qapp")
def test_the_words_beside_the_time_are_whole_in_one_line_or_two_or_not_there():
    line, words = TimeLine(), "when you are ready"
    line.show_time("20 min", words)
    wide = line.sizeHint()
    seen = {}
    for width in range(line.minimumSizeHint().width(), wide.width() + 1):
        line.resize(width, wide.height())
        seen[width] = line.shown_caption()
    assert {" ".join(text.split()) for text in seen.values()} == {"", words}
    assert seen[wide.width()] == words
    assert seen[line.minimumSizeHint().width() + 90] == "when you\nare ready"
