"""Entries, episodes, phases and reminders, on the standard library alone; and here what their data classes have in common.

It is written once: a dataclass writes it for each class, which Python reads at each start. It stands here since a module of its own takes time too.
"""

from functools import cache
from operator import attrgetter
from typing import Any


class Value:
    """The base of a frozen dataclass made with `eq=False, repr=False`: equal to what is of the same class and holds the same."""

    __slots__ = ()

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


@cache
def _held_by(kind: type) -> "attrgetter[Any]":
    return attrgetter(*_fields_of(kind))


def _fields_of(kind: type) -> tuple[str, ...]:
    return tuple(vars(kind)["__dataclass_fields__"])
