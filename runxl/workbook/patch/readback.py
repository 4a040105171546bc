"""What was written, read back from the disk before it takes the original's place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from runxl.errors import RunxlError
from runxl.opc.file import content_of
from runxl.opc.markup import refuse_malformed
from runxl.opc.package import Package, listed
from runxl.opc.rewrite import places, raw
from runxl.opc.tags import unescaped
from runxl.workbook.patch.cell_writer import CellWriter
from runxl.workbook.patch.sheet_part import without_rows


def compare(old: Package, file: Path, changed: Mapping[str, bytes]) -> None:
    """Refuse a file whose changed parts are not what they should be, or whose other parts are not the original's."""
    new = listed(content_of(file)[0])
    before, after = places(old), places(new)
    names = [one.info.filename for one in before]
    added = {name for name in changed if name not in old.entries}
    if [other.info.filename for other in after[: len(names)]] != names or {
        other.info.filename for other in after[len(names) :]
    } != added:
        raise _differs("delarna är inte desamma")
    for name in added:
        if new.parts[name] != changed[name]:
            raise _differs(name)
    for one, other in zip(before, after, strict=False):
        name = one.info.filename.lower()
        same = new.parts[name] == changed[name] if name in changed else bytes(raw(old, one)) == bytes(raw(new, other))
        if not same:
            raise _differs(name)


def compare_sheet(writer: CellWriter, data: bytes) -> None:
    """Refuse a sheet that is no XML where it is new, or whose new cells do not say what they should.

    The rows that were not touched are the original's, byte for byte: reading them again would cost and tell nothing.
    """
    refuse_malformed(b"".join((b"<rows>", *writer.rows, b"</rows>")))
    refuse_malformed(without_rows(writer.sheet.prefix, data))
    _compare_contents(writer)


def _compare_contents(writer: CellWriter) -> None:
    """Refuse contents whose XML, read anew, does not say what a cell is to hold."""
    read = _content_pattern(writer.sheet.prefix).fullmatch
    for kind, text, rest in writer.contents:
        found = read(rest)
        said, letters, number = found.groups("") if found else ("", "", "")
        if found is None or said != kind or unescaped(letters or number) != text:
            raise _differs(f"cellvärdet {text[:20]} i bladet {writer.sheet.title}")


@cache
def _content_pattern(prefix: bytes) -> re.Pattern[str]:
    """What follows on a cell's style: its type and its text."""
    p = re.escape(prefix.decode())
    text = rf'<{p}is><{p}t(?: xml:space="preserve")?>([^<]*)</{p}t></{p}is>'
    return re.compile(rf'(?: t="(\w+)")?(?:/>|>(?:{text}|<{p}v>([^<]*)</{p}v>)</{p}c>)')


def _differs(what: str) -> RunxlError:
    return RunxlError(
        f"Kontrolläsningen visade att det skrivna inte stämmer ({what}). Originalet är orört. "
        "Kontrollera disken eller nätverket och försök igen."
    )
