"""A finding: one fault, doubt or note, at the cell where the person sees it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

from runxl.frames import Holds, Tidied, frame
from runxl.json_face import document
from runxl.notebook import in_short, table

if TYPE_CHECKING:
    import pandas as pd

Severity = Literal["fel", "varning", "info"]
SEVERITIES: tuple[Severity, ...] = ("fel", "varning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, to look at or to know of. `message` says what, `remedy` what to do about it.

    `cell` is the address in the sheet (`D7`), `key` the row's own Nr, `value` what stood there. `accepted`: the
    controller has accepted it in Dispenser.
    """

    code: str
    slug: str
    severity: Severity
    message: str
    remedy: str
    file: str = ""
    sheet: str = ""
    cell: str = ""
    row: int | None = None
    column: str = ""
    key: str = ""
    value: str | int | float | None = None
    accepted: bool = False

    @property
    def is_fault(self) -> bool:
        """Counts as a fault: severity `fel` and not accepted in Dispenser."""
        return self.severity == "fel" and not self.accepted

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of a finding; its keys are part of the public contract."""
        return {
            "kod": self.code,
            "slug": self.slug,
            "niva": self.severity,
            "blad": self.sheet or None,
            "cell": self.cell or None,
            "rad": self.row,
            "kolumn": self.column or None,
            "nyckel": self.key or None,
            "varde": self.value,
            "meddelande": self.message,
            "atgard": self.remedy,
            "godtagen": self.accepted,
        }

    def accept(self) -> Finding:
        """The same finding, accepted by the controller."""
        return replace(self, accepted=True)


@dataclass(frozen=True, slots=True)
class FileReport:
    """All findings of one file, in the order of its sheets and rows."""

    file: str
    findings: tuple[Finding, ...] = ()
    readable: bool = True

    def count(self, severity: Severity) -> int:
        """Findings of a severity that still count, that is, are not accepted."""
        return sum(1 for f in self.findings if f.severity == severity and not f.accepted)

    def to_dict(self) -> dict[str, Any]:
        return {
            "fil": self.file,
            "fel": self.count("fel"),
            "varningar": self.count("varning"),
            "info": self.count("info"),
            "fynd": [f.to_dict() for f in self.findings],
        }


@dataclass(frozen=True, slots=True, repr=False)
class Report:
    """The findings of one or many files. Iterating over it gives them all."""

    files: tuple[FileReport, ...] = field(default=())

    def __iter__(self) -> Iterator[Finding]:
        for file in self.files:
            yield from file.findings

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Those of all files, one after the other."""
        return tuple(self)

    @property
    def has_faults(self) -> bool:
        """Whether anything must be mended: exit code 1."""
        return any(f.is_fault for f in self)

    @property
    def nothing_readable(self) -> bool:
        """Whether no file could be read at all: exit code 2."""
        return not any(file.readable for file in self.files)

    def to_dict(self) -> dict[str, Any]:
        """The JSON face of `runxl validera`; its keys are part of the public contract."""
        return document({"filer": [file.to_dict() for file in self.files]})

    def to_frame(self) -> pd.DataFrame:
        """One row per finding, with the JSON face's names as columns and `fil` first."""
        return findings_frame(self)

    def frame(self, sheet: str) -> pd.DataFrame:
        """The same of one sheet."""
        return findings_frame(one for one in self if one.sheet == sheet)

    def __repr__(self) -> str:
        files = f"{len(self.files)} filer" if len(self.files) != 1 else self.files[0].file
        return in_short("Report", files, [f"{self.count(one)} {one}" for one in SEVERITIES])

    def _repr_html_(self) -> str:
        rows = [(one.severity, one.code, one.file, one.sheet, one.cell, one.message) for one in self]
        counts = ", ".join(f"{self.count(one)} {one}" for one in SEVERITIES)
        title = f"{len(self.files)} filer" if len(self.files) != 1 else self.files[0].file
        return table(title, [counts], ("Nivå", "Kod", "Fil", "Blad", "Cell", "Meddelande"), rows)

    def count(self, severity: Severity) -> int:
        """Findings of a severity that still count, in all the files."""
        return sum(file.count(severity) for file in self.files)


def findings_frame(findings: Iterable[Finding]) -> pd.DataFrame:
    """One row per finding, with the JSON face's names as columns and `fil` first."""
    rows = [{"fil": one.file, **one.to_dict()} for one in findings]
    return frame(
        Tidied(key, _HOLDS.get(key, "text"), [row[key] for row in rows], key == "varde") for key in ("fil", *_DICT_KEYS)
    )


_DICT_KEYS = tuple(Finding("", "", "info", "", "").to_dict())
_HOLDS: dict[str, Holds] = {"rad": "integer", "varde": "number", "godtagen": "flag"}


def in_one_line(file: str, finding: Finding) -> str:
    """What is wrong with a file and what to do, the file's name first unless the message says it."""
    text = f"{finding.message} {finding.remedy}"
    return text if file in finding.message else f"{file}: {text}"
