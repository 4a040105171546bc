"""Seeded mutations of a valid workbook: of its bytes as a package, and of the XML in its parts."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.onda.book import LIST, RELS, TEXTS, Entry, whole, zipped
from tests.workbook.packages import text

MUTATED = ("xl/worksheets/indikatorer.xml", "xl/worksheets/mal.xml", LIST, RELS, TEXTS, "xl/styles.xml", "_rels/.rels")
ODD = ("", "-1", "0", "1", "99999999999", "1e999", "NaN", "A1", "XFD1048576", "ZZZZ9", "&lt;", "&#0;", "&#xD800;", "å\u202e", "\x00", "s", "e", "str", "inlineStr", "../x", "true")  # fmt: skip
TAGS = re.compile(r"<[^<>]*>")
VALUES = re.compile(r'"[^"<>]*"')


def small() -> dict[str, str | bytes]:
    """Errors, formulas, dates, percentages, hidden rows and merged cells are in it, so that mutations meet them all."""
    parts = whole()
    name = MUTATED[0]
    more = (
        f'<row r="4" hidden="1">{text("A4", "1.1.3")}<c r="B4" t="s"><v>0</v></c><c r="G4" s="1"><v>0.4</v></c>'
        '<c r="H4" t="e"><v>#N/A</v></c><c r="I4" s="2"><v>45000</v></c><c r="Q4"><f>1+1</f></c></row></sheetData>'
        '<mergeCells count="1"><mergeCell ref="B4:C4"/></mergeCells>'
    )
    parts[name] = str(parts[name]).replace("</sheetData>", more)
    return {key: part for key, part in parts.items() if "media" not in key}


def mutated(seed: int, valid: dict[str, str | bytes]) -> bytes:
    """One workbook, the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 – it is a test that can be run again
    if seed % 2:
        return _mutated_xml(rng, valid)
    return _mutated_bytes(rng, packed(valid))


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Stored without compression, so that a mutation of its bytes may reach the content (where checksums let it)."""
    return zipped(
        Entry(name, part.encode() if isinstance(part, str) else part, method=0) for name, part in parts.items()
    )


def _mutated_bytes(rng: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 8, 64))):
        place = _place(rng, changed)
        length = rng.choice((1, 1, 2, 4, 16, 300))
        match rng.randrange(6):
            case 0:
                changed[place] ^= 1 << rng.randrange(8)
            case 1:
                changed[place : place + length] = rng.randbytes(length)
            case 2:
                del changed[place : place + length]
            case 3:
                changed[place:place] = changed[place : place + length]
            case 4:
                changed[place : place + 4] = rng.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"PK\1\2", b"PK\5\6"))
            case _:
                del changed[max(1, len(changed) - length) :]
    return bytes(changed)


def _place(rng: random.Random, data: bytearray) -> int:
    """Anywhere, but half of the times in the directory at the end, where little does much."""
    directory = max(0, data.rfind(b"PK\1\2") - 1_500) if rng.random() < 0.5 else 0
    return rng.randrange(min(directory, len(data) - 1), len(data))


def _mutated_xml(rng: random.Random, parts: dict[str, str | bytes]) -> bytes:
    changed = dict(parts)
    for _ in range(rng.choice((1, 1, 1, 2, 6))):
        name = rng.choice(MUTATED)
        part = changed[name]
        if isinstance(part, str):
            changed[name] = rng.choice(CHANGES)(rng, part)
    return packed(changed)


def _tag_moved(rng: random.Random, xml: str) -> str:
    """A tag taken away, doubled or put somewhere else."""
    tags = list(TAGS.finditer(xml))
    if not tags:
        return xml
    tag, other = rng.choice(tags), rng.choice(tags)
    without = xml[: tag.start()] + xml[tag.end() :]
    return rng.choice((without, xml[: other.end()] + tag[0] + xml[other.end() :], without[: other.start()] + tag[0]))


def _value_changed(rng: random.Random, xml: str) -> str:
    values = list(VALUES.finditer(xml))
    if not values:
        return xml
    value = rng.choice(values)
    return f'{xml[: value.start()]}"{rng.choice(ODD)}"{xml[value.end() :]}'


def _text_changed(rng: random.Random, xml: str) -> str:
    places = [match.end() for match in TAGS.finditer(xml)] or [0]
    place = rng.choice(places)
    return xml[:place] + rng.choice(ODD) + xml[place:]


def _bytes_changed(rng: random.Random, xml: str) -> str:
    place = rng.randrange(len(xml) + 1)
    return xml[:place] + rng.choice("<>&\"'/= \x00a1å") + xml[place + rng.randrange(3) :]


def _cut(rng: random.Random, xml: str) -> str:
    return xml[: rng.randrange(len(xml) + 1)]


def _encoded(rng: random.Random, xml: str) -> str:
    return (
        rng.choice(
            ('<?xml version="1.0" encoding="utf-16"?>', '<?xml version="1.1"?>', "\ufeff", "<!-- x -->", "<!DOCTYPE x>")
        )
        + xml
    )


CHANGES: tuple[Callable[[random.Random, str], str], ...] = (
    _tag_moved, _value_changed, _text_changed, _bytes_changed, _cut, _encoded,
)  # fmt: skip
