"""Workbooks that other programs have written, each with a sheet of every kind that a colleague may have made."""

from __future__ import annotations

import datetime as dt
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

from tests.office import tools
from tests.soffice import convert

ROWS = (("Nr", "Mål", "Utfall", "Datum"), *((n, f"Mål {n} & <co>", n / 4, dt.date(2026, 1, n)) for n in range(1, 9)))


def plain(sheet: Any) -> None:
    """Values alone."""


def table(sheet: Any) -> None:
    sheet.add_table(Table(displayName="tblMål", ref="A1:D9"))


def merged(sheet: Any) -> None:
    sheet.merge_cells("F1:H2")


def rules(sheet: Any) -> None:
    checked = DataValidation(type="list", formula1='"Ja,Nej"')
    checked.add("F2:F9")
    sheet.add_data_validation(checked)
    low = Rule("cellIs", operator="lessThan", formula=["1"], dxf=DifferentialStyle(fill=PatternFill(bgColor="FFC7CE")))
    sheet.conditional_formatting.add("C2:C9", low)


def drawn(sheet: Any) -> None:
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=9), titles_from_data=True)
    sheet.add_chart(chart, "F4")
    sheet["B3"].comment = Comment("Kommentar", "kollegan")


def frozen(sheet: Any) -> None:
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = "A1:D9"
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].width = 30


def named(sheet: Any) -> None:
    sheet.parent.defined_names["utfall"] = DefinedName("utfall", attr_text="'Mål'!$C$2:$C$9")
    sheet["E2"] = "=SUM(utfall)"
    sheet["E3"] = "=C2*2"


def linked(sheet: Any) -> None:
    sheet["B2"].hyperlink = "https://exempel.se/mål"
    sheet.protection.sheet = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "Sida &P"


KINDS: tuple[Callable[[Any], None], ...] = (plain, table, merged, rules, drawn, frozen, named, linked)


def by_openpyxl(folder: Path) -> list[Path]:
    made = []
    for kind in KINDS:
        book = openpyxl.Workbook()
        sheet: Any = book.active
        sheet.title = "Mål"
        for row in ROWS:
            sheet.append(row)
        kind(sheet)
        book.create_sheet("Annat")["A1"] = "orört"
        made.append(folder / f"{kind.__name__}.xlsx")
        book.save(made[-1])
    return made


def by_libreoffice(folder: Path) -> list[Path]:
    """The same, opened and saved there."""
    theirs = folder / "libreoffice"
    theirs.mkdir()
    given = by_openpyxl(folder)
    convert("xlsx:Calc MS Excel 2007 XML", theirs, *given)
    return [theirs / one.name for one in given]


def by_gnumeric(folder: Path) -> list[Path]:
    program, made = tools.require_gnumeric(), []
    for one in by_openpyxl(folder):
        made.append(folder / f"gnumeric {one.name}")
        command = [program, "--export-type=Gnumeric_Excel:xlsx2", str(one), str(made[-1])]
        subprocess.run(command, check=True, capture_output=True, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
    return made


_SCRIPT = """
const [modules, out, ...given] = process.argv.slice(1)
const SheetJS = require(modules + '/xlsx'), ExcelJS = require(modules + '/exceljs'), path = require('path')
async function main() {
  for (const file of given) {
    const name = path.basename(file)
    SheetJS.writeFile(SheetJS.readFile(file, {cellDates: true}), out + '/sheetjs ' + name, {compression: true})
    const book = new ExcelJS.Workbook()
    if (['table.xlsx', 'drawn.xlsx'].includes(name)) {  // ExcelJS does not read openpyxl's, and makes its own
      const rows = [1, 2, 3, 4, 5, 6, 7, 8].map(n => [n, 'Mål ' + n, n / 4, new Date(2026, 0, n)])
      const columns = ['Nr', 'Mål', 'Utfall', 'Datum'].map(name => ({name}))
      book.addWorksheet('Mål').addTable({name: 'tblMål', ref: 'A1', headerRow: true, columns, rows})
      if (name === 'drawn.xlsx') book.getWorksheet('Mål').getCell('B3').note = 'Kommentar'
    } else {
      await book.xlsx.readFile(file)
    }
    await book.xlsx.writeFile(out + '/exceljs ' + name)
  }
}
main()
"""


def by_javascript(folder: Path) -> list[Path]:
    """SheetJS and ExcelJS, of what openpyxl made."""
    (node, modules), given = tools.require_node(), by_openpyxl(folder)
    subprocess.run([node, "-e", _SCRIPT, str(modules), str(folder), *map(str, given)], check=True, capture_output=True)
    return [folder / f"{program} {one.name}" for program in ("sheetjs", "exceljs") for one in given]
