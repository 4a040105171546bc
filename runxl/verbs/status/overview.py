"""Who has answered and how completely, what is wrong, and whom to remind: what `status` tells of a folder."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from runxl.contract.regel import Regel
from runxl.findings import Finding
from runxl.json_face import document
from runxl.svenska import natural
from runxl.verbs.drafts import Draft
from runxl.verbs.samla.collect import Collected, Returned
from runxl.verbs.status.strays import Stray, strays

UnitStanding = Literal["läst", "avvisad", "oläsbar", "saknas"]


@dataclass(frozen=True, slots=True)
class UnitState:
    """A unit's row: its file if there is one, how much is filled in, and what is wrong with the answer."""

    unit: str
    state: UnitStanding
    file: str = ""
    share: float = 0.0
    faults: int = 0
    warnings: int = 0
    wishes: int = 0
    """How much it proposes beyond its own cells."""

    missing: tuple[tuple[str, str, str], ...] = ()
    """What is left to write, by sheet, row and header."""

    to_mend: tuple[Finding, ...] = ()
    """The faults in the answer that are more than a cell left empty."""

    obstacle: str = ""
    """Why the answer could not be taken in."""

    as_sent: bool = False
    """The file lies there as it was sent: what is filled in was so then, and nobody has answered yet."""

    @property
    def percent(self) -> int:
        """The share in whole percent, which is never rounded up to all."""
        return 100 if self.share == 1 else min(99, round(self.share * 100))

    @property
    def reason(self) -> str:
        """Why the unit is to be reminded; empty if it is not."""
        if self.state == "saknas":
            return "svaret saknas"
        if self.state == "oläsbar":
            return f"svaret kom som {Path(self.file).name}, som inte går att läsa"
        if self.state == "avvisad":
            return f"svaret gick inte att ta in. {self.obstacle}".rstrip()
        untouched = "arbetsboken är orörd, " if self.as_sent else ""
        parts = [f"{untouched}{self.percent} % är ifyllt"] if self.share < 1 else []
        parts += [f"{len(self.to_mend)} fel att rätta"] if self.to_mend else []
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


@dataclass(frozen=True, slots=True)
class Status:
    """What stands in a folder of answers. `drafts` are the reminders that were written, if they were asked for."""

    units: tuple[UnitState, ...]
    collected: Collected
    strays: tuple[Stray, ...] = ()
    """Files that have come and cannot be read, also those of other kinds."""

    not_read: tuple[Path, ...] = ()
    """The folders in the folder: answers are not looked for there."""

    drafts: tuple[Draft, ...] = ()
    outdated: tuple[Path, ...] = ()
    """Older drafts in the folder of drafts, to units that are not to be reminded any longer."""

    @property
    def answered(self) -> int:
        """How many units have an answer that was let in."""
        return sum(unit.state == "läst" and not unit.as_sent for unit in self.units)

    @property
    def has_faults(self) -> bool:
        """That nobody has answered yet is no fault."""
        return self.collected.has_faults and not self.collected.nobody

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What concerns the answers together. A unit whose file cannot be read has sent something."""
        heard = {unit.unit for unit in self.units if unit.state == "oläsbar"}
        silent_ones = Regel.SVAR_FRAN_ENHETEN_SAKNAS
        return tuple(one for one in self.collected.findings if not (one.code == silent_ones and one.key in heard))

    @property
    def unknown(self) -> tuple[Returned, ...]:
        """The workbooks that are no unit's of the plan."""
        return tuple(one for one in self.collected.files if one.readable and one.unit not in self.collected.units)

    @property
    def reminder(self) -> tuple[str, ...]:
        """Lines to paste into a mail to all; none if nobody is to be reminded."""
        late = [f"- {unit.unit}: {unit.reason}" for unit in self.units if unit.reason]
        day = f" Sista svarsdag är {self.collected.answer_by}." if self.collected.answer_by else ""
        return (f"Vi väntar på svar från er som står här.{day}", *late) if late else ()

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl status`; its keys are part of the public contract."""
        return document(
            {
                "enheter": [unit.to_dict() for unit in self.units],
                "okanda": [file.to_dict() for file in self.unknown],
                "olasbara": [stray.to_dict() for stray in self.strays],
                "undermappar_ej_lasta": [str(folder) for folder in self.not_read],
                "paminnelse": "\n".join(self.reminder),
                "utkast": [draft.to_dict() for draft in self.drafts],
                "fynd": [finding.to_dict() for finding in self.findings],
            }
        )


def seen(folder: Path, collected: Collected) -> Status:
    """A row for each unit of the plan, in the order of their names, from what has been heard."""
    found, folders = strays(folder, collected)
    units = tuple(_state(unit, collected, found) for unit in sorted(collected.units, key=natural))
    return Status(units, collected, found, folders)


def _state(unit: str, collected: Collected, found: tuple[Stray, ...]) -> UnitState:
    """Of several files, the one that was let in; one that can be read goes before one that cannot."""
    files = (file for file in collected.files if file.unit == unit)
    first = min(files, key=lambda file: (file.status != "läst", file.as_sent), default=None)
    unread = next((stray for stray in found if stray.unit == unit), None)
    if first is None:
        return UnitState(unit, "oläsbar", str(unread.file)) if unread else UnitState(unit, "saknas")
    return UnitState(
        unit,
        first.status,
        first.file,
        first.share,
        faults=_count(first, "fel"),
        warnings=_count(first, "varning"),
        wishes=sum(wish.enhet == unit for wish in collected.wishes),
        missing=first.missing,
        to_mend=tuple(_to_mend(first)),
        obstacle=obstacle(first, collected) if first.status == "avvisad" else "",
        as_sent=first.as_sent,
    )


def obstacle(file: Returned, collected: Collected) -> str:
    """Why a file was not let in: its unit's files contradict each other, or what the first of its faults says."""
    twins = {one.file for one in collected.files if one.unit == file.unit and one.unit in collected.units}
    reasons = (*(one for one in collected.conflicts if one.file in twins), *_faults(file))
    return reasons[0].message if reasons else ""


def _to_mend(file: Returned) -> Iterator[Finding]:
    for one in _faults(file):
        empty = one.code == Regel.OBLIGATORISKT_VARDE_SAKNAS and (one.sheet, one.key, one.column) in file.missing
        if not empty:
            yield one


def _faults(file: Returned) -> tuple[Finding, ...]:
    return tuple(one for one in file.findings if one.is_fault)


def _count(file: Returned, severity: str) -> int:
    return sum(1 for finding in file.findings if finding.severity == severity and not finding.accepted)
