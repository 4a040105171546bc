"""docs/handbok/styrmodell.md: every key of a styrmodell's file, from the dataclasses that read it.

What a key means stands in styrmodell_nycklar.yaml, by the dataclass. A key without words stops, and so do words without
a key.
"""

from __future__ import annotations

import dataclasses
import re
import types
import typing
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import yaml

from docs.generatorer import Files, table
from runxl.contract.compile import FROM_FILE
from runxl.contract.load import contract
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.contract.vocabulary import NO_ANSWER
from runxl.svenska import listed

_WORDS = Path(__file__).with_name("styrmodell_nycklar.yaml")
_KINDS = {str: "text", bool: "`true` eller `false`", int: "heltal", Decimal: "tal"}
_TITLES = ("Nyckel", "Värde", "Utelämnad", "Betyder")
_NEEDED = "måste finnas"

_INTRO = """\
En styrmodell är regionens sätt att styra: vad objekten heter, vilka nivåer en status har, var gränserna går, vilka
perioder året har och hur delarna vägs ihop. Den är en fil, skriven som YAML, och behöver inget annat än en texteditor.

1. `runxl styrmodell visa` säger vilka som följer med. Kopiera den som ligger närmast er:
   `runxl styrmodell kopiera vasterbotten -o var.yaml`
2. Ge kopian ett eget `name` och `title`, och ändra det som är annorlunda hos er. Nycklarna förklaras nedan.
3. `runxl styrmodell kontrollera var.yaml` visar alla fel på en gång, med rad.
4. `runxl ny "Plan 2026.xlsx" --styrmodell var.yaml` skapar arbetsboken.

Arbetsboken har sedan styrmodellen med sig, på bladet Styrmodell. Enheter och kolleger behöver ingen fil, och reglerna
ändras inte av att programmet uppdateras: skiljer sig den som följer med boken från en installerad med samma namn säger
runxl det ([RX029](../regler/RX029.md)). `runxl styrmodell kopiera "Plan 2026.xlsx" -o var.yaml` tar ut den igen, och
`runxl migrera "Plan 2026.xlsx" -o "Plan 2026 ny.xlsx" --styrmodell var.yaml` flyttar planen till en ändrad.

Det som är lika i alla regioner står inte här: bladen, kolumnerna, typerna och orden för aktiviteters och uppdrags
status ([bladens kolumner](kolumner.md)). YAML:s genvägar (`&`, `*`, `!`) används inte, och en fil får ha högst 2 000
rader.

[Tillbaka till handboken](../handbok.md)"""


def styrmodell() -> Files:
    words = yaml.safe_load(_WORDS.read_text(encoding="utf-8"))
    page = _Page(words)
    parts = ["# En egen styrmodell", _INTRO, "## Filens nycklar", page.keys(Styrmodell), *page.sections()]
    unused = words.keys() - page.told
    if unused:
        raise ValueError(f"{_WORDS.name}: {', '.join(sorted(unused))} är ingen del av en styrmodell")
    return {"docs/handbok/styrmodell.md": "\n\n".join(parts) + "\n"}


class _Page:
    """Goes through the dataclasses, and notes which of them have been told."""

    def __init__(self, words: Mapping[str, Mapping[str, str]]) -> None:
        self.words = words
        self.told: set[str] = set()

    def keys(self, kind: Any) -> str:
        """A dataclass's keys as a table."""
        return self._table(kind.__name__, dict(self._rows(kind)))

    def sections(self) -> Iterator[str]:
        """Each key that is a section of its own, with the example of the styrmodell that comes first."""
        hints = typing.get_type_hints(Styrmodell)
        for name in _own(Styrmodell):
            inner = _inner(hints[name])
            if name in self.words:
                row = (_KINDS[str], _NEEDED)
                yield from (f"## {name}", _example(name), self._table(name, dict.fromkeys(self.words[name], row)))
            elif dataclasses.is_dataclass(inner):
                yield from (f"## {name}", _example(name), *self._whole(inner))
            elif name in _FIXED:
                yield from (f"## {name}", _example(name))

    def _whole(self, kind: Any) -> Iterator[str]:
        """A dataclass, and those that stand in it."""
        yield self.keys(kind)
        for name, hint in _hints(kind).items():
            inner = _inner(hint)
            if dataclasses.is_dataclass(inner):
                yield f"### {name}"
                yield from self._whole(inner)

    def _rows(self, kind: Any) -> Iterator[tuple[str, tuple[str, str]]]:
        for field in dataclasses.fields(kind):
            if FROM_FILE not in field.metadata:
                yield field.name, (_value(field.name, _hints(kind)[field.name]), _without(field))

    def _table(self, section: str, rows: Mapping[str, tuple[str, str]]) -> str:
        said = self.words.get(section, {})
        if said.keys() != rows.keys():
            wrong = ", ".join(sorted(said.keys() ^ rows.keys()))
            raise ValueError(f"{_WORDS.name}: {wrong} i {section} saknar ord, eller finns inte")
        self.told.add(section)
        return table(_TITLES, [(f"`{name}`", *row, said[name]) for name, row in rows.items()])


def _own(kind: Any) -> list[str]:
    return [field.name for field in dataclasses.fields(kind) if FROM_FILE not in field.metadata]


def _hints(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {name: hints[name] for name in _own(kind)}


def _inner(hint: Any) -> Any:
    """What a list or a section holds; else the hint itself."""
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return arguments[0]
    return arguments[1] if typing.get_origin(hint) is Mapping else hint


def _value(name: str, hint: Any) -> str:
    """What may stand there."""
    origin, inner = typing.get_origin(hint), _inner(hint)
    if origin is Literal:
        return listed([f"`{one}`" for one in typing.get_args(hint)], "eller")
    if origin is types.UnionType:
        return _value(name, typing.get_args(hint)[0])
    if origin is Mapping:
        keys = f"en avdelning med {_listed(name)}" if name in _FIXED else "en avdelning, se nedan"
        return f"{keys}: {_value(name, inner)}" if typing.get_origin(inner) is Literal else keys
    if origin is tuple:
        return "en lista, se nedan" if dataclasses.is_dataclass(inner) else f"en lista av {_value(name, inner)}"
    return "en avdelning, se nedan" if dataclasses.is_dataclass(hint) else _KINDS[hint]


def _listed(name: str) -> str:
    """The words of a dropdown that is the same everywhere."""
    words = contract().codelists[_FIXED[name]].values
    return ", ".join(f"`{one}`" for one in words if one != NO_ANSWER)


_FIXED = {"contribution": "aktivitetsstatus", "answers": "svar"}
"""Sections whose keys are the words of a dropdown."""


def _without(field: dataclasses.Field[Any]) -> str:
    """What holds where the key is left out."""
    default = field.default
    if default is dataclasses.MISSING:
        return _NEEDED
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    return f"`{default}`" if default or isinstance(default, Decimal) else "tomt"


def _example(name: str) -> str:
    """The key as the default styrmodell has it, without its comments."""
    lines = contract().default_styrmodell.text.splitlines()
    first = next(place for place, line in enumerate(lines) if line.startswith(f"{name}:"))
    last = next(place for place, line in enumerate([*lines[first + 1 :], "end"], first + 1) if line[:1].strip())
    shown = [re.sub(r"\s+#\s.*", "", line) for line in lines[first:last]]
    return "```yaml\n" + "\n".join(shown) + "\n```"
