"""What the facts of reminders say of an instant, with and without what was worked out before."""

from dataclasses import replace

from tests.builders import a_moment, a_version, an_episode
from tracker.domain.plan.phases import state_at
from tracker.domain.plan.protocol import Phase
from tracker.domain.reminders.facts import STATES_KNOWN, Facts, KnownStates

VERSIONS = [a_version()]
ICE, HEAT = (a_moment(at).at for at in ("2026-11-25T08:00", "2026-12-01T08:00"))


def test_what_was_worked_out_before_is_the_same_and_holds_for_that_plan_and_those_episodes_alone() -> None:
    episodes = [an_episode("2026-11-24T08:00")]
    known = KnownStates(VERSIONS, episodes)
    facts = Facts(zone="Europe/London", versions=VERSIONS, episodes=episodes, known_states=known)
    for _look in range(2):
        assert [facts.state(at) for at in (ICE, HEAT)] == [state_at(VERSIONS, episodes, at) for at in (ICE, HEAT)]
    assert facts.state(ICE).phase is Phase.ICE
    assert replace(facts, episodes=[]).state(ICE).phase is Phase.NONE


def test_no_more_of_them_are_kept_than_some_looks_ask_for() -> None:
    known = KnownStates(VERSIONS, [an_episode("2026-11-24T08:00")])
    for second in range(STATES_KNOWN + 5):
        known.at(ICE.replace(microsecond=second))
    assert len(known._by_instant) <= STATES_KNOWN
