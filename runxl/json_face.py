"""What all JSON documents have in common: the version of the faces, which a reader may go by."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

VERSION = 1
"""Raised when a key goes away or comes to mean something else; not for a new key, which readers pass over."""


def document(content: Mapping[str, Any]) -> dict[str, Any]:
    """A whole document, as a command prints it with `--json` and `to_dict()` gives it."""
    return {"version": VERSION, **content}
