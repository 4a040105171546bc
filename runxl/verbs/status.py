"""Who has answered and how completely, what is wrong, and whom to remind: what `status` tells of a collection."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from runxl.verbs.samla.collect import Collected, Returned

State = Literal["läst", "avvisad", "saknas"]
_RANK = {"läst": 0, "avvisad": 1}


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit's row: its file if there is one, how much is filled in, and what is wrong with the answer."""

    unit: str
    state: State
    file: str
    share: float
    faults: int
    warnings: int
    wishes: int = 0
    """How much it proposes beyond its own cells."""

    missing: tuple[tuple[str, str, str], ...] = ()
    """What is left to write, by sheet, row and header."""

    @property
    def reason(self) -> str:
        """Why the unit is to be reminded; empty if it is not."""
        if self.state == "saknas":
            return "svaret saknas"
        if self.state == "avvisad":
            return "svaret gick inte att ta in"
        parts = [f"{round(self.share * 100)} % är ifyllt"] if self.share < 1 else []
        parts += [f"{self.faults} fel att rätta"] if self.faults else []
        return ", ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        return {
            "enhet": self.unit,
            "status": self.state,
            "fil": self.file or None,
            "ifyllt": round(self.share, 4),
            "fel": self.faults,
            "varningar": self.warnings,
            "paminn": self.reason or None,
            "forslag": self.wishes,
            "saknas": [{"blad": sheet, "nr": row, "kolumn": header} for sheet, row, header in self.missing],
        }


def overview(collected: Collected) -> tuple[UnitState, ...]:
    """A row for each unit of the plan, in the order of the alphabet."""
    return tuple(_state(unit, collected) for unit in sorted(collected.units, key=str.casefold))


def _state(unit: str, collected: Collected) -> UnitState:
    """Of several files, the one that was let in."""
    files = sorted((file for file in collected.files if file.unit == unit), key=lambda file: _RANK[file.status])
    if not files:
        return UnitState(unit, "saknas", "", 0.0, 0, 0)
    first = files[0]
    wishes = sum(wish.enhet == unit for wish in collected.wishes)
    counts = _count(first, "fel"), _count(first, "varning"), wishes
    return UnitState(unit, first.status, first.file, first.share, *counts, first.missing)


def _count(file: Returned, severity: str) -> int:
    return sum(1 for finding in file.findings if finding.severity == severity and not finding.accepted)


def reminder(states: tuple[UnitState, ...], answer_by: str) -> Iterator[str]:
    """Lines to paste into a mail; none if nobody is to be reminded."""
    late = [state for state in states if state.reason]
    if late:
        day = f" Sista svarsdag är {answer_by}." if answer_by else ""
        yield f"Vi väntar på svar från er som står här.{day}"
        for state in late:
            yield f"- {state.unit}: {state.reason}"
