"""What is held once for many dataclasses is what each of them would have."""

import subprocess
import sys
from dataclasses import asdict, field, make_dataclass

import pytest

from tests.benchmarks.__main__ import ROOT
from tests.builders import a_moment, an_entry
from tracker.domain import Value, value
from tracker.domain.entries import DayNote, PainEntry
from tracker.domain.episodes import Episode
from tracker.domain.settings import Settings

KEPT = (an_entry(5, worst=7), DayNote(id="1", moment=a_moment(), mood=3.0), Episode(id="1", onset=a_moment()), a_moment(), Settings(theme="dark"))


@value()
class Length(Value):
    """A value of one field."""

    cm: float


@value()
class Height(Length):
    """One that holds more."""

    above: tuple[str, ...] = field(default=())


def test_two_are_equal_where_they_are_of_one_class_and_hold_the_same():
    assert Length(1) == Length(1.0)
    assert Length(1) != Length(2)
    assert Length(1) != Height(1)
    assert Height(1, ("chair",)) != Height(1, ("table",))
    assert Length(1) != 1
    assert len({Length(1), Length(1.0), Length(2), Height(1), Height(1), Height(1, ("chair",))}) == 4


@pytest.mark.parametrize("value", KEPT, ids=lambda value: type(value).__name__)
def test_it_is_written_as_a_dataclass_writes_itself(value):
    fields = {name: getattr(value, name) for name in value.__dataclass_fields__}
    alike = make_dataclass(type(value).__qualname__, fields, frozen=True)(**fields)
    assert (repr(value), asdict(value)) == (repr(alike), asdict(alike))


def test_an_entry_is_another_with_another_value_in_any_field():
    entry = an_entry(5)
    same = {name: getattr(entry, name) for name in PainEntry.__dataclass_fields__}
    assert PainEntry(**same) == entry
    others = {"id": "other", "note": "stiff", "pain": 6.0, "worst": 9.0, "woke": True, "moment": a_moment("2026-11-25T09:01"), "words": ("dull",)}
    assert all(PainEntry(**{**same, name: other}) != entry for name, other in others.items())


def test_mypy_lets_nobody_change_one_as_nothing_else_does(tmp_path):
    probe = tmp_path / "probe.py"
    probe.write_text("from tracker.domain.times import Moment\n\n\ndef change(moment: Moment) -> None:\n    moment.zone = ''\n", encoding="utf-8")
    mypy = [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path / "cache"), str(probe)]
    checked = subprocess.run(mypy, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    refused, _count = checked.stdout.splitlines()
    assert refused.startswith(f"{probe}:5: error:")
    assert "read-only" in refused
