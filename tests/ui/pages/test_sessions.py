"""Ice and heat: cautions once, a countdown by the wall clock, an end that is told, and the next one offered."""

from contextlib import closing
from datetime import timedelta

import pytest

from tests.builders import a_session, an_entry
from tests.ui.conftest import ICE_STILL
from tests.ui.hands import has
from tracker.app import open_tracker
from tracker.domain.entries import EndedBy, Kind
from tracker.library.safety import safety
from tracker.paths import Paths


@pytest.fixture
def icing(window):
    """A window with ice just started."""
    window.press("Start ice")
    window.press("I have read this, start")
    return window


def sessions(window):
    return [(entry.kind, entry.length, entry.ended_by) for entry in window.tracker.journal.entries(kinds=(Kind.SESSION,))]


def test_ice_asks_to_read_the_cautions_first(window):
    window.press("Start ice")
    assert window.says(safety().cautions.text)
    assert window.tracker.timekeeper.running_session() is None
    window.press("I have read this, start")
    assert window.tracker.timekeeper.running_session().kind == "ice"


def test_the_cautions_are_asked_once_an_episode(icing):
    icing.press("Stop")
    icing.press("Start ice")
    assert icing.tracker.timekeeper.running_session() is not None
    icing.press("Stop")
    icing.tracker.planner.end_episode()
    icing.later(hours=1)
    icing.tracker.planner.start_episode(icing.tracker.journal.now())
    icing.later(minutes=1)
    icing.press("Start ice")
    assert icing.tracker.timekeeper.running_session() is None
    assert icing.says(safety().cautions.text)


def test_what_becomes_of_the_cautions_when_another_page_is_looked_at(window):
    window.press("Start ice")
    window.go_to("Plan")
    window.go_to("Today")
    assert has(window.window, "I have read this, start")
    assert not has(window.window, "Start ice")


def test_the_countdown_runs_by_the_wall_clock(icing):
    assert icing.says("20 minutes left of 20 minutes")
    icing.later(minutes=6, seconds=28)
    assert icing.says("13 minutes 32 seconds left")
    icing.later(minutes=13, seconds=31)
    assert icing.says("1 second left")


def test_a_session_that_ran_out_is_written_down_and_told_with_a_sound(icing):
    icing.later(minutes=20)
    assert sessions(icing) == [("ice", timedelta(minutes=20), EndedBy.PLANNED)]
    assert [notice.title for notice in icing.notifier.shown] == ["Ice: 20 minutes are over"]
    assert icing.notifier.shown[0].urgent
    assert "90 minutes" in icing.notifier.shown[0].body
    assert icing.sound.played == 1
    assert has(icing.window, "Start ice")


def test_the_end_is_told_once(icing):
    icing.later(minutes=20)
    icing.later(seconds=30)
    icing.later(seconds=30)
    assert len(icing.notifier.shown) == 1


def test_the_end_is_told_in_quiet_hours_too(opened, keep, clock):
    keep(onset=ICE_STILL)
    clock.set("2026-11-25T22:50")
    window = opened()
    window.press("Start ice")
    window.press("I have read this, start")
    window.later(minutes=20)
    assert window.tracker.settings.quiet_hours.holds(clock.now().time())
    assert len(window.notifier.shown) == 1
    assert window.sound.played == 1


def test_a_person_who_wants_no_sound_hears_none(icing):
    icing.tracker.choose(sound=False)
    icing.later(minutes=20)
    assert len(icing.notifier.shown) == 1
    assert icing.sound.played == 0


def test_neutral_notices_say_nothing_of_ice(icing):
    icing.tracker.choose(neutral_notifications=True)
    icing.later(minutes=20)
    assert "ice" not in (icing.notifier.shown[0].title + icing.notifier.shown[0].body).lower()


def test_stop_keeps_what_ran(icing):
    icing.clock.advance(minutes=7)
    icing.press("Stop")
    assert sessions(icing) == [("ice", timedelta(minutes=7), EndedBy.BUTTON)]
    assert icing.notifier.shown == []


def test_the_computer_stays_awake_while_a_session_runs(icing):
    assert icing.awake.wanted
    icing.later(minutes=20)
    assert not icing.awake.wanted


def test_a_window_opened_again_goes_on_with_the_countdown(icing, opened):
    icing.clock.advance(minutes=5)
    window = opened()
    assert window.says("15 minutes left of 20 minutes")
    assert has(window.window, "Stop")
    window.later(minutes=15)
    assert sessions(window) == [("ice", timedelta(minutes=20), EndedBy.PLANNED)]
    assert len(window.notifier.shown) == 1


def test_a_session_that_ended_while_the_window_was_closed_is_kept_as_presumed(icing, opened):
    icing.clock.advance(hours=3)
    window = opened()
    assert sessions(window) == [("ice", timedelta(minutes=20), EndedBy.PRESUMED)]
    assert window.notifier.shown[:1] == [] or "over" not in window.notifier.shown[0].title
    assert window.sound.played == 0
    assert window.says("Ice ended at 13:25, by its planned length. It is in the diary.")


def test_after_the_rest_one_notice_offers_the_next_and_start_starts_it(icing):
    icing.later(minutes=20)
    icing.later(minutes=89)
    assert len(icing.notifier.shown) == 1
    icing.later(minutes=2)
    icing.later(minutes=1)
    assert [notice.title for notice in icing.notifier.shown[1:]] == ["Ice, if you like"]
    icing.notifier.press("Start")
    assert icing.tracker.timekeeper.running_session().kind == "ice"


def test_not_now_starts_nothing_and_is_not_asked_again(icing):
    icing.later(minutes=20)
    icing.later(minutes=91)
    icing.notifier.press("Not now")
    icing.later(minutes=10)
    assert icing.tracker.timekeeper.running_session() is None
    assert len(icing.notifier.shown) == 2


def test_waking_after_a_night_brings_one_notice_at_most(icing):
    icing.later(minutes=20)
    icing.later(hours=20)
    assert len(icing.notifier.shown) <= 2


def test_quiet_hours_hold_back_what_is_due(opened, keep, clock):
    clock.set("2026-11-25T23:30")
    keep(a_session("ice", "2026-11-25T21:30"), onset=ICE_STILL)
    window = opened()
    window.later(minutes=30)
    assert window.notifier.shown == []


def test_a_clock_set_back_by_a_year_brings_no_storm(icing):
    icing.later(minutes=20)
    shown = len(icing.notifier.shown)
    for _ in range(5):
        icing.later(days=-365)
    assert len(icing.notifier.shown) <= shown + 1


def test_in_the_heat_phase_heat_is_offered(opened, keep):
    keep(an_entry(4), onset="2026-11-20T10:00")
    window = opened()
    window.press("Start heat")
    assert window.says(safety().cautions.text)


def test_a_session_stopped_in_another_window_ends_here_too(icing):
    with closing(open_tracker(Paths(icing.folder), icing.clock)) as other:
        other.timekeeper.stop_session()
    icing.later(seconds=30)
    assert has(icing.window, "Start ice")
    icing.later(minutes=20)
    assert icing.notifier.shown == []


def test_a_session_of_another_phase_may_be_started_and_one_line_says_what_the_plan_has(window):
    window.press("Start heat")
    window.press("I have read this, start")
    assert window.tracker.timekeeper.running_session().kind == "heat"
    assert window.says("The plan has ice now.")
