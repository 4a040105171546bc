"""YAML values → the model's frozen dataclasses, by the dataclasses' own fields. Every fault at once, with its place.

The model is the only description of what a file may say: a field without a default must be there, and nothing else may.
"""

from __future__ import annotations

import copyreg
import dataclasses
import math
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import EnumType
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from runxl.errors import ContractError

if TYPE_CHECKING:
    import yaml

Way = tuple[str | int, ...]
"""The way to a value inside a file: ("columns", 3, "type")."""

FROM_FILE = "from_file"
"""Marks a field that is about the file as a whole, and that nothing in the file says."""

_LONGEST = 60

_WORDS: Mapping[Any, tuple[tuple[type, ...], str]] = {
    str: ((str,), "text"),
    bool: ((bool,), "true eller false"),
    int: ((int,), "ett heltal"),
    float: ((int, float), "ett tal"),
    Decimal: ((int, float), "ett tal"),
}

_PROBLEMS: Mapping[str, str] = {
    "mapping values are not allowed": "ett kolon för mycket, eller fel indrag; text med kolon ska stå inom citattecken",
    "cannot start any token": "en tabb, eller ett tecken som bara får stå inom citattecken, inleder ett värde",
    "unexpected end of stream": "ett citattecken eller en parentes avslutas inte",
    "did not find expected ',' or": "ett komma eller en avslutande parentes saknas",
    "did not find expected '-'": "indraget i listan stämmer inte",
    "did not find expected key": "indraget stämmer inte",
    "could not find expected ':'": "ett kolon saknas efter nyckeln",
    "found another document": "filen har mer än en avdelning med ---",
    "unhashable key": "en nyckel är en lista",
    "unknown escape character": "ett omvänt snedstreck inom citattecken; skriv det inom enkla citattecken",
    "nesting": "för många avdelningar inuti varandra",
    "control characters": "där står ett tecken som inte syns",
}
"""What the library says that people meet, in Swedish."""


@cache
def loader() -> Any:
    """The C loader takes a ninth of the pure one's time; a PyYAML built without it still works."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Fault:
    file: Path
    where: Way
    reason: str
    line: int = 0

    def text(self, root: Path) -> str:
        line = self.line or self.placed(self.file.read_bytes()).line
        return f"{self.file.relative_to(root).as_posix()}:{line}: {self.reason}"

    def placed(self, content: str | bytes) -> Fault:
        """With its line in the file's content."""
        return self if self.line else replace(self, line=_line(content, self.where))


def faults_in_yaml(path: Path, error: yaml.YAMLError) -> list[Fault]:
    """Where and why it is no YAML."""
    mark, problem = getattr(error, "problem_mark", None), str(getattr(error, "problem", None) or error)
    said = next(
        (words for part, words in _PROBLEMS.items() if part in problem), "raden är inte skriven som YAML ska vara"
    )
    return [Fault(path, (), f"går inte att läsa som YAML: {said}", line=mark.line + 1 if mark else 1)]


def compiled(path: Path, kind: Any) -> tuple[Any, list[Fault]]:
    """The file's content as `kind`, and every fault in it."""
    try:
        value, faults = loaded(path, path.read_bytes())
    except FileNotFoundError:
        return None, [Fault(path, (), "filen saknas", line=1)]
    if faults:
        return None, faults
    compiler = Compiler(path)
    return compiler.build(kind, value), compiler.faults


def loaded(path: Path, content: str | bytes) -> tuple[Any, list[Fault]]:
    """What a text says; `path` is what the faults call it."""
    import yaml

    try:
        return yaml.load(content, Loader=loader()), []  # noqa: S506 - both loaders are safe
    except yaml.YAMLError as error:
        return None, faults_in_yaml(path, error)
    except ValueError:  # a date that is none, a number of more digits than Python takes
        reason = (
            "ett värde ser ut som ett datum eller ett tal, men går inte att läsa som det; sätt det inom citattecken"
        )
        return None, [Fault(path, (), reason, line=1)]


def refuse(folder: Path, faults: list[Fault]) -> None:
    """ContractError if there are faults; it names them all."""
    if faults:
        lines = "\n".join(f"  {fault.text(folder)}" for fault in faults)
        raise ContractError(f"Kontraktet i {folder} är fel på {len(faults)} ställen:\n{lines}")


def _frozen(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


# What is compiled goes along to other processes, and Python itself does not know how to send such a mapping.
copyreg.pickle(MappingProxyType, lambda mapping: (_frozen, (dict(mapping),)))


class Compiler:
    """Builds values from one file and collects what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.faults: list[Fault] = []

    def build(self, kind: Any, value: Any, where: Way = ()) -> Any:
        """The value as `kind`; None, and a fault, where it cannot be."""
        if _is_object(kind):
            return self._object(kind, value, where)
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if origin is tuple:
            return self._list(arguments[0], value, where)
        if origin is Mapping:
            return self._mapping(arguments[1], value, where)
        if origin is Literal:
            return self._one_of({one: one for one in arguments}, value, where)
        if origin is types.UnionType:
            kind = arguments[0]
        if isinstance(kind, EnumType):
            members: Mapping[str, Any] = kind.__members__
            return self._one_of({name.lower(): member for name, member in members.items()}, value, where)
        return self._plain(kind, value, where)

    def mended(self, whole: Any, value: Mapping[str, Any]) -> tuple[Any, frozenset[str]]:
        """The object with the fields of a `whole` one where its own lack or have faults, and the names of those."""
        kind: Any = type(whole)
        hints, _ = _fields(kind)
        unsound = {str(fault.where[0]) for fault in self.faults if fault.where} | (hints.keys() - value.keys())
        sound = {name: self.build(hints[name], value[name]) for name in hints if name not in unsound}
        return replace(whole, **sound), frozenset(unsound)

    def _plain(self, kind: Any, value: Any, where: Way) -> Any:
        allowed, words = _WORDS[kind]
        is_other = not isinstance(value, allowed) or (isinstance(value, bool) and kind is not bool)
        if is_other or (isinstance(value, float) and not math.isfinite(value)):
            return self._fault(where, f"ska vara {words}, men är {_shown(value)}")
        return Decimal(str(value)) if kind is Decimal else value

    def _one_of(self, known: Mapping[Any, Any], value: Any, where: Way) -> Any:
        """What a word stands for: of a Literal itself, of an enum the member with that name in small letters."""
        words = (*known,)
        if value not in words:  # a list is in no mapping
            return self._fault(where, f"ska vara {_either(words)}, men är {_shown(value)}")
        return known[value]

    def _object(self, kind: Any, value: Any, where: Way) -> Any:
        if not isinstance(value, dict):
            return self._fault(where, f"ska vara en avdelning med nycklar, men är {_shown(value)}")
        hints, required = _fields(kind)
        for name in (one for one in hints if one in required and one not in value):
            self._fault(where, f"nyckeln {name} saknas")
        for name in (one for one in value if one not in hints):
            self._fault((*where, name), f"okänd nyckel {name!r}; kända är {', '.join(hints)}")
        built = {name: self.build(hints[name], value[name], (*where, name)) for name in hints if name in value}
        return kind(**built) if required <= built.keys() else None

    def _list(self, kind: Any, value: Any, where: Way) -> Any:
        if not isinstance(value, list):
            return self._fault(where, f"ska vara en lista, men är {_shown(value)}")
        built = tuple(self.build(kind, one, (*where, place)) for place, one in enumerate(value))
        for name in ("value", "name", "word"):
            if name in _names(kind):
                self._twice([getattr(one, name, None) for one in built], where, name)
        return built

    def _mapping(self, kind: Any, value: Any, where: Way) -> Any:
        """A section by name; a dataclass with a field for its own name (`code`, `name`) gets it from the key."""
        if not isinstance(value, dict):
            return self._fault(where, f"ska vara en avdelning med nycklar, men är {_shown(value)}")
        own = next((name for name in ("code", "name") if name in _names(kind)), "")
        named = {key: {own: key} | one if own and isinstance(one, dict) else one for key, one in value.items()}
        return _frozen({key: self.build(kind, one, (*where, key)) for key, one in named.items()})

    def _twice(self, names: list[Any], where: Way, key: str) -> None:
        for place, name in enumerate(names):
            if name is not None and name in names[:place]:
                self._fault((*where, place, key), f"{name} finns två gånger")

    def _fault(self, where: Way, reason: str) -> None:
        name = f"{where[-1]} " if where and isinstance(where[-1], str) and reason.startswith("ska ") else ""
        self.faults.append(Fault(self.path, where, f"{name}{reason}"))


@cache
def _fields(kind: Any) -> tuple[Mapping[str, Any], frozenset[str]]:
    """A dataclass's fields with their types, and those that must be there. Fields that no file says are left out."""
    fields = [field for field in dataclasses.fields(kind) if FROM_FILE not in field.metadata]
    without_default = (
        f.name for f in fields if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    )
    hints = typing.get_type_hints(kind)
    return {f.name: hints[f.name] for f in fields}, frozenset(without_default)


def _is_object(kind: Any) -> bool:
    return dataclasses.is_dataclass(kind)


def _names(kind: Any) -> frozenset[str]:
    """The names of a dataclass's fields; none for other types."""
    return frozenset(_fields(kind)[0]) if _is_object(kind) else frozenset()


def _shown(value: Any) -> str:
    """Of a long value so much that it is known again."""
    said = repr(value)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _either(words: tuple[Any, ...]) -> str:
    return f"{', '.join(map(str, words[:-1]))} eller {words[-1]}"


def _line(content: str | bytes, where: Way) -> int:
    """The line where a value stands; the nearest one around it if the value itself is missing."""
    import yaml

    node, line = yaml.compose(content, Loader=loader()), 1
    for found in _down(node, where):
        line = found.start_mark.line + 1
    return line


def _down(node: Any, where: Way) -> Iterator[Any]:
    import yaml

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
