"""What people have decided: it goes before what is computed, survives it, and is flagged when its ground has changed.

A decision is judged against what is computed now, or was when the same decision was made. What stands in the cell
Beräknad status is an earlier result, and is never asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from runxl.assessment.basis import LABEL_OF, Basis
from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.history import History, previous_status
from runxl.assessment.reason_parts import Names, Standing
from runxl.assessment.why_rolled_up import Weighed
from runxl.check.rows import Checked, Delmal, Historik, Mal
from runxl.check.waivers import Dispens
from runxl.contract.regel import Regel
from runxl.contract.scale import NONE
from runxl.findings import Finding
from runxl.svenska import capital

_UNMOTIVATED = Regel.FASTSTALLD_UTAN_MOTIVERING


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of a workbook, and what they are judged by."""

    basis: Basis
    history: History
    waivers: frozenset[Dispens] = frozenset()

    def judged(self, row: Mal | Delmal, weighed: Weighed, names: Names) -> dict[str, Any]:
        """The parts of a verdict that mål and delmål share, by the names of Bedomning's fields."""
        objekt = "Mål" if isinstance(row, Mal) else "Delmål"
        assessed, proposed = self.basis.assessed(LABEL_OF[objekt]), not self.basis.computed_counts(objekt)
        faststalld = row.faststalld_status if row.faststalld_status in self.basis.scale.statuses else None
        beraknad = weighed.status if assessed and weighed.is_computed else None
        waived = Dispens(_UNMOTIVATED, objekt, row.nr) in self.waivers
        unmotivated = not waived and self._lacks_motive(objekt, row, beraknad)
        counts = None if unmotivated else faststalld
        status = counts or (weighed.status if weighed.is_computed and not proposed else None)
        status = NONE if row.faults and status else status
        latest = self.history.latest(objekt, row.nr, _named(row)) if assessed else None
        return {
            "row": row,
            "assessed": assessed,
            "proposed": proposed,
            "beraknad": beraknad,
            "faststalld": faststalld,
            "unmotivated": unmotivated,
            "status": status if assessed else None,
            "standing": _standing(row, counts, weighed),
            "prognos": self._forecast(row.prognos, status if assessed else None),
            "foregaende_status": previous_status(latest, self.basis.scale),
            "beraknad_vid_beslut": self._ground(objekt, row, counts, beraknad),
            "weighed": weighed,
            "names": names,
        }

    def _forecast(self, said: str, status: str | None) -> str | None:
        """The prognosis that somebody has given; at the year's end the status stands in its place."""
        if self.basis.period.year_end:
            return status
        return said if said in self.basis.scale.forecasts else None

    def findings(self, verdicts: Iterable[MalVerdict | DelmalVerdict], checked: Checked) -> Iterator[Finding]:
        """RX208: a decision against what is computed has no motive."""
        spoilt = {(one.sheet, one.cell) for one in checked.findings if one.severity == "fel"}
        for verdict in verdicts:
            if self._lacks_motive(verdict.objekt, verdict.row, verdict.beraknad):
                cell = checked.address(verdict.objekt, verdict.row.row, "motivering")
                # Without the column, or where the cell has another fault, that is what is said.
                has_column = "motivering" in checked.columns.get(verdict.objekt, ("motivering",))
                if has_column and (verdict.objekt, cell) not in spoilt:
                    yield checked.finding(_UNMOTIVATED, verdict.row, "motivering", varde=verdict.faststalld)

    def uncounted(self, verdicts: Iterable[MalVerdict | DelmalVerdict], checked: Checked) -> Iterator[Finding]:
        """RX404: a decision on what may have no status, by the setting or by the styrmodell."""
        for verdict in verdicts:
            if verdict.faststalld is None or verdict.assessed:
                continue
            label = self.basis.label(verdict.objekt)
            by_setting = LABEL_OF[verdict.objekt] in self.basis.styrmodell.assessed
            why = "Mål bedöms är Nej i Inställningar" if by_setting else f"styrmodellen bedömer inte {label.many}"
            told = self._at_decision(verdict, checked)
            yield told(Regel.BESLUT_SOM_INTE_RAKNAS, faststalld=verdict.faststalld, varfor=why)

    def reviews(self, verdicts: Iterable[MalVerdict | DelmalVerdict], checked: Checked) -> Iterator[Finding]:
        """RX401: the ground of a decision has changed. RX402: it stands unreviewed since an earlier period."""
        for verdict in verdicts:
            if verdict.faststalld is None or verdict.unmotivated or verdict.row.faults or not verdict.assessed:
                continue
            told = self._at_decision(verdict, checked)
            if verdict.beraknad is not None and verdict.beraknad != verdict.beraknad_vid_beslut:
                words = {"faststalld": verdict.faststalld, "da": verdict.beraknad_vid_beslut, "nu": verdict.beraknad}
                yield told(Regel.GRUNDEN_FOR_BESLUTET_HAR_ANDRATS, **words)
            since = [past for is_earlier, past in self._same(verdict.objekt, verdict.row) if is_earlier]
            if since:
                yield told(Regel.EJ_OMPROVAD, sedan=self._when(since[-1]))

    def _at_decision(self, verdict: MalVerdict | DelmalVerdict, checked: Checked) -> Callable[..., Finding]:
        """Findings at the cell of the decision; the row is called what the styrmodell calls it."""
        about = f"{capital(self.basis.label(verdict.objekt).one)} {verdict.nr}"
        decided = verdict.faststalld
        return partial(checked.finding, row=verdict.row, column="faststalld_status", value=decided, nyckel=about)

    def _when(self, past: Historik) -> str:
        """`DÅ 1`, and its year where that is another."""
        return past.period if past.ar == self.basis.ar else f"{past.period} {past.ar}"

    def _lacks_motive(self, objekt: str, row: Mal | Delmal, beraknad: str | None) -> bool:
        """Whether it is against what is computed now, and was against it when it was made, and does not say why."""
        if beraknad is None or row.faststalld_status not in self.basis.scale.statuses or row.motivering.strip():
            return False
        return row.faststalld_status != beraknad and not any(
            past.faststalld_status == past.beraknad_vid_beslut == row.faststalld_status and not past.motivering.strip()
            for _, past in self._told(objekt, row)
        )

    def _ground(self, objekt: str, row: Mal | Delmal, counts: str | None, beraknad: str | None) -> str | None:
        """The computed status that the decision was made against; kept while decision and motive are unchanged."""
        if counts is None:
            return None
        remembered = (past.beraknad_vid_beslut for _, past in self._same(objekt, row))
        return next(filter(None, remembered), beraknad)

    def _same(self, objekt: str, row: Mal | Delmal) -> Iterator[tuple[bool, Historik]]:
        """The rows with the same decision and motive, latest first, as far back as it stood unchanged."""
        motive = row.motivering.split()
        for is_earlier, past in self._told(objekt, row):
            if (past.faststalld_status, past.motivering.split()) == (row.faststalld_status, motive):
                yield is_earlier, past
            elif is_earlier:
                return

    def _told(self, objekt: str, row: Mal | Delmal) -> Iterator[tuple[bool, Historik]]:
        return self.history.told(objekt, row.nr, _named(row))


def _named(row: Mal | Delmal) -> str:
    return row.mal if isinstance(row, Mal) else row.delmal


def _standing(row: Mal | Delmal, counts: str | None, weighed: Weighed) -> Standing:
    """How it counts further up. Decided not to be assessable is missing, unless nothing was due anyway."""
    if row.faults:
        return "missing"
    if counts in (None, weighed.status):
        return weighed.standing
    return "missing" if counts == NONE else "assessed"
