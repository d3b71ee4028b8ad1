"""Entries, episodes, phases and reminders, on the standard library alone; and here what their data classes have in common.

It is written once: a dataclass writes it for each class, which Python reads at each start. It stands here since a module of its own takes time too.
"""

from collections.abc import Callable
from dataclasses import Field, dataclass, field
from functools import cache
from operator import attrgetter
from typing import Any, ClassVar, TypeVar, dataclass_transform

T = TypeVar("T")


class Value:
    """The base of what `value` makes a data class: equal to what is of the same class and holds the same."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Value) or other.__class__ is not self.__class__:
            return NotImplemented
        return bool(self._held() == other._held())

    def __hash__(self) -> int:
        return hash(self._held())

    def __repr__(self) -> str:
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in _fields_of(self.__class__))})"

    def _held(self) -> object:
        # mypy asks of the class the hash of its instances.
        return _held_by(self.__class__)(self)  # type: ignore[arg-type]


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(*, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """What makes a class on Value a data class that is not changed once it is made, which mypy sees to.

    Python does not: what would refuse a change takes half of the time in which such a class is made, at each start, and in which an entry is.
    """
    return dataclass(slots=True, kw_only=kw_only, eq=False, repr=False)


@cache
def _held_by(kind: type) -> "attrgetter[Any]":
    return attrgetter(*_fields_of(kind))


def _fields_of(kind: type) -> tuple[str, ...]:
    return tuple(vars(kind)["__dataclass_fields__"])
