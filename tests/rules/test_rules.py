"""Every finding code fires where it should and is silent where it should be.

The cases stand in the Markdown files beside this one: `# RX101 fel Indikatorer!E2` begins a workbook that gives the finding at
those cells and no other fault, `# RX101 rent` one that does not give it. Sheets that a case leaves out are the plan below.
Codes about the file itself cannot be written as tables; their cases are in FILES.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from runxl.contract.load import contract
from runxl.findings import Finding
from runxl.verbs.examine import reported
from runxl.workbook.read import read
from tests.conftest import MakeWorkbook
from tests.rules import files

PLAN = {
    "Mål": "## Mål\n| Nr | Mål |\n|---|---|\n| 1 | Ett mål |\n",
    "Delmål": "## Delmål\n| Nr | Mål | Delmål | Ansvarig |\n|---|---|---|---|\n| 1.1 | 1 | Ett delmål | Kultur |\n",
    "Indikatorer": "## Indikatorer\n| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet |\n"
    "|---|---|---|---|---|---|---|\n| 1.1.1 | 1.1 | Besök | Minst | 10 | 12 | År |\n",
}
HEADING = re.compile(r"^# (RX\d{3}) (fel|rent)(?: (.+))?$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    code: str
    fires: bool
    cells: tuple[str, ...]
    markdown: str

    @property
    def whole(self) -> str:
        """With the sheets that it leaves out."""
        named = (sheet for sheet in PLAN if not re.search(rf"^## {sheet}( \(|$)", self.markdown, re.MULTILINE))
        return "\n".join([*(PLAN[sheet] for sheet in named), self.markdown])

    def __str__(self) -> str:
        return f"{self.code}-{'fires' if self.fires else 'clean'}"


def cases() -> list[Case]:
    paths = sorted(Path(__file__).parent.glob("?xx.md"))
    return [case for path in paths for case in cases_in(path.read_text(encoding="utf-8"))]


def cases_in(text: str) -> list[Case]:
    found = []
    marks = list(HEADING.finditer(text))
    for mark, after in zip(marks, [*marks[1:], None], strict=True):
        body = text[mark.end() : after.start() if after else len(text)]
        cells = tuple(filter(None, (cell.strip() for cell in (mark[3] or "").split(","))))
        found.append(Case(mark[1], mark[2] == "fel", cells, body))
    return found


def findings_of(path: Path) -> tuple[Finding, ...]:
    return reported([read(path)]).findings


@pytest.mark.parametrize("case", cases(), ids=str)
def test_a_code_fires_at_its_cell_and_nowhere_else(case: Case, make_workbook: MakeWorkbook) -> None:
    """One fault gives one finding: the firing workbook has no fault of another code."""
    found = findings_of(make_workbook(case.whole))
    mine = [one for one in found if one.code == case.code]
    if not case.fires:
        assert mine == []
        return
    assert mine, [one.message for one in found]
    assert {one.code for one in found if one.is_fault} <= {case.code}, [one.message for one in found]
    assert not case.cells or tuple(f"{one.sheet}!{one.cell}" for one in mine) == case.cells


@pytest.mark.parametrize("code", sorted(files.CASES))
def test_a_code_about_the_file_fires_on_it_alone(code: str, tmp_path: Path, make_workbook: MakeWorkbook) -> None:
    """The broken file gives the finding; an ordinary workbook does not."""
    make: Callable[[Path, MakeWorkbook], Path] = files.CASES[code]
    found = findings_of(make(tmp_path, make_workbook))
    assert [one.code for one in found if one.code == code], found
    clean = findings_of(make_workbook("\n".join(PLAN.values()), "ren.xlsx"))
    assert code not in {one.code for one in clean}


def test_every_code_has_a_firing_and_a_clean_case() -> None:
    said = cases()
    fires = {case.code for case in said if case.fires} | files.CASES.keys() | files.ELSEWHERE.keys()
    clean = {case.code for case in said if not case.fires} | files.CASES.keys() | files.ELSEWHERE.keys()
    assert fires == clean == set(contract().rules)


@pytest.mark.parametrize("code", sorted(contract().rules))
def test_every_message_can_be_read(code: str) -> None:
    """A rule is whole sentences in Swedish, with every part filled in."""
    rule = contract().rules[code]
    for part in (rule.title, rule.message, rule.why, rule.remedy, rule.example):
        assert part.strip()
    assert rule.message[-1] in ".?}"
    assert rule.why[-1] == "."
    assert rule.title[-1] != "."
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.slug)
