"""What is held once for many dataclasses is what each of them would have."""

from dataclasses import asdict, dataclass, field, make_dataclass

import pytest

from tests.builders import a_moment, an_entry
from tracker.domain import Value
from tracker.domain.entries import DayNote, PainEntry
from tracker.domain.episodes import Episode
from tracker.domain.settings import Settings

KEPT = (an_entry(5, worst=7), DayNote(id="1", moment=a_moment(), mood=3.0), Episode(id="1", onset=a_moment()), a_moment(), Settings(theme="dark"))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Length(Value):
    """A value of one field."""

    cm: float


@dataclass(frozen=True, slots=True, eq=False, repr=False)
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
