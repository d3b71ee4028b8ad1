"""A record from a file is taken only where the tables and the domain both take it, whatever part of the diary it is of."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from tracker.errors import Refused
from tracker.library.plans import default_plan
from tracker.storage.sync.record_validation import RecordTrial

ID, OTHER = "00000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-000000000001"
AT, LATER = "2026-11-24T08:00:00.000000+00:00", "2026-11-25T08:00:00.000000+00:00"
MOMENT = {"at": AT, "offset_seconds": 0, "zone": "Europe/London", "day": "2026-11-24"}
STAMPS = {"id": ID, "created_at": AT, "updated_at": AT}
ENDED = {f"ended_{name}": value for name, value in {**MOMENT, "at": LATER, "day": "2026-11-25"}.items()}
RULE = {
    "is_on": True,
    "times": ["08:00:00"],
    "every": None,
    "hours": ["07:00:00", "22:00:00"],
    "weekdays": [0, 6],
    "day": None,
    "phases": ["ice"],
    "repeat": None,
    "snooze": 15,
    "silent_when_done": True,
    "text": "walk",
}
SOUND: dict[str, dict[str, Any]] = {
    "episodes": {**STAMPS, **MOMENT, **ENDED, "cause": "lifting", "episode_sites": [{"name": "neck"}]},
    "phase_events": {**STAMPS, **MOMENT, "episode_id": OTHER, "kind": "heat", "eased": 1, "checked": None, "reason": "felt better"},
    "plan_versions": {**STAMPS, "since": AT, "content": default_plan().as_data()},
    "notices_shown": {**STAMPS, **MOMENT, "kind": "help", "episode_id": None},
    "medicines": {
        **STAMPS,
        "name": "Mix",
        "content": {"ingredients": [{"name": "x", "mg": 5.0, "class": "other"}], "on_skin": False, "limits": []},
    },
    "medicine_limits": {**STAMPS, "ingredient": "paracetamol", "gap_hours": 6.0, "mg_in_24_hours": None, "doses_in_24_hours": None},
    "function_activities": {**STAMPS, "activities": [{"id": OTHER, "text": "put on socks"}]},
    "questions": {**STAMPS, "text": "May I swim?", "asked_at": None},
    "appointments": {**STAMPS, **MOMENT, "whom": "the physio", "note": ""},
    "reminder_rules": {**STAMPS, "kind": "own", "content": RULE},
}
BROKEN: list[tuple[str, dict[str, Any]]] = [
    ("episodes", {"ended_at": AT, "ended_day": "2026-11-24"}),
    ("episodes", {"ended_zone": None}),
    ("episodes", {"cause": "x" * 201}),
    ("episodes", {"episode_sites": [{"name": " "}]}),
    ("episodes", {"episode_sites": [{"name": "neck"}] * 1_001}),
    ("phase_events", {"kind": "swimming"}),
    ("phase_events", {"eased": 2}),
    ("phase_events", {"eased": 10**30}),
    ("phase_events", {"reason": "x" * 201}),
    ("phase_events", {"episode_id": "../episodes"}),
    ("plan_versions", {"content": {}}),
    ("plan_versions", {"content": {**default_plan().as_data(), "phases": {}}}),
    ("plan_versions", {"content": {**default_plan().as_data(), "name": "zero \0"}}),
    ("plan_versions", {"content": [1]}),
    ("plan_versions", {"since": "2026-11-24T08:00"}),
    ("notices_shown", {"kind": "weather"}),
    ("notices_shown", {"offset_seconds": 86_400}),
    ("medicines", {"content": {"ingredients": [], "on_skin": False, "limits": []}}),
    ("medicine_limits", {"gap_hours": 0.0}),
    ("medicine_limits", {"gap_hours": 10**400}),
    ("function_activities", {"activities": [{"id": f"{OTHER[:-1]}{number}", "text": "walk"} for number in range(6)]}),
    ("function_activities", {"activities": [{"id": OTHER, "text": "walk"}] * 2}),
    ("function_activities", {"activities": []}),
    ("questions", {"text": " "}),
    ("questions", {"id": ID.upper().replace("8", "A")}),
    ("appointments", {"whom": ""}),
    ("reminder_rules", {"content": {**RULE, "times": []}}),
    ("reminder_rules", {"content": {**RULE, "phases": ["holiday"]}}),
    ("weather", {}),
]


@pytest.fixture(scope="module")
def trial() -> Iterator[RecordTrial]:
    with closing(RecordTrial()) as trial:
        yield trial


@pytest.mark.parametrize("section", SOUND)
def test_a_sound_record_is_taken_as_it_is(trial: RecordTrial, section: str) -> None:
    record = trial.record(section, SOUND[section])
    assert {**record.data(), "id": ID} == SOUND[section]
    assert record == trial.record(section, {**record.data(), "weather": "rain"})
    if section != "notices_shown":
        assert trial.thing(record) is not None


@pytest.mark.parametrize(("section", "change"), BROKEN, ids=range(len(BROKEN)))
def test_a_broken_record_is_refused(trial: RecordTrial, section: str, change: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        trial.record(section, {**SOUND.get(section, STAMPS), **change})
    assert trial.record("questions", SOUND["questions"]).id == ID


def test_instants_and_numbers_are_written_in_one_way_whoever_wrote_them(trial: RecordTrial) -> None:
    limit = {**SOUND["medicine_limits"], "gap_hours": 6, "updated_at": "2026-11-24T09:00:00+01:00", "created_at": "2026-11-24T08:00Z"}
    assert trial.record("medicine_limits", limit) == trial.record("medicine_limits", SOUND["medicine_limits"])


@pytest.mark.parametrize("stone", [{}, {**STAMPS, "id": "x"}, {**STAMPS, "updated_at": "never"}, {**STAMPS, "created_at": None}])
def test_a_tombstone_needs_an_id_and_two_instants(trial: RecordTrial, stone: dict[str, Any]) -> None:
    assert trial.tombstone(STAMPS).id == ID
    with pytest.raises(Refused):
        trial.tombstone(stone)
