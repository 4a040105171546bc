"""How a mål or delmål is expected to end, in the words of the documents' own table. Nothing is said that nobody has."""

from __future__ import annotations

from runxl.assessment.basis import Basis
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.counts import prognosis

NOT_GIVEN = "Ingen prognos lämnad"


def forecast(one: MalVerdict | DelmalVerdict, basis: Basis) -> str:
    """`Mål kommer delvis uppfyllas`; at the year's end of the status. A plan and what is not assessed have none."""
    if basis.period.plan or one.beraknad is None:
        return ""
    return prognosis(one.prognos, basis.styrmodell) or NOT_GIVEN
