"""Random years: what is answered in one period is never shown as another's, in any sheet, document or JSON.

Every answer of the contract (each column that belongs to a period) is filled in, or left empty, with a value of its
own for each period, so that a leak is found by searching all that is said. A former value may be said only where its
period is said with it: in the same cell, in the header of its column or on its row.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import random
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
import lxml.html
import pptx
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

import runxl
from runxl.contract.load import contract
from runxl.contract.vocabulary import Column, Table
from runxl.errors import RunxlError
from runxl.excel import column_letters
from runxl.output.document.file_formats import formats
from runxl.output.results.standing import setting_edits
from runxl.verbs.berakna import berakna
from runxl.verbs.migrera import migrate
from runxl.verbs.period import advance
from runxl.workbook.edits import Edit, Edits, Written
from runxl.workbook.patch import patch
from runxl.workbook.read import read
from tests.markdown_workbook import write

YEAR = 2026
PERIODS = ("Nämndplan", "DÅ 1", "DÅ 2", "Årsrapport")

PLAN = """
## Inställningar
| Inställning | Värde |
| Nämnd | Regionala utvecklingsnämnden |
| År | 2026 |
| Period | Nämndplan |
| Mål bedöms | Sammanvägs |
## Mål
| Nr | Mål |
| 1 | Ett attraktivt län |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Fler deltar | Turism |
| 1.2 | 1 | Fler gästnätter | Kultur |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Utgångsvärde | Målvärde | Ackumuleras |
| 1.1.1 | 1.1 | Deltagare | antal | Minst | | 60000 | Ja |
| 1.1.2 | 1.1 | Nöjda | antal | Minst | | 65000 | |
| 1.1.3 | 1.1 | Resor | antal | Öka | 100 | | |
| 1.2.1 | 1.2 | Gästnätter | antal | Högst | | 50000 | |
| 1.2.2 | 1.2 | Bäddar | antal | Kontrollmått | | | |
## Periodvärden
| Nr | Period | Periodmål |
| 1.1.1 | DÅ 1 | 20000 |
| 1.1.1 | DÅ 2 | 40000 |
## Aktiviteter
| Nr | Delmål | Aktivitet |
| 1.1-A1 | 1.1 | Bygga |
| 1.2-A1 | 1.2 | Utreda |
## Uppdrag
| Nr | Uppdragsgivare | Uppdrag |
| U1 | Fullmäktige till nämnd | Ta fram en plan |
| U2 | Nämnd till förvaltning | Bygga ut |
## Driftredovisning
| Post | Nivå | Enhet | Årsbudget |
| Intäkter | Summa | tkr | 100 |
| Resultat | Resultat | tkr | 100 |
## Verksamheter
| Verksamhet | Enhet |
| Kultur | tkr |
## Anslag
| Åtgärd | Enhet | Årsbudget |
| Stöd | tkr | 100 |
## Bolag
| Bolag | Enhet |
| Bolaget AB | tkr |
## Personal
| Nyckeltal | Enhet |
| Anställda | antal |
## Texter
| Nivå | Rubrik | Står kvar |
| 1 | Ett eget kapitel | |
"""

_FIRST = 2
"""The row of the first row of data."""

_SHARE = 0.85
"""So much is answered."""

_LARGE = 1e6


@dataclass
class Told:
    """The marks that have been written: what each says, and of which period."""

    of: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def mark(self, column: Column, period: str, chance: random.Random) -> Written:
        """A value that stands nowhere else."""
        number, place = next(self.numbers), PERIODS.index(period)
        if column.type == "date":
            value: Written = dt.date(1900 + number, 3, place + 1)
            self.of[f"{value}"] = period
        elif column.type in ("number", "outcome", "integer"):
            value = chance.choice((4, 5, 6, 7)) * 10_000 + place * 1000 + number
            self.of[f"{value}"] = period
        else:
            value = f"zq{place}ord{number}qz"
            self.of[str(value)] = period
        return value


def plan(folder: Path) -> Path:
    """On the template, with its dropdowns and the formats of its cells."""
    return migrate(write(PLAN, folder / "tabeller.xlsx"), folder / "plan.xlsx").file


def answered(table: Table) -> list[Column]:
    """What is answered in each period: whole rows in a table of events."""
    return [one for one in table.columns if table.each_period or one.belongs_to_period]


def fill_in(path: Path, period: str, chance: random.Random, told: Told) -> None:
    """What somebody may have answered in the period: some of it, in the cells that are empty."""
    book = read(path)
    edits = []
    for name, found in book.tables.items():
        table = contract().tables[name]
        rows = found.rows or ([_FIRST] if table.each_period else [])
        for column, row in itertools.product(answered(table) if table.kind == "data" else (), rows):
            stands = dict(zip(found.rows, found.values(column.name), strict=True)).get(row)
            if stands in (None, "") and chance.random() < _SHARE:
                value = _answer(column, period, chance, told)
                edits.append(Edit(table.sheet, f"{column_letters(found.columns[column.name].index)}{row}", value))
    patch(path, Edits(tuple(edits)))


def forget_what_lasts(path: Path, told: Told) -> None:
    """What is Avslutad, Klar or Följs ej upp, and a text that says so, stands in every period that follows."""
    for sheet, rows in runxl.read(path).to_dict().items():
        table = contract().table_of_sheet(sheet)
        lasting = [one for one in table.columns if one.lasting] if table else []
        for row in rows:
            if row.get("Står kvar") == "Ja" or any(row.get(one.title) in one.lasting for one in lasting):
                for value in row.values():
                    told.of.pop(str(value), None)


def _answer(column: Column, period: str, chance: random.Random, told: Told) -> Written:
    if column.codelist:
        return chance.choice(contract().codelists[column.codelist].values or ("Helt", "Delvis", "Inte"))
    return None if column.type in ("ref", "measure") or column.name == "avser_ar" else told.mark(column, period, chance)


@dataclass(frozen=True)
class Said:
    """Something that is said, with what says of which period it is: its header, or the row that it stands on."""

    where: str
    text: str
    around: str = ""


def sheets(path: Path) -> Iterator[Said]:
    """Every cell of every sheet; where a table says År and Period on its rows, they are said with each cell."""
    book = CalamineWorkbook.from_path(path)
    for title in book.sheet_names:
        header: list[str] = []
        for row in book.get_sheet_by_name(title).to_python():
            cells = [_text(one) for one in row]
            if "Period" in cells or (title in contract().sheets and not header):
                header = cells
            yield from _of_row(title, header, cells)


def _text(value: object) -> str:
    """As Excel shows it: a whole number without its decimals."""
    if isinstance(value, dt.datetime):
        return f"{value.date()}"
    return f"{value:g}" if isinstance(value, float) and value.is_integer() and abs(value) < _LARGE else f"{value}"


def _of_row(sheet: str, header: list[str], cells: list[str]) -> Iterator[Said]:
    named = dict(zip(header, cells, strict=False))
    moment = f"{named['Period']} {named.get('År') or YEAR}" if named.get("Period") else ""
    for place, text in enumerate(cells):
        title = header[place] if place < len(header) else ""
        of_row = named.get("Trendens rapporter", "") if title.startswith("Utfall ") else ""
        of_row += named.get("Tidigare utfall år", "") if title == "Tidigare utfall" else ""
        yield Said(f"{sheet}/{title}", text, f"{title} {moment} {of_row}")


def _in_docx(path: Path) -> Iterator[Said]:
    document = docx.Document(str(path))
    yield from (Said("docx", one.text) for one in document.paragraphs)
    for table in document.tables:
        header = [cell.text for cell in table.rows[0].cells]
        for row in table.rows:
            yield from (Said(f"docx/{title}", cell.text, title) for title, cell in zip(header, row.cells, strict=False))


def _in_pptx(path: Path) -> Iterator[Said]:
    for slide in pptx.Presentation(str(path)).slides:
        if slide.has_notes_slide:
            yield Said("notes", slide.notes_slide.notes_text_frame.text)
        for shape in slide.shapes:
            if shape.has_text_frame:
                yield Said("pptx", shape.text_frame.text)
            if shape.has_table:
                header = [cell.text for cell in shape.table.rows[0].cells]
                for row in shape.table.rows:
                    yield from (
                        Said(f"pptx/{title}", cell.text, title) for title, cell in zip(header, row.cells, strict=False)
                    )


def _in_html(path: Path) -> Iterator[Said]:
    page: Any = lxml.html.fromstring(path.read_text(encoding="utf-8"))
    for table in list(page.iter("table")):
        header: list[str] = []
        for row in table.iter("tr"):
            texts = [" ".join(cell.text_content().split()) for cell in row.iter("th", "td")]
            if row.find("td") is None:  # the last row of a header is the one that names the columns
                header = texts
            else:
                pairs = zip(reversed(header), reversed(texts), strict=False)  # what spans several rows stands first
                yield from (Said(f"html/{title}", text, title) for title, text in pairs)
        table.drop_tree()
    for block in page.iter("h1", "h2", "h3", "h4", "h5", "p", "li", "summary", "dt", "dd", "title"):
        yield Said(f"html/{block.tag}", block.text_content())


DOCUMENTS: Mapping[str, Callable[[Path], Iterable[Said]]] = {
    ".docx": _in_docx,
    ".pptx": _in_pptx,
    ".html": _in_html,
}
assert {*DOCUMENTS, ".pdf"} == {*formats()}, "every format is read here but .pdf, which is the .docx printed"


def _in_json(value: Any, where: str = "json") -> Iterator[Said]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _in_json(one, f"{where}/{name}")
    elif isinstance(value, list):
        for one in value:
            yield from _in_json(one, where)
    else:
        yield Said(where, str(value))


_THOUSANDS = re.compile(r"(?<=\d)[\s\u00a0\u202f](?=\d{3})")


def leaks(said: Iterable[Said], now: str, told: Told, year: int = YEAR) -> list[str]:
    """What is said of another period than it was answered in, without its period being said with it."""
    marks = re.compile("|".join(map(re.escape, sorted(told.of, key=len, reverse=True))) or "(?!)")
    found = []
    for one in said:
        for mark in marks.findall(_THOUSANDS.sub("", one.text)):
            of = told.of[mark]
            labels = [f"{of} {YEAR}"]
            if year > YEAR and of == PERIODS[-1]:
                labels += [str(YEAR), "Föregående"]
            own = of == now and year == YEAR
            if not own and not any(label in f"{one.text} {one.around}" for label in labels):
                found.append(f"{one.where} in {now} {year} says of {of}: {one.text[:120]!r} [{one.around}]")
    return found


def every_output(path: Path, period: str, folder: Path) -> Iterator[Said]:
    yield from sheets(path)
    yield from _in_json(runxl.assess(path).to_dict())
    for suffix, told_in in DOCUMENTS.items():
        target = folder / f"{period}{suffix}"
        runxl.report(path, target, replace=True)
        yield from told_in(target)


def in_summary(path: Path, folder: Path) -> Iterator[Said]:
    runxl.summarize(path, folder / "alla.xlsx", replace=True)
    yield from sheets(folder / "alla.xlsx")


def asked_for_another(path: Path, asked: str, folder: Path) -> Iterator[Said]:
    """Another period is asked for, and Period is changed by hand."""
    yield from _in_json(runxl.assess(path, asked).to_dict())
    moved = by_hand(path, asked, folder / "för hand.xlsx")
    with contextlib.suppress(RunxlError):  # a closed period is refused before its answers are looked at
        assert berakna(moved).refused
    yield from in_summary(moved, folder)


def by_hand(path: Path, period: str, out: Path) -> Path:
    """Somebody chooses another period in Inställningar."""
    return patch(path, setting_edits(read(path, to_write=True), {"period": period}), out, replace=True).file


@pytest.mark.parametrize("away", range(1, len(PERIODS)))
@settings(max_examples=1, deadline=None, phases=[Phase.generate])
@given(seed=st.integers(0, 2**32))
def test_nothing_said_in_one_period_is_shown_as_anothers(away: int, seed: int) -> None:
    chance, told = random.Random(seed), Told()  # noqa: S311
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = plan(folder)
        for period in [one for one in PERIODS if one in (PERIODS[0], PERIODS[-1]) or chance.random() < _SHARE]:
            if period != PERIODS[0]:
                advance(path, period)
                assert leaks(every_output(path, period, folder), period, told) == []
            fill_in(path, period, chance, told)
            runxl.write_back(path, runxl.assess(path))
            said = itertools.chain(every_output(path, period, folder), in_summary(path, folder))
            assert leaks(said, period, told) == []
            forget_what_lasts(path, told)
            asked = PERIODS[(PERIODS.index(period) + away) % len(PERIODS)]
            assert leaks(asked_for_another(path, asked, folder), asked, told) == []
        after = folder / "nästa.xlsx"
        runxl.new(after, previous=path)
        assert leaks(every_output(after, PERIODS[0], folder), PERIODS[0], told, YEAR + 1) == []


def test_a_leak_is_found() -> None:
    """The search can fail: former values without their period, in figures as they are written and in words."""
    told = Told({"51063": "DÅ 1", "zq1ord7qz": "DÅ 1"})
    bare = [Said("docx", "Utfall 51\u00a0063 st"), Said("json", "zq1ord7qz")]
    assert len(leaks(bare, "DÅ 2", told)) == len(bare)
    assert leaks(bare, "DÅ 1", told) == []
    assert leaks([Said("docx", "51 063 (DÅ 1 2026)"), Said("pptx", "51 063", "Utfall DÅ 1 2026")], "DÅ 2", told) == []
