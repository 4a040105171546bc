"""The contract: what the product's own says, and how a faulty one is refused."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from runxl import resources
from runxl.contract.load import contract, load_contract
from runxl.contract.regel import Regel
from runxl.errors import ContractError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the product's contract, to break."""
    return Path(shutil.copytree(resources.validation(), tmp_path / "validation"))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is no longer in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(path: Path, text: str) -> int:
    """The number of the first line that holds a text."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def faults(folder: Path) -> list[str]:
    with pytest.raises(ContractError) as refused:
        load_contract(folder)
    return [line.strip() for line in str(refused.value).splitlines()[1:]]


def test_the_products_own_contract_is_whole() -> None:
    """It loads, every data sheet has its table, and exactly one styrmodell is the default."""
    whole = contract()
    assert set(whole.sheets) - {"Start", "Listor", "Styrmodell", "Sammanfattning"} == {
        table.sheet for table in whole.tables.values()
    }
    assert whole.default_styrmodell.name == "vasterbotten"
    assert len(whole.rules) >= 40


def test_every_code_has_a_name_from_its_slug_and_no_name_lacks_its_code() -> None:
    named = {code: rule.slug.upper().replace("-", "_") for code, rule in contract().rules.items()}
    assert {rule.value: rule.name for rule in Regel} == named


def test_a_faulty_contract_is_refused_with_every_fault_at_once(folder: Path) -> None:
    """Faults in four files come in one message, each with file, line and reason."""
    edit(folder / "tables" / "mal.yaml", "type: nr, role: key", "type: nummer, role: key")
    edit(folder / "tables" / "uppdrag.yaml", "role: in", "role: alla")
    edit(folder / "rules.yaml", "  why: Utan fil finns inget att läsa.\n", "")
    edit(folder / "styrmodeller" / "norrbotten.yaml", "rounding_limit: 1", "rounding_limit: ett")
    found = faults(folder)
    assert len(found) == 4
    assert all(re.match(r"[\w/]+\.yaml:\d+: \w", fault) for fault in found)
    for name in ("mal.yaml", "uppdrag.yaml", "rules.yaml", "norrbotten.yaml"):
        assert any(name in fault for fault in found)


BROKEN = [
    pytest.param("tables/mal.yaml", ("type: nr, role: key", "type: nummer, role: key"), "type: nummer", "nummer", id="unknown type"),
    pytest.param("tables/delmal.yaml", ("title: Ansvarig,", "titel: Ansvarig,"), "titel: Ansvarig", "titel", id="misspelt key"),
    pytest.param("tables/aktiviteter.yaml", ("codelist: aktivitetsstatus", "codelist: statusar"), "codelist: statusar", "statusar", id="codelist that is not there"),
    pytest.param("tables/indikatorer.yaml", ("parent: delmal", "parent: delmalet"), "parent: delmalet", "delmalet", id="parent that is not there"),
    pytest.param("tables/uppdrag.yaml", ("sheet: Uppdrag", "sheet: Uppdragen"), "sheet: Uppdragen", "Uppdragen", id="sheet that is not in the order"),
    pytest.param("tables/uppdrag.yaml", ("key: [nr]", "key: [nyckel]"), "key: [nyckel]", "nyckel", id="key column that is not there"),
    pytest.param("rules.yaml", ("severity: fel", "severity: allvarligt"), "severity: allvarligt", "allvarligt", id="unknown severity"),
    pytest.param("rules.yaml", ("hint: next_period", "hint: nästa"), "hint: nästa", "next_period", id="unknown hint"),
    pytest.param("codelists.yaml", ("value: Styrmått, help", "value: Indikator, help"), "value: Indikator, help: Ett styrmått", "Indikator", id="value twice"),
    pytest.param("contract.yaml", ('version: "2.0"', "version: 2.0"), "version: 2.0", "version", id="number for text"),
    pytest.param("styrmodeller/vasterbotten.yaml", ("threshold: 100", "threshold: mycket"), "threshold: mycket", "mycket", id="text for number"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "change", "where", "reason"), BROKEN)
def test_each_fault_is_told_with_file_line_and_reason(
    folder: Path, file: str, change: tuple[str, str], where: str, reason: str
) -> None:
    """The message names the file, the line that the fault stands on, and what is wrong."""
    edit(folder / file, *change)
    place = f"{file}:{line_of(folder / file, where)}: "
    found = faults(folder)
    assert any(fault.startswith(place) and reason in fault for fault in found), found


def test_a_file_that_is_no_yaml_is_told_with_its_line(folder: Path) -> None:
    """A bracket that is never closed."""
    path = folder / "tables" / "texter.yaml"
    edit(path, "columns:", "columns: [")
    (fault,) = faults(folder)
    assert re.match(r"tables/texter\.yaml:\d+: går inte att läsa som YAML", fault)


def test_a_missing_file_is_told(folder: Path) -> None:
    (folder / "rules.yaml").unlink()
    assert "rules.yaml:1: filen saknas" in faults(folder)


def test_a_default_styrmodell_that_is_not_there_is_refused(folder: Path) -> None:
    edit(folder / "contract.yaml", "styrmodell: vasterbotten", "styrmodell: sydlandet")
    (fault,) = faults(folder)
    assert re.match(r"contract\.yaml:\d+: styrmodellen sydlandet finns inte", fault)


def test_what_a_table_says_of_its_rows_and_words_must_be_whole(folder: Path) -> None:
    """A word for one row alone, and words of a dropdown that is not there."""
    edit(folder / "tables" / "avvikelser.yaml", "row: [avvikelse, avvikelser]", "row: [avvikelse]")
    edit(folder / "tables" / "historik.yaml", "marked: [status,", "marked: [betyg,")
    row, marked = faults(folder)
    assert row == "tables/avvikelser.yaml:6: row säger vad en rad heter och vad flera heter"
    assert marked.endswith("listan betyg finns inte i codelists.yaml")
