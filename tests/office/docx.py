"""What Word asks of a document and no schema says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.office import xlsx
from tests.office.package import Package, name
from tests.office.read import SPACE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOW = 15
_STORIES = ("document", "header", "footer", "footnotes", "endnotes", "comments")
_STYLED = ("pStyle", "rStyle", "tblStyle")
_MOST_COLUMNS = 63


def faults(package: Package) -> Iterator[str]:
    """Each with its part."""
    styles = _ids(package, "styles", "style", "styleId")
    numbers = _ids(package, "numbering", "num", "numId")
    if not _modern(package):
        yield "Word visar dokumentet i kompatibilitetsläge"
    ids: list[str] = []
    for part, tree in package.trees.items():
        if not part.startswith("word/") or not name(tree).startswith(("document", "hdr", "ftr", *_STORIES)):
            continue
        yield from (f"{part}: {one}" for one in _story(tree, styles, numbers))
        ids += [one.get("id") for one in tree.iter("{*}docPr")]
        for one in tree.iter("{*}docPr"):
            if not one.get("descr"):
                yield f"{part}: en bild har ingen text för den som inte ser"
    if len(ids) != len(set(ids)):
        yield "två bilder har samma nummer"
    for part, tree in package.trees.items():
        if "/charts/chart" in part:
            yield from (f"{part}: {one}" for one in xlsx.chart_faults(tree))


def _ids(package: Package, kind: str, element: str, attribute: str) -> set[str]:
    found = package.related(package.main, kind)
    return {one.get(f"{W}{attribute}") for one in package.trees[found[0]].iter(f"{W}{element}")} if found else set()


def _modern(package: Package) -> bool:
    (found,) = package.related(package.main, "settings")
    modes = {
        int(one.get(f"{W}val"))
        for one in package.trees[found].iter(f"{W}compatSetting")
        if one.get(f"{W}name") == "compatibilityMode"
    }
    return modes == {_NOW}


def _story(tree: Any, styles: set[str], numbers: set[str]) -> Iterator[str]:
    for one in tree.iter(*(f"{W}{element}" for element in _STYLED)):
        if one.get(f"{W}val") not in styles:
            yield f"formatmallen {one.get(f'{W}val')} finns inte"
    for one in tree.iter(f"{W}numId"):
        if one.get(f"{W}val") not in {*numbers, "0"}:
            yield f"listan {one.get(f'{W}val')} finns inte"
    for table in tree.iter(f"{W}tbl"):
        yield from _table(table)
    yield from _pairs(tree)
    for one in tree.iter(f"{W}t"):
        if (one.text or "") != (one.text or "").strip() and one.get(SPACE) != "preserve":
            yield f"blanksteg går förlorade: {one.text}"


def _table(table: Any) -> Iterator[str]:
    grid = table.find(f"{W}tblGrid")
    width = len(grid) if grid is not None else 0
    if not 0 < width <= _MOST_COLUMNS:
        yield "en tabell saknar kolumner eller har för många"
    for row in table.iterchildren(f"{W}tr"):
        cells = list(row.iterchildren(f"{W}tc"))
        spans = [int(one.get(f"{W}val")) for cell in cells for one in cell.iterfind(f"{W}tcPr/{W}gridSpan")]
        if len(cells) - len(spans) + sum(spans) != width:
            yield "en rad är inte så bred som sin tabell"
        if any(name(cell[-1]) != "p" for cell in cells):
            yield "en cell slutar inte med ett stycke"


def _pairs(tree: Any) -> Iterator[str]:
    depth = 0
    for one in tree.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(one.get(f"{W}fldCharType"), 0)
        if depth < 0:
            yield "ett fält slutar innan det börjar"
    if depth:
        yield "ett fält slutar aldrig"
    starts = [one.get(f"{W}id") for one in tree.iter(f"{W}bookmarkStart")]
    ends = [one.get(f"{W}id") for one in tree.iter(f"{W}bookmarkEnd")]
    titles = [one.get(f"{W}name").casefold() for one in tree.iter(f"{W}bookmarkStart")]
    if sorted(starts) != sorted(ends) or len(set(starts)) != len(starts) or len(set(titles)) != len(titles):
        yield "bokmärkena går inte ihop"
