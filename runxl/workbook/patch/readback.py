"""What was written, read back from the disk before it takes the original's place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import zip_longest
from pathlib import Path
from xml.parsers import expat

from runxl.errors import RunxlError
from runxl.workbook.patch import package
from runxl.workbook.patch.markup import unescaped
from runxl.workbook.patch.package import Package, Part
from runxl.workbook.patch.sheet_part import without_rows
from runxl.workbook.patch.writer import CellWriter


def compare(old: Package, file: Path, changed: Mapping[str, bytes]) -> None:
    """Refuse a file whose changed parts are not what they should be, or whose other parts are not the original's."""
    with file.open("rb", buffering=package.BUFFER) as written, package.opened(written) as new:
        if [part.info.filename for part in new.parts] != [part.info.filename for part in old.parts]:
            raise _differs("delarna är inte desamma")
        for name, content in changed.items():
            if new.read(name) != content:
                raise _differs(name)
        before, after = _others(old, changed), _others(new, changed)
        for one, other in zip(before, after, strict=True):
            # The bytes are compared in long stretches below, which alone would not tell where each part begins.
            if (one.info.filename, one.end - one.start) != (other.info.filename, other.end - other.start):
                raise _differs(one.info.filename)
        if any(a != b for a, b in zip_longest(old.raw(before), new.raw(after))):
            raise _differs("de andra delarna är inte desamma")


def _others(whole: Package, changed: Mapping[str, bytes]) -> list[Part]:
    return [part for part in whole.in_file_order if part.info.filename not in changed]


def refuse_malformed(name: str, data: bytes) -> None:
    """Refuse a part that has become something else than XML."""
    try:
        expat.ParserCreate().Parse(data, True)  # the last piece of it
    except expat.ExpatError as error:
        raise _differs(name) from error


def compare_sheet(writer: CellWriter, data: bytes) -> None:
    """Refuse a sheet that is no XML where it is new, or whose new cells do not say what they should.

    The rows that were not touched are the original's, byte for byte: reading them again would cost and tell nothing.
    """
    prefix, title = writer.sheet.prefix, writer.sheet.title
    refuse_malformed(title, b"".join((b"<rows>", *writer.rows, b"</rows>")))
    refuse_malformed(title, without_rows(prefix, data))
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
