"""What the services make of a damaged diary: the rest goes on, a plan that cannot be read is not guessed, and nothing damaged is backed up."""

import pytest

from tests.builders import a_moment, an_entry
from tests.fakes import FakeClock
from tracker.app import Tracker
from tracker.domain.plan.phases import UNKNOWN, state_at
from tracker.domain.plan.protocol import Phase
from tracker.domain.plan.words import plan_unknown_words
from tracker.domain.reminders.quiet_hours import QuietHours
from tracker.errors import DiaryDamaged, Refused
from tracker.wording.phases import phase_words

pytestmark = pytest.mark.damaged

# What a flipped bit can do to the plan: a switch that is another, one that is gone, an onset of another day, a plan that is no JSON.
TO_THE_PLAN = {
    "event changed": "UPDATE phase_events SET kind = 'stretch'",
    "event gone": "DELETE FROM phase_events",
    "event of nobody": "UPDATE phase_events SET episode_id = 'e'",
    "onset moved": "UPDATE episodes SET at = replace(at, '2026-11-24', '2026-11-20')",
    "ended": "UPDATE episodes SET ended_at = '2026-11-25T13:00:00.000000+00:00'",
    "episode gone": "DELETE FROM episodes",
    "site changed": "UPDATE episode_sites SET name = 'nech'",
    "figure changed": "UPDATE plan_versions SET content = replace(content, '72', '02')",
    "plan broken": "UPDATE plan_versions SET content = '{'",
    "plan gone": "DELETE FROM plan_versions",
}


@pytest.fixture
def planned(tracker: Tracker, clock: FakeClock) -> Tracker:
    """A diary with an episode that was moved to heat, and a pain entry."""
    tracker.planner.start_episode(a_moment("2026-11-24T14:10"), ("neck",))
    tracker.planner.set_phase(Phase.HEAT, reason="the physio said so")
    tracker.journal.add(an_entry(5, "2026-11-25T12:00"))
    clock.advance(minutes=1)
    return tracker


def damage(tracker: Tracker, statement: str) -> None:
    """Change what stands in the file, past all that the app does."""
    conn = tracker.diary._database.conn
    conn.execute("PRAGMA ignore_check_constraints = ON")
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute(statement)
    conn.commit()
    tracker.diary._database.look_anew()


@pytest.mark.parametrize("how", TO_THE_PLAN)
def test_a_phase_is_not_told_from_what_is_left_of_a_plan(planned: Tracker, how: str) -> None:
    damage(planned, TO_THE_PLAN[how])
    status = planned.timekeeper.status(QuietHours())
    assert (planned.planner.state(planned.clock.now()), status.state, status.episode, status.main_session) == (UNKNOWN, UNKNOWN, None, "")
    assert phase_words(status).sentence == plan_unknown_words()
    assert [spans for _episode, spans in planned.planner.courses() if spans] == []
    assert planned.damage_noticed() != ()
    assert planned.damage() != ()


@pytest.mark.parametrize("how", TO_THE_PLAN)
def test_such_a_plan_is_not_changed_and_pain_is_logged_all_the_same(planned: Tracker, how: str) -> None:
    damage(planned, TO_THE_PLAN[how])
    rows = planned.diary._database.rows("SELECT * FROM phase_events")
    for change in (planned.planner.start_again_with_ice, planned.planner.end_episode, lambda: planned.plans.change("ice_hours", 48)):
        with pytest.raises(Refused):
            change()
    planned.journal.add(an_entry(6, "2026-11-25T13:00"))
    assert [entry.pain for entry in planned.journal.pain_entries()] == [5, 6]
    assert planned.diary._database.rows("SELECT * FROM phase_events") == rows


def test_a_plan_that_is_whole_again_is_told_again(planned: Tracker) -> None:
    known = planned.planner.state(planned.clock.now())
    damage(planned, "UPDATE episodes SET cause = 'lifting'")
    assert not planned.planner.state(planned.clock.now()).is_known
    damage(planned, "UPDATE episodes SET cause = ''")
    assert planned.planner.state(planned.clock.now()) == known
    assert planned.damage() == ()


@pytest.mark.parametrize("statement", [*TO_THE_PLAN.values(), "UPDATE entries SET note = 'x'", "DELETE FROM entries"])
def test_what_is_damaged_is_not_backed_up_and_the_check_tells_the_same(planned: Tracker, statement: str) -> None:
    planned.backups.back_up()
    damage(planned, statement)
    with pytest.raises(DiaryDamaged) as backup:
        planned.backups.back_up()
    with pytest.raises(DiaryDamaged) as check:
        planned.backups.check()
    assert str(backup.value) == str(check.value)
    assert backup.value.unreadable == check.value.unreadable == planned.damage()
    assert len(planned.diary.backups()) == 1


@pytest.mark.parametrize("how", TO_THE_PLAN)
def test_let_go_of_a_plan_is_told_from_what_is_left_and_that_is_said(planned: Tracker, how: str) -> None:
    damage(planned, TO_THE_PLAN[how])
    remark = planned.recovery.let_go().remark
    assert remark.endswith("The phase is now told from what is left of the plan: look whether it is right.")
    episodes, now = planned.diary.episodes.all(), planned.clock.now()
    assert planned.planner.state(now) == state_at(planned.diary.episodes.plan_versions() or planned.planner.versions(), episodes, now)
    assert planned.planner.state(now).is_known
    assert (planned.planner.state(now).phase is Phase.NONE) == (not episodes)
    assert [entry.pain for entry in planned.journal.pain_entries()] == [5]
    planned.backups.back_up()


def test_an_entry_with_a_damaged_day_is_left_out_and_all_else_goes_on(planned: Tracker) -> None:
    planned.journal.add(an_entry(2, "2026-11-24T10:00"))
    days = planned.journal.days()
    damage(planned, "UPDATE entries SET day = '2026-1$-25' WHERE day = '2026-11-25'")
    assert [entry.pain for entry in planned.journal.entries()] == [2]
    assert (planned.journal.days(), planned.journal.first_pain_day()) == (days, days[0])
    assert [unreadable.words for unreadable in planned.damage_noticed()] == ["Entries: 1"]
    assert [unreadable.words for unreadable in planned.damage()] == ["Entries: 1 (November 2026)"]
