"""The JSON Schema of every document that a command prints with `--json`, from validation/json/.

A file describes one command's document in the words of JSON Schema, as YAML, without what is the same in all of them:
every key is always there (but those of `optional`), the version comes first, why a run could not be done stands last,
and what several documents hold stands in `gemensamt.yaml`, to be referred to by its name alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import yaml

from runxl import resources
from runxl.contract.compile import loader
from runxl.json_face import VERSION

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_COMMON = "gemensamt"
_VERSION = {
    "const": VERSION,
    "description": "Dokumentens version. Den höjs när en nyckel försvinner eller byter mening.",
}
STOPPED = "stopp"
_STOPPED = {
    "type": "string",
    "description": "Bara när svarskoden är 2: varför körningen inte gick att göra. De andra nycklarna kan då saknas.",
}


def commands() -> tuple[str, ...]:
    """The commands whose documents have a schema: `berakna`, `styrmodell kontrollera`."""
    files = sorted((resources.validation() / "json").glob("*.yaml"))
    return tuple(file.stem.replace("-", " ") for file in files if file.stem != _COMMON)


def json_schema(command: str) -> dict[str, Any]:
    """A command's schema, whole: it refers to nothing outside itself. KeyError for a command without one."""
    if command not in commands():
        raise KeyError(command)
    own = _load(command.replace(" ", "-"))
    whole = _completed({**own, "properties": {"version": _VERSION, **own["properties"], STOPPED: _STOPPED}})
    done = [name for name in whole["required"] if name != STOPPED]
    whole |= {"required": ["version"], "anyOf": [{"required": done}, {"required": [STOPPED]}]}
    used = dict(_used(whole, _load(_COMMON)))
    return {"$schema": DIALECT, **whole, **({"$defs": used} if used else {})}


@cache
def _load(stem: str) -> Mapping[str, Any]:
    with (resources.validation() / "json" / f"{stem}.yaml").open("rb") as file:
        loaded: Mapping[str, Any] = yaml.load(file, Loader=loader())  # noqa: S506 (it is the safe loader)
    return loaded


def _completed(part: Any) -> Any:
    """With what is understood said outright: an object's type, the keys that it always has, where a reference leads."""
    if isinstance(part, list):
        return [_completed(one) for one in part]
    if not isinstance(part, Mapping):
        return part
    told = {key: _completed(value) for key, value in part.items() if key not in ("optional", "$ref", "properties")}
    if "$ref" in part:
        told["$ref"] = f"#/$defs/{part['$ref']}"
    if "properties" in part:
        inner = {name: _completed(value) for name, value in part["properties"].items()}
        needed = [name for name in inner if name not in part.get("optional", ())]
        told |= {"type": "object", "properties": inner, "required": needed}
    return told


def _used(part: Any, common: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The common parts that a schema refers to, and those that they refer to in turn."""
    if isinstance(part, Mapping):
        if "$ref" in part:
            name = str(part["$ref"]).rpartition("/")[2]
            found = _completed(common[name])
            yield name, found
            yield from _used(found, common)
        for value in part.values():
            yield from _used(value, common)
    elif isinstance(part, list):
        for value in part:
            yield from _used(value, common)
