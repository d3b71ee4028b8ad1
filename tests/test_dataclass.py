"""What is made quickly is, to whoever uses it, a dataclass as the standard library has it."""

import copy
import dataclasses
import inspect
import pickle
from dataclasses import FrozenInstanceError, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import dataclass as quick


def made_by(dataclass):
    """Classes in all the ways in which the app writes them."""

    @dataclass(frozen=True, slots=True)
    class Plain:
        """A sentence."""

        name: str
        points: float = 5.0
        words: tuple[str, ...] = ()
        seen: list[int] = field(default_factory=list)
        aside: object = field(default=None, compare=False, repr=False)

        def __post_init__(self):
            if self.points > 10:
                raise ValueError(self.name)

        @property
        def doubled(self):
            return self.points * 2

    @dataclass(frozen=True, slots=True)
    class Single:
        """A sentence."""

        value: float

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Base:
        """A sentence."""

        note: str = ""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Inheriting(Base):
        """A sentence."""

        kind: str
        note: str = "its own"

    @dataclass(slots=True)
    class Open:
        """A sentence."""

        count: int = 0

    @dataclass(frozen=True, slots=True, eq=False)
    class Itself:
        """A sentence."""

        name: str = ""

    @dataclass(frozen=True, slots=True)
    class Named:
        """A sentence."""

        name: str

        def __repr__(self):
            return self.name

        def __eq__(self, other):
            return True

        def __hash__(self):
            return 1

    return Plain, Single, Base, Inheriting, Open, Itself, Named


OURS, STANDARD = made_by(quick.dataclass), made_by(dataclasses.dataclass)
CALLS = (
    *(((0, arguments), named) for arguments, named in [(("a",), {}), (("a", 3.0, ("b",), [1], "c"), {}), (("a",), {"seen": [2]}), (("a", 11.0), {})]),
    *(
        ((0, arguments), named)
        for arguments, named in [((), {}), (("a", 1, (), [], None, "too many"), {}), (("a",), {"other": 1}), (("a",), {"name": "b"})]
    ),
    *(((1, (value,)), {}) for value in (1.0, float("nan"))),
    *(((3, ()), named) for named in [{}, {"kind": "walk"}, {"kind": "walk", "note": "far"}]),
    ((3, ("walk",)), {}),
    *(((number, ()), {}) for number in (2, 4, 5)),
    ((6, ("a",)), {}),
)


def told(deed):
    """What came of a deed: its value in words, or the kind of its error."""
    try:
        return repr(deed()).replace("<locals>.", "")
    except (TypeError, ValueError, AttributeError) as problem:
        return type(problem)


@pytest.mark.parametrize("call", CALLS, ids=repr)
def test_it_is_made_read_copied_and_replaced_alike(call):
    (number, arguments), named = call

    def found(classes):
        class_ = classes[number]
        if told(lambda: class_(*arguments, **named)) in {TypeError, ValueError}:
            return told(lambda: class_(*arguments, **named))
        made, same = class_(*arguments, **named), class_(*arguments, **named)
        name = dataclasses.fields(made)[0].name
        return (
            *(told(deed) for deed in (lambda: made, lambda: made == same, lambda: made == object(), lambda: hash(made) == hash(same))),
            *(told(deed) for deed in (lambda: dataclasses.asdict(made), lambda: copy.copy(made), lambda: copy.deepcopy(made))),
            *(told(deed) for deed in (lambda: dataclasses.replace(made, **{name: "x"}), lambda: dataclasses.replace(made, other=1))),
            *(told(deed) for deed in (lambda: setattr(made, name, 2), lambda: delattr(made, name))),
        )

    assert found(OURS) == found(STANDARD)


def test_they_are_alike_to_whoever_looks_at_the_class():
    for ours, standard in zip(OURS, STANDARD, strict=True):
        assert ours.__match_args__ == standard.__match_args__
        assert ours.__slots__ == standard.__slots__
        assert [known.name for known in dataclasses.fields(ours)] == [known.name for known in dataclasses.fields(standard)]
        assert [*inspect.signature(ours).parameters.values()][:1] == [*inspect.signature(standard).parameters.values()][:1]
        assert [known.kind for known in inspect.signature(ours).parameters.values()] == [
            known.kind for known in inspect.signature(standard).parameters.values()
        ]


def test_what_is_frozen_says_so():
    made = OURS[0]("a")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'points'"):
        made.points = 3.0
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'name'"):
        del made.name
    assert made.doubled == 10.0


@given(st.lists(st.tuples(st.sampled_from(["a", "b"]), st.sampled_from([1.0, 2.0])), min_size=2, max_size=2))
def test_equal_ones_are_equal_and_one_key(values):
    first, second = (OURS[0](*value) for value in values)
    assert (first == second) == (values[0] == values[1])
    if first == second and not first.seen:
        assert dataclasses.replace(first, aside="other") == second


@quick.dataclass(frozen=True, slots=True)
class Kept:
    """One that can be found by its name."""

    name: str
    points: float = 5.0


def test_it_goes_through_a_pickle():
    assert pickle.loads(pickle.dumps(Kept("a", 3.0))) == Kept("a", 3.0)  # noqa: S301 - its own
