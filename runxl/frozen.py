"""Values that are never changed, as frozen dataclasses are, for a fourth of what those cost to make.

`dataclass(frozen=True, slots=True)` compiles six functions for each class, each time Python starts: with a hundred
classes an eighth of a cold command. Here only `__init__` is compiled; the other functions are the same for all classes
and go by a class's fields. All else is a dataclass: `field`, `fields` and `replace` work as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform, overload

_C = TypeVar("_C", bound=type)


@overload
def frozen(cls: _C, /) -> _C: ...


@overload
def frozen(*, kw_only: bool = ..., weakref_slot: bool = ...) -> Callable[[_C], _C]: ...


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(cls: type | None = None, /, **options: bool) -> Any:
    """Makes a class a frozen dataclass with slots. What it defines itself of `__repr__` and the like stands."""
    return _made(cls, options) if cls else lambda cls: _made(cls, options)


def _made(cls: type, options: dict[str, bool]) -> type:
    own = set(cls.__dict__)
    cls.__doc__ = cls.__doc__ or cls.__name__  # a dataclass without one gets its signature, which is slow to find
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True, **options)(cls)
    described = fields(made)
    made.__frozen_all__ = tuple(one.name for one in described)
    made.__frozen_shown__ = tuple(one.name for one in described if one.repr)
    made.__frozen_compared__ = attrgetter(*[one.name for one in described if one.compare] or ["__class__"])
    made.__init__ = _init(made, described)
    for name, function in _SHARED.items():
        if name not in own:
            setattr(made, name, function)
    return made  # type: ignore[no-any-return] # a class


def _init(cls: type, described: Sequence[Field[Any]]) -> Any:
    """The one function that has to be written for each class, since it is called by its fields' names."""
    given: dict[str, Any] = {"set_": object.__setattr__}
    body = [
        *_assignments(described, given),
        *(["self.__post_init__()"] if hasattr(cls, "__post_init__") else []),
        "pass",
    ]
    positional = [_parameter(one) for one in described if one.init and not one.kw_only]
    by_name = [_parameter(one) for one in described if one.init and one.kw_only]
    parameters = ", ".join(("self", *positional, *(["*", *by_name] if by_name else [])))
    exec(f"def __init__({parameters}):\n " + "\n ".join(body), given)  # noqa: S102 - of our own classes' names
    made = given["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__annotations__ = {one.name: one.type for one in described if one.init} | {"return": None}
    return made


def _parameter(one: Field[Any]) -> str:
    has_default = one.default is not MISSING or one.default_factory is not MISSING
    return f"{one.name}=default_{one.name}" if has_default else one.name


def _assignments(described: Sequence[Field[Any]], given: dict[str, Any]) -> Iterator[str]:
    for one in described:
        value = one.name
        if one.default_factory is not MISSING:
            given[f"default_{one.name}"] = MISSING
            given[f"make_{one.name}"] = one.default_factory
            made = f"make_{one.name}()"
            value = f"{made} if {one.name} is default_{one.name} else {one.name}" if one.init else made
        elif one.default is not MISSING:
            given[f"default_{one.name}"] = one.default
            value = one.name if one.init else f"default_{one.name}"
        elif not one.init:
            continue
        yield f"set_(self, {one.name!r}, {value})"


def _eq(self: Any, other: Any) -> Any:
    same = other.__class__ is self.__class__
    return self.__frozen_compared__(self) == self.__frozen_compared__(other) if same else NotImplemented


def _hash(self: Any) -> int:
    return hash(self.__frozen_compared__(self))


def _repr(self: Any) -> str:
    said = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__frozen_shown__)
    return f"{self.__class__.__qualname__}({said})"


def _refuse(_: object, name: str, *__: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change field {name!r}")


def _getstate(self: Any) -> list[object]:
    return [getattr(self, name) for name in self.__frozen_all__]


def _setstate(self: Any, state: Sequence[object]) -> None:
    for name, value in zip(self.__frozen_all__, state, strict=True):
        object.__setattr__(self, name, value)


_SHARED = {
    "__eq__": _eq, "__hash__": _hash, "__repr__": _repr, "__setattr__": _refuse, "__delattr__": _refuse,
    "__getstate__": _getstate, "__setstate__": _setstate,
}  # fmt: skip
