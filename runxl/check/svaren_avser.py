"""Whose answers stand in a workbook: those of one period are never taken for another's."""

from __future__ import annotations

from runxl.check.rows import Settings
from runxl.contract.load import contract
from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.excel import fold
from runxl.findings import Finding
from runxl.workbook.setting_rows import setting_row
from runxl.workbook.standing_answers import has_answers
from runxl.workbook.tables import Workbook


def of_another_period(workbook: Workbook, settings: Settings) -> tuple[Finding, ...]:
    """Told at Period. Answers that nobody has taken in or computed yet are the period's own."""
    said, period = settings.svaren_avser, settings.moment.period
    if not said or period is None or answers_of(said, period.name, settings.ar) or not has_answers(workbook):
        return ()
    table = contract().tables["installningar"]
    title = table.setting("period").title
    at = setting_row(workbook.tables, "period")
    return (
        finding(
            Regel.SVAREN_AVSER_EN_ANNAN_PERIOD,
            file=workbook.file,
            sheet=table.sheet,
            cell=at.cell if at else "",
            row=at.row if at else None,
            column=table.column("varde").title,
            key=title,
            value=period.name,
            nu=" ".join(str(part) for part in (period.name, settings.ar) if part),
            svaren=said,
        ),
    )


def answers_of(said: str, period: str, ar: int | None) -> bool:
    """Whether `DÅ 1 2026` says this period; a period without its year is that of the workbook's."""
    return fold(said) in (fold(period), fold(f"{period} {ar}"))
