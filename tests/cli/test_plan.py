"""episode, phase and status."""

from contextlib import closing
from typing import Any

import pytest

from tests.cli.command import CommandLine
from tracker.app import open_tracker
from tracker.paths import Paths

STATUS_KEYS = [
    *("episode", "onset", "hours_since_onset", "hours_since_anchor", "phase", "phase_since", "next_phase", "next_phase_at"),
    *("waiting_for", "next_reminder", "session", "last_pain"),
]
ONSET = "2026-11-23T14:10"


@pytest.fixture
def begun(command: CommandLine) -> CommandLine:
    command.done("episode", "start", "--at", ONSET, "--site", "neck", "--site", "left", "--cause", "lifting")
    return command


def _status(command: CommandLine, *options: str) -> dict[str, Any]:
    found = command.json("status", *options)
    assert list(found) == STATUS_KEYS
    return dict(found)


def test_without_an_episode_everything_is_null(command: CommandLine) -> None:
    absent = dict.fromkeys(STATUS_KEYS)
    assert _status(command) == {**absent, "phase": "none", "waiting_for": []}
    assert command.done("status").startswith("No episode.")


def test_an_episode_begins_with_the_help_list_and_the_phase(command: CommandLine) -> None:
    told = command.done("episode", "start", "--at", ONSET)
    assert told.splitlines()[-1].startswith("Ice, hour 47 of 72.")
    assert len(told.splitlines()) == 5
    status = _status(command)
    assert status == {
        "episode": command.json("episode", "list")[0]["id"],
        "onset": "2026-11-23T14:10:00+00:00",
        "hours_since_onset": 46.92,
        "hours_since_anchor": 46.92,
        "phase": "ice",
        "phase_since": "2026-11-23T14:10:00+00:00",
        "next_phase": "heat",
        "next_phase_at": "2026-11-26T14:10:00+00:00",
        "waiting_for": [],
        "next_reminder": {"kind": "ice", "at": "2026-11-25T13:05:00+00:00"},
        "session": None,
        "last_pain": None,
    }


def test_after_an_episode_the_status_tells_of_keeping_well_and_of_what_strength_waits_for(begun: CommandLine) -> None:
    begun.done("episode", "end", "--at", "2026-11-25T10:00")
    status = _status(begun)
    assert (status["phase"], status["phase_since"], status["waiting_for"]) == ("well", "2026-11-25T10:00:00+00:00", ["checked"])
    assert (status["episode"], status["next_phase"], status["next_phase_at"]) == (None, None, None)
    told = begun.done("status").splitlines()
    assert told[0].startswith("Keeping well, since Wed 25 Nov 10:00. Strength exercises when you have checked them")
    assert told[1] == "Regular activity: 0 min since Monday"
    begun.done("activity", "walking", "--minutes", "40", "--at", "2026-11-24T10:00")
    begun.done("activity", "sitting", "--minutes", "90", "--at", "2026-11-24T12:00")
    assert begun.done("status").splitlines()[1] == "Regular activity: 40 min since Monday"
    begun.done("episode", "reopen")
    assert _status(begun)["phase"] == "ice"
    begun.done("phase", "set", "stretch", "--checked", "--reason", "physio", "--at", "2026-11-25T12:00")
    begun.done("episode", "end")
    status = _status(begun)
    assert (status["phase"], status["waiting_for"]) == ("well", [])
    begun.done("episode", "start")
    assert _status(begun)["phase"] == "ice"


def test_episodes_are_listed(begun: CommandLine) -> None:
    (episode,) = begun.json("episode", "list")
    assert list(episode) == ["id", "onset", "ended", "sites", "cause"]
    assert (episode["onset"], episode["ended"], episode["sites"], episode["cause"]) == (
        "2026-11-23T14:10:00+00:00",
        None,
        ["neck", "left"],
        "lifting",
    )
    assert begun.done("episode", "list").endswith("2026-11-23 14:10  open  neck, left  lifting\n")


def test_an_episode_is_ended_reopened_and_moved(begun: CommandLine) -> None:
    assert begun.done("episode", "end", "--at", "2026-11-25T10:00").startswith("Keeping well")
    assert _status(begun)["phase"] == "well"
    assert begun.done("episode", "reopen").startswith("Ice")
    assert "hour 24 of 72" in begun.done("episode", "edit", "--at", "2026-11-24T13:10")
    assert begun.done("episode", "end").startswith("Keeping well")
    assert _status(begun)["episode"] is None


def test_a_clock_behind_the_onset_is_said_by_every_command_on_the_plan(begun: CommandLine) -> None:
    begun.clock.set("2026-11-23T14:09")
    said = "Your computer's clock is behind: this episode began on 23 Nov 2026, 14:10."
    assert begun.done("status").strip() == said
    for command in (("episode", "start"), ("episode", "end"), ("phase", "set", "heat", "--reason", "better")):
        assert begun.refused(*command).startswith(f"{said} Nothing was changed;")
    assert begun.done("episode", "edit", "--at", "2026-11-23T14:00").startswith("Ice, hour 1 of 72.")


def test_the_status_of_another_time(begun: CommandLine) -> None:
    begun.done("log", "6", "--at", "2026-11-24T10:00")
    begun.done("session", "ice", "--minutes", "20", "--at", "2026-11-24T11:00")
    assert _status(begun, "--at", "2026-11-26T14:09:59")["phase"] == "ice"
    heat = _status(begun, "--at", "2026-11-26T14:10")
    assert (heat["phase"], heat["waiting_for"], heat["next_phase"], heat["next_phase_at"]) == ("heat", ["eased", "checked"], "stretch", None)
    assert heat["last_pain"] == {"value": 6, "at": "2026-11-24T10:00:00+00:00"}
    assert heat["next_reminder"] == {"kind": "heat", "at": "2026-11-26T19:00:00+00:00"}
    assert _status(begun, "--at", "2026-11-24T09:00")["last_pain"] is None
    assert _status(begun, "--at", "2026-11-20T09:00")["phase"] == "none"


def test_a_running_session_is_told_with_its_end(begun: CommandLine) -> None:
    from tests.services.diaries import opened

    tracker = opened(begun.folder, begun.clock)
    tracker.timekeeper.start_session("ice")
    tracker.close()
    begun.clock.advance(minutes=5)
    assert _status(begun)["session"] == {"kind": "ice", "started": "2026-11-25T13:05:00+00:00", "ends": "2026-11-25T13:25:00+00:00"}
    assert "15 min left" in begun.done("status")
    assert begun.json("entries")[0]["end"] is None


def test_a_clock_set_back_leaves_the_same_time_of_a_session(begun: CommandLine) -> None:
    with closing(open_tracker(Paths(begun.folder), begun.clock)) as tracker:
        tracker.timekeeper.start_session("ice")
    begun.clock.advance(minutes=5)
    begun.clock.turn(hours=-1)
    assert _status(begun)["session"] == {"kind": "ice", "started": "2026-11-25T13:05:00+00:00", "ends": "2026-11-25T12:25:00+00:00"}
    assert "15 min left" in begun.done("status")


def test_phases_are_set(begun: CommandLine) -> None:
    assert "give a reason" in begun.refused("phase", "set", "heat")
    begun.done("phase", "set", "heat", "--reason", "felt better", "--at", "2026-11-24T10:00")
    assert _status(begun)["phase"] == "heat"
    begun.done("phase", "set", "stretch", "--reason", "told to")
    assert begun.done("status").splitlines()[0].startswith("Stretches, since Wed 25 Nov 13:05. Begun by you")
    begun.done("phase", "set", "ice")
    assert (_status(begun)["phase"], _status(begun)["hours_since_anchor"]) == ("ice", 0)
    begun.clock.advance(hours=72)
    assert begun.done("phase", "set", "stretch", "--eased", "--checked").startswith("Stretches")


@pytest.mark.parametrize(
    "arguments",
    [
        ("episode", "start", "--at", "2026-11-24T10:00"),
        ("episode", "end", "--at", "2026-11-23T14:00"),
        ("episode", "end", "--at", "2026-12-23T14:00"),
        ("episode", "edit", "--at", "2026-02-30T10:00"),
        ("episode", "edit", "--at", "2026-11-26T10:00"),
        ("episode", "reopen"),
        ("phase", "set", "well"),
        ("phase", "set", "\udcff"),
        ("phase", "set", "stretch", "--eased", "--checked"),
        ("phase", "set", "ice", "--at", "2026-11-20T10:00"),
        ("phase", "set", "heat", "--reason", "x" * 300),
        ("status", "--at", "now"),
    ],
    ids=lambda arguments: ascii(" ".join(arguments))[:50],
)
def test_what_does_not_fit_the_plan_is_refused_in_one_sentence(begun: CommandLine, arguments: tuple[str, ...]) -> None:
    begun.refused(*arguments)
