"""Samples: what people do to a workbook's layout with the best of intentions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.onda.book import (
    INDIKATORER,
    LIST,
    MAL,
    RELS,
    ROWS,
    Row,
    letter,
    replaced,
    row,
    rows,
    settings,
    titles,
    with_parts,
)
from tests.onda.sample import Sample
from tests.workbook.packages import sheet, text

END = "</sheetData>"
FIRST, SECOND = ROWS["indikatorer"]
NAMES = titles("indikatorer")
AT = letter("indikatorer", "Utfall")
LAST = letter("indikatorer", NAMES[-1])


def _indikatorer(values: Sequence[Row] = (FIRST, SECOND), header: Sequence[str] = NAMES) -> Callable[[Path], Path]:
    return lambda folder: with_parts(folder, {INDIKATORER: sheet(rows("indikatorer", values, header))})


def _moved(top: int) -> Callable[[Path], Path]:
    lines: list[Row] = [{title: title for title in NAMES}, FIRST, SECOND]
    content = "".join(row(number, NAMES, line) for number, line in enumerate(lines, top))
    return lambda folder: with_parts(folder, {INDIKATORER: sheet(content)})


def _swapped(part: str, *changes: tuple[str, str]) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        content = replaced(part, *changes[0])
        for old, new in changes[1:]:
            content = content.replace(old, new)
        return with_parts(folder, {part: content})

    return make


def _setting(name: str, value: str | float) -> Callable[[Path], Path]:
    values = [{**one, "Värde": value} if one["Inställning"] == name else one for one in settings()]
    return lambda folder: with_parts(folder, {"xl/worksheets/installningar.xml": sheet(rows("installningar", values))})


def _renamed(old: str, new: str) -> list[str]:
    return [new if name == old else name for name in NAMES]


def _hidden(folder: Path) -> Path:
    hidden = replaced(INDIKATORER, '<row r="3">', '<row r="3" hidden="1">').replace(
        "<sheetData>", '<cols><col min="3" max="8" hidden="1"/></cols><sheetData>'
    )
    return with_parts(folder, {INDIKATORER: hidden})


def _without(*names: str) -> list[str]:
    return [name for name in NAMES if name not in names]


def _other(**values: str | float) -> Row:
    return {**SECOND, **{key.replace("_", " "): value for key, value in values.items()}}


BLANK: Row = {}
SAMPLES = [
    Sample("omdöpt rubrik", _indikatorer([{**FIRST, "Resultat": 95}], _renamed("Utfall", "Resultat")), found=("RX013", "RX019"), said="Utfall"),
    Sample("nästan rätt rubrik", _indikatorer([FIRST], _renamed("Målvärde", "Målvärden")), found=("RX013",), said="Målvärde"),
    Sample("rubrik med andra versaler och mellanslag", _indikatorer([{**FIRST, " UTFALL ": 95}], _renamed("Utfall", " UTFALL "))),
    Sample("rubriker i annan ordning", _indikatorer(header=NAMES[::-1])),
    Sample("flyttad rubrikrad", _moved(7)),
    Sample("rubrikrad för långt ned", _moved(60), found=("RX012",), lost=("RX021",)),
    Sample("rubrikrad saknas", lambda folder: with_parts(folder, {INDIKATORER: sheet(row(1, NAMES, FIRST))}), found=("RX012",), lost=("RX021",)),
    Sample("dubblerad rubrik", _indikatorer(header=[*NAMES, "Utfall"]), found=("RX015",)),
    Sample("kolumn borttagen", _indikatorer(header=_without("Delmål")), found=("RX013", "RX306")),
    Sample("infogad kolumn", _indikatorer([{**FIRST, "Anteckning": "egen"}], [*NAMES[:3], "Anteckning", *NAMES[3:]]), found=("RX019",)),
    Sample("infogad tom rad", _indikatorer([FIRST, BLANK, BLANK, SECOND])),
    Sample("sammanslagen rubrik", _swapped(INDIKATORER, (END, f'{END}<mergeCells><mergeCell ref="A1:C1"/></mergeCells>'))),
    Sample("sammanslagna värden", _swapped(INDIKATORER, (END, f'{END}<mergeCells><mergeCell ref="{AT}2:{AT}3"/></mergeCells>')), found=("RX023",)),
    Sample("dolda rader och kolumner", _hidden, found=("RX022",)),
    Sample("rad utan höjd", _swapped(INDIKATORER, ('<row r="3">', '<row r="3" ht="0" customHeight="1">')), found=("RX022",)),
    Sample("rad av en halv punkts höjd", _swapped(INDIKATORER, ('<row r="3">', '<row r="3" ht="0.5" customHeight="1">'))),
    Sample("sammanslagna värden i små bokstäver", _swapped(INDIKATORER, (END, f'{END}<mergeCells><mergeCell ref="{AT}2:{AT}3"/></mergeCells>'.lower().replace("</sheetdata><mergecells><mergecell", "</sheetData><mergeCells><mergeCell").replace("</mergecells>", "</mergeCells>"))), found=("RX023",)),
    Sample("sammanslagna värden inom enkla citattecken", _swapped(INDIKATORER, (END, f"{END}<mergeCells><mergeCell ref='{AT}2:{AT}3'/></mergeCells>")), found=("RX023",)),
    Sample("filter", _swapped(INDIKATORER, ('<row r="2">', '<row r="2" hidden="true">'), (END, f'{END}<autoFilter ref="A1:{LAST}3"/>')), found=("RX022",)),
    Sample("dolt blad", _swapped(LIST, ('name="Indikatorer"', 'name="Indikatorer" state="hidden"'))),
    Sample("mycket dolt blad", _swapped(LIST, ('name="Indikatorer"', 'name="Indikatorer" state="veryHidden"'))),
    Sample("omdöpt blad", _swapped(LIST, ('name="Indikatorer"', 'name="Indikatorer 2024"')), found=("RX010",), lost=("RX021",), said="Menade"),
    Sample("borttaget blad", lambda folder: with_parts(folder, {LIST: replaced(LIST, 'name="Personal"', 'name="Bort"')}), found=("RX011",)),
    Sample("dubblerad nyckel", _indikatorer([FIRST, FIRST]), found=("RX201",)),
    Sample("nyckel saknas", _indikatorer([FIRST, _other(Nr="")]), found=("RX101",)),
    Sample("3.10 som har blivit 3.1", _indikatorer([{**FIRST, "Nr": "1.1.9"}, {**SECOND, "Nr": 1.1}]), found=("RX116",)),
    Sample("mellanslag efter", _indikatorer([{**FIRST, "Nr": "1.1.1 ", "Typ": "Minst  "}, SECOND])),
    Sample("delmål som inte finns", _indikatorer([FIRST, _other(Delmål="7.7")]), found=("RX302",)),
    Sample("äldre mall", _setting("Mallversion", "0.1"), found=("RX016",)),
    Sample("nyare mall", _setting("Mallversion", "99.0"), found=("RX017",)),
    Sample("okänd styrmodell", _setting("Styrmodell", "Region Ingenstans"), found=("RX103",)),
    Sample("tusen kolumner", _indikatorer(header=[*NAMES, *(f"Egen {n}" for n in range(650))]), found=("RX019",) * 650),
    Sample("rubriken är ett fel", _swapped(INDIKATORER, (text(f"{AT}1", "Utfall"), f'<c r="{AT}1" t="e"><v>#REF!</v></c>')), found=("RX013", "RX019")),
    Sample("rubriken är en oräknad formel", _swapped(INDIKATORER, (text(f"{AT}1", "Utfall"), f'<c r="{AT}1"><f>A9</f></c>')), found=("RX013",)),
    Sample("allt i ett blad", lambda folder: with_parts(folder, {MAL: sheet(rows("indikatorer"))}), found=("RX013",) * 9 + ("RX014",) + ("RX019",) * 24 + ("RX301",) + ("RX307",) * 2),
    Sample("relation till fel del", lambda folder: with_parts(folder, {RELS: replaced(RELS, "worksheets/mal.xml", "styles.xml")}), found=("RX012",), lost=("RX021",)),
]  # fmt: skip
