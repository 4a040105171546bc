"""validation/*.yaml → Contract, once per process. A faulty contract is refused whole, with every fault named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from runxl import resources
from runxl.contract.compile import Fault, Way, compiled, refuse
from runxl.contract.kept import kept
from runxl.contract.outline_faults import outline_faults
from runxl.contract.regel import FILE as RULES
from runxl.contract.regel import Rule
from runxl.contract.styrmodell_faults import styrmodell_faults
from runxl.contract.styrmodell_vocabulary import Outline, Styrmodell
from runxl.contract.vocabulary import EMPTY, Codelist, Column, Contract, ContractFile, Setting, Table


@cache
def contract() -> Contract:
    """The product's own contract."""
    folder = resources.validation()
    return kept("contract", folder, lambda: load_contract(folder))


def load_contract(folder: Path) -> Contract:
    """Reads and checks a contract; ContractError names every fault in it."""
    parts: dict[Path, Any] = {}
    faults: list[Fault] = []
    for path, kind in _files(folder):
        parts[path], found = compiled(path, kind)
        faults += found
        if kind is Styrmodell and not found:
            parts[path] = replace(parts[path], text=path.read_text(encoding="utf-8"))
    refuse(folder, faults or [*_link_faults(folder, parts)])
    return _contract(folder, parts)


def _files(folder: Path) -> Iterator[tuple[Path, Any]]:
    """Every file of a contract and what it says."""
    yield folder / "contract.yaml", ContractFile
    yield folder / "codelists.yaml", Mapping[str, Codelist]
    yield folder / RULES, Mapping[str, Rule]
    yield from ((path, Table) for path in sorted((folder / "tables").glob("*.yaml")))
    yield from ((path, Styrmodell) for path in sorted((folder / "styrmodeller").glob("*.yaml")))
    yield from ((path, Outline) for path in sorted((folder / "dokument").glob("*.yaml")))


def _contract(folder: Path, parts: Mapping[Path, Any]) -> Contract:
    book: ContractFile = parts[folder / "contract.yaml"]
    tables = [part for part in parts.values() if isinstance(part, Table)]
    sheets = _sheets(book, tables)
    models = MappingProxyType({part.name: part for part in parts.values() if isinstance(part, Styrmodell)})
    return Contract(
        version=book.version,
        title=book.title,
        default_styrmodell=models[book.styrmodell],
        sheets=sheets,
        tables=MappingProxyType(
            {table.name: table for table in sorted(tables, key=lambda one: sheets.index(one.sheet))}
        ),
        codelists=parts[folder / "codelists.yaml"],
        styrmodeller=models,
        rules=parts[folder / RULES],
        outlines=tuple(part for part in parts.values() if isinstance(part, Outline)),
    )


def _sheets(book: ContractFile, tables: Sequence[Table]) -> tuple[str, ...]:
    """In their order: a sheet that contract.yaml does not name stands where its own table says."""
    return tuple(
        name for sheet in book.sheets for name in (sheet, *(one.sheet for one in tables if one.after == sheet))
    )


def _link_faults(folder: Path, parts: Mapping[Path, Any]) -> Iterator[Fault]:
    """Names that point at something that is not there."""
    book: ContractFile = parts[folder / "contract.yaml"]
    codelists: Mapping[str, Codelist] = parts[folder / "codelists.yaml"]
    tables = {path: part for path, part in parts.items() if isinstance(part, Table)}
    models = {path: part for path, part in parts.items() if isinstance(part, Styrmodell)}
    for name, codelist in codelists.items():
        if bool(codelist.codes) == bool(codelist.styrmodell):
            yield Fault(folder / "codelists.yaml", (name,), f"listan {name} ska ha antingen codes eller styrmodell")
    for path, table in tables.items():
        if table.row and len(table.row) != len(("one", "many")):
            yield Fault(path, ("row",), "row säger vad en rad heter och vad flera heter")
        if table.after and table.after not in book.sheets:
            yield Fault(path, ("after",), f"bladet {table.after} står inte i contract.yaml")
        if bool(table.after) == (table.sheet in book.sheets):
            yield Fault(
                path, ("sheet",), f"bladet {table.sheet} ska stå antingen i contract.yaml eller efter ett annat"
            )
        yield from _column_faults(path, table, codelists, {one.name for one in tables.values()})
    for path, model in models.items():
        yield from styrmodell_faults(path, model, codelists)
    yield from outline_faults(folder, parts, codelists)
    if book.styrmodell not in (model.name for model in models.values()):
        yield Fault(folder / "contract.yaml", ("styrmodell",), f"styrmodellen {book.styrmodell} finns inte")


def _column_faults(path: Path, table: Table, codelists: Mapping[str, Codelist], tables: set[str]) -> Iterator[Fault]:
    names = [column.name for column in table.columns]
    if table.parent and table.parent not in tables:
        yield Fault(path, ("parent",), f"tabellen {table.parent} finns inte")
    for key in table.key:
        if key not in names:
            yield Fault(path, ("key",), f"nyckelkolumnen {key} finns inte")
    for place, column in enumerate(table.columns):
        yield from _list_faults(path, ("columns", place), column, codelists)
        for key, ref in (("ref", column.ref), ("also", column.also)):
            if ref and ref not in tables:
                yield Fault(path, ("columns", place, key), f"tabellen {ref} finns inte")
        if column.next_year and column.next_year not in (EMPTY, *names):
            yield Fault(path, ("columns", place, "next_year"), f"kolumnen {column.next_year} finns inte")
    for place, setting in enumerate(table.settings):
        yield from _list_faults(path, ("settings", place), setting, codelists)
    for place, one in enumerate(table.sums):
        for name in (*one.columns, *filter(None, (one.level, one.label))):
            if name not in names:
                yield Fault(path, ("sums", place), f"kolumnen {name} finns inte")


def _list_faults(
    path: Path, where: Way, member: Column | Setting, codelists: Mapping[str, Codelist]
) -> Iterator[Fault]:
    """A dropdown has its list."""
    if member.type in ("code", "months") and not member.codelist:
        yield Fault(path, where, f"{member.name} har typen {member.type} men ingen codelist")
    marked = member.marked if isinstance(member, Column) else ()
    for key, names in (("codelist", filter(None, (member.codelist,))), ("marked", marked)):
        for name in names:
            if name not in codelists:
                yield Fault(path, (*where, key), f"listan {name} finns inte i codelists.yaml")
