"""What needs attention: what is not met, what lacks what it needs, what is late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from runxl.assessment.assessed import Assessment
from runxl.assessment.basis import Basis
from runxl.assessment.bedomning import Bedomning
from runxl.assessment.economy import forecast_status
from runxl.assessment.verdicts import AktivitetVerdict, IndikatorVerdict, UppdragVerdict
from runxl.contract.scale import Scale

_Judged = TypeVar("_Judged", bound=Bedomning)


def unmet(several: Sequence[_Judged], scale: Scale) -> list[_Judged]:
    """Mål or delmål; also those whose decision does not count for want of a motive."""
    return [one for one in several if scale.bidrag(one.status) == "inget" or one.unmotivated]


def indikatorer(assessment: Assessment) -> list[IndikatorVerdict]:
    """Those that are not met first, then those that lack what they need."""
    unmet = [one for one in assessment.indikatorer if one.adds(assessment.scale) == "inget"]
    return [*unmet, *(one for one in assessment.indikatorer if one.standing == "missing")]


def aktiviteter(assessment: Assessment) -> list[AktivitetVerdict]:
    """Those that contribute nothing or have no status."""
    return [one for one in assessment.aktiviteter if one.bidrag == "inget" or one.standing == "missing"]


def uppdrag(assessment: Assessment) -> list[UppdragVerdict]:
    return [one for one in assessment.uppdrag if one.overdue]


def is_over_budget(row: Mapping[str, object], basis: Basis) -> bool:
    """Whether a row of Driftredovisning is a result whose forecast does not hold the budget."""
    return row.get("niva") == "Resultat" and basis.scale.bidrag(forecast_status(row, basis)) == "inget"
