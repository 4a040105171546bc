"""The worked examples: every row of tests/golden/raknade_exempel.yaml comes out as it says."""

from __future__ import annotations

from typing import Any

import pytest

from runxl.assessment.history import history_of
from runxl.assessment.indikator import assess_indikatorer
from runxl.check.rows import Indikator
from tests.assessment.build import aktivitet, basis, delmal_of, indikator, measure, number, read_yaml, with_status

EXAMPLES = read_yaml("raknade_exempel.yaml")
INDIKATORER = [example for section in EXAMPLES["indikatorer"] for example in section["exempel"]]
DELMAL = EXAMPLES["delmal"]["exempel"]


def _row(example: dict[str, Any]) -> Indikator:
    typ = example["typ"]
    given: dict[str, Any] = {name: measure(example.get(name), typ) for name in ("malvarde", "periodmal", "utfall")}
    given |= {name: number(example[name]) for name in ("malvarde_max", "utgangsvarde", "period_bas") if name in example}
    given |= {name: example[name] for name in ("enhet", "lage", "malar", "avser_ar", "ackumuleras") if name in example}
    given |= {"periodicitet": tuple(example["periodicitet"])} if "periodicitet" in example else {}
    return indikator(typ=typ, faults=tuple(example.get("fel", ())), **given)


@pytest.mark.parametrize("example", INDIKATORER, ids=lambda example: example["vad"])
def test_an_indikator_gets_its_status_share_and_reason(example: dict[str, Any]) -> None:
    ground = basis(period=example.get("period", "Årsrapport"), rounding=example.get("avrunda", "malets_decimaler"))
    (verdict,) = assess_indikatorer([_row(example)], ground, history_of((), ground))
    assert (verdict.status, verdict.andel, verdict.forklaring) == (
        example["status"],
        example["andel"],
        example["forklaring"],
    )


@pytest.mark.parametrize("example", DELMAL, ids=lambda example: example["vad"])
def test_a_delmal_gets_its_status_and_reason(example: dict[str, Any]) -> None:
    indikatorer = [with_status(said, f"3.2.{n}") for n, said in enumerate(example.get("indikatorer", ()), 1)]
    aktiviteter = [aktivitet(f"3.2-A{n}", said) for n, said in enumerate(example.get("aktiviteter", ()), 1)]
    decided = {"faststalld_status": example.get("faststalld", ""), "motivering": example.get("motivering", "")}
    verdict = delmal_of(indikatorer, aktiviteter, decided)
    assert (verdict.status, verdict.forklaring) == (example["status"], example["forklaring"])
