"""XML at the level of bytes: find a tag, read or set an attribute, and leave every other byte as it is.

A parser that reads and writes a whole sheet changes quotes, prefixes and order throughout. The pieces here only see
tags. That is enough once `cleaned` has left no comment, CDATA section or foreign encoding to be mistaken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from runxl.opc.refused import damaged

_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_NAMED_VALUE = re.compile(r"""\s+([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.ASCII)
_ATTRIBUTES = rb"""(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*+\s*"""
_NAME = re.compile(rb"<([^\s/>]+)")
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(quot|apos|lt|gt|amp));")
_NAMED = {"quot": '"', "apos": "'", "lt": "<", "gt": ">", "amp": "&"}


def prefix_of(data: bytes, root: str) -> bytes:
    """The prefix, colon included, that the part's own elements carry: `x:` for `<x:worksheet`, mostly empty."""
    found = _root(root).search(data)
    if found is None:
        raise damaged(f"elementet {root} saknas")
    return found[1] or b""


@cache
def _root(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"<([^\s/<>:]+:)?" + name.encode() + rb"(?=[\s/>])")


@lru_cache(maxsize=256)
def tag(prefix: bytes, *names: str) -> re.Pattern[bytes]:
    """A start tag or an empty element with one of the names, attributes and all."""
    alternatives = b"|".join(name.encode() for name in names)
    return re.compile(rb"<" + re.escape(prefix) + rb"(?:" + alternatives + rb")(?=[\s/>])" + _ATTRIBUTES + rb"/?>")


def attributes(start: bytes) -> dict[str, str]:
    """A tag's attributes by their names as written."""
    return {name: unescaped(double or single) for name, double, single in _NAMED_VALUE.findall(start.decode())}


def with_attribute(start: bytes, name: str, value: str) -> bytes:
    """A tag with an attribute set: in its place if it is there, else first."""
    new = b'"' + escaped(value).encode() + b'"'
    for found in _ATTRIBUTE.finditer(start):
        if found[1] == name.encode():
            return start[: found.start(2)] + new + start[found.end(2) :]
    return with_first(start, name.encode(), new)


def with_first(start: bytes, name: bytes, quoted: bytes) -> bytes:
    """A tag with an attribute that it lacks, before all others."""
    end = _NAME.match(start).end()  # type: ignore[union-attr]  # a tag begins with its name
    return b"%s %s=%s%s" % (start[:end], name, quoted, start[end:])


def after_last(data: bytes, prefix: bytes, names: Iterable[str]) -> int:
    """Where an element belongs that the format wants after all of `names`: behind the last of them."""
    alternatives = rb"(?:" + b"|".join(name.encode() for name in names) + rb")"
    name = re.escape(prefix) + alternatives
    pattern = rb"</" + name + rb"\s*>|<" + name + rb"(?=[\s/])" + _ATTRIBUTES + rb"/>"
    return max((found.end() for found in re.finditer(pattern, data)), default=-1)


def escaped(text: str) -> str:
    """Text for an attribute or an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def unescaped(text: str) -> str:
    """Text without entities."""
    return _ENTITY.sub(_sign, text) if "&" in text else text


def _sign(entity: re.Match[str]) -> str:
    hexadecimal, decimal, name = entity.groups()
    if name:
        return _NAMED[name]
    return chr(int(hexadecimal, 16) if hexadecimal else int(decimal))
