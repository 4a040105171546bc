"""The decided status: it goes before the computed one, survives it, and is flagged when its ground has changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from runxl.assessment.basis import LABEL_OF, Basis
from runxl.assessment.history import History, previous_status
from runxl.assessment.roll_up import Weighed
from runxl.assessment.verdicts import DelmalVerdict, MalVerdict, Standing
from runxl.assessment.why import Reason
from runxl.assessment.why_rolled_up import Names
from runxl.check.rows import Checked, Delmal, Historik, Mal
from runxl.contract.message import finding
from runxl.contract.regel import Regel
from runxl.contract.scale import NONE, Scale
from runxl.findings import Finding
from runxl.svenska import capital

UNMOTIVATED = Regel.FASTSTALLD_UTAN_MOTIVERING
"""A decision against the computed status without a motive."""


def judged(row: Mal | Delmal, weighed: Weighed, names: Names, *, basis: Basis, history: History) -> dict[str, Any]:
    """The parts of a verdict that mål and delmål share, by the names of Bedomning's fields."""
    objekt, namn = ("Mål", row.mal) if isinstance(row, Mal) else ("Delmål", row.delmal)
    assessed = basis.assessed(LABEL_OF[objekt])
    row = _motivated(row, objekt, weighed.status, history, basis.scale) if assessed else row
    faststalld = row.faststalld_status if row.faststalld_status in basis.scale.statuses else None
    beraknad = weighed.status if assessed else None
    status = NONE if row.faults else faststalld or beraknad
    return {
        "row": row,
        "beraknad": beraknad,
        "faststalld": faststalld,
        "status": status if assessed else None,
        "standing": _standing(row, faststalld, weighed),
        "prognos": row.prognos if row.prognos in basis.scale.forecasts else (status if assessed else None),
        "foregaende_status": previous_status(history.latest(objekt, row.nr, namn), basis.scale) if assessed else None,
        "beraknad_vid_beslut": _ground_of_decision(_same_decision(history, objekt, row), faststalld, beraknad),
        "reason": Reason(weighed.rule, {"koder": row.faults, "faststalld": faststalld}),
        "weighed": weighed,
        "names": names,
    }


def _was_computed(history: History, objekt: str, row: Mal | Delmal) -> bool:
    """Whether the decision was what was computed when it was made this year: it needed no motive and needs none now."""
    return any(
        past.faststalld_status == past.beraknad_vid_beslut == row.faststalld_status and not past.motivering.strip()
        for _, past in history.this_year(objekt, row.nr)
    )


def _motivated(row: Mal | Delmal, objekt: str, beraknad: str, history: History, scale: Scale) -> Mal | Delmal:
    """The row with RX208 by what is computed now: the cell Beräknad status may hold an earlier result."""
    if not row.faults and not row.faststalld_status:
        return row
    others = tuple(code for code in row.faults if code != UNMOTIVATED)
    decided = row.faststalld_status in scale.statuses and row.faststalld_status != beraknad
    lacking = decided and not row.motivering.strip() and not _was_computed(history, objekt, row)
    mine = (UNMOTIVATED,) if lacking and UNMOTIVATED not in row.accepted else ()
    return row._replace(faults=(*others, *mine))


def _standing(row: Mal | Delmal, faststalld: str | None, weighed: Weighed) -> Standing:
    """How it counts further up. Decided not to be assessable is missing, unless nothing was due anyway."""
    if row.faults:
        return "missing"
    if faststalld in (None, weighed.status):
        return weighed.standing
    return "missing" if faststalld == NONE else "assessed"


def _ground_of_decision(
    remembered: Iterator[tuple[bool, Historik]], faststalld: str | None, beraknad: str | None
) -> str | None:
    """The computed status that the decision was made against; kept while decision and motive are unchanged."""
    if faststalld is None:
        return None
    return next((one.beraknad_vid_beslut for _, one in remembered if one.beraknad_vid_beslut), beraknad)


def _same_decision(history: History, objekt: str, row: Mal | Delmal) -> Iterator[tuple[bool, Historik]]:
    """The rows of this year with the same decision and motive, latest first, as far back as it has stood unchanged."""
    motive = row.motivering.split()
    for is_earlier, past in history.this_year(objekt, row.nr):
        if (past.faststalld_status, past.motivering.split()) == (row.faststalld_status, motive):
            yield is_earlier, past
        elif is_earlier:
            return


def decision_findings(
    verdicts: tuple[MalVerdict | DelmalVerdict, ...], checked: Checked, history: History, basis: Basis
) -> Iterator[Finding]:
    """RX401: the ground of a decision has changed. RX402: a decision stands unreviewed since an earlier period.

    RX208: a decision against what is computed has no motive.
    """
    for verdict in verdicts:
        if UNMOTIVATED in verdict.row.faults and verdict.beraknad is not None:
            yield _unmotivated(verdict, checked)
        if verdict.faststalld is None or verdict.row.faults or verdict.beraknad is None:
            continue
        objekt = "Mål" if isinstance(verdict, MalVerdict) else "Delmål"
        place = _place(objekt, verdict, checked, basis)
        if verdict.beraknad_vid_beslut != verdict.beraknad:
            da, nu = verdict.beraknad_vid_beslut, verdict.beraknad
            yield finding(Regel.GRUNDEN_FOR_BESLUTET_HAR_ANDRATS, **place, faststalld=verdict.faststalld, da=da, nu=nu)
        since = [past.period for is_earlier, past in _same_decision(history, objekt, verdict.row) if is_earlier]
        if since:
            yield finding(Regel.EJ_OMPROVAD, **place, sedan=since[-1])


def _unmotivated(verdict: MalVerdict | DelmalVerdict, checked: Checked) -> Finding:
    sheet, row = ("Mål" if isinstance(verdict, MalVerdict) else "Delmål"), verdict.row.row
    cell = checked.address(sheet, row, "motivering")
    place = {"file": checked.file, "sheet": sheet, "cell": cell, "column": "Motivering"}
    return finding(UNMOTIVATED, **place, row=row or None, key=verdict.nr, varde=verdict.faststalld)


def _place(objekt: str, verdict: MalVerdict | DelmalVerdict, checked: Checked, basis: Basis) -> dict[str, Any]:
    row, label = verdict.row, basis.label(objekt).one
    return {
        "file": checked.file,
        "sheet": objekt,
        "cell": checked.address(objekt, row.row, "faststalld_status"),
        "row": row.row or None,
        "column": "Fastställd status",
        "key": row.nr,
        "value": verdict.faststalld,
        "nyckel": f"{capital(label)} {row.nr}",
    }
