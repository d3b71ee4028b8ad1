"""What status says comes next: over all reminders."""

import pytest

from tests.cli.command import CommandLine
from tests.fakes import local
from tests.services.diaries import opened

ONSET = "2026-11-23T14:10"


@pytest.fixture
def begun(command: CommandLine) -> CommandLine:
    command.done("episode", "start", "--at", ONSET)
    return command


@pytest.mark.parametrize(
    ("at", "kind", "when", "words"),
    [
        ("2026-11-25T13:05", "ice", "2026-11-25T13:05", "Next: Ice, when you like"),
        ("2026-11-25T23:00", "ice", "2026-11-26T07:00", "Next: Ice at Thu 07:00"),
        ("2026-11-26T14:10", "heat", "2026-11-26T19:00", "Next: Damp heat at 19:00"),
        ("2026-11-26T19:30", "pain", "2026-11-26T20:00", "Next: Pain entry at 20:00"),
    ],
)
def test_the_next_reminder_is_told_in_both_ways(begun: CommandLine, at: str, kind: str, when: str, words: str) -> None:
    assert begun.json("status", "--at", at)["next_reminder"] == {"kind": kind, "at": local(when).isoformat()}
    assert words in begun.done("status", "--at", at).splitlines()


def test_after_the_rest_before_the_switch_the_switch_comes_next(begun: CommandLine) -> None:
    begun.clock.set("2026-11-26T13:30")
    begun.done("session", "ice", "--minutes", "20", "--at", "2026-11-26T13:00")
    assert begun.json("status")["next_reminder"] == {"kind": "phase_switch", "at": "2026-11-26T14:10:00+00:00"}
    assert "Next: Damp heat instead of ice at 14:10" in begun.done("status").splitlines()


def test_an_appointment_and_a_pause_count_too(command: CommandLine) -> None:
    from tests.builders import a_moment

    tracker = opened(command.folder, command.clock)
    tracker.visits.arrange(a_moment("2026-11-27T10:00"), "the physio")
    tracker.close()
    assert command.json("status")["next_reminder"] == {"kind": "appointment", "at": "2026-11-26T20:00:00+00:00"}


def test_asking_changes_nothing_in_the_diary(begun: CommandLine) -> None:
    before = begun._bytes()
    begun.done("status")
    begun.json("status")
    assert begun._bytes() == before
