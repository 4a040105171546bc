"""The formats of a document: each is a folder here, whose FORMAT says all that the rest of runxl knows of it."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from runxl.errors import RunxlError
from runxl.output import document
from runxl.svenska import capital, listed

if TYPE_CHECKING:
    from runxl.assessment.assessed import Assessment
    from runxl.check.rows import Checked
    from runxl.contract.styrmodell_vocabulary import Dokument
    from runxl.output.document.blocks import Manuscript
    from runxl.output.said.source import Source


def _report(source: Source) -> Manuscript:
    """The chapters of the period's report: what a format writes unless it says otherwise."""
    from runxl.output.document.compose import composed

    return composed(source)


def _nothing_needed() -> None:
    """Of a format that needs nothing but a plain runxl."""


class LeftToWrite(NamedTuple):
    """What the outline asks for and the workbook lacks, and what the workbook says that nobody has asked for."""

    missing: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of file. `name` is what people call it: `rapport i Word`.

    `compose` refuses a workbook that has nothing to say. `write` puts what it made in a file, and may start from the
    user's own, if its suffix is one of `templates`; it may answer with what the file lacks all the same.
    `refuse_missing` refuses a computer, or an installation, that lacks what the format needs.
    """

    suffix: str
    name: str
    write: Callable[[Manuscript, Path, Path | None], Sequence[str] | None]
    compose: Callable[[Source], Manuscript] = _report
    templates: tuple[str, ...] = ()
    refuse_missing: Callable[[], None] = _nothing_needed

    def refuse(self, out: Path, template: Path | None) -> None:
        """What would stop the run, said before anything is read."""
        if template and template.suffix.lower() not in self.templates:
            fits = (
                f"den ska sluta på {listed(self.templates, 'eller')}"
                if self.templates
                else "i det formatet skrivs ett dokument utan mall"
            )
            raise RunxlError(f"{template.name} går inte att ha som mall för {out.name}: {fits}.")
        if template and not template.is_file():
            raise RunxlError(f"Mallen {template} finns inte. Kontrollera namnet och mappen.")
        self.refuse_missing()

    def put(
        self,
        checked: Checked,
        assessment: Assessment,
        out: Path,
        mall: Path | None = None,
        document: Dokument | Literal[""] = "",
    ) -> LeftToWrite:
        """Writes the document of a workbook: of the period's kind, or of another that is asked for."""
        from runxl.output.said.source import Source

        return self.fill(self.compose(replace(Source.of(checked, assessment), asked_for=document)), out, mall)

    def fill(self, manuscript: Manuscript, out: Path, mall: Path | None = None) -> LeftToWrite:
        """Writes a document that is composed."""
        from runxl.output.document.blocks import missing

        lacks = self.write(manuscript, out, mall) or ()
        return LeftToWrite((*missing(manuscript.blocks), *map(capital, lacks)), manuscript.left_out)


@cache
def formats() -> Mapping[str, Format]:
    """All by their suffixes. Raises RunxlError if a folder is only half done, or if two are of the same suffix."""
    made: dict[str, Format] = {}
    faults: list[str] = []
    for name in (one.name for one in pkgutil.iter_modules(document.__path__) if one.ispkg):
        try:
            found: Format = import_module(f"{document.__name__}.{name}").FORMAT
            faults += [f"{name}: {fault}" for fault in _faults(found, made)]
        except (AttributeError, TypeError) as error:
            faults.append(f"{name}: {error}")
        else:
            made[found.suffix] = found
    if faults:
        raise RunxlError(f"Alla format i runxl/output/document är inte färdiga. {'; '.join(faults)}.")
    return dict(sorted(made.items()))


def documents() -> dict[str, Format]:
    """Those that write any document as it is composed, by their suffixes."""
    return {suffix: one for suffix, one in formats().items() if one.compose is _report}


def _faults(one: Format, others: Collection[str]) -> Iterator[str]:
    if not all(re.fullmatch(r"\.[a-z0-9]+", said) for said in (one.suffix, *one.templates)):
        yield "suffix och templates skrivs som .docx"
    if one.suffix in others:
        yield f"{one.suffix} är redan ett annat format"
    if not one.name.strip():
        yield "name saknas"
