"""A new Typ is one file and one entry in YAML: added as a developer would, in a copy of the program."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest

from tests.program_copy import TOP, copied, fill, run, runxl, runxl_each, written

FIRST = "    - {value: Minst,"
ENTRY = "    - {value: Minst dubbelt, help: Utfallet ska vara minst två gånger målvärdet.}\n"

FILE = '''"""Minst dubbelt: twice the target, so that what is written is where one begins."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runxl.contract.regel import Regel
from runxl.measure.formula import Outcome, Standard, against
from runxl.measure.typ import IndikatorRow, Judged, RowFault, Typ
from runxl.measure.values import Value
from runxl.measure.worded import measured


class MinstDubbelt(Typ):
    name = "Minst dubbelt"
    reads = "number"
    target = "number"
    needs = ("malvarde",)
    better = "higher"

    def judge(self, row: IndikatorRow, goal: Value, basis: Standard) -> Outcome | None:
        return against(row.utfall, _twice(goal), "minst", basis)

    def explain(self, told: Judged) -> str:
        return f"{told.utfall} mot dubbla {told.malet} {told.measure(_twice(told.goal))}{told.gives}"

    def aim(self, row: IndikatorRow, goal: Value) -> str:
        return f"Minst dubbelt mot {measured(goal, row.enhet)}"

    def faults(self, row: IndikatorRow) -> Iterator[RowFault]:
        if row.malvarde == 0:
            yield RowFault(Regel.UTGANGSVARDE_NOLL, "malvarde", {})


def _twice(goal: Value) -> Value:
    return goal * 2 if isinstance(goal, Decimal) else goal
'''


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("kopia"))


def write(copy: Path, code: str, entry: str = ENTRY) -> None:
    """The file, if there is to be one, and the entry, and no others of the kind."""
    here = copy / "runxl" / "typer" / "minst_dubbelt.py"
    here.unlink(missing_ok=True)
    if code:
        written(here, code)
    said = (TOP / "validation" / "codelists.yaml").read_text(encoding="utf-8")
    assert FIRST in said
    (copy / "validation" / "codelists.yaml").write_text(said.replace(FIRST, f"{entry}{FIRST}"), encoding="utf-8")


def row_of(copy: Path, nr: str) -> int:
    sheet = openpyxl.load_workbook(copy / "plan.xlsx")["Indikatorer"]
    return next(row for row, cell in enumerate(sheet["A"], 1) if cell.value == nr)


@pytest.fixture(scope="module")
def copy(bare: Path) -> Path:
    """The example, where an indikator has become one of the new Typ, and all that is written about it."""
    write(bare, FILE)
    runxl(bare, "ny", "plan.xlsx", "--exempel")
    row = row_of(bare, "3.2.1")
    fill(
        bare,
        "plan.xlsx",
        "Indikatorer",
        **{f"D{row}": "%", f"E{row}": "Minst dubbelt", f"F{row}": "30", f"G{row}": "20", f"I{row}": "36 %"},
    )
    papers = (("rapport", "plan.xlsx", "-o", f"rapport.{suffix}") for suffix in ("docx", "pptx"))
    runxl_each(bare, ("berakna", "plan.xlsx"), *papers)
    return bare


WHY = "Utfall 36 % mot dubbla målvärdet 40 % ger 90 % → Delvis"
AIM = "Minst dubbelt mot 20 %"


def test_it_stands_in_the_dropdown(copy: Path) -> None:
    listed = [cell.value for column in openpyxl.load_workbook(copy / "plan.xlsx")["Listor"].columns for cell in column]
    assert listed[listed.index("Minst") - 1] == "Minst dubbelt"


def test_it_is_read_judged_and_explained(copy: Path) -> None:
    found = json.loads(runxl(copy, "berakna", "plan.xlsx", "--json", "--bara-visa").stdout)["indikatorer"]
    (one,) = (one for one in found if one["nr"] == "3.2.1")
    assert (one["typ"], one["utfall"], one["maluppfyllelse"], one["utveckling"]) == ("Minst dubbelt", 36, 0.9, "↑")
    assert (one["status"], one["forklaring"]) == ("Delvis", WHY)
    assert WHY in [
        cell.value for cell in openpyxl.load_workbook(copy / "plan.xlsx")["Indikatorer"][row_of(copy, "3.2.1")]
    ]


def test_its_cells_are_checked(copy: Path) -> None:
    """What it needs, how it is read, and what it finds itself."""
    row = row_of(copy, "3.2.1")
    for cell, said, code in ((f"G{row}", "0", "RX216"), (f"G{row}", " ", "RX202"), (f"I{row}", "Ja", "RX114")):
        shutil.copy(copy / "plan.xlsx", copy / "fel.xlsx")
        fill(copy, "fel.xlsx", "Indikatorer", **{cell: said})
        (file,) = json.loads(runxl(copy, "validera", "fel.xlsx", "--json").stdout)["filer"]
        assert (cell, code) in [(one["cell"], one["kod"]) for one in file["fynd"]]


def test_every_document_words_its_target(copy: Path) -> None:
    document: Any = docx.Document(str(copy / "rapport.docx"))
    assert AIM in [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    slides: Any = pptx.Presentation(str(copy / "rapport.pptx")).slides
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    said = [cell.text for table in tables for row in table.rows for cell in row.cells]
    assert AIM.replace(" %", "\u00a0%") in said


LACKING = [
    ("", ENTRY, "codelists.yaml: Minst dubbelt har ingen klass i runxl/typer"),
    (FILE, "", "runxl/typer/minst_dubbelt.py: Minst dubbelt står inte bland koderna för typ i codelists.yaml"),
    ('"""Nothing."""\n', "", "runxl/typer/minst_dubbelt.py: ingen Typ"),
    (FILE.replace('"malvarde",)', '"malet",)'), ENTRY, "Minst dubbelt kräver kolumnen malet, som inte finns"),
    (FILE.replace('"Minst dubbelt"', '"Minst"'), "", "Minst har en annan klass också"),
    *(
        (FILE.replace(part, " _ "), ENTRY, f"runxl/typer/minst_dubbelt.py: MinstDubbelt saknar {name}")
        for part, name in (
            (" name =", "name"),
            (" reads =", "reads"),
            (" target =", "target"),
            (" needs =", "needs"),
            (" better =", "better"),
        )
    ),
    *(
        (
            FILE.replace(f"def {name}(", f"def _{name}("),
            ENTRY,
            f"runxl/typer/minst_dubbelt.py: MinstDubbelt saknar {name}",
        )
        for name in ("judge", "explain", "aim")
    ),
]


@pytest.mark.parametrize(("code", "entry", "fault"), LACKING)
def test_what_is_half_done_is_refused_by_name(code: str, entry: str, fault: str, copy: Path) -> None:
    write(copy, code.replace(" _ ", " _x ="), entry)
    refused = run(copy, "-m", "runxl", "validera", "plan.xlsx")
    assert refused.returncode == 2
    assert fault in refused.stderr
