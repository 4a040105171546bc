"""A sheet that the workbook lacks: the parts that it is, and what the package's lists of parts and sheets say of it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from runxl.errors import RunxlError
from runxl.excel import column_letters, fold
from runxl.opc.markup import cleaned, refuse_malformed
from runxl.opc.package import CONTENT_TYPES
from runxl.opc.package_book import PackageBook, book_of
from runxl.opc.tags import after_last, attributes, escaped, prefix_of, tag
from runxl.workbook.edits import NewSheet

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CELL = re.compile(rb'<(?:\w+:)?c(?=\s)[^>]*?\ss="([0-9]+)"')
_COLUMN = re.compile(rb'<(?:\w+:)?col(?=\s)[^>]*?\sstyle="([0-9]+)"')


class GrownParts(dict[str, bytes]):
    """A package's parts with some that are new or other than they were."""

    def __init__(self, old: Mapping[str, bytes], new: Mapping[str, bytes]) -> None:
        super().__init__(new)
        self._old = old

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self._old

    def __missing__(self, name: str) -> bytes:
        return self._old[name]


def with_sheets(book: PackageBook, sheets: Iterable[NewSheet]) -> tuple[PackageBook, dict[str, bytes]]:
    """The workbook with the sheets last in it, and the parts that it has anew; a sheet that it has is no new one."""
    added: dict[str, bytes] = {}
    for sheet in sheets:
        if book.sheet(sheet.title) is None:
            added |= dict(_parts(book, sheet))
            book = book_of(GrownParts(book.parts, added))
    return book, added


def _parts(book: PackageBook, sheet: NewSheet) -> Iterator[tuple[str, bytes]]:
    folder = posixpath.dirname(book.part)
    part = _free(book, posixpath.join(folder, "worksheets", "sheet{}.xml"))
    table = _free(book, posixpath.join(folder, "tables", "table{}.xml"))
    said = cleaned(book.parts[book.part])
    main, kind = _namespaces(book, said)
    yield part, _sheet_part(book, sheet, main, kind)
    yield _relations(part), _related("rId1", f"{kind}/table", f"/{table}")
    yield table, _table_part(book, sheet, main)
    yield CONTENT_TYPES, _listed(book, {part: "worksheet", table: "table"})
    relations = cleaned(book.parts[_relations(book.part)])
    ident = next(name for n in count(1) if (name := f"rId{n}").encode() not in relations)
    yield _relations(book.part), _inside(relations, _relation(ident, f"{kind}/worksheet", f"/{part}"), "Relationships")
    yield book.part, _named(said, sheet.title, ident)


def _free(book: PackageBook, name: str) -> str:
    return next(found for number in count(1) if (found := name.format(number)) not in book.parts)


def _relations(part: str) -> str:
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def _namespaces(book: PackageBook, said: bytes) -> tuple[str, str]:
    """The workbook's own namespace, and what its kinds of relations begin with: the format has two of each."""
    prefix = prefix_of(said, "workbook")
    root = attributes(tag(prefix, "workbook").search(said)[0])  # type: ignore[index]  # prefix_of has found it
    main = root.get(f"xmlns:{prefix.decode()[:-1]}" if prefix else "xmlns", "")
    kinds = (attributes(found[0]).get("Type", "") for found in _tags(book, _relations(book.part), "Relationship"))
    kind = next((one.removesuffix("/worksheet") for one in kinds if one.endswith("/worksheet")), "")
    if not main or not kind:
        raise RunxlError("Ingenting har skrivits: arbetsboken har ingen bladlista som går att lägga till ett blad i.")
    return main, kind


def _tags(book: PackageBook, part: str, name: str) -> Iterator[re.Match[bytes]]:
    data = cleaned(book.parts[part])
    return tag(prefix_of(data, f"{name}s"), name).finditer(data)


def _sheet_part(book: PackageBook, sheet: NewSheet, main: str, kind: str) -> bytes:
    header, body = _looks(book, sheet.like)
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" style="{body}" customWidth="1"/>'
        for at, width in enumerate(sheet.widths, 1)
    )
    cells = "".join(
        f'<c r="{column_letters(at)}1" s="{header}" t="inlineStr"><is><t>{escaped(text)}</t></is></c>'
        for at, text in enumerate(sheet.headers, 1)
    )
    return _whole(
        f'<worksheet xmlns="{main}" xmlns:r="{kind}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView showGridLines="0" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols>'
        f'<sheetData><row r="1" ht="32.25" customHeight="1">{cells}</row></sheetData>'
        '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.7" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" fitToWidth="2" fitToHeight="0" orientation="landscape"/>'
        '<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>'
    )


def _looks(book: PackageBook, like: str) -> tuple[int, int]:
    """The style of another sheet's first cell, and of its second column."""
    found = book.sheet(like)
    data = b"" if found is None or found.problem else cleaned(book.parts[found.part])
    first, columns = _CELL.search(data), _COLUMN.findall(data)
    return int(first[1]) if first else 0, int(columns[1]) if len(columns) > 1 else 0


def _table_part(book: PackageBook, sheet: NewSheet, main: str) -> bytes:
    tables = [table for one in book.sheets if not one.problem for table in book.table_parts(one.part)]
    starts = [tag(prefix_of(data, "table"), "table").search(data) for data in (book.parts[name] for name in tables)]
    known = [attributes(start[0]) for start in starts if start]
    if fold(sheet.table) in {fold(one.get("displayName", "")) for one in known}:
        raise RunxlError(f"Ingenting har skrivits: arbetsboken har redan en tabell som heter {sheet.table}.")
    number = max((int(one.get("id", 0)) for one in known), default=0) + 1
    ref = str(sheet.area)
    columns = "".join(f'<tableColumn id="{at}" name="{escaped(text)}"/>' for at, text in enumerate(sheet.headers, 1))
    return _whole(
        f'<table xmlns="{main}" id="{number}" name="{sheet.table}" displayName="{sheet.table}" ref="{ref}" '
        f'totalsRowShown="0"><autoFilter ref="{ref}"/><tableColumns count="{len(sheet.headers)}">{columns}'
        '</tableColumns><tableStyleInfo showFirstColumn="0" showLastColumn="0" showRowStripes="1"/></table>'
    )


def _listed(book: PackageBook, kinds: Mapping[str, str]) -> bytes:
    told = "".join(f'<Override PartName="/{part}" ContentType="{_TYPE}{kind}+xml"/>' for part, kind in kinds.items())
    return _inside(cleaned(book.parts[CONTENT_TYPES]), told, "Types")


def _relation(ident: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{ident}" Type="{kind}" Target="{target}"/>'


def _related(ident: str, kind: str, target: str) -> bytes:
    return _whole(f'<Relationships xmlns="{_RELATIONS}">{_relation(ident, kind, target)}</Relationships>')


def _inside(data: bytes, new: str, root: str) -> bytes:
    """An element last in a list of such."""
    prefix = prefix_of(data, root)
    end = data.rindex(b"</" + prefix + root.encode())
    dressed = new.encode().replace(b"<", b"<" + prefix)
    return _checked(data[:end] + dressed + data[end:])


def _named(said: bytes, title: str, ident: str) -> bytes:
    """The sheet last in the workbook's list, with the number after the greatest."""
    prefix = prefix_of(said, "workbook")
    others = [attributes(found[0]) for found in tag(prefix, "sheet").finditer(said)]
    number = max(int(one.get("sheetId", 0)) for one in others) + 1
    relation = next(name for name in others[0] if name.rpartition(":")[2] == "id")
    own = f"xmlns:{relation.partition(':')[0]}"
    # Some programs declare the prefix on the list's elements one by one, and not for the whole part.
    declared = f' {own}="{escaped(others[0][own])}"' if own in others[0] else ""
    new = f'sheet name="{escaped(title)}" sheetId="{number}" {relation}="{ident}"{declared}/>'
    at = after_last(said, prefix, ("sheet",))
    return _checked(said[:at] + b"<" + prefix + new.encode() + said[at:])


def _whole(text: str) -> bytes:
    return _checked((_HEAD + text).encode())


def _checked(data: bytes) -> bytes:
    refuse_malformed(data, bound=True)
    return data
