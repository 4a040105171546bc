"""The Assessment: all verdicts of a workbook in a period, as values, as JSON and as frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from runxl.assessment.bedomning import DelmalVerdict, MalVerdict
from runxl.assessment.change_words import Change
from runxl.assessment.counts import Totals
from runxl.assessment.verdicts import AktivitetVerdict, IndikatorVerdict, UppdragVerdict
from runxl.contract.message import asked_table
from runxl.contract.scale import NONE, Scale
from runxl.contract.styrmodell_vocabulary import Styrmodell
from runxl.errors import RunxlError
from runxl.findings import Finding, findings_frame
from runxl.frames import Tidied, frame
from runxl.json_face import document
from runxl.measure.values import plain
from runxl.notebook import in_short, table
from runxl.svenska import listed, short_months

if TYPE_CHECKING:
    import pandas as pd

Verdict = MalVerdict | DelmalVerdict | IndikatorVerdict | AktivitetVerdict | UppdragVerdict


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Assessment:
    """A workbook assessed in a period: a verdict for every row, in the order of the sheets, and what they add up to.

    `period` is empty if the workbook has none. `findings` are those of the
    check and those that only the assessment can make.
    """

    file: str
    period: str
    model: Styrmodell
    ar: int | None
    namnd: str
    mal: tuple[MalVerdict, ...]
    delmal: tuple[DelmalVerdict, ...]
    indikatorer: tuple[IndikatorVerdict, ...]
    aktiviteter: tuple[AktivitetVerdict, ...]
    uppdrag: tuple[UppdragVerdict, ...]
    begun: bool
    """Whether anybody has answered or decided anything in the period; what lasts (`Avslutad`) is of none."""

    changes: tuple[Change, ...]
    """What differs from the latest earlier period, each with a Swedish `text`."""

    previous: str
    """The latest report before this one that Tidigare perioder tells of, `DÅ 1 2024`; empty if there is none."""

    counts: Totals
    headlines: tuple[str, ...]
    """`6 regionmål: 1 helt uppfyllt, …`, one for each level."""

    findings: tuple[Finding, ...]
    reviews: tuple[Finding, ...]
    """Those of them that ask for a decision or an outcome to be looked at anew."""

    @property
    def news(self) -> tuple[Change, ...]:
        """The changes that readers are told of: before the period has begun it is none that nothing is assessed."""
        return tuple(one for one in self.changes if self.begun or not (one.apart and one.after == NONE))

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl berakna`; its keys are part of the public contract."""
        return document(
            {
                "fil": self.file,
                "period": self.period or None,
                "styrmodell": self.styrmodell,
                "sammanfattning": self.counts.to_dict(),
                "mal": [one.to_dict() for one in self.mal],
                "delmal": [one.to_dict() for one in self.delmal],
                "indikatorer": [one.to_dict() for one in self.indikatorer],
                "aktiviteter": [one.to_dict() for one in self.aktiviteter],
                "inte_matta_nu": self._not_due(),
                "forandringar": [one.text for one in self.changes],
                "fynd": [one.to_dict() for one in self.findings],
            }
        )

    def _not_due(self) -> dict[str, list[str | None]]:
        """The Nr of what is Ej bedömd (of aktiviteter: adds nothing) because it is not due, and lacks nothing."""
        rows: dict[str, Sequence[MalVerdict | DelmalVerdict | IndikatorVerdict | AktivitetVerdict]] = {
            "mal": self.mal,
            "delmal": self.delmal,
            "indikatorer": self.indikatorer,
            "aktiviteter": self.aktiviteter,
        }
        return {level: [one.nr or None for one in verdicts if one.not_due] for level, verdicts in rows.items()}

    @property
    def styrmodell(self) -> str:
        """The styrmodell's name, which is not its title."""
        return self.model.name

    @property
    def scale(self) -> Scale:
        """The levels of its styrmodell."""
        return self.model.scale

    @property
    def when(self) -> str:
        """`DÅ 2 2024`, as much of it as is known."""
        return " ".join(str(part) for part in (self.period, self.ar) if part)

    def verdicts(self, sheet: str) -> tuple[Verdict, ...]:
        """The verdicts of a sheet, in the order of its rows."""
        by_sheet: dict[str, tuple[Verdict, ...]] = {
            "Mål": self.mal,
            "Delmål": self.delmal,
            "Indikatorer": self.indikatorer,
            "Aktiviteter": self.aktiviteter,
            "Uppdrag": self.uppdrag,
        }
        asked = asked_table(sheet).sheet
        if asked not in by_sheet:
            raise RunxlError(f"Bladet {asked} bedöms inte. Välj ett av {listed(tuple(by_sheet))}.")
        return by_sheet[asked]

    def __repr__(self) -> str:
        return in_short("Assessment", self.file, (self.when, *self.headlines, f"{len(self.findings)} fynd"))

    def _repr_html_(self) -> str:
        verdicts: tuple[MalVerdict | DelmalVerdict, ...] = (*self.mal, *self.delmal)
        rows = [(one.nr, one.namn, one.status or "", one.forklaring) for one in verdicts]
        said = (f"{self.namnd}, {self.when}".strip(", "), *self.headlines)
        return table(self.file, said, ("Nr", "Mål och delmål", "Status", "Förklaring"), rows)

    def frame(self, sheet: str) -> pd.DataFrame:
        """A sheet's rows with their results, under the sheet's own headers; `Fynd` has all findings.

        Where words are right beside numbers they stand in a column of their own, last: `Utfall` and `Utfall text`.
        RunxlError for a sheet that is not assessed; `read` has a frame of every sheet.
        """
        asked = asked_table(sheet)
        if asked.name == "fynd":
            return findings_frame(self.findings)
        verdicts = self.verdicts(sheet)
        columns = (
            Tidied(one.title, one.holds, [cell(verdict, one.name) for verdict in verdicts], one.may_hold_words)
            for one in asked.columns
        )
        return frame(columns, [one.row.row for one in verdicts])


def cell(verdict: Verdict, column: str) -> Any:
    """What a column of the sheet holds for a verdict: a result, or what stood in the row."""
    results = _RESULTS.get((type(verdict), column))
    if results:
        return getattr(verdict, results)
    value = getattr(verdict.row, column, None)
    if column == "periodicitet" and value:
        return short_months(value)
    if isinstance(value, bool):
        return "Ja" if value else None
    return plain(value) if value is None or isinstance(value, (str, tuple)) or hasattr(value, "as_tuple") else value


_GOAL = {"beraknad_status": "beraknad", "foregaende_status": "foregaende_status", "forklaring": "forklaring"}
_RESULTS: dict[tuple[type[Verdict], str], str] = {
    **{(MalVerdict, column): name for column, name in _GOAL.items()},
    **{(DelmalVerdict, column): name for column, name in _GOAL.items()},
    (IndikatorVerdict, "maluppfyllelse"): "andel",
    **{(IndikatorVerdict, name): name for name in ("status", "utveckling", "foregaende_status", "forklaring")},
    (IndikatorVerdict, "lamnas_nu"): "lamnas_nu",
    (AktivitetVerdict, "bidrag"): "bidrag",
}
"""The result columns, and what of the verdict stands in them."""
