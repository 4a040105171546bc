"""What a new workbook is built from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from runxl.assessment.basis import basis_of
from runxl.check.rows import Settings
from runxl.contract.styrmodell_vocabulary import Period, Styrmodell
from runxl.contract.vocabulary import Contract, DataRow
from runxl.output.document.laid_out import begun, laid_out


@dataclass(frozen=True, slots=True)
class NewContents:
    """Rows by table, settings by name, and the contract with the columns that are the nämnd's own.

    `ended`: by sheet, the Nr of rows that came along from the year before but may be done with.
    `shortened`: in Swedish, the own headers that no workbook holds whole. `outcomes`: in Swedish, where those of the
    year before stand.
    """

    contract: Contract
    styrmodell: Styrmodell
    year: int
    rows: Mapping[str, Sequence[DataRow]]
    settings: Mapping[str, object]
    ended: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shortened: tuple[str, ...] = ()
    outcomes: str = ""


def first_period(styrmodell: Styrmodell) -> Period:
    """The period that a new plan is in."""
    return next(period for period in reversed(styrmodell.periods) if period.plan)


def with_outline(
    rows: Mapping[str, Sequence[DataRow]], settings: Settings, ended: Settings | None = None
) -> dict[str, Sequence[DataRow]]:
    """The rows with the chapters of the document that the workbook begins with, and the texts that go along.

    `ended`: of the workbook that they come from, if they come from one.
    """
    names = (str(row.get("perspektiv") or "") for row in rows.get("mal", ()))
    perspectives = [*dict.fromkeys(" ".join(name.split()) for name in names if name)]
    basis = basis_of(settings)
    used = perspectives if "perspektiv" in basis.styrmodell.levels else ()
    texts: Sequence[Mapping[str, Any]] = rows.get("texter", ())
    made = laid_out(basis_of(ended), basis, used, texts) if ended else begun(basis, used, texts)
    return {**rows, "texter": made}
