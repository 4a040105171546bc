"""Every JSON document that a test has a command print is held against the command's schema, to the letter.

A command is the first word or the first two of what `main` is given. To the letter: no key but those that the schema
names, though a reader outside shall pass over what is new.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

import pytest

from runxl.contract.json_schema import commands, json_schema

Show = Callable[[Any], None]


def watched(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on in the test."""
    from runxl import cli
    from runxl.cli import terminal

    asked: list[str] = [""]
    run, show = cli._run, terminal.show_json

    def noted(argv: Sequence[str]) -> int:
        asked[0] = command_of(argv)
        return run(argv)

    def checked(document: Any) -> None:
        if asked[0]:
            refuse_unlike(asked[0], document)
        show(document)

    monkeypatch.setattr(cli, "_run", noted)
    monkeypatch.setattr(terminal, "show_json", checked)


def command_of(argv: Sequence[str]) -> str:
    """`styrmodell visa` of its arguments; empty where what is asked for is no document (`--json-schema`)."""
    if not argv or argv[0].startswith("-"):
        return ""
    two = " ".join(argv[:2])
    return two if two in commands() else argv[0]


def refuse_unlike(command: str, document: Any) -> None:
    """Fails with the place where a document is not as its schema says, or when the command has no schema."""
    if command not in commands():
        pytest.fail(f"runxl {command} --json saknar schema: lägg till validation/json/{command.replace(' ', '-')}.yaml")
    from jsonschema import Draft202012Validator

    plain = json.loads(json.dumps(document, default=str))
    wrong = [f"{one.json_path}: {one.message}" for one in Draft202012Validator(strict(command)).iter_errors(plain)]
    assert not wrong, f"runxl {command} --json: {wrong[:5]}"
    assert _order(document, json_schema(command)), f"runxl {command} --json: nycklarna står inte i schemats ordning"


@cache
def strict(command: str) -> Any:
    """The schema, where nothing may stand that it does not name."""
    return _closed(json_schema(command))


def _closed(part: Any) -> Any:
    if isinstance(part, list):
        return [_closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    inner = {key: _closed(value) for key, value in part.items()}
    return {"additionalProperties": False, **inner} if "properties" in part and "required" in part else inner


def _order(document: Any, schema: Any) -> bool:
    """The keys stand as the schema has them, all the way down."""

    def kept(value: Any, part: Any) -> bool:
        if "$ref" in part:
            part = schema["$defs"][part["$ref"].rpartition("/")[2]]
        if isinstance(value, list):
            return all(kept(one, part.get("items", {})) for one in value)
        if not isinstance(value, dict) or "properties" not in part:
            return True
        known = [key for key in part["properties"] if key in value]
        return known == [key for key in value if key in part["properties"]] and all(
            kept(value[key], part["properties"][key]) for key in known
        )

    return kept(document, schema)
