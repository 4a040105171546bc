"""The styrmodell that a workbook has with it: the rules that it was made for hold wherever it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from runxl.contract.compile import Fault
from runxl.contract.load import contract
from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.findings import Finding
from runxl.svenska import listed
from runxl.workbook.places import STYRMODELL
from runxl.workbook.tables import Workbook


def carried(workbook: Workbook) -> tuple[Styrmodell | None, tuple[Finding, ...]]:
    """None where there is none, or none that can be used; each fault in it is a finding on its line."""
    if not workbook.styrmodell:
        return None, ()
    for installed in contract().styrmodeller.values():
        if installed.text == workbook.styrmodell:  # as nearly always: there is nothing to read
            return installed, ()
    from runxl.contract.styrmodell_text import read_styrmodell

    reading = read_styrmodell(workbook.styrmodell, Path(STYRMODELL))
    if reading.model is None:
        return None, tuple(_told(workbook, Regel.STYRMODELLEN_GAR_INTE_ATT_LASA, fault) for fault in reading.faults)
    return reading.model, tuple(_differences(workbook, reading.model))


def _differences(workbook: Workbook, model: Styrmodell) -> Iterator[Finding]:
    """Against the installed one of the same name."""
    from runxl.contract.styrmodell_text import differing

    models = contract().styrmodeller.values()
    installed = next((one for one in models if one.is_called(model.name) or one.is_called(model.title)), None)
    keys = differing(model, installed) if installed else ()
    if keys:
        first = Fault(Path(STYRMODELL), (keys[0],), f"{model.title}: {listed(keys)}").placed(model.text)
        yield _told(workbook, Regel.STYRMODELLEN_SKILJER_SIG, first)


def _told(workbook: Workbook, code: Regel, fault: Fault) -> Finding:
    """Lines are rows: the text stands in the sheet's first column from the first row."""
    row, cell = fault.line, f"A{fault.line}"
    return finding(code, file=workbook.file, sheet=STYRMODELL, cell=cell, row=row, rad=row, orsak=fault.reason)
