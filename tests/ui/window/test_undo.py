"""Undo in the window: a strip's Undo is of its own change alone, Ctrl+Z of the last one, and the page stays where it is."""

from contextlib import closing

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.builders import an_entry
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import has, name_of
from tracker.app import open_tracker
from tracker.domain.plan.protocol import Phase
from tracker.paths import Paths

ENTER = Qt.Key.Key_Return


def phase(window):
    return window.tracker.planner.state(window.clock.now()).phase


@pytest.fixture
def elsewhere(window):
    """The same diary as the command line opens it."""
    with closing(open_tracker(Paths(window.folder), window.clock)) as tracker:
        yield tracker


@pytest.fixture
def ice(window):
    """Ice was started and stopped again."""
    window.tracker.planner.shown_cautions()
    window.press("Start ice")
    window.later(minutes=3)
    window.press("Stop")
    return window


def test_ctrl_z_takes_back_the_stop_then_the_start_and_leaves_the_episode(ice):
    assert ice.says("Ice stopped (13:08)")
    ice.chord("Ctrl+Z")
    assert ice.says("Undone: Ice stopped (13:08)")
    assert ice.tracker.timekeeper.running_session() is not None
    assert has(ice.window, "Stop")
    ice.chord("Ctrl+Z")
    assert ice.says("Undone: Ice started (13:05)")
    assert ice.tracker.timekeeper.running_session() is None
    assert ice.tracker.journal.entries() == []
    assert phase(ice) is Phase.ICE
    ice.chord("Ctrl+Z")
    assert str(ice.tracker.planner.open_episode().onset.local.isoformat(timespec="minutes")) == ICE_STILL


def test_the_strips_undo_goes_with_the_next_change_whoever_makes_it(window):
    window.strike("6", ENTER)
    assert has(window.window, "Undo")
    # A phase change without a word of its own: by the tray, say.
    window.desk.run_quietly(lambda: window.tracker.planner.set_phase(Phase.HEAT, reason="physio"))
    assert not has(window.window, "Undo")
    assert not window.window.strip.isVisible()
    window.chord("Ctrl+Z")
    assert (phase(window), len(window.tracker.journal.entries())) == (Phase.ICE, 1)
    assert window.says("Undone: Plan moved to Damp heat (13:05)")


def test_the_strips_undo_takes_back_its_own_change(window):
    window.tracker.planner.tick(eased=True)
    window.strike("6", ENTER)
    window.press("Undo")
    assert window.tracker.journal.entries() == []
    assert window.tracker.planner.state(window.clock.now()).eased


def test_what_the_command_line_changed_since_is_left_and_said(window, elsewhere):
    window.strike("6", ENTER)
    (entry,) = window.tracker.journal.entries()
    elsewhere.journal.change(an_entry(7, id=entry.id))
    window.press("Undo")
    assert window.says("another program, or the command line, has changed the same thing since")
    assert [entry.pain for entry in window.tracker.journal.pain_entries()] == [7]


def test_a_message_comes_and_goes_without_moving_the_page(window):
    page = window.window.today

    def places():
        return [widget.mapTo(window.window, QPoint(0, 0)) for widget in (page, page.pain_card, page.session_card, window.window.phase_line)]

    before = places()
    window.desk.messages.say("something to read")
    assert (window.window.strip.isVisible(), places()) == (True, before)
    window.window.strip.notice.dismiss()
    assert (window.window.strip.isVisible(), places()) == (False, before)


def test_the_strip_keeps_to_the_foot_of_the_page_as_the_window_grows(window):
    window.desk.messages.say("something to read " * 30)
    for width, height in ((900, 600), (1280, 800)):
        window.window.resize(width, height)
        strip = window.window.strip
        ground = strip.parentWidget()
        assert strip.geometry().bottom() < ground.height() <= strip.geometry().bottom() + 30
        assert strip.height() >= strip.notice.heightForWidth(strip.width())
        assert strip.geometry().right() < ground.width()


def test_what_has_the_focus_is_not_left_under_the_message(opened, keep):
    keep(an_entry(6, "2026-11-25T10:00"), an_entry(7, "2026-11-25T08:00"), onset=ICE_STILL)
    window = opened(size=(900, 600))
    window.tracker.planner.shown_cautions()
    start = window.control("Start ice")
    start.setFocus()
    window.strike(Qt.Key.Key_Space)
    QTest.qWait(150)
    focused, strip = QApplication.focusWidget(), window.window.strip
    # On the countdown, where one more press stops nothing.
    assert (name_of(focused), strip.isVisible()) == ("20 minutes left of 20 minutes", True)
    stop = window.control("Stop")
    for part in (focused, stop):
        assert not strip.geometry().intersects(QRect(part.mapTo(strip.parentWidget(), QPoint(0, 0)), part.size()))
        assert part.visibleRegion().boundingRect() == part.rect()
    stop.setFocus()
    window.strike(Qt.Key.Key_Space)
    QTest.qWait(150)
    assert not strip.geometry().intersects(QRect(window.control("Start earlier...").mapTo(strip.parentWidget(), QPoint(0, 0)), QSize(1, 40)))


def test_left_by_escape_the_cautions_leave_the_countdown_and_its_start_in_view(opened, keep):
    keep(an_entry(6, "2026-11-25T10:00"), onset=ICE_STILL)
    window = opened(size=(900, 600))
    window.control("Start ice").setFocus()
    window.strike(Qt.Key.Key_Space)
    QTest.qWait(150)
    window.desk.messages.say("something to read")
    window.strike(Qt.Key.Key_Escape)
    QTest.qWait(150)
    ring, strip = window.window.today.session_card.stage.ring, window.window.strip
    assert (QApplication.focusWidget(), strip.isVisible()) == (ring, True)
    for part in (ring, window.control("Start ice")):
        assert part.visibleRegion().boundingRect() == part.rect()
        assert not strip.geometry().intersects(QRect(part.mapTo(strip.parentWidget(), QPoint(0, 0)), part.size()))
