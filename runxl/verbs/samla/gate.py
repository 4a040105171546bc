"""Whether a returned workbook may be taken in: the right plan, nämnd, year, version and period, and a known unit."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.check.rows import Checked
from runxl.contract.load import contract
from runxl.contract.message import finding, suggestion
from runxl.contract.regel import Regel
from runxl.excel import fold
from runxl.findings import Finding
from runxl.verbs.plan import Master
from runxl.workbook.setting_rows import setting_row
from runxl.workbook.tables import Workbook

_NOTHING = "(tomt)"


def refusals(master: Master, workbook: Workbook, answer: Checked) -> Iterator[Finding]:
    """What keeps the answer out, in the order in which one would look: all but the first may follow from it."""
    ours, theirs = master.checked.settings, answer.settings
    asked = (
        (Regel.SVAR_PA_EN_ANNAN_PLAN, "plan_id", theirs.plan_id, (ours.plan_id,)),
        (Regel.SVAR_FRAN_EN_ANNAN_NAMND, "namnd", theirs.namnd, (ours.namnd,)),
        (Regel.SVAR_FOR_ETT_ANNAT_AR, "ar", theirs.ar, (ours.ar,)),
        (Regel.SVAR_I_EN_ANNAN_MALLVERSION, "mallversion", theirs.mallversion, (ours.mallversion, contract().version)),
        (Regel.SVAR_FOR_EN_ANNAN_PERIOD, "period", theirs.period, (ours.period,)),
    )
    for code, setting, said, right in asked:
        # A workbook without a Plan-id was not sent out; that two lack one does not make them the same plan.
        if fold(str(said or "")) not in {fold(str(one or "")) for one in right} or (
            code == Regel.SVAR_PA_EN_ANNAN_PLAN and not said
        ):
            yield at_setting(code, workbook, setting, said, vantat=right[0] or _NOTHING)
    if fold(theirs.utskickad_till) not in master.owners.names:
        forslag = suggestion(theirs.utskickad_till, master.owners.names.values())
        yield at_setting(Regel.OKAND_ENHET, workbook, "utskickad_till", theirs.utskickad_till, forslag=forslag)


def at_setting(code: Regel, workbook: Workbook, setting: str, said: object, **words: object) -> Finding:
    """A finding at a setting's value, where the row for it is there."""
    table = contract().tables["installningar"]
    title, at = table.setting(setting).title, setting_row(workbook.tables, setting)
    value = said if isinstance(said, int) else str(said or "")
    shown = {"varde": said or _NOTHING, "ar": said or "tom", "kolumn": title, "nyckel": title} | words
    return finding(
        code,
        file=workbook.file,
        sheet=table.sheet,
        cell=at.cell if at else "",
        row=at.row if at else None,
        column="Värde",
        key=title,
        value=value,
        **shown,
    )
