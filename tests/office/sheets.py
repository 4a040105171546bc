"""What Excel asks of a sheet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import TYPE_CHECKING, Any

from runxl.excel import LONGEST_TEXT, MAX_COLUMN, MAX_ROW, MOST_LINKS, WIDEST_COLUMN, Area, area, position
from tests.office import tables
from tests.office.package import R, name
from tests.office.read import SPACE, M, text_of, units

if TYPE_CHECKING:
    from tests.office.xlsx import Workbook

ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup",
    "headerFooter", "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing",
    "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "AlternateContent", "extLst",
)  # fmt: skip
_ERRORS = ("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA")
_LONGEST_FORMULA, _LONGEST_LIST, _LONGEST_HEAD, _MOST_BREAKS, _HIGHEST = 8_192, 255, 255, 1_026, 409.5
_SAID = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}
_LONGEST_LOCATION, _LONGEST_TIP = 2_084, 255


def faults(book: Workbook, part: str) -> Iterator[str]:
    """In one sheet."""
    tree = book.package.trees[part]
    places = [ORDER.index(name(one)) for one in tree if isinstance(one.tag, str)]
    if places != sorted(places):
        yield "bladets delar står i fel ordning"
    values: dict[tuple[int, int], str | None] = {}
    yield from _rows(book, tree, values)
    yield from _columns(tree)
    yield from _view(tree)
    merged = _areas(tree, "mergeCell")
    yield from _merges(tree, merged)
    yield from _validations(book, tree)
    yield from _formats(book, tree)
    yield from _links(book, part, tree)
    yield from _paper(tree)
    yield from tables.faults(book, part, values, merged)
    for counted in ("mergeCells", "dataValidations", "tableParts", "rowBreaks"):
        found = tree.find(f"{M}{counted}")
        if found is not None and found.get("count") not in (None, str(len(found))):
            yield f"{counted} är fler eller färre än det står"


def _rows(book: Workbook, tree: Any, values: dict[tuple[int, int], str | None]) -> Iterator[str]:
    last_row = 0
    for row in tree.find(f"{M}sheetData"):
        number = int(row.get("r", last_row + 1))
        if not last_row < number <= MAX_ROW:
            yield f"rad {number} står fel"
        last_row = number
        if row.get("ht") and not 0 <= float(row.get("ht")) <= _HIGHEST:
            yield f"rad {number} är för hög"
        if int(row.get("s", 0)) >= book.styles.counts["cellXfs"]:
            yield f"rad {number} har en stil som inte finns"
        last_column = 0
        for cell in row:
            place = position(cell.get("r", ""))
            if place is None or place[0] != number or not last_column < place[1] <= MAX_COLUMN:
                yield f"cellen {cell.get('r')} står fel på rad {number}"
                continue
            last_column = place[1]
            values[place] = None
            yield from (f"{cell.get('r')} {one}" for one in _cell(book, cell, place, values))


def _cell(
    book: Workbook, cell: Any, place: tuple[int, int], values: dict[tuple[int, int], str | None]
) -> Iterator[str]:
    if int(cell.get("s", 0)) >= max(book.styles.counts["cellXfs"], 1):
        yield "har en stil som inte finns"
    kind, said = cell.get("t", "n"), cell.findtext(f"{M}v")
    yield from _formula(book, cell.findtext(f"{M}f") or "")
    inline = cell.find(f"{M}is")
    if (kind == "inlineStr") != (inline is not None):
        yield "säger fel om sin text"
    text = None
    if kind == "s":
        if not (said or "").isdecimal() or int(said or 0) >= len(book.shared):
            yield "pekar på en text som inte finns"
            return
        text = book.shared[int(said or 0)]
    elif inline is not None:
        text = text_of(inline)
        for one in inline.iter(f"{M}t"):
            if (one.text or "") != (one.text or "").strip() and one.get(SPACE) != "preserve":
                yield "förlorar sina blanksteg"
    elif kind == "str":
        text = said or ""
    elif said is not None and not _fits(kind, said):
        yield f"har värdet {said}, som inte är av slaget {kind}"
    if text is not None and units(text) > LONGEST_TEXT:
        yield "har en text som är längre än Excel tar"
    values[place] = text


def _formula(book: Workbook, formula: str) -> Iterator[str]:
    if units(formula) > _LONGEST_FORMULA or formula.startswith("="):
        yield "har en formel som Excel inte läser"
    if formula and book.unknown_sheets(formula):
        yield f"räknar med ett blad som inte finns: {formula}"


def _fits(kind: str, said: str) -> bool:
    if kind == "b":
        return said in ("0", "1")
    if kind == "e":
        return said in _ERRORS
    if kind == "d":
        return bool(re.fullmatch(r"\d{4}-\d\d-\d\d(T[\d:.]+Z?)?", said))
    try:
        return kind == "n" and isfinite(float(said)) and said.strip() == said
    except ValueError:
        return False


def _columns(tree: Any) -> Iterator[str]:
    last = 0
    for one in tree.iterfind(f"{M}cols/{M}col"):
        first, end = int(one.get("min")), int(one.get("max"))
        if not last < first <= end <= MAX_COLUMN or not 0 <= float(one.get("width", 8)) <= WIDEST_COLUMN:
            yield f"kolumnerna {first}–{end} står fel eller är för breda"
        last = end


def _view(tree: Any) -> Iterator[str]:
    for one in tree.iter(f"{M}sheetView"):
        panes = {pane.get("activePane") for pane in one.iter(f"{M}pane")}
        chosen = [found.get("pane", "topLeft") for found in one.iter(f"{M}selection")]
        if len(chosen) != len(set(chosen)) or (panes and not panes & set(chosen)):
            yield "den låsta rutan har ingen markering"
        for found in one.iter(f"{M}selection"):
            active = area(found.get("activeCell", "A1"))
            if active is None or not any(where and active.meets(where) for where in _places(found.get("sqref", "A1"))):
                yield "den aktiva cellen är inte markerad"


def _places(sqref: str) -> list[Area | None]:
    return [area(one) for one in sqref.split()]


def _areas(tree: Any, element: str) -> list[Area]:
    return [found for one in tree.iter(f"{M}{element}") if (found := area(one.get("ref"))) is not None]


def _merges(tree: Any, merged: list[Area]) -> Iterator[str]:
    if len(merged) != sum(1 for _ in tree.iter(f"{M}mergeCell")):
        yield "en sammanfogad cell står ingenstans"
    ordered = sorted(merged)
    for place, one in enumerate(ordered):
        if one[:2] == one[2:] or any(one.meets(other) for other in ordered[place + 1 :]):
            yield f"{one} är sammanfogad fel"


def _validations(book: Workbook, tree: Any) -> Iterator[str]:
    for one in tree.iter(f"{M}dataValidation"):
        where = one.get("sqref")
        if not where or None in _places(where):
            yield f"en regel för inmatning gäller ingenstans: {where}"
        for attribute, most in _SAID.items():
            if units(one.get(attribute, "")) > most:
                yield f"{where}: {attribute} är för lång"
        for found in (*one.iter(f"{M}formula1"), *one.iter(f"{M}formula2")):
            text = found.text or ""
            if text.startswith('"') and units(text) - 2 > _LONGEST_LIST:
                yield f"{where}: listan är för lång"
            if not text or text.startswith("=") or units(text) > _LONGEST_FORMULA or book.unknown_sheets(text):
                yield f"{where}: regeln för inmatning går inte att läsa: {text}"
        if one.get("type", "none") != "none" and one.find(f"{M}formula1") is None:
            yield f"{where}: regeln för inmatning säger ingenting"


def _formats(book: Workbook, tree: Any) -> Iterator[str]:
    seen = set()
    for one in tree.iter(f"{M}conditionalFormatting"):
        if not one.get("sqref") or None in _places(one.get("sqref")):
            yield "ett villkorligt format gäller ingenstans"
        for rule in one.iter(f"{M}cfRule"):
            if int(rule.get("dxfId", 0)) >= max(book.styles.counts["dxfs"], 1):
                yield "ett villkorligt format ser ut som inget som finns"
            if int(rule.get("priority")) < 1 or rule.get("priority") in seen:
                yield "två villkorliga format har samma plats i ordningen"
            seen.add(rule.get("priority"))
            formulas = [found.text or "" for found in rule.iter(f"{M}formula")]
            if rule.get("type") in ("expression", "cellIs") and not all(formulas or [""]):
                yield "ett villkorligt format saknar sitt villkor"
            for text in formulas:
                if text.startswith("=") or book.unknown_sheets(text):
                    yield f"ett villkorligt format går inte att läsa: {text}"


def _links(book: Workbook, part: str, tree: Any) -> Iterator[str]:
    relations = book.package.relations(part)
    found = list(tree.iter(f"{M}hyperlink"))
    if len(found) > MOST_LINKS:
        yield "fler länkar än Excel tar"
    for one in found:
        location, key = one.get("location", ""), one.get(f"{R}id")
        if area(one.get("ref", "")) is None or not (location or key):
            yield f"länken i {one.get('ref')} leder ingenstans"
        if "!" in location and not key and book.unknown_sheets(f"{location.rpartition('!')[0]}!"):
            yield f"länken i {one.get('ref')} leder till ett blad som inte finns: {location}"
        if units(location) > _LONGEST_LOCATION or units(one.get("tooltip", "")) > _LONGEST_TIP:
            yield f"länken i {one.get('ref')} är för lång"
        if key and units(relations.get(key, ("", "", True))[1]) > _LONGEST_LOCATION:
            yield f"länken i {one.get('ref')} är för lång"


def _paper(tree: Any) -> Iterator[str]:
    for one in tree.iterfind(f"{M}headerFooter/*"):
        text = one.text or ""
        if units(text) > _LONGEST_HEAD or re.search(r"(?<!&)(?:&&)*&(?![&LCRPNDTFAZGSXYUEBIHOK\"\d+-])", text):
            yield f"sidhuvudet eller sidfoten går inte att läsa: {text}"
        if any(int(size) > _HIGHEST for size in re.findall(r"(?<!&)(?:&&)*&(\d+)", text)):
            yield f"sidhuvudet eller sidfoten har för stora bokstäver: {text}"
    for breaks, most in (("rowBreaks", MAX_ROW), ("colBreaks", MAX_COLUMN)):
        found = [int(one.get("id")) for one in tree.iterfind(f"{M}{breaks}/{M}brk")]
        if len(found) > _MOST_BREAKS or found != sorted(set(found)) or any(not 0 < one < most for one in found):
            yield "sidbrytningarna står fel"
