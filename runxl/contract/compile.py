"""YAML values → the model's frozen dataclasses, by the dataclasses' own fields. Every fault at once, with its place.

The model is the only description of what a file may say: a field without a default must be there, and nothing else may.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import EnumType
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import yaml

from runxl.errors import ContractError

Where = tuple[str | int, ...]
"""The way to a value inside a file: ("columns", 3, "type")."""

_WORDS: Mapping[Any, tuple[tuple[type, ...], str]] = {
    str: ((str,), "text"),
    bool: ((bool,), "true eller false"),
    int: ((int,), "ett heltal"),
    float: ((int, float), "ett tal"),
    Decimal: ((int, float), "ett tal"),
}

# The C loader takes a ninth of the pure one's time; a PyYAML built without it still works.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Fault:
    file: Path
    where: Where
    reason: str
    line: int = 0

    def text(self, root: Path) -> str:
        return f"{self.file.relative_to(root)}:{self.line or _line(self.file, self.where)}: {self.reason}"


def load(path: Path) -> tuple[Any, list[Fault]]:
    """The file's content; None and the fault if it is no YAML."""
    try:
        return yaml.load(path.read_bytes(), Loader=_LOADER), []  # noqa: S506 - both loaders are safe
    except FileNotFoundError:
        return None, [Fault(path, (), "filen saknas", line=1)]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        reason = f"går inte att läsa som YAML: {getattr(error, 'problem', None) or error}"
        return None, [Fault(path, (), reason, line=mark.line + 1 if mark else 1)]


def compiled(path: Path, kind: Any) -> tuple[Any, list[Fault]]:
    """The file's content as `kind`, and every fault in it."""
    value, faults = load(path)
    if faults:
        return None, faults
    compiler = Compiler(path)
    return compiler.build(kind, value), compiler.faults


def refuse(folder: Path, faults: list[Fault]) -> None:
    """ContractError if there are faults; it names them all."""
    if faults:
        lines = "\n".join(f"  {fault.text(folder)}" for fault in faults)
        raise ContractError(f"Kontraktet i {folder} är fel på {len(faults)} ställen:\n{lines}")


class Compiler:
    """Builds values from one file and collects what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def build(self, kind: Any, value: Any, where: Where = ()) -> Any:
        """The value as `kind`; None, and a fault, where it cannot be."""
        if _is_object(kind):
            return self._object(kind, value, where)
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin is tuple:
            return self._list(arguments[0], value, where)
        if origin is Mapping:
            return self._mapping(arguments[1], value, where)
        if origin is Literal:
            return (
                value if value in arguments else self._fault(where, f"ska vara {_either(arguments)}, men är {value!r}")
            )
        if origin is types.UnionType:
            kind = arguments[0]
        if isinstance(kind, EnumType):
            return self._enum(kind, value, where)
        return self._plain(kind, value, where)

    def _plain(self, kind: Any, value: Any, where: Where) -> Any:
        allowed, words = _WORDS[kind]
        if not isinstance(value, allowed) or (isinstance(value, bool) and kind is not bool):
            return self._fault(where, f"ska vara {words}, men är {value!r}")
        return Decimal(str(value)) if kind is Decimal else value

    def _enum(self, kind: Any, value: Any, where: Where) -> Any:
        """One of an enum's members, by its name in small letters."""
        names = {name.lower(): member for name, member in kind.__members__.items()}
        known = isinstance(value, str) and value in names
        return names[value] if known else self._fault(where, f"ska vara {_either((*names,))}, men är {value!r}")

    def _object(self, kind: Any, value: Any, where: Where) -> Any:
        if not isinstance(value, dict):
            return self._fault(where, f"ska vara en avdelning med nycklar, men är {value!r}")
        hints, required = _fields(kind)
        for name in required - value.keys():
            self._fault(where, f"nyckeln {name} saknas")
        for name in value.keys() - hints.keys():
            self._fault((*where, name), f"okänd nyckel {name!r}; kända är {', '.join(hints)}")
        built = {name: self.build(hints[name], value[name], (*where, name)) for name in hints if name in value}
        return kind(**built) if required <= built.keys() else None

    def _list(self, kind: Any, value: Any, where: Where) -> Any:
        if not isinstance(value, list):
            return self._fault(where, f"ska vara en lista, men är {value!r}")
        built = tuple(self.build(kind, one, (*where, place)) for place, one in enumerate(value))
        for name in ("value", "name", "word"):
            if name in _names(kind):
                self._twice([getattr(one, name, None) for one in built], where, name)
        return built

    def _mapping(self, kind: Any, value: Any, where: Where) -> Any:
        """A section by name; a dataclass with a field for its own name (`code`, `name`) gets it from the key."""
        if not isinstance(value, dict):
            return self._fault(where, f"ska vara en avdelning med nycklar, men är {value!r}")
        own = next((name for name in ("code", "name") if name in _names(kind)), "")
        named = {key: {own: key} | one if own and isinstance(one, dict) else one for key, one in value.items()}
        return MappingProxyType({key: self.build(kind, one, (*where, key)) for key, one in named.items()})

    def _twice(self, names: list[Any], where: Where, key: str) -> None:
        for place, name in enumerate(names):
            if name is not None and name in names[:place]:
                self._fault((*where, place, key), f"{name} finns två gånger")

    def _fault(self, where: Where, reason: str) -> None:
        name = f"{where[-1]} " if where and isinstance(where[-1], str) and reason.startswith("ska ") else ""
        self.faults.append(Fault(self.path, where, f"{name}{reason}"))


@cache
def _fields(kind: Any) -> tuple[Mapping[str, Any], frozenset[str]]:
    """A dataclass's fields with their types, and those that must be there."""
    fields = dataclasses.fields(kind)
    without_default = (
        f.name for f in fields if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    )
    return typing.get_type_hints(kind), frozenset(without_default)


def _is_object(kind: Any) -> bool:
    return dataclasses.is_dataclass(kind)


def _names(kind: Any) -> frozenset[str]:
    """The names of a dataclass's fields; none for other types."""
    return frozenset(_fields(kind)[0]) if _is_object(kind) else frozenset()


def _either(words: tuple[Any, ...]) -> str:
    return f"{', '.join(map(str, words[:-1]))} eller {words[-1]}"


def _line(path: Path, where: Where) -> int:
    """The line where a value stands; the nearest one around it if the value itself is missing."""
    node, line = yaml.compose(path.read_bytes(), Loader=_LOADER), 1
    for found in _down(node, where):
        line = found.start_mark.line + 1
    return line


def _down(node: Any, where: Where) -> Iterator[Any]:
    for step in where:
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            yield node
        elif isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == step), None)
            if pair is None:
                return
            yield pair[0]
            node = pair[1]
