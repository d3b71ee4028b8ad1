"""The app with a tray: what the icon tells, what its menu does, where the window goes, and what happens when the tray comes late or goes."""

import pytest

from tests.fakes import local
from tests.ui.hands import settle
from ui.system.tray import PauseWish, Tray
from ui.window.surroundings import make_tray_life

pytestmark = pytest.mark.qt_log_ignore("systemTrayWindowChanged", "This plugin does not support raise")  # the desktop of the tests is small


class Place:
    """A desktop that has a tray, or has none."""

    is_there = True

    def __call__(self):
        return self.is_there


@pytest.fixture
def place():
    return Place()


@pytest.fixture
def tray(place, qapp):  # noqa: ARG001 - the application has to exist
    tray = Tray(is_there=place)
    yield tray
    tray.close()


@pytest.fixture
def life(window, tray):
    """The tray joined with a window that is in view."""
    life = make_tray_life(window.desk, window.tracker, tray, window.window)
    window.tray_is_there = True
    window.window._tray_is_there = lambda: tray.available
    life.notice_wanted.connect(window.notifier.show)
    life.outdated.connect(window.notifier.withdraw)
    life.start()
    return life


def lines(tray):
    return [action.text() for action in tray.menu.actions() if action.isVisible() and action.text()]


def choose(tray, text):
    next(action for action in tray.menu.actions() if action.text() == text and action.isVisible()).trigger()
    settle()


def close(window):
    window.window.close()
    settle()


def test_the_menu_says_what_comes_next(window, life, tray):
    assert lines(tray)[0] == "Next: ice, when you like"
    window.press("Start ice")
    window.press("I have read this, start")
    window.later(minutes=20)
    life.refresh()
    assert lines(tray)[0] == "Next: ice at 14:55"


def test_neutral_words_hide_it(window, life, tray):
    window.tracker.settings.choose(neutral_notifications=True)
    life.refresh()
    assert lines(tray)[0] == "Open"


@pytest.mark.parametrize(("wish", "until", "words"), [("1 hour", "2026-11-25T14:05", "14:05"), ("until tomorrow", "2026-11-26T07:00", "Thu 07:00")])
def test_a_pause_is_begun_seen_and_ended_by_the_menu(window, life, tray, wish, until, words):  # noqa: ARG001 - it has to be joined
    choose(tray, next(line for line in lines(tray) if line.startswith("Pause") and line.endswith(wish)))
    assert window.tracker.pause.until() == local(until)
    assert f"Paused until {words}" in lines(tray)
    assert window.says(f"Reminders are paused until {words}.")
    choose(tray, "Resume reminders")
    assert window.tracker.pause.until() is None
    assert not window.says("Reminders are paused")


def test_the_wishes_of_the_tray_are_all_known():
    assert set(PauseWish) == {PauseWish.HOUR, PauseWish.TOMORROW}


def test_closing_puts_the_window_away_with_one_note_the_first_time(window, life, tray):
    close(window)
    assert not window.window.isVisible()
    assert life.keeps_running
    assert [notice.title for notice in window.notifier.shown] == ["Recovery Tracker keeps running in the tray"]
    choose(tray, "Open")
    assert window.window.isVisible()
    assert window.notifier.withdrawn == ["tray"]
    close(window)
    assert len(window.notifier.shown) == 1


def test_the_note_is_not_given_again_after_a_new_start(window, life, opened):  # noqa: ARG001 - it has to be joined
    close(window)
    again = opened()
    assert again.tracker.settings.now.tray_explained


def test_reminders_and_alarms_go_on_in_the_tray(window, life):  # noqa: ARG001 - it has to be joined
    window.press("Start ice")
    window.press("I have read this, start")
    close(window)
    window.later(minutes=20)
    assert window.notifier.shown[-1].title == "Ice: 20 minutes are over"
    window.notifier.click()
    assert window.window.isVisible()


def test_quit_in_the_menu_closes_for_good(window, life, tray):  # noqa: ARG001 - it has to be joined
    heard = []
    window.window.closed.connect(lambda: heard.append("closed"))
    close(window)
    choose(tray, "Quit")
    assert heard == ["closed"]


def test_a_tray_that_goes_gives_the_window_back(window, life, tray, place):
    close(window)
    place.is_there = False
    tray.look()
    assert window.window.isVisible()
    assert not life.keeps_running


def test_a_tray_that_goes_leaves_a_window_alone_that_was_never_put_away(window, life, tray, place):
    window.window.hide()  # as when only the small entry window was asked for
    place.is_there = False
    tray.look()
    assert not window.window.isVisible()
    assert not life.keeps_running


def test_where_closing_quits_nothing_goes_on_in_the_tray(window, life):
    window.tracker.settings.choose(closing="quit")
    assert not life.keeps_running


def test_a_minimised_start_goes_into_the_tray(window, life):
    window.window.hide()
    life.start_minimised()
    assert not window.window.isVisible()


def test_a_minimised_start_waits_for_a_late_tray_minimised(window, life, tray, place):
    place.is_there = False
    tray.look()
    life.start_minimised()
    assert window.window.isMinimized()
    place.is_there = True
    tray.look()
    assert not window.window.isVisible()


@pytest.mark.parametrize("closing", ["tray", "quit"])
def test_a_late_tray_leaves_a_window_alone_that_was_opened_meanwhile_or_does_not_go_there(window, life, tray, place, closing):
    window.tracker.settings.choose(closing=closing)
    place.is_there = False
    tray.look()
    life.start_minimised()
    if closing == "tray":
        window.window.showNormal()
    place.is_there = True
    tray.look()
    assert window.window.isVisible()
