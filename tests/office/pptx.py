"""What PowerPoint asks of a deck and no schema says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from tests.office import xlsx
from tests.office.package import Package, R

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FIRST_SLIDE, _FIRST_MASTER = 256, 2**31


def faults(package: Package) -> Iterator[str]:
    """Each with its part."""
    deck = package.trees[package.main]
    slides = list(deck.iter(f"{P}sldId"))
    numbers = [int(one.get("id")) for one in slides]
    if len(set(numbers)) != len(numbers) or any(not _FIRST_SLIDE <= one < _FIRST_MASTER for one in numbers):
        yield "två bilder har samma nummer, eller ett nummer som är någon annans"
    relations = package.relations(package.main)
    for one in slides:
        part = relations[one.get(f"{R}id")][1]
        yield from (f"{part}: {fault}" for fault in _slide(package, part))
    masters = [int(one.get("id")) for one in (*deck.iter(f"{P}sldMasterId"),)]
    layouts = [int(one.get("id")) for tree in package.trees.values() for one in tree.iter(f"{P}sldLayoutId")]
    if len({*masters, *layouts}) != len(masters) + len(layouts) or any(
        one < _FIRST_MASTER for one in masters + layouts
    ):
        yield "två mallar har samma nummer"


def _slide(package: Package, part: str) -> Iterator[str]:
    tree = package.trees[part]
    if len(package.related(part, "slideLayout")) != 1:
        yield "har ingen layout"
    for notes in package.related(part, "notesSlide"):
        if package.related(notes, "slide") != [part]:
            yield "anteckningarna hör till en annan bild"
    ids = [one.get("id") for one in tree.iter(f"{P}cNvPr")]
    if len(set(ids)) != len(ids):
        yield "två former har samma nummer"
    for body in (*tree.iter(f"{P}txBody"), *tree.iter(f"{A}txBody")):
        if body.find(f"{A}p") is None:
            yield "en textruta saknar stycke"
    for table in tree.iter(f"{A}tbl"):
        width = len(table.find(f"{A}tblGrid"))
        if any(len(list(row.iterchildren(f"{A}tc"))) != width for row in table.iterchildren(f"{A}tr")):
            yield "en rad är inte så bred som sin tabell"
    for frame in tree.iter(f"{P}graphicFrame", f"{P}pic"):
        if not any(one.get("descr") for one in frame.iter(f"{P}cNvPr")):
            yield "en bild eller ett diagram har ingen text för den som inte ser"
    for chart in package.related(part, "chart"):
        yield from _chart(package, chart)


def _chart(package: Package, chart: str) -> Iterator[str]:
    tree: Any = package.trees[chart]
    yield from xlsx.chart_faults(tree)
    held = package.related(chart, "package")
    if len(held) != 1:
        yield "ett diagram har inga tal att redigera"
    for one in held:
        book = Package(io.BytesIO(package.parts[one]))
        yield from (f"{one}: {fault}" for fault in xlsx.faults(book))
        titles = xlsx.Workbook(book)
        if any(titles.unknown_sheets(found.text or "") for found in tree.iter("{*}f")):
            yield "ett diagram pekar på tal som inte finns"
