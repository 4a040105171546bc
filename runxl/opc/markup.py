"""XML without surprises: small parts as elements, large parts in one plain form that can be searched as bytes.

Other programs may write prefixes, comments, single quotes, UTF-16 or cells without addresses. Such parts are rewritten
once, by expat, so that whoever comes after sees a single form and never has to think of the rest.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pyexpat import ExpatError, ParserCreate
from typing import TypeVar

from runxl.contract.regel import Regel
from runxl.excel import column_index, column_letters
from runxl.opc import limits
from runxl.opc.refused import RefusedError, damaged

Attributes = Mapping[str, str]
Element = tuple[str, Attributes]
_T = TypeVar("_T")

_PLAIN_START = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*(?:<\?xml\s(?:(?!encoding)[^>])*(?:encoding=["'](?i:utf-8|us-ascii)["'][^>]*)?>)?\s*<[A-Za-z]+[\s/>]"""
)
_ADDRESS = re.compile(r"([A-Z]{1,4})(\d{1,7})")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ESCAPED_QUOTED = _ESCAPED | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})

_DECLARATION = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml\s[^>]*\?>)?")
_ENCODING = re.compile(rb"""\sencoding\s*=\s*["']([^"']+)""")
_DECLARED = b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"

_SLIGHT = 1 << 16
_KEPT = 8192  # of what is kept from one workbook to the next


def once(read: Callable[[bytes, str], _T]) -> Callable[[bytes, str], _T]:
    """Reads a small part once: those of a template have the same bytes in every workbook that was made from it."""
    kept = lru_cache(maxsize=128)(read)
    return lambda content, said: (kept if len(content) <= _KEPT else read)(content, said)


def elements(data: bytes, *names: str) -> list[Element]:
    """The elements of a small part that have these names, in order; names and attributes without prefixes."""
    if len(data) > limits.MAX_SMALL:
        most = limits.MAX_SMALL // limits.MEGABYTE
        raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"en del som beskriver den är större än {most} MB")
    found: list[Element] = []

    def start(name: str, attributes: Attributes) -> None:
        name = local(name)
        if name in names:
            found.append((name, {local(key): value for key, value in attributes.items()}))

    _parse(data, start)
    return found


def plain(data: bytes) -> bytes:
    """For reading: in UTF-8 without prefixes, comments and CDATA; as it stands if it is so already."""
    is_plain = _PLAIN_START.match(data) and (b"!" not in data or b"<!" not in data)
    return data if is_plain else rewritten(data)


def rewritten(data: bytes) -> bytes:
    """The part in plain form, with an address first in every row and cell."""
    return _written(data, _Plain())


def cleaned(data: bytes) -> bytes:
    """For writing: the same XML in UTF-8 without comments, CDATA and instructions; as it stands if it is so already."""
    declaration = _DECLARATION.match(data)
    head = declaration[0] if declaration else b""
    encoding = _ENCODING.search(head)
    utf8 = b"\0" not in data and (encoding is None or encoding[1].lower() in (b"utf-8", b"us-ascii"))
    # A single sign is found a hundred times faster than a pair, and most sheets have neither of them.
    declared = b"!" in data and b"<!" in data
    if utf8 and not declared and (data.find(b"?", len(head)) < 0 or data.find(b"<?", len(head)) < 0):
        return data
    return _DECLARED + _written(data, _Clean())


def refuse_malformed(data: bytes, *, bound: bool = False) -> None:
    """Refuses a part, or a piece of one, that is not XML. As quick as can be: for what is read back.

    `bound`: every prefix must be declared where it stands, as in parts that are made anew.
    """
    try:
        ParserCreate(namespace_separator=" " if bound else None).Parse(data, True)
    except ExpatError as error:
        raise damaged("innehållet går inte att tolka") from error


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def _written(data: bytes, writer: _Clean) -> bytes:
    if len(data) > limits.MAX_REWRITTEN:
        most = limits.MAX_REWRITTEN // limits.MEGABYTE
        raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"en del i ovanlig form är större än {most} MB")
    _parse(data, writer.start, writer.end, writer.text)
    return writer.written.getvalue()


def _parse(
    data: bytes,
    start: Callable[[str, Attributes], object],
    end: Callable[[str], object] | None = None,
    text: Callable[[str], object] | None = None,
) -> None:
    depth = count = 0

    def opened(name: str, attributes: Attributes) -> None:
        nonlocal depth, count
        depth, count = depth + 1, count + 1
        if depth > limits.MAX_DEPTH:
            raise RefusedError(
                Regel.OTILLATET_INNEHALL, orsak=f"en del av den är nästlad djupare än {limits.MAX_DEPTH} nivåer"
            )
        if count > limits.MAX_ELEMENTS:
            raise RefusedError(Regel.FOR_STOR_FIL, orsak="en del av den har för många uppgifter")
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(name)

    parser = ParserCreate()
    parser.buffer_text = True
    if end is None and _is_slight(data):
        parser.StartElementHandler = start
    else:
        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except (ExpatError, LookupError, ValueError) as error:
        raise damaged("innehållet går inte att tolka") from error


def _is_slight(data: bytes) -> bool:
    """Whether a part has too few tags for anybody to need to count them and how deep they go."""
    return len(data) <= _SLIGHT and data.count(b"<") <= limits.MAX_DEPTH


def _refuse_doctype(*_: object) -> None:
    raise RefusedError(Regel.OTILLATET_INNEHALL, orsak="en del av den har en DOCTYPE")


class _Clean:
    """Writes what expat reads, names as they are."""

    def __init__(self) -> None:
        self.written = io.BytesIO()
        self._open = False

    def start(self, name: str, attributes: Attributes) -> None:
        said = "".join(f' {key}="{value.translate(_ESCAPED_QUOTED)}"' for key, value in attributes.items())
        self._write(f"<{name}{said}")
        self._open = True

    def end(self, name: str) -> None:
        if self._open:
            self.written.write(b"/>")
            self._open = False
        else:
            self._write(f"</{name}>")

    def text(self, text: str) -> None:
        self._write(text.translate(_ESCAPED))

    def _write(self, text: str) -> None:
        """The tag before is closed as soon as it is known that something stands inside."""
        self.written.write(f">{text}".encode() if self._open else text.encode())
        self._open = False


class _Plain(_Clean):
    """Names without prefixes; counts rows and columns for those that do not say where they stand."""

    def __init__(self) -> None:
        super().__init__()
        self.row = 0
        self.column = 0

    def start(self, name: str, attributes: Attributes) -> None:
        name, attributes = local(name), {_kept(key): value for key, value in attributes.items()}
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            attributes = {"r": str(self.row)} | attributes
        elif name == "c":
            address = self._address(attributes.get("r", ""))
            attributes = {"r": address} | {key: value for key, value in attributes.items() if key != "r"}
        super().start(name, attributes)

    def end(self, name: str) -> None:
        super().end(local(name))

    def _address(self, given: str) -> str:
        """The cell's own address, or the one after the cell before."""
        address = given.upper() or f"{column_letters(self.column + 1)}{self.row}"
        match = _ADDRESS.fullmatch(address)
        self.column = column_index(match[1]) if match else self.column + 1
        return address


def _kept(key: str) -> str:
    """Without xml:space the blanks at a text's ends would be lost."""
    return key if key.startswith("xml:") else local(key)
