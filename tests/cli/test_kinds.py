"""Every kind of entry told by its keys, edited with every option, deleted and brought back."""

from typing import Any

import pytest

from tests.builders import a_day_note, a_dose, a_function, a_session, an_activity, an_entry
from tests.cli.command import KEYS, SHARED, CommandLine, the_only
from tests.services.diaries import opened
from tracker.cli.entries import edit
from tracker.domain.entries import Entry, Kind, Scale


def _put(command: CommandLine, *entries: Entry) -> None:
    tracker = opened(command.folder, command.clock)
    for entry in entries:
        tracker.journal.add(entry)
    tracker.close()


ONE_OF_EACH = {
    "pain": an_entry(6, "2026-11-25T10:00", woke=True, original=Scale(60, 0, 100)),
    "session": a_session("heat", "2026-11-25T10:01", before=6, after=4, note="warm"),
    "activity": an_activity("steps", "2026-11-25T10:02", minutes=None, count=4012),
    "day_note": a_day_note("2026-11-25T10:03", mood=6, sleep_minutes=430, sleep_quality=5.5, fluids=6, flare=True, stiff_minutes=45),
    "dose": a_dose("Panadol Night", "2026-11-25T10:04", units=2, ingredients={"paracetamol": 1000, "a gel": None}, note="with food"),
    "function": a_function({"put on socks": 4, "lift my child": 2.5}, "2026-11-25T10:05"),
}
TOLD = {
    "pain": {"pain": 6, "woke": True, "original": {"value": 60, "scale": [0, 100]}, "sites": [], "words": [], "note": ""},
    "session": {"session": "heat", "minutes": 20, "before": 6, "after": 4, "end": "planned", "ended_at": "2026-11-25T10:21:00+00:00", "note": "warm"},
    "activity": {"activity": "steps", "minutes": None, "count": 4012, "effort": None},
    "day_note": {"mood": 6, "sleep_minutes": 430, "sleep_quality": 5.5, "fluids": 6, "flare": True, "stiff_minutes": 45, "note": "A quiet day."},
    "dose": {
        "name": "Panadol Night",
        "units": 2,
        "ingredients": [{"name": "paracetamol", "mg": 1000}, {"name": "a gel", "mg": None}],
        "note": "with food",
    },
    "function": {"scores": [{"activity": "put on socks", "points": 4}, {"activity": "lift my child", "points": 2.5}]},
}


def test_there_is_a_case_for_every_kind() -> None:
    assert [*KEYS] == [*ONE_OF_EACH] == [*TOLD] == [kind.value for kind in Kind]


@pytest.mark.parametrize("kind", KEYS)
def test_entries_of_a_kind_are_told_with_exactly_its_keys(command: CommandLine, kind: str) -> None:
    _put(command, *ONE_OF_EACH.values())
    (told,) = command.json("entries", "--kind", kind)
    assert list(told) == KEYS[kind]
    at = ONE_OF_EACH[kind].moment.at.isoformat()
    assert {name: told[name] for name in SHARED} == {
        "id": ONE_OF_EACH[kind].id,
        "kind": kind,
        "at": at,
        "day": "2026-11-25",
        "zone": "Europe/London",
    }
    assert {name: told[name] for name in TOLD[kind]} == TOLD[kind]
    assert len(command.done("entries", "--kind", kind).splitlines()) == 1


@pytest.mark.parametrize("kind", KEYS)
def test_any_entry_can_be_moved_given_a_note_deleted_and_brought_back(command: CommandLine, kind: str) -> None:
    entry = ONE_OF_EACH[kind]
    _put(command, entry)
    before = the_only(command)
    command.done("edit", entry.id, "--at", "2026-11-24T09:00", "--note", "- $x$ <b>new</b>")
    after = the_only(command)
    moved = {"at": "2026-11-24T09:00:00+00:00", "day": "2026-11-24", "note": "- $x$ <b>new</b>"}
    ended = {"ended_at": "2026-11-24T09:20:00+00:00"} if kind == "session" else {}
    assert after == {**before, **moved, **ended}
    command.done("edit", entry.id, "--note", "")
    assert the_only(command)["note"] == ""
    command.done("delete", entry.id)
    ((binned),) = command.json("bin", "list")
    assert (list(binned), binned["id"]) == ([*KEYS[kind], "until"], entry.id)
    assert entry.id in command.done("bin", "list")
    assert command.done("bin", "restore", entry.id[:8]).startswith(entry.id)
    assert the_only(command) == {**after, "note": ""}


EDITS = [
    ("pain", ("--pain", "3"), {"pain": 3, "original": None}),
    ("pain", ("--worst", "8"), {"worst": 8}),
    ("pain", ("--least", "1"), {"least": 1}),
    ("pain", ("--average", "4"), {"average": 4}),
    ("pain", ("--site", "neck", "--site", "left=2"), {"sites": [{"name": "neck", "pain": 6}, {"name": "left", "pain": 2}]}),
    ("pain", ("--word", "dull", "--word", "own word"), {"words": ["dull", "own word"]}),
    ("pain", ("--worse-with", "sitting"), {"worse_with": ["sitting"]}),
    ("pain", ("--eased-by", "ice"), {"eased_by": ["ice"]}),
    ("session", ("--before", "5"), {"before": 5}),
    ("session", ("--before", ""), {"before": None}),
    ("session", ("--after", "0"), {"after": 0}),
    ("session", ("--minutes", "10"), {"minutes": 10, "ended_at": "2026-11-25T10:11:00+00:00"}),
    ("activity", ("--minutes", "12.5"), {"minutes": 12.5}),
    ("activity", ("--effort", "3"), {"effort": 3}),
    ("day_note", ("--mood", "2"), {"mood": 2}),
    ("day_note", ("--sleep-minutes", "300"), {"sleep_minutes": 300}),
    ("day_note", ("--sleep-quality", ""), {"sleep_quality": None}),
    ("day_note", ("--fluids", "7"), {"fluids": 7}),
    ("day_note", ("--stiff-minutes", "20"), {"stiff_minutes": 20}),
    ("dose", ("--units", "1"), {"units": 1, "ingredients": [{"name": "paracetamol", "mg": 500}, {"name": "a gel", "mg": None}]}),
]


@pytest.mark.parametrize(("kind", "options", "told"), EDITS, ids=lambda value: " ".join(value) if isinstance(value, tuple) else None)
def test_each_option_of_edit_changes_its_own_thing_and_no_other(
    command: CommandLine, kind: str, options: tuple[str, ...], told: dict[str, Any]
) -> None:
    _put(command, ONE_OF_EACH[kind])
    before = the_only(command)
    command.done("edit", before["id"], *options)
    assert the_only(command) == {**before, **told}


def test_every_option_of_edit_has_a_case() -> None:
    options = {option for parameter in edit.params for option in parameter.opts if option.startswith("--")}
    assert options == {option for _kind, given, _told in EDITS for option in given if option.startswith("--")} | {"--at", "--note"}


@pytest.mark.parametrize(
    "kind",
    [
        "seated twist",
        "knee to chest",
        "pelvic tilt",
        "cat-cow",
        "child's pose",
        "bird-dog",
        "side plank on knees",
        "massage",
        "physiotherapy",
        "other",
        "swim",
    ],
)
def test_a_session_may_be_an_exercise_by_its_name_or_anything_else(command: CommandLine, kind: str) -> None:
    told = command.done("session", kind, "--minutes", "5")
    assert the_only(command)["session"] == kind
    assert kind.casefold() in told.casefold()


def test_an_activity_of_an_own_kind_has_just_been_done(command: CommandLine) -> None:
    command.done("activity", " carrying the shopping ", "--minutes", "12.5")
    entry = the_only(command)
    assert (entry["activity"], entry["minutes"], entry["effort"], entry["at"]) == ("carrying the shopping", 12.5, None, "2026-11-25T13:05:00+00:00")


def test_the_bin_lists_the_latest_first_and_forgets_after_thirty_days(command: CommandLine) -> None:
    _put(command, *ONE_OF_EACH.values())
    for kind in ("dose", "pain"):
        command.done("delete", ONE_OF_EACH[kind].id)
        command.clock.advance(days=1)
    listed = [(entry["kind"], entry["until"]) for entry in command.json("bin", "list")]
    assert listed == [("pain", "2026-12-26T13:05:00+00:00"), ("dose", "2026-12-25T13:05:00+00:00")]
    command.clock.advance(days=28, seconds=1)
    assert [entry["kind"] for entry in command.json("bin", "list")] == ["pain"]


def test_what_is_not_in_the_bin_is_not_brought_back(command: CommandLine) -> None:
    _put(command, ONE_OF_EACH["dose"])
    assert "no such entry here" in command.refused("bin", "restore", ONE_OF_EACH["dose"].id)


@pytest.mark.parametrize(
    ("typed", "kind", "told"), [("warm-bath", "warm-bath", "Warm bath"), ("Osteopathy", "manual-therapy", "Chiropractic, osteopathy")]
)
def test_a_session_is_of_the_kind_that_people_call_so(command: CommandLine, typed: str, kind: str, told: str) -> None:
    assert told in command.done("session", typed, "--minutes", "15", "--before", "6", "--after", "4")
    assert (the_only(command)["session"], the_only(command)["before"], the_only(command)["after"]) == (kind, 6, 4)
