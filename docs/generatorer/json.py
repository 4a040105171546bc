"""docs/json.md: every JSON document that a command prints, from the schemas in validation/json/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docs.generatorer import Files, table
from runxl.contract.json_schema import STOPPED, commands, json_schema
from runxl.json_face import VERSION

_TYPES = {"string": "text", "integer": "heltal", "number": "tal", "boolean": "`true` eller `false`", "null": "`null`"}
_INTRO = f"""\
Med `--json` skriver kommandot ett enda dokument på standardutmatningen; meddelanden och förlopp går till standardfel.
Svarskoden är densamma som utan `--json`: 0 inga fel, 1 minst ett fel i uppgifterna, 2 körningen gick inte att göra. Är
den 2 har dokumentet nyckeln `stopp`, sist, som säger varför; detsamma står på standardfel. De andra nycklarna finns då
bara om något gick att säga ändå: när ingen arbetsbok går att läsa har `validera`, `berakna`, `jamfor`, `samla` och
`historik` dem alla. Avbryts körningen (Ctrl-C, svarskod 130) kan det saknas ett dokument.

Tal är tal, andelar är andelar (`0.974`), datum är text (`2026-08-31`) och det som saknas är `null`. Gick körningen att
göra finns alla nycklar utom `stopp` med, i den här ordningen. `version` är {VERSION} och höjs när en nyckel försvinner
eller byter mening. Nya nycklar kan komma till utan att den höjs, så läs förbi det ni inte känner igen.

`runxl --json-schema KOMMANDO` skriver kommandots JSON Schema (draft 2020-12), att kontrollera dokument mot:

```
runxl --json-schema berakna > berakna.schema.json
```

I Python ger `to_dict()` på det som ett verb returnerar samma dokument."""


def json_page() -> Files:
    """A chapter for each command; what several documents hold stands once, last."""
    common: dict[str, Any] = {}
    chapters = []
    for command in commands():
        schema = json_schema(command)
        common |= schema.get("$defs", {})
        del schema["properties"][STOPPED]  # the same for all: told once, first
        done = {**schema, "required": schema["anyOf"][0]["required"]}
        chapters.append(f"## {command}\n\n{schema['description']}\n\n{_rows(done)}")
    shared = [
        f"### {name}\n\n{part['description']}\n\n{_rows(part)}" for name, part in common.items() if "properties" in part
    ]
    parts = ["# JSON", _INTRO, *chapters, "## Delar som är gemensamma", *shared]
    return {"docs/json.md": "\n\n".join(parts) + "\n"}


def _rows(schema: Mapping[str, Any]) -> str:
    return table(("Nyckel", "Värde", "Betyder"), list(_keys(schema, "", schema.get("$defs", {}))))


def _keys(schema: Mapping[str, Any], before: str, common: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    for name, part in schema["properties"].items():
        left_out = "" if name in schema["required"] else " Utelämnas där nivån inte finns."
        yield f"`{before}{name}`", _value(part), f"{_said(part, common)}{left_out}"
        inner = part.get("items", part)
        if "properties" in inner:
            yield from _keys(inner, f"{before}{name}{'[]' if 'items' in part else ''}.", common)


def _said(part: Mapping[str, Any], common: Mapping[str, Any]) -> str:
    """What it says itself, else what the common part says that is one word, else where the others are told."""
    if "description" in part:
        return str(part["description"])
    name = part["$ref"].rpartition("/")[2]
    return str(common[name]["description"]) if name in _SIMPLE else f"Se {_linked(part)}."


def _value(part: Mapping[str, Any]) -> str:
    if "items" in part:
        inner = part["items"]
        return (
            f"lista av {_linked(inner)}" if "$ref" in inner else "lista" if "properties" in inner else "lista av text"
        )
    if "const" in part:
        return f"`{part['const']}`"
    if "enum" in part:
        return " / ".join(_TYPES["null"] if one is None else f"`{one}`" for one in part["enum"])
    if "$ref" in part:
        return _linked(part)
    kinds = part["type"] if isinstance(part["type"], list) else [part["type"]]
    return " eller ".join(_TYPES.get(kind, "objekt") for kind in kinds)


def _linked(part: Mapping[str, Any]) -> str:
    name = part["$ref"].rpartition("/")[2]
    return _SIMPLE.get(name, f"[{name}](#{name})")


_SIMPLE = {"status": "status eller `null`", "prognos": "prognos eller `null`"}
"""Common parts that are one word, and have no table of their own."""
