"""Dataclasses with slots, made in a third of the time: the standard library compiles six methods for each, and a start makes a hundred and more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, fields
from dataclasses import dataclass as _dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

Values = Callable[[Any], tuple[object, ...]]


def _quick_dataclass(
    class_: type | None = None, /, *, frozen: bool = False, slots: bool = True, kw_only: bool = False, eq: bool = True
) -> type | Callable[[type], type]:
    """What `dataclass` is: as that of the standard library, slots always; what is not written in the class itself goes by its fields.

    Only `__init__` is compiled, since that runs for each entry that is read. `fields`, `replace`, `asdict` and `match` know these classes.
    """
    if class_ is None:
        return lambda written: _quick_dataclass(written, frozen=frozen, slots=slots, kw_only=kw_only, eq=eq)  # type: ignore[return-value] # with a class it is one
    own = set(vars(class_))
    made: type = _dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(class_)
    known = fields(made)
    methods: dict[str, object] = {"__init__": _init_of(made, known), "__repr__": _repr_by([field.name for field in known if field.repr])}
    if eq:
        methods["__eq__"] = _eq_by(_values([field.name for field in known if field.compare]))
        methods["__hash__"] = _hash_by(_values([field.name for field in known if field.compare])) if frozen else None
    if frozen:
        methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete, "__setstate__": _set_state}
    for name, method in methods.items():
        if name not in own:
            setattr(made, name, method)
    return made


def _init_of(made: type, known: Sequence["Field[Any]"]) -> object:
    names: dict[str, Any] = {"_set": object.__setattr__, "_missing": MISSING}
    ordered = [field for field in known if not field.kw_only], [field for field in known if field.kw_only]
    arguments = ["self", *(_argument(field, names) for field in ordered[0])]
    if ordered[1]:
        arguments += ["*", *(_argument(field, names) for field in ordered[1])]
    lines = [f"def __init__({', '.join(arguments)}):", *(f" _set(self, '{field.name}', {_value(field)})" for field in known)]
    if hasattr(made, "__post_init__"):
        lines.append(" self.__post_init__()")
    exec("\n".join(lines), names)  # noqa: S102 - made of the names of fields, as the standard library does
    init = names["__init__"]
    init.__annotations__ = {field.name: field.type for field in known}
    init.__qualname__, init.__module__ = f"{made.__qualname__}.__init__", made.__module__
    return init


def _argument(field: "Field[Any]", names: dict[str, Any]) -> str:
    if field.default is not MISSING:
        names[f"_of_{field.name}"] = field.default
        return f"{field.name}=_of_{field.name}"
    if field.default_factory is not MISSING:
        names[f"_of_{field.name}"] = field.default_factory
        return f"{field.name}=_missing"
    return field.name


def _value(field: "Field[Any]") -> str:
    return field.name if field.default_factory is MISSING else f"_of_{field.name}() if {field.name} is _missing else {field.name}"


def _values(names: Sequence[str]) -> Values:
    """The values of these fields as a tuple, by which two objects are compared."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda found: tuple(getattr(found, name) for name in names)


def _eq_by(values: Values) -> object:
    def __eq__(self: object, other: object) -> bool:  # noqa: N807 - the name it has in tracebacks
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash_by(values: Values) -> object:
    def __hash__(self: object) -> int:  # noqa: N807 - as above
        return hash(values(self))

    return __hash__


def _repr_by(names: Sequence[str]) -> object:
    def __repr__(self: object) -> str:  # noqa: N807 - as above
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in names)})"

    return __repr__


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _set_state(self: object, state: tuple[object, Mapping[str, object]]) -> None:
    """For a copy of a frozen object, whose attributes cannot be set in the usual way."""
    for name, value in state[1].items():
        object.__setattr__(self, name, value)


if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass  # noqa: PLC0414 - what mypy takes it for
else:
    dataclass = _quick_dataclass
