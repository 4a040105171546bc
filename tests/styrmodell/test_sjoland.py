"""A region that nobody has heard of writes its own file, and everything speaks its language: a plan, a round, two reports."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.cli import main
from tests.addin.fake_excel import click, open_in_excel
from tests.output.workbooks import section, summary
from tests.styrmodell.sjoland import FILE, FIRST, PERIODS, PLAN, SECOND, STATUSES, cells, fill, foreign, texts

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension is not supported:UserWarning")
"""openpyxl's word about a summary workbook."""

NOW = dt.datetime(2026, 7, 1)  # noqa: DTZ001 - a cell knows no time zone


@dataclass
class Year:
    """A folder, and what the commands said in it."""

    folder: Path
    said: dict[str, str] = field(default_factory=dict)

    @property
    def plan(self) -> Path:
        return self.folder / "plan.xlsx"

    def run(self, command: str, *arguments: object) -> None:
        """A command that can be done; faults in the data may be there."""
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main([command, *map(str, arguments)])
        assert code in (0, 1), err.getvalue()
        name = command if command not in self.said else f"{command} {len(self.said)}"
        self.said[name] = out.getvalue() + ("" if "--json" in arguments else err.getvalue())

    @property
    def result(self) -> Any:
        """What the last computation gave."""
        return json.loads(self.said["json"])


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Year:
    """From the first plan to the half-year's report, and into the next year."""
    made = Year(tmp_path_factory.mktemp("sjoland"))
    folder, plan, sent = made.folder, made.plan, made.folder / "svar"
    made.run("ny", plan, "--styrmodell", FILE, "--ar", "2026", "--namnd", "Hamnnämnden")
    fill(plan, PLAN)
    made.run("validera", plan)
    made.run("rapport", plan, "-o", folder / "plan.docx")
    made.run("period", plan, "Kvartal 1")
    made.run("dela", plan, "-o", sent)
    for part in sent.glob("*.xlsx"):
        known = {cell for (cell,) in openpyxl.load_workbook(part)["Indikatorer"].iter_rows(max_col=1, values_only=True)}
        fill(part, {"Indikatorer": [row for row in FIRST["Indikatorer"] if row["Nr"] in known]})
    made.run("status", sent, "--till", plan)
    made.run("samla", sent, "--till", plan)
    made.run("berakna", plan)
    made.run("period", plan, "Halvår")
    fill(plan, SECOND)
    made.run("berakna", plan)
    made.run("berakna", plan, "--json")
    made.said["json"] = made.said.pop(next(reversed(made.said)))
    made.run("rapport", plan, "-o", folder / "rapport.docx")
    made.run("rapport", plan, "-o", folder / "bilder.pptx")
    made.run("sammanfatta", plan, "-o", folder / "sammanfattning.xlsx")
    made.run("jamfor", folder / "plan (Kvartal 1 2026).xlsx", plan)
    made.run("migrera", plan, "-o", folder / "flyttad.xlsx")
    made.run("ny", folder / "nästa.xlsx", "--fran", plan)
    return made


def test_its_file_has_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["styrmodell", "kontrollera", str(FILE)]) == 0
    assert "Region Sjöland: inga fel." in capsys.readouterr().out


def test_the_commands_speak_its_language(year: Year) -> None:
    """Whatever is said of the plan; JSON's keys are the contract's."""
    said = [line for name, text in year.said.items() if name != "json" for line in text.splitlines()]
    assert foreign(said) == []
    assert "1 etapp, 2 kännetecken, 1 insats, 1 beställning" in year.said["dela"]


def test_the_verdicts_go_by_its_limits_and_its_levels(year: Year) -> None:
    """985 of 1 000 was Fullt ut by the styrmodell's 98, and by a row's own 99 and 98 the level next above them."""
    first = {
        row["Nr"]: row["Beräknad status"]
        for row in _rows(year.plan, "Tidigare perioder")
        if (row["Period"], row["Objekt"]) == ("Kvartal 1", "Indikator")
    }
    assert first["1.1.1"] == "Fullt ut"
    assert first["1.1.2"] == "I någon mån"
    now = {one["nr"]: one["status"] for one in year.result["indikatorer"]}
    assert list(now.values()) == ["I hög grad", "Fullt ut", "Fullt ut", "Fullt ut", "Knappast", "Ej bedömd"]
    assert {one["nr"]: one["status"] for one in year.result["delmal"]} == {"1.1": "I hög grad", "1.2": "I någon mån"}
    assert list(year.result["sammanfattning"]["mal"])[1:5] == ["fullt_ut", "i_hog_grad", "i_nagon_man", "knappast"]


def test_what_has_changed_is_told_in_its_colours(year: Year) -> None:
    told = year.result["forandringar"]
    assert "Kännetecken 1, etapp 1.1, har gått från havsblått till sjögrönt (Fullt ut till I hög grad)." in told
    assert "Bedömning av etapp 1.1 har förändrats från i någon mån nådd till i hög grad nådd." in told


def test_its_months_decide_what_is_due(year: Year) -> None:
    """What is measured once a year is not due at midsummer, and is said so in its words."""
    last = year.result["indikatorer"][-1]
    assert last["forklaring"].endswith("följs bara vid årets slut")


def test_the_workbook_offers_its_periods_and_levels(year: Year) -> None:
    book = openpyxl.load_workbook(year.plan)
    assert tuple(_listed(book, "period")) == PERIODS
    assert tuple(_listed(book, "status")) == STATUSES
    assert _listed(book, "styrmodell") == ["Region Sjöland"]
    marks = {
        rule.formula[0].strip('"'): (rule.dxf.numFmt.formatCode[1], rule.dxf.fill.bgColor.rgb[2:])
        for area in book["Indikatorer"].conditional_formatting
        for rule in area.rules
        if rule.type == "cellIs" and rule.formula[0].strip('"') in STATUSES[:4]
    }
    assert marks == {
        "Fullt ut": ("★", "D6E8F7"), "I hög grad": ("◆", "D5F0EC"), "I någon mån": ("◇", "FBEFC9"), "Knappast": ("▽", "F9DCE5"),
    }  # fmt: skip


@pytest.mark.parametrize("name", ["plan.xlsx", "nästa.xlsx", "flyttad.xlsx", "plan (Kvartal 1 2026).xlsx"])
def test_no_other_region_is_heard_in_its_workbooks(year: Year, name: str) -> None:
    """Start, Sammanfattning and all that runxl has written."""
    path = year.folder / name
    assert foreign(list(cells(path, "Start", "Sammanfattning", "Fynd", "Insamling", "Tidigare perioder"))) == []
    assert runxl.assess(runxl.read(path)).styrmodell == "sjoland"


def test_the_units_need_no_file(year: Year) -> None:
    """Their parts have the whole text with them, on a hidden sheet."""
    for part in (year.folder / "svar").glob("*.xlsx"):
        sheet = openpyxl.load_workbook(part)["Styrmodell"]
        assert sheet.sheet_state == "hidden"
        assert (
            "\n".join(str(cell or "") for (cell,) in sheet.values).strip() == FILE.read_text(encoding="utf-8").strip()
        )
        assert foreign(list(cells(part, "Start"))) == []


def test_sammanfattning_is_in_its_words(year: Year) -> None:
    lines = summary(year.plan)
    assert [line[1] for line in lines[5:9]] == [
        "1 färdriktning: 0 fullt ut nådda, 0 i hög grad nådda, 1 i någon mån nådd, 0 knappast nådda",
        "2 etapper: 0 fullt ut nådda, 1 i hög grad nådd, 1 i någon mån nådd, 0 knappast nådda",
        "6 kännetecken: 3 fullt ut nådda, 1 i hög grad nått, 0 i någon mån nådda, 1 knappast nått, 1 inte mätt nu",
        "1 beställning: 0 klara, 1 pågående, 0 ej påbörjade",
    ]
    goals = section(year.plan, "Färdriktningar och etapper")
    assert goals[1][1:4] == ("Etapp 1.1 Renare vikar", "I hög grad", "Mål kommer i hög grad nås")


@pytest.mark.parametrize("name", ["plan.docx", "rapport.docx", "bilder.pptx"])
def test_no_other_region_is_heard_in_its_documents(year: Year, name: str) -> None:
    assert foreign(list(texts(year.folder / name))) == []


def test_its_report_is_called_what_it_is_called_there(year: Year) -> None:
    said = list(texts(year.folder / "rapport.docx"))
    assert any("Halvårsrapport" in text for text in said)
    assert any("◆ I hög grad" in text for text in said)
    assert any("I hög grad" in text for text in texts(year.folder / "bilder.pptx"))


def test_the_workbook_about_many_has_its_levels(year: Year) -> None:
    """Its sheets are called the same in every region."""
    path = year.folder / "sammanfattning.xlsx"
    assert next(openpyxl.load_workbook(path)["Mål och nämnder"].values)[1:6] == STATUSES
    told = [text for text in cells(path) if "mål" not in text.casefold() and "indikator" not in text.casefold()]
    assert foreign(told) == []
    assert any(text.startswith("2 etapper: ") for text in told)


def test_the_button_computes_by_what_the_open_workbook_has_with_it(year: Year, tmp_path: Path) -> None:
    path = tmp_path / "öppen.xlsx"
    path.write_bytes(year.plan.read_bytes())
    excel = open_in_excel(path)
    said = click(excel, "berakna")
    assert "2 etapper: 0 fullt ut nådda, 1 i hög grad nådd, 1 i någon mån nådd, 0 knappast nådda" in said
    assert foreign(said.splitlines()) == []


def test_a_copy_of_what_the_workbook_has_with_it_is_the_file(year: Year, tmp_path: Path) -> None:
    copy = tmp_path / "kopia.yaml"
    assert main(["styrmodell", "kopiera", str(year.plan), "-o", str(copy)]) == 0
    assert copy.read_text(encoding="utf-8") == FILE.read_text(encoding="utf-8")


def _rows(path: Path, sheet: str) -> list[dict[str, Any]]:
    header, *rows = openpyxl.load_workbook(path)[sheet].values
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def _listed(book: Any, name: str) -> list[str]:
    ((sheet, area),) = book.defined_names[f"lst_{name}"].destinations
    first, _, last = area.replace("$", "").partition(":")
    return [cell.value for (cell,) in book[sheet][f"{first}:{last or first}"]]
