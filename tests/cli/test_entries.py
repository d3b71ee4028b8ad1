"""log, session, activity, entries, edit, delete and bin."""

import json
from typing import Any

import pytest

from tests.cli.command import KEYS, CommandLine, the_only


def test_log_saves_all_it_is_told(command: CommandLine) -> None:
    told = command.done(
        *("log", "6", "--at", "2026-11-25T09:30", "--site", "neck", "--site", "left=4", "--worst", "9", "--least", "2", "--average", "5"),
        *("--word", "dull", "--word", "stabbing", "--worse-with", "sitting", "--eased-by", "ice", "--note", "- a $x$ <b>note</b>"),
    )
    entry = the_only(command)
    assert list(entry) == KEYS["pain"]
    assert entry == {
        "id": entry["id"],
        "kind": "pain",
        "at": "2026-11-25T09:30:00+00:00",
        "day": "2026-11-25",
        "zone": "Europe/London",
        "pain": 6,
        "worst": 9,
        "least": 2,
        "average": 5,
        "sites": [{"name": "neck", "pain": 6}, {"name": "left", "pain": 4}],
        "words": ["dull", "stabbing"],
        "worse_with": ["sitting"],
        "eased_by": ["ice"],
        "woke": None,
        "original": None,
        "note": "- a $x$ <b>note</b>",
    }
    assert told.startswith(f"{entry['id']}  2026-11-25  09:30  Pain 6")


def test_a_time_is_local_without_an_offset_and_else_as_it_says(command: CommandLine) -> None:
    command.clock.set("2026-07-01T12:00")
    command.done("log", "1", "--at", "2026-07-01T10:00")
    command.done("log", "2", "--at", "2026-07-01T06:00-04:00")
    assert [entry["at"] for entry in command.json("entries")] == ["2026-07-01T09:00:00+00:00", "2026-07-01T10:00:00+00:00"]


def test_a_time_the_clocks_jumped_over_moves_forward_and_says_so(command: CommandLine) -> None:
    told = command.done("log", "1", "--at", "2026-03-29T01:30")
    assert "did not exist" in told
    assert the_only(command)["at"] == "2026-03-29T01:30:00+00:00"


def test_a_session_by_hand_has_just_ended_or_began_when_told(command: CommandLine) -> None:
    command.done("session", "ice", "--minutes", "20", "--before", "7", "--after", "5")
    command.done("session", "seated twist", "--minutes", "12.5", "--at", "2026-11-25T09:00")
    second, first = command.json("entries", "--kind", "session")
    assert list(first) == KEYS["session"]
    assert (first["at"], first["ended_at"], first["end"], first["minutes"]) == (
        "2026-11-25T12:45:00+00:00",
        "2026-11-25T13:05:00+00:00",
        "by_hand",
        20,
    )
    assert (first["before"], first["after"]) == (7, 5)
    assert (second["session"], second["at"], second["minutes"]) == ("seated twist", "2026-11-25T09:00:00+00:00", 12.5)


def test_an_activity_is_saved(command: CommandLine) -> None:
    command.done("activity", "driving", "--minutes", "45", "--effort", "3", "--at", "2026-11-25T09:00")
    entry = the_only(command)
    assert list(entry) == KEYS["activity"]
    assert (entry["activity"], entry["minutes"], entry["count"], entry["effort"]) == ("driving", 45, None, 3)


def test_entries_are_listed_by_days_and_kinds_the_oldest_first(command: CommandLine) -> None:
    for day in (24, 22, 23):
        command.done("log", str(day - 20), "--at", f"2026-11-{day}T10:00")
    command.done("activity", "walking", "--minutes", "5", "--at", "2026-11-23T11:00")

    def pains(*options: str) -> list[Any]:
        return [entry.get("pain") for entry in command.json("entries", *options)]

    assert pains() == [2, 3, None, 4]
    assert pains("--from", "2026-11-23") == [3, None, 4]
    assert pains("--to", "2026-11-23") == [2, 3, None]
    assert pains("--from", "2026-11-23", "--to", "2026-11-23", "--kind", "pain") == [3]
    assert pains("--kind", "activity", "--kind", "pain") == [2, 3, None, 4]
    assert len(command.done("entries").splitlines()) == 4


def test_json_says_what_the_text_says_in_any_script(command: CommandLine) -> None:
    note = '\N{GRINNING FACE} שלום \u2028 " \\ line\nbreak'
    command.done("log", "5", "--note", note)
    assert the_only(command)["note"] == note
    assert len(command.done("entries").split("\n")) == 2


def test_edit_changes_what_it_is_told_and_nothing_else(command: CommandLine) -> None:
    command.done("log", "6", "--site", "neck", "--site", "left=3", "--worst", "8", "--least", "5", "--average", "6", "--word", "dull")
    before = the_only(command)
    command.done("edit", before["id"][:8], "--worst", "4", "--average", "3", "--least", "1", "--note", "new")
    assert the_only(command) == {**before, "worst": 4, "average": 3, "least": 1, "note": "new"}
    command.done("edit", before["id"], "--pain", "2", "--at", "2026-11-25T10:00", "--word", "sharp", "--worst", "")
    after = the_only(command)
    assert (after["pain"], after["at"], after["words"], after["worst"]) == (2, "2026-11-25T10:00:00+00:00", ["sharp"], None)
    assert after["sites"] == [{"name": "neck", "pain": 2}, {"name": "left", "pain": 3}]
    command.done("edit", before["id"], "--pain", "9", "--site", "right", "--worse-with", "cold", "--eased-by", "rest")
    assert the_only(command)["sites"] == [{"name": "right", "pain": 9}]
    command.done("edit", before["id"], "--site", "hip", "--site", "knee=2", "--pain", "5")
    assert the_only(command)["sites"] == [{"name": "hip", "pain": 5}, {"name": "knee", "pain": 2}]
    command.done("edit", before["id"], "--site", "", "--word", "")
    assert (the_only(command)["sites"], the_only(command)["words"]) == ([], [])


def test_edit_of_a_session_keeps_its_length_when_moved_and_moves_its_end_when_longer(command: CommandLine) -> None:
    command.done("session", "ice", "--minutes", "20", "--at", "2026-11-25T10:00")
    id_ = the_only(command)["id"]
    command.done("edit", id_, "--at", "2026-11-25T09:00", "--before", "4", "--after", "3")
    assert (the_only(command)["ended_at"], the_only(command)["before"]) == ("2026-11-25T09:20:00+00:00", 4)
    command.done("edit", id_, "--minutes", "15", "--at", "2026-11-25T11:00")
    assert (the_only(command)["at"], the_only(command)["ended_at"]) == ("2026-11-25T11:00:00+00:00", "2026-11-25T11:15:00+00:00")


def test_edit_of_an_activity(command: CommandLine) -> None:
    command.done("activity", "walking", "--minutes", "30")
    id_ = the_only(command)["id"]
    command.done("edit", id_, "--minutes", "", "--effort", "2")
    assert (the_only(command)["minutes"], the_only(command)["effort"]) == (None, 2)


def test_delete_and_the_bin(command: CommandLine) -> None:
    command.done("log", "6")
    entry = the_only(command)
    assert "30 days" in command.done("delete", entry["id"][:6])
    assert command.json("entries") == []
    assert command.json("bin", "list") == [{**entry, "until": "2026-12-25T13:05:00+00:00"}]
    assert "until 2026-12-25" in command.done("bin", "list")
    command.done("bin", "restore", entry["id"])
    assert (command.json("entries"), command.json("bin", "list")) == ([entry], [])


BAD = [
    ("log", "11"),
    ("log", "-1"),
    ("log", "5.5"),
    ("log", "five"),
    ("log", ""),
    ("log", "5", "--at", "2026-02-30T10:00"),
    ("log", "5", "--at", "2026-11-25"),
    ("log", "5", "--at", "yesterday"),
    ("log", "5", "--at", "2026-11-25T13:11"),
    ("log", "5", "--at", "0001-01-01T00:00"),
    ("log", "5", "--at", "9999-12-31T23:59"),
    ("log", "5", "--site", "neck=11"),
    ("log", "5", "--site", "neck=4.5"),
    ("log", "5", "--site", "=4"),
    ("log", "5", "--site", "neck", "--site", "neck"),
    ("log", "5", "--site", "x" * 201),
    ("log", "5", "--worst", "3", "--least", "4"),
    ("log", "5", "--worst", "x"),
    ("log", "5", "--note", "x" * 10_001),
    ("log", "5", "--note", "half a letter \udcff"),
    ("log", "5", "--word", "\udcff"),
    ("session", "ice", "--minutes", "0"),
    ("session", "ice", "--minutes", "nan"),
    ("session", "ice", "--minutes", "1441"),
    ("session", "ice", "--minutes", "twenty"),
    ("session", " ", "--minutes", "20"),
    ("session", "ice", "--minutes", "20", "--before", "12"),
    ("session", "ice", "--minutes", "20", "--at", "2026-11-25T14:00"),
    ("activity", "walking", "--minutes", "-3"),
    ("activity", "walking", "--minutes", "5", "--effort", "1.5"),
    ("activity", "", "--minutes", "5"),
    ("edit", "nobody", "--pain", "3"),
    ("edit", "\udcff\udcff\udcff\udcff", "--pain", "3"),
    ("edit", "ID", "--pain", "11"),
    ("edit", "ID", "--pain", ""),
    ("edit", "ID", "--worst", "1", "--least", "2"),
    ("edit", "ID", "--minutes", "3"),
    ("edit", "ID", "--mood", "3"),
    ("edit", "ID", "--at", "2026-02-30T10:00"),
    ("edit", "ID", "--at", "2027-01-01T10:00"),
    ("edit", "ID", "--at", ""),
    ("delete", "nobody"),
    ("delete", "a"),
    ("bin", "restore", "ID"),
    ("entries", "--from", "2026-02-30"),
    ("entries", "--to", "tomorrow"),
    ("entries", "--kind", "medicine"),
    ("edit", "ID", "--units", "3"),
    ("edit", "ID", "--before", "3"),
    ("edit", "ID", "--after", "3"),
    ("edit", "ID", "--effort", "3"),
    ("edit", "ID", "--sleep-minutes", "3"),
    ("edit", "ID", "--sleep-quality", "3"),
    ("edit", "ID", "--fluids", "3"),
    ("edit", "ID", "--note", "x" * 10_001),
    ("edit", "ID", "--word", "x" * 201),
    ("edit", "ID", "--site", "neck=4.5"),
    ("bin", "restore", "nobody"),
]


@pytest.mark.parametrize("arguments", BAD, ids=lambda arguments: ascii(" ".join(arguments))[:50])
def test_a_bad_value_is_refused_in_one_sentence(command: CommandLine, arguments: tuple[str, ...]) -> None:
    command.done("log", "5")
    id_ = the_only(command)["id"]
    command.refused(*(id_ if argument == "ID" else argument for argument in arguments))


USAGE = [
    ("nonsense",),
    ("--nonsense",),
    ("log",),
    ("log", "5", "6"),
    ("log", "5", "--nonsense"),
    ("session", "ice"),
    ("session",),
    ("activity", "walking"),
    ("edit",),
    ("delete",),
    ("bin", "nonsense"),
    ("entries", "extra"),
    ("episode", "edit"),
    ("phase", "set"),
    ("export",),
    ("import",),
    ("inbox", "a", "b"),
    ("restore",),
    ("status", "--at"),
]


@pytest.mark.parametrize("arguments", USAGE, ids=" ".join)
def test_wrong_usage_has_its_own_exit_code(command: CommandLine, arguments: tuple[str, ...]) -> None:
    assert command(*arguments) == 2
    assert "Error" in command.err
    assert json.loads(command.done("entries", "--json")) == []
