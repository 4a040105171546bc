"""XML at the level of bytes: find a tag, read or set an attribute, and leave every other byte as it is.

A parser that reads and writes a whole sheet changes quotes, prefixes and order throughout. The pieces here only see
tags, which is enough once `plain` has made sure that no comment, CDATA section or foreign encoding is mistaken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from runxl.errors import RunxlError

_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_NAMED_VALUE = re.compile(r"""\s+([^\s=/>]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.ASCII)
_ATTRIBUTES = rb"""(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*+\s*"""
_NAME = re.compile(rb"<([^\s/>]+)")
_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*\?>)?")
_ENCODING = re.compile(rb"""\sencoding\s*=\s*["']([^"']+)""")
_ENTITY = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(quot|apos|lt|gt|amp));")
_NAMED = {"quot": '"', "apos": "'", "lt": "<", "gt": ">", "amp": "&"}


def plain(data: bytes) -> bytes:
    """The same XML in UTF-8 without comments, CDATA sections and processing instructions; as it is if it is so."""
    declaration = _DECLARATION.match(data)
    head = declaration[0] if declaration else b""
    encoding = _ENCODING.search(head)
    utf8 = b"\0" not in data and (encoding is None or encoding[1].lower() in (b"utf-8", b"us-ascii"))
    # A single sign is found a hundred times faster than a pair, and most sheets have neither of them.
    declared = b"!" in data and b"<!" in data
    if utf8 and not declared and (data.find(b"?", len(head)) < 0 or data.find(b"<?", len(head)) < 0):
        return data
    return _rewritten(data)


def _rewritten(data: bytes) -> bytes:
    from lxml import etree

    # Also in UTF-16, where every other byte is a zero. A document type could make small content large.
    if b"<!DOCTYPE" in data.replace(b"\0", b""):
        raise RunxlError("Arbetsboken har ett otillåtet innehåll (DOCTYPE), och runxl skriver inte i den.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, strip_cdata=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged("en del av den är inte giltig XML") from error
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def damaged(reason: str) -> RunxlError:
    """The error for a package whose parts do not hang together."""
    return RunxlError(f"Arbetsboken är skadad: {reason}. Öppna den i Excel och spara den på nytt.")


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
