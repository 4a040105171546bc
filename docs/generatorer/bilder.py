"""docs/bilder: pictures of the real sheets, drawn by LibreOffice and poppler, and of pages, drawn by a browser.

A picture is not compared dot by dot: fonts and versions differ. Beside the pictures stands kallor.txt with, for each,
a digest of what it shows (cells, looks, widths, charts) and one of the file. So a stale, lost or exchanged picture is
noticed also where none can be drawn, and only what is stale is drawn anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from docs.generatorer import ROOT, Files, sidor
from runxl.verbs.berakna import berakna
from runxl.verbs.dela.split import split
from runxl.verbs.demo.folder import prepare
from runxl.verbs.demo.people import ANSWER_BY, answer, conclude, correct, make_plan
from runxl.verbs.examine import reported
from runxl.verbs.samla.collect import collect
from runxl.verbs.sammanfatta import summarize
from runxl.verbs.validera.mark import mark
from runxl.workbook.read import read

FOLDER = ROOT / "docs" / "bilder"
SOURCES = "docs/bilder/kallor.txt"
_DPI = 115
_COMPUTED = dt.datetime(2025, 1, 15, 9, 0)  # noqa: DTZ001 (a sheet knows no time zone)


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a sheet. Columns that a sheet repeats on every printed page stand first also here."""

    name: str
    book: str
    sheet: str
    area: str

    @property
    def path(self) -> Path:
        return FOLDER / f"{self.name}.png"


_PERIOD = "Årsrapport"
_PLAN, _SENT, _MARKED = (
    "Plan 2024.xlsx",
    f"Utskick {_PERIOD}/Svar Kultur – {_PERIOD} 2024.xlsx",
    "Svar Kultur med fynd.xlsx",
)

PICTURES = (
    Picture("start", _PLAN, "Start", "A1:C24"),
    Picture("installningar", _PLAN, "Inställningar", "A1:C15"),
    Picture("delmal", _PLAN, "Delmål", "G1:I9"),
    Picture("indikatorer", _PLAN, "Indikatorer", "Y1:AC15"),
    Picture("svar", _SENT, "Indikatorer", "D1:N7"),
    Picture("fel", _MARKED, "Indikatorer", "D1:L5"),
    Picture("fynd", _MARKED, "Fynd", "A1:H4"),
    Picture("sammanfattning", _PLAN, "Sammanfattning", "A1:H32"),
    Picture("sammanstallning", "Sammanställning 2024.xlsx", "Översikt", "A1:K26"),
)


def sources() -> Files:
    """kallor.txt as it is when every picture is there and shows what the sheets show."""
    lines = [f"{one.name}.png {shown} {_of_file(one.path)}" for one, shown in zip(PICTURES, _shown(), strict=True)]
    lines += [f"{one.name}.png {shown} {_of_file(_path(one))}" for one, shown, _ in _pages()]
    return {SOURCES: "\n".join(lines) + "\n"}


def can_draw() -> bool:
    return all(shutil.which(program) for program in ("soffice", "pdftoppm")) and sidor.browser() is not None


def draw() -> None:
    """Draws the pictures that do not show what the sheets show now."""
    noted = _noted()
    with tempfile.TemporaryDirectory() as folder:
        _round(Path(folder))
        for one, shown in zip(PICTURES, _shown(), strict=True):
            if noted.get(f"{one.name}.png") != (shown, _of_file(one.path)):
                _draw(one, Path(folder))
    for shot, shown, content in _pages():
        if noted.get(f"{shot.name}.png") != (shown, _of_file(_path(shot))):
            sidor.draw(shot, content, _path(shot))


def _pages() -> list[tuple[sidor.Shot, str, bytes]]:
    """Each with a digest of what it shows."""
    return [
        (one, _digest(f"{one.width} {one.height} ".encode() + content), content)
        for one, content in zip(sidor.SHOTS, sidor.contents(), strict=True)
    ]


def _path(one: sidor.Shot) -> Path:
    return FOLDER / f"{one.name}.png"


def _noted() -> dict[str, tuple[str, ...]]:
    path = ROOT / SOURCES
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return {name: tuple(rest) for name, *rest in map(str.split, lines)}


def _round(top: Path) -> None:
    """The last round of `runxl demo`, and the workbook with a fault as it was marked."""
    folder = prepare(top, replace=False)
    make_plan(folder.plan, _PERIOD)
    split(folder.plan, folder.sent(_PERIOD), answer_by=ANSWER_BY[_PERIOD])
    careless = answer(folder, _PERIOD, careless=True)
    marked = top / _MARKED
    shutil.copy(careless, marked)
    list(mark(reported([read(marked)])))
    correct(folder, _PERIOD, careless)
    collect(folder.answers(_PERIOD), folder.plan)
    conclude(folder.plan, _PERIOD)
    berakna(folder.plan, now=_COMPUTED)
    summarize([folder.plan, folder.answers(_PERIOD)], folder.summary)


@cache
def _shown() -> tuple[str, ...]:
    """A digest of what each picture shows, in order."""
    with tempfile.TemporaryDirectory() as folder:
        _round(Path(folder))
        return tuple(_of_cells(one, Path(folder) / one.book) for one in PICTURES)


def _of_cells(one: Picture, book: Path) -> str:
    """Values, looks, widths and heights of the cells, marks by condition, and charts: what a picture is drawn from."""
    from openpyxl import load_workbook

    sheet: Any = load_workbook(book)[one.sheet]
    seen: list[Any] = [one.area, [(key, found.width, found.hidden) for key, found in sheet.column_dimensions.items()]]
    for row in sheet[one.area]:
        seen += [sheet.row_dimensions[row[0].row].height, [_of_cell(cell) for cell in row]]
    for area in sheet.conditional_formatting:
        seen += [str(area.sqref), [(rule.formula, rule.text, _of_look(rule.dxf)) for rule in area.rules]]
    with zipfile.ZipFile(book) as parts:
        charts = [parts.read(name) for name in sorted(parts.namelist()) if name.startswith("xl/charts/chart")]
    return _digest(repr(seen).encode() + b"".join(charts if sheet._charts else []))  # noqa: SLF001 (no public face)


def _of_cell(cell: Any) -> tuple[Any, ...]:
    return cell.value, cell.number_format, _of_look(cell), cell.alignment.wrap_text, cell.border.bottom.style


def _of_look(look: Any) -> tuple[Any, ...]:
    """The font and the ground of a cell or of a mark."""
    font, fill = look.font, look.fill
    return (
        (font.name, font.sz, font.b, font.color.rgb if font.color else None) if font else None,
        (fill.fgColor.rgb, fill.bgColor.rgb) if fill else None,
    )


def _of_file(path: Path) -> str:
    return _digest(path.read_bytes()) if path.is_file() else "saknas"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _draw(one: Picture, folder: Path) -> None:
    book = _alone(one, folder)
    profile = (folder / "lo").as_uri()
    convert = [
        "soffice",
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*convert, str(book)], check=True, capture_output=True, env={**os.environ, "LC_ALL": "sv_SE.UTF-8"})
    page = ["pdftoppm", "-r", str(_DPI), "-singlefile", str(book.with_suffix(".pdf"))]
    x, y, width, height = _inked(subprocess.run([*page, "-gray"], check=True, capture_output=True).stdout)
    crop = ["-x", str(x), "-y", str(y), "-W", str(width), "-H", str(height)]
    subprocess.run([*page, str(one.path.with_suffix("")), "-png", *crop], check=True)


def _alone(one: Picture, folder: Path) -> Path:
    """A copy of the workbook that prints the picture's area alone, on one page."""
    target = folder / f"{one.name}.xlsx"
    with zipfile.ZipFile(folder / one.book) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        book = old.read("xl/workbook.xml").decode()
        names = re.findall(r'<sheet name="([^"]*)"', book)
        number = names.index(one.sheet)
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/workbook.xml":
                text = _only(book, one, number).encode()
            elif name == f"xl/worksheets/sheet{number + 1}.xml":
                text = _on_one_page(text.decode()).encode()
            new.writestr(name, text)
    return target


def _only(book: str, one: Picture, number: int) -> str:
    """Every other sheet hidden, and the area to print."""
    book = re.sub(rf'<sheet name="(?!{re.escape(one.sheet)}")', '<sheet state="hidden" name="', _all_shown(book))
    first, last = (re.sub(r"([A-Z]+)([0-9]+)", r"$\1$\2", cell) for cell in one.area.split(":"))
    area = f'<definedName name="_xlnm.Print_Area" localSheetId="{number}">\'{one.sheet}\'!{first}:{last}</definedName>'
    book = re.sub(rf'<definedName name="_xlnm.Print_Area" localSheetId="{number}">.*?</definedName>', "", book)
    book = re.sub(r"(<workbookView [^>]*?)( activeTab=\"[0-9]+\")?( ?/>)", rf'\1 activeTab="{number}"\3', book)
    if "<definedNames>" in book:
        return book.replace("<definedNames>", f"<definedNames>{area}", 1)
    return book.replace("</sheets>", f"</sheets><definedNames>{area}</definedNames>", 1)


def _all_shown(book: str) -> str:
    return re.sub(r'(<sheet [^>]*?) state="\w+"', r"\1", book)


def _on_one_page(sheet: str) -> str:
    if "fitToPage" not in sheet:
        sheet = re.sub(r"<sheetPr.*?(?:/>|</sheetPr>)", "", sheet, count=1)
        sheet = re.sub(r"<worksheet [^>]*>", r'\g<0><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>', sheet, count=1)
    sheet = re.sub(r"<headerFooter.*?</headerFooter>", "", sheet, flags=re.DOTALL)
    sheet = re.sub(r"<(row|col)Breaks.*?</(row|col)Breaks>", "", sheet, flags=re.DOTALL)
    return re.sub(r"<pageSetup [^>]*/>", '<pageSetup paperSize="9" orientation="landscape" fitToHeight="1"/>', sheet)


def _inked(page: bytes) -> tuple[int, int, int, int]:
    """Where on a grey page (PGM) there is anything: x, y, width and height, with a little air around."""
    _, size, _, dots = page.split(b"\n", 3)
    width, height = map(int, size.split())
    white = b"\xff" * width
    rows = [at for at in range(height) if dots[at * width : (at + 1) * width] != white]
    lines = [dots[at * width : (at + 1) * width] for at in rows]
    left = min(width - len(line.lstrip(b"\xff")) for line in lines)
    right = max(len(line.rstrip(b"\xff")) for line in lines)
    x, y = max(0, left - _AIR), max(0, rows[0] - _AIR)
    return x, y, min(width, right + _AIR) - x, min(height, rows[-1] + 1 + _AIR) - y


_AIR = 4
