"""The verdicts on mål and delmål: what was computed, what was decided, and what counts, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from runxl.assessment.arithmetic import arithmetic
from runxl.assessment.reason_parts import Child, Names, Orsak, Standing, Words
from runxl.assessment.why_rolled_up import ByTheRules, Weighed, awaits_motive, decided, told_beside
from runxl.check.rows import Delmal, Mal
from runxl.contract.scale import NONE, NOT_NOW, Scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Bedomning:
    """A mål's or delmål's verdict: what was computed, what was decided, and `status`, the one that counts."""

    row: Mal | Delmal
    assessed: bool
    """Whether it may have a status at all."""

    proposed: bool
    """What is computed is a proposal, and no status until somebody decides."""

    beraknad: str | None
    """What the rules give; None where nothing is computed."""

    faststalld: str | None
    """What a person has decided, if anybody has."""

    unmotivated: bool
    """What is decided needs a motive that is not there: until it is, the decision does not count."""

    status: str | None
    """The one that counts: the decided, else the computed; None where neither does."""

    standing: Standing
    prognos: str | None
    foregaende_status: str | None
    beraknad_vid_beslut: str | None
    """The computed status that the decision was made against."""

    weighed: Weighed = field(repr=False)
    """What it was computed from."""

    names: Names = field(repr=False)
    """What the styrmodell calls things, for the texts."""

    @property
    def nr(self) -> str:
        return self.row.nr

    @property
    def deciding(self) -> tuple[Child, ...]:
        """The verdicts that decided, in order."""
        return self.weighed.deciding

    @property
    def words(self) -> Words:
        """What the styrmodell calls them."""
        return self.names.words

    @property
    def not_due(self) -> bool:
        """Whether there is nothing to judge it by in the period, since what there is is not due."""
        decided = self.faststalld is not None and not self.unmotivated
        waits = self.standing == "excluded" and any(child.not_due for child in self.weighed.those)
        return self.assessed and waits and not decided and not self.proposed

    @property
    def told(self) -> str | None:
        """Its status as it is told and counted, where what is not due is told apart; what has none is not decided."""
        return NOT_NOW if self.not_due and self.status is not None else self.status

    @property
    def grund(self) -> str:
        """Why the computed status is what it is, also when another was decided."""
        with arithmetic():
            return f"{self.weighed.grund(self.names)}{told_beside(self.weighed, self.names)}"

    @property
    def forklaring(self) -> str:
        """Why the status is what it is; empty where it may have none."""
        if not self.assessed:
            return ""
        computed = ByTheRules(self.beraknad, self.grund, self.proposed)
        return decided(self.row, self.faststalld, computed, unmotivated=self.unmotivated)

    @property
    def published(self) -> str:
        """The same outside the workbook: what was only proposed is no part of it."""
        if not self.proposed:
            return self.forklaring
        if self.unmotivated:
            return awaits_motive(self.faststalld)
        motivering = " ".join(self.row.motivering.split())
        return f"Fastställd {self.status}{': ' if motivering else ''}{motivering}" if self.status else ""

    @property
    def orsaker(self) -> tuple[Orsak, ...]:
        """The children that decided."""
        with arithmetic():
            return tuple([child.orsak(self.words) for child in self.deciding])

    def faces(self) -> dict[str, Any]:
        """What mål and delmål have in common in JSON."""
        return {
            "beraknad": self.beraknad,
            "faststalld": self.faststalld,
            "status": self.status,
            "prognos": self.prognos,
            "forklaring": self.forklaring,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class MalVerdict(Bedomning):
    """A mål, as its delmål make it or as somebody has decided."""

    row: Mal

    @property
    def objekt(self) -> str:
        return "Mål"

    @property
    def namn(self) -> str:
        return self.row.mal

    def to_dict(self) -> dict[str, Any]:
        return {"nr": self.row.nr or None, "mal": self.row.mal or None, **self.faces()}


@dataclass(frozen=True, slots=True, kw_only=True)
class DelmalVerdict(Bedomning):
    """A delmål, as its indikatorer and aktiviteter make it or as somebody has decided."""

    row: Delmal

    @property
    def objekt(self) -> str:
        return "Delmål"

    @property
    def namn(self) -> str:
        return self.row.delmal

    def adds(self, scale: Scale) -> str:
        """What it adds to its mål, by the status that counts: fullt, delvis, inget or empty."""
        return scale.bidrag(self.status)

    @property
    def lacks(self) -> str:
        """Nothing: a delmål is cited by its status, also when that is Ej bedömd."""
        return ""

    @property
    def stands(self) -> str:
        return self.status or NONE

    def orsak(self, words: Words) -> Orsak:
        """As one of those that decided the status above."""
        return Orsak("Delmål", self.nr, self.status or NONE, self.row.delmal, words["Delmål"])

    def to_dict(self) -> dict[str, Any]:
        head = {name: getattr(self.row, name) or None for name in ("nr", "mal", "delmal")}
        return {**head, **self.faces(), "orsaker": [one.to_dict() for one in self.orsaker]}
