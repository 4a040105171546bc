"""How a mål or delmål is expected to end, in the words of the documents' own table. Nothing is said that nobody has."""

from __future__ import annotations

from runxl.assessment.basis import Basis
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.counts import prognosis


def forecast(one: MalVerdict | DelmalVerdict, basis: Basis) -> str:
    """`Mål kommer delvis uppfyllas`; at the year's end of the status. A plan and what is not assessed have none.

    Of what nobody has given a status none is asked for.
    """
    if basis.period.plan or not one.assessed:
        return ""
    return prognosis(one.prognos, basis.styrmodell) or ("Ingen prognos lämnad" if one.status else "")
