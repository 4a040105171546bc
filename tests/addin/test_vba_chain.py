"""The whole chain for real: ribbon callback in LibreOffice → a Python process → results in the open workbook."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import runxl
from runxl.addin.install.xlam import build
from tests.addin.office import Office, require_uno
from tests.addin.vba_variant import FILTER, call, variant

pytestmark = pytest.mark.libreoffice

TOP = Path(__file__).resolve().parents[2]

ENGINE = """
Public Function RunxlPress(ByVal action As String, ByVal book As Object, ByVal answers As String) As Variant
    Shell "/bin/sh", 0, "{script} -m tests.addin.adopt " & action & " " & Chr(34) & book.Name & Chr(34), False
    RunxlPress = Array("say", "", "")
End Function
"""
BOX = """
Public Sub RunxlTell(ByVal text As String)
End Sub
"""
HARNESS = """
Public Function Click(ByVal action As String) As String
    Dim control As Object
    On Error GoTo failed
    Set control = CreateUnoService("com.sun.star.form.component.CommandButton")
    control.Tag = action
    OnRunxl control
    Click = "OK"
    Exit Function
failed:
    Click = "FEL " & Err.Number & " " & Err.Description
End Function
"""


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    require_uno()
    with Office() as running:
        yield running


@pytest.fixture(scope="module")
def addin(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Path]]:
    """The add-in loaded in LibreOffice, with an engine that starts Python instead of calling it, and its log."""
    folder = tmp_path_factory.mktemp("addin")
    script, log = folder / "run.sh", folder / "python.log"
    home, python, written, said = (
        shlex.quote(str(path)) for path in (folder, sys.executable, log, log.with_suffix(".txt"))
    )
    known = f"PYTHONPATH={shlex.quote(str(TOP))} RUNXL_PIPE={office.pipe} RUNXL_CACHE={home}"
    script.write_text(
        f'#!/bin/sh\n{known} {python} -B "$@" >{said} 2>{written}\necho slut >>{written}\n', encoding="utf-8"
    )
    built = build(folder / "runxl.xlam")
    modules = {"RunxlEngine": ENGINE.format(script=script), "RunxlBox": BOX, "Harness": HARNESS}
    document = office.load(variant(built, folder / "chain.xlam", modules), FilterName=FILTER, Hidden=True)
    yield document, log
    document.close(True)


def click(office: Office, addin: tuple[Any, Path], action: str) -> str:
    """Clicks a button and waits for Python to finish, without a word of complaint. What it says, as VBA reads it."""
    document, log = addin
    log.unlink(missing_ok=True)
    assert call(document, "Harness.Click", action) == "OK"
    while not (log.exists() and log.read_text(encoding="utf-8").endswith("slut\n")):
        assert office.started.alive
        time.sleep(0.1)
    assert log.read_text(encoding="utf-8") == "slut\n"
    return log.with_suffix(".txt").read_text(encoding="utf-8")


def table(workbook: Any, sheet: str) -> list[dict[str, Any]]:
    """The rows below the headers in a sheet's first row, as they stand in the open workbook."""
    headers, *rows = workbook.Sheets.getByName(sheet).getCellRangeByName("A1:AD200").getDataArray()
    return [dict(zip(headers, row, strict=True)) for row in rows if row[0] != ""]


def test_a_click_computes_in_the_open_workbook(office: Office, addin: tuple[Any, Path], tmp_path: Path) -> None:
    """What is typed but not saved counts; statuses, Sammanfattning and Fynd are filled; the file is as it was."""
    path = runxl.new(tmp_path / "Måldata 2024.xlsx", example=True)
    before = path.read_bytes()
    expected = {one["nr"]: one["status"] for one in runxl.assess(path).to_dict()["indikatorer"]}
    workbook = office.load(path)
    try:
        rows = table(workbook, "Indikatorer")
        assert {row["Status"] for row in rows} == {""}
        typed = workbook.Sheets.getByName("Indikatorer").getCellByPosition(list(rows[0]).index("Utfall"), 1)
        typed.setString("drygt 90")
        assert click(office, addin, "berakna").startswith("Måluppfyllelsen är beräknad")
        statuses = {row["Nr"]: row["Status"] for row in table(workbook, "Indikatorer")}
        assert statuses == expected | {rows[0]["Nr"]: "Ej bedömd"}
        assert {"Helt", "Delvis", "Inte"} <= set(statuses.values())
        summary = workbook.Sheets.getByName("Sammanfattning").getCellRangeByName("A1:H60").getDataArray()
        assert any("Regionala utvecklingsnämnden" in str(text) for row in summary for text in row)
        assert ("RX112", "I2") in {(row["Kod"], row["Cell"]) for row in table(workbook, "Fynd")}
        assert path.read_bytes() == before
    finally:
        workbook.close(True)
