"""XML without surprises: small parts as elements, large parts in one plain form that can be searched as bytes.

Other programs may write prefixes, comments, single quotes, UTF-16 or cells without addresses. Such parts are rewritten
once, by expat, so that whoever comes after sees a single form and never has to think of the rest.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pyexpat import ExpatError, ParserCreate

from runxl.contract.regel import Regel
from runxl.excel import column_index, column_letters
from runxl.workbook.guard import RefusedError

Attributes = Mapping[str, str]
Element = tuple[str, Attributes]

_PLAIN_START = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*(?:<\?xml\s(?:(?!encoding)[^>])*(?:encoding=["'](?i:utf-8|us-ascii)["'][^>]*)?>)?\s*<[A-Za-z]+[\s/>]"""
)
_ADDRESS = re.compile(r"([A-Z]{1,4})(\d{1,7})")
_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ESCAPED_QUOTED = _ESCAPED | str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})

MAX_DEPTH = 256
MAX_SMALL = 16 << 20
_SLIGHT = 1 << 16
MAX_REWRITTEN = 32 << 20
MAX_ELEMENTS = 400_000
"""Three seconds' work. Only small parts, and large ones that other programs than Excel wrote, are parsed at all."""


def elements(data: bytes, *names: str) -> list[Element]:
    """The elements of a small part that have these names, in order; names and attributes without prefixes."""
    if len(data) > MAX_SMALL:
        raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"en del som beskriver den är större än {MAX_SMALL >> 20} MB")
    found: list[Element] = []

    def start(name: str, attributes: Attributes) -> None:
        if name in names:
            found.append((name, {_local(key): value for key, value in attributes.items()}))

    _parse(data, start)
    return found


def plain(data: bytes) -> bytes:
    """The part in UTF-8 without prefixes, comments and CDATA; as it stands if it is so already."""
    is_plain = _PLAIN_START.match(data) and (b"!" not in data or b"<!" not in data)
    return data if is_plain else rewritten(data)


def rewritten(data: bytes) -> bytes:
    """The part in plain form, with an address first in every row and cell."""
    if len(data) > MAX_REWRITTEN:
        raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"en del i ovanlig form är större än {MAX_REWRITTEN >> 20} MB")
    writer = _Writer()
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
        if depth > MAX_DEPTH:
            raise RefusedError(
                Regel.OTILLATET_INNEHALL, orsak=f"en del av den är nästlad djupare än {MAX_DEPTH} nivåer"
            )
        if count > MAX_ELEMENTS:
            raise RefusedError(Regel.FOR_STOR_FIL, orsak="en del av den har för många uppgifter")
        start(_local(name), attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end:
            end(_local(name))

    parser = ParserCreate()
    parser.buffer_text = True
    if end is None and _is_slight(data):
        parser.StartElementHandler = lambda name, attributes: start(_local(name), attributes)
    else:
        parser.StartElementHandler = opened
        parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    try:
        parser.Parse(data, True)
    except (ExpatError, LookupError, ValueError) as error:
        raise RefusedError(Regel.SKADAD_FIL, orsak="innehållet går inte att tolka") from error


def _is_slight(data: bytes) -> bool:
    """Whether a part has too few tags for anybody to need to count them and how deep they go."""
    return len(data) <= _SLIGHT and data.count(b"<") <= MAX_DEPTH


def _refuse_doctype(*_: object) -> None:
    raise RefusedError(Regel.OTILLATET_INNEHALL, orsak="en del av den har en DOCTYPE")


def _local(name: str) -> str:
    return name.rpartition(":")[2]


class _Writer:
    """Writes what expat reads, and counts rows and columns for those that do not say where they stand."""

    def __init__(self) -> None:
        self.written = io.BytesIO()
        self.row = 0
        self.column = 0

    def start(self, name: str, attributes: Attributes) -> None:
        attributes = {_kept(key): value for key, value in attributes.items()}
        if name == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            attributes = {"r": str(self.row)} | attributes
        elif name == "c":
            address = self._address(attributes.get("r", ""))
            attributes = {"r": address} | {key: value for key, value in attributes.items() if key != "r"}
        said = "".join(f" {key}={_quoted(value)}" for key, value in attributes.items())
        self._write(f"<{name}{said}>")

    def end(self, name: str) -> None:
        self._write(f"</{name}>")

    def text(self, text: str) -> None:
        self._write(text.translate(_ESCAPED))

    def _write(self, text: str) -> None:
        self.written.write(text.encode())

    def _address(self, given: str) -> str:
        """The cell's own address, or the one after the cell before."""
        address = given.upper() or f"{column_letters(self.column + 1)}{self.row}"
        match = _ADDRESS.fullmatch(address)
        self.column = column_index(match[1]) if match else self.column + 1
        return address


def _kept(key: str) -> str:
    """Without xml:space the blanks at a text's ends would be lost."""
    return key if key.startswith("xml:") else _local(key)


def _quoted(value: str) -> str:
    """In double quotes, whatever stands inside."""
    return f'"{value.translate(_ESCAPED_QUOTED)}"'
